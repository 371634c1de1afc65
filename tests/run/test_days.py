"""A report may tell of a day of its own: its tables, its page, and the names of what changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analysis.cleaning import write
from analysis.counted import Counted, Group
from analysis.data import ProgrammeData
from analysis.indicators import attendance, enrolment, profile
from analysis.indicators.days import differs, takes_part_differs
from analysis.payload import Column, Message, Payload, Table
from analysis.programme.declared import Text
from analysis.programme.models import Report
from analysis.run.days import dated, kept_now, of_now
from analysis.run.executing import declared_of, digest_of
from analysis.run.pages import data_of
from analysis.run.tables import check
from analysis.tables import TABLES
from analysis.workspace import Workspace
from tests.indicators import small
from tests.run.conftest import copy_of_example

TITLE = Text(nl="Blad", en="Page")
NOW = Report(id="now", notebook="attendance", title=TITLE)
# One of the five had not stopped yet, and the second and third session were still to come.
THEN = Report(id="then", notebook="attendance", title=TITLE, as_of=date(2020, 1, 19))
DAY = "2020-01-19"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> ProgrammeData:
    root = small.written(tmp_path_factory.mktemp("days"), "lente", small.lente())
    return small.opened(root, "lente")


def shown(frame: pd.DataFrame) -> Payload:
    """The counts of an indicator as a public table."""
    told = frame.attrs["counted"]
    rows = [
        {str(key): str(value) for key, value in row.items()} for row in frame.to_dict("records")
    ]
    columns = [Column(key=str(k), kind="count", counted=told.get(k)) for k in frame.columns]
    return Table(
        audience="public", id="t", caption=Message(id="c"), columns=columns, rows=rows, row_key=[]
    )


def variables(payloads: list[Payload], key: str = "count") -> set[str]:
    """What the counts of tables are conditioned on, by name."""
    return {
        variable
        for payload in payloads
        if isinstance(payload, Table)
        for column in payload.columns
        if column.key == key and column.counted
        for row in payload.rows
        for variable, _ in column.counted.group(row).of
    }


def on_both(data: ProgrammeData, indicator: object, **given: object) -> list[set[str]]:
    told = [(one, [shown(indicator(data.of(one), **given))]) for one in (NOW, THEN)]  # type: ignore[operator]
    return [variables(payloads) for payloads in dated(data, told)]


def test_what_changed_between_two_days_is_another_variable_on_each(data: ProgrammeData) -> None:
    assert on_both(data, enrolment.by_status) == [{"status"}, {f"status@{DAY}"}]


def test_what_cannot_change_is_the_same_on_all_days(data: ProgrammeData) -> None:
    assert on_both(data, attendance.of, session="plenary-1") == [{"state:plenary-1"}] * 2
    both = on_both(data, profile.by, attribute="sector")
    assert both == [{"sector", "status"}, {"sector", f"status@{DAY}"}]


def test_what_is_told_on_one_day_alone_needs_no_other_name(data: ProgrammeData) -> None:
    told = [(NOW, []), (THEN, [shown(enrolment.by_status(data.of(THEN)))])]
    assert variables(dated(data, told)[1]) == {"status"}


def test_one_day_for_all_reports_gives_no_other_names(data: ProgrammeData) -> None:
    payloads = [shown(enrolment.by_status(data))]
    same = Report(id="same", notebook="attendance", title=TITLE, as_of=data.as_of)
    assert dated(data, [(NOW, payloads), (same, payloads)]) == [payloads, payloads]


def test_what_follows_from_the_tables_decides_whether_a_variable_differs(
    data: ProgrammeData,
) -> None:
    then = data.of(THEN)
    assert not differs("sector", then, data)
    assert not differs("state:plenary-1", then, data)
    assert differs("state:plenary-2", then, data)
    assert not differs("capacity:plenary-1", then, data)
    assert differs("status", then, data)
    assert differs("something new", then, data)
    assert not differs("status", data.on(date(2020, 3, 20)), data)
    assert takes_part_differs(data.on(date(2019, 1, 1)), data)


def test_what_an_earlier_edition_told_of_the_main_day_of_now_is_of_now(data: ProgrammeData) -> None:
    (_, payloads) = dated(data, [(one, [shown(enrolment.by_status(data.of(one)))])
                                 for one in (NOW, THEN)])  # fmt: skip
    assert variables(of_now(data.of(THEN), payloads)) == {"status"}
    assert variables(of_now(data, payloads)) == {f"status@{DAY}"}
    group = Group("organisations", frozenset({(f"status@{DAY}", frozenset({"stopped"}))}))
    plain = Group("organisations", frozenset({("status", frozenset({"stopped"}))}))
    assert kept_now(data.of(THEN), {((group, 1),): 4.0}) == {((plain, 1),): 4.0}


def test_counts_keep_the_name_of_the_day_through_json(data: ProgrammeData) -> None:
    counted = Counted(of={"status": ["stopped"]}, called={"status": f"status@{DAY}"})
    assert Counted.model_validate_json(counted.model_dump_json()) == counted
    assert "called" not in Counted().model_dump()


def test_a_report_has_its_own_day_unless_one_is_asked_for_all(data: ProgrammeData) -> None:
    assert data.of(NOW) is data
    assert data.of(THEN).as_of == date(2020, 1, 19)
    assert data.of(THEN) is data.of(THEN)
    with_both = data.programme.model_copy(update={"reports": [NOW, THEN]})
    declared = replace(data.declarations, programme=with_both)
    assert declared.all_as_of(None) is declared
    asked = declared.all_as_of(date(2020, 2, 1)).programme.reports
    assert [one.as_of for one in asked] == [None, None]


def test_another_day_is_another_page_made_in_the_same_way(data: ProgrammeData) -> None:
    other = THEN.model_copy(update={"as_of": date(2020, 1, 20)})
    assert digest_of(data, THEN) != digest_of(data, other)
    assert declared_of(THEN) == declared_of(other)


def test_what_came_later_changes_nothing_of_an_earlier_day(
    data: ProgrammeData, tmp_path: Path
) -> None:
    rows = small.lente()
    later = {
        "registrations": small.drawn(
            "registrations", "session | participant | status | registered_on\n"
            "plenary-2 | a | cancelled | 2020-03-01",
        ),
        "withdrawals": small.drawn(
            "withdrawals", "participant | stopped_on\nb | 2020-03-30"
        ),
    }  # fmt: skip
    more = {name: pd.concat([rows[name], later[name]]) for name in later}
    root = small.written(tmp_path, "lente", rows | more)
    grown = small.opened(root, "lente")
    for indicator in (enrolment.by_status, attendance.by_session, profile.latest):
        pd.testing.assert_frame_equal(indicator(data.of(THEN)), indicator(grown.of(THEN)))
    assert enrolment.continuing(grown) != enrolment.continuing(data)


OF_FILES = {"receipts", "dispositions", "problems", "revisions", "recognitions", "candidates"}
"""Tables that list what was received, whatever it tells of."""


@pytest.mark.full
def test_what_was_received_later_changes_no_table_of_the_day_of_the_example(tmp_path: Path) -> None:
    known: list[ProgrammeData] = []
    for name, day in (("all", None), ("until then", date(2019, 4, 5))):
        (tmp_path / name).mkdir()
        workspace = Workspace(copy_of_example(tmp_path / name))
        checked = check(workspace, "limburg-2019", lambda _: None, known_on=day)
        write(workspace, "limburg-2019", checked.cleaned)
        known.append(data_of(workspace, checked.declarations, date(2019, 4, 5)))
    everything, until_then = known
    assert len(everything.programme.exports) > len(until_then.programme.exports)
    for table in TABLES.keys() - OF_FILES:
        frames = [
            one.table(table).drop(columns="source", errors="ignore").reset_index(drop=True)
            for one in known
        ]
        pd.testing.assert_frame_equal(*frames, obj=table)

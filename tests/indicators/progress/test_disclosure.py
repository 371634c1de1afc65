"""What readers outside get of progress: groups, when they are large enough, and never all alike."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from analysis.data import ProgrammeData
from analysis.disclosure import plan
from analysis.indicators.progress import change, shift, waves
from analysis.payload import Hidden, Message, Payload, Table
from analysis.show import columns
from tests.indicators.progress.growing import grown
from tests.indicators.progress.test_small import response, with_lines

WHO = "abcdefghijkl"


def payload(frame: pd.DataFrame) -> Table:
    """The frame as a public table."""
    return Table(
        audience="public", id="t", caption=Message(id="note.missing"),
        columns=columns.columns(frame), rows=columns.rows(frame), row_key=["domain"],
    )  # fmt: skip


def outside(*frames: pd.DataFrame) -> list[Payload]:
    """What readers outside get of these tables together."""
    made = [payload(frame) for frame in frames]
    return list(plan({"r": made}).protected("r", "public"))


@pytest.fixture
def after(tmp_path: Path) -> Callable[[dict[str, str]], ProgrammeData]:
    """Everyone began at two in money and three in staff; and what each told midway."""

    def told(later: dict[str, str]) -> ProgrammeData:
        lines = [response(f"r{one}", one, "22233") for one in later]
        lines += [response(f"s{one}", one, items, "midway") for one, items in later.items()]
        return grown(tmp_path, with_lines(*lines))

    return told


After = Callable[[dict[str, str]], ProgrammeData]


def test_small_parts_of_a_large_group_are_told_as_other_answers_are(after: After) -> None:
    # On money ten rise, one stays and one falls; on staff eleven stay and one rises.
    data = after(dict.fromkeys(WHO, "33333") | {"k": "22244", "l": "11133"})
    seen, *_ = outside(change.by_domain(data))
    assert isinstance(seen, Table)
    money = seen.rows[0]
    assert (money["count"], money["same_count"], money["down_count"]) == (10, 1, 1)


def test_of_a_group_under_the_smallest_base_nothing_is_told(after: After) -> None:
    data = after(dict.fromkeys(WHO[:8], "33333") | {"h": "11133"})
    tables = outside(change.by_domain(data), change.levels(data))
    rows = [row for table in tables if isinstance(table, Table) for row in table.rows]
    assert rows
    for row in rows:
        for name in ("share", "down_count", "first_mean", "change_median"):
            assert isinstance(row.get(name), (Hidden, type(None))) or row[name] == 0, name


def test_that_everyone_rose_is_told_to_nobody(after: After) -> None:
    data = after(dict.fromkeys(WHO, "33344"))
    for seen in outside(change.by_domain(data)):
        for row in seen.rows if isinstance(seen, Table) else []:
            told = [row[name] for name in ("count", "same_count", "down_count", "share")]
            assert all(isinstance(one, Hidden) for one in told), row


def test_every_public_count_says_what_it_counts(after: After) -> None:
    data = after(dict.fromkeys(WHO, "33333"))
    for frame in (change.by_domain(data), change.levels(data), waves.by_answer(data)):
        counts = [one for one in columns.columns(frame) if one.kind == "count"]
        assert counts
        assert all(one.counted for one in counts)
    assert {"count", "base"} <= shift.overall(data).attrs["counted"].keys()


# What is known of each organisation of the programme that grew, counted by hand.
ROUNDS = {"a": "12", "b": "12", "c": "12", "d": "12", "e": "12", "f": "1", "g": "2", "h": ""}
MONEY = {"a": "up", "b": "down", "d": "same", "e": "up"}
STAFF = {"a": "same", "b": "up", "d": "down", "e": "up"}
BACK = {"a": "lower", "b": "lower", "d": "higher", "e": "lower"}


def known(who: str) -> dict[str, str]:
    """The variables of one organisation; what is not there was not recorded."""
    pair = "start:midway"
    found = {
        "status": "stopped" if who == "f" else "continuing",
        "round:start": "answered" if "1" in ROUNDS[who] else "",
        "round:midway": "answered" if "2" in ROUNDS[who] else "",
        f"change:finance:{pair}": MONEY.get(who, ""),
        f"change:hr:{pair}": STAFF.get(who, ""),
        f"shift:overall:{pair}": BACK.get(who, ""),
    }
    return found | {f"shift:{one}:{pair}": BACK.get(who, "") for one in ("finance", "hr")}


@pytest.mark.parametrize(
    "indicator",
    [waves.both, waves.by_answer, change.by_domain, change.levels, shift.overall, shift.by_domain],
)
def test_every_count_is_of_those_whom_it_says(
    indicator: Callable[[ProgrammeData], pd.DataFrame], tmp_path: Path
) -> None:
    frame = indicator(grown(tmp_path))
    units = [known(who) for who in ROUNDS]
    for row in columns.rows(frame):
        for column in columns.columns(frame):
            if column.kind == "count" and column.counted:
                asked = dict(column.counted.group(row).of)
                that = [one for one in units if all(one[name] in v for name, v in asked.items())]
                assert row[column.key] == len(that), (column.key, row)

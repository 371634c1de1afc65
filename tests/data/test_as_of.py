"""The tables as they stood on a day: what happened later is left out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from analysis.data import ProgrammeData, open_programme
from analysis.indicators import (
    attendance,
    enrolment,
    evaluation,
    profile,
    registrations,
    states,
)
from analysis.problems import UsageError
from analysis.workspace import VARIABLE
from tests.indicators import small
from tests.indicators.small import plain


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small.written(tmp_path_factory.mktemp("as-of"), "lente", small.lente())


@pytest.fixture
def workspace(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The workspace with the small programme, as the current one."""
    monkeypatch.setenv(VARIABLE, str(root))
    return root


def on(root: Path, day: str) -> ProgrammeData:
    return small.opened(root, "lente", date.fromisoformat(day))


def test_a_registration_is_known_on_its_day_and_not_the_day_before(root: Path) -> None:
    # e registered for the second day on 5 March, after a, b and d.
    before = registrations.of(on(root, "2020-03-04"), "plenary-2")
    assert plain(before, "count", "base") == [(3, 3)]
    assert plain(registrations.of(on(root, "2020-03-05"), "plenary-2"), "count") == [(4,)]


def test_a_wish_is_known_once_its_registration_is(root: Path) -> None:
    assert list(on(root, "2020-02-20").table("wishes")["participant"]) == ["c", "a", "a"]
    assert len(on(root, "2020-03-05").table("wishes")) == 6


def test_who_stops_later_goes_on_today(root: Path) -> None:
    # c stopped on 20 January and d on 12 March.
    assert enrolment.continuing(on(root, "2020-01-19")) == ["a", "b", "d", "e"]
    after = enrolment.by_status(on(root, "2020-01-20"))
    assert plain(after, "status", "count", "base") == [("continuing", 4, 5), ("stopped", 1, 5)]


def test_the_reason_as_written_is_known_once_the_withdrawal_is(root: Path) -> None:
    assert list(on(root, "2020-01-20").table("withdrawal_notes")["participant"]) == ["c"]


def test_an_answer_is_known_once_its_response_is(root: Path) -> None:
    # On 17 January r1 and r3 were in; r2 came on 1 February.
    data = on(root, "2020-01-17")
    assert list(data.table("responses")["response"]) == ["r1", "r3"]
    assert set(data.table("answers")["response"]) == {"r1", "r3"}
    assert list(data.table("answer_texts")["response"]) == ["r1", "r3"]
    assert plain(evaluation.ratings(data, "after-1"), "question", "count")[0] == ("Q1", 2)


RECEIVED = """
    source|export|file  |content      |received_on|row_count|used_count|refused_count|ignored_count
    0     |list  |a.csv |registrations|2020-01-10 |2        |1         |0            |1
    8     |form  |b.csv |codebook     |2020-04-01 |2        |1         |0            |1
    9     |old-list|c.csv |responses    |2020-04-01 |2        |1         |0            |1
"""
REMARKED = """
    source | line | column | kind         | sentence
    0      | 2    | Wie    | unknown_code | What is q?
    9      | 2    | Wie    | unknown_code | What is q?
"""
RESPONSES = """
    response | round | participant | submitted_on | status   | counted | source
    s1       | later | a           | 2020-03-20   | complete | yes     | 9
"""


def test_an_export_that_came_later_is_there_once_it_tells_of_something(tmp_path: Path) -> None:
    drawn = {"receipts": RECEIVED, "problems": REMARKED, "responses": RESPONSES}
    tables = {name: small.drawn(name, text) for name, text in drawn.items()}
    root = small.written(tmp_path, "lente", small.lente() | tables)

    def known(day: str, table: str, column: str) -> list[object]:
        return list(on(root, day).table(table)[column])

    # All of the last two came in on 1 April; one of them tells of an answer of 20 March.
    assert known("2020-03-19", "receipts", "file") == ["a.csv"]
    assert known("2020-03-20", "receipts", "file") == ["a.csv", "c.csv"]
    assert known("2020-04-01", "receipts", "file") == ["a.csv", "b.csv", "c.csv"]
    assert known("2020-03-19", "problems", "source") == [0]
    assert known("2020-03-20", "problems", "source") == [0, 9]


def test_a_list_of_a_later_session_is_not_there_yet(root: Path) -> None:
    assert states.recorded(on(root, "2020-01-14")) == []
    assert states.recorded(on(root, "2020-01-15")) == ["plenary-1"]
    assert states.recorded(on(root, "2020-03-09")) == ["plenary-1", "class-1"]
    assert on(root, "2020-01-14").table("delegations").empty


def test_counts_of_a_later_session_are_not_there_yet(tmp_path: Path) -> None:
    root = small.written(tmp_path, "tellen", small.tellen())
    data = small.opened(root, "tellen", date(2020, 1, 22))
    assert plain(attendance.counted(data), "measure", "count", "base", "person_count") == [
        ("on_site", 2, 2, 5), ("online", 1, 2, 3)
    ]  # fmt: skip


def test_a_profile_of_a_later_day_is_not_known_yet(root: Path) -> None:
    def of(day: str) -> object:
        return profile.latest(on(root, day)).set_index("participant").loc["a", "capacity"]

    assert [of("2019-11-30"), of("2019-12-01"), of("2020-06-01")] == [
        "volunteer", "professional", "one_person"
    ]  # fmt: skip


def test_what_has_no_day_is_known_always(root: Path, tmp_path: Path) -> None:
    undated = small.drawn("withdrawals", "participant | stopped_on\na | ")
    other = small.written(tmp_path, "lente", small.lente() | {"withdrawals": undated})
    assert "a" not in enrolment.continuing(small.opened(other, "lente", date(2018, 1, 1)))


def test_held_sessions_stand_in_order_of_their_day(root: Path) -> None:
    assert on(root, "2020-03-31").held == ["plenary-1", "class-1", "plenary-2"]
    assert on(root, "2020-02-12").held == ["plenary-1", "class-1"]
    assert on(root, "2020-01-14").held == []


def test_codes_stand_in_the_order_of_declaration(root: Path) -> None:
    data = on(root, "2020-03-31")
    assert list(data.table("participants")["sector"].cat.categories) == [
        "arts", "heritage", "youth"
    ]  # fmt: skip
    assert list(data.table("profiles")["capacity"].cat.categories) == [
        "one_person", "volunteer", "professional"
    ]  # fmt: skip


def test_what_a_caller_changes_stays_with_that_caller(root: Path) -> None:
    data = on(root, "2020-03-31")
    mine = data.table("registrations")
    mine.loc[:, "participant"] = "changed"
    mine["more"] = 1
    mine.attrs["note"] = "mine"
    next_one = data.table("registrations")
    assert "changed" not in set(next_one["participant"])
    assert "more" not in next_one
    assert next_one.attrs == {}
    assert plain(registrations.of(data, "plenary-1"), "count") == [(3,)]


def test_a_programme_is_opened_on_the_day_that_it_declares(workspace: Path) -> None:
    assert open_programme("lente").as_of == date(2020, 3, 31)
    assert open_programme("lente", "").as_of == date(2020, 3, 31)
    assert open_programme("lente", "2020-01-19").as_of == date(2020, 1, 19)
    assert open_programme("lente", date(2020, 1, 19)).as_of == date(2020, 1, 19)


def test_a_programme_says_what_it_is(workspace: Path) -> None:
    data = open_programme("lente")
    assert (data.id, data.unit, data.fictional) == ("lente", "organisations", False)
    assert data.digest == "0" * 64
    assert data.labels["sector"]["arts"] == {"nl": "kunsten", "en": "arts"}


def said(caught: pytest.ExceptionInfo[UsageError]) -> str:
    (sentence,) = caught.value.sentences
    return sentence


def test_an_unknown_programme_is_one_sentence(workspace: Path) -> None:
    with pytest.raises(UsageError) as caught:
        open_programme("lent")
    assert said(caught) == (
        '"lent" is not a programme of this workspace. Known: lente. Did you mean "lente"?'
    )


def test_a_programme_that_was_not_cleaned_yet_is_one_sentence(workspace: Path) -> None:
    receipt = workspace / "data" / "processed" / "lente" / "receipt.json"
    text = receipt.read_text(encoding="utf-8")
    receipt.unlink()
    try:
        with pytest.raises(UsageError) as caught:
            open_programme("lente")
    finally:
        receipt.write_text(text, encoding="utf-8")
    assert said(caught) == (
        "data/processed/lente: lente was not cleaned yet. "
        "Run: trajectmonitor clean --programme lente"
    )


@pytest.mark.parametrize("day", ["5 april", "2020-02-30", "2020-13-01", "31/03/2020"])
def test_a_bad_day_is_one_sentence(workspace: Path, day: str) -> None:
    with pytest.raises(UsageError) as caught:
        open_programme("lente", day)
    assert said(caught) == f'as_of: "{day}" is not a day. Write it as 2019-04-05.'

"""What became of the raw exports, and published facts: counted by hand in `small`."""

from __future__ import annotations

import pytest

from analysis.data import ProgrammeData
from analysis.indicators import published, quality
from analysis.problems import DeclarationError, UsageError
from tests.indicators.conftest import Changed
from tests.indicators.small import plain


def test_used_refused_and_ignored_are_all_rows(data: ProgrammeData) -> None:
    rows = quality.receipts(data)
    columns = ("file", "used_count", "refused_count", "ignored_count", "count")
    assert plain(rows, *columns) == [
        ("oud.csv", 0, 0, 3, 3), ("lijst.csv", 4, 1, 1, 6), ("bevraging.csv", 8, 0, 0, 8)
    ]  # fmt: skip
    parts = rows["used_count"] + rows["refused_count"] + rows["ignored_count"]
    assert (parts == rows["count"]).all()


def test_all_exports_together(data: ProgrammeData) -> None:
    (row,) = quality.totals(data).to_dict("records")
    assert (row["used_count"], row["refused_count"], row["ignored_count"]) == (12, 1, 4)
    assert (row["count"], row["export_count"], row["problem_count"]) == (17, 3, 3)


def test_rows_used_are_counted_out_of_rows_read(
    data: ProgrammeData, nothing: ProgrammeData
) -> None:
    assert plain(quality.used(data)) == [("rows", 12, 17, pytest.approx(12 / 17))]
    assert quality.used(nothing).empty


def test_what_was_set_aside_and_why(data: ProgrammeData) -> None:
    columns = ("file", "disposition", "set_aside", "count", "base")
    assert plain(quality.set_aside(data), *columns) == [
        ("oud.csv", "ignored", "header", 1, 3),
        ("oud.csv", "ignored", "superseded", 2, 3),
        ("lijst.csv", "ignored", "header", 1, 6),
        ("lijst.csv", "refused", "no_name", 1, 6),
    ]


def test_a_problem_says_where_and_never_what_stands_there(data: ProgrammeData) -> None:
    rows = quality.problems(data)
    assert plain(rows) == [
        ("lijst.csv:3", "Aanwezig", "unknown_code"),
        ("lijst.csv:6", "Wie", "no_name"),
        ("bevraging.csv:2", "Q4", "unknown_code"),
    ]
    assert plain(quality.problems_by_kind(data), "problem", "count") == [
        ("no_name", 1), ("unknown_code", 2)
    ]  # fmt: skip


def test_a_new_download_is_compared_with_the_one_before(data: ProgrammeData) -> None:
    assert plain(quality.revisions(data), "file", "change", "count") == [
        ("oud.csv", "new", 0), ("oud.csv", "changed", 1), ("oud.csv", "gone", 2)
    ]  # fmt: skip


def test_a_correction_stands_with_its_reason_by_code(data: ProgrammeData) -> None:
    assert plain(quality.corrections(data), "file", "column", "correction", "decided_by") == [
        ("lijst.csv", "Wie", "0", "0")
    ]


def test_a_fact_is_reproduced_broken_awaits_or_cannot_be_decided(data: ProgrammeData) -> None:
    assert plain(published.check(data)) == [
        ("F1", "p1", "reproduced", "3", "3", None),
        ("F2", "p2", "broken", "9", "2", None),
        ("F3", "p3", "awaits", None, None, "F3"),
        ("F4", "p4", "undecidable", None, None, "F4"),
    ]
    assert plain(published.by_state(data), "state", "count", "base") == [
        ("reproduced", 1, 4), ("broken", 1, 4), ("awaits", 1, 4), ("undecidable", 1, 4)
    ]  # fmt: skip


def test_the_data_decide_some_facts_and_leave_others_open(data: ProgrammeData) -> None:
    assert plain(published.summary(data), "open_count", "count", "base") == [(2, 1, 2)]
    assert plain(published.decided(data), "fact", "expected", "computed") == [
        ("F1", "3", "3"), ("F2", "9", "2")
    ]  # fmt: skip
    assert plain(published.undecided(data)) == [("F3", "p3", "F3"), ("F4", "p4", "F4")]


def test_a_broken_fact_is_one_sentence(data: ProgrammeData) -> None:
    assert published.broken(data) == [
        "published_facts.toml, F2: expected 9, the data give 2 (attendance.by_session). "
        '"9 came." Look at what changed in the exports or declarations.'
    ]


FACT = """where = { session = "plenary-1" }
column = "count"
expected = 3
"""


@pytest.mark.parametrize(
    ("instead", "state", "computed"),
    [
        # Words and yes or no are in no language: a tick stands for them.
        ('column = "session"\nexpected = ["plenary-2", "plenary-1"]\n', "reproduced", "✓"),
        ('column = "session"\nexpected = "plenary-1"\n', "broken", "✗"),
        ('where = { session = "class-1" }\ncolumn = "count"\nexpected = 3\n', "broken", "–"),
        ('column = "count"\nexpected = [4, 3]\n', "reproduced", "3, 4"),
        ('where = { session = "plenary-1" }\ncolumn = "count"\nexpected = 3.0\n',
         "reproduced", "3"),
    ],
)  # fmt: skip
def test_an_expected_value_is_held_to_all_rows_that_match(
    changed: Changed, instead: str, state: str, computed: str
) -> None:
    found = plain(published.check(changed(toml={FACT: instead})), "state", "computed")
    assert found[0] == (state, computed)


WRONG = [
    pytest.param(
        {"registrations.by_session": "registrations.by_sesion"},
        'F1.indicator: "registrations.by_sesion" is not an indicator. '
        'Write it as subject.name, such as "attendance.by_session".',
        id="a name that does not exist",
    ),
    pytest.param(
        {"registrations.by_session": "os.system"},
        'F1.indicator: "os.system" is not an indicator. '
        'Write it as subject.name, such as "attendance.by_session".',
        id="something else",
    ),
    pytest.param(
        {"registrations.by_session": "registrations.recorded"},
        'F1.indicator: "registrations.recorded" is not an indicator. '
        'Write it as subject.name, such as "attendance.by_session".',
        id="a function that gives no frame",
    ),
    pytest.param(
        {'column = "count"\nexpected = 3': 'column = "counts"\nexpected = 3'},
        'F1: registrations.by_session has no column "counts". '
        "Columns: session, gross_count, cancelled_count, unit, count, base, share.",
        id="a column that does not exist",
    ),
    pytest.param(
        {FACT: 'given = { day = "1" }\ncolumn = "count"\nexpected = 3\n'},
        "F1.given: registrations.by_session does not take these "
        "(got an unexpected keyword argument 'day').",
        id="an argument that is not asked",
    ),
]


@pytest.mark.parametrize(("toml", "sentence"), WRONG)
def test_a_fact_that_cannot_be_asked_is_one_sentence(
    changed: Changed, toml: dict[str, str], sentence: str
) -> None:
    with pytest.raises(DeclarationError) as caught:
        published.check(changed(toml=toml))
    assert caught.value.sentences == (f"published_facts.toml, {sentence}",)


def test_a_fact_about_an_unknown_session_names_those_that_exist(changed: Changed) -> None:
    asked = 'given = { session = "plenary-9" }\ncolumn = "count"\nexpected = 3\n'
    with pytest.raises(UsageError, match="Known: class-1, plenary-1, plenary-2"):
        published.check(changed(toml={"by_session": "of", FACT: asked}))

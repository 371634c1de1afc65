"""Every count says what it counts, and that is what it counts.

Each row's count is held against the units that meet its conditions, counted one by one from the
tables by `units`, which knows no indicator.
"""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Iterator
from functools import cache

import pandas as pd
import pytest

from analysis.counted import Counted, Group
from analysis.data import ProgrammeData
from analysis.indicators import annexes, evaluation, published, reconciliation, responses
from analysis.indicators.populations import EVERY_STATE
from analysis.payload import Column
from analysis.show import columns
from tests.indicators import units
from tests.indicators.conftest import Changed
from tests.indicators.test_promise import (
    INDICATORS,
    World,
    asked,
    drawn_worlds,
    opened,
    worlds_drawn,
)

UNITS = {"organisations", "persons", "responses"}
# Counts of something else than a group of units, with what they are.
NOT_OF_UNITS = {
    "clusters.stable.count": "members of a group that chance may change, for insiders only",
    "annexes.participants.delegate_count": "persons of one named participant, not of a group",
    "annexes.presence.attended_count": "sessions of one named participant",
    "returning.per_participant.attended_count": "sessions of one named participant",
    "reading.by_level.question_count": "questions of a form",
    "reliability.by_block.question_count": "questions of a form",
    "recognition.by_features.rival_count": "organisations beside one named candidate",
    "recognition.by_features.row_count": "rows with one name",
    "recognition.doubtful.rival_count": "organisations beside one named candidate",
    "recognition.doubtful.row_count": "rows with one name",
    "returning.full.session_count": "sessions",
    "returning.once.session_count": "sessions",
}
# Units of which nobody is one.
NOBODY = {"attributes", "facts", "questions", "remarks", "rows", "sessions", "turns"}


def is_count(column: object) -> bool:
    return column in ("count", "base") or str(column).endswith("_count")


def counted_columns(frame: pd.DataFrame) -> dict[str, Counted]:
    told = frame.attrs.get("counted", {})
    return {column: told[column] for column in told if column in frame}


def mistakes(frame: pd.DataFrame, known: dict[str, units.Units]) -> Iterator[str]:
    """Where a count is not the number of units that its row says it counts."""
    for column, counted in counted_columns(frame).items():
        # A mean tells of whom it is; it counts nobody.
        if not is_count(column):
            continue
        for row in columns.rows(frame):
            if row[column] is None:
                continue
            group = counted.group(row)
            found = units.count(known, group)
            if row[column] != found:
                yield f"{column} is {row[column]} and not {found} of {group} in {row}"


def untold(name: str, frame: pd.DataFrame) -> list[str]:
    """The counts in a frame that do not say what they count and had to."""
    of = set(frame["unit"].astype("str")) if "unit" in frame else set()
    return [
        str(column)
        for column in frame
        if is_count(column)
        and column not in frame.attrs.get("counted", {})
        and f"{name}.{column}" not in NOT_OF_UNITS
        and frame[column].notna().any()
        and not (of and of <= NOBODY and column not in ("person_count", "participant_count"))
        and (of or name.split(".")[0] not in ("design", "quality", "published"))
    ]


@pytest.fixture(scope="module")
def hand_counted(data: ProgrammeData) -> dict[str, units.Units]:
    return units.known(data)


@pytest.fixture(scope="module")
def shipped(example: ProgrammeData) -> dict[str, units.Units]:
    return units.known(example)


@pytest.mark.parametrize("name", sorted(INDICATORS))
def test_a_count_counts_the_units_that_it_says(
    name: str, data: ProgrammeData, hand_counted: dict[str, units.Units]
) -> None:
    for frame in asked(name, data):
        assert untold(name, frame) == []
        assert list(mistakes(frame, hand_counted)) == []


def parameters_of(name: str) -> list[str]:
    return list(inspect.signature(INDICATORS[name]).parameters)


def choices_of(name: str, parameter: str, data: ProgrammeData) -> list[object]:
    """All that an indicator can be asked of a programme by one of its parameters."""
    programme = data.programme
    forms = data.declarations.questionnaires.values()
    questions = [question for form in forms for question in form.questions]
    kinds = {"evaluation.choices": "choice", "evaluation.ranking": "ranking"}
    return {
        "session": [session.id for session in programme.sessions],
        "round": [one.id for one in programme.rounds if one.questionnaire],
        "question": [q.id for q in questions if q.kind == kinds.get(name)],
        "reads": ["", "reaction", "learning"],
        "kind": ["scale", "number"],
        "scale": sorted({q.scale for q in questions if q.kind == "scale" and q.scale}),
        "attribute": ["sector", "capacity", "arrondissement", "size_class", "maturity",
                      "legal_form", *(["personal"] if name.startswith("profile.") else [])],
        "reference": ["", *(one.id for one in programme.references)],
        "grouped": [False, True],
        "status": ["continuing", "stopped"],
        "next_session": ["", *(session.id for session in programme.sessions)],
        "model": [""],
        "first": [""],
        "second": [""],
        "day": [data.as_of],
        "population": ["attended", "registered"],
        "participant": list(data.table("participants")["participant"].astype(str).head(3)),
        "participants": [annexes.participants(data, "plenary-2", "registered")]
        if parameter == "participants" else [],
    }[parameter]  # fmt: skip


def everything(name: str, data: ProgrammeData) -> Iterator[pd.DataFrame]:
    """The frames of an indicator for all that it can be asked of a programme."""
    names = parameters_of(name)[1:]
    for given in itertools.product(*(choices_of(name, one, data) for one in names)):
        arguments = dict(zip(names, given, strict=True))
        listed = arguments.get("participants")
        if (listed is None or arguments["attribute"] in listed) and was_asked(data, arguments):
            yield INDICATORS[name](data, **arguments)


def was_asked(data: ProgrammeData, arguments: dict[str, object]) -> bool:
    """Whether the round has the question and the scale that it is asked about."""
    form = data.declarations.form(str(arguments["round"])) if "round" in arguments else None
    return form is None or (
        arguments.get("question") in (None, *(one.id for one in form.questions))
        and arguments.get("scale") in (None, *(one.id for one in form.scales))
    )


@pytest.mark.parametrize("name", sorted(INDICATORS))
def test_a_count_of_the_shipped_example_counts_the_units_that_it_says(
    name: str, example: ProgrammeData, shipped: dict[str, units.Units]
) -> None:
    for frame in everything(name, example):
        assert untold(name, frame) == []
        assert list(mistakes(frame, shipped)) == []


def test_the_whole_programme_is_counted_in_profiles_without_a_session(
    example: ProgrammeData, shipped: dict[str, units.Units]
) -> None:
    frame = INDICATORS["profile.by"](example, "sector")
    assert set(frame["base"]) == {44}
    assert list(mistakes(frame, shipped)) == []


@cache
def units_of(world: World) -> dict[str, units.Units]:
    return units.known(opened(world))


@worlds_drawn
@pytest.mark.parametrize("name", sorted(INDICATORS))
def test_whatever_the_tables_hold_a_count_counts_what_it_says(name: str, examples: int) -> None:
    for world in drawn_worlds(examples):
        known = units_of(world)
        for frame in asked(name, opened(world)):
            assert list(mistakes(frame, known)) == []


ASKED_NOTHING = [name for name in INDICATORS if parameters_of(name) == ["data"]]


@pytest.mark.parametrize("name", sorted(ASKED_NOTHING))
def test_persons_that_are_only_counted_are_told_too(name: str, persons: ProgrammeData) -> None:
    frame = INDICATORS[name](persons)
    assert untold(name, frame) == []
    assert list(mistakes(frame, units.known(persons))) == []


def test_participants_that_are_persons_are_counted_as_persons(persons: ProgrammeData) -> None:
    frame = responses.by_unit(persons, "after")
    assert frame.attrs["counted"]["count"].group(columns.rows(frame)[0]) == Group(
        "persons", frozenset({("round:after", frozenset({"answered"}))})
    )
    assert list(mistakes(frame, units.known(persons))) == []


def test_who_cancelled_and_came_all_the_same_is_counted_once(changed: Changed) -> None:
    data = changed(
        registrations="""
        session   | participant | status
        plenary-1 | a           | confirmed
        plenary-1 | b           | cancelled
        plenary-1 | c           | cancelled
        """,
        attendance="session | participant | present\nplenary-1 | a | yes\nplenary-1 | b | yes",
    )
    known = units.known(data)
    for name in ("attendance.flow", "attendance.by_session", "registrations.by_session",
                 "reconciliation.by_state", "reconciliation.residual"):  # fmt: skip
        for frame in asked(name, data):
            assert list(mistakes(frame, known)) == []
    flow = INDICATORS["attendance.flow"](data, "plenary-1")
    assert list(flow["count"]) == [3, 2, 1, 0, 1]


def test_a_mistake_would_be_found(
    data: ProgrammeData, hand_counted: dict[str, units.Units]
) -> None:
    frame = reconciliation.by_state(data, "plenary-1")
    frame.loc[0, "continuing_count"] += 1
    assert len(list(mistakes(frame, hand_counted))) == 1
    del frame.attrs["counted"]["count"]
    assert untold("reconciliation.by_state", frame) == ["count"]


def test_what_is_told_outlives_filtering_and_reaches_the_payload(data: ProgrammeData) -> None:
    frame = INDICATORS["attendance.by_session"](data)
    chosen = frame[frame["session"] == "plenary-1"].reset_index(drop=True).head(1)
    told: dict[str, Column] = {column.key: column for column in columns.columns(chosen)}
    assert told["count"].counted is not None and told["session"].counted is None
    assert told["base"].counted is not None
    assert told["base"].counted.group({"session": "plenary-1"}) == Group(
        "organisations", frozenset({("state:plenary-1", frozenset({"attended", "absent"}))})
    )


def test_a_figure_that_does_not_name_its_question_tells_it(data: ProgrammeData) -> None:
    values = columns.values(evaluation.rating(data, "after-1"))
    counted = values["count"].counted
    assert counted is not None
    assert counted.group({}) == Group(
        "responses",
        frozenset({("round:after-1", frozenset({"answered"})),
                   ("answer:after-1.Q3", frozenset(map(str, range(11))))}),
    )  # fmt: skip


def group(**of: list[str]) -> Group:
    named = {name.replace("__", ":").replace("_", "-") if "__" in name else name: values
             for name, values in of.items()}  # fmt: skip
    return Group("organisations", frozenset((n, frozenset(v)) for n, v in named.items()))


def test_published_facts_tell_groups_that_everybody_knows(example: ProgrammeData) -> None:
    told = published.groups(example)
    assert told[group(state__plenary_1=["attended", "absent"])] == 43
    assert told[group(state__plenary_1=["attended"])] == 39
    assert told[group(state__plenary_1=["absent"])] == 4
    assert told[group(state__plenary_2=["attended", "absent"])] == 35
    assert told[group(state__plenary_2=["attended"])] == 29
    assert told[group(state__plenary_2=["absent"])] == 6
    assert told[group(status=["continuing"])] == 39
    assert told[group(status=["stopped"])] == 5
    known = units.known(example)
    assert all(units.count(known, one) == number for one, number in told.items())


def test_a_fact_that_no_longer_comes_out_tells_nothing(data: ProgrammeData) -> None:
    # Of the four facts of `small` one is reproduced; another expects 9 where 2 came.
    assert published.groups(data) == {group(state__plenary_1=["attended", "absent"]): 3}


def test_an_annex_says_whom_it_lists(
    data: ProgrammeData, example: ProgrammeData, shipped: dict[str, units.Units],
    hand_counted: dict[str, units.Units],
) -> None:  # fmt: skip
    for programme, known in ((data, hand_counted), (example, shipped)):
        lists = [
            annexes.participants(programme, "plenary-1", "attended"),
            annexes.participants(programme, "plenary-2", "registered"),
            annexes.stopped(programme),
            annexes.presence(programme),
        ]
        for frame in lists:
            assert units.count(known, frame.attrs["listed"].group({})) == len(frame)


def test_every_state_of_a_participant_has_a_name() -> None:
    every = {
        units.state(came=came, registered=registered, signed_up=registered or signed_up)
        for came, registered, signed_up in itertools.product([True, False], repeat=3)
    }
    assert every == set(EVERY_STATE)

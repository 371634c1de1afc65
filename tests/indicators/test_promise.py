"""Every indicator keeps one promise, whatever the tables hold.

Empty tables give no row, or zeros where the indicator lists declared codes; 0 ≤ count ≤ base;
the share is count out of base; the order of the rows of a table does not matter; and a
participant that took no part changes nothing.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis.indicators
from analysis.data import ProgrammeData
from analysis.indicators import annexes
from analysis.tables import typed
from tests.indicators import small

Indicator = Callable[..., pd.DataFrame]


def listed(data: ProgrammeData) -> pd.DataFrame:
    """A list whose rows are counted: an annex."""
    return annexes.participants(data, "plenary-1", "registered")


SESSION = [{"session": "plenary-1"}]
ROUND = [{"round": "after-1"}]
PAIRS = [
    {"session": "plenary-1", "next_session": "plenary-2"},
    {"session": "", "next_session": ""},
]
# What is asked of each indicator that asks for more than the data.
ASKED: dict[str, list[dict[str, object]]] = {
    "annexes.participants": [
        {"session": "plenary-1", "population": "attended"},
        {"session": "plenary-1", "population": "registered"},
    ],
    "annexes.size": [
        {"population": "stopped"},
        {"population": "attended", "session": "plenary-1"},
    ],
    "attendance.absences": SESSION,
    "attendance.delegates": SESSION,
    "attendance.flow": SESSION,
    "attendance.main_absence": SESSION,
    "attendance.of": SESSION,
    "states.at_session": SESSION,
    "design.domains_of": SESSION,
    "design.parts_of": SESSION,
    "design.session": SESSION,
    "enrolment.with_status": [{"status": "continuing"}, {"status": "stopped"}],
    "choosing.ticked": ROUND,
    "evaluation.answers": ROUND,
    "evaluation.best": ROUND,
    "evaluation.choices": [{"round": "after-1", "question": "Q4"}],
    "evaluation.distribution": [{"round": "after-1", "scale": "agree"}],
    "responses.in_both": ROUND,
    "evaluation.numbers": ROUND,
    "responses.of_session": SESSION,
    "evaluation.open_answers": ROUND,
    "evaluation.overall": ROUND,
    "evaluation.ranking": [{"round": "after-1", "question": "Q5"}],
    "evaluation.rating": ROUND,
    "evaluation.ratings": [
        {"round": "after-1", "kind": "scale"},
        {"round": "after-1", "kind": "number"},
    ],
    **dict.fromkeys(
        (
            *("asked.differing", "asked.times", "asked.told_apart", "choosing.chosen"),
            *("differing.between_groups", "differing.between_rounds"),
            *("differing.found_between_groups", "differing.found_between_rounds"),
            *("items.lacking", "items.numbers"),
            *("judging.judged", "judging.spread", "reading.by_level", "reading.silent"),
            *("profile.at_round", "recommending.opening", "recommending.score"),
            *("relevance.pair", "relevance.quadrants"),
            *("reliability.by_block", "success_cases.candidates"),
            *("weighted.effect", "weighted.means"),
        ),
        ROUND,
    ),
    "asked.by": [{"round": "after-1", "attribute": "sector"}],
    "items.best": [{"round": "after-1", "reads": "reaction"}],
    "items.items": [
        {"round": "after-1", "reads": ""},
        {"round": "later", "reads": "reaction"},
    ],
    "items.spread": [{"round": "after-1", "reads": "reaction"}],
    "responses.rate": ROUND,
    "responses.received": ROUND,
    "responses.by_unit": [{"round": "after-1"}, {"round": "later"}],
    "responses.that_count": ROUND,
    "own.attended": [{"participant": "a"}],
    "own.registered": [{"participant": "a"}],
    "own.sessions": [{"participant": "a"}],
    "own.card": [{"participant": "a"}],
    "own_answers.distribution": ROUND,
    "own_answers.levels": [{"participant": "a", "first": "", "second": ""}],
    "own_answers.ratings": [{"participant": "a", "round": "after-1"}],
    "own_answers.told": [{"participant": "a", "round": "after-1"}],
    "profile.on_day": [{"day": date(2019, 12, 31)}],
    "groups.needs": [{"session": "plenary-1"}, {"session": ""}],
    "groups.wanted": [{"session": ""}],
    "representation.by": [
        {"attribute": "sector", "reference": "", "grouped": False},
        {"attribute": "capacity", "reference": "field", "grouped": True},
    ],
    "representation.dissimilarity": [{"attribute": "sector", "reference": ""}],
    "representation.of": [{"reference": "field"}],
    "representation.sides": [{"attribute": "sector", "reference": ""}],
    "profile.among": [{"attribute": "sector", "participants": listed}],
    "profile.most_among": [{"attribute": "sector", "participants": listed}],
    "profile.by": [
        {"attribute": "sector", "session": "plenary-1"},
        {"attribute": "capacity", "session": ""},
    ],
    "profile.most": [{"attribute": "sector", "session": "plenary-1"}],
    "reconciliation.by_state": SESSION,
    "reconciliation.residual": SESSION,
    "registrations.main_wish": SESSION,
    "registrations.of": SESSION,
    "registrations.states": SESSION,
    "registrations.wishes": SESSION,
    "breadth.wished": [{"session": "plenary-2"}, {"session": ""}],
    "following.onward": PAIRS,
    "following.onward_by_state": PAIRS,
    "turnout.by": [
        {"attribute": "sector", "session": "plenary-2"},
        {"attribute": "capacity", "session": ""},
    ],
    "turnout.told_apart": [{"session": "plenary-2"}, {"session": ""}],
    "withdrawals.by": [{"attribute": "sector"}, {"attribute": "capacity"}],
    "leaving.compared": [{"attribute": "sector"}, {"attribute": "capacity"}],
    "modelled.firth_model": [{"model": ""}],
    "bridges.groups": SESSION,
    "bridges.sums": SESSION,
    "bridges.bridge": SESSION,
}
# What was declared is there before any export is received, and so are its codes.
DECLARED = {
    "codebook.asked", "codebook.forms", "codebook.headers", "codebook.in_own_words",
    "codebook.items", "codebook.meanings", "codebook.on_scale", "codebook.options",
    "codebook.rounds",
    "annexes.size", "design.calendar", "design.components", "design.consultations",
    "design.delivered", "design.domains", "design.domains_of", "design.held", "design.parts_of",
    "design.rounds", "design.rules", "design.session", "design.sessions", "enrolment.by_status",
    "reading.by_level", "reading.silent",
    "responses.of_session", "published.by_state", "published.check", "published.decided",
    "published.summary", "published.undecided", "quality.corrections", "recognition.answers",
    "levels.roles", "levels.rules", "own_answers.told",
    "recognition.successions", "withdrawals.by_capacity", "withdrawals.by",
}  # fmt: skip
# A list of all participants is longer with one more of them; nobody is counted in it.
LISTS = {"states.at_session", "profile.at_round", "profile.latest", "profile.on_day"}


def found(package: ModuleType) -> Iterator[tuple[str, Indicator]]:
    """Every public function of a package that takes the data and gives a frame."""
    for module in pkgutil.iter_modules(package.__path__):
        subject = importlib.import_module(f"{package.__name__}.{module.name}")
        for name, function in inspect.getmembers(subject, inspect.isfunction):
            if function.__module__ != subject.__name__ or name.startswith("_"):
                continue
            signature = inspect.signature(function)
            if next(iter(signature.parameters), "") != "data":
                continue
            if signature.return_annotation == "pd.DataFrame":
                yield f"{module.name}.{name}", function


INDICATORS = dict(found(analysis.indicators))


def asked(name: str, data: ProgrammeData) -> list[pd.DataFrame]:
    """The frames of an indicator for each set of arguments in the table above."""
    return [
        INDICATORS[name](
            data, **{key: one(data) if callable(one) else one for key, one in arguments.items()}
        )
        for arguments in ASKED.get(name, [{}])
    ]


def test_every_indicator_is_found_and_none_is_asked_that_is_gone() -> None:
    assert len(INDICATORS) > 50
    assert set(ASKED) <= set(INDICATORS)
    assert set(INDICATORS) >= DECLARED | LISTS


def test_every_package_of_indicators_is_held_to_the_promise() -> None:
    packages = [one.name for one in pkgutil.iter_modules(analysis.indicators.__path__) if one.ispkg]
    assert len(packages) > 2
    for name in packages:
        held = importlib.import_module(f"tests.indicators.{name}.test_promise")
        subject = importlib.import_module(f"analysis.indicators.{name}")
        assert dict(found(subject)) == held.INDICATORS


@pytest.mark.parametrize("name", INDICATORS)
def test_the_table_says_what_to_ask_of_an_indicator(name: str) -> None:
    parameters = list(inspect.signature(INDICATORS[name]).parameters)[1:]
    for arguments in ASKED.get(name, [{}]):
        assert set(arguments) <= set(parameters)
    given_somewhere = {key for arguments in ASKED.get(name, [{}]) for key in arguments}
    assert given_somewhere == set(parameters), f"Add what {name} asks for to ASKED."


@pytest.mark.parametrize("name", INDICATORS)
def test_empty_tables_give_no_row_and_the_same_columns(
    name: str, data: ProgrammeData, nothing: ProgrammeData
) -> None:
    for full, empty in zip(asked(name, data), asked(name, nothing), strict=True):
        assert list(empty.columns) == list(full.columns)
        if name not in DECLARED:
            assert empty.empty
        elif "count" in empty and not name.startswith(("codebook.", "design.", "published.")):
            assert empty["count"].fillna(0).eq(0).all()


# What was received, and who is in the address list, has no day of its own.
UNDATED = LISTS | {name for name in INDICATORS if name.startswith(("quality.", "recognition."))}


@pytest.mark.parametrize("name", sorted(set(INDICATORS) - DECLARED - UNDATED))
def test_before_everything_nothing_is_recorded(name: str, data: ProgrammeData) -> None:
    before = ProgrammeData(data.declarations, data.folder, date(2018, 1, 1))
    if name == "design.upcoming":
        assert list(INDICATORS[name](before)["session"]) == ["plenary-1"]
        return
    assert all(frame.empty for frame in asked(name, before))


PARTICIPANTS = ["a", "b", "c", "d"]
participants = st.sampled_from(PARTICIPANTS)
sessions = st.sampled_from(["plenary-1", "class-1", "plenary-2"])
days = st.sampled_from([None, date(2020, 1, 10), date(2020, 2, 20), date(2020, 3, 11)])
World = tuple[tuple[object, ...], ...]

worlds: st.SearchStrategy[World] = st.tuples(
    st.lists(  # participants: sector, capacity, one person
        st.tuples(
            st.sampled_from([None, "arts", "heritage"]),
            st.sampled_from([None, "one_person", "volunteer", "professional"]),
            st.booleans(),
        ),
        min_size=4,
        max_size=4,
    ).map(tuple),
    st.lists(
        st.tuples(
            sessions, participants, st.sampled_from(["confirmed", "cancelled", "waitlist"]), days
        ),
        min_size=2,
        max_size=8,
    ).map(tuple),
    st.lists(
        st.tuples(
            sessions,
            participants,
            st.sampled_from([True, False, None]),
            st.sampled_from([None, "professional", "personal"]),
        ),
        min_size=2,
        max_size=8,
    ).map(tuple),
    st.lists(participants, unique=True).map(tuple),  # enrolled
    st.lists(
        st.tuples(participants, days, st.sampled_from([None, "other", "insufficient_time"])),
        max_size=3,
        unique_by=lambda row: row[0],
    ).map(tuple),
    st.lists(  # responses: round, participant, counted, Q1, Q3, Q4, first of Q5
        st.tuples(
            st.sampled_from(["after-1", "later"]),
            st.sampled_from([None, *PARTICIPANTS]),
            st.booleans(),
            st.sampled_from([None, "A1", "A3", "A4", "A5", "N"]),
            st.sampled_from([None, 0, 5, 10]),
            st.sampled_from([None, "Y", "X"]),
            st.sampled_from([None, "F", "S"]),
        ),
        max_size=5,
    ).map(tuple),
)


def tables(world: World) -> dict[str, small.Rows]:
    """What Hypothesis drew as rows of the tidy tables."""
    profiles, registered, attended, enrolled, stopped, responses = world
    rows: dict[str, small.Rows] = {
        "participants": [
            {"participant": one, "name": f"De {one}", "sector": sector, "personal": personal}
            for one, (sector, _, personal) in zip(PARTICIPANTS, profiles, strict=True)
        ],
        "profiles": [
            {"participant": one, "as_of_on": date(2019, 12, 1), "capacity": capacity}
            for one, (_, capacity, _) in zip(PARTICIPANTS, profiles, strict=True)
        ],
        "registrations": [
            dict(zip(("session", "participant", "status", "registered_on"), row, strict=True))
            for row in registered
        ],
        "wishes": [
            {"session": session, "participant": one, "domain": "finance"}
            for session, one, *_ in registered
        ],
        "attendance": [
            dict(zip(("session", "participant", "present", "absence_category"), row, strict=True))
            for row in attended
        ],
        "delegations": [
            {"session": session, "participant": one, "person": f"p{one}", "role": "listed",
             "present": present}
            for session, one, present, _ in attended
        ],
        "persons": [{"person": f"p{one}", "participant": one, "name": one}
                    for one in PARTICIPANTS],
        "enrolments": [{"participant": one} for one in enrolled],
        "coaching_bookings": [
            {"booking": f"B{number}", "participant": one, "booked_on": day, "session_on": day,
             "domain": "finance" if number % 2 else None, "turns": [1, 0.5, None][number % 3],
             "status": {"confirmed": "held", "waitlist": "booked"}.get(status, status),
             "correction": False}
            for number, (_, one, status, day) in enumerate(registered)
        ],
        "withdrawals": [
            dict(zip(("participant", "stopped_on", "reason_category"), row, strict=True))
            for row in stopped
        ],
        "responses": [
            {"response": f"r{number}", "round": row[0], "participant": row[1], "counted": row[2],
             "status": "complete"}
            for number, row in enumerate(responses)
        ],
        "answers": [
            answer | {"response": f"r{number}"}
            for number, row in enumerate(responses) for answer in answers(*row[3:])
        ],
        "attendance_counts": [
            {"session": session, "measure": "on_site", "count": len(attended)}
            for session in dict.fromkeys(row[0] for row in attended)
        ],
    }  # fmt: skip
    return {
        name: [{"source": 0, "line": number} | row for number, row in enumerate(found, 1)]
        for name, found in rows.items()
    }


def answers(agree: object, score: object, choice: object, first: object) -> small.Rows:
    """The answers of one response; of a ranking both options."""
    values = {"A1": 1, "A3": 3, "A4": 4, "A5": 5}
    missing = "not_applicable" if agree == "N" else None
    rows: small.Rows = []
    if agree:
        value = values.get(str(agree))
        rows.append({"question": "Q1", "option": agree, "value": value, "missing": missing})
    if score is not None:
        rows.append({"question": "Q3", "value": score})
    if choice:
        rows.append({"question": "Q4", "option": choice})
    if first:
        second = "S" if first == "F" else "F"
        rows.append({"question": "Q5", "option": first, "value": 1})
        rows.append({"question": "Q5", "option": second, "value": 2})
    return rows


FOLDER = tempfile.TemporaryDirectory(prefix="promise-")


ONE_MORE = {
    "participants": small.drawn(
        "participants", "participant | name | sector | personal\nzz | Aa | youth | no"
    ),
    "profiles": small.drawn(
        "profiles", "participant | as_of_on | capacity\nzz | 2019-12-01 | professional"
    ),
}


@cache
def frames(world: World) -> small.Tables:
    """The tables that Hypothesis drew, typed."""
    return {name: typed(name, found) for name, found in tables(world).items()}


@cache
def opened(world: World, variant: str = "") -> ProgrammeData:
    """The small programme with drawn tables: as they are, shuffled, or that with one more."""
    drawn = dict(frames(world))
    if variant == "one more":
        drawn |= {name: pd.concat([drawn[name], more]) for name, more in ONE_MORE.items()}
    if variant:
        drawn = {name: frame.sample(frac=1, random_state=1) for name, frame in drawn.items()}
    root = Path(tempfile.mkdtemp(dir=FOLDER.name))
    return small.opened(small.written(root, "lente", drawn), "lente")


def is_sound(frame: pd.DataFrame) -> bool:
    """Whether every count lies within its base and every share is the one out of the other."""
    if "count" not in frame:
        return True
    counted = frame["count"].dropna()
    if "base" not in frame:
        return bool((counted >= 0).all())
    rows = frame.dropna(subset=["count", "base"])
    within = ((rows["count"] >= 0) & (rows["count"] <= rows["base"])).all()
    if "share" not in frame:
        return bool(within)
    shared = rows[rows["base"] > 0]
    difference = (shared["share"] - shared["count"] / shared["base"]).abs()
    unknown = frame.loc[frame["base"].fillna(0) == 0, "share"]
    return bool(within and (difference < 1e-12).all() and unknown.isna().all())


ROWS_AS_THEY_STAND = {
    "evaluation.answers": ["response", "question", "option"],
    "responses.that_count": ["response"],
    "profile.at_round": ["participant"],
    "profile.latest": ["participant"],
    "profile.on_day": ["participant"],
}


def same(name: str, frame: pd.DataFrame, other: pd.DataFrame) -> None:
    """Whether two frames are equal; of lists of raw rows the order is that of the table."""
    if name in ROWS_AS_THEY_STAND:
        keys = ROWS_AS_THEY_STAND[name]
        frame = frame.sort_values(keys, ignore_index=True)
        other = other.sort_values(keys, ignore_index=True)
    pd.testing.assert_frame_equal(frame, other)


# How many worlds are drawn: the simplest and another, more in the full tier.
worlds_drawn = pytest.mark.parametrize("examples", [2, pytest.param(5, marks=pytest.mark.full)])


@cache
def drawn_worlds(examples: int) -> list[World]:
    """What Hypothesis draws, once for all indicators: to write tables takes longer than to count.

    The same ones each time; an indicator that fails is shown with the world in which it did.
    """
    found: list[World] = []

    @settings(max_examples=examples, derandomize=True, deadline=None, database=None)
    @given(world=worlds)
    def draw(world: World) -> None:
        found.append(world)

    draw()
    return found


# Declarations, and what became of raw exports: Hypothesis draws nothing of those.
APART = tuple(name for name in INDICATORS if name.startswith(("design.", "quality.")))


@worlds_drawn
@pytest.mark.parametrize("name", sorted(set(INDICATORS) - set(APART)))
def test_every_indicator_keeps_the_promise(name: str, examples: int) -> None:
    variant = "shuffled" if name in LISTS else "one more"
    for world in drawn_worlds(examples):
        shown = asked(name, opened(world))
        assert all(is_sound(frame) for frame in shown), world
        for frame, other in zip(shown, asked(name, opened(world, variant)), strict=True):
            same(name, frame, other)


@pytest.fixture(scope="module")
def shuffled(tmp_path_factory: pytest.TempPathFactory) -> ProgrammeData:
    """The small programme with the rows of every table in another order."""
    tables = {name: frame.iloc[::-1] for name, frame in small.lente().items()}
    root = small.written(tmp_path_factory.mktemp("shuffled"), "lente", tables)
    return small.opened(root, "lente")


@pytest.mark.parametrize("name", sorted(INDICATORS))
def test_what_is_counted_by_hand_keeps_the_promise(
    name: str, data: ProgrammeData, shuffled: ProgrammeData
) -> None:
    for frame, other in zip(asked(name, data), asked(name, shuffled), strict=True):
        assert is_sound(frame)
        same(name, frame, other)

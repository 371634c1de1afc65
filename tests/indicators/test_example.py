"""The rates that follow from the published figures, and means that another library computes."""

from __future__ import annotations

import statistics

import numpy as np
import pytest

from analysis.data import ProgrammeData
from analysis.indicators import (
    attendance,
    design,
    enrolment,
    evaluation,
    published,
    registrations,
    responses,
    states,
)
from tests.indicators.small import plain


def at(data: ProgrammeData, session: str) -> tuple[int, int, int]:
    """Registered, attended and absent at a session."""
    (row,) = plain(attendance.of(data, session), "base", "count", "absent_count")
    return row  # type: ignore[return-value]


def test_the_published_facts_come_out_again(example: ProgrammeData) -> None:
    assert published.broken(example) == []
    assert plain(published.by_state(example), "state", "count")[1] == ("broken", 0)


# The project's domain reference, 1.4 "Rates that follow", to the hundredth of a percent.
@pytest.mark.parametrize(
    ("session", "attended", "absent"), [("plenary-1", 90.70, 9.30), ("plenary-2", 82.86, 17.14)]
)
def test_who_came_and_who_did_not_of_those_registered(
    example: ProgrammeData, session: str, attended: float, absent: float
) -> None:
    (share,) = attendance.of(example, session)["share"]
    assert round(100 * share, 2) == attended
    registered, _, away = at(example, session)
    assert round(100 * away / registered, 2) == absent


def test_who_came_to_the_second_session_of_those_who_go_on(example: ProgrammeData) -> None:
    continuing = set(enrolment.continuing(example))
    came = states.present(example, "plenary-2") & continuing
    assert round(100 * len(came) / len(continuing), 2) == 74.36
    assert round(100 * (1 - len(came) / len(continuing)), 2) == 25.64


def test_who_registered_for_the_second_session_of_those_who_go_on(example: ProgrammeData) -> None:
    rows = registrations.states(example, "plenary-2")
    registered = set(rows.loc[rows["registered"].astype(bool), "participant"])
    continuing = set(enrolment.continuing(example))
    assert registered <= continuing
    assert round(100 * len(registered) / len(continuing), 2) == 89.74


def test_fewer_registered_for_the_second_session(example: ProgrammeData) -> None:
    first, second = registrations.by_session(example)["count"].head(2)
    assert (first, second) == (43, 35)
    assert round(100 * second / first, 2) == 81.40


def test_who_stopped_of_all_that_ever_enrolled(example: ProgrammeData) -> None:
    (row,) = plain(enrolment.with_status(example, "stopped"), "count", "base", "share")
    assert row[:2] == (5, 44)
    assert round(100 * float(str(row[2])), 2) == 11.36
    # The same five out of those registered for the kick-off: 5 of 43.
    assert round(100 * 5 / at(example, "plenary-1")[0], 2) == 11.63


def test_the_cards_hold_as_many_turns_as_those_who_go_on_can_take(example: ProgrammeData) -> None:
    turns = dict(plain(design.components(example), "component", "planned_count"))["coaching"]
    assert len(enrolment.continuing(example)) * int(str(turns)) == 234


def test_means_and_medians_are_those_of_other_libraries(example: ProgrammeData) -> None:
    valued = evaluation.answers(example, "kickoff").dropna(subset=["value"])
    for kind in ("scale", "number"):
        for row in evaluation.ratings(example, "kickoff", kind).itertuples():
            values = [float(value) for value in valued[valued["question"] == row.question]["value"]]
            assert row.count == len(values) > 0
            assert row.mean == pytest.approx(np.mean(values))
            assert row.mean == pytest.approx(statistics.fmean(values))
            assert row.median == np.median(values) == statistics.median(values)


def test_every_share_is_the_count_out_of_the_base(example: ProgrammeData) -> None:
    frames = [
        attendance.by_session(example),
        attendance.times(example),
        enrolment.by_status(example),
        responses.by_unit(example, "kickoff"),
    ]
    for frame in frames:
        counts, bases = frame["count"].to_numpy(float), frame["base"].to_numpy(float)
        np.testing.assert_allclose(frame["share"].to_numpy(float), np.divide(counts, bases))

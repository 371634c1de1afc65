"""Groups beside each other: counted by hand in `small`, and known answers for the example."""

from __future__ import annotations

from itertools import product
from math import comb, prod

import pytest

from analysis.data import ProgrammeData
from analysis.indicators import attendance, bridges, enrolment, leaving, modelled, turnout
from analysis.problems import UsageError
from tests.indicators.conftest import Changed
from tests.indicators.small import plain


def test_turnout_of_each_group_with_an_exact_interval(data: ProgrammeData) -> None:
    # plenary-2: registered a, b (arts), d (heritage), e (not recorded); only a came.
    found = turnout.by(data, "sector", "plenary-2")
    assert plain(found, "sector", "absent_count", "count", "base") == [
        ("arts", 1, 1, 2), ("heritage", 1, 0, 1), (None, 1, 0, 1)
    ]  # fmt: skip
    # Clopper and Pearson: 1 of 2 from 1 - 0.975^(1/2) to 0.975^(1/2); 0 of 1 up to 0.975.
    assert found["low_share"].tolist() == pytest.approx([1 - 0.975**0.5, 0, 0])
    assert found["high_share"].tolist() == pytest.approx([0.975**0.5, 0.975, 0.975])


def test_turnout_is_of_the_last_session_with_both_lists(data: ProgrammeData) -> None:
    assert turnout.of_session(data) == "plenary-2"
    assert turnout.of_session(data, "class-1") == ""
    assert turnout.by(data, "sector", "class-1").empty
    assert turnout.by(data, "maturity").empty
    with pytest.raises(UsageError, match="colour"):
        turnout.by(data, "colour")


def test_the_ten_that_stayed_away_are_mostly_of_one_maturity(example: ProgrammeData) -> None:
    rows = turnout.told_apart(example).set_index("attribute")
    # Registered on each level on the day of the session, and absent: every way to divide six
    # absences, one by one.
    registered, absent = (4, 8, 13, 8, 2), (0, 0, 6, 0, 0)
    ways = [
        prod(map(comb, registered, away))
        for away in product(*(range(min(6, one) + 1) for one in registered))
        if sum(away) == 6
    ]
    found = prod(map(comb, registered, absent))
    p = sum(way for way in ways if way <= found) / comb(35, 6)
    assert rows.loc["maturity", "p"] == pytest.approx(p)
    assert rows.loc["maturity", "adjusted_p"] == pytest.approx(5 * rows.loc["maturity", "p"])
    assert set(rows["verdict"]) == {"not_told_apart"}


def test_who_stopped_beside_all_others(data: ProgrammeData) -> None:
    # Ever enrolled: a, b arts; c, d heritage, both stopped; e not recorded, so left out.
    found = leaving.compared(data, "sector")
    assert plain(found, "sector", "continuing_count", "count", "base", "needed") == [
        ("arts", 2, 0, 2, "–"), ("heritage", 0, 2, 2, "–")
    ]  # fmt: skip
    # One of the six ways to choose two of four; the other way round is as unlikely.
    assert found["p"].tolist() == pytest.approx([1 / 3, 1 / 3])
    assert found["odds_ratio"].tolist()[0] == 0
    assert found["odds_ratio"].isna().tolist() == [False, True]


def test_when_nobody_stopped_there_is_nothing_to_compare(changed: Changed) -> None:
    data = changed(withdrawals="participant | stopped_on")
    assert leaving.compared(data, "sector").empty
    assert leaving.told_apart(data).empty
    assert leaving.least(data).empty


def test_five_of_forty_four_can_show_little(example: ProgrammeData) -> None:
    (row,) = plain(leaving.least(example), "half", "chance_share", "count", "base")
    assert row == (22, pytest.approx(0.048497, abs=5e-7), 5, 44)
    assert set(leaving.told_apart(example)["verdict"]) == {"not_told_apart"}


def test_volunteers_stopped_more_often_but_it_may_be_chance(example: ProgrammeData) -> None:
    rows = leaving.compared(example, "capacity").set_index("capacity")
    row = rows.loc["volunteer"]
    assert (row["count"], row["base"], row["needed"]) == (3, 11, "4")
    assert row["low"] < 1 < row["high"]
    assert row["p"] > 0.05


def test_a_model_is_made_only_where_one_is_asked_for(example: ProgrammeData) -> None:
    assert modelled.firth_model(example).empty
    found = modelled.firth_model(example, "capacity")
    # Firth's answer for groups alone is that of half a case more in each cell of a table.
    ratio = (3.5 / 8.5) / (1.5 / 16.5)
    rows = found.set_index("measure")
    assert rows.loc["odds_ratio", "volunteer"] == pytest.approx(ratio)
    assert rows.loc["low", "volunteer"] < ratio < rows.loc["high", "volunteer"]
    assert set(found["known"]) == {44}
    assert found.attrs["headings"]["volunteer"] == ("capacity", "volunteer")
    assert list(modelled.firth_model(example, "maturity, fte").columns)[2:] == ["maturity", "fte"]


def test_a_model_asks_for_what_is_known_and_no_more_than_it_can_bear(
    example: ProgrammeData, data: ProgrammeData
) -> None:
    with pytest.raises(UsageError, match="kleur"):
        modelled.firth_model(example, "kleur")
    with pytest.raises(UsageError, match="2 groups to compare, and 2 participants"):
        modelled.firth_model(data, "capacity")


def test_every_participant_is_in_one_group(data: ProgrammeData) -> None:
    assert plain(bridges.groups(data, "plenary-1")) == [
        ("attended", "continuing", "organisations", 2, True, True, True),
        ("walk_in", "continuing", "organisations", 1, False, True, True),
        ("absent", "stopped", "organisations", 1, True, False, True),
        ("cancelled", "stopped", "organisations", 1, False, False, True),
    ]


def test_what_lies_between_two_numbers_has_a_name(data: ProgrammeData) -> None:
    assert plain(bridges.bridge(data, "plenary-1"), "step", "sign", "count") == [
        ("registered", "=", 3), ("registered_never_enrolled", "−", 0),
        ("cancelled_enrolled", "+", 1), ("walk_in_enrolled", "+", 1),
        ("not_registered_enrolled", "+", 0), ("ever", "=", 5), ("stopped", "−", 2),
        ("continuing", "=", 3), ("away_continuing", "−", 0), ("present_stopped", "+", 0),
        ("present_never_enrolled", "+", 0), ("present", "=", 3),
    ]  # fmt: skip


@pytest.mark.parametrize("session", ["plenary-1", "plenary-2"])
def test_a_bridge_comes_out_at_every_number(example: ProgrammeData, session: str) -> None:
    total = 0
    for step, sign, count in plain(bridges.bridge(example, session), "step", "sign", "count"):
        number = int(str(count))
        if sign == "=" and step != "registered":
            assert total == number
        total = number if sign == "=" else total + (number if sign == "+" else -number)
    sums = bridges.sums(example, session)
    assert (sums["difference"] == 0).all()
    own = dict(plain(sums, "quantity", "count"))
    assert own["present"] == int(attendance.of(example, session)["count"].iloc[0])
    assert own["ever"] == int(enrolment.by_status(example)["base"].iloc[0]) == 44


def test_who_registered_and_never_enrolled_has_a_row_of_its_own(changed: Changed) -> None:
    data = changed(registrations="session | participant | status\nplenary-1 | z | confirmed")
    assert ("absent", "never_enrolled", 1) in plain(
        bridges.groups(data, "plenary-1"), "state", "status", "count"
    )
    steps = dict(plain(bridges.bridge(data, "plenary-1"), "step", "count"))
    assert steps["registered_never_enrolled"] == 1
    assert steps["registered"] == 1


def test_without_both_lists_there_is_no_bridge(data: ProgrammeData) -> None:
    assert bridges.bridge(data, "class-1").empty
    assert bridges.sums(data, "class-1").empty
    assert len(bridges.groups(data, "class-1")) > 0

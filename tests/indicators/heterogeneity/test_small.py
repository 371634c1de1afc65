"""Heterogeneity of groups that a person can count, and of those of which little is known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest

from analysis.data import ProgrammeData
from analysis.indicators import heterogeneity as found
from analysis.indicators.heterogeneity.attributes import met
from analysis.indicators.heterogeneity.indices import distance
from analysis.indicators.heterogeneity.verdict import certainty, direction

BOTH = ("plenary-1", "plenary-2")
Changed = Callable[..., ProgrammeData]

# Six organisations; a, b, c and d were at the first day, and c, d, e and f at the second.
PARTICIPANTS = """
    participant | name  | sector   | legal_form | personal
    a           | De A  | arts     | vzw        | no
    b           | De B  | arts     | vzw        | no
    c           | De C  | arts     | vzw        | no
    d           | De D  | heritage | vzw        | no
    e           | De E  | heritage | public     | no
    f           | De F  | youth    | public     | no
"""
PROFILES = """
    participant | as_of_on   | fte
    a           | 2019-12-01 | 0
    b           | 2019-12-01 | 0
    c           | 2019-12-01 | 1
    d           | 2019-12-01 | 3
    e           | 2019-12-01 | 7
    f           | 2019-12-01 | 15
"""
ATTENDANCE = """
    session   | participant | present
    plenary-1 | a           | yes
    plenary-1 | b           | yes
    plenary-1 | c           | yes
    plenary-1 | d           | yes
    plenary-2 | c           | yes
    plenary-2 | d           | yes
    plenary-2 | e           | yes
    plenary-2 | f           | yes
"""
NOBODY = "participant | enrolled_on"


@pytest.fixture
def six(changed: Changed) -> ProgrammeData:
    return changed(participants=PARTICIPANTS, profiles=PROFILES, attendance=ATTENDANCE,
                   enrolments=NOBODY, withdrawals="participant | stopped_on")  # fmt: skip


def of(rows: pd.DataFrame, attribute: str, index: str) -> dict[str, object]:
    (row,) = rows[(rows["attribute"] == attribute) & (rows["index"] == index)].to_dict("records")
    return row


def test_distances_of_six_organisations_add_up_by_hand(six: ProgrammeData) -> None:
    # log2(1 + staff) is 0, 0, 1, 2, 3, 4 with a range of 4; sector, legal form and staff weigh
    # the same. First: ab 0, ac and bc 1/4, ad and bd 1 + 2/4, cd 1 + 1/4; over 6 pairs and 3.
    row = of(found.by_index(six, *BOTH, 50), "joint", "gower")
    assert row["first_value"] == pytest.approx((0 + 2 * 0.25 + 2 * 1.5 + 1.25) / 18)
    # Second: cd 1.25, ce 2.5, cf 2.75, de 1.25, df 2.5, ef 1.25.
    assert row["second_value"] == pytest.approx((1.25 + 2.5 + 2.75 + 1.25 + 2.5 + 1.25) / 18)


def test_counts_of_six_organisations_by_hand(six: ProgrammeData) -> None:
    rows = found.by_index(six, *BOTH, 50)
    sector = of(rows, "sector", "blau")
    assert sector["first_value"] == pytest.approx(1 - (9 + 1) / 16)
    assert sector["second_value"] == pytest.approx(1 - (1 + 4 + 1) / 16)
    assert of(rows, "sector", "richness")["second_value"] == 3
    assert of(rows, "fte", "gini")["first_value"] == pytest.approx(
        # All pairs: 0, 1, 1, 3, 3, 2 apart; over 6 pairs, twice the mean of one.
        (0 + 1 + 1 + 3 + 3 + 2) / 6 / 2
    )
    assert (sector["first_known_count"], sector["second_known_count"]) == (4, 4)


def test_who_came_to_one_session_alone_is_named_with_what_that_does(six: ProgrammeData) -> None:
    rows = found.by_participant(six, *BOTH)
    assert dict(zip(rows["name"], rows["why"], strict=True)) == {
        "De A": "absent", "De B": "absent",
        "De E": "newcomer", "De F": "newcomer",
    }  # fmt: skip
    effects = dict(zip(rows["name"], rows["effect_value"], strict=True))
    # Without a: bc 0.25, bd 1.5 and cd 1.25 over 3 pairs and 3 attributes.
    assert effects["De A"] == pytest.approx((0.25 + 1.5 + 1.25) / 9 - 4.75 / 18)
    assert effects["De A"] == effects["De B"]
    assert effects["De E"] == pytest.approx(11.5 / 18 - (1.25 + 2.75 + 2.5) / 9)


def test_between_and_within_are_the_whole(six: ProgrammeData) -> None:
    rows = found.parts(six, *BOTH)
    whole = found.by_index(six, *BOTH, 0)
    for side, session in zip(("first_value", "second_value"), BOTH, strict=True):
        here = rows[(rows["session"] == session) & (rows["index"] == "theil")]
        total = float(here["between_value"].iloc[0] + here["within_value"].iloc[0])
        assert total == pytest.approx(of(whole, "fte", "theil")[side])


def test_bins_hold_everybody_once_and_nothing_apart(six: ProgrammeData) -> None:
    rows = found.bins(six, *BOTH)
    assert (rows["from"].iloc[0], rows["to"].iloc[0]) == (0, 0)
    assert list(rows["first_count"]) == [2, 1, 1, 0, 0]
    assert list(rows["second_count"]) == [0, 1, 1, 1, 1]
    assert list(rows["from"][1:]) == [1, 2, 4, 8]


def test_one_session_alone_is_described_and_not_compared(six: ProgrammeData) -> None:
    rows = found.by_index(six, "plenary-1")
    assert of(rows, "sector", "blau")["first_value"] == pytest.approx(0.375)
    assert rows["second_value"].isna().all() and rows["chance"].isna().all()
    assert rows["second_known_count"].isna().all()
    compared = (found.overall, found.tally, found.risen, found.robust, found.by_attribute,
                found.by_participant, found.by_group, found.both, found.differences,
                found.observed, found.variants, found.most)  # fmt: skip
    for indicator in compared:
        assert indicator(six, "plenary-1").empty
    assert list(found.beside(six, "plenary-1", "", "sector")["first_count"]) == [3, 1, 0]


def test_a_session_without_a_list_is_not_compared(six: ProgrammeData) -> None:
    assert found.overall(six, "plenary-1", "class-1").empty
    assert found.came(six, "class-1").empty
    assert found.beside(six, "plenary-1", "class-1", "sector")["second_count"].isna().all()


def test_sessions_without_anybody_in_common_are_compared_too(changed: Changed) -> None:
    apart = changed(
        participants=PARTICIPANTS, profiles=PROFILES, enrolments=NOBODY,
        attendance="\n".join(
            line for line in ATTENDANCE.splitlines()
            if not line.strip().startswith(("plenary-1 | c", "plenary-1 | d"))
        ),
    )  # fmt: skip
    (row,) = found.overall(apart, *BOTH, 500).to_dict("records")
    assert (row["direction"], row["first_value"]) == ("higher", 0)
    # Of the 15 ways to choose two of six, at least this one leaves two who are wholly alike.
    assert 40 <= row["chance"] <= 100
    assert int(found.both(apart, *BOTH)["count"].iloc[0]) == 0


def test_the_same_people_twice_do_not_differ(changed: Changed) -> None:
    rows = [line.split("|")[1].strip() for line in ATTENDANCE.splitlines() if "plenary-1" in line]
    twice = "session | participant | present\n" + "\n".join(
        f"{session} | {one} | yes" for session in BOTH for one in rows
    )
    data = changed(participants=PARTICIPANTS, profiles=PROFILES, attendance=twice)
    (row,) = found.overall(data, *BOTH, 200).to_dict("records")
    assert (row["direction"], row["certainty"], row["chance"]) == ("same", "no_difference", 1000)
    assert found.differences(data, *BOTH, 200).empty
    assert found.by_participant(data, *BOTH).empty
    assert found.by_attribute(data, *BOTH)["part_value"].abs().max() < 1e-12


def test_where_no_attribute_is_known_nothing_is_said(changed: Changed) -> None:
    names = "\n".join("|".join(line.split("|")[:2]) + "| no"
                      for line in PARTICIPANTS.strip().splitlines()[1:])  # fmt: skip
    data = changed(
        participants="participant | name | personal\n" + names,
        profiles="participant | as_of_on", attendance=ATTENDANCE,
    )  # fmt: skip
    assert met(data, *BOTH).known == []
    for indicator in (found.by_index, found.leads, found.overall, found.by_merged, found.risen,
                      found.parts, found.variants, found.by_participant, found.bins,
                      found.differences):  # fmt: skip
        frame = indicator(data, *BOTH)
        assert frame.empty or indicator is found.by_participant
    assert found.by_participant(data, *BOTH)["effect_value"].isna().all()
    assert found.by_session(data).empty and found.joint(data).empty
    assert int(found.came(data, "plenary-1")["count"].iloc[0]) == 4


def test_what_is_known_of_some_counts_those_alone(changed: Changed) -> None:
    some = PARTICIPANTS.replace("De B  | arts    ", "De B  |         ")
    data = changed(participants=some, profiles=PROFILES, attendance=ATTENDANCE)
    row = of(found.by_index(data, *BOTH, 50), "sector", "blau")
    assert (row["first_known_count"], row["second_known_count"]) == (3, 4)
    assert row["first_value"] == pytest.approx(1 - (4 + 1) / 9)
    assert list(found.beside(data, *BOTH, "sector")["first_count"]) == [2, 1, 0, 1]
    # The parts still add up, with what missing values leave.
    rows = found.by_attribute(data, *BOTH)
    gap = of(found.by_index(data, *BOTH, 0), "joint", "gower")["difference_value"]
    assert rows["part_value"].sum() == pytest.approx(gap)


def test_everybody_counts_by_the_profile_of_the_later_day(changed: Changed) -> None:
    later = PROFILES + "    a           | 2020-02-01 | 31\n    b           | 2020-03-20 | 63\n"
    data = changed(participants=PARTICIPANTS, profiles=later, attendance=ATTENDANCE,
                   day=date(2020, 3, 31))  # fmt: skip
    staff = dict(zip(*(met(data, *BOTH).profiles[one] for one in ("participant", "fte")),
                     strict=True))  # fmt: skip
    assert (staff["a"], staff["b"]) == (31, 0)
    alone = met(data, "plenary-1").profiles.set_index("participant")["fte"]
    assert alone["a"] == 0
    assert {"own_day", "latest"} <= {*found.variants(data, *BOTH, 20)["variant"]}


def test_ways_of_asking_that_change_nothing_are_not_counted(six: ProgrammeData) -> None:
    asked = [*found.variants(six, *BOTH, 20)["variant"]]
    assert asked == ["as_declared", "without", "without", "without", "other_scale", "other_index"]


def test_a_programme_declares_what_counts_and_how(changed: Changed) -> None:
    declared = '[heterogeneity]\nattributes = ["sector", "fte"]\n\n[vocabularies.sector]'
    data = changed(participants=PARTICIPANTS, profiles=PROFILES, attendance=ATTENDANCE,
                   toml={"[vocabularies.sector]": declared})  # fmt: skip
    assert met(data, *BOTH).combined == ("sector", "fte")
    # Plain staff has a range of 15: ab 0, ac and bc 1/15, ad and bd 1 + 3/15, cd 1 + 2/15.
    row = of(found.by_index(data, *BOTH, 0), "joint", "gower")
    assert row["first_value"] == pytest.approx((2 / 15 + 2 * 1.2 + 1 + 2 / 15) / 12)


def test_persons_are_compared_like_organisations(changed: Changed) -> None:
    data = changed(
        participants=PARTICIPANTS, profiles=PROFILES, attendance=ATTENDANCE,
        toml={'unit = "organisation"': 'unit = "person"'},
    )  # fmt: skip
    (row,) = found.overall(data, *BOTH, 200).to_dict("records")
    assert row["unit"] == "persons"


def test_only_a_sample_has_margins(six: ProgrammeData, changed: Changed) -> None:
    assert found.of_categories(six, *BOTH).empty and found.of_numbers(six, *BOTH).empty
    sample = changed(
        participants=PARTICIPANTS, profiles=PROFILES, attendance=ATTENDANCE,
        toml={'population = "census"': 'population = "sample"'},
    )  # fmt: skip
    rows = found.of_categories(sample, *BOTH).dropna()
    assert len(rows) and (rows["low_value"] <= rows["estimated_value"]).all()
    assert (rows["estimated_value"] <= rows["high_value"]).all()
    numbers = found.of_numbers(sample, *BOTH)
    assert {*numbers["attribute"]} == {"fte"}


@pytest.mark.parametrize(
    ("difference", "chance", "words"),
    [
        (0.05, 12.0, ("higher", "clear")), (0.05, 50.0, ("higher", "clear")),
        (-0.05, 51.0, ("lower", "indication")), (0.05, 200.0, ("higher", "indication")),
        (0.05, 201.0, ("higher", "not_distinguishable")), (0.0049, 1.0, ("same", "no_difference")),
        (0.005, 1000.0, ("higher", "not_distinguishable")),
    ],
)  # fmt: skip
def test_the_words_of_the_verdict_hang_on_one_table(
    difference: float, chance: float, words: tuple[str, str]
) -> None:
    assert (direction(difference), certainty(difference, chance)) == words


def test_a_row_or_a_word_more_changes_nothing(six: ProgrammeData, changed: Changed) -> None:
    lines = ATTENDANCE.strip().splitlines()
    other = changed(
        participants=PARTICIPANTS.replace("vzw   ", "zzz   "), profiles=PROFILES,
        attendance="\n".join([lines[0], *reversed(lines[1:])]), enrolments=NOBODY,
        withdrawals="participant | stopped_on",
    )  # fmt: skip
    for one, another in ((found.by_index, 30), (distance, 30)):
        first, second = one(six, *BOTH, another), one(other, *BOTH, another)
        pd.testing.assert_frame_equal(first, second)

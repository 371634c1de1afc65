"""The turns of the coaching card: counted by hand in the tables of `small`, and in the raw sheet.

In `small` a, b and e go on; c and d stopped. a used 2 - 1 + 0.5 turns; e had a meeting of which
the turns are not known; b has 3 turns booked, of which 2 for a day that has passed.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from analysis.data import ProgrammeData
from analysis.indicators import cards, coaching, coaching_pace
from tests.indicators import small
from tests.indicators.conftest import Changed
from tests.indicators.small import plain

ROOT = Path(__file__).resolve().parents[2]


def test_turns_are_used_booked_or_free_out_of_a_full_card_for_each(data: ProgrammeData) -> None:
    assert plain(coaching.by_state(data), "state", "turns", "base") == [
        ("used", 1.5, 18), ("booked", 3.0, 18), ("free", 13.5, 18),
    ]  # fmt: skip
    assert plain(coaching.used(data), "unit", "value", "of_turns", "count") == [
        ("turns", 1.5, 18.0, 2)
    ]  # fmt: skip


def test_a_card_is_not_known_where_the_turns_of_a_meeting_are_not(data: ProgrammeData) -> None:
    rows = cards.per_participant(data)
    assert plain(
        rows, "participant", "used", "booked", "free", "cancelled", "missed"
    ) == [
        ("a", 1.5, 0.0, 4.5, 0.0, 0.0),
        ("b", 0.0, 3.0, 3.0, 0.0, 1.0),
        ("e", None, 0.0, None, 1.0, 0.0),
    ]  # fmt: skip
    assert [str(day)[:10] for day in rows["last_on"]] == ["2020-02-10", "NaT", "2020-02-11"]


def test_who_had_a_meeting_and_who_used_how_much(data: ProgrammeData) -> None:
    assert plain(coaching.with_turn(data), "unit", "count", "base") == [("organisations", 2, 3)]
    assert plain(coaching.distribution(data), "turns_used", "count") == [
        ("0", 1), ("1", 0), ("2", 1), ("3", 0), ("4", 0), ("5", 0), ("6", 0), (None, 1),
    ]  # fmt: skip


def test_who_used_more_than_a_card_holds_is_told_apart(changed: Changed) -> None:
    data = changed(
        coaching_bookings="""
        booking | participant | booked_on  | session_on | turns | status | correction
        B1      | a           | 2020-01-16 | 2020-01-20 | 5     | held   | no
        B2      | a           | 2020-01-16 | 2020-01-21 | 1.5   | held   | no
    """
    )
    assert plain(coaching.distribution(data), "turns_used", "count")[-1] == ("7+", 1)
    # Two full cards are left; of the third nothing, and half a turn too much.
    assert plain(coaching.by_state(data), "state", "turns") == [
        ("used", 6.5), ("booked", 0.0), ("free", 12.0),
    ]  # fmt: skip


def test_a_meeting_that_was_taken_back_was_none(changed: Changed) -> None:
    data = changed(
        coaching_bookings="""
        booking | participant | booked_on  | session_on | domain  | turns | status | correction
        B1      | a           | 2020-01-16 | 2020-01-20 | finance | 1     | held   | no
        B2      | a           | 2020-01-21 | 2020-01-20 | finance | -1    | held   | yes
    """
    )
    assert plain(coaching.with_turn(data), "count", "base") == [(0, 3)]
    assert plain(coaching.by_domain(data), "domain", "count", "turns")[0] == ("finance", 0, 0.0)


def test_meetings_by_domain_and_by_firm_count_participants_once(data: ProgrammeData) -> None:
    assert plain(coaching.by_domain(data), "domain", "turns", "count", "base") == [
        ("finance", 1.0, 1, 3), ("strategy", 0.5, 1, 3), ("hr", 0.0, 0, 3), (None, 0.0, 1, 3),
    ]  # fmt: skip
    assert plain(coaching.by_coach(data), "coach", "turns", "count") == [
        ("x", 1.0, 1), ("y", 0.5, 1), (None, 0.0, 1),
    ]  # fmt: skip
    assert coaching.main_domain(data).empty


def test_what_was_given_up_what_is_unclear_and_what_the_stopped_used(data: ProgrammeData) -> None:
    # Booked without corrections: 2, 0.5, 1, 1, 1 and 2 turns.
    assert plain(coaching.given_up(data), "status", "turns", "of_turns") == [
        ("cancelled", 1.0, 7.5), ("no_show", 1.0, 7.5),
    ]  # fmt: skip
    assert plain(coaching.unclear(data), "what", "unit", "count", "base") == [
        ("turns_not_recorded", "rows", 1, 9), ("day_passed", "rows", 1, 9),
    ]  # fmt: skip
    assert plain(coaching.by_stopped(data), "unit", "value") == [("turns", 1.0)]


def test_bookings_by_the_days_since_the_last_session_for_everybody(data: ProgrammeData) -> None:
    # Plenary days were 15 January and 10 March. After 1, 19, 21, 1, 36 and 41 days.
    assert plain(coaching_pace.since_session(data), "days", "turns") == [
        ("0_6", 3.0), ("7_13", 0.0), ("14_20", 0.5), ("21_27", 1.0), ("28_more", 3.0),
    ]  # fmt: skip


def test_turns_used_add_up_week_after_week(data: ProgrammeData) -> None:
    rows = coaching_pace.by_week(data)
    assert [str(day)[:10] for day in rows["week_on"]][:3] == [
        "2020-01-27", "2020-02-03", "2020-02-10",
    ]  # fmt: skip
    assert list(rows["so_far"])[:3] == [1.0, 1.0, 1.5]
    assert list(rows["so_far"])[-1] == 1.5 and len(rows) == 10


def test_the_pace_is_that_of_the_weeks_that_are_left(root: Path) -> None:
    # On 25 February: 40 used days since 15 January, 14 days until 10 March.
    data = small.opened(root, "lente", date(2020, 2, 25))
    # d goes on until 12 March, so there are four cards; it used 1 turn.
    (row,) = plain(coaching_pace.needed(data), "session", "left", "weeks", "value", "so_far")
    assert row[0] == "plenary-2"
    assert row[1:4] == (24 - 2.5, 2.0, 10.75)
    assert row[4] == pytest.approx(2.5 / (41 / 7))


def test_after_the_last_session_no_pace_is_needed(data: ProgrammeData) -> None:
    assert coaching_pace.needed(data).empty


def test_a_meeting_is_held_once_its_day_has_come(root: Path) -> None:
    # The meeting of a on 10 February was booked on the 3rd.
    def states(day: str) -> dict[str, str]:
        rows = small.opened(root, "lente", date.fromisoformat(day)).table("coaching_bookings")
        return dict(zip(rows["booking"], rows["status"], strict=True))

    assert "B3" not in states("2020-02-02")
    assert states("2020-02-03")["B3"] == "booked"
    assert states("2020-02-09")["B3"] == "booked"
    assert states("2020-02-10")["B3"] == "held"
    # Nobody came on 19 February; before it, that was not known.
    assert states("2020-02-18")["B4"] == "booked"
    assert states("2020-02-19")["B4"] == "no_show"
    # When a booking was cancelled is not told.
    assert states("2020-02-20")["B8"] == "cancelled"


def test_without_bookings_nothing_is_recorded(nothing: ProgrammeData) -> None:
    assert coaching.used(nothing).empty and coaching.with_turn(nothing).empty
    assert coaching.distribution(nothing).empty and cards.by_name(nothing).empty


def test_without_a_card_turns_have_no_base(tmp_path: Path) -> None:
    changed = {'planned = 6\nunit = "turns"': 'planned = 6\nunit = "sessions"'}
    root = small.written(tmp_path, "lente", small.lente(), changed)
    data = small.opened(root, "lente")
    assert plain(coaching.by_state(data), "state", "turns", "base") == [
        ("used", 1.5, None), ("booked", 3.0, None),
    ]  # fmt: skip
    assert plain(coaching.distribution(data), "turns_used", "count") == [
        ("0", 1), ("1", 0), ("2", 1), (None, 1),
    ]  # fmt: skip
    assert coaching.used(data).empty and coaching_pace.needed(data).empty


STOPPED = {"Dansplatform Zuidkant"}
WRITTEN = {"2 beurten": 2.0, "1 beurt": 1.0, "½": 0.5, "0,5": 0.5, "-1 (correctie)": -1.0}


def test_the_card_of_the_example_adds_up_to_its_sheet(example: ProgrammeData) -> None:
    """The rows of the sheet, read by csv alone: 11 is a typing error and counts as not known."""
    sheet = ROOT / "data" / "raw" / "limburg-2019" / "beurtenkaart_boekingen.csv"
    with sheet.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["Organisatie"] not in STOPPED | {""}]
    held = [row for row in rows if row["Status"].casefold() in ("gehouden", "ok")]
    per: dict[str, float] = defaultdict(float)
    for row in held:
        if row["Beurten"] != "11":
            typed = row["Beurten"]
            per[row["Organisatie"]] += WRITTEN.get(typed) or float(typed)
    assert (sum(per.values()), len(per)) == (36.5, 22)
    assert plain(coaching.used(example), "value", "of_turns", "count") == [(36.5, 234.0, 23)]
    rounded = sorted(str(-int(-turns // 1)) for turns in per.values())
    found = dict(plain(coaching.distribution(example), "turns_used", "count"))
    assert found == {
        "0": 39 - 22 - 1, **{number: rounded.count(number) for number in "123456"}, None: 1
    }  # fmt: skip
    assert [found[number] for number in "0123"] == [16, 11, 6, 5]
    assert plain(coaching.by_state(example), "state", "turns") == [
        ("used", 36.5), ("booked", 14.5), ("free", 183.0),
    ]  # fmt: skip


def test_the_pace_of_the_example(example: ProgrammeData) -> None:
    # From 5 April to 12 December 2019 are 251 days; since 20 February 44.
    (row,) = plain(coaching_pace.needed(example), "session", "left", "value", "so_far")
    assert row[:2] == ("plenary-6", 197.5)
    assert row[2] == pytest.approx(197.5 / (251 / 7))
    assert row[3] == pytest.approx(36.5 / (44 / 7))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small.written(tmp_path_factory.mktemp("coaching"), "lente", small.lente())

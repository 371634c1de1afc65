"""Bookings of coaching: every row is kept with its turns, refused, or set aside; cards add up."""

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from analysis.cleaning import clean
from analysis.cleaning.parsing import NotUnderstoodError, turns
from analysis.programme import read_declarations
from analysis.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
RAW = ROOT / "data" / "raw" / "limburg-2019"
CARD = """
[[components]]
id = "coaching"
name = { nl = "begeleiding", en = "coaching" }
planned = 6
unit = "turns"

[vocabularies.coach]
a = { nl = "bureau A", en = "firm A" }

[vocabularies.coaching_mode]
online = { nl = "online", en = "online" }

[vocabularies.booking_status]
booked = { nl = "gepland", en = "planned" }
held = { nl = "gehouden", en = "held" }
cancelled = { nl = "geannuleerd", en = "cancelled" }
no_show = { nl = "niet opgedaagd", en = "nobody came" }
"""
COLUMNS = (
    'booked_on = "Geboekt", session_on = "Dag", participant = "Wie", coach = "Bureau", '
    'domain = "Domein", mode = "Wijze", turns = "Beurten", status = "Status", remark = "Nota"'
)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("1", 1), ("2 beurten", 2), ("1 beurt", 1), ("½", 0.5), ("1½", 1.5), ("1 1/2", 1.5),
        ("0,5", 0.5), ("een halve beurt", 0.5), ("half", 0.5), ("-1 (correctie)", -1),
        ("correctie: -½", -0.5), ("-2", -2), ("3 turns", 3), ("0", 0),
    ],
)  # fmt: skip
def test_turns_are_read_as_coaches_type_them(text, counted):
    assert turns(text) == counted


@pytest.mark.parametrize("text", ["veel", "1-2", "11/2", "1 2", "beurt", "(correctie)", "1/3"])
def test_what_is_no_number_of_turns_is_not_guessed(text):
    with pytest.raises(NotUnderstoodError):
        turns(text)


def test_a_booking_keeps_its_days_turns_and_state_and_not_its_remark(tried, entry):
    found = tried(
        CARD + entry("coaching", COLUMNS),
        list="""
Geboekt;Dag;Wie;Bureau;Domein;Wijze;Beurten;Status;Nota
2/1/2020;10/1/2020;alfa;bureau A;finance;online;2 beurten;gehouden;ging over ziekte
3/1/2020;10-1-20;De Betastraat;bureau A;;;½;geannuleerd;
4/1/2020;25/1/2020;Beta;;;;1;;
""",
    )
    assert found.rows(
        "coaching_bookings", "booking", "participant", "session_on", "coach", "domain", "mode",
        "turns", "status", "correction",
    ) == [
        ("B0001", "Alfa", pd.Timestamp("2020-01-10"), "a", "finance", "online", 2.0, "held", False),
        ("B0002", "Beta", pd.Timestamp("2020-01-10"), "a", None, None, 0.5, "cancelled", False),
        ("B0003", "Beta", pd.Timestamp("2020-01-25"), None, None, None, 1.0, "booked", False),
    ]  # fmt: skip
    assert found.problems() == []
    tables = found.cleaned.tables.values()
    assert not any(
        table.astype("str").isin(["ging over ziekte"]).any(axis=None) for table in tables
    )


def test_a_correction_is_taken_off_the_card_and_never_below_zero_in_silence(tried, entry):
    found = tried(
        CARD + entry("coaching", COLUMNS),
        list="""
Geboekt;Dag;Wie;Bureau;Domein;Wijze;Beurten;Status;Nota
2/1/2020;10/1/2020;Alfa;;;;2;gehouden;
9/1/2020;10/1/2020;Alfa;;;;-1 (correctie);gehouden;
9/1/2020;10/1/2020;Beta;;;;-1;gehouden;
""",
    )
    assert found.rows("coaching_bookings", "turns", "correction") == [
        (2.0, False), (-1.0, True), (-1.0, True),
    ]  # fmt: skip
    assert found.problems() == [(4, "card_below_zero")]


def test_a_card_with_more_turns_than_it_holds_is_a_problem_where_it_ran_over(tried, entry):
    rows = "".join(f"2/1/2020;1{day}/1/2020;Alfa;;;;2;gehouden;\n" for day in range(4))
    found = tried(
        CARD + entry("coaching", COLUMNS),
        list="Geboekt;Dag;Wie;Bureau;Domein;Wijze;Beurten;Status;Nota\n"
        "2/1/2020;9/1/2020;Alfa;;;;3;geannuleerd;\n" + rows,
    )
    # Cancelled turns are not on the card: 2, 4, 6, and 8 with the row on line 6.
    assert found.problems() == [(6, "card_exceeded")]
    assert "there are 8 turns on the card" in found.sentences()
    assert len(found.rows("coaching_bookings", "booking")) == 5


def test_more_turns_in_a_row_than_a_card_holds_are_not_counted(tried, entry):
    found = tried(
        CARD + entry("coaching", COLUMNS),
        list="""
Geboekt;Dag;Wie;Bureau;Domein;Wijze;Beurten;Status;Nota
2/1/2020;10/1/2020;Alfa;;;;11;gehouden;
2/1/2020;10/1/2020;Beta;;;;veel;gehouden;
""",
    )
    assert found.rows("coaching_bookings", "turns", "status") == [(None, "held"), (None, "held")]
    assert found.problems() == [(2, "more_than_a_card"), (3, "unreadable_value")]
    assert '"11" is more than the 6 turns of a card.' in found.sentences()


def test_a_state_that_does_not_fit_the_day_of_the_list_is_told(tried, entry):
    # The list was received on 20 January.
    found = tried(
        CARD + entry("coaching", COLUMNS),
        list="""
Geboekt;Dag;Wie;Bureau;Domein;Wijze;Beurten;Status;Nota
2/1/2020;19/1/2020;Alfa;;;;1;gepland;
2/1/2020;20/1/2020;Alfa;;;;1;gepland;
2/1/2020;21/1/2020;Beta;;;;1;gehouden;
2/1/2020;21/1/2020;Beta;;;;1;geannuleerd;
""",
    )
    assert found.problems() == [(2, "day_passed"), (4, "day_to_come")]


def test_a_state_that_is_not_known_refuses_its_row(tried, entry):
    found = tried(
        CARD + entry("coaching", COLUMNS),
        list="""
Geboekt;Dag;Wie;Bureau;Domein;Wijze;Beurten;Status;Nota
2/1/2020;10/1/2020;Alfa;;;;1;weet niet;
2/1/2020;10/1/2020;Onbekend;;;;1;gehouden;
;;;;;;;;
2/1/2020;10/1/2020;Beta;;;;1;gehouden;
2/1/2020;10/1/2020;Beta;;;;1;gehouden;
""",
    )
    assert found.became() == {
        1: ("ignored", "header"),
        2: ("refused", "unknown_code"),
        3: ("refused", "unknown_participant"),
        4: ("ignored", "blank"),
        5: ("used", None),
        6: ("ignored", "repeated"),
    }


def test_where_a_list_has_no_turns_each_booking_is_one(tried, entry):
    found = tried(
        CARD + entry("coaching", 'booked_on = "Op", session_on = "Dag", participant = "Wie"'),
        list="Op;Dag;Wie\n2/1/2020;25/1/2020;Alfa\n",
    )
    assert found.rows("coaching_bookings", "turns", "status") == [(1.0, "booked")]


def test_the_bookings_of_the_example_are_those_of_its_sheet():
    sheet = (RAW / "beurtenkaart_boekingen.csv").read_text(encoding="utf-8").splitlines()
    rows = [row for row in csv.DictReader(sheet) if row["Organisatie"]]
    states = Counter(row["Status"].casefold() for row in rows)
    # One row is struck through in the sheet and one was pasted twice; both say "gepland".
    expected = {
        "held": states["gehouden"] + states["ok"],
        "booked": states["gepland"] - 2,
        "cancelled": states["geannuleerd"] + states["afgezegd"] + 1,
        "no_show": states["niet komen opdagen"] + states["no-show"],
    }
    found = shipped()["coaching_bookings"]
    assert Counter(found["status"]) == expected == {
        "held": 37, "booked": 14, "cancelled": 3, "no_show": 2,
    }  # fmt: skip
    typed = {"2 beurten": 2, "1 beurt": 1, "½": 0.5, "0,5": 0.5, "-1 (correctie)": -1, "11": 0}
    held = [row for row in rows if row["Status"].casefold() in ("gehouden", "ok")]
    summed = sum(float(typed.get(row["Beurten"], row["Beurten"])) for row in held)
    assert found.loc[found["status"] == "held", "turns"].sum() == summed == 37.5


@cache
def shipped() -> dict[str, pd.DataFrame]:
    """The tidy tables of the shipped example."""
    workspace = Workspace(ROOT)
    return clean(workspace, read_declarations(workspace, "limburg-2019")).tables

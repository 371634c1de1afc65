"""A later list of profiles adds a profile of its own day; earlier ones stay as they were."""

import openpyxl
import pandas as pd

from tests.cleaning.test_bookings import RAW, shipped

LATER = (
    "profiles",
    'participant = "Wie", as_of_on = "Stand", fte = "VTE", volunteers = "Vrijw", budget = "Geld"',
)


def test_a_profile_is_of_the_day_that_its_row_or_else_its_list_has(tried, entry):
    found = tried(
        entry(*LATER),
        list="""
Wie;Stand;VTE;Vrijw;Geld
alfa vzw;2 januari 2020;halftijds;een 20-tal;€ 12.500
De Betastraat;;4/5;;
""",
    )
    later = found.cleaned.tables["profiles"].query("source == 1")
    # That of the accounts is of 1 January; a profile of another day stands beside it.
    rows = later[["participant", "as_of_on", "fte", "volunteers", "budget_eur", "size_class"]]
    assert rows.astype("object").where(rows.notna(), None).values.tolist() == [
        ["Alfa", pd.Timestamp("2020-01-02"), 0.5, 20.0, 12500.0, "lt1"],
        ["Beta", pd.Timestamp("2020-01-20"), 0.8, None, None, "lt1"],
    ]
    assert found.problems() == []


def test_one_profile_a_day_and_only_of_those_who_take_part(tried, entry):
    # The accounts were received on 1 January: Alfa has a profile of that day already.
    found = tried(
        entry(*LATER),
        list="""
Wie;Stand;VTE;Vrijw;Geld
Alfa;1/1/2020;1;;
Beta;2/1/2020;1;;
Beta;2/1/2020;2;;
Gamma;2/1/2020;1;;
Alfa & Beta;3/1/2020;1;;
""",
    )
    assert found.became() == {
        1: ("ignored", "header"),
        2: ("refused", "stands_twice"),
        3: ("used", None),
        4: ("refused", "stands_twice"),
        5: ("refused", "unknown_participant"),
        6: ("refused", "of_several"),
    }


def test_a_value_that_cannot_be_read_is_left_empty_and_told(tried, entry):
    found = tried(entry(*LATER), list="Wie;Stand;VTE;Vrijw;Geld\nAlfa;2/1/2020;veel;10;5\n")
    assert found.problems() == [(2, "unreadable_value")]
    assert found.rows("profiles", "participant", "fte", "volunteers")[-1] == ("Alfa", None, 10.0)


def test_the_later_profiles_of_the_example_are_those_of_its_workbook():
    sheet = openpyxl.load_workbook(RAW / "profielen_2019-04-01.xlsx")["Blad1"]
    names = [row[0] for row in sheet.iter_rows(min_row=4, values_only=True)]
    found = shipped()["profiles"]
    later = found[found["as_of_on"] == pd.Timestamp("2019-04-01")]
    assert len(names) == len(later) == 9
    # Typed as 2,7; 1 VTE; 4/5; 1; 5,8; 0; halftijds; 10,5 and 1.
    assert list(later["fte"]) == [2.7, 1.0, 0.8, 1.0, 5.8, 0.0, 0.5, 10.5, 1.0]
    assert list(later["maturity"]) == ["3", "2", "2", "2", "4", "2", "3", "4", "1"]
    assert len(found) == 44 + 9

"""The same list downloaded again replaces the earlier one or adds to it; each keeps its day."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.cleaning.alike import compared
from analysis.problems import DeclarationError

USED = ("used", None)
COLUMNS = 'record = "Id", participant = "Wie", status = "Status"'
FIRST = """
Id;Wie;Status
1;Alfa;Attending
2;Beta;Attending
3;Alfa;Not Attending
"""
SECOND = """
Id;Wie;Status
2;Beta;Not Attending
3;Alfa;Not Attending
4;Beta;Attending
"""


def both(entry, follows: str) -> str:
    later = entry("registrations", COLUMNS, f'{follows} = "first"', "second")
    return entry("registrations", COLUMNS, identity="first") + later.replace(
        "received = 2020-01-20", "received = 2020-01-27"
    )


def test_of_a_row_that_stands_in_both_the_later_counts(tried, entry):
    found = tried(both(entry, "appends"), first=FIRST, second=SECOND)
    assert found.rows("registrations", "participant", "status") == [
        ("Alfa", "confirmed"), ("Alfa", "cancelled"), ("Beta", "cancelled"), ("Beta", "confirmed"),
    ]  # fmt: skip
    assert found.became(1) == {
        1: ("ignored", "header"), 2: USED, 3: ("ignored", "superseded"), 4: USED
    }  # fmt: skip
    assert found.became(2) == {
        1: ("ignored", "header"), 2: USED, 3: ("ignored", "received_before"), 4: USED
    }  # fmt: skip
    assert found.rows("revisions", "source", "line", "change", "columns") == [
        (2, 2, "changed", "Status")
    ]


def test_replacing_leaves_nothing_of_the_earlier(tried, entry):
    found = tried(both(entry, "supersedes"), first=FIRST, second=SECOND)
    assert found.rows("registrations", "participant", "status") == [
        ("Beta", "cancelled"), ("Alfa", "cancelled"), ("Beta", "confirmed"),
    ]  # fmt: skip


@pytest.mark.parametrize("follows", ["supersedes", "appends"])
def test_on_an_earlier_day_the_later_download_was_not_known(tried, entry, follows):
    then = tried(
        both(entry, follows), known_on=date(2020, 1, 26), first=FIRST, second=SECOND
    )  # fmt: skip
    alone = tried(entry("registrations", COLUMNS, identity="first"), first=FIRST)
    told = ("registrations", "participant", "status", "source", "line")
    assert then.rows(*told) == alone.rows(*told)
    assert then.rows("receipts", "export") == [("accounts",), ("first",)]
    assert then.cleaned.digest != alone.cleaned.digest
    on_the_day = tried(
        both(entry, follows), known_on=date(2020, 1, 27), first=FIRST, second=SECOND
    )  # fmt: skip
    assert on_the_day.rows("receipts", "export")[-1] == ("second",)


def test_a_correction_that_was_decided_later_was_not_known(tried, entry):
    correction = """
[[corrections]]
export = "first"
where = { record = "1" }
column = "status"
wrong = "Attending"
right = "Not Attending"
because = { nl = "Gebeld", en = "By phone" }
decided_on = 2020-01-25
decided_by = { nl = "Dienst", en = "Office" }
"""
    entries = entry("registrations", COLUMNS, identity="first")
    states = []
    for day in (date(2020, 1, 24), date(2020, 1, 25)):
        found = tried(entries, correction, known_on=day, first=FIRST)
        states.append(found.rows("registrations", "status")[0])
    assert states == [("confirmed",), ("cancelled",)]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ('appends = "first"\nsupersedes = "first"', "either replaces an earlier one or adds to it"),
        ('appends = "frist"', '"frist" is not an export'),
        ('appends = "second"', "an export cannot add to itself"),
        ('appends = "accounts"', '"accounts" holds participants and this export registrations'),
    ],
)
def test_what_cannot_follow_is_refused(tried, entry, more, sentence):
    entries = entry("registrations", COLUMNS, identity="first")
    entries += entry("registrations", COLUMNS, more, "second")
    with pytest.raises(DeclarationError, match=sentence):
        tried(entries, first=FIRST, second=SECOND)


WRITTEN = """
Id;Wie;Datum
1;Alfa;2020-01-03 09:30:00
2;Beta;2020-01-04 00:00:00
1250;Alfa;2020-01-05 00:00:00
"""
REWRITTEN = """
Id;Wie;Datum
1,0;Alfa;01/03/2020
2;Beta;4 jan 2020
1.250;Alfa;01/06/2020
"""


@pytest.mark.parametrize("follows", ["supersedes", "appends"])
def test_a_day_or_a_number_that_is_written_otherwise_is_no_change(tried, entry, follows):
    columns = COLUMNS.replace('status = "Status"', 'registered_on = "Datum"')
    first = entry("registrations", columns, identity="first")
    second = entry(
        "registrations", columns, f'{follows} = "first"\ndates = "month-first"', "second"
    )
    found = tried(
        first + second.replace("received = 2020-01-20", "received = 2020-01-27"),
        first=WRITTEN, second=REWRITTEN,
    )  # fmt: skip
    assert found.rows("revisions", "line", "change", "columns") == [(4, "changed", "Datum")]


def test_a_name_that_is_spelt_otherwise_is_a_change(tried, entry):
    found = tried(both(entry, "appends"), first=FIRST, second=SECOND.replace("3;Alfa", "3;ALFA"))
    assert found.rows("revisions", "line", "columns") == [(2, "Status"), (3, "Wie")]


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("2020-01-03 09:30:00", "2020-01-03"), ("03/01/2020", "2020-01-03"),
        ("3 januari 2020", "2020-01-03"), ("€ 1.250,00", "1250.0"), ("een 20-tal", "20.0"),
        ("7", "7.0"), ("Zaal 7", "Zaal 7"), ("31/02/2020", "31/02/2020"), ("Één", "Één"),
        ("an7@example.org", "an7@example.org"), ("", ""), ("0123.456.789", "0123.456.789"),
    ],
)  # fmt: skip
def test_cells_are_compared_as_days_and_numbers_where_they_are_one(text, same):
    assert compared(text) == same

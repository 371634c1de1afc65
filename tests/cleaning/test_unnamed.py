"""A remark quotes a cell, but not the person, address or telephone number in it."""

from __future__ import annotations

import pytest

from analysis.cleaning.unnamed import Persons, take_out

ATTENDANCE = (
    "attendance",
    'participant = "Wie", full_name = "Naam", present = "Aanwezig", reason = "Reden"',
)


def test_a_person_in_the_place_of_a_mark_or_reason_is_not_told_of(tried, entry):
    found = tried(
        entry(*ATTENDANCE),
        list="Wie;Naam;Aanwezig;Reden\n"
        "Alfa;Wietske van Zandhoven;getekend door Bo Kiezel;\n"
        "Beta;Bo Kiezel;-;belde: 0478 99 88 77, VAN ZANDHOVEN Wietske gaat\n"
        "Gamma bo@kiezel.example;Bo Kiezel;x;\n",
    )
    said = found.sentences() + str(found.rows("recognitions", "name"))
    assert '"getekend door [naam]" is not a known attendance mark.' in said
    assert '"belde: [telefoon], [naam] gaat" is not a known absence reason.' in said
    assert '"Gamma [e-mail]"' in said
    for name in ("Kiezel", "Zandhoven", "ZANDHOVEN", "99 88", "bo@"):
        assert name not in said


@pytest.mark.parametrize(
    "text",
    [
        '"0001.000.781" is not an enterprise number.', '"Bo" is not known.', "2019-02-20, 12:30",
        '"Zandhoven" was read as "Van Zandhoven".',
    ],
)  # fmt: skip
def test_numbers_of_organisations_days_and_half_a_name_stay(text):
    assert Persons(frozenset({("bo", "kiezel"), ("wietske", "zandhoven")})).out_of(text) == text


def test_an_organisation_that_bears_the_name_of_a_person_is_told_of_by_it():
    rows = {
        "participants": [{"name": "Bo Kiezel"}, {"name": None}],
        "persons": [{"name": "Bo Kiezel"}, {"name": "An Peeters"}],
        "problems": [{"sentence": '"Bo Kiezel" or "An Peeters"'}],
        "recognitions": [{"name": None}],
    }
    take_out(rows)
    assert rows["problems"] == [{"sentence": '"Bo Kiezel" or "[naam]"'}]

"""Two spellings of one name are compared as one; two names are not."""

import pytest

from analysis.cleaning.identity import Directory, Persons, named
from analysis.cleaning.text import key, name_key, quoted, tidy, without_legal_form


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mijnstreek Verhaalt vzw", "Mijnstreek Verhaalt"),
        ("Mijnstreek Verhaalt v.z.w.", "Mijnstreek Verhaalt, VZW"),
        ("Mijnstreek Verhaalt (vzw)", "vzw Mijnstreek Verhaalt"),
        ("KOOR CANTABEL", "Koor Cantabel"),
        ("Filosofisch Café Tegenlicht", "filosofisch cafe tegenlicht"),
        ("Het Spieker", "'t Spieker"),
        ("Spieker, Het", "Het Spieker"),
        ("De Spoel", "Spoel"),
        ("Lust & Leven", "Lust en Leven"),
        ("Lust+Leven", "Lust & Leven"),
        ("Heemkring ’t Spieker", "Heemkring 't Spieker"),
        ("Architectuurforum “Limes”", "Architectuurforum Limes"),
        ("Wellen–Dries", "Wellen-Dries"),
        ("CC\u00a0Tweestroom", " CC  Tweestroom "),
        ("Foto\u00adclub\u200b Diafragma", "Fotoclub Diafragma"),
        ("Kunsthuis\x07 Zeven", "Kunsthuis Zeven"),
    ],
)
def test_these_spellings_are_one_name(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Popkelder 16", "Popkelder 17"),
        ("CC De Spoel", "GC De Spoel"),
        ("De Spoel", "De Poel"),
        ("Atelier Nvk", "Atelier k"),
        ("Lust en Leven", "Lustleven"),
        ("Envers", "Vers"),
        ("Detail", "Tail"),
        ("!!!", "???"),
        ("Vzw", "Nv"),
    ],
)
def test_these_names_stay_two(one, other):
    assert name_key(one) != name_key(other)


def test_a_legal_form_is_left_off_but_never_the_whole_name():
    assert without_legal_form("Mijnstreek  Verhaalt v.z.w.") == "Mijnstreek Verhaalt"
    assert without_legal_form("(vzw)") == "(vzw)"


def test_what_cannot_be_seen_is_no_text():
    assert tidy(" a\u00a0\n b\x00\x1b\u202e\ufeff ") == "a b"
    assert key("ÉÉN ’t") == "een 't"


def test_a_long_cell_is_quoted_up_to_a_line():
    assert quoted("ziek") == '"ziek"'
    assert quoted("x" * 1000) == f'"{"x" * 60}…"'


def test_a_name_that_two_participants_share_finds_neither():
    directory = Directory({})
    directory.add("A1", 2, "De Spoel")
    assert directory.find("Spoel vzw") == "A1"
    directory.add("A2", 3, "Spoel")
    assert directory.find("De Spoel") is None


def test_an_alias_leads_to_its_name_however_it_is_written():
    directory = Directory({"Stadsmus. De Poort": "Stadsmuseum De Poort"})
    directory.add("A1", 2, "Stadsmuseum De Poort")
    assert directory.find("stadsmus. de poort VZW") == "A1"
    assert directory.find("Stadsmus De Poortje") is None


@pytest.mark.parametrize(
    ("cell", "persons"),
    [
        ("An", ["An"]),
        ("An & Bart", ["An", "Bart"]),
        ("An (1) / Bart (2)", ["An", "Bart"]),
        ("An en Bart, Cas; Dé", ["An", "Bart", "Cas", "Dé"]),
        ("Ben Lenaerts", ["Ben Lenaerts"]),
        ("", []),
    ],
)
def test_two_persons_in_one_cell_are_two(cell, persons):
    assert named(cell) == persons


def test_a_person_of_two_participants_has_two_ids_and_one_spelled_twice_has_one():
    persons = Persons()
    assert persons.add("A1", "José Maes", "", 0, 2) == "P0001"
    assert persons.add("A1", "jose  MAES", "", 0, 3) == "P0001"
    assert persons.add("A2", "José Maes", "", 0, 4) == "P0002"
    assert [row["name"] for row in persons.rows] == ["José Maes", "José Maes"]

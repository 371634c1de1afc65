"""Which organisation a cell names: declared, by name, by date, by features, or not told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from analysis.cleaning import clean
from analysis.problems import DeclarationError
from analysis.programme import read_declarations
from analysis.workspace import Workspace

PROJECT = Path(__file__).resolve().parents[2]

# Made up, as everywhere in these tests. Numbers are valid (97 - first eight digits modulo 97).
KNOWN = """
Nr;Naam;KBO;Postcode;Plaats;Mail
A1;Kunstenhuis Meridiaan;0403.170.701;3500;Hasselt;info@meridiaan.example
A2;Museum De Oude Weeglat;;3950;Bocholt;weeglat@gmail.com
A3;Davidsfonds Genk;;3600;Genk;
A4;Davidsfonds Hasselt;;3500;Hasselt;
A5;Z33;;3500;Hasselt;
A6;LIKO;;3600;Genk;
"""
COLUMNS = (
    'participant = "Naam", account = "Nr", enterprise_number = "KBO", postcode = "Postcode", '
    'municipality = "Plaats", email = "Mail"'
)
LISTED = {
    'participant = "Naam" }': f"{COLUMNS} }}",
    '"Genk" = "hasselt"': '"Genk" = "hasselt"\n"Hasselt" = "hasselt"\n"Bocholt" = "maaseik"',
}
FORM = 'participant = "Wie", full_name = "Naam", email = "Mail"'
DECIDED = """
because = { nl = "nagevraagd", en = "asked them" }
decided_on = 2020-01-25
decided_by = { nl = "beheerder", en = "steward" }
"""


@pytest.fixture
def asked(tried, entry):
    """What becomes of the names on a registration form, given as rows `name;person;e-mail`."""

    def run(*rows: str, known: str = KNOWN, more: str = "", **files: str):
        lines = "\n".join(["Wie;Naam;Mail", *rows])
        named = {f"{name}.toml": text for name, text in files.items()}
        return tried(
            entry("registrations", FORM, more), changed=LISTED, files=named,
            accounts=known, list=lines + "\n",
        )  # fmt: skip

    return run


def ways(found) -> list[tuple[str | None, str | None]]:
    return found.rows("recognitions", "recognised_by", "participant")


def test_a_name_or_a_declared_alias_is_found_as_before_and_nothing_is_said_of_it(asked):
    found = asked("KUNSTENHUIS MERIDIAAN vzw;;", "Davidsfonds  Genk;;")
    assert ways(found) == [("name", "A1"), ("name", "A3")]
    assert found.problems() == []


def test_a_typing_error_is_recognised_or_asked_about_and_never_silent(asked):
    found = asked("Museum De Oude Weeglad;;")
    ((by, who),) = ways(found)
    assert (by, who) in [("features", "A2"), ("doubtful", None)]
    assert [kind for _, kind in found.problems()] == [
        "recognised" if by == "features" else "doubtful_participant"
    ]
    assert '"Museum De Oude Weeglat"' in found.sentences()


def test_a_branch_of_a_federation_is_not_another_branch(asked):
    found = asked("Davidsfonds Tongeren;;", "Davidsfonds;;")
    assert [who for _, who in ways(found)] == [None, None]
    assert found.rows("registrations", "participant") == []


def test_a_name_that_is_like_no_other_stays_unknown(asked):
    found = asked("Zwemclub Dolfijn;;")
    assert ways(found) == [("unknown", None)]
    assert found.became()[2] == ("refused", "unknown_participant")


def test_a_doubtful_name_is_refused_with_whom_it_may_be_and_where_to_answer(asked):
    found = asked("Davidsfonds;;")
    assert ways(found) == [("doubtful", None)]
    assert found.became()[2] == ("refused", "doubtful_participant")
    assert found.rows("candidates", "rank") == [(1,), (2,)]
    assert '"Davidsfonds Genk"' in found.sentences()
    assert "matches.toml" in found.sentences()
    (question,) = found.cleaned.questions
    assert (question.kind, question.text) == ("name", "Davidsfonds")
    assert {one.organisation for one in question.candidates} == {"A3", "A4"}


@pytest.mark.parametrize("organisation", ["A3", "Davidsfonds Genk", "davidsfonds genk vzw"])
def test_an_answer_decides_by_id_or_name_and_applies_ever_after(asked, organisation):
    matches = f'[[matches]]\nmention = "Davidsfonds"\norganisation = "{organisation}"{DECIDED}'
    found = asked("Davidsfonds;;", "DAVIDSFONDS VZW;;", matches=matches)
    assert ways(found) == [("answer", "A3"), ("answer", "A3")]
    assert found.problems() == []
    assert found.cleaned.remarks == ()
    assert found.cleaned.questions == ()


def test_an_answer_for_one_export_says_nothing_of_another(asked):
    matches = (
        f'[[matches]]\nmention = "Davidsfonds"\nexport = "accounts"\norganisation = "A3"{DECIDED}'
    )
    found = asked("Davidsfonds;;", matches=matches)
    assert ways(found) == [("doubtful", None)]
    assert len(found.cleaned.remarks) == 1


def test_who_is_said_to_be_another_is_no_candidate_any_more(asked):
    apart = f'[[matches]]\nmention = "Davidsfonds"\norganisation = "A4"\napart = true{DECIDED}'
    found = asked("Davidsfonds;;", matches=apart)
    assert [who for (who,) in found.rows("candidates", "participant")] == ["A3"]


def test_even_the_same_name_stands_apart_when_that_was_decided(asked):
    apart = f'[[matches]]\nmention = "Z33"\norganisation = "A5"\napart = true{DECIDED}'
    found = asked("Z33;;", matches=apart)
    assert found.rows("registrations", "participant") == []


def test_a_name_that_was_answered_to_be_new_is_not_asked_again(asked):
    new = f'[[matches]]\nmention = "Davidsfonds"\nnew = true{DECIDED}'
    found = asked("Davidsfonds;;", matches=new)
    assert ways(found) == [("unknown", None)]
    assert "as matches.toml says" in found.sentences()


def test_an_answer_that_no_longer_matches_is_remarked_and_is_no_error(asked):
    gone = f'[[matches]]\nmention = "Davidsfonds Peer"\norganisation = "A3"{DECIDED}'
    found = asked("Z33;;", matches=gone)
    (remark,) = found.cleaned.remarks
    assert remark.startswith('programmes/demo/matches.toml, matches[0]: "Davidsfonds Peer" stands')
    assert found.problems() == []


def test_an_answer_with_an_organisation_that_nobody_knows_is_an_error(asked):
    wrong = f'[[matches]]\nmention = "Davidsfonds"\norganisation = "Davidsfonds Gent"{DECIDED}'
    with pytest.raises(DeclarationError, match='Did you mean "davidsfonds genk"'):
        asked("Davidsfonds;;", matches=wrong)


def test_a_theatre_and_a_festival_of_one_name_are_two_and_nobody_guesses_which(asked):
    known = """
Nr;Naam;KBO;Postcode;Plaats;Mail
A1;De Link;0403.170.701;3500;Hasselt;
A2;De Link;0202.239.951;3600;Genk;
"""
    found = asked("De Link;;", known=known)
    assert found.rows("participants", "participant") == [("A1",), ("A2",)]
    assert ways(found) == [("doubtful", None)]


# M09: two organisations in one cell.


@pytest.mark.parametrize("cell", ["Z33 en LIKO", "Z33/LIKO", "Z33 & LIKO", "Z33, LIKO"])
def test_two_organisations_in_one_cell_are_both_used_and_that_is_said(asked, cell):
    found = asked(f"{cell};An;")
    assert found.rows("registrations", "line", "participant") == [(2, "A5"), (2, "A6")]
    assert found.rows("delegations", "participant", "person") == [("A5", "P0001"), ("A6", "P0002")]
    assert found.problems() == [(2, "several_participants")]
    assert ways(found) == [("several", None)]
    assert found.became()[2] == ("used", None)
    assert '"Z33" and "LIKO"' in found.sentences()


def test_a_row_with_two_organisations_is_one_in_the_total_of_its_list(tried, entry):
    totals = '[[exports.totals]]\ncolumn = "participant"\ncontains = "Totaal"\n'
    found = tried(
        entry(
            "attendance", 'participant = "Wie", present = "Er"', totals + 'counts = ["present"]'
        ),
        changed=LISTED, accounts=KNOWN, list="Wie;Er\nZ33 en LIKO;x\nZ33;x\nTotaal;2\n",
    )  # fmt: skip
    assert found.rows("attendance", "participant") == [("A5",), ("A6",), ("A5",)]
    assert found.problems() == [(2, "several_participants")]


def test_a_cell_of_which_only_a_part_is_known_is_asked_about(asked):
    found = asked("Z33 en Onbekend Gezelschap;;")
    assert ways(found) == [("doubtful", None)]
    assert '"Z33" is known, the rest is not' in found.sentences()


def test_a_name_with_and_in_it_is_one_organisation_when_it_is_listed_so(asked):
    found = asked("Z33 en LIKO;;", known=KNOWN + "A7;Z33 & LIKO;;3500;Hasselt;\n")
    assert ways(found) == [("name", "A7")]


def test_several_organisations_can_be_the_answer(asked):
    both = f'[[matches]]\nmention = "de twee"\norganisation = ["A5", "LIKO"]{DECIDED}'
    found = asked("De Twee;;", matches=both)
    assert found.rows("registrations", "participant") == [("A5",), ("A6",)]
    assert ways(found) == [("answer", None)]


# M10: an organisation that was renamed, merged or split. Day 1 is 15 January 2020, the list was
# received on the 20th.

NAMES = """
[[names]]
organisation = "A5"
name = "Kunstencentrum Begijnhof"
until = {until}

[[names]]
organisation = "A5"
name = "Z33"
from = 2020-01-18
"""


def test_an_old_name_is_found_at_its_date_without_a_word(asked):
    found = asked("Kunstencentrum Begijnhof;;", organisations=NAMES.format(until="2020-01-17"))
    assert ways(found) == [("former_name", "A5")]
    assert found.problems() == []
    assert found.rows("organisation_names", "participant", "name") == [
        ("A5", "Kunstencentrum Begijnhof"), ("A5", "Z33"),
    ]  # fmt: skip


def test_an_old_name_after_its_date_is_found_and_remarked(asked):
    found = asked("Kunstencentrum Begijnhof;;", organisations=NAMES.format(until="2019-12-31"))
    assert ways(found) == [("former_name", "A5")]
    assert found.problems() == [(2, "former_name")]


def test_a_name_that_passed_to_another_is_that_of_who_bore_it_on_the_day(asked):
    names = """
[[names]]
organisation = "A6"
name = "Z33"
until = 2020-06-30

[[names]]
organisation = "A5"
name = "Z33"
from = 2020-07-01
"""
    assert ways(asked("Z33;;", organisations=names)) == [("former_name", "A6")]


FOLLOWED = """
[[successions]]
predecessors = {predecessors}
successors = {successors}
on = {on}
kind = "{kind}"
because = {{ nl = "besluit", en = "decision" }}
"""


def followed(predecessors: str, successors: str, on: str, kind: str) -> str:
    return FOLLOWED.format(predecessors=predecessors, successors=successors, on=on, kind=kind)


def test_after_a_merger_the_old_name_stands_for_the_successor_and_that_is_said(asked):
    merger = followed('["A5", "LIKO"]', '["A1"]', "2020-01-10", "merger")
    found = asked("Z33;;", "LIKO;;", organisations=merger)
    assert ways(found) == [("successor", "A1"), ("successor", "A1")]
    assert found.problems() == [(2, "succeeded"), (3, "succeeded")]


def test_before_a_merger_the_two_stay_apart(asked):
    merger = followed('["A5", "LIKO"]', '["A1"]', "2020-02-01", "merger")
    found = asked("Z33;;", "LIKO;;", organisations=merger)
    assert ways(found) == [("name", "A5"), ("name", "A6")]
    assert found.problems() == []


def test_after_a_split_it_is_asked_which_one_is_meant(asked):
    split = followed('["A5"]', '["A1", "A6"]', "2020-01-10", "split")
    found = asked("Z33;;", organisations=split)
    assert ways(found) == [("doubtful", None)]
    assert found.rows("candidates", "participant") == [("A1",), ("A6",)]


def test_a_predecessor_that_is_not_listed_any_more_is_found_from_the_day_on_only(asked):
    for on, way in (("2020-01-10", ("successor", "A5")), ("2020-02-01", ("unknown", None))):
        late = followed('["Begijnhof Hasselt vzw"]', '["A5"]', on, "succession")
        assert ways(asked("Begijnhof Hasselt;;", organisations=late)) == [way]


def test_a_change_of_name_alone_is_one_organisation_on_every_day(asked):
    renamed = followed('["Begijnhof Hasselt"]', '["A5"]', "2020-02-01", "name-change")
    found = asked("Begijnhof Hasselt;;", organisations=renamed)
    assert ways(found) == [("former_name", "A5")]
    assert found.problems() == []


def test_one_place_after_the_other_leads_to_the_last_and_never_round(asked):
    chain = followed('["A5"]', '["A6"]', "2020-01-01", "succession") + followed(
        '["A6"]', '["A5"]', "2020-01-02", "succession"
    )
    assert ways(asked("Z33;;", organisations=chain))[0][0] == "successor"


# M11: a person where an organisation is expected. M68: inboxes that are of nobody.


def test_a_person_in_the_place_of_an_organisation_is_refused_and_not_quoted(asked):
    found = asked(
        "Jan Peeters;Jan Peeters;", "Mieke Maes;;mieke.maes@meridiaan.example", "Peeters Jan;;",
    )  # fmt: skip
    assert found.became()[2] == ("refused", "person_named")
    assert found.became()[3] == ("refused", "person_named")
    assert 'is of "Kunstenhuis Meridiaan"' in found.sentences()
    assert "Peeters" not in found.sentences().replace('"Peeters Jan"', "")
    assert "Mieke" not in found.sentences()
    assert found.rows("recognitions", "name", "recognised_by")[:2] == [
        (None, "person"), (None, "person"),
    ]  # fmt: skip


def test_somebody_who_was_named_for_an_organisation_before_is_a_person(asked):
    found = asked("Z33;Jan Peeters;", "Jan Peeters;;")
    assert [by for by, _ in ways(found)] == ["name", "person"]


def test_an_inbox_of_a_provider_tells_nothing_of_who_has_it(asked):
    found = asked("Zwemclub Dolfijn;;weeglat@gmail.com", "Zwemclub Dolfijn;;info@gmail.com")
    assert ways(found) == [("unknown", None), ("unknown", None)]
    assert found.rows("registrations", "participant") == []


def test_one_inbox_for_several_organisations_merges_none_of_them(asked):
    known = KNOWN + "B1;Kunstacademie Meridiaan;;3500;Hasselt;info@meridiaan.example\n"
    found = asked("Zaalbeheer;;info@meridiaan.example", known=known)
    assert found.rows("registrations", "participant") == []


# Persons, and participants known by id, are not matched.


def test_persons_are_never_matched(tried, entry):
    found = tried(
        entry("attendance", 'participant = "Wie", present = "Aanwezig"'),
        changed={'unit = "organisation"': 'unit = "person"'},
        accounts="Naam\nJan Peeters\n", list="Wie;Aanwezig\nJan Peters;x\n",
    )  # fmt: skip
    assert found.rows("recognitions", "name") == []
    assert found.rows("attendance", "participant") == []


def test_a_response_in_two_names_is_kept_without_a_participant(tried, entry):
    found = tried(
        entry("responses", 'response = "id", participant = "Wie"'),
        changed=LISTED, accounts=KNOWN,
        list="id;Wie;Q1;Q2;R1;R2;Q4\n1;Z33/LIKO;A1;;;;\n2;Z33;A1;;;;\n",
    )  # fmt: skip
    assert found.rows("responses", "participant") == [(None,), ("A5",)]
    assert found.problems() == [(2, "several_participants")]


def test_without_its_aliases_the_example_is_recognised_right_or_asks_with_the_right_one_in_it(
    tmp_path,
):
    # Its aliases and its one correction were written by hand, so they say what is right.
    for folder in ("programmes", "data/raw"):
        shutil.copytree(PROJECT / folder, tmp_path / folder)
    file = tmp_path / "programmes" / "limburg-2019" / "programme.toml"
    declared = file.read_text(encoding="utf-8").partition("[aliases]")[0]
    file.write_text(declared, encoding="utf-8")
    (file.parent / "corrections.toml").unlink()
    by_hand, without = (
        clean(place, read_declarations(place, "limburg-2019")).tables
        for place in (Workspace(PROJECT), Workspace(tmp_path))
    )
    right = by_hand["recognitions"].set_index(["source", "line"])["participant"].to_dict()
    candidates = without["candidates"].groupby(["source", "line"])["participant"].agg(list)
    found = without["recognitions"].set_index(["source", "line"])
    assert len(found) == len(right) == 533
    for place, row in found.iterrows():
        if row["recognised_by"] == "doubtful":
            assert right[place] in candidates[place], row["name"]
        elif row["recognised_by"] != "unknown":
            assert row["participant"] == right[place], row["name"]
    ways = found["recognised_by"].value_counts()
    # Of the rows of the lists, 75 of 333 are written otherwise than the list of participants has
    # it, and one wrongly. "LK Zuiderzang" stands for "Limburgse Koorfederatie Zuiderzang" and finds
    # nobody.
    assert ways["features"] >= 40
    assert set(found.loc[found["recognised_by"] == "unknown", "name"]) <= {"LK Zuiderzang"}

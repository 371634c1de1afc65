"""Learning goals as typed over from notes: each is one, of whoever set it, in its domain."""

import pandas as pd
import pytest

from analysis.cleaning.learning_goals import goals_in
from analysis.problems import DeclarationError, ExportError

WIDE = 'goals = { finance = ["Financieel beheer", "Geld"], hr = "Personeel" }'
COLUMNS = 'participant = "Wie", set_on = "Dag"'


@pytest.mark.parametrize(
    ("cell", "goals"),
    [
        ("een kasplan", ["een kasplan"]),
        ("een kasplan\neen buffer", ["een kasplan", "een buffer"]),
        ("een kasplan\r\n\r\neen buffer\n", ["een kasplan", "een buffer"]),
        ("1. een kasplan\n2) een buffer", ["een kasplan", "een buffer"]),
        ("(1) een kasplan\n(2) een buffer", ["een kasplan", "een buffer"]),
        ("a) een kasplan\nb) een buffer", ["een kasplan", "een buffer"]),
        ("• een kasplan • een buffer", ["een kasplan", "een buffer"]),
        ("een kasplan; een buffer;", ["een kasplan", "een buffer"]),
        # Where goals stand behind dashes, a line without one goes on, and so does a semicolon.
        ("- een kasplan\nper maand\n- een buffer", ["een kasplan per maand", "een buffer"]),
        ("- een kasplan; elk jaar\n- een buffer", ["een kasplan; elk jaar", "een buffer"]),
        ("- een kasplan", ["een kasplan"]),
        ("2.5 vte extra", ["2.5 vte extra"]),
        ("3 nieuwe partners", ["3 nieuwe partners"]),
        ("geen\neen buffer", ["een buffer"]),
        ("geen schulden meer", ["geen schulden meer"]),
        *((nothing, []) for nothing in ("", " ", "/", "-", "–", "?", "n.v.t.", "Geen", "…", "\n")),
    ],
)
def test_each_goal_of_a_cell_is_one(cell, goals):
    assert goals_in(cell) == goals


def test_goals_of_several_domains_lie_apart_from_their_words(tried, entry):
    found = tried(
        entry("learning-goals", COLUMNS, WIDE),
        list="""
Wie;Dag;Financieel beheer;Personeel
alfa;15/1/2020;"een kasplan
een buffer";vrijwilligers vinden
De Betastraat;;/;taken verdelen
Alfa vzw;16/1/2020;"Een kasplan
een reserve";
Beta;;n.v.t.;
Gamma;;een kasplan;
""",
    )
    received = pd.Timestamp("2020-01-20")
    first, second = pd.Timestamp("2020-01-15"), pd.Timestamp("2020-01-16")
    assert found.rows("learning_goals", "participant", "domain", "number", "set_on", "line") == [
        ("Alfa", "finance", 1, first, 2),
        ("Alfa", "finance", 2, first, 2),
        ("Alfa", "hr", 1, first, 2),
        ("Beta", "hr", 1, received, 4),
        ("Alfa", "finance", 3, second, 5),
    ]
    # The third row repeats one goal of the first in other capitals: that is one goal.
    assert found.rows("learning_goal_texts", "participant", "domain", "number", "text") == [
        ("Alfa", "finance", 1, "een kasplan"),
        ("Alfa", "finance", 2, "een buffer"),
        ("Alfa", "hr", 1, "vrijwilligers vinden"),
        ("Beta", "hr", 1, "taken verdelen"),
        ("Alfa", "finance", 3, "een reserve"),
    ]
    assert [what for what, _ in found.became().values()] == [
        "ignored", "used", "used", "used", "ignored", "refused",
    ]  # fmt: skip
    assert found.became()[7] == ("ignored", "no_goal")
    assert found.problems() == [(8, "unknown_participant")]
    public = "\n".join(
        frame.to_csv()
        for name, frame in found.cleaned.tables.items()
        if name != "learning_goal_texts"
    )
    assert "kasplan" not in public and "vrijwilligers vinden" not in public


def test_a_list_with_a_goal_on_each_row_names_its_domain(tried, entry):
    found = tried(
        entry(
            "learning-goals",
            'participant = "Wie", domain = "Domein", goal = "Doel"',
            'session = "day-1"',
        ),
        list="""
Wie;Domein;Doel
alfa;financieel beheer;een kasplan
alfa;finance;een buffer
beta;muziek;een koor
beta;;een koor
""",
    )
    day = pd.Timestamp("2020-01-15")
    assert found.rows("learning_goals", "participant", "domain", "number", "set_on") == [
        ("Alfa", "finance", 1, day),
        ("Alfa", "finance", 2, day),
    ]
    assert found.problems() == [(4, "unknown_code")]
    assert {found.became()[4], found.became()[5]} == {("ignored", "no_goal")}


def test_goals_under_another_header_in_a_later_export_go_on_counting(tried, entry):
    found = tried(
        entry("learning-goals", COLUMNS, WIDE)
        + entry("learning-goals", COLUMNS, WIDE, identity="later"),
        list="Wie;Dag;Geld;Personeel\nalfa;;een kasplan;\n",
        later="Wie;Dag;Financieel beheer;Personeel\nalfa;;Een kasplan;\nalfa;;een buffer;\n",
    )
    assert found.rows("learning_goals", "participant", "domain", "number", "source") == [
        ("Alfa", "finance", 1, 1),
        ("Alfa", "finance", 2, 2),
    ]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('goals = { money = "Geld" }', '"money" is not a domain'),
        ("", "no goals are named"),
    ],
)
def test_goals_of_no_domain_are_said(tried, entry, more, said):
    with pytest.raises(DeclarationError, match=said):
        tried(entry("learning-goals", 'participant = "Wie"', more), list="Wie;Geld\nalfa;x\n")


def test_a_header_of_goals_that_the_file_lacks_is_said(tried, entry):
    with pytest.raises(ExportError, match='no column "Financieel beheer"'):
        tried(entry("learning-goals", 'participant = "Wie"', WIDE), list="Wie;Personeel\nalfa;a\n")

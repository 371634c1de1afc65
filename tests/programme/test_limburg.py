"""The declarations of limburg-2019 hold what the public answer says, and nothing private."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from analysis.programme import Declarations, Fact, read_declarations
from analysis.workspace import open_workspace

ROOT = Path(__file__).resolve().parents[2]
RAW = ROOT / "data" / "raw" / "limburg-2019"
DOMAINS = ["communication", "finance", "strategy", "hr"]
# The registry of published facts in the project's domain reference, seed A.
REGISTRY = [*range(1, 24), *range(27, 53), 60, 61, 62]


@pytest.fixture(scope="module")
def declared() -> Declarations:
    return read_declarations(open_workspace(ROOT), "limburg-2019")


def dates(declared: Declarations, kind: str) -> list[date]:
    return [session.date for session in declared.programme.sessions if session.kind == kind]


def fact(declared: Declarations, identity: str) -> Fact:
    return {fact.id: fact for fact in declared.facts}[identity]


def test_six_plenaries_stand_on_their_published_dates(declared: Declarations) -> None:
    assert dates(declared, "plenary") == [
        date(2019, 2, 20),
        date(2019, 3, 29),
        date(2019, 5, 28),
        date(2019, 9, 17),
        date(2019, 11, 12),
        date(2019, 12, 12),
    ]


def test_every_plenary_has_all_domains_and_is_expected(declared: Declarations) -> None:
    plenaries = [s for s in declared.programme.sessions if s.kind == "plenary"]
    assert all(s.domains == DOMAINS and s.attendance_expected for s in plenaries)
    assert [s.number for s in plenaries] == [1, 2, 3, 4, 5, 6]
    assert all(s.published for s in plenaries)


def test_eight_masterclasses_take_one_domain_each_and_two_per_domain(
    declared: Declarations,
) -> None:
    classes = [s for s in declared.programme.sessions if s.kind == "masterclass"]
    assert [len(s.domains) for s in classes] == [1] * 8
    assert Counter(s.domains[0] for s in classes) == dict.fromkeys(DOMAINS, 2)
    assert dates(declared, "masterclass") == sorted(dates(declared, "masterclass"))
    assert classes[0].date == date(2019, 4, 18)
    assert (classes[0].municipality, classes[0].host) == ("Genk", "FLACC")


def test_sessions_that_were_made_up_are_not_called_published(declared: Declarations) -> None:
    made_up = [s.id for s in declared.programme.sessions if not s.published]
    assert made_up == [f"masterclass-{number}" for number in range(2, 9)]
    assert all(
        (s.venue, s.municipality, s.host) == (None, None, None)
        for s in declared.programme.sessions
        if s.id in made_up
    )


def test_places_are_those_of_the_answer_and_no_more(declared: Declarations) -> None:
    places = {s.id: (s.venue, s.municipality) for s in declared.programme.sessions}
    assert places["plenary-1"] == ("Cultuurcentrum Casino", "Beringen")
    assert places["plenary-2"] == ("Alden Biesen", None)
    assert places["lead-meeting"] == (None, "Hasselt")


def test_the_design_is_six_eight_and_six(declared: Declarations) -> None:
    assert [(c.id, c.planned, c.unit) for c in declared.programme.components] == [
        ("plenary", 6, "sessions"),
        ("masterclass", 8, "sessions"),
        ("coaching", 6, "turns"),
    ]


def test_nine_entries_named_ten_persons(declared: Declarations) -> None:
    (consultation,) = declared.programme.consultations
    assert consultation.date == date(2019, 1, 25)
    assert (consultation.entries, consultation.persons) == (9, 10)


def test_the_two_general_evaluations_were_announced_and_one_was_held_later(
    declared: Declarations,
) -> None:
    rounds = declared.programme.rounds
    day = declared.programme.as_of
    assert [(r.id, r.status, r.questionnaire) for r in rounds] == [
        ("kickoff", "held", "kickoff"),
        ("self-baseline", "held", "self_assessment"),
        ("plenary-2", "held", "session"),
        ("plenary-3", "held", "session"),
        ("self-midterm", "held", "self_assessment"),
        ("midterm", "held", "midterm"),
        ("final", "planned", None),
    ]
    assert [r.id for r in rounds if r.expected] == ["midterm", "final"]
    opened = {r.id for r in rounds if r.opened and r.opened > day}
    assert opened == {"plenary-3", "self-midterm", "midterm"}


def test_in_june_the_form_had_another_scale_and_in_march_no_look_back(
    declared: Declarations,
) -> None:
    march, june = declared.form("plenary-2"), declared.form("plenary-3")
    assert march and june
    assert (march.question("PL01").scale, june.question("PL01").scale) == ("agree5", "agree4")
    assert march.question("PL09").scale == june.question("PL09").scale == "differences"
    first, second = declared.form("self-baseline"), declared.form("self-midterm")
    assert first and second
    left_out = {q.id for q in second.questions} - {q.id for q in first.questions}
    assert left_out == {q.id for q in second.questions if q.aspect == "level_then"}
    assert len(left_out) == len(declared.programme.domains)
    assert declared.form("final") is None


def test_all_42_municipalities_of_2019_have_their_arrondissement(declared: Declarations) -> None:
    by_municipality = declared.programme.groups["arrondissement"]
    # 17, 12 and 13: REFNIS 2019.
    assert Counter(by_municipality.values()) == {"hasselt": 17, "maaseik": 12, "tongeren": 13}
    assert set(declared.programme.recode["municipality"].values()) <= set(by_municipality)


def test_session_components_have_words(declared: Declarations) -> None:
    used = {c for session in declared.programme.sessions for c in session.components}
    assert used == set(declared.programme.vocabularies["session_component"])


def test_kinds_of_session_have_words(declared: Declarations) -> None:
    used = {session.kind for session in declared.programme.sessions}
    assert used == set(declared.programme.vocabularies["kind"])


@pytest.mark.parametrize("number", REGISTRY)
def test_every_fact_of_the_registry_is_declared(declared: Declarations, number: int) -> None:
    assert fact(declared, f"FA-{number:02}").place.startswith("A-")


def test_further_facts_are_parts_of_one_in_the_registry(declared: Declarations) -> None:
    whole = {f"FA-{number:02}" for number in REGISTRY}
    parts = {fact.id for fact in declared.facts} - whole
    assert parts == {"FA-18b", "FA-18c", "FA-20b", "FA-29b"}


@pytest.mark.parametrize(
    ("identity", "expected"),
    [
        ("FA-05", 43),
        ("FA-06", 39),
        ("FA-07", 4),
        ("FA-12", 35),
        ("FA-13", 6),
        ("FA-14", 29),
        ("FA-28", 39),
        ("FA-29", 5),
        ("FA-60", 39),
        ("FA-61", 35),
        ("FA-62", 5),
    ],
)
def test_a_published_count_is_expected(
    declared: Declarations, identity: str, expected: int
) -> None:
    assert fact(declared, identity).expected == expected


def test_truth_is_a_truth_and_not_a_one(declared: Declarations) -> None:
    assert fact(declared, "FA-27").expected is True
    assert fact(declared, "FA-30").expected is True


def test_every_export_is_declared_and_those_after_the_answer_are_of_later_rounds(
    declared: Declarations,
) -> None:
    programme = declared.programme
    # Several lists may stand in one workbook.
    assert {export.file for export in programme.exports} == {path.name for path in RAW.iterdir()}
    later = [export for export in programme.exports if export.received > programme.as_of]
    assert {export.id for export in later} == {
        "plenary-3-evaluation",
        "self-midterm",
        "midterm-evaluation",
    }
    for export in later:
        opened = programme.round(export.round or "").opened
        assert opened and opened > programme.as_of


def test_no_alias_says_what_is_official_elsewhere(declared: Declarations) -> None:
    aliases = declared.programme.aliases
    assert not set(aliases) & set(aliases.values())


def test_nobody_who_was_consulted_is_named(declared: Declarations) -> None:
    names = ("Aerts", "Bloemen", "Guldofs", "Michielsen", "Roels", "Leen Gos", "Indesteeghe",
             "Leemans", "Winters", "Devillé")  # fmt: skip
    folder = ROOT / "programmes" / "limburg-2019"
    text = "".join(p.read_text(encoding="utf-8") for p in folder.rglob("*.toml"))
    assert not [name for name in names if name in text]


def test_the_questionnaire_asks_its_fourteen_questions(declared: Declarations) -> None:
    form = declared.questionnaires["kickoff"]
    assert [q.id for q in form.questions] == [f"KO{number:02}" for number in range(1, 15)]
    assert [option.code for option in form.scale("agree5").valued] == [
        "A1", "A2", "A3", "A4", "A5"
    ]  # fmt: skip
    assert [option.value for option in form.scale("agree5").valued] == [1, 2, 3, 4, 5]
    bounds = {q.id: (q.lowest, q.highest) for q in form.questions if q.kind == "number"}
    assert bounds == {"KO08": (0, 10), "KO10": (0, 10), "KO11": (0, None)}


@pytest.mark.parametrize("scale", ["agree5", "domains", "yesno"])
def test_no_spelling_of_an_answer_stands_for_two_options(
    declared: Declarations, scale: str
) -> None:
    spellings = Counter(
        spelling.casefold()
        for option in declared.questionnaires["kickoff"].scale(scale).options
        for spelling in {option.code, option.name.nl, option.name.en, *option.spoken}
    )
    assert not [spelling for spelling, times in spellings.items() if times > 1]


def test_a_participant_never_has_a_merged_code(declared: Declarations) -> None:
    rules = declared.programme.disclosure
    assert rules.merge
    for variable, merged in rules.merge.items():
        assert not merged.keys() & declared.labels[variable].keys()
        assert merged.keys() <= declared.labels[f"merged.{variable}"].keys()

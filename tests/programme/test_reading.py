"""Declarations are read whole, and all that is wrong with them is said at once."""

from pathlib import Path

import pytest

from analysis.problems import DeclarationError, UsageError
from analysis.programme import programmes_of, read_declarations
from analysis.workspace import open_workspace

PROGRAMME = """
id = "demo"
name = { nl = "Proef", en = "Trial" }
owner = "Dienst Proef"
contact = "proef@example.org"
unit = "organisation"
population = "census"
as_of = 2020-02-01

[[domains]]
id = "finance"
name = { nl = "financieel beheer", en = "financial management" }

[[domains]]
id = "strategy"
name = { nl = "strategie", en = "strategy" }

[[sessions]]
id = "day-1"
kind = "plenary"
title = { nl = "Dag 1", en = "Day 1" }
date = 2020-01-15
domains = ["finance"]

[[rounds]]
id = "after-day-1"
title = { nl = "Na dag 1", en = "After day 1" }
questionnaire = "short"
session = "day-1"
asked = "attending"

[[rounds]]
id = "final"
title = { nl = "Slot", en = "Final" }
status = "planned"

[[exports]]
id = "list"
file = "lijst.csv"
received = 2020-01-16
format = "delimited"
content = "attendance"
session = "day-1"
columns = { participant = "Wie", present = "Aanwezig" }

[[reports]]
id = "day"
notebook = "session"
title = { nl = "Verslag", en = "Report" }
parameters = { session = "day-1" }

[vocabularies.sector]
arts = { nl = "kunsten", en = "arts" }

[recode.sector]
"Kunst" = "arts"
"""

CORRECTIONS = """
[[corrections]]
export = "list"
where = { present = "q" }
column = "present"
wrong = "q"
right = "x"
because = { nl = "verschreven", en = "the pen slipped" }
decided_on = 2020-01-17
decided_by = { nl = "data steward", en = "data steward" }
"""

QUESTIONNAIRE = """
id = "short"
title = { nl = "Kort", en = "Short" }

[[scales]]
id = "yesno"
options = [{ code = "A1", name = { nl = "ja", en = "yes" } }]

[[questions]]
id = "Q1"
kind = "choice"
scale = "yesno"
text = { nl = "Tevreden?", en = "Satisfied?" }
"""

FACTS = """
[[facts]]
id = "F1"
place = "page 1"
text = { nl = "Er kwamen 3 organisaties.", en = "3 organisations came." }
indicator = "attendance.by_session"
where = { session = "day-1" }
column = "count"
expected = 3
"""

FILES = {
    "programme.toml": PROGRAMME,
    "corrections.toml": CORRECTIONS,
    "questionnaires/short.toml": QUESTIONNAIRE,
    "published_facts.toml": FACTS,
}
HERE = "programmes/demo"


def declare(root: Path, changes: list[tuple[str, str, str]]) -> None:
    """Write the declarations of the programme demo, with some texts replaced by others."""
    texts = dict(FILES)
    for name, old, new in changes:
        assert texts[name].count(old) == 1, f"{old!r} must stand once in {name}"
        texts[name] = texts[name].replace(old, new)
    for name, text in texts.items():
        path = root / HERE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def mistakes(root: Path, *changes: tuple[str, str, str]) -> list[str]:
    declare(root, list(changes))
    with pytest.raises(DeclarationError) as caught:
        read_declarations(open_workspace(root), "demo")
    return list(caught.value.sentences)


def test_right_declarations_are_read(tmp_path: Path) -> None:
    declare(tmp_path, [])
    declared = read_declarations(open_workspace(tmp_path), "demo")
    assert declared.programme.session("day-1").domains == ["finance"]
    assert declared.questionnaires["short"].question("Q1").scale == "yesno"
    assert [fact.expected for fact in declared.facts] == [3]
    assert [correction.right for correction in declared.corrections] == ["x"]
    assert declared.labels["sector"]["arts"] == {"nl": "kunsten", "en": "arts"}


def test_only_programme_toml_is_compulsory(tmp_path: Path) -> None:
    declare(tmp_path, [("programme.toml", 'questionnaire = "short"', 'status = "planned"')])
    for name in ("corrections.toml", "published_facts.toml", "questionnaires/short.toml"):
        (tmp_path / HERE / name).unlink()
    declared = read_declarations(open_workspace(tmp_path), "demo")
    assert (declared.corrections, declared.facts, declared.questionnaires) == ([], [], {})


def test_the_digest_is_of_the_words_and_not_of_the_line_ends(tmp_path: Path) -> None:
    declare(tmp_path / "linux", [])
    declare(tmp_path / "windows", [])
    for path in (tmp_path / "windows").rglob("*.toml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    declare(tmp_path / "other", [("corrections.toml", "the pen slipped", "the pen failed")])
    digests = [
        read_declarations(open_workspace(tmp_path / name), "demo").digest
        for name in ("linux", "windows", "other")
    ]
    assert digests[0] == digests[1] != digests[2]


def test_an_unknown_programme_is_named_with_those_that_exist(tmp_path: Path) -> None:
    declare(tmp_path, [])
    assert programmes_of(open_workspace(tmp_path)) == ["demo"]
    with pytest.raises(UsageError) as caught:
        read_declarations(open_workspace(tmp_path), "dem")
    assert str(caught.value) == (
        '"dem" is not a programme of this workspace. Known: demo. Did you mean "demo"?'
    )


SENTENCES = [
    pytest.param(
        ("programme.toml", "date = 2020-01-15\n", "date = 2020-01-15\nvenu = 'Zaal'\n"),
        f"{HERE}/programme.toml, sessions[0].venu: this key does not exist. "
        "Known: attendance_expected, components, date, domains, host, id, kind, municipality, "
        'number, published, staff, title, venue. Did you mean "venue"?',
        id="an unknown key, with the nearest one",
    ),
    pytest.param(
        ("programme.toml", 'arts = { nl = "kunsten"', 'arts = { frans = "arts", nl = "kunsten"'),
        f'{HERE}/programme.toml, vocabularies.sector.arts: "frans" is not the code of a language. '
        "Write nl, en, or another code such as fr.",
        id="a language that does not exist",
    ),
    pytest.param(
        ("programme.toml", 'owner = "Dienst Proef"\n', ""),
        f"{HERE}/programme.toml, owner: this key is missing. Add it.",
        id="a missing key",
    ),
    pytest.param(
        ("programme.toml", 'format = "delimited"', 'format = "csv"'),
        f'{HERE}/programme.toml, exports[0].format: "csv" is not possible here. '
        'Write "delimited", "workbook", "checkmarket", "eventbrite", "google-forms", "indico", '
        '"kobo", "limesurvey", "microsoft-forms", "qualtrics", "redcap", "spss", "surveymonkey", '
        '"teams", "typeform" or "zoom".',
        id="a word that is not possible",
    ),
    pytest.param(
        ("programme.toml", "date = 2020-01-15", 'date = "vorige week"'),
        f"{HERE}/programme.toml, sessions[0].date: this is not a date. "
        "Write it as 2019-02-20, without quotes.",
        id="a date that is none",
    ),
    pytest.param(
        ("programme.toml", 'domains = ["finance"]', 'domains = ["financ"]'),
        f'{HERE}/programme.toml, sessions[0].domains: "financ" is not a domain. '
        'Known: finance, strategy. Did you mean "finance"?',
        id="a domain that does not exist",
    ),
    pytest.param(
        ("programme.toml", '"Kunst" = "arts"', '"Kunst" = "art"'),
        f'{HERE}/programme.toml, recode.sector."Kunst": "art" is not a code of sector. '
        'Known: arts. Did you mean "arts"?',
        id="a recode to a code that does not exist",
    ),
    pytest.param(
        ("programme.toml", '"Kunst" = "arts"', '"Kunst" = "arts"\n[groups.sector]\nX = "music"'),
        f'{HERE}/programme.toml, groups.sector."X": "music" is not a code of sector. Known: arts.',
        id="a group that does not exist",
    ),
    pytest.param(
        ("programme.toml", 'id = "strategy"', 'id = "finance"'),
        f'{HERE}/programme.toml, domains: the id "finance" stands 2 times. Keep one.',
        id="an id that stands twice",
    ),
    pytest.param(
        ("programme.toml", 'id = "demo"', 'id = "demos"'),
        f'{HERE}/programme.toml, id: "demos" is not the name of its folder. Write "demo".',
        id="an id that is not the name of the folder",
    ),
    pytest.param(
        ("programme.toml", 'questionnaire = "short"', 'questionnaire = "shor"'),
        f'{HERE}/programme.toml, rounds[0].questionnaire: "shor" is not a questionnaire. '
        'Known: short. Did you mean "short"?',
        id="a questionnaire that does not exist",
    ),
    pytest.param(
        ("programme.toml", 'status = "planned"', 'status = "held"'),
        f"{HERE}/programme.toml, rounds[1]: a round that was held needs its questionnaire. "
        "Add questionnaire.",
        id="a round that was held without a questionnaire",
    ),
    pytest.param(
        ("programme.toml", 'present = "Aanwezig" }', 'attended = "Aanwezig", present = "A" }'),
        f'{HERE}/programme.toml, exports[0].columns: "attended" is not a column of an export '
        "of attendance. Known: email, enterprise_number, family_name, full_name, function, "
        "given_name, minutes, municipality, number, participant, postcode, present, reason, "
        "remark, sector, session, session_on, walk_in.",
        id="a column that such an export does not have",
    ),
    pytest.param(
        ("programme.toml", 'participant = "Wie", ', 'sector = "Wie", '),
        f'{HERE}/programme.toml, exports[0].columns: "participant" is missing. '
        "Say under which header it stands.",
        id="a column that such an export needs",
    ),
    pytest.param(
        (
            "programme.toml",
            'present = "Aanwezig" }\n',
            'present = "Aanwezig" }\nignore = [{ column = "present", '
            'because = { nl = "geen gegevens", en = "no data" } }]\n',
        ),
        f"{HERE}/programme.toml, exports[0]: a rule on present needs exactly one of equals, "
        "starts_with, contains, empty, marked.",
        id="a rule that tests nothing",
    ),
    pytest.param(
        (
            "programme.toml",
            'present = "Aanwezig" }\n',
            'present = "Aanwezig" }\n'
            'treat = [{ column = "present", equals = "?", set = "state", to = "x", '
            'because = { nl = "onduidelijk", en = "unclear" } }]\n',
        ),
        f'{HERE}/programme.toml, exports[0].treat: "state" is not a column of an export of '
        "attendance. Known: email, enterprise_number, family_name, full_name, function, "
        "given_name, minutes, municipality, number, participant, postcode, present, reason, "
        "remark, sector, session, session_on, walk_in.",
        id="a rule that fills a column that does not exist",
    ),
    pytest.param(
        (
            "programme.toml",
            'parameters = { session = "day-1" }',
            'parameters = { session = "day-2" }',
        ),
        f'{HERE}/programme.toml, reports[0].parameters.session: "day-2" is not a session. '
        'Known: day-1. Did you mean "day-1"?',
        id="a report on a session that does not exist",
    ),
    pytest.param(
        ("corrections.toml", 'column = "present"', 'column = "presence"'),
        f'{HERE}/corrections.toml, corrections[0]: "presence" is not a column of that export. '
        'Known: participant, present. Did you mean "present"?',
        id="a correction of a column that does not exist",
    ),
    pytest.param(
        ("corrections.toml", 'export = "list"', 'export = "lists"'),
        f'{HERE}/corrections.toml, corrections[0].export: "lists" is not an export. '
        'Known: list. Did you mean "list"?',
        id="a correction of an export that does not exist",
    ),
    pytest.param(
        ("questionnaires/short.toml", 'scale = "yesno"', 'scale = "yes"'),
        f'{HERE}/questionnaires/short.toml, questions[0].scale: "yes" is not a scale of this '
        'form. Known: yesno. Did you mean "yesno"?',
        id="a scale that does not exist",
    ),
    pytest.param(
        ("published_facts.toml", "expected = 3\n", ""),
        f"{HERE}/published_facts.toml, facts[0]: a fact with an indicator needs a column and "
        "an expected value.",
        id="a fact without an expected value",
    ),
    pytest.param(
        (
            "published_facts.toml",
            "expected = 3\n",
            'expected = 3\nawaits = { nl = "export", en = "export" }\n',
        ),
        f"{HERE}/published_facts.toml, facts[0]: give exactly one of: indicator (with column "
        "and expected), awaits, undecidable.",
        id="a fact that is decided in two ways",
    ),
    pytest.param(
        ("published_facts.toml", FACTS, FACTS + FACTS),
        f'{HERE}/published_facts.toml, facts: the id "F1" stands 2 times. Keep one.',
        id="a fact that stands twice",
    ),
]


@pytest.mark.parametrize(("change", "sentence"), SENTENCES)
def test_a_mistake_is_one_sentence(
    tmp_path: Path, change: tuple[str, str, str], sentence: str
) -> None:
    assert mistakes(tmp_path, change) == [sentence]


def test_broken_toml_is_said_with_its_line(tmp_path: Path) -> None:
    found = mistakes(tmp_path, ("programme.toml", "as_of = 2020-02-01", "as_of = = 1"))
    assert len(found) == 1
    assert found[0].startswith(f"{HERE}/programme.toml: this is not valid TOML: ")
    assert "(at line 8, column 9)" in found[0]
    assert found[0].endswith("Mend the line that it names.")


def test_a_file_that_is_no_utf8_is_said(tmp_path: Path) -> None:
    declare(tmp_path, [])
    (tmp_path / HERE / "corrections.toml").write_bytes(b"# d\xe9j\xe0\n")
    with pytest.raises(DeclarationError) as caught:
        read_declarations(open_workspace(tmp_path), "demo")
    assert caught.value.sentences == (
        f"{HERE}/corrections.toml: this file cannot be read (UnicodeDecodeError).",
    )


def test_all_files_fail_at_once(tmp_path: Path) -> None:
    found = mistakes(
        tmp_path,
        ("programme.toml", 'owner = "Dienst Proef"\n', ""),
        ("programme.toml", 'population = "census"', 'population = "all"'),
        ("corrections.toml", 'because = { nl = "verschreven", en = "the pen slipped" }\n', ""),
        ("questionnaires/short.toml", 'kind = "choice"', 'kinds = "choice"'),
        ("published_facts.toml", "[[facts]]", "[[facts]"),
    )
    places = [sentence.split(":")[0] for sentence in found]
    assert places == [
        f"{HERE}/programme.toml, owner",
        f"{HERE}/programme.toml, population",
        f"{HERE}/corrections.toml, corrections[0].because",
        f"{HERE}/published_facts.toml",
        f"{HERE}/questionnaires/short.toml, questions[0].kind",
        f"{HERE}/questionnaires/short.toml, questions[0].kinds",
    ]


def test_names_that_lead_nowhere_are_said_at_once(tmp_path: Path) -> None:
    found = mistakes(
        tmp_path,
        ("programme.toml", 'domains = ["finance"]', 'domains = ["money", "finance"]'),
        ("programme.toml", '"Kunst" = "arts"', '"Kunst" = "music"'),
        ("corrections.toml", 'export = "list"', 'export = "form"'),
    )
    assert len(found) == 3

"""Questions go out in a workbook and come back as declarations, all of them or none."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from openpyxl.worksheet.worksheet import Worksheet

from analysis.cli import cli
from analysis.draw.words import Words
from analysis.problems import DeclarationError, UsageError
from analysis.run.answering.book import workbook
from analysis.run.answering.reading import read
from analysis.run.answering.sheets import Asked, asked
from analysis.run.answering.toml import with_key
from analysis.run.tables import check
from analysis.workspace import Workspace

PROGRAMME = """# Declared by hand: this comment stays.
id = "demo"
name = { nl = "Proef", en = "Trial" }
owner = "Dienst Proef"
contact = "proef@example.org"
unit = "organisation"
population = "census"
as_of = 2020-02-01

[[reports]]
id = "quality"
notebook = "data_quality"
title = { nl = "Gegevens", en = "Data" }
parameters = { session = "day-1" }

[[sessions]]
id = "day-1"
kind = "plenary"
title = { nl = "Dag 1", en = "Day 1" }
date = 2020-01-15

# What the marks on the lists mean.
[recode.present]
"x" = "yes"   # a cross
"ja" = "yes"
"-" = "no"

# What everybody calls it.
[aliases]
"De Meridiaan" = "Kunstenhuis Meridiaan"

[[exports]]
id = "accounts"
file = "accounts.csv"
received = 2020-01-01
format = "delimited"
delimiter = ";"
content = "participants"
columns = { account = "Nr", participant = "Naam", founded = "Sinds" }

[[exports]]
id = "list"
file = "list.csv"
received = 2020-01-20
format = "delimited"
delimiter = ";"
content = "attendance"
session = "day-1"
columns = { participant = "Wie", present = "Er" }
"""
ACCOUNTS = (
    "Nr;Naam;Sinds\nA1;Kunstenhuis Meridiaan;1999\nA2;Davidsfonds Genk;ooit\n"
    "A3;Davidsfonds Peer;2001\n"
)
LIST = "Wie;Er\nDavidsfonds;x\nMeridiaan zonder naam;ja\nKunstenhuis Meridiaan;present\n=1+1;x\n"
WHY = {"beslist op": date(2020, 2, 3), "beslist door": "An Peeters",
       "waarom, in het Nederlands": "nagevraagd bij de organisatie"}  # fmt: skip

Ran = Callable[..., Result]


def command(place: Path, *arguments: object) -> Result:
    return CliRunner().invoke(cli, [*map(str, arguments), "--workspace", str(place)])


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with one name in doubt, one unknown mark and one year that cannot be read.

    The workbook that asks about them lies in it as open.xlsx.
    """
    root = tmp_path_factory.mktemp("first")
    declared, raw = root / "programmes" / "demo", root / "data" / "raw" / "demo"
    declared.mkdir(parents=True)
    raw.mkdir(parents=True)
    (declared / "programme.toml").write_text(PROGRAMME, encoding="utf-8")
    (raw / "accounts.csv").write_text(ACCOUNTS, encoding="utf-8")
    (raw / "list.csv").write_text(LIST, encoding="utf-8")
    done = command(root, "ask", root / "open.xlsx")
    assert done.exit_code == 0, done.exception
    return root


@pytest.fixture(scope="module")
def known(first: Path) -> Asked:
    """What is asked there."""
    checked = check(Workspace(first), "demo", lambda _: None)
    return asked(checked, Words("nl", checked.declarations.labels))


@pytest.fixture
def place(first: Path, tmp_path: Path) -> Path:
    """A copy of the workspace, to change."""
    return Path(shutil.copytree(first, tmp_path / "place"))


@pytest.fixture
def book(place: Path) -> Path:
    """The workbook in it."""
    return place / "open.xlsx"


@pytest.fixture
def run(place: Path) -> Ran:
    """Runs the command in the workspace."""
    return lambda *arguments: command(place, *arguments)


def rows(page: Worksheet) -> tuple[dict[str, int], int]:
    """The column of each heading without what says that it is to be filled in, and its row."""
    for row in page.iter_rows():
        if row[0].value in ("Stand", "State"):
            names = {str(cell.value).removeprefix("Vul in: "): cell.column for cell in row}
            return names, row[0].row
    raise AssertionError(f"{page.title} has no headings")


def fill(book: Path, sheet: str, where: str, **given: Any) -> None:
    """Fill in the row in which a text stands, as an analyst does; `_` stands for a space."""
    opened = openpyxl.load_workbook(book)
    page = opened[sheet]
    columns, head = rows(page)
    down = next(
        down for down in range(head + 1, page.max_row + 1)
        if where in [cell.value for cell in page[down]]
    )  # fmt: skip
    for name, value in given.items():
        page.cell(down, columns[name.replace("_", " ")], value)
    opened.save(book)


def answered(book: Path, **changes: Any) -> None:
    """All three questions answered, or as changed."""
    name = {"wie_het_is": "het is deze organisatie", "de_organisatie": "Davidsfonds Peer"}
    why = {key.replace(" ", "_"): value for key, value in WHY.items()}
    fill(book, "Namen", "Davidsfonds", **(name | why | changes))
    fill(book, "Woorden", "present", wat_het_betekent="yes", **why)
    fill(book, "Verbeteringen", "ooit", wat_er_moet_staan=1998, **why)


def declared(place: Path, file: str) -> str:
    path = place / "programmes" / "demo" / file
    return path.read_text(encoding="utf-8") if path.exists() else ""


def everything(place: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in (place / "programmes" / "demo").iterdir()}


def test_the_workbook_asks_what_nobody_decided_and_shows_what_was(book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    assert opened.sheetnames == [
        "Uitleg", "Explanation", "Namen", "Woorden", "Verbeteringen", "Schrijfwijzen", "Keuzes",
    ]  # fmt: skip
    said = [[cell.value for cell in row] for row in opened["Namen"].iter_rows()]
    (row,) = [row for row in said if "Davidsfonds" in row]
    assert row[:3] == ["nog open", "Davidsfonds", "list:2"]
    assert "Davidsfonds Genk" in row[3] and "Davidsfonds Peer" in row[3]
    assert "van de namen is gelijk" in row[3]
    words = [[cell.value for cell in row] for row in opened["Woorden"].iter_rows()]
    assert ["nog open", "present", "present", "list:4"] in [row[:4] for row in words]
    assert ["beslist", "present", "x"] in [row[:3] for row in words]
    aliases = [[cell.value for cell in row] for row in opened["Schrijfwijzen"].iter_rows()]
    assert ["beslist", "De Meridiaan", "Kunstenhuis Meridiaan"] in [row[:3] for row in aliases]


def test_the_workbook_is_one_that_everybody_can_use(book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    for page in opened.worksheets:
        assert page["A1"].value
        assert page.sheet_state == "visible" and not page.merged_cells.ranges
    for name in ("Namen", "Woorden", "Verbeteringen", "Schrijfwijzen"):
        page = opened[name]
        assert len(page.tables) == 1 and page.freeze_panes
        _, head = rows(page)
        assert page.freeze_panes == f"C{head + 1}"
        assert page.data_validations.dataValidation
    choices = opened["Keuzes"]
    rule = next(
        one for one in opened["Namen"].data_validations.dataValidation if one.type == "list"
    )
    column = rule.formula1.split("!$")[1][0]
    below = [cell.value for cell in choices[column]]
    assert rule.formula1.startswith("'Keuzes'!") and "het is deze organisatie" in below


def test_a_text_that_begins_as_a_formula_does_stays_a_text(book: Path) -> None:
    cells = [
        cell for page in openpyxl.load_workbook(book).worksheets for row in page for cell in row
    ]
    assert not [cell for cell in cells if cell.data_type == "f"]
    (found,) = [cell for cell in cells if cell.value == "=1+1"]
    assert found.data_type == "s" and found.quotePrefix


def test_it_is_never_written_over_what_may_be_filled_in(book: Path, run: Ran) -> None:
    done = run("ask", book)
    assert isinstance(done.exception, UsageError) and "may be filled in" in str(done.exception)


def test_answers_are_shown_first_and_nothing_is_written_without_consent(
    place: Path, book: Path, run: Ran
) -> None:
    answered(book)
    before = everything(place)
    done = run("answer", book)
    assert done.exit_code == 0, done.exception
    assert done.output.splitlines() == [
        'matches.toml: "Davidsfonds" is "Davidsfonds Peer".',
        'programme.toml: "present" is "yes" of present.',
        'corrections.toml: "ooit" in accounts, 3, becomes "1998".',
        "Nothing was written. Run it again with --yes to write this.",
    ]
    assert everything(place) == before


def test_what_was_doubtful_is_resolved_and_stays_so(place: Path, book: Path, run: Ran) -> None:
    answered(book)
    done = run("answer", book, "--yes")
    assert done.exit_code == 0, done.exception
    assert tomllib.loads(declared(place, "matches.toml")) == {
        "matches": [
            {
                "mention": "Davidsfonds",
                "organisation": "Davidsfonds Peer",
                "because": {"nl": "nagevraagd bij de organisatie", "en": "asked the organisation"},
                "decided_on": date(2020, 2, 3),
                "decided_by": {"nl": "An Peeters", "en": "An Peeters"},
            }
        ]
    }
    (correction,) = tomllib.loads(declared(place, "corrections.toml"))["corrections"]
    assert correction["right"] == "1998" and correction["where"] == {"founded": "ooit"}
    for _ in range(2):
        cleaned = run("clean")
        # Header; Davidsfonds and the named one used; a name like no other and a formula refused.
        assert "list.csv: 5 rows = 2 used + 2 refused + 1 ignored" in cleaned.output
        assert '"Davidsfonds"' not in cleaned.stderr
    # Asked again, only what was not answered is open.
    again = run("ask", place / "again.xlsx")
    assert "0 questions" not in again.output
    opened = openpyxl.load_workbook(place / "again.xlsx")
    said = [[cell.value for cell in row] for row in opened["Namen"].iter_rows()]
    (row,) = [row for row in said if "Davidsfonds" in row]
    assert row[0] == "beslist"


def test_comments_and_order_of_the_declarations_stay(place: Path, book: Path, run: Ran) -> None:
    answered(book)
    assert run("answer", book, "--yes").exit_code == 0
    comment = "2020-02-03, An Peeters: nagevraagd bij de organisatie / asked the organisation"
    assert declared(place, "programme.toml") == PROGRAMME.replace(
        '"-" = "no"\n', f'"-" = "no"\npresent = "yes"  # {comment}\n'
    )


def test_the_same_answers_read_twice_change_nothing_more(place: Path, book: Path, run: Ran) -> None:
    answered(book)
    run("answer", book, "--yes")
    before = everything(place)
    again = run("answer", book, "--yes")
    assert again.output == "open.xlsx: there is nothing new in it.\n"
    assert everything(place) == before


def test_an_alias_can_be_added_and_an_answer_changed(place: Path, book: Path, run: Ran) -> None:
    answered(book)
    run("answer", book, "--yes")
    file = place / "again.xlsx"
    run("ask", file)
    opened = openpyxl.load_workbook(file)
    page = opened["Schrijfwijzen"]
    columns, head = rows(page)
    new = {"zoals geschreven": "Meridiaan zonder naam", "de organisatie": "A1", **WHY}
    down = head + 2
    for name, value in new.items():
        page.cell(down, columns[name], value)
    opened.save(file)
    fill(file, "Namen", "Davidsfonds", de_organisatie="Davidsfonds Genk")
    done = run("answer", file, "--yes")
    assert done.exit_code == 0, done.exception
    assert '"Davidsfonds" is "Davidsfonds Genk" (changed).' in done.output
    (match,) = tomllib.loads(declared(place, "matches.toml"))["matches"]
    assert match["organisation"] == "Davidsfonds Genk"
    aliases = tomllib.loads(declared(place, "programme.toml"))["aliases"]
    assert aliases["Meridiaan zonder naam"] == "Kunstenhuis Meridiaan"
    # The comment that belongs to the table stays above it.
    assert "# What everybody calls it.\n[aliases]" in declared(place, "programme.toml")


MISTAKES = [
    ({"beslist_op": "gisteren"}, 'cell I4: "gisteren" is a text, expected a day such as'),
    ({"beslist_op": None}, "cell I4: this is empty, expected a day such as 2019-04-05."),
    ({"beslist_door": None}, "cell J4: this is empty, expected a text. Fill it in."),
    ({"beslist_door": "=B5"}, "cell J4: this is a formula, expected a text. Type it as a value."),
    ({"waarom,_in_het_Nederlands": "zomaar"}, "cell L4: this is empty, expected a text."),
    ({"wie_het_is": "misschien"}, 'cell E4: "misschien" is not a choice here. Known: het is'),
    ({"wie_het_is": "het is een nieuwe organisatie"}, "cell F4: a new organisation is none of"),
    ({"de_organisatie": None}, "cell F4: this is empty, expected which organisation is meant."),
    ({"de_organisatie": "Davidsfonds Gent"}, 'Did you mean "Davidsfonds Genk"?'),
    ({"alleen_in_deze_export": "lijst"}, 'cell H4: "lijst" is not a choice here.'),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "sentence"), MISTAKES)
def test_a_mistake_is_told_with_its_cell(
    first: Path, known: Asked, tmp_path: Path, wrong: dict[str, Any], sentence: str
) -> None:
    book = Path(shutil.copy(first / "open.xlsx", tmp_path))
    answered(book, **wrong)
    with pytest.raises(DeclarationError) as caught:
        read(book, known)
    assert caught.value.sentences[0].startswith('open.xlsx, sheet "Namen", ')
    # Columns: state, written, places, candidates, match, organisation, second, export, decision.
    assert sentence in caught.value.sentences[0]


def test_all_mistakes_are_told_at_once_and_nothing_is_written(
    place: Path, book: Path, run: Ran
) -> None:
    answered(book, beslist_op="ooit", beslist_door=None)
    fill(book, "Woorden", "present", wat_het_betekent="misschien")
    before = everything(place)
    done = run("answer", book, "--yes")
    assert isinstance(done.exception, DeclarationError)
    assert len(done.exception.sentences) == 3
    assert everything(place) == before


def test_answers_that_break_the_programme_are_not_written(
    place: Path, book: Path, run: Ran
) -> None:
    (place / "programmes" / "demo" / "published_facts.toml").write_text(
        """[[facts]]
id = "F1"
place = "p1"
text = { nl = "1 kwam.", en = "1 came." }
indicator = "attendance.by_session"
where = { session = "day-1" }
column = "count"
expected = 0
""",
        encoding="utf-8",
    )
    answered(book)
    before = everything(place)
    done = run("answer", book, "--yes")
    assert done.exception is not None
    assert str(done.exception).startswith("Nothing was written: the programme does not hold")
    assert everything(place) == before


def test_a_workbook_of_another_programme_or_of_nothing_is_refused(
    book: Path, known: Asked, tmp_path: Path
) -> None:
    opened = openpyxl.load_workbook(book)
    opened.properties.subject = "other"
    opened.save(book)
    with pytest.raises(UsageError, match='asks about "other"'):
        read(book, known)
    empty = tmp_path / "empty.xlsx"
    openpyxl.Workbook().save(empty)
    with pytest.raises(UsageError, match="none of its sheets"):
        read(empty, known)
    (tmp_path / "text.xlsx").write_text("no workbook", encoding="utf-8")
    for name in ("text.xlsx", "nowhere.xlsx"):
        with pytest.raises(UsageError):
            read(tmp_path / name, known)


def test_dates_are_read_as_a_spreadsheet_or_a_person_writes_them(
    first: Path, known: Asked, tmp_path: Path
) -> None:
    book = Path(shutil.copy(first / "open.xlsx", tmp_path))
    answered(book, beslist_op="3/2/2020")
    fill(book, "Woorden", "present", beslist_op=datetime(2020, 2, 3))
    assert {one.values["decided_on"] for one in read(book, known)} == {date(2020, 2, 3)}


def test_the_sheets_may_be_in_english(known: Asked, tmp_path: Path) -> None:
    file = tmp_path / "open_en.xlsx"
    file.write_bytes(workbook(known, Words("en"), date(2020, 2, 3)))
    assert openpyxl.load_workbook(file).sheetnames[2] == "Names"
    assert read(file, known) == []


@pytest.mark.full
def test_what_a_real_spreadsheet_program_saved_is_read_and_the_page_is_made(
    place: Path, book: Path, run: Ran, tmp_path: Path
) -> None:
    """The page of the data's quality is then made from what was decided."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office, "The full tier needs LibreOffice."
    answered(book)
    saved = tmp_path / "saved"
    subprocess.run(
        [office, "--headless", f"-env:UserInstallation=file://{tmp_path}/office",
         "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(saved), str(book)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    done = run("answer", saved / book.name, "--yes")
    assert done.exit_code == 0, done.exception
    (match,) = tomllib.loads(declared(place, "matches.toml"))["matches"]
    assert match["organisation"] == "Davidsfonds Peer"
    built = run("build")
    assert built.exit_code == 0, built.exception
    page = place / "reports" / "draft" / "internal" / "demo" / "INTERN-quality.nl.html"
    text = page.read_text(encoding="utf-8")
    decided = text.partition("Namen waarover iemand beslist heeft")[2]
    assert "Davidsfonds Peer" in decided and "nagevraagd bij de organisatie" in decided
    assert "<td>Davidsfonds</td>" not in text.partition("Namen waarover we twijfelen")[0]


TEXTS = [
    '# first\n\n[recode.present]  # marks\n"x" = "yes"  # cross\n\n# next\n[aliases]\n"a" = "b"\n',
    'id = "demo"\n',
    "",
    'recode = { present = { x = "yes" } }\n',
    '[recode]\npresent = { x = "yes" }\n',
    '[recode.present]\r\nx = "yes"\r\n\r\n[aliases]\r\na = "b"\r\n',
    'text = """\n[recode.present]\nx = "no"\n"""\n\n[recode.present]\nx = "yes"\n',
]
NAMES = ["present", 'Café "De Zon"', "a\\b # c = [d]", "'t Veer", "x", "é\u00a0è", "a.b"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", TEXTS)
def test_one_key_more_changes_nothing_else_in_a_declaration(text: str, name: str) -> None:
    wanted = tomllib.loads(text)
    wanted.setdefault("recode", {}).setdefault("present", {})[name] = 'n"o'
    found = with_key(text, ("recode", "present"), name, 'n"o', "2020-02-03, An: # why")
    assert tomllib.loads(found) == wanted
    before = [line for line in text.splitlines() if line.lstrip().startswith("#")]
    assert [line for line in found.splitlines() if line.lstrip().startswith("#")] == before
    assert ("\r\n" in text) == ("\r\n" in found) and not found.count("\r\r")

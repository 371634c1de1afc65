"""The pages of the example: complete, marked, without a person where none belongs."""

from __future__ import annotations

import base64
import itertools
import re
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

from analysis.payload import Audience
from analysis.programme import read_declarations
from analysis.report.audience import file_name
from analysis.workspace import Workspace
from tests.run.conftest import PROJECT

PROGRAMME = "limburg-2019"
SNAPSHOTS = PROJECT / "tests" / "snapshots" / PROGRAMME
REPORTS = [
    *("kickoff", "session-plenary-2", "attendance", "withdrawals", "groups", "coaching"),
    *("heterogeneity", "annex-1", "annex-2", "annex-3", "data-quality"),
    *("evaluation-kickoff", "evaluation-plenary-2", "evaluation-plenary-3", "evaluation-midterm"),
    *("open-answers", "progress", "codebook"),
]
RESTRICTED = ["annex-1", "annex-2", "annex-3", "open-answers"]
LANGUAGES = ["nl", "en"]
FICTIONAL = {"nl": "verzonnen", "en": "made up"}
DRAFT = {"nl": "Ontwerp, niet vrijgegeven", "en": "Draft, not released"}
MARK = {
    "internal": {"nl": "INTERN", "en": "INTERNAL"},
    "restricted": {"nl": "VERTROUWELIJK", "en": "CONFIDENTIAL"},
}


class Text(HTMLParser):
    """The words of a page, a line for each block; drawings are told by their alternative text."""

    BLOCKS = (
        "br",
        "p",
        "h1",
        "h2",
        "h3",
        "li",
        "tr",
        "dt",
        "dd",
        "caption",
        "summary",
        "figure",
        "div",
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("style", "svg"):
            self.silent += 1
        if tag == "a" and given.get("href"):
            self.links.append(given["href"] or "")
        if given.get("aria-label") and given.get("role") == "img":
            self.parts.append(f"\n[{given['aria-label']}]\n")
        self.parts.append("\n" if tag in self.BLOCKS else " | " if tag in ("td", "th") else "")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "svg"):
            self.silent -= 1
        self.parts.append("\n" if tag in self.BLOCKS else "")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)

    @property
    def text(self) -> str:
        lines = (" ".join(line.split()) for line in "".join(self.parts).splitlines())
        return "\n".join(line for line in lines if line.strip(" |")) + "\n"


def read(path: Path) -> Text:
    parser = Text()
    parser.feed(path.read_text(encoding="utf-8"))
    return parser


def page(built: Path, audience: Audience, report: str, language: str = "nl") -> Path:
    name = file_name(report, language, audience)
    return built / "reports" / "draft" / audience / PROGRAMME / name


def table(built: Path, name: str) -> pd.DataFrame:
    return pd.read_parquet(built / "data" / "processed" / PROGRAMME / f"{name}.parquet")


def everything_in(path: Path) -> str:
    """All that a page holds, the embedded files for spreadsheets included."""
    html = path.read_text(encoding="utf-8")
    files = re.findall(r"data:text/csv[^,]*;base64,([A-Za-z0-9+/=]+)", html)
    return html + "".join(base64.b64decode(file).decode("utf-8") for file in files)


@pytest.mark.parametrize("audience", ["public", "internal"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("report", REPORTS)
def test_words_and_numbers_of_a_report_are_those_that_were_read(
    report: str, language: str, audience: Audience, built: Path, request: pytest.FixtureRequest
) -> None:
    """Read the difference as a reader would; then run with --update-snapshots to accept it."""
    text = read(page(built, audience, report, language)).text
    # Digests and versions change with every line of code; what a reader reads does not.
    text = re.sub(r"\b(?:[0-9a-f]{64}|[0-9a-f]{12})\b", "(digest)", text)
    text = re.sub(r"(pandas|matplotlib|papermill|nbconvert) [\d.]+", r"\1", text)
    # What is shared stands at the name of the report; insiders see more.
    apart = "" if audience == "public" else f".{audience}"
    snapshot = SNAPSHOTS / f"{report}{apart}.{language}.txt"
    if request.config.getoption("--update-snapshots"):
        snapshot.parent.mkdir(parents=True, exist_ok=True)
        snapshot.write_text(text, encoding="utf-8", newline="\n")
    assert text == snapshot.read_text(encoding="utf-8")


def test_the_lists_of_pages_link_every_page_and_nothing_that_is_missing(built: Path) -> None:
    reports = built / "reports"
    # What was made for one participant is nobody else's to find.
    lists = {path.resolve() for path in (reports / "draft").rglob("*.html")}
    made = {path for path in lists if "participant" not in path.parts}
    assert len(made) == 2 * (2 * len(REPORTS) + len(RESTRICTED))
    for language, name in (("nl", "index.html"), ("en", "index.en.html")):
        linked = {
            (reports / link).resolve()
            for link in read(reports / name).links
            if not link.startswith("#") and (reports / link).parent != reports
        }
        assert linked == {path for path in made if path.name.endswith(f".{language}.html")}


def test_every_link_between_pages_leads_somewhere(built: Path) -> None:
    for path in (built / "reports").rglob("*.html"):
        parser = read(path)
        anchors = set(re.findall(r'\bid="([^"]+)"', path.read_text(encoding="utf-8")))
        for link in parser.links:
            if link.startswith(("mailto:", "data:")):
                continue
            file, _, anchor = link.partition("#")
            assert not file or (path.parent / file).exists(), f"{path.name}: {link}"
            assert file or anchor in anchors, f"{path.name}: {link}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("report", REPORTS)
def test_pages_say_for_whom_they_are_and_that_the_data_are_made_up(
    report: str, language: str, built: Path
) -> None:
    public, internal = (
        read(page(built, audience, report, language)).text for audience in ("public", "internal")
    )
    for text in (public, internal):
        assert FICTIONAL[language] in text
    assert DRAFT[language] in public
    assert MARK["internal"][language] not in public
    assert MARK["internal"][language] in internal


@pytest.mark.parametrize("report", RESTRICTED)
def test_a_restricted_page_says_so(report: str, built: Path) -> None:
    for language in LANGUAGES:
        text = read(page(built, "restricted", report, language)).text
        assert MARK["restricted"][language] in text
        assert MARK["internal"][language] not in text.split()


@pytest.mark.parametrize("report", REPORTS)
def test_no_person_stands_on_a_page_but_those_that_are_restricted(report: str, built: Path) -> None:
    persons = table(built, "restricted/persons")
    assert len(persons) > 50
    for audience, language in itertools.product(("public", "internal"), LANGUAGES):
        content = everything_in(page(built, audience, report, language))
        assert [name for name in persons["name"] if name in content] == []


def test_persons_stand_on_the_restricted_annex(built: Path) -> None:
    persons = table(built, "restricted/persons")
    for language in LANGUAGES:
        content = everything_in(page(built, "restricted", "annex-1", language))
        assert sum(name in content for name in persons["name"]) >= 39


@pytest.mark.parametrize(("report", "rows"), [("annex-1", 39), ("annex-2", 35), ("annex-3", 5)])
def test_an_internal_annex_has_as_many_rows_as_was_published(
    report: str, rows: int, built: Path
) -> None:
    text = read(page(built, "internal", report)).text
    numbered = re.findall(r"^\|? ?(\d+) \| ", text, flags=re.MULTILINE)
    assert [int(number) for number in numbered if number.isdigit()][-1] == rows


def test_the_public_annex_of_those_who_stopped_names_nobody(built: Path) -> None:
    stopped = pd.read_parquet(built / "data/processed" / PROGRAMME / "withdrawals.parquet")
    names = pd.read_parquet(built / "data/processed" / PROGRAMME / "participants.parquet")
    chosen = names.loc[names["participant"].isin(stopped["participant"]), "name"]
    assert len(chosen) == 5
    for report in ("annex-3", "withdrawals"):
        content = everything_in(page(built, "public", report))
        assert [name for name in chosen if name in content] == []


def test_absence_is_public_by_kind_of_reason_only(built: Path) -> None:
    for report in ("session-plenary-2", "annex-2"):
        content = everything_in(page(built, "public", report))
        for reason in ("ziek", "last minute overleg", "vergadering raad van bestuur"):
            assert not re.search(rf"\b{reason}\b", content)


def test_no_column_of_a_public_annex_tells_which_organisation_stayed_away(built: Path) -> None:
    attendance = pd.read_parquet(built / "data/processed" / PROGRAMME / "attendance.parquet")
    rows = attendance[attendance["session"] == "plenary-2"]
    names = pd.read_parquet(built / "data/processed" / PROGRAMME / "participants.parquet")
    away = set(rows["participant"]) - set(rows.loc[rows["present"], "participant"])
    text = read(page(built, "public", "annex-2")).text.splitlines()
    named = names.loc[names["participant"].isin(away) & ~names["personal"], "name"]
    listed = [line for name in named for line in text if f"| {name} |" in line]
    assert len(listed) == len(named) == 6
    # Same cells as those who came: somebody registered, and nothing about who turned up.
    assert {line.rsplit("|", 1)[1].strip() for line in listed} <= {"1", "2"}


def test_the_name_of_a_one_person_organisation_is_not_public(built: Path) -> None:
    names = pd.read_parquet(built / "data/processed" / PROGRAMME / "participants.parquet")
    persons = names.loc[names["personal"], "name"]
    assert len(persons) == 3
    for report in REPORTS:
        content = everything_in(page(built, "public", report))
        assert [name for name in persons if name in content] == []


def test_open_answers_stand_on_no_page_but_those_that_are_restricted(built: Path) -> None:
    answers = pd.read_parquet(
        built / "data/processed" / PROGRAMME / "restricted" / "answer_texts.parquet"
    )
    quoted = {one.text for one in read_declarations(Workspace(built), PROGRAMME).quotes}
    # What was released word for word may be quoted.
    long = [text for text in answers["text"] if len(text) > 12 and text not in quoted]
    assert len(long) > 10
    pages = {path for path in (built / "reports").rglob("*.html") if "restricted" not in path.parts}
    assert len(pages) > 70
    for path in pages:
        content = everything_in(path)
        assert [text for text in long if text in content] == []


def test_a_page_holds_no_path_and_no_clock(built: Path) -> None:
    for path in (built / "reports").rglob("*.html"):
        content = everything_in(path)
        assert str(built) not in content
        assert not re.search(r"\b\d\d:\d\d:\d\d\b", content)


def test_pages_are_light(built: Path) -> None:
    sizes = {path.name: path.stat().st_size for path in (built / "reports").rglob("*.html")}
    # What analysts see of heterogeneity holds every measure and variant behind the verdict; the
    # codebook every option and header of every form.
    most = {
        "INTERN-heterogeneity": 400_000, "INTERN-codebook": 220_000, "codebook": 220_000,
        "INTERN-progress": 190_000, "INTERN-evaluation-midterm": 190_000,
    }  # fmt: skip
    found = {name.split(".")[0] for name in sizes}
    assert set(most) <= found
    assert [n for n, size in sizes.items() if size >= most.get(n.split(".")[0], 150_000)] == []

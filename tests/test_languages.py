"""A page speaks one language: nothing untranslated reaches it, and nothing of another language.

Which words belong to which language is not a list of ours: it is what the catalogues, labels and
text cells of the project say in one language and never in the other.
"""

from __future__ import annotations

import base64
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl

import pandas as pd
import pytest
from babel import Locale
from babel.messages.pofile import read_po

from analysis.draw.words import languages
from analysis.programme import read_declarations
from analysis.programme.reading import programmes_of
from analysis.report.audience import file_name
from analysis.report.notebook import read_notebook, tags
from analysis.workspace import Workspace
from tests.run.conftest import PROJECT, built

__all__ = ["built"]

MESSAGES = PROJECT / "src" / "analysis" / "draw" / "messages"
WORKSPACES = [PROJECT, *sorted((PROJECT / "tests" / "workspaces").iterdir())]
LANGUAGES = ("nl", "en")
OTHER = {"nl": "en", "en": "nl"}
PLACE = re.compile(r"\{\w*\}")

# Read and found right: the word is the same in both languages.
SAME = re.compile(
    r"(column|code\.(attribute|trait|asked_of))\.(sector|discipline|arrondissement)|catalogue\.size"
    r"|column\.(effect_value|code)|provenance\.software|page\.(status|contact)"
    r"|statement\.criterion"
)
# Addresses, files and digests have no language.
NAMELESS = re.compile(r"\S+@\S+|\S+\.(csv|xlsx|html)\S*|https?://\S+|\b[0-9a-f]{12,}\b")

# Words that no text of the project needs to hold for a reader to see the language.
FUNCTION = {
    "nl": "het een niet van voor met zijn wordt worden deze geen ook maar naar door dat die de en",
    "en": "the and with were not from this that these those which who their they are has have by",
}


@cache
def catalogue(language: str) -> dict[str, tuple[str, ...]]:
    """The forms of every message."""
    with (MESSAGES / f"{language}.po").open("rb") as file:
        found = [(one.id, one.string) for one in read_po(file) if one.id]
    return {
        id if isinstance(id, str) else id[0]: (text,) if isinstance(text, str) else tuple(text)
        for id, text in found
    }


def labels() -> dict[str, dict[str, str]]:
    """Every text that a shipped programme declares, by where it stands."""
    found = {}
    for root in WORKSPACES:
        workspace = Workspace(root)
        for programme in programmes_of(workspace):
            declared = read_declarations(workspace, programme)
            found[f"{programme} name"] = declared.programme.name.in_languages()
            for report in declared.programme.reports:
                found[f"{programme} report {report.id}"] = report.title.in_languages()
            for vocabulary, codes in declared.labels.items():
                found |= {f"{programme} {vocabulary} {code}": t for code, t in codes.items()}
    return found


@cache
def vocabulary(language: str) -> frozenset[str]:
    """All words that the project says in a language."""
    texts = [PLACE.sub(" ", form) for forms in catalogue(language).values() for form in forms]
    texts += [text[language] for text in labels().values()]
    for path in sorted((PROJECT / "notebooks").glob("*.ipynb")):
        texts += [c.source for c in read_notebook(path).cells if language in tags(c)]
    locale = Locale(language)
    texts += [*locale.months["format"]["wide"].values(), *locale.days["format"]["wide"].values()]
    return frozenset(word for text in texts for word in words(text))


def words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{2,}(?:[-’'][^\W\d_]+)*", text.lower())


def foreign(language: str) -> frozenset[str]:
    """The words that have no place in a text of this language."""
    other = OTHER[language]
    return (vocabulary(other) | frozenset(FUNCTION[other].split())) - vocabulary(language)


class Texts(HTMLParser):
    """Every text of a page that somebody reads or hears, the files that it carries included."""

    HEARD = ("alt", "aria-label", "aria-description", "title", "placeholder", "label")

    def __init__(self, language: str) -> None:
        super().__init__(convert_charrefs=True)
        self.language = language
        self.texts: list[str] = []
        self.apart: list[tuple[str, bool]] = []
        self.tag = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        # A part that says that it is in another language, such as the link to that language.
        elsewhere = given.get("lang", self.language).split("-")[0] != self.language
        silent = tag in ("style", "script") or elsewhere or bool(self.apart and self.apart[-1][1])
        if tag not in ("meta", "link", "br", "wbr", "img", "input", "hr", "path", "use"):
            self.apart.append((tag, silent))
        if not silent and tag != "link":
            self.texts += [given[name] for name in self.HEARD if name in given]
            self.texts += [given["content"]] if given.get("name") == "description" else []
            # The file for machines is the same in every language: ids and codes.
            if not given.get("download", "").endswith(".machine.csv"):
                self.texts += _carried(given.get("href", ""))

    def handle_endtag(self, tag: str) -> None:
        while self.apart and self.apart.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not (self.apart and self.apart[-1][1]):
            self.texts.append(data)


def _carried(href: str) -> list[str]:
    """The cells of a file in the page, and the letter that a link begins."""
    if href.startswith("mailto:"):
        return [text for _, text in parse_qsl(href.partition("?")[2])]
    if not href.startswith("data:text/csv"):
        return []
    return base64.b64decode(href.partition("base64,")[2]).decode("utf-8-sig").splitlines()


def texts(html: str, language: str) -> list[str]:
    parser = Texts(language)
    parser.feed(html)
    return [" ".join(text.split()) for text in parser.texts if text.strip()]


def leftovers(html: str, language: str, names: list[str]) -> list[str]:
    """The texts of a page that hold a word or a number of the other language."""
    strange = foreign(language)
    number = {"nl": r"\d\.\d+%", "en": r"\d,\d+%"}[language]
    found = []
    for text in texts(html, language):
        bare = text
        for name in names:
            bare = bare.replace(name, " ")
        bare = NAMELESS.sub(" ", bare)
        if hit := [word for word in words(bare) if word in strange]:
            found.append(f"{text[:120]}: {', '.join(hit)}")
        elif re.search(number, bare):
            found.append(text[:120])
    return found


@pytest.fixture(scope="module")
def names(built: Path) -> list[str]:
    """What is called so in every language: organisations, persons, places, columns of files."""
    home = built / "data" / "processed" / "limburg-2019"
    programme = read_declarations(Workspace(built), "limburg-2019").programme
    found = [programme.owner, *(x for s in programme.sessions for x in s.staff)]
    found += [x for s in programme.sessions for x in (s.venue, s.municipality, s.host) if x]
    found += [place for places in programme.groups.values() for place in places]
    found += [h for e in programme.exports for c in e.columns for h in e.headers(c)]
    found += [e.sheet for e in programme.exports if e.sheet]
    # What somebody said is quoted in the language in which it was said.
    found += [quote.text for quote in read_declarations(Workspace(built), "limburg-2019").quotes]
    found += list(pd.read_parquet(home / "participants.parquet")["name"].dropna())
    for table, columns in (
        ("persons", ["name", "function"]), ("withdrawal_notes", ["reason"]),
    ):  # fmt: skip
        rows = pd.read_parquet(home / "restricted" / f"{table}.parquet")
        found += [text for column in columns for text in rows[column].dropna()]
    found += list(pd.read_parquet(home / "problems.parquet")["column"].dropna())
    found += [" ".join(name.split()) for name in found]
    return sorted({name for name in found if len(name) > 2}, key=len, reverse=True)


@pytest.fixture(scope="module")
def spellings(built: Path) -> list[str]:
    """How answers and headers stand in the exports, in whatever language: the codebook's matter."""
    forms = read_declarations(Workspace(built), "limburg-2019").questionnaires.values()
    scales = [scale for form in forms for scale in form.scales]
    asked = [question for form in forms for question in form.questions]
    found = [word for s in scales for o in s.options for word in (s.id, o.code, *o.spoken)]
    found += [header for one in asked for header in one.headers()]
    found += [header for one in asked for code in one.boxes for header in one.box(code)]
    return sorted({word for word in found if len(word) > 2}, key=len, reverse=True)


def test_dutch_comes_first() -> None:
    assert languages()[:2] == LANGUAGES


def test_both_catalogues_hold_the_same_messages_with_the_same_values() -> None:
    dutch, english = catalogue("nl"), catalogue("en")
    assert list(dutch.keys() - english.keys()) == list(english.keys() - dutch.keys()) == []
    for id, forms in dutch.items():
        assert len(forms) == len(english[id]), id
        assert all(form.strip() for form in (*forms, *english[id])), id
        of = [{name for form in f for name in PLACE.findall(form)} for f in (forms, english[id])]
        assert of[0] == of[1], id


def test_no_message_was_left_as_it_is_in_the_other_language() -> None:
    english = catalogue("en")
    same = [id for id, forms in catalogue("nl").items() if forms == english[id]]
    said = [id for id in same if words(PLACE.sub(" ", english[id][0]))]
    assert [id for id in said if not SAME.fullmatch(id)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_worded_in_the_other_language(language: str) -> None:
    function = set(FUNCTION[OTHER[language]].split()) - set(FUNCTION[language].split())
    for id, forms in catalogue(language).items():
        for form in forms:
            assert not function & set(words(PLACE.sub(" ", form))), f"{id}: {form}"


def test_every_label_of_a_programme_has_words_in_both_languages() -> None:
    found = labels()
    assert len(found) > 300
    assert [at for at, text in found.items() if not all(text.get(x) for x in LANGUAGES)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_holds_a_word_or_number_of_the_other_language(
    language: str, built: Path, names: list[str], spellings: list[str]
) -> None:
    pages = sorted((built / "reports").rglob(f"*.{language}.html"))
    pages += [built / "reports" / "index.html"] if language == languages()[0] else []
    assert len(pages) >= 16
    found = {}
    for path in pages:
        # There stands what people wrote, in the language in which they wrote it.
        if path.name.startswith("VERTROUWELIJK-open-answers"):
            continue
        called = [*spellings, *names] if "codebook" in path.name else names
        if left := leftovers(path.read_text(encoding="utf-8"), language, called):
            found[str(path.relative_to(built))] = left
    assert found == {}


@pytest.mark.parametrize(
    ("language", "said", "planted"),
    [
        ("nl", ">Aantal<", ">Number<"),
        ("nl", 'aria-label="Staafdiagram.', 'aria-label="Bar chart.'),
        ("nl", "90,7%", "90.7%"),
        ("nl", "20 februari 2019", "20 February 2019"),
        ("en", ">Number<", ">Aantal<"),
        ("en", ">Download this table", ">Download deze tabel"),
        ("en", "90.7%", "90,7%"),
        ("en", "not recorded", "niet geregistreerd"),
    ],
)
def test_a_planted_leftover_is_found(
    language: str, said: str, planted: str, built: Path, names: list[str]
) -> None:
    folder = built / "reports" / "draft" / "internal" / "limburg-2019"
    html = (folder / file_name("kickoff", language, "internal")).read_text(encoding="utf-8")
    html += f"<p>{said}</p>" if said not in html else ""
    assert leftovers(html, language, names) == []
    assert leftovers(html.replace(said, planted), language, names) != []

"""A notebook is thin: prose, and cells that each read as a sentence."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import nbformat
import pytest
from babel.messages.pofile import read_po
from nbformat import NotebookNode

from analysis.report.notebook import TYPES, parameters, read_notebook, tags

PROJECT = Path(__file__).parents[2]
NOTEBOOKS = sorted((PROJECT / "notebooks").glob("*.ipynb"))
SOURCES = sorted((PROJECT / "src").rglob("*.py"))
CATALOGUE = PROJECT / "src" / "analysis" / "draw" / "messages" / "nl.po"
# A report may be translated further; these two it always has.
LANGUAGES = ("nl", "en")

FORBIDDEN = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.AsyncFor,
    ast.While, ast.If, ast.IfExp, ast.Match, ast.Try, ast.With, ast.ListComp, ast.SetComp,
    ast.DictComp, ast.GeneratorExp,
)  # fmt: skip
SHOWN = {
    "title", "sentence", "quote", "key_figures", "table", "chart", "annex", "note", "caution",
    "code",
}  # fmt: skip
# A quote is a sentence that may be quoted, a caution a note that may not be missed.
WORDED_AS = {"quote": "sentence", "caution": "note"}
# Where the id stands in a call of show; elsewhere it is the first argument.
PLACE = {"table": 1, "chart": 1, "annex": 2}

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def code(path: Path) -> Iterator[NotebookNode]:
    return (cell for cell in read_notebook(path).cells if cell.cell_type == "code")


def prose(path: Path) -> Iterator[NotebookNode]:
    return (cell for cell in read_notebook(path).cells if cell.cell_type != "code")


def test_there_are_notebooks() -> None:
    assert len(NOTEBOOKS) >= 9


@every_notebook
def test_a_notebook_is_valid_and_holds_no_results(path: Path) -> None:
    notebook = read_notebook(path)
    nbformat.validate(notebook)
    assert not [cell.id for cell in code(path) if cell.outputs or cell.execution_count]


@every_notebook
def test_every_cell_has_a_name_that_says_something(path: Path) -> None:
    ids = [cell.id for cell in read_notebook(path).cells]
    assert len(set(ids)) == len(ids)
    assert not [name for name in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)]
    # JupyterLab names a new cell with eight hexadecimal digits.
    assert not [name for name in ids if re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f-]+)?", name)]


@every_notebook
def test_a_notebook_starts_with_what_it_is_about(path: Path) -> None:
    first, second, third = read_notebook(path).cells[:3]
    assert (first.id, tags(first)) == ("about", ["notebook"])
    assert re.match(r"# \S", first.source)
    assert (second.id, third.id) == ("parameters", "imports")


@every_notebook
def test_every_parameter_has_a_type_and_a_comment(path: Path) -> None:
    (cell,) = [cell for cell in code(path) if "parameters" in tags(cell)]
    assert not [line for line in cell.source.splitlines() if not re.search(r"  # \S", line)]
    found = parameters(path)
    assert len(found) == len(cell.source.splitlines())
    assert list(found)[:2] == ["programme", "as_of"]
    assert {one.type for one in found.values()} <= set(TYPES)
    assert {type(one.default) for one in found.values()} <= set(TYPES.values())


@every_notebook
def test_every_parameter_is_used(path: Path) -> None:
    used = {
        node.id for cell in code(path) for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }  # fmt: skip
    assert set(parameters(path)) <= used


@every_notebook
def test_a_cell_is_a_sentence(path: Path) -> None:
    # Parameters and imports are lists: each name may have a line of its own.
    cells = [cell for cell in code(path) if cell.id not in ("parameters", "imports")]
    assert not [cell.id for cell in cells if len(cell.source.splitlines()) > 5]
    assert not [
        (cell.id, type(node).__name__)
        for cell in code(path) for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, FORBIDDEN)
    ]  # fmt: skip


@every_notebook
def test_a_notebook_knows_only_the_project_and_pandas(path: Path) -> None:
    for cell in code(path):
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.Import):
                assert {alias.name for alias in node.names} <= {"pandas"}, cell.id
            if isinstance(node, ast.ImportFrom):
                assert (node.module or "").split(".")[0] in ("analysis", "pandas"), cell.id
                assert cell.id == "imports"


@every_notebook
def test_no_number_stands_in_prose(path: Path) -> None:
    for cell in prose(path):
        text = re.sub(r"\]\([^)]*\)|https?://\S+|`[^`]*`", "", cell.source)
        assert not re.search(r"\d", text), f"{cell.id}: say it by show.sentence"


@every_notebook
def test_prose_says_its_language(path: Path) -> None:
    for cell in prose(path):
        assert cell.cell_type == "markdown"
        if "notebook" not in tags(cell):
            (language,) = set(LANGUAGES) & set(tags(cell))
            assert cell.id.endswith(f"-{language}")
            assert set(tags(cell)) <= {language, "internal"}, cell.id


def headings(cell: NotebookNode) -> list[str]:
    """The levels of the headings in a text."""
    return re.findall(r"^#+(?= )", cell.source, flags=re.MULTILINE)


@every_notebook
def test_every_text_stands_in_both_languages_side_by_side(path: Path) -> None:
    texts = [cell for cell in prose(path) if "notebook" not in tags(cell)]
    order = [cell.id for cell in read_notebook(path).cells]
    assert len(texts) % 2 == 0
    for dutch, english in zip(texts[::2], texts[1::2], strict=True):
        assert (dutch.id, english.id) == (f"{dutch.id[:-3]}-nl", f"{dutch.id[:-3]}-en")
        assert order.index(english.id) == order.index(dutch.id) + 1
        assert set(tags(dutch)) - {"nl"} == set(tags(english)) - {"en"}
        assert headings(dutch) == headings(english)
        assert len(dutch.source.splitlines()) == len(english.source.splitlines())
        assert dutch.source != english.source


@every_notebook
def test_a_report_begins_with_three_quotes_and_what_may_not_be_concluded(path: Path) -> None:
    order = [cell.id for cell in read_notebook(path).cells]
    assert order.index("brief") == order.index("title") + 1
    (cell,) = [cell for cell in code(path) if cell.id == "brief"]
    kinds = [kind for kind, _ in calls_of(cell)]
    # A fourth stands in the place of one that was not asked; a page never shows more than three.
    assert kinds in (["quote"] * 3 + ["caution"], ["quote"] * 4 + ["caution"])
    everywhere = [kind for kind, _ in calls(path)]
    assert everywhere.count("quote") == kinds.count("quote") and everywhere.count("caution") == 1


PLACE_OF_A_VALUE = re.compile(r"\{(\w+)\}")


@every_notebook
def test_a_quote_names_a_number_and_what_it_counts(path: Path) -> None:
    for kind, call in calls(path):
        if kind == "quote":
            (id,) = worded(path, call.args[0])
            for language in LANGUAGES:
                text = said(language)[f"sentence.{id}"]
                named = set(PLACE_OF_A_VALUE.findall(text))
                assert {name for name in named if name.endswith("count")}, id
                # Its base, or the list that is counted as a whole.
                assert named & {"base", "count", "annex"}, id
                units = said(language)["units"].split("|")
                assert "unit" in named or any(unit in text for unit in units), id


@every_notebook
def test_what_is_said_without_a_number_needs_only_what_the_notebook_gives(path: Path) -> None:
    # Where a count may not be shown or was not recorded, the values of its frame are not there.
    for kind, call in calls(path):
        if kind in ("quote", "sentence", "chart"):
            (id,) = worded(path, call.args[PLACE.get(kind, 0)])
            given = {one.arg for one in call.keywords}
            for part in ("empty", "confidential"):
                name = f"{WORDED_AS.get(kind, kind)}.{id}.{part}"
                for language in LANGUAGES:
                    text = said(language).get(name, "")
                    assert set(PLACE_OF_A_VALUE.findall(text)) <= given, name


@every_notebook
def test_every_public_count_has_words_that_do_without_it(path: Path) -> None:
    for kind, call in calls(path):
        if kind in ("quote", "sentence", "chart"):
            (id,) = worded(path, call.args[PLACE.get(kind, 0)])
            name = f"{WORDED_AS.get(kind, kind)}.{id}"
            text = said("nl")[name]
            if re.search(r"\{(\w*count|mean|share|top_share)\}", text):
                assert f"{name}.confidential" in catalogue(), name
            if kind == "quote":
                assert f"{name}.empty" in catalogue(), name


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call of show in a notebook, with what is shown."""
    for cell in code(path):
        yield from calls_of(cell)


def calls_of(cell: NotebookNode) -> Iterator[tuple[str, ast.Call]]:
    """The calls of show in one cell, in order."""
    for statement in ast.parse(cell.source).body:
        for node in ast.walk(statement):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "show"
            ):
                yield node.func.attr, node


def messages(path: Path) -> set[str]:
    """The messages that a notebook cannot do without."""
    found: set[str] = set()
    for kind, call in calls(path):
        assert kind in SHOWN
        if kind == "key_figures":
            found |= {f"figure.{name}" for name in figures(path, call)}
            continue
        if kind == "code":
            continue
        named = call.args[PLACE.get(kind, 0)]
        for id in worded(path, named):
            said_as = WORDED_AS.get(kind, kind)
            found.add(f"{id}.title" if kind == "title" else f"{said_as}.{id}")
            if kind == "chart":
                found.add(f"chart.{id}.subtitle")
    return found


def figures(path: Path, call: ast.Call) -> list[str]:
    """The key figures of a call, also where they are gathered by name first."""
    gathered = {one.value.id for one in call.keywords if isinstance(one.value, ast.Name)
                and one.arg is None}  # fmt: skip
    names = [one.arg for one in call.keywords if one.arg]
    for cell in code(path):
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
                targets = {one.id for one in node.targets if isinstance(one, ast.Name)}
                if targets & gathered:
                    names += [str(ast.literal_eval(key)) for key in node.value.keys if key]
    assert names, "no key figure is named"
    return names


def worded(path: Path, named: ast.expr) -> list[str]:
    """An id as written; one that comes as a parameter has the values in its comment."""
    if isinstance(named, ast.Constant):
        return [str(named.value)]
    assert isinstance(named, ast.Name) and named.id in parameters(path)
    (cell,) = [cell for cell in code(path) if "parameters" in tags(cell)]
    (line,) = [line for line in cell.source.splitlines() if line.startswith(f"{named.id}:")]
    return [word for word in re.findall(r"[a-z_]+", line) if f"annex.{word}" in catalogue()]


@cache
def said(language: str) -> dict[str, str]:
    """The words of a language by id, the last form where there are several; and its units."""
    with CATALOGUE.with_name(f"{language}.po").open("rb") as file:
        entries = [(m.id, m.string) for m in read_po(file) if m.id]
    words = {
        id if isinstance(id, str) else id[0]: string if isinstance(string, str) else string[-1]
        for id, string in entries
    }
    units = [text for id, text in words.items() if id.startswith("code.unit.")]
    return words | {"units": "|".join(units)}


def catalogue() -> set[str]:
    return set(said("nl")) - {"units"}


@every_notebook
def test_every_message_that_a_notebook_shows_has_words(path: Path) -> None:
    assert not sorted(messages(path) - catalogue())


def test_every_message_of_a_report_is_shown_somewhere() -> None:
    shown = set().union(*(messages(path) for path in NOTEBOOKS))
    # Parts of a message that only some have, and the words of the page itself.
    part = re.compile(
        r"\.(empty|confidential|without_base|note|context|subtitle|missing|axis|column\.[a-z_]+)$"
    )
    own = "\n".join(path.read_text(encoding="utf-8") for path in [
        *SOURCES, *(PROJECT / "src").rglob("*.j2")
    ])  # fmt: skip
    kinds = ("sentence.", "table.", "chart.", "figure.", "annex.", "note.")
    left = {
        id for id in catalogue()
        if (id.startswith(kinds) or id.endswith(".title"))
        and id not in shown and part.sub("", part.sub("", id)) not in shown
        and id not in own and id.rpartition(".")[0] + ".title" not in shown
        and not re.search(rf"['\"]{re.escape(id.partition('.')[0])}\.[\w.]*['\"]\s*~", own)
    }  # fmt: skip
    generic = {"table.number", "annex.number", "chart.number", "note.remark.label",
               "note.missing.label", "note.warning.label", "note.caution.label"}  # fmt: skip
    assert not sorted(left - generic)


def test_no_file_is_a_drawer_of_odds_and_ends() -> None:
    drawers = {"utils", "util", "helpers", "helper", "misc", "common", "tools", "stuff"}
    files = [*SOURCES, *NOTEBOOKS, *(PROJECT / "tests").rglob("*.py")]
    assert not [path for path in files if drawers & {path.stem, path.parent.name}]
    assert not [path for path in NOTEBOOKS if path.stem.lower().startswith("untitled")]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_a_frame_is_called_after_its_rows(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    assert not {name for name in names if re.fullmatch(r"df\d*|\w+_df|df_\w+", name)}

"""A language is added by its catalogue, its text cells and a programme's texts; by no line of code.

The catalogue here is Dutch with an ending that no language has, so that whatever stays Dutch shows.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell

from analysis.report.notebook import tags
from tests.run.conftest import PROJECT, built
from tests.test_languages import texts, vocabulary, words

__all__ = ["built"]

NARROW, HARD = "\u202f", "\xa0"
SCRIPT = """
import json, sys
from pathlib import Path
from analysis.data import open_programme
from analysis.draw.words import Words, languages
from analysis.payload import Value
from analysis.report.execute import execute
from analysis.report.frame import PageFrame, Provenance
from analysis.report.notebooks import notebook
from analysis.report.page import render

data = open_programme("limburg-2019")
ran = execute(notebook("kickoff"), {"session": "plenary-1", "round": "kickoff"}, Path.cwd())
name = data.programme.name.in_languages()["fr"]
frame = PageFrame(
    language="fr", labels=data.labels, audience="internal", report="kickoff", name=name,
    organisation="", programme=name, as_of=data.as_of, provenance=Provenance("0" * 64),
)
Path("kickoff.fr.html").write_text(render(ran, ran.payloads, frame), encoding="utf-8")
words = Words("fr", data.labels)
given = [("count", 12345), ("count", 1234), ("share", 39 / 43), ("number", 7.594),
         ("date", "2019-02-20")]
print(json.dumps({
    "languages": languages(),
    "values": [words.value(Value(kind=kind, value=value)) for kind, value in given],
    "listed": words.listed(["a", "b", "c"]),
    "plural": [words.label("unit", "persons", count) for count in (0, 1, 2)],
}))
"""


def pseudo(text: str) -> str:
    """The text with an ending behind every word that is not the place of a value."""
    parts = re.split(r"(\{\w*\}|\\.)", text)
    return "".join(
        part if at % 2 else re.sub(r"[^\W\d_]{2,}", lambda word: f"{word[0]}eau", part)
        for at, part in enumerate(parts)
    )


def french_catalogue(dutch: str) -> str:
    header, _, body = dutch.partition('msgid "missing.text"')
    header = header.replace("nl_BE", "fr_BE").replace("plural=(n != 1)", "plural=(n > 1)")
    lines = [
        line if line.startswith(("msgid", "#")) else pseudo_line(line)
        for line in ('msgid "missing.text"' + body).splitlines()
    ]
    return header + "\n".join(lines).replace('msgstr "1234"', 'msgstr "1 234"') + "\n"


def pseudo_line(line: str) -> str:
    start, quote, text = line.partition('"')
    return start + quote + pseudo(text)


def french_declaration(toml: str) -> str:
    """Beside each Dutch text the same with the ending."""
    toml = re.sub(
        r'^(\S*)\.nl = (".*")$',
        lambda m: f"{m[0]}\n{m[1]}.fr = {pseudo(m[2])}",
        toml,
        flags=re.MULTILINE,
    )
    return re.sub(
        r'(?<![.\w])nl = ("(?:[^"\\]|\\.)*")', lambda m: f"{m[0]}, fr = {pseudo(m[1])}", toml
    )


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A copy of the package, the notebook and the example, in which French was added."""
    package = tmp_path / "src" / "analysis"
    shutil.copytree(
        PROJECT / "src" / "analysis", package, ignore=shutil.ignore_patterns("__pycache__")
    )
    messages = package / "draw" / "messages"
    dutch = (messages / "nl.po").read_text(encoding="utf-8")
    (messages / "fr.po").write_text(french_catalogue(dutch), encoding="utf-8")
    notebook = nbformat.read(PROJECT / "notebooks" / "kickoff.ipynb", as_version=4)
    notebook.cells += [
        new_markdown_cell(
            pseudo(cell.source),
            id=f"{cell.id.removesuffix('nl')}fr",
            metadata={"tags": [tag.replace("nl", "fr") for tag in tags(cell)]},
        )
        for cell in notebook.cells
        if "nl" in tags(cell)
    ]
    (tmp_path / "notebooks").mkdir()
    nbformat.write(notebook, tmp_path / "notebooks" / "kickoff.ipynb")
    shutil.copytree(built / "data" / "processed", tmp_path / "data" / "processed")
    shutil.copytree(built / "programmes", tmp_path / "programmes")
    for path in (tmp_path / "programmes").rglob("*.toml"):
        path.write_text(french_declaration(path.read_text(encoding="utf-8")), encoding="utf-8")
    return tmp_path


def test_a_language_needs_no_line_of_code(project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=project,
        env=os.environ
        | {"PYTHONPATH": str(project / "src"), "TRAJECTMONITOR_WORKSPACE": str(project)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["languages"] == ["nl", "en", "fr"]
    # As French is written in Belgium: a space in numbers and before the sign for per cent.
    assert said["values"] == [
        f"12{NARROW}345", f"1{NARROW}234", f"90,7{HARD}%", "7,59", "20 février 2019",
    ]  # fmt: skip
    assert said["listed"] == "a, b et c"
    none, one, two = said["plural"]
    assert none == one != two
    html = (project / "kickoff.fr.html").read_text(encoding="utf-8")
    assert '<html lang="fr-BE">' in html
    assert f"90,7{HARD}%" in html and "20 février 2019" in html
    dutch = {word for word in vocabulary("nl") if len(word) > 3}
    own = re.compile(r"\S+\.(csv|xlsx)\S*|Cultuurcentrum Casino")
    left = [t for t in texts(html, "fr") if dutch & set(words(own.sub(" ", t)))]
    assert left == []

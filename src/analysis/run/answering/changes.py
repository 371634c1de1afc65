"""Answers become declarations: shown first, tried on a copy, and then all written or none."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.cleaning import clean
from analysis.problems import DeclarationError, UserError
from analysis.programme import Declarations, read_declarations
from analysis.run.adding.writing import replace_bytes, with_entries
from analysis.run.answering.cells import Filled
from analysis.run.answering.sheets import Asked
from analysis.run.answering.toml import with_changed, with_key
from analysis.run.tables import Checked, check_facts_unwritten
from analysis.workspace import Workspace

HEADS = {
    "matches.toml": "# What names in the exports stand for, decided by people. It applies ever "
    "after.\n",
    "corrections.toml": "",
}


@dataclass(frozen=True)
class Change:
    """One declaration that is added or changed, and the sentence that shows it."""

    file: str
    sentence: str
    filled: Filled


def changes(filled: Sequence[Filled], asked: Asked) -> list[Change]:
    """What the answers make of the declarations, to be shown first."""
    return [Change(FILES[one.sheet], _sentence(one, asked), one) for one in filled]


FILES = {"matches": "matches.toml", "recodes": "programme.toml", "aliases": "programme.toml",
         "corrections": "corrections.toml"}  # fmt: skip


def _sentence(one: Filled, asked: Asked) -> str:
    values = one.values
    what = f'"{values["written"]}"'
    who = str(values.get("organisation") or "")
    named = asked.lists.called(who)
    match one.sheet:
        case "recodes":
            what += f' is "{values["code"]}" of {values["vocabulary"]}'
        case "corrections":
            what += f' in {values["export"]}, {values["place"]}, becomes "{values["right"]}"'
        case "aliases":
            what += f' is another name of "{named}"'
        case _:
            said = {"same": f'is "{named}"', "apart": f'is not "{named}"', "new": "is a new one"}
            what += f" {said[str(values['match'])]}"
            if values.get("organisation_2"):
                what += f' and "{asked.lists.called(str(values["organisation_2"]))}"'
            if values.get("only_export"):
                what += f" in {values['only_export']}"
    before = "" if one.row is None or one.row.open else " (changed)"
    return f"{FILES[one.sheet]}: {what}{before}."


def apply(workspace: Workspace, asked: Asked, changed: Sequence[Change]) -> Checked:
    """Write the changes once the programme holds together with them; the programme as it is then.

    Raises the error of the check, or WriteError; then nothing was written.
    """
    programme = asked.declarations.programme.id
    folder = workspace.declarations(programme)
    before = {change.file: _text(folder / change.file) for change in changed}
    after = {file: _written(file, text, changed, asked) for file, text in before.items()}
    checked = _tried(workspace, programme, after)
    done: list[str] = []
    try:
        for file, text in after.items():
            replace_bytes(folder / file, text.encode())
            done.append(file)
    except BaseException:
        for file in done:
            if before[file]:
                replace_bytes(folder / file, before[file].encode())
            else:
                (folder / file).unlink(missing_ok=True)
        raise
    return checked


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8") if path.exists() else ""


def _tried(workspace: Workspace, programme: str, after: dict[str, str]) -> Checked:
    """The programme as it is with other declarations, which only a copy of its folder has."""
    try:
        with tempfile.TemporaryDirectory(prefix="trajectmonitor-") as name:
            copy = Workspace(Path(name))
            folder = copy.declarations(programme)
            shutil.copytree(workspace.declarations(programme), folder)
            for file, text in after.items():
                (folder / file).write_bytes(text.encode())
            declarations = read_declarations(copy, programme)
        return _cleaned(workspace, declarations)
    except UserError as error:
        said = "Nothing was written: the programme does not hold together with these answers."
        raise type(error)(said, *error.sentences) from None


def _cleaned(workspace: Workspace, declarations: Declarations) -> Checked:
    checked = Checked(declarations, clean(workspace, declarations), [])
    check_facts_unwritten(workspace, checked)
    return checked


def _written(file: str, text: str, changed: Sequence[Change], asked: Asked) -> str:
    """The text of a file with its changes; comments and order stay."""
    if not text:
        text = HEADS.get(file, "")
    mine = [change.filled for change in changed if change.file == file]
    for one in mine:
        if one.sheet in ("recodes", "aliases"):
            text = with_key(text, *_keyed(one, asked))
    for name in ("matches", "corrections"):
        entries = [(one.row, _entry(one, asked)) for one in mine if one.sheet == name]
        known = [(row.at, entry) for row, entry in entries if row and row.at is not None]
        text = with_changed(text, name, known)
        if new := [entry for row, entry in entries if row is None or row.at is None]:
            text = with_entries(text, name, new)
    return text


def _keyed(one: Filled, asked: Asked) -> tuple[tuple[str, ...], str, str, str]:
    """The table, the key, the value and the comment of a recode or an alias."""
    values = one.values
    comment = (
        f"{values['decided_on']}, {values['decided_by']}: {values['because_nl']} / "
        f"{values['because_en']}"
    )
    comment = " ".join(comment.split())
    if one.sheet == "aliases":
        official = asked.lists.declared(str(values["organisation"]))
        return ("aliases",), str(values["written"]), official, comment
    table = ("recode", str(values["vocabulary"]))
    return table, str(values["written"]), str(values["code"]), comment


def _entry(one: Filled, asked: Asked) -> dict[str, Any]:
    """A match or a correction as it stands in TOML."""
    values = one.values
    decided = {
        "because": {"nl": values["because_nl"], "en": values["because_en"]},
        "decided_on": values["decided_on"],
        "decided_by": {"nl": values["decided_by"], "en": values["decided_by"]},
    }
    if one.sheet == "corrections":
        return _correction(one) | decided
    named = [values["organisation"], values["organisation_2"]]
    who = [asked.lists.declared(str(each)) for each in named if each]
    entry: dict[str, Any] = {"mention": values["written"]}
    if values["only_export"]:
        entry["export"] = values["only_export"]
    if who:
        entry["organisation"] = who[0] if len(who) == 1 else who
    if values["match"] != "same":
        entry[str(values["match"])] = True
    return entry | decided


def _correction(one: Filled) -> dict[str, Any]:
    question = one.row.question if one.row else None
    if question is None:
        return {"right": one.values["right"]}
    if not question.where:
        raise DeclarationError(
            f"{one.place}: nothing tells this row of {question.export} from another one, so that "
            "it cannot be corrected. Ignore one of the two by declaration first."
        )
    return {
        "export": question.export,
        "where": question.where,
        "column": question.column,
        "wrong": question.text,
        "right": one.values["right"],
    }

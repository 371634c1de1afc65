"""Adds an entry to the declarations and the file to the raw exports, both or neither."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import AoT, Table

from analysis.problems import DeclarationError, UserError, WriteError
from analysis.run.adding.asked import Asked, digest
from analysis.run.adding.proposal import Proposal
from analysis.run.tables import check, check_facts_unwritten

HEAD = re.compile(r"^[ \t]*\[")
TABLES = ("columns", "goals", "ignore", "treat", "totals")
"""The keys of an entry whose values stand below it in tables of their own."""


def accept(asked: Asked, proposal: Proposal) -> None:
    """Put the file with the raw exports, declare it, and check the programme with it.

    Raises the error of the check, after everything was put back as it was.
    """
    folder = asked.workspace.declarations(proposal.programme)
    changed = [(folder / "programme.toml", "exports", [proposal.entry])]
    if proposal.corrections:
        changed.append((folder / "corrections.toml", "corrections", list(proposal.corrections)))
    # What is to be written is made first, so that a file that is no TOML stops all.
    new = [(path, with_entries(_text(path), name, entries)) for path, name, entries in changed]
    before = [(path, path.read_bytes() if path.exists() else None) for path, _ in new]
    copied = _copy(asked)
    try:
        for path, text in new:
            replace_bytes(path, text.encode())
        checked = check(asked.workspace, proposal.programme, lambda _: None)
        if checked.declarations.facts:
            check_facts_unwritten(asked.workspace, checked)
    except BaseException as error:
        for path, content in before:
            _restore(path, content)
        if copied is not None:
            copied.unlink()
        if isinstance(error, UserError):
            said = "Nothing was added: the programme does not hold together with this file."
            raise type(error)(said, *error.sentences) from None
        raise


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8") if path.exists() else ""


def _restore(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    else:
        replace_bytes(path, content)


def replace_bytes(path: Path, content: bytes) -> None:
    """Give a file other contents in one step: at no moment is it half written."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".adding-")
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, new)
        else:
            new.chmod(0o644)
        new.replace(path)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise WriteError(
            f"{path}: this cannot be written ({error.strerror or type(error).__name__}). "
            "Make room or ask for the right to write there. What was there stands."
        ) from None


def _copy(asked: Asked) -> Path | None:
    """Copy the file to the raw exports under a name that is free; none when it lies there."""
    target = asked.raw / asked.name
    if target.exists():
        return None
    try:
        asked.raw.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=asked.raw, prefix=".adding-") as beside:
            new = Path(beside) / "copy"
            shutil.copyfile(asked.path, new)
            if digest(new) != digest(asked.path):
                raise OSError("the file changed while it was copied")
            # The copy gets its name only when it is whole, and takes no other file's.
            if target.exists():
                raise FileExistsError("another file has this name now")
            new.rename(target)
    except OSError as error:
        raise WriteError(
            f"{asked.workspace.shown(target)}: the file cannot be copied there "
            f"({error.strerror or error}). Nothing was added."
        ) from None
    return target


def with_entries(text: str, name: str, entries: list[dict[str, Any]]) -> str:
    """A TOML text with entries behind the last of a list of tables, all else as it stood.

    Raises DeclarationError when the text is no TOML.
    """
    try:
        before = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DeclarationError(
            f"programme.toml: this is not valid TOML: {error}. Mend the line that it names."
        ) from None
    wanted = {**before, name: [*before.get(name, []), *entries]}
    block = rendered(name, entries)
    at = _behind(text, name)
    ending = "\r\n" if "\r\n" in text else "\n"
    head = text[:at].rstrip("\r\n")
    parts = [head, block.strip("\n").replace("\n", ending), text[at:].lstrip("\r\n")]
    found = (ending * 2).join(part for part in parts if part).rstrip("\r\n") + ending
    try:
        if tomllib.loads(found) == wanted:
            return found
    except tomllib.TOMLDecodeError:
        pass
    return _by_tomlkit(text, name, entries)


def _by_tomlkit(text: str, name: str, entries: list[dict[str, Any]]) -> str:
    """The same where the text is laid out in a way that lines do not show."""
    document = tomlkit.parse(text)
    listed = document.get(name)
    if isinstance(listed, AoT):
        for entry in entries:
            listed.append(_table(entry))
    else:
        document[name] = [*(listed or []), *entries]
    return tomlkit.dumps(document)


def _behind(text: str, name: str) -> int:
    """The place behind the last table of a list, before comments that belong to what follows."""
    lines = text.splitlines(keepends=True)
    mine = re.compile(rf"^[ \t]*\[\[?[ \t]*\"?{name}\"?[ \t]*[\].]")
    last = max((number for number, line in enumerate(lines) if mine.match(line)), default=None)
    if last is None:
        return len(text)
    end = next(
        (number for number in range(last + 1, len(lines)) if HEAD.match(lines[number])), len(lines)
    )
    while end < len(lines) and lines[end - 1].strip()[:1] in ("#", ""):
        end -= 1
    return sum(map(len, lines[:end]))


def rendered(name: str, entries: list[dict[str, Any]]) -> str:
    """Entries as a list of tables in TOML, whatever stands in their texts."""
    document = tomlkit.document()
    tables = tomlkit.aot()
    for entry in entries:
        tables.append(_table(entry))
    document[name] = tables
    return tomlkit.dumps(document)


def _table(entry: dict[str, Any]) -> Table:
    """An entry with its own keys first, as TOML wants it, then the tables within it."""
    table = tomlkit.table()
    inner = {key: value for key, value in entry.items() if _nested(key, value)}
    for key, value in entry.items():
        if key in inner:
            continue
        if isinstance(value, dict) and {"nl", "en"} <= set(value):
            for language, text in value.items():
                table.append(tomlkit.key([key, language]), tomlkit.item(text))
        else:
            table[key] = _value(value)
    for key, value in inner.items():
        if isinstance(value, dict):
            table[key] = _plain(value)
        else:
            rules = tomlkit.aot()
            for rule in value:
                rules.append(_table(rule))
            table[key] = rules
    return table


def _nested(key: str, value: Any) -> bool:
    return key in TABLES and bool(value) and isinstance(value, dict | list)


def _plain(values: dict[str, Any]) -> Table:
    table = tomlkit.table()
    for key, value in values.items():
        table[key] = _value(value)
    return table


def _value(value: Any) -> Any:
    if isinstance(value, dict):
        inline = tomlkit.inline_table()
        for key, one in value.items():
            inline[key] = _value(one)
        return inline
    if isinstance(value, list | tuple):
        listed = tomlkit.array()
        for one in value:
            listed.append(_value(one))
        return listed
    return value

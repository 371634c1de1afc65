"""Declarations as TOML texts with something more in them: comments and order stay."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import tomlkit
from tomlkit.items import Table


def with_changed(text: str, name: str, entries: list[tuple[int, dict[str, Any]]]) -> str:
    """A text of which some tables of a list say something else."""
    if not entries:
        return text
    document: Any = tomlkit.parse(text)
    for number, entry in entries:
        table = document[name][number]
        if name == "matches":
            for gone in {"organisation", "apart", "new", "export"} & set(table) - set(entry):
                del table[gone]
        for one, value in entry.items():
            if one not in table or table[one] != value:
                table[one] = _inline(value)
    return tomlkit.dumps(document)


def _inline(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    table = tomlkit.inline_table()
    table.update(value)
    return table


def with_key(text: str, table: tuple[str, ...], name: str, value: str, comment: str) -> str:
    """A text with one key more in a table, behind those that are there, or one key changed."""
    wanted = tomllib.loads(text)
    inner = wanted
    for step in table:
        inner = inner.setdefault(step, {})
    there = name in inner
    inner[name] = value
    if not there:
        line = tomlkit.dumps({name: value}).strip() + f"  # {comment}"
        found = _with_line(text, table, line)
        if _says(found, wanted):
            return found
    return _by_tomlkit(text, table, name, (value, comment))


def _says(text: str, wanted: dict[str, Any]) -> bool:
    try:
        return tomllib.loads(text) == wanted
    except tomllib.TOMLDecodeError:
        return False


def _with_line(text: str, table: tuple[str, ...], line: str) -> str:
    """The line behind the last one of its table, before what belongs to the next."""
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines()
    head = re.compile(r"^\s*\[\s*" + r"\s*\.\s*".join(map(re.escape, table)) + r"\s*\]\s*(#.*)?$")
    first = next((at for at, one in enumerate(lines) if head.match(one)), None)
    if first is None:
        dotted = ".".join(tomlkit.key(step).as_string() for step in table)
        return ending.join([*lines, "", f"[{dotted}]", line, ""])
    after = (at for at in range(first + 1, len(lines)) if lines[at].lstrip().startswith("["))
    end = next(after, len(lines))
    while end > first + 1 and lines[end - 1].strip()[:1] in ("", "#"):
        end -= 1
    return ending.join([*lines[:end], line, *lines[end:], ""])


def _by_tomlkit(text: str, table: tuple[str, ...], name: str, given: tuple[str, str]) -> str:
    """The same where the key is there already, or the text is laid out otherwise."""
    document = tomlkit.parse(text)
    inner: Any = document
    for step in table:
        if step not in inner:
            inner[step] = tomlkit.table()
        inner = inner[step]
    before = inner.item(name) if isinstance(inner, Table) and name in inner else None
    inner[name] = given[0]
    # Within braces a comment would hide what comes behind it.
    if isinstance(inner, Table):
        item: Any = inner.item(name)
        # What somebody wrote beside it before stays beside it.
        earlier = _beside(before)
        item.comment("; ".join(filter(None, [given[1], earlier])))
    return tomlkit.dumps(document)


def _beside(item: Any) -> str:
    """The comment on the line of a value."""
    return "" if item is None else str(item.trivia.comment).lstrip("# ")

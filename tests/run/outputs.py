"""All that can be read in what the product writes, however it is packed or encoded."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

import pandas as pd
import pytest

from analysis.programme import read_declarations
from analysis.workspace import Workspace

MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
LONG = 12
"""A shorter text may be a label or stand in a sentence of ours."""

CARRIED = re.compile(r"data:[\w/+.-]+[^,\"']*;base64,([A-Za-z0-9+/=]+)")


def closed_texts(workspace: Path, programme: str) -> dict[str, set[str]]:
    """What only a few may read of a programme, by its kind."""
    declared = read_declarations(Workspace(workspace), programme)
    raw = texts(workspace / "data" / "raw").values()
    # Somebody set as a goal what a masterclass is called.
    titles = " ".join(one.title.nl.casefold() for one in declared.programme.sessions)
    folder = Workspace(workspace).processed(programme) / "restricted"

    def column(table: str, name: str) -> set[str]:
        return set(pd.read_parquet(folder / f"{table}.parquet")[name].dropna().astype(str))

    def long(table: str, name: str) -> set[str]:
        return {one for one in column(table, name) if len(one) > LONG}

    return {
        "persons": column("persons", "name"),
        "addresses": {one for text in raw for one in MAIL.findall(text)}
        - {declared.programme.contact},
        "answers": long("answer_texts", "text") - {one.text for one in declared.quotes},
        "goals": {
            one for one in long("learning_goal_texts", "text") if one.casefold() not in titles
        },
        "notes": long("withdrawal_notes", "reason"),
    }


def open_texts(folder: Path) -> dict[str, str]:
    """The texts of a folder without those that only a few may read."""
    found = texts(folder)
    return {name: text for name, text in found.items() if "restricted" not in Path(name).parts}


def texts(folder: Path) -> dict[str, str]:
    """The text of each file of a folder, by its place."""
    files = sorted(one for one in folder.rglob("*") if one.is_file())
    return {one.relative_to(folder).as_posix(): text_of(one) for one in files}


def text_of(path: Path) -> str:
    """The text of a file: of a notebook and a table all of it, of a page its files too."""
    match path.suffix:
        case ".xlsx" | ".docx":
            with ZipFile(BytesIO(path.read_bytes())) as packed:
                parts = [packed.read(name).decode("utf-8", "replace") for name in packed.namelist()]
            return unescape(" ".join(parts))
        case ".pdf":
            return _printed(path)
        case ".parquet":
            frame = pd.read_parquet(path)
            return "\n".join(
                str(cell) for column in frame.columns for cell in [column, *frame[column].dropna()]
            )
        case ".json" | ".jsonl" | ".ipynb":
            text = path.read_text("utf-8")
            each = text.splitlines() if path.suffix == ".jsonl" else [text]
            return "\n".join(part for one in each for part in _strings(json.loads(one)))
    whole = path.read_bytes().decode("utf-8", "replace")
    carried = (base64.b64decode(one).decode("utf-8", "replace") for one in CARRIED.findall(whole))
    return "\n".join([unescape(unquote(whole)), *carried])


def _strings(value: Any) -> Iterator[str]:
    """Every text in what a file of JSON holds, keys too; lines of a cell as one."""
    if isinstance(value, dict):
        for name, held in value.items():
            yield name
            yield from _strings(held)
    elif isinstance(value, list):
        if all(isinstance(one, str) for one in value):
            yield "".join(value)
        for one in value:
            yield from _strings(one)
    else:
        yield str(value)


def _printed(path: Path) -> str:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.fail("pdftotext is not on the path: install poppler (apt install poppler-utils).")
    done = subprocess.run([program, "-raw", path, "-"], capture_output=True, check=True)
    # A word stands in lines of its own where a cell is narrow.
    return " ".join(done.stdout.decode("utf-8", "replace").split())

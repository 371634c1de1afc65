"""Qualtrics: codes, question texts and, since 2017, import ids stand in rows above the answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from analysis.exports import qualtrics_survey
from analysis.exports.headers import Called, Cells, beside, container, headed, plain
from analysis.exports.rows import Contents
from analysis.programme.models import Export

IMPORT_ID = re.compile(r"""\{\s*["']+ImportId["']+\s*:\s*["']+([^"']+)["']""")


def read(path: Path, shown: str, export: Export) -> Contents:
    """The responses; a column goes by its code, its import id, or its text where that is unique.

    Two header rows are the older layout, three the current one. The survey itself, exported as
    .qsf and named as `codebook`, tells what numeric answers stand for.
    """
    contents = headed(container(path, shown, export), _height, _called)
    if not export.codebook:
        return contents
    codes = qualtrics_survey.codes(*beside(path, shown, export))
    named = {names[0] for names in contents.names or () if names}
    return replace(contents, codes={name: codes[name] for name in named & codes.keys()})


def _height(top: list[Cells]) -> int:
    ids = [number for number, cells in enumerate(top, start=1) if _import_ids(cells)]
    return ids[0] if ids else 2


def _import_ids(cells: Cells) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and all(IMPORT_ID.match(cell.strip()) for cell in filled)


def _called(header: list[Cells]) -> Iterator[Called]:
    for cells in zip(*header, strict=True):
        ids = [found[1] for cell in cells if (found := IMPORT_ID.match(cell.strip()))]
        texts = [cell for cell in cells[1:] if not IMPORT_ID.match(cell.strip())]
        yield cells[:1], [*ids, *texts, *map(plain, texts)]

"""LimeSurvey: one header row, of codes, of texts, or of both as `code[SQ001]. text`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from analysis.exports.headers import Called, Cells, container, headed, one, plain
from analysis.exports.rows import Contents
from analysis.programme.models import Export

CODE = r"(?:[A-Za-z]\w*|\d+X\d+X\w+)(?:\[[^\]]*\])*"
CODED = re.compile(rf"({CODE})\.\s+(.*)", re.DOTALL)
OWN = {
    "response id": "id", "date submitted": "submitdate", "last page": "lastpage",
    "start language": "startlanguage", "date started": "startdate",
    "date last action": "datestamp", "ip address": "ipaddr", "referrer url": "refurl",
}  # fmt: skip
"""What the tool writes of itself, where the headings are texts -> its code."""

UNDATED = date(1980, 1, 1)
"""Stands under `submitdate` of a response that was sent in to a survey that keeps no days."""


def read(path: Path, shown: str, export: Export) -> Contents:
    """The responses; a column goes by its code with subquestion, or its text where that is unique.

    A response that was not finished has no day under `submitdate`.
    """
    return headed(container(path, shown, export), one, _called)


def _called(header: list[Cells]) -> Iterator[Called]:
    for cell in header[0] if header else ():
        heading = plain(cell)
        coded = CODED.fullmatch(heading)
        if coded:
            code, text = coded.groups()
            main = code.partition("[")[0]
            yield [code], [heading, text, text.removesuffix("[]"), main]
        else:
            yield [heading], [cell, OWN.get(heading.casefold(), "")]

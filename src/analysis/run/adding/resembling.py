"""Which export of the programme a file resembles: by its columns, and by what stands in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean
from typing import Any

from analysis.exports.recognition import Finding, Recognition
from analysis.exports.recognition.values import dates
from analysis.problems import ExportError
from analysis.programme import Declarations, Export
from analysis.run.adding.lists import Listed, agreement, listed
from analysis.run.adding.mapping import DATES
from analysis.run.adding.pairs import Pair
from analysis.workspace import Workspace

ALIKE = 0.5
AS_GOOD = 0.04
TELLING = 0.25
PLAIN = ("delimited", "workbook")


@dataclass(frozen=True)
class Resemblance:
    """An export and a list of the new file, with how much they are alike."""

    pair: Pair
    written: dict[str, Any]
    order: Finding
    score: float
    rivals: tuple[str, ...] = ()

    @property
    def sheet(self) -> str | None:
        """The sheet on which the list stands, in a workbook."""
        return self.written.get("sheet")

    @property
    def export(self) -> Export:
        """The export that the file resembles."""
        return self.pair.export


def written(found: Recognition, export: Export | None = None) -> dict[str, Any]:
    """How the file was written, as the keys of an entry; a tool's format where it is one."""
    entry: dict[str, Any] = {"format": found.format.value}
    if export is not None and export.format in PLAIN:
        # The file is read as the one it resembles was: plainly.
        entry["format"] = "workbook" if found.encoding is None else "delimited"
    if found.encoding is not None:
        entry["encoding"] = found.encoding.value
        if found.delimiter is not None:
            entry["delimiter"] = found.delimiter.value
    elif found.sheet is not None and len(found.sheets) > 1:
        entry["sheet"] = found.sheet.value
    if found.section:
        entry["section"] = found.section
    return entry


def resemblances(
    workspace: Workspace,
    declarations: Declarations,
    path: Path,
    found: Recognition,
    only: str | None = None,
) -> list[Resemblance]:
    """The exports that a file, or only one sheet of it, resembles; the most alike first."""
    programme = declarations.programme
    replaced = programme.superseded()
    met = [
        one
        for export in programme.exports
        if export.id not in replaced
        for sheet in ((only,) if only else found.sheets or ("",))
        if (one := _resemblance(workspace, programme.id, export, path, found, sheet))
    ]
    best: dict[str, Resemblance] = {}
    for one in sorted(met, key=lambda one: (-one.score, one.sheet != one.export.sheet)):
        first = best.setdefault(one.export.id, one)
        same = first.sheet == first.export.sheet and first.sheet
        if one is not first and first.score - one.score < AS_GOOD and not same:
            rivals = (*first.rivals, one.sheet or "")
            best[one.export.id] = replace(first, rivals=rivals)
    return list(best.values())


def _resemblance(
    workspace: Workspace, programme: str, export: Export, path: Path, found: Recognition, sheet: str
) -> Resemblance | None:
    folder = workspace.raw(programme)
    how = written(found, export) | ({"sheet": sheet} if sheet else {})
    declared = [header for column in export.columns for header in export.headers(column)]
    kept = {"encoding": "utf-8", "delimiter": ",", "sheet": None, "cells": None, "section": None}
    candidate = export.model_copy(update=kept | how | {"file": path.name})
    try:
        old = listed(export, folder, export.file, declared)
        if old is None:
            return None
        new = listed(candidate, path.parent, path.name, old.headers)
    except ExportError:
        return None
    if new is None and (not sheet or found.sheet is None or found.sheet.value == sheet):
        new = Listed(found.headers, int(found.header.value or 1), found.rows)
    if new is None or not new.rows:
        return None
    order = _order(export, old, new)
    first = (order.value or export.dates) == "month-first"
    pair = Pair(export, old, new, export.dates == "month-first", first)
    score = _alike(pair)
    return Resemblance(pair, how, order, score) if score >= ALIKE else None


def _order(export: Export, old: Listed, new: Listed) -> Finding:
    """Whether the day or the month comes first in the new list: by its dates, or by the rows.

    Where its own dates do not tell, those that the two lists share do.
    """
    places = [
        (before, after)
        for column in DATES
        if column in export.columns
        for header in export.headers(column)
        if (before := old.place(header)) is not None and (after := new.place(header)) is not None
    ]
    found = dates(cell for _, after in places for cell in new.column(after))
    if found.value is not None or "only" in found.reason:
        return found
    first = export.dates == "month-first"
    shares = {
        order: fmean(
            agreement(
                old.values(before, month_first=first),
                new.values(after, month_first=order == "month-first"),
            ) or 0.0
            for before, after in places
        )
        for order in ("day-first", "month-first")
    }  # fmt: skip
    best = max(shares, key=lambda order: shares[order])
    if shares[best] - min(shares.values()) < TELLING:
        return found
    return Finding(best, "likely", f"{shares[best]:.0%} of its dates are then the same as before")


def _alike(pair: Pair) -> float:
    """From 0 to 1: the headers that are the same, and the cells under each declared column."""
    old, new = set(pair.old.places), set(pair.new.places)
    declared = [one for one in pair.export.columns if pair.place(one) is not None]
    if not declared:
        return 0.0
    headed = [pair.new.place(pair.header(one)) is not None for one in declared]
    strangers = pair.strangers
    shares = []
    for column, there in zip(declared, headed, strict=True):
        place = pair.place(column) or 0
        at = pair.new.place(pair.header(column))
        others = [pair.agree(place, stranger) or 0.0 for stranger in strangers]
        own = pair.agree(place, at) if there and at is not None else None
        if own is not None or not there:
            shares.append(max([own or 0.0, *others]))
    cells = fmean(shares) if shares else 0.0
    names = sum(headed) / len(headed)
    return max(0.5 * names + 0.2 * len(old & new) / len(old | new) + 0.3 * cells, 0.9 * cells)

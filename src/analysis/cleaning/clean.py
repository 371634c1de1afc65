"""Cleans all exports of a programme: rename, recode, correct, identify, check."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from analysis import exports, tables
from analysis.cleaning import (
    attendance,
    participants,
    registrations,
    responses,
    totals,
    withdrawals,
)
from analysis.cleaning.hop import Hop, Rows
from analysis.cleaning.identity import Directory, Persons
from analysis.cleaning.receiving import Journal, Record, records
from analysis.cleaning.revisions import revisions
from analysis.cleaning.text import key
from analysis.problems import DeclarationError, ExportError
from analysis.programme import Correction, Declarations, Export
from analysis.workspace import Workspace

ORDER = ("participants", "registrations", "attendance", "attendance-counts", "withdrawals",
         "codebook", "responses")  # fmt: skip
"""Participants come first, so that all others can be recognised."""


@dataclass(frozen=True)
class Cleaned:
    """The tidy tables of a programme, by name, and the digest of all that went in."""

    tables: dict[str, pd.DataFrame]
    digest: str


@dataclass(frozen=True)
class _Received:
    export: Export
    source: int
    sha256: str
    row_count: int
    journal: Journal
    records: list[Record]


def clean(
    workspace: Workspace, declarations: Declarations, told: Callable[[str], None] = lambda _: None
) -> Cleaned:
    """Clean every export that the programme declares; `told` hears the name of each.

    Raises ExportError for the exports that cannot be read, all at once where possible, and
    DeclarationError when a correction no longer matches. Writes nothing.
    """
    received = _receive(workspace, declarations, told)
    by_id = {item.export.id: item for item in received}
    programme = declarations.programme
    rows: Rows = {}
    directory, persons = Directory(programme.aliases), Persons()
    superseded = programme.superseded()
    for item in sorted(received, key=lambda item: ORDER.index(item.export.content)):
        if item.export.id in superseded:
            successor = superseded[item.export.id]
            for record in item.records:
                item.journal.dispose(record.line, "ignored", "superseded")
            newer = by_id[successor]
            rows.setdefault("revisions", []).extend(
                revisions(item.export, item.records, item.source, newer.records, newer.source)
            )
            continue
        hop = Hop(declarations, item.journal, directory, persons, item.source, rows)
        _clean_one(hop, item.records)
        totals.check(hop)
        for table, found in hop.tidy.items():
            rows.setdefault(table, []).extend(found)
    rows["persons"] = persons.rows
    rows["sessions"] = _sessions(declarations)
    _account(received, superseded, rows)
    digests = [item.sha256 for item in received]
    return Cleaned(
        {name: tables.typed(name, rows.get(name, [])) for name in tables.TABLES},
        hashlib.sha256("".join([declarations.digest, *digests]).encode()).hexdigest(),
    )


def _receive(
    workspace: Workspace, declarations: Declarations, told: Callable[[str], None]
) -> list[_Received]:
    received, wrong = [], list[str]()
    for source, export in enumerate(declarations.programme.exports):
        told(export.file)
        try:
            received.append(_received(workspace, declarations, export, source))
        except ExportError as error:
            wrong.extend(error.sentences)
    if wrong:
        raise ExportError(*wrong)
    for item in received:
        _correct(declarations.corrections, item.export, item.records)
    return received


def _received(
    workspace: Workspace, declarations: Declarations, export: Export, source: int
) -> _Received:
    programme = declarations.programme
    folder = workspace.raw(programme.id)
    shown = workspace.shown(folder / export.file)
    contents = exports.read_contents(export, folder, shown)
    journal = Journal(export, shown)
    more = {}
    if export.content == "responses" and export.round:
        form = programme.round(export.round).questionnaire or ""
        more = responses.headers(declarations.questionnaires[form])
    found = records(export, contents, journal, more)
    digest = hashlib.sha256((folder / export.file).read_bytes()).hexdigest()
    return _Received(export, source, digest, len(contents.rows), journal, found)


def _correct(corrections: list[Correction], export: Export, found: list[Record]) -> None:
    for number, correction in enumerate(corrections):
        if correction.export != export.id:
            continue
        tests = correction.where | {correction.column: correction.wrong}
        matching = [
            record
            for record in found
            if all(key(record[column]) == key(text) for column, text in tests.items())
        ]
        if len(matching) != 1:
            raise DeclarationError(
                f"corrections.toml, corrections[{number}]: it matches {len(matching)} rows of "
                f"{export.file}, expected one. Take it out when the export was put right, "
                "or make its where more precise."
            )
        matching[0].cells[correction.column] = correction.right


def _clean_one(hop: Hop, found: list[Record]) -> None:
    match hop.export.content:
        case "participants":
            participants.clean(hop, found)
        case "registrations":
            registrations.clean(hop, found)
        case "attendance":
            attendance.clean(hop, found)
        case "attendance-counts":
            attendance.clean_counts(hop, found)
        case "withdrawals":
            withdrawals.clean(hop, found)
        case content:
            round_ = hop.programme.round(hop.export.round or "")
            form = hop.declarations.questionnaires[round_.questionnaire or ""]
            if content == "codebook":
                responses.clean_codebook(hop, found, form)
            else:
                responses.clean(hop, found, form)


def _sessions(declarations: Declarations) -> list[dict[str, object]]:
    return [
        {
            "session": session.id,
            "kind": session.kind,
            "number": session.number,
            "session_on": session.date,
            "attendance_expected": session.attendance_expected,
        }
        for session in declarations.programme.sessions
    ]


def _account(received: list[_Received], superseded: dict[str, str], rows: Rows) -> None:
    """Receipts, dispositions and problems: what became of every row of every export."""
    for item in received:
        journal, place = item.journal, {"source": item.source}
        counted = Counter(disposition for disposition, _ in journal.dispositions.values())
        rows.setdefault("receipts", []).append(
            place
            | {
                "export": item.export.id,
                "file": item.export.file,
                "content": item.export.content,
                "received_on": item.export.received,
                "sha256": item.sha256,
                "row_count": item.row_count,
                "used_count": counted["used"],
                "refused_count": counted["refused"],
                "ignored_count": counted["ignored"],
                "superseded_by": superseded.get(item.export.id),
            }
        )
        rows.setdefault("dispositions", []).extend(
            place | {"line": line, "disposition": disposition, "reason": reason or None}
            for line, (disposition, reason) in sorted(journal.dispositions.items())
        )
        rows.setdefault("problems", []).extend(place | problem for problem in journal.problems)

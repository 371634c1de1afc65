"""Cleans all exports of a programme: rename, recode, correct, identify, check."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis import exports, tables
from analysis.cleaning import (
    answers,
    attendance,
    bookings,
    codings,
    learning_goals,
    participants,
    profiles,
    registrations,
    releases,
    responses,
    totals,
    unnamed,
    withdrawals,
)
from analysis.cleaning.hop import Hop, Rows
from analysis.cleaning.identity import Directory, Persons
from analysis.cleaning.questions import Placed, Question
from analysis.cleaning.receiving import Journal, Record, records
from analysis.cleaning.recognition import Recognition
from analysis.cleaning.revisions import Download, appended, revisions
from analysis.cleaning.text import key
from analysis.problems import DeclarationError, ExportError
from analysis.programme import Correction, Declarations, Export
from analysis.workspace import Workspace

NAMING = ("profiles", "registrations", "attendance", "coaching", "withdrawals", "responses",
          "learning-goals")  # fmt: skip
"""The contents whose rows name an organisation that is to be recognised."""

ORDER = ("participants", "profiles", "registrations", "attendance", "attendance-counts",
         "coaching", "withdrawals", "learning-goals", "codebook", "responses",
         "codings")  # fmt: skip
"""Participants come first, so that all others can be recognised."""


@dataclass(frozen=True)
class Cleaned:
    """The tidy tables of a programme, by name, and the digest of all that went in.

    `known_on` is the day after which nothing that was received went in, if one was asked.
    `remarks` are about no row; `questions` are what somebody can decide.
    """

    tables: dict[str, pd.DataFrame]
    digest: str
    known_on: date | None = None
    remarks: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True)
class _Received:
    export: Export
    source: int
    sha256: str
    codebook: bytes
    row_count: int
    journal: Journal
    records: list[Record]

    @property
    def download(self) -> Download:
        """Its rows as another download is compared with them."""
        return Download(self.export, self.source, self.records)


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
    rows: Rows = {"revisions": _append(received)}
    directory, persons = Directory(programme.aliases), Persons()
    recognition = _recognition(declarations, directory, persons, rows)
    superseded = programme.superseded()
    for item in sorted(received, key=lambda item: ORDER.index(item.export.content)):
        if item.export.id in superseded:
            successor = superseded[item.export.id]
            for record in item.records:
                item.journal.dispose(record.line, "ignored", "superseded")
            rows["revisions"].extend(revisions(item.download, by_id[successor].download))
            continue
        names = recognition if item.export.content in NAMING else None
        hop = Hop(declarations, item.journal, directory, persons, item.source, rows,
                  recognition=names)  # fmt: skip
        _clean_one(hop, item.records)
        totals.check(hop)
        for table, found in hop.tidy.items():
            rows.setdefault(table, []).extend(found)
    rows["persons"] = persons.rows
    rows["sessions"] = _sessions(declarations)
    remarks = _named(recognition, rows)
    codings.by_rule(declarations, rows)
    releases.check(declarations, rows)
    _account(received, superseded, rows)
    unnamed.take_out(rows)
    digests = [
        item.sha256 + (hashlib.sha256(item.codebook).hexdigest() if item.codebook else "")
        for item in received
    ]
    return Cleaned(
        {name: tables.typed(name, rows.get(name, [])) for name in tables.TABLES},
        hashlib.sha256("".join([declarations.digest, *digests]).encode()).hexdigest(),
        declarations.known_on,
        remarks,
        tuple(question for item in received for question in _questions(item)),
    )


def _questions(item: _Received) -> Iterator[Question]:
    """What somebody can decide about an export, each question with its place."""
    rows = Placed(item.records)
    return map(rows.placed, item.journal.questions)


def _recognition(
    declarations: Declarations, directory: Directory, persons: Persons, rows: Rows
) -> Recognition | None:
    """What recognises organisations; persons, and participants known by id, are not matched.

    Neither is anybody where no export lists the participants: whoever is named is one.
    """
    programme = declarations.programme
    listed = any(export.content == "participants" for export in programme.exports)
    if programme.unit == "person" or programme.identify == "id" or not listed:
        return None
    return Recognition(declarations, directory, persons, rows.setdefault("participants", []))


def _named(recognition: Recognition | None, rows: Rows) -> tuple[str, ...]:
    """Keep the declared names of organisations, and say which answers do nothing any more."""
    if recognition is None:
        return ()
    recognition.check()
    rows["organisation_names"] = recognition.naming.rows()
    return tuple(recognition.unused())


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
    more, spelled = {}, {}
    form = declarations.form(export.round) if export.round else None
    if export.content == "responses" and form:
        more, spelled = answers.headers(form), answers.spellings(form)
    more |= learning_goals.headers(export.goals)
    found = records(export, contents, journal, more, spelled)
    with (folder / export.file).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    beside = (folder / export.codebook).read_bytes() if export.codebook else b""
    return _Received(export, source, digest, beside, journal.row_count, journal, found)


def _append(received: list[_Received]) -> list[dict[str, object]]:
    """Leave one of each row that stands in an export and in one that adds to it; the changes."""
    by_id = {item.export.id: item for item in received}
    changes: list[dict[str, object]] = []
    for item in received:
        older = by_id.get(item.export.appends or "")
        if older is None:
            continue
        replaced, again, changed = appended(older.download, item.download)
        changes += changed
        for of, lines, why in ((older, replaced, "superseded"), (item, again, "received_before")):
            for line in sorted(lines):
                of.journal.dispose(line, "ignored", why)
            of.records[:] = [record for record in of.records if record.line not in lines]
    return changes


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
    hop.name_persons(found)
    if hop.recognition is not None:
        hop.recognition.prepare(hop.export, found)
    if hop.export.content in NAMING and hop.export.content != "responses":
        found = hop.one_each(found)
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
        case "profiles":
            profiles.clean(hop, found)
        case "coaching":
            bookings.clean(hop, found)
        case "learning-goals":
            learning_goals.clean(hop, found)
        case content:
            form = hop.declarations.form(hop.export.round or "")
            if form is None:
                raise _unasked(hop.journal)
            if content == "codebook":
                responses.clean_codebook(hop, found, form)
            elif content == "codings":
                codings.clean(hop, found, form)
            else:
                responses.clean(hop, found, form)


def _unasked(journal: Journal) -> ExportError:
    """The failure of answers to a round of which nobody declared what was asked."""
    return ExportError(
        f'{journal.shown}: the evaluation round "{journal.export.round}" has no questionnaire. '
        "Add questionnaire to it in programme.toml."
    )


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

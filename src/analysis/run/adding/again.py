"""A list that was sent again, a little different: what changed, and the entry that reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from analysis.cleaning.text import key
from analysis.problems import UserError
from analysis.programme import Correction, Export
from analysis.run.adding.asked import Asked
from analysis.run.adding.columns import fates
from analysis.run.adding.guessing import session
from analysis.run.adding.pairs import Fates
from analysis.run.adding.proposal import Part, Proposal, Question
from analysis.run.adding.resembling import Resemblance
from analysis.run.adding.totals import total_rule
from analysis.run.adding.trial import compared, raw_records

RELATIONS = {
    "supersedes": "a new download that replaces it",
    "appends": "further rows beside it",
    "own": "a list of its own",
}
CARRIED = ("content", "session", "round", "decimal", "codebook", "counts", "at_most", "listed",
           "least_minutes", "lengths", "fill_down", "missing", "ignore", "treat", "totals",
           "cells")  # fmt: skip
"""What the entry of a list says of it that holds of the next download as well."""


def propose_again(asked: Asked, met: Resemblance) -> Proposal:
    """The entry for a file that resembles an export, complete when nothing is asked."""
    found = fates(met.pair, asked.answers)
    order, told, questions, refused = _dates(asked, met)
    entry = _entry(asked, met, found, order)
    parts = [*_written(asked, met), *told, *found.parts]
    questions += found.questions
    refused += found.refused
    if ruled := total_rule(_as_export(asked, entry, met.export), met.pair.new):
        kind, rule, reason = ruled
        entry[kind] = [*entry.get(kind, []), rule]
        parts.append(Part(f"exports.{kind}", str(rule["column"]), "likely", reason))
    base = Proposal(
        asked.declarations.programme.id, entry, tuple(parts), tuple(questions),
        met.export.id, refused=tuple(refused),
    )  # fmt: skip
    if refused or questions:
        return base
    return _related(asked, met, base)


def _entry(asked: Asked, met: Resemblance, found: Fates, order: str) -> dict[str, Any]:
    export = met.export
    told = export.model_dump(mode="python", exclude_unset=True)
    entry: dict[str, Any] = {
        "id": asked.free(f"{export.id}-{asked.received}"),
        "file": asked.name,
        "received": asked.received,
    }
    entry |= {one: value for one, value in met.written.items() if value is not None}
    if len(asked.found.sheets) == 1 and not export.sheet:
        # The first sheet is read when none is named: next month it may have another name.
        entry.pop("sheet", None)
    entry |= {one: told[one] for one in CARRIED if one in told}
    entry["fill_down"] = [one for one in entry.get("fill_down", []) if one not in found.lost]
    entry["columns"] = {
        column: headers[0] if len(headers) == 1 else headers
        for column, headers in found.columns.items()
    }
    if order == "month-first":
        entry["dates"] = order
    return {one: value for one, value in entry.items() if value not in ([], {})}


def _as_export(asked: Asked, entry: dict[str, Any], older: Export) -> Export:
    try:
        return asked.export(entry)
    except ValueError:
        return older


def _written(asked: Asked, met: Resemblance) -> Iterable[Part]:
    """How the file was written, where that is not as before."""
    for name, finding in asked.found.findings.items():
        now = met.written.get(name)
        if name == "header":
            line = met.pair.new.line
            if line != met.pair.old.line:
                reason = f"they stood in line {met.pair.old.line}; found by their words"
                yield Part("headers", f"line {line}", "sure", reason)
        elif now is not None and now != getattr(met.export, name):
            known = name in ("format", "delimiter", "sheet")
            # The headers that are known were found in it, so it was read right.
            yield Part(name, str(now), "sure" if known else finding.confidence, finding.reason)


def _dates(asked: Asked, met: Resemblance) -> tuple[str, list[Part], list[Question], list[str]]:
    """Whether day or month comes first; asked where neither the dates nor the rows tell."""
    choices = ("day-first", "month-first")
    found = met.order
    if chosen := asked.answers.get("dates", choices):
        return chosen, [Part("dates", chosen, "sure", "you chose it")], [], []
    if found.value is None and "only" in found.reason:
        return met.export.dates, [], [], [f"{found.reason}. Ask the sender which dates are meant."]
    if found.value is None:
        text = f"What comes first in its dates? {found.reason}."
        return met.export.dates, [], [Question("dates", text, choices, met.export.dates)], []
    if found.value != met.export.dates or found.confidence != "sure":
        return found.value, [Part("dates", found.value, found.confidence, found.reason)], [], []
    return found.value, [], [], []


def _related(asked: Asked, met: Resemblance, base: Proposal) -> Proposal:
    """With how the rows differ, and so whether the file replaces the export or adds to it."""
    export = asked.export(base.entry)
    try:
        rows, changes = compared(
            asked.declarations, met.export, export, (asked.raw, asked.path.parent)
        )
    except UserError as error:
        return replace(base, refused=tuple(error.sentences))
    kinds = Counter(str(change["change"]) for change in changes)
    same = max(rows - kinds["changed"] - kinds["gone"], 0)
    told = [f"{same} rows as they were, {kinds['changed']} changed, {kinds['new']} new, "
            f"{kinds['gone']} gone"]  # fmt: skip
    for change in [one for one in changes if one["change"] == "changed"][:5]:
        told.append(f"line {change['line']} changed: {change['columns']}")
    relation, question = _relation(asked, met, kinds, same, rows)
    if question:
        return replace(base, changes=tuple(told), questions=(question,))
    entry = dict(base.entry)
    if relation == "own":
        return _own(asked, met, replace(base, changes=tuple(told)))
    entry[relation] = met.export.id
    corrections = _corrections(asked, met.export, entry)
    return replace(
        base, entry=entry, changes=tuple(told), corrections=corrections,
        relations=tuple(one for one in RELATIONS if one != relation),
    )  # fmt: skip


def _relation(
    asked: Asked, met: Resemblance, kinds: Counter[str], same: int, rows: int
) -> tuple[str, Question | None]:
    """What the file is to the export: by its rows, unless its name says another session."""
    answer = asked.answers.get("relation", tuple(RELATIONS))
    if answer:
        return answer, None
    named = session(asked.declarations, asked.path.name, ())
    elsewhere = met.export.session and named.value and named.value != met.export.session
    if not elsewhere and same >= 0.5 * rows:
        return "supersedes", None
    ids = {"record", "response", "account"} & set(met.export.columns)
    if not elsewhere and ids and same + kinds["changed"] <= 0.1 * rows:
        return "appends", None
    suggested = "own" if elsewhere else None
    choices = ", ".join(f"{name} ({what})" for name, what in RELATIONS.items())
    text = (
        f'It has the columns of "{met.export.id}", and {same} of its {rows} rows. Is it: {choices}?'
    )
    return "", Question("relation", text, tuple(RELATIONS), suggested)


def _own(asked: Asked, met: Resemblance, base: Proposal) -> Proposal:
    """The list of another session or round, read as the one it resembles."""
    entry = dict(base.entry)
    programme = asked.declarations.programme
    kind = "session" if met.export.session else "round" if met.export.round else ""
    known = [one.id for one in (programme.sessions if kind == "session" else programme.rounds)]
    parts = base.parts
    if kind:
        chosen = asked.answers.get(kind, tuple(known))
        guessed = session(asked.declarations, asked.path.name, ())
        if chosen:
            parts = (*parts, Part(kind, chosen, "sure", "you chose it"))
        elif kind == "session" and guessed.value:
            chosen = guessed.value
            parts = (*parts, Part(kind, chosen, guessed.confidence, guessed.reason))
        if chosen is None:
            text = f"Of which {kind} is this list?"
            return replace(base, questions=(Question(kind, text, tuple(known)),))
        entry[kind] = chosen
        entry["id"] = asked.free(f"{chosen}-{met.export.content}")
    return replace(base, entry=entry, parts=parts, resembles=met.export.id)


def _corrections(asked: Asked, older: Export, entry: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    """The corrections of the older list whose wrong cell still stands in the new one."""
    mine = [one for one in asked.declarations.corrections if one.export == older.id]
    if not mine:
        return ()
    rows = raw_records(asked.declarations, asked.export(entry), asked.path.parent)
    return tuple(
        one.model_dump(mode="python", exclude_unset=True) | {"export": entry["id"]}
        for one in mine
        if _matching(one, rows) == 1
    )


def _matching(one: Correction, rows: list[Any]) -> int:
    tests = one.where | {one.column: one.wrong}
    return sum(all(key(row[column]) == key(text) for column, text in tests.items()) for row in rows)

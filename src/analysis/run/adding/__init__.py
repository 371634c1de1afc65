"""Adds a file that was sent to a programme: what it is, what it changes, then the declaration."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path

from analysis.cleaning import clean
from analysis.exports.recognition import Recognition, recognise
from analysis.exports.recognition.encoding import SINGLE
from analysis.problems import UsageError, UserError
from analysis.programme import Declarations, read_declarations
from analysis.run.adding.again import propose_again
from analysis.run.adding.asked import Asked, digest
from analysis.run.adding.fresh import propose_fresh
from analysis.run.adding.proposal import MOST_CONFIRMATIONS, Answers, Proposal, Question
from analysis.run.adding.resembling import AS_GOOD, Resemblance, resemblances
from analysis.run.adding.trial import attempt, effects, figures, with_export
from analysis.run.adding.writing import accept
from analysis.workspace import Workspace

__all__ = ["MOST_CONFIRMATIONS", "Adding", "Answers", "Proposal", "Question", "there_already"]

NEW = "none: it is new"


class Adding:
    """A file on its way into a programme. What it is and was is read once, questions come back.

    Raises the errors of reading the declarations, and ExportError for a file nothing can read.
    """

    def __init__(self, workspace: Workspace, programme: str, path: Path, received: date) -> None:
        self.declarations = read_declarations(workspace, programme)
        self.workspace, self.path, self.received = workspace, path, received
        exports = self.declarations.programme.exports
        self.before = clean(workspace, self.declarations) if exports else None
        self._known: dict[tuple[str | None, str | None], tuple[Recognition, list[Resemblance]]] = {}

    def propose(self, given: dict[str, str]) -> Proposal:
        """What is proposed, after these answers; with its effect once nothing is asked."""
        found, met = self._looked(given.get("encoding"), given.get("sheet"))
        asked = Asked(
            self.workspace, self.declarations, self.path, self.received, found, self.before,
            Answers(given),
        )  # fmt: skip
        if question := _unclear(asked, met):
            return Proposal(self.declarations.programme.id, {}, (), (question,))
        chosen = asked.answers.get("resembles", (*(one.export.id for one in met), NEW))
        met = [one for one in met if chosen in (None, one.export.id)]
        proposal = propose_again(asked, met[0]) if met else propose_fresh(asked)
        if proposal.questions or proposal.refused:
            return proposal
        return self._tried(asked, proposal)

    def _looked(
        self, encoding: str | None, sheet: str | None
    ) -> tuple[Recognition, list[Resemblance]]:
        """What the file is and resembles, read in this encoding and from this sheet."""
        if (encoding, sheet) not in self._known:
            found = recognise(self.path, self.path.name, sheet, encoding)
            met = resemblances(self.workspace, self.declarations, self.path, found, sheet)
            self._known[encoding, sheet] = found, met
        return self._known[encoding, sheet]

    def _tried(self, asked: Asked, proposal: Proposal) -> Proposal:
        """With what becomes of its rows and of the key figures, or why it cannot be added."""
        try:
            export = asked.export(proposal.entry)
            corrections = [
                type(self.declarations.corrections[0]).model_validate(one)
                for one in proposal.corrections
            ]
            more = with_export(self.workspace, self.declarations, export, corrections)
            outcome = attempt(self.workspace, more)
            after, broken = figures(more, outcome.cleaned, self._day)
        except UserError as error:
            return replace(proposal, refused=tuple(error.sentences))
        rows = (
            f"{outcome.used} rows used, {outcome.refused} refused, {outcome.ignored} set apart",
        )
        return replace(
            proposal,
            changes=(*proposal.changes, *rows),
            remarks=outcome.problems,
            effects=effects(self._figures, after),
            refused=broken,
        )

    @property
    def _day(self) -> date:
        """The day on which figures are compared: no row that came with the file lies after it."""
        return max(self.declarations.programme.as_of, self.received)

    @cached_property
    def _figures(self) -> dict[str, str]:
        """The key figures without the file."""
        if self.before is None:
            return {}
        return figures(self.declarations, self.before, self._day)[0]

    def accept(self, proposal: Proposal) -> None:
        """Write it down. Raises the error of the check, after putting all back as it was."""
        found, _ = self._looked(None, None)
        accept(
            Asked(self.workspace, self.declarations, self.path, self.received, found, self.before),
            proposal,
        )


def _unclear(asked: Asked, met: list[Resemblance]) -> Question | None:
    """What must be known before anything else: its encoding, its sheet, what it resembles."""
    found, answers = asked.found, asked.answers
    if found.encoding and found.encoding.unsure:
        text = f"In which encoding was it saved? {found.encoding.reason}."
        return Question("encoding", text, SINGLE)
    best = [one for one in met if met[0].score - one.score < AS_GOOD]
    if len(best) > 1 and answers.get("resembles") is None:
        text = "It looks as much like several exports. Of which one is it a later list?"
        return Question("resembles", text, (*(one.export.id for one in best), NEW))
    if answers.get("sheet") is not None or found.sheet is None:
        return None
    if met and met[0].rivals:
        sheets = (met[0].sheet or "", *met[0].rivals)
        return Question("sheet", "Several sheets look the same. Which one holds the list?", sheets)
    if not met and found.sheet.unsure:
        return Question("sheet", "Which sheet holds the list?", found.sheets, found.sheet.value)
    return None


def there_already(workspace: Workspace, declarations: Declarations, path: Path) -> str | None:
    """The file of a declared export that has the same bytes, if there is one.

    Raises UsageError when there is no such file to add.
    """
    if not path.is_file():
        raise UsageError(f"{path}: there is no such file. Name the file that you were sent.")
    mine, folder = digest(path), workspace.raw(declarations.programme.id)
    for export in declarations.programme.exports:
        known = folder / export.file
        same_size = known.is_file() and known.stat().st_size == path.stat().st_size
        if same_size and digest(known) == mine:
            return export.file
    return None

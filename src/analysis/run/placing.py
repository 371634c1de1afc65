"""All files of a release come into place, or none.

They are first written beside, with a journal of what goes where. Then each is moved. Whoever
finds a journal later, because the program was killed, finishes what it says. When a move fails,
the journal is turned round and everything goes back.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from analysis.problems import WriteError
from analysis.workspace import Workspace

JOURNAL = "journal.json"
Way = Literal["forward", "back"]


@dataclass
class Shelf:
    """What is to be put in place: files, whole new folders, folders moved, and things taken away.

    It reads as if that had been done already.
    """

    files: dict[Path, bytes] = field(default_factory=dict)
    folders: dict[Path, dict[str, bytes]] = field(default_factory=dict)
    moved: dict[Path, Path] = field(default_factory=dict)
    dropped: list[Path] = field(default_factory=list)

    def read(self, path: Path) -> bytes:
        """A file as it will be."""
        if path in self.files:
            return self.files[path]
        if path.parent in self.folders:
            return self.folders[path.parent][path.name]
        return (self.moved.get(path.parent, path.parent) / path.name).read_bytes()


class Move(NamedTuple):
    """One step. What stands at `to` is kept at `old`; without `new` it is only taken away."""

    new: str
    to: str
    old: str


def place(workspace: Workspace, shelf: Shelf) -> None:
    """Put everything on the shelf in place.

    Raises WriteError when that fails; then all is as it was.
    """
    folder = workspace.placing
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        moves = _prepared(shelf, folder)
        _write_journal(workspace, moves, "forward")
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise _failure(workspace, error, "Everything is as it was") from None
    _finish(workspace, moves)


def recover(workspace: Workspace) -> None:
    """Finish what a run that was stopped had begun to put in place.

    Raises WriteError when that cannot be done; then it is put back, if need be by the next run.
    """
    journal = workspace.placing / JOURNAL
    if not journal.exists():
        # Nothing was moved yet: what lies there was never complete.
        shutil.rmtree(workspace.placing, ignore_errors=True)
        return
    noted = json.loads(journal.read_text(encoding="utf-8"))
    moves = [
        Move(*(str(workspace.root / path) if path else "" for path in move))
        for move in noted["moves"]
    ]
    if noted["way"] == "forward":
        _finish(workspace, moves)
    else:
        _put_back(workspace, moves)


def _prepared(shelf: Shelf, folder: Path) -> list[Move]:
    """The steps, with all that is new lying ready and a copy of each file that is replaced."""
    moves: list[Move] = []
    for source in shelf.dropped:
        moves.append(Move("", str(source), str(folder / f"old-{len(moves)}")))
    for to, source in shelf.moved.items():
        moves.append(Move(str(source), str(to), ""))
    for to, content in shelf.folders.items():
        new = folder / f"new-{len(moves)}"
        new.mkdir()
        for name, written in content.items():
            _write(new / name, written)
        moves.append(Move(str(new), str(to), ""))
    for to, written in shelf.files.items():
        new, old = folder / f"new-{len(moves)}", folder / f"old-{len(moves)}"
        _write(new, written)
        if to.exists():
            shutil.copy2(to, old)
        moves.append(Move(str(new), str(to), str(old) if to.exists() else ""))
    return moves


def _finish(workspace: Workspace, moves: list[Move]) -> None:
    try:
        for move in moves:
            _forward(move)
    except OSError as error:
        _write_journal(workspace, moves, "back")
        _put_back(workspace, moves)
        raise _failure(workspace, error, "What had been published stands as it was") from None
    _done(workspace.placing)


def _put_back(workspace: Workspace, moves: list[Move]) -> None:
    try:
        for move in reversed(moves):
            _back(move)
    except OSError as error:
        raise _failure(workspace, error, "The next run puts it back as it was") from None
    _done(workspace.placing)


def _forward(move: Move) -> None:
    """One step ahead; nothing where it was done already."""
    new, to = Path(move.new), Path(move.to)
    if not move.new:
        if to.exists():
            to.rename(move.old)
    elif new.exists():
        to.parent.mkdir(parents=True, exist_ok=True)
        if new.is_dir():
            new.rename(to)
        else:
            new.replace(to)


def _back(move: Move) -> None:
    """One step back; nothing where it was not done, or is undone already."""
    new, to, old = Path(move.new), Path(move.to), Path(move.old)
    if not move.new:
        if old.exists():
            old.rename(to)
    elif not new.exists():
        if not move.old:
            to.rename(new)
        elif old.exists():
            old.replace(to)


def _write(path: Path, content: bytes) -> None:
    """A file that outlasts a power cut: the journal must never name one that is half there."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _write_journal(workspace: Workspace, moves: list[Move], way: Way) -> None:
    """Paths are noted from the workspace, so that one that was moved meanwhile is put right."""
    noted = [[workspace.shown(Path(path)) if path else "" for path in move] for move in moves]
    new = workspace.placing / "journal.new"
    _write(new, json.dumps({"way": way, "moves": noted}, indent=1).encode())
    new.replace(workspace.placing / JOURNAL)


def _done(folder: Path) -> None:
    """Without its journal the folder says nothing any more, so that goes first."""
    (folder / JOURNAL).unlink()
    shutil.rmtree(folder, ignore_errors=True)


def _failure(workspace: Workspace, error: OSError, then: str) -> WriteError:
    where = Path(error.filename2 or error.filename or workspace.reports)
    return WriteError(
        f"{workspace.shown(where)}: cannot be written "
        f"({error.strerror or type(error).__name__}). Close it in other programs, make room, or "
        f"ask for the right to write, and run the command again. {then}."
    )

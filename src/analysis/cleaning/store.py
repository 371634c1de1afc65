"""Writes tidy tables as Parquet, all of them or none."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

from analysis.cleaning.clean import Cleaned
from analysis.problems import WriteError
from analysis.tables import RESTRICTED
from analysis.workspace import EXECUTED, Workspace


def write(workspace: Workspace, programme: str, cleaned: Cleaned) -> Path:
    """Put the tables of a programme in place of the last good ones, and return their folder.

    They are written beside it first; the folder changes only when all of them are there.
    Raises WriteError when there is no room or no right to write.
    """
    folder = workspace.processed(programme)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".new-") as staging:
            new = Path(staging) / "tables"
            (new / "restricted").mkdir(parents=True)
            for name, frame in cleaned.tables.items():
                home = new / "restricted" if name in RESTRICTED else new
                frame.to_parquet(home / f"{name}.parquet", index=False)
            known_on = cleaned.known_on.isoformat() if cleaned.known_on else None
            receipt = {"digest": cleaned.digest, "known_on": known_on}
            (new / "receipt.json").write_text(json.dumps(receipt) + "\n", encoding="utf-8")
            if folder.exists():
                folder.rename(Path(staging) / "old")
                for place in EXECUTED:
                    executed = Path(staging) / "old" / place
                    if executed.exists():
                        # Each says what it was made from, so one out of date is not used.
                        executed.rename(new / place)
            shutil.move(new, folder)
    except OSError as error:
        raise WriteError(
            f"{workspace.shown(folder)}: the tidy tables cannot be written "
            f"({error.strerror or type(error).__name__}). Make room or ask for the right to "
            "write there. The last good tables stand."
        ) from None
    return folder

"""SPSS: variables with labels, values with labels, and values that were declared as missing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from analysis.exports import spss_file
from analysis.exports.headers import Called, settled
from analysis.exports.rows import Contents, Row, readable
from analysis.problems import ExportError
from analysis.programme.models import Export

STARTS = (b"$FL2", b"$FL3")
LONGEST_SECONDS = 300


def read(path: Path, shown: str, export: Export) -> Contents:
    """The cases, numbered from 1; a column is its variable, or its label where that is unique.

    A variable of a multiple response set is also `set | label`. The file is read in another
    process with bounded memory and time. Raises ExportError when it cannot be read there.
    """
    readable(path, shown)
    with path.open("rb") as file:
        if not file.read(4).startswith(STARTS):
            raise ExportError(
                f"{shown}: this is not a file of SPSS, though it may be called one. Write the "
                "format that it has in its entry, or export it again as .sav."
            )
    variables, *cases = _apart(path, shown, export)
    names = settled(map(_called, variables))
    return Contents(
        [Row(number, tuple(cells)) for number, cells in enumerate(cases, start=1)],
        names,
        {known[0]: one["codes"] for known, one in zip(names, variables, strict=True) if known},
        {
            known[0]: frozenset(one["missing"])
            for known, one in zip(names, variables, strict=True)
            if known and one["missing"]
        },
    )


def _called(variable: dict[str, Any]) -> Called:
    label = variable["label"]
    in_set = f"{variable['set']} | {label}" if variable["set"] and label else ""
    return [variable["name"]], [label, in_set]


def _apart(path: Path, shown: str, export: Export) -> list[Any]:
    """What the other process wrote: the variables first, then each case."""
    encoding = "" if export.encoding == "utf-8" else export.encoding
    # Each thread of a numerical library would take a share of the memory that is allowed.
    surroundings = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    # Isolated, and by its path, so that it starts without the rest of the project.
    command = [sys.executable, "-I", str(spss_file.__file__), str(path.resolve()), encoding]
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=LONGEST_SECONDS, env=surroundings, check=False
        )
    except subprocess.TimeoutExpired:
        raise ExportError(
            f"{shown}: reading this file takes longer than {LONGEST_SECONDS} seconds, so it was "
            "stopped. Export fewer variables, or export as CSV."
        ) from None
    if done.returncode == spss_file.TOO_LARGE:
        raise ExportError(
            f"{shown}: this file holds more than {spss_file.MOST_CELLS:,} cells. Check that it "
            "is the right file, or export fewer variables."
        )
    if done.returncode:
        raise ExportError(
            f"{shown}: this file of SPSS is damaged and cannot be read. Export it again, or "
            "export it as CSV."
        )
    return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]

"""How time and memory of a whole programme grow with its organisations.

A made-up national programme is written in ever larger sizes. Each is cleaned, and each of its
reports built, by the command that a user gives, in a process of its own, one after another.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.same_programme import made_up

SIZES = (1_000, 10_000, 100_000)
OFTEN = 0.05
"""Seconds between two looks at the memory."""


@dataclass(frozen=True)
class Measured:
    """What one command took: its time, that of the processors for it, and the most memory of it.

    That of its children is in it.
    """

    seconds: float
    busy: float
    megabytes: float


def main(sizes: Sequence[int], only: Sequence[str] = ()) -> None:
    """Print what each step took in each size as a table; `only` names reports."""
    print("| Organisations | Step | Seconds | Of a processor | Peak (MB) | Largest page (MB) |")
    print("| ---: | --- | ---: | ---: | ---: | ---: |")
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            root = Path(name)
            made_up.write(root, size)
            _print(size, "clean", measured("clean", "--workspace", root), "")
            for report in only or made_up.REPORTS:
                # Alone: what one report hides depends on what the others tell.
                made_up.declare(root, [report])
                took = measured("build", "--workspace", root, "--report", report)
                _print(size, f"build {report}", took, f"{_largest(root):.1f}")


def measured(*words: object) -> Measured:
    """Give a command in a process of its own and look at its memory until it ends."""
    command = [sys.executable, "-m", "analysis", *map(str, words)]
    begun, busy, most = time.perf_counter(), _busy(), 0
    with tempfile.TemporaryFile() as said:
        process = psutil.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
        while process.poll() is None:
            most = max(most, _memory(process))
            time.sleep(OFTEN)
        seconds = time.perf_counter() - begun
        said.seek(0)
        if process.returncode:
            raise SystemExit(f"{' '.join(command)} failed.\n{said.read().decode()}")
    return Measured(seconds, _busy() - busy, most / 1_000_000)


def _busy() -> float:
    """The seconds of a processor that went to all commands so far."""
    spent = os.times()
    return spent.children_user + spent.children_system


def _memory(process: psutil.Process) -> int:
    """The memory of a process with its children; what they share is counted for each."""
    found = 0
    try:
        for one in (process, *process.children(recursive=True)):
            found += one.memory_info().rss
    except psutil.NoSuchProcess:
        pass
    return found


def _largest(root: Path) -> float:
    """The largest page, which is taken away."""
    pages = list(root.glob(f"reports/draft/*/{made_up.PROGRAMME}/*.html"))
    found = max(page.stat().st_size for page in pages)
    for page in pages:
        page.unlink()
    return found / 1_000_000


def _print(size: int, step: str, took: Measured, pages: str) -> None:
    print(
        f"| {size:,} | {step} | {took.seconds:.1f} | {took.busy:.1f} "
        f"| {took.megabytes:,.0f} | {pages} |",
        flush=True,
    )


if __name__ == "__main__":
    main(
        [int(word) for word in sys.argv[1:] if word.isdecimal()] or SIZES,
        [word for word in sys.argv[1:] if not word.isdecimal()],
    )

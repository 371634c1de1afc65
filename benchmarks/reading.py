"""How time and memory of reading a list grow with its rows, beside pandas, polars and DuckDB.

One list of eight columns in Dutch, with delimiters and line ends inside cells, is made in ever
larger sizes. Each reader reads each size in a process of its own, one after another.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
REQUIREMENTS = Path(__file__).with_name("readers.txt")
SAME_FILE = Path(__file__).with_name("same_file")
SIZES = (10_000, 100_000, 1_000_000)
OURS, RECORDS = "trajectmonitor, rows", "trajectmonitor, records"
OTHERS = ("pandas", "polars", "DuckDB")
MOST_RECORDS = 1_000_000
HEADER = "Nr;Organisatie;Gemeente;Sector;Datum;Bedrag;E-mail;Opmerking\n"


@dataclass(frozen=True)
class Measured:
    """One reader on one size: how many rows it found, and what it took."""

    reader: str
    rows: int
    seconds: float
    megabytes: float


def main(sizes: Sequence[int]) -> None:
    """Make the list in each size, let all read it, and print what it took as a table."""
    python = _environment()
    print(
        "| Rows | Reader | Seconds | Microseconds a row | Times ours | Peak (MB) | Times ours |",
        "| ---: | --- | ---: | ---: | ---: | ---: | ---: |",
        sep="\n",
    )
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "list.csv"
            _make(path, size)
            _print(_measured(python, path, size), size)


def _make(path: Path, size: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(HEADER)
        for number in range(size):
            remark = "komt met de trein;\r\néén persoon" if number % 50 == 0 else "eet vegetarisch"
            file.write(
                f"{number};Kunstencentrum De Bètastraat {number % 977} vzw;Sint-Truiden;"
                f"podiumkunsten;{number % 28 + 1:02}/03/2019;1.{number % 1000:03},50;"
                f'info{number}@voorbeeld.be;"{remark}"\r\n'
            )


def _measured(python: Path, path: Path, size: int) -> list[Measured]:
    commands: dict[str, list[object]] = {OURS: [sys.executable, SAME_FILE / "ours.py", "rows"]}
    if size <= MOST_RECORDS:
        commands[RECORDS] = [sys.executable, SAME_FILE / "ours.py", "records"]
    commands |= {name: [python, SAME_FILE / "others.py", name] for name in OTHERS}
    found = []
    for reader, command in commands.items():
        told = json.loads(_said([*command, path]))
        if told["rows"] != size:
            raise SystemExit(f"{reader} read {told['rows']} of {size} rows.")
        # What the system calls the peak is in bytes on macOS and in kibibytes elsewhere.
        unit = 1 if sys.platform == "darwin" else 1024
        peak = told["peak"] * unit / 1_000_000
        found.append(Measured(reader, told["rows"], told["seconds"], peak))
    return found


def _print(found: list[Measured], size: int) -> None:
    ours = found[0]
    for one in found:
        print(
            f"| {size:,} | {one.reader} | {one.seconds:.2f} | {one.seconds / size * 1e6:.1f} "
            f"| {one.seconds / ours.seconds:.1f} | {one.megabytes:,.0f} "
            f"| {one.megabytes / ours.megabytes:.1f} |",
            flush=True,
        )


def _environment() -> Path:
    """The Python of an environment of its own, so that no other reader is needed by ours."""
    folder = PROJECT / ".venv" / "bench-readers"
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    digest = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    stamp = folder / "digest"
    if not (stamp.exists() and stamp.read_text(encoding="utf-8") == digest):
        print(f"Installing the others of {REQUIREMENTS.name}.", file=sys.stderr, flush=True)
        venv.EnvBuilder(clear=True, with_pip=True).create(folder)
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        _said([*pip, "-r", REQUIREMENTS])
        stamp.write_text(digest, encoding="utf-8")
    return python


def _said(command: Sequence[object]) -> str:
    words = [str(word) for word in command]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(words)} failed.\n{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:] if size.isdecimal()] or SIZES)

"""Organisations recognised, beside what others who find duplicates make of the same lists.

Two labelled lists that nobody here made, each looked at as one file: which of its entries are the
same organisation. `--file LIST.csv --truth COLUMN --name COLUMN` (and `--address --postcode
--phone --number --municipality --domain`) does the same for any other list. `--scale` recognises a
million names among a hundred thousand made-up organisations.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import venv
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from multiprocessing import active_children, get_context
from pathlib import Path

import numpy as np

from analysis.matching import Known, Mention, Verdict, grouped
from benchmarks.same_organisations import made_up
from tests.conftest import REAL

PROJECT = Path(__file__).resolve().parents[1]
REQUIREMENTS = Path(__file__).with_name("matching_peers.txt")
PEERS = {"recordlinkage": "no", "Splink": "no", "dedupe": "120 pairs"}
OURS = "trajectmonitor"
TARGET = 0.99
RESAMPLES = 1000
FIELDS = ("name", "number", "postcode", "municipality", "domain", "address", "phone")
SITES = {"name": "Site name", "address": "Address", "postcode": "Zip", "phone": "Phone"}
LISTS = {
    "Chicago sites": ("orgmatch_dedupe/csv_example_input_with_true_ids.csv", "True Id", SITES),
    "Belgian labels": ("belgif_org_names/derived_org_labels.csv", "org_uri", {"name": "label"}),
}
_known: Known | None = None


@dataclass(frozen=True)
class Labelled:
    """A list of organisations, with which of them are truly the same."""

    name: str
    truth: tuple[str, ...]
    entries: tuple[Mention, ...]


def main() -> None:
    """Look at the lists, and print what was found as a table."""
    asked = _asked()
    lists = [_read(asked.file.name, asked.file, asked.truth, _columns(asked))] if asked.file else [
        _read(name, REAL / file, truth, columns)
        for name, (file, truth, columns) in LISTS.items() if (REAL / file).is_file()
    ]  # fmt: skip
    if not lists:
        print(f"No labelled lists in {REAL}; name one with --file.")
    python = _environment() if lists and not asked.alone else None
    print("| List | Found by | Labels needed | Precision | Recall | F1 | Seconds |",
          "| --- | --- | --- | ---: | ---: | ---: | ---: |", sep="\n")  # fmt: skip
    wrong = [line for each in lists for line in _compared(each, python)]
    print("", "Wrongly the same, by ours:", *wrong, sep="\n")
    if asked.scale:
        _scale(asked.scale)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--file", type=Path)
    parser.add_argument("--truth", default="truth")
    parser.add_argument("--alone", action="store_true", help="without the others")
    parser.add_argument("--scale", type=int, nargs="?", const=1_000_000, help="how many names")
    for field in FIELDS:
        parser.add_argument(f"--{field}")
    return parser.parse_known_args()[0]


def _columns(asked: argparse.Namespace) -> dict[str, str]:
    return {field: column for field in FIELDS if (column := getattr(asked, field))}


def _read(name: str, file: Path, truth: str, columns: dict[str, str]) -> Labelled:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    entries = tuple(
        Mention(**{field: row[column] or None for field, column in columns.items()} | {
            "name": row[columns["name"]]})
        for row in rows
    )  # fmt: skip
    return Labelled(name, tuple(row[truth] for row in rows), entries)


def _compared(labelled: Labelled, python: Path | None) -> list[str]:
    """Print a row for each library; give back what we wrongly hold to be the same."""
    for peer, labels in PEERS.items() if python else ():
        seconds, pairs = _by_peer(python, peer, labelled)
        _print(labelled, peer, labels, _at_target(labelled.truth, pairs), seconds)
    start = time.perf_counter()
    groups = grouped(labelled.entries)
    _print(labelled, OURS, "no", groups, time.perf_counter() - start)
    return _wrong(labelled, groups)


def _by_peer(
    python: Path, peer: str, labelled: Labelled
) -> tuple[float, list[tuple[int, int, float]]]:
    """What another finds in an environment of its own, with the seconds without its start."""
    script = Path(__file__).with_name("same_organisations") / "peers.py"
    with tempfile.TemporaryDirectory() as folder:
        entries, answer = Path(folder, "entries"), Path(folder, "answer")
        filled = [f for f in FIELDS if any(getattr(each, f) for each in labelled.entries)]
        entries.write_text("\n".join(
            json.dumps({f: getattr(each, f) for f in filled} | {"truth": truth})
            for each, truth in zip(labelled.entries, labelled.truth, strict=True)
        ), encoding="utf-8")  # fmt: skip
        _quietly([python, script, peer, entries, answer])
        told = json.loads(answer.read_text(encoding="utf-8"))
    return told["seconds"], [tuple(pair) for pair in told["pairs"]]


def _at_target(truth: Sequence[str], pairs: list[tuple[int, int, float]]) -> list[int]:
    """Groups of pairs above the threshold at which most is found with precision 0.99.

    The threshold is sought with the truth, which is to the advantage of the others.
    """
    least, most = 2.0, 0.0
    for threshold, found, right, true in _steps(truth, pairs):
        if right >= TARGET * found and right / true > most:
            least, most = threshold, right / true
    return _joined(len(truth), [pair for pair in pairs if pair[2] >= least])


def _steps(
    truth: Sequence[str], pairs: list[tuple[int, int, float]]
) -> Iterator[tuple[float, int, int, int]]:
    """For each threshold, highest first: pairs within groups, those that are right, all true."""
    leads, members = list(range(len(truth))), [Counter([each]) for each in truth]
    true = sum(count * (count - 1) // 2 for count in Counter(truth).values())
    found = right = 0
    for threshold, several in groupby(sorted(pairs, key=lambda p: -p[2]), lambda p: p[2]):
        for one, other, _ in several:
            a, b = _lead(leads, one), _lead(leads, other)
            if a != b:
                found += members[a].total() * members[b].total()
                right += sum(count * members[b][each] for each, count in members[a].items())
                members[b] += members[a]
                leads[a] = b
        yield threshold, found, right, true


def _joined(count: int, pairs: Sequence[tuple[int, int, float]]) -> list[int]:
    leads = list(range(count))
    for one, other, _ in pairs:
        leads[_lead(leads, one)] = _lead(leads, other)
    return [_lead(leads, place) for place in range(count)]


def _lead(leads: list[int], place: int) -> int:
    while leads[place] != place:
        leads[place] = leads[leads[place]]
        place = leads[place]
    return place


def _counted(truth: Sequence[str], groups: Sequence[int]) -> np.ndarray:
    """For each true organisation its pairs found, found in truth, and true.

    A pair that is wrong counts half for each of its two organisations.
    """
    size, true, cell = Counter(groups), Counter(truth), Counter(zip(truth, groups, strict=True))
    counts: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(3))
    for (organisation, group), n in cell.items():
        right, wrong = n * (n - 1) / 2, n * (size[group] - n) / 2
        counts[organisation] += (right + wrong, right, 0)
    for organisation, n in true.items():
        counts[organisation] += (0, 0, n * (n - 1) / 2)
    return np.array(list(counts.values()))


def _measures(found: float, right: float, true: float) -> tuple[float, float, float]:
    precision = right / found if found else 0.0
    recall = right / true if true else 0.0
    return precision, recall, 2 * right / (found + true) if found + true else 0.0


def _print(
    labelled: Labelled, who: str, labels: str, groups: Sequence[int], seconds: float
) -> None:
    """One row: each measure with its interval, by drawing organisations anew with return."""
    counts = _counted(labelled.truth, groups)
    chance = np.random.default_rng(20261122)
    drawn = [
        _measures(*counts[chance.integers(len(counts), size=len(counts))].sum(axis=0))
        for _ in range(RESAMPLES)
    ]
    ends = np.percentile(drawn, [2.5, 97.5], axis=0)
    told = [
        f"{value:.3f} ({low:.3f}–{high:.3f})"
        for value, low, high in zip(_measures(*counts.sum(axis=0)), *ends, strict=True)
    ]
    cells = [labelled.name, who, labels, *told, f"{seconds:.1f}"]
    print(f"| {' | '.join(cells)} |", flush=True)


def _wrong(labelled: Labelled, groups: Sequence[int]) -> list[str]:
    """The groups in which several true organisations stand, by how many pairs are wrong."""
    members = defaultdict(set)
    for place, group in enumerate(groups):
        members[group].add((labelled.truth[place], " ".join(labelled.entries[place].name.split())))
    mixed = [sorted(each) for each in members.values() if len({truth for truth, _ in each}) > 1]
    return [
        f"- {labelled.name}: " + "; ".join(f"{name} [{truth}]" for truth, name in each)
        for each in mixed
    ]


def _scale(count: int) -> None:
    """Print how long a million names take among a hundred thousand organisations, two at a time."""
    global _known
    chance = random.Random(1)
    known = made_up.organisations(100_000, chance)
    mentions = list(made_up.mentions(known, count, chance))
    start = time.perf_counter()
    _known = Known(known)
    parts = [mentions[place : place + 20_000] for place in range(0, len(mentions), 20_000)]
    outcomes: Counter[str] = Counter()
    memory = 0.0
    with ProcessPoolExecutor(2, get_context("fork")) as pool:
        for verdicts in pool.map(_recognised, parts):
            outcomes.update(verdict.outcome for verdict in verdicts)
            memory = max(memory, _gigabytes())
    seconds = time.perf_counter() - start
    print(f"\n{count:,} distinct names among {len(known):,} organisations: {seconds:.0f} s, "
          f"at most {memory:.1f} GB in three processes together; {dict(outcomes)}.")  # fmt: skip


def _gigabytes() -> float:
    """What this process and its children hold now; what they share counts once (Linux)."""
    processes = [os.getpid(), *(child.pid for child in active_children())]
    told = [Path(f"/proc/{process}/smaps_rollup").read_text() for process in processes]
    return sum(int(re.findall(r"^Pss: +(\d+) kB", each, re.M)[0]) for each in told) / 1e6


def _recognised(part: list[Mention]) -> list[Verdict]:
    return _known.recognise(part) if _known else []


def _environment() -> Path:
    """The Python of an environment of its own, as the others need another pandas."""
    folder = PROJECT / ".venv" / "bench-matching"
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    digest = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    stamp = folder / "digest"
    if not (stamp.exists() and stamp.read_text(encoding="utf-8") == digest):
        print(f"Installing the others of {REQUIREMENTS.name}.", file=sys.stderr, flush=True)
        venv.EnvBuilder(clear=True, with_pip=True).create(folder)
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        _quietly([*pip, "-r", REQUIREMENTS])
        stamp.write_text(digest, encoding="utf-8")
    return python


def _quietly(command: Sequence[object]) -> None:
    words = [str(word) for word in command]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(f"{' '.join(words)} failed:\n{done.stderr[-3000:]}")


if __name__ == "__main__":
    main()

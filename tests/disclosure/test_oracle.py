"""Against tau-ARGUS: on single tables our choice costs no more than its optimal one.

Its working files hold true numbers, so it runs in a process and a private folder of its own,
which is deleted. It protects linked tables apart; that is why it is only used here.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from analysis.disclosure import exposed, plan
from analysis.payload import Hidden
from analysis.programme.disclosure import Costs, Disclosure, Levels

from .conftest import two_way

pytest.importorskip("pytauargus", reason="tau-ARGUS has no wheel for this Python or system")

SCRIPT = Path(__file__).with_name("tau_argus.py")


def random_table(seed: int) -> dict[tuple[str, str], int]:
    chance = random.Random(seed)
    return {
        (f"x{i}", f"y{j}"): chance.choice([1, 2, 5, 5, 6, 7, 9, 12, 15])
        for i in range(4)
        for j in range(4)
    }


def optimal(counts, folder) -> list[tuple[str, str]]:
    """The cells that tau-ARGUS hides, `Total` standing for a total."""
    content = [[a, b, n] for (a, b), n in sorted(counts.items())]
    made = subprocess.run(
        [sys.executable, str(SCRIPT)], input=json.dumps(content), cwd=folder, text=True,
        capture_output=True, check=True, timeout=120, env={**os.environ, "TMPDIR": str(folder)},
    )  # fmt: skip
    return [tuple(cell) for cell in json.loads(made.stdout.strip().splitlines()[-1])]


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.full) for seed in range(1, 8))]
)
def test_our_choice_is_safe_and_costs_no_more(seed):
    counts = random_table(seed)
    with TemporaryDirectory() as folder:
        theirs = optimal(counts, folder)
    assert theirs, "tau-ARGUS hid nothing"
    # It asks that no hidden count is recovered exactly, and lets a reader think it may be zero.
    rules = Disclosure(
        min_cell={"organisations": 3},
        zero="disclosive",
        levels=Levels(sliding=1),
        costs=Costs(count=1, total=1),
    )
    table = two_way(counts)
    seen = plan({"r": [table]}, rules).protected("r", "public")
    ours = [row for row in seen[0].rows if isinstance(row["count"], Hidden)]
    assert exposed([seen], rules) == []
    assert len(ours) <= len(theirs)

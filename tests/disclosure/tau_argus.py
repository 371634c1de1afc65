"""Runs tau-ARGUS in its own process and folder: cells in, hidden cells out, as JSON."""

from __future__ import annotations

import json
import sys

import pandas as pd
from pytauargus import protect


def main() -> None:
    cells = json.loads(sys.stdin.read())
    units = [(a, b, 1.0) for a, b, count in cells for _ in range(count)]
    frame = pd.DataFrame(units, columns=["a", "b", "n"])
    made = protect(
        frame, ["a", "b"], response="n", safety_rules="FREQ(3,0)", suppress="OPT(1)", workdir="run"
    )
    table = made.tables[0]
    shown = table.dataframe()[["a", "b"]]
    hidden = [safe in ("x", None) for safe in table.safe()]
    print(json.dumps(shown[hidden].astype(str).to_numpy().tolist()))


if __name__ == "__main__":
    main()

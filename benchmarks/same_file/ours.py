"""Reads one list as we do: every row with its line; or on to records with their dispositions."""

import json
import resource
import sys
import time
from pathlib import Path

from analysis.exports import delimited
from analysis.programme import Export

COLUMNS = {"participant": "Organisatie", "municipality": "Gemeente", "sector": "Sector",
           "enrolled_on": "Datum", "budget": "Bedrag"}  # fmt: skip


def main(what: str, path: Path) -> None:
    """Print how many rows of data there were, how long it took, and how much memory."""
    export = Export.model_validate(
        {"id": "list", "file": path.name, "received": "2019-02-20", "format": "delimited",
         "content": "participants", "delimiter": ";", "columns": COLUMNS}
    )  # fmt: skip
    started = time.perf_counter()
    contents = delimited.read(path, path.name, export)
    if what == "rows":
        count = sum(1 for _ in contents.rows) - 1
    else:
        # Only with these comes pandas, which reading does not need.
        from analysis.cleaning.receiving import Journal, records

        started = time.perf_counter()
        count = len(records(export, contents, Journal(export, path.name), {}))
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"rows": count, "seconds": seconds, "peak": peak}))


main(sys.argv[1], Path(sys.argv[2]))

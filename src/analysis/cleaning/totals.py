"""Total rows: what the maker of a list counted is held against the rows, never used."""

from __future__ import annotations

import re

from analysis.cleaning.hop import Hop

NO_ROW = ("blank", "header", "above_header", "total", "section", "summary", "other_section")


def check(hop: Hop) -> None:
    """Remark on each total row of an export whose numbers its rows do not give."""
    # A row that names several organisations has one mark.
    by_line = {row["line"]: row["present"] for row in hop.tidy.get("attendance", [])}
    marks = list(by_line.values())
    counted = {
        "present": marks.count(True),
        "absent": marks.count(False),
        "rows": sum(why not in NO_ROW for _, why in hop.journal.dispositions.values()),
    }
    for line, total, text in hop.journal.totals:
        found = [counted[what] for what in total.counts]
        written = [int(number) for number in re.findall(r"\d{1,15}", text)][: len(found)]
        if written != found:
            hop.journal.remark(
                line, total.column, "total_differs",
                f"The list says {written} for {', '.join(total.counts)}; its rows give {found}. "
                "Look which is right. Used the rows.",
            )  # fmt: skip

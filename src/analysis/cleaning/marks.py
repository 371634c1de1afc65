"""What a workbook tells of a row besides its words: that it is hidden, or struck through."""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.cleaning.receiving import Journal, Record


def remark_row(record: Record, journal: Journal) -> None:
    """Remark on a row of data that whoever opens the file does not see, or sees struck out."""
    if "hidden" in record.marks:
        journal.remark(
            record.line, "", "hidden_row",
            "The row is hidden in the workbook. Look whether it counts; if it does not, ignore it "
            'by declaration (marked = "hidden"). Kept the row.',
        )  # fmt: skip
    if "struck" in record.marks:
        journal.remark(
            record.line, "", "struck_row",
            "Words in the row are struck through. Look whether they hold; if they do not, ignore "
            'it by declaration (marked = "struck"). Kept the row.',
        )  # fmt: skip


def remark_columns(hidden: Set[int], places: dict[str, int], line: int, journal: Journal) -> None:
    """Remark on each declared column that whoever opens the file does not see."""
    for column, place in places.items():
        if place in hidden:
            journal.remark(
                max(line, 1), column, "hidden_column",
                "The column is hidden in the workbook. Look whether it still holds; if it does "
                "not, take it out of the columns of this export. Kept the column.",
            )  # fmt: skip

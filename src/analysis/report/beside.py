"""The files of large tables stand beside the page: within it they would make it too heavy."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.draw.csv import csv_text, machine_text
from analysis.draw.table import ENDS, MOST_CARRIED, Rows
from analysis.draw.words import Words
from analysis.payload import Chart, Column, Payload, Table
from analysis.report.audience import file_prefix
from analysis.report.frame import PageFrame


def files(payloads: Sequence[Payload], frame: PageFrame) -> dict[str, bytes]:
    """The files to which a page with these protected payloads leads, by name."""
    words = Words(frame.language, frame.labels)
    prefix = file_prefix(frame, words)
    found: dict[str, bytes] = {}
    for payload in payloads:
        if isinstance(payload, (Table, Chart)) and len(payload.rows) > MOST_CARRIED:
            id = f"table-{payload.id}" if isinstance(payload, Table) else f"chart-{payload.id}-data"
            texts = _texts(payload.columns, payload.rows, words)
            found |= {
                f"{prefix}{id}{end}": text.encode("utf-8")
                for end, text in zip(ENDS, texts, strict=True)
            }
    return found


def of_page(frame: PageFrame) -> str:
    """Which files beside a page are its own, as a pattern of their names."""
    return f"{file_prefix(frame, Words(frame.language, frame.labels))}*.csv"


def _texts(columns: Sequence[Column], rows: Rows, words: Words) -> tuple[str, str]:
    return csv_text(columns, rows, words), machine_text(columns, rows)

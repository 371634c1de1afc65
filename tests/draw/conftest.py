"""Payloads small enough to count on the fingers, and the words for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from analysis.draw.words import Words, catalogue
from analysis.payload import Chart, Column, Message
from tests.draw import forms

MESSAGES = {
    "chart.example_sectors": "Kunsten zijn de grootste groep",
    "chart.example_sectors.subtitle": "Aantal organisaties per sector",
    "table.example_sectors": "Organisaties per sector",
    "column.sector": "Sector",
    "column.yes": "Eens",
    "column.neutral": "Neutraal",
    "column.no_answer": "Oneens",
}
LABELS = {
    "sector": {
        "arts": {"nl": "Kunsten & <letteren>"},
        "heritage": {"nl": "Cultureel erfgoed"},
        "circus": {"nl": "Circus"},
    }
}
SECTOR = Column(key="sector", kind="code", vocabulary="sector")
COUNT = Column(key="count", kind="count")
ROWS: list[dict[str, Any]] = [
    {"sector": "arts", "count": 13},
    {"sector": "heritage", "count": 9},
    {"sector": "circus", "count": None},
]


@pytest.fixture(autouse=True)
def _taught() -> Iterator[None]:
    """The words of these examples, in the catalogue for the time of one test."""
    for id, text in MESSAGES.items():
        catalogue("nl").add(id, text)
    for id, text in forms.MESSAGES.items():
        catalogue("nl").add(id, text)
        catalogue("en").add(id, text)
    yield
    catalogue.cache_clear()


@pytest.fixture
def words() -> Words:
    return Words("nl", LABELS)


@pytest.fixture
def chart() -> Callable[..., Chart]:
    """Two sectors with a count, and one that was not recorded."""
    return _chart


@pytest.fixture
def answers() -> Callable[..., Chart]:
    """Ten answers leaning to agreement, and a statement without answers."""
    return _answers


def _chart(**changes: Any) -> Chart:
    given: dict[str, Any] = {
        "id": "example_sectors",
        "headline": Message(id="chart.example_sectors"),
        "subtitle": Message(id="chart.example_sectors.subtitle"),
        "columns": [SECTOR, COUNT],
        "rows": ROWS,
        "category": "sector",
        "series": ["count"],
    }
    return Chart(**{**given, **changes})


def _answers(**changes: Any) -> Chart:
    columns = [SECTOR, *(Column(key=k, kind="count") for k in ("no_answer", "neutral", "yes"))]
    return _chart(
        columns=[*columns, Column(key="base", kind="count")],
        rows=[
            {"sector": "arts", "no_answer": 2, "neutral": 2, "yes": 6, "base": 10},
            {"sector": "circus", "no_answer": None, "neutral": None, "yes": None, "base": None},
        ],
        series=["no_answer", "neutral", "yes"],
        midpoint="neutral",
        form="likert",
        **changes,
    )

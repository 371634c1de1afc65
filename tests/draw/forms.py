"""One chart of each form, as large as those of a real programme, with long Dutch labels."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

from analysis.payload import Chart, Column, Form, Hidden, Message, Observed, Value

HIDDEN = Hidden(hidden="confidential")
LEVELS = ("Beginnend", "Lerend", "Gevorderd", "Zelfsturend", "Toonaangevend")
SESSIONS = (
    "Startdag", "Masterclass financiële planning en subsidies", "Tweede plenaire sessie",
    "Masterclass communicatie", "Masterclass hr en vrijwilligersbeleid", "Slotmoment",
)  # fmt: skip
SECTORS = (
    "Kunsten", "Cultureel erfgoed", "Sociaal-cultureel volwassenenwerk", "Jeugdwerk", "Circus",
    "Amateurkunsten en vrijetijdsbesteding", "Bibliotheken",
)  # fmt: skip
INDICES = (
    "Gemiddelde afstand (Gower)", "Evenwicht over de sectoren", "Ongelijkheid in schaal",
    "Kans dat twee willekeurige deelnemers verschillen",
)  # fmt: skip
SUBTITLE = "Organisaties op de startdag van 20 februari 2019 en op de sessie van 29 maart 2019"
MESSAGES = {
    "chart.example": "Er waren er meer van de ene soort dan van de andere",
    "chart.example.subtitle": SUBTITLE,
    "chart.example.axis": "Voltijdse equivalenten (vte) per organisatie",
    "column.example_sector": "Sector",
    "column.example_index": "Maat",
    "column.first": "Startdag, 20 februari 2019",
    "column.second": "Tweede plenaire sessie, 29 maart 2019",
    "column.first_low": "Startdag, laagste", "column.first_high": "Startdag, hoogste",
    "column.second_low": "Tweede, laagste", "column.second_high": "Tweede, hoogste",
    "column.draw_count": "Aantal keer",
    "column.months": "Maanden sinds de start",
    "column.at_risk_count": "Nog gevolgd",
    "column.left_share": "Nog in het traject",
    "column.low_share": "Laagste", "column.high_share": "Hoogste",
    **{f"column.level_{number}": text for number, text in enumerate(LEVELS)},
    **{f"column.session_{number}": text for number, text in enumerate(SESSIONS)},
}  # fmt: skip
LABELS = {
    "example_sector": {f"sector_{n}": {"nl": text, "en": text} for n, text in enumerate(SECTORS)},
    "example_index": {f"index_{n}": {"nl": text, "en": text} for n, text in enumerate(INDICES)},
}
FORMS: tuple[Form, ...] = ("heatmap", "dumbbell", "distribution", "dots", "steps", "patterns")
COUNT = Column(key="count", kind="count")


def _code(key: str) -> Column:
    return Column(key=key, kind="code", vocabulary=key)


def _number(*keys: str, decimals: int | None = None) -> list[Column]:
    return [Column(key=key, kind="number", decimals=decimals) for key in keys]


def made(form: Form, **changes: Any) -> Chart:
    """The chart of a form, with what a test changes in it."""
    given: dict[str, Any] = {
        "id": "example",
        "form": form,
        "headline": Message(id="chart.example"),
        "subtitle": Message(id="chart.example.subtitle"),
        **MADE[form](),
    }
    return Chart(**{**given, **changes})


def heatmap() -> dict[str, Any]:
    """Seven sectors by five levels, most cells zero."""
    keys = [f"level_{number}" for number in range(5)]
    counts = ("13000", "21500", "03621", "00110", "00000", "40103", "00012")
    rows: list[dict[str, Any]] = [
        {"example_sector": f"sector_{n}", **dict(zip(keys, map(int, digits), strict=True))}
        for n, digits in enumerate(counts)
    ]
    rows[0]["level_0"] = 13
    columns = [_code("example_sector"), *(Column(key=key, kind="count") for key in keys)]
    return {"columns": columns, "rows": rows, "category": "example_sector", "series": keys}


def dumbbell() -> dict[str, Any]:
    """Four indices at two sessions, with intervals."""
    values = ((0.4923, 0.5382), (0.83, 0.81), (0.61, 0.61), (0.79, 0.8))
    rows = [
        {
            "example_index": f"index_{n}", "first": first, "second": second,
            "first_low": first - 0.05, "first_high": first + 0.06,
            "second_low": second - 0.07, "second_high": second + 0.05,
        }
        for n, (first, second) in enumerate(values)
    ]  # fmt: skip
    ends = ("first_low", "first_high", "second_low", "second_high")
    return {
        "columns": [_code("example_index"), *_number("first", "second", *ends, decimals=3)],
        "rows": rows, "category": "example_index", "series": ["first", "second"],
    }  # fmt: skip


def distribution() -> dict[str, Any]:
    """Forty bins of 10,000 differences around zero, and one that was found."""
    edges = [round(-0.08 + 0.004 * at, 4) for at in range(41)]
    rows = [
        {
            "from": low,
            "to": high,
            "draw_count": round(800 * math.exp(-(((low + high) / 0.08) ** 2))),
        }
        for low, high in pairwise(edges)
    ]
    return {
        "columns": [*_number("from", "to", decimals=4), Column(key="draw_count", kind="count")],
        "rows": rows, "category": "from", "series": ["draw_count"],
        "observed": Observed(value=Value(kind="number", value=0.0459, decimals=3)),
    }  # fmt: skip


def dots() -> dict[str, Any]:
    """44 organisations from 0 to 38 full-time equivalents, and the 29 who were there again."""
    edges = (0, 0.5, 1, 2, 4, 8, 16, 32, 64)
    rows = [
        {"from": low, "to": high, "first": first, "second": second}
        for low, high, first, second in zip(
            edges, edges[1:], (7, 3, 8, 5, 11, 5, 3, 2), (3, 3, 5, 4, 7, 4, 2, 1), strict=False
        )
    ]
    columns = [*_number("from", "to"), *(Column(key=k, kind="count") for k in ("first", "second"))]
    return {
        "columns": columns, "rows": rows, "category": "from", "series": ["first", "second"],
        "axis": Message(id="chart.example.axis"),
    }  # fmt: skip


def steps() -> dict[str, Any]:
    """44 organisations of which five stop in 15 months."""
    rows = [
        {
            "months": months, "at_risk_count": left, "left_share": share,
            "low_share": max(0, share - 0.1 * (share < 1)), "high_share": min(1, share + 0.04),
        }
        for months, left, share in (
            (0, 44, 1.0), (3, 44, 43 / 44), (5, 43, 42 / 44), (9, 42, 41 / 44), (11, 41, 40 / 44),
            (14, 40, 39 / 44), (15, 39, 39 / 44),
        )
    ]  # fmt: skip
    shares = [Column(key=key, kind="share") for key in ("left_share", "low_share", "high_share")]
    return {
        "columns": [*_number("months"), Column(key="at_risk_count", kind="count"), *shares],
        "rows": rows, "category": "months", "series": ["left_share"],
        "low": {"left_share": "low_share"}, "high": {"left_share": "high_share"},
    }  # fmt: skip


def patterns() -> dict[str, Any]:
    """Six sessions in twelve patterns."""
    keys = [f"session_{number}" for number in range(6)]
    found = (
        "111111", "111011", "101001", "100000", "101000", "111000",
        "001000", "110000", "000000", "101011", "011000", "100001",
    )  # fmt: skip
    rows = [
        {**{key: mark == "1" for key, mark in zip(keys, marks, strict=True)}, "count": count}
        for marks, count in zip(found, (9, 7, 6, 5, 4, 4, 3, 2, 1, 1, 1, 1), strict=True)
    ]
    columns = [*(Column(key=key, kind="mark") for key in keys), COUNT]
    return {"columns": columns, "rows": rows, "category": "session_0", "series": ["count"]}


MADE = {
    "heatmap": heatmap, "dumbbell": dumbbell, "distribution": distribution,
    "dots": dots, "steps": steps, "patterns": patterns,
}  # fmt: skip

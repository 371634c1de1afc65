"""A notebook speaks in payloads: each call shows one, with a preview in JupyterLab."""

from analysis.show.notebook import (
    annex,
    caution,
    chart,
    code,
    key_figures,
    note,
    quote,
    sentence,
    table,
    title,
)

__all__ = [
    "annex",
    "caution",
    "chart",
    "code",
    "key_figures",
    "note",
    "quote",
    "sentence",
    "table",
    "title",
]

"""A notebook speaks in payloads: each call shows one, with a preview in JupyterLab."""

from analysis.show.notebook import (
    annex,
    chart,
    code,
    key_figures,
    note,
    sentence,
    table,
    title,
)

__all__ = ["annex", "chart", "code", "key_figures", "note", "sentence", "table", "title"]

"""A payload leaves a notebook as one output: itself, and a preview for JupyterLab.

Only the payload is kept by a report; the preview is for whoever writes the notebook.
"""

from __future__ import annotations

import os
from contextvars import ContextVar

import pandas as pd
from IPython.core.getipython import get_ipython
from IPython.display import display

from analysis.draw.words import FIRST, Labels, Words
from analysis.payload import MIME_TYPE, Audience, Payload

UNATTENDED = "TRAJECTMONITOR_UNATTENDED"
"""Set where a report is made and nobody sees the previews."""

_labels: ContextVar[Labels] = ContextVar("labels")
_missing: ContextVar[tuple[int | None, str]] = ContextVar("missing", default=(None, ""))


def remember(labels: Labels) -> None:
    """What the programme calls its codes, for the previews of this kernel."""
    _labels.set(labels)


def words() -> Words:
    """The words of previews: those in which the report is written first."""
    return Words(FIRST, _labels.get({}))


def known(id: str) -> bool:
    """Whether the catalogue holds a message that a payload may do without."""
    return words().has(id)


def already_missing(audience: Audience) -> bool:
    """Whether this cell said to these readers before that there is nothing to show.

    A chart and its table say it once. Outside a notebook there are no cells.
    """
    shell = get_ipython()
    cell = getattr(shell, "execution_count", None)
    before = _missing.get()
    _missing.set((cell, audience))
    return cell is not None and before in ((cell, audience), (cell, "public"))


def unasked(frame: pd.DataFrame) -> bool:
    """Whether a frame is empty because nobody was asked: then there is nothing to miss.

    The frame says so in `frame.attrs["unasked"]`.
    """
    return frame.empty and bool(frame.attrs.get("unasked"))


def emit(payload: Payload) -> None:
    """Show a payload in the notebook, with a preview where somebody looks."""
    bundle: dict[str, object] = {
        MIME_TYPE: payload.model_dump(mode="json"),
        "text/plain": f"<{payload.type}>",
    }
    if not os.environ.get(UNATTENDED):
        # Drawing is half of a notebook's time, and a report draws its payloads anew.
        from analysis.draw.preview import preview

        bundle["text/html"] = preview(payload, words())
    display(bundle, raw=True)

"""A payload leaves a notebook as one output: itself, and a preview for JupyterLab.

Only the payload is kept by a report; the preview is for whoever writes the notebook.
"""

from __future__ import annotations

from contextvars import ContextVar

from IPython.display import display

from analysis.draw.preview import preview
from analysis.draw.words import Labels, Words
from analysis.payload import MIME_TYPE, Payload

PREVIEW_LANGUAGE = "nl"
_labels: ContextVar[Labels] = ContextVar("labels")


def remember(labels: Labels) -> None:
    """What the programme calls its codes, for the previews of this kernel."""
    _labels.set(labels)


def words() -> Words:
    """The words of previews."""
    return Words(PREVIEW_LANGUAGE, _labels.get({}))


def known(id: str) -> bool:
    """Whether the catalogue holds a message that a payload may do without."""
    return words().has(id)


def emit(payload: Payload) -> None:
    """Show a payload in the notebook."""
    display(
        {
            MIME_TYPE: payload.model_dump(mode="json"),
            "text/html": preview(payload, words()),
            "text/plain": f"<{payload.type}>",
        },
        raw=True,
    )

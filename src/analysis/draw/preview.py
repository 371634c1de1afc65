"""In JupyterLab a payload is shown as it will look, by and large, on the page."""

from __future__ import annotations

from markupsafe import Markup

from analysis.draw import block
from analysis.draw.chart import drawing
from analysis.draw.palette import LIGHT, variables
from analysis.draw.sheet import WIDE
from analysis.draw.table import Grid, drawn
from analysis.draw.words import Words
from analysis.payload import Chart, KeyFigures, Note, Payload, Sentence, Table, Title


def preview(payload: Payload, words: Words) -> str:
    """A payload as HTML that stands on its own, marked with its audience."""
    mark = words.say("page.internal_mark") if payload.audience == "internal" else ""
    return Markup('<div style="max-width:46rem;{}"><small>{}</small>{}</div>').format(
        variables(LIGHT), mark, _body(payload, words)
    )


def _body(payload: Payload, words: Words) -> Markup:
    match payload:
        case Title():
            return Markup("<h1>{}</h1>").format(words.message(payload.title))
        case Sentence():
            return block.sentence(payload, words)
        case Note():
            return block.note(payload, words)
        case KeyFigures():
            return _figures(payload, words)
        case Table():
            caption = Markup("{}").format(words.message(payload.caption))
            return drawn(Grid(payload.id, caption, payload.columns, payload.rows, ""), words)
        case Chart():
            return Markup("<p><strong>{}</strong><br>{}</p>{}").format(
                words.message(payload.headline),
                words.message(payload.subtitle),
                Markup(drawing(payload, words, WIDE)),
            )


def _figures(payload: KeyFigures, words: Words) -> Markup:
    """A small table: JupyterLab floats the list that a page uses."""
    rows = Markup("").join(
        Markup("<tr><th>{}</th><td>{}</td><td>{}</td></tr>").format(
            words.message(figure.label), words.value(figure.value), block.out_of(figure, words)
        )
        for figure in payload.figures
    )
    return Markup("<table>{}</table>").format(rows)

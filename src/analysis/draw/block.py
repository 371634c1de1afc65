"""The sentences, notes and key figures of a page, as they stand between its tables and charts."""

from __future__ import annotations

from markupsafe import Markup

from analysis.draw.words import Words
from analysis.payload import Hidden, KeyFigure, KeyFigures, Note, Sentence, Value


def sentence(payload: Sentence, words: Words) -> Markup:
    """One sentence as a paragraph."""
    return Markup('<p class="sentence">{}</p>').format(words.message(payload.message))


def quote(payload: Sentence, stand: Markup, words: Words) -> Markup:
    """A sentence that may be quoted: who copies it takes its date and state along."""
    return Markup('<p class="sentence quote">{} <span class="stand">{}</span></p>').format(
        words.message(payload.message), stand
    )


def note(payload: Note, words: Words) -> Markup:
    """A remark set apart, whose kind is said in words and not by colour alone."""
    return Markup('<p class="note {}"><strong>{}.</strong> {}</p>').format(
        payload.form, words.say(f"note.{payload.form}.label"), words.message(payload.message)
    )


def key_figures(payload: KeyFigures, words: Words) -> Markup:
    """The figures that a reader sees first, as a list of names and numbers."""
    return Markup('<dl class="figures">{}</dl>').format(
        Markup("").join(_figure(figure, words) for figure in payload.figures)
    )


def _figure(figure: KeyFigure, words: Words) -> Markup:
    shown = figure.value.value is not None and not isinstance(figure.value.value, Hidden)
    size = "large" if shown else "absent"
    lines = [Markup('<span class="{}">{}</span>').format(size, words.value(figure.value))]
    if beside := out_of(figure, words):
        lines.append(Markup('<span class="beside">{}</span>').format(beside))
    if figure.context:
        lines.append(
            Markup('<span class="context">{}</span>').format(words.message(figure.context))
        )
    return Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(
        words.message(figure.label), Markup(" ").join(lines)
    )


def out_of(figure: KeyFigure, words: Words) -> str:
    """The base and share of a figure, or only its unit where it is no part of a whole."""
    value, base = figure.value.value, figure.base.value if figure.base else None
    if not figure.unit:
        return ""
    if not isinstance(base, int) or figure.base is None:
        return _unit(figure.unit, value, words)
    given = {"base": words.value(figure.base), "unit": _unit(figure.unit, base, words)}
    counted = figure.value.kind == "count" and base != 0 and figure.share is None
    if not counted or not isinstance(value, int):
        return words.say("figure.of", **given)
    share = words.value(Value(kind="share", value=value / base))
    return words.say("figure.of_with_share", share=share, **given)


def _unit(unit: str, count: object, words: Words) -> str:
    return words.label("unit", unit, count if isinstance(count, int) else None)

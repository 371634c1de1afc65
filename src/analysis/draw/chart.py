"""A chart stands in a page as a figure: its finding as headline, the drawing, and its data.

It is drawn twice, for a desk and for a telephone; the page shows the one that fits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from markupsafe import Markup

from analysis.draw.alternative import alternative
from analysis.draw.bars import bars
from analysis.draw.distribution import distribution
from analysis.draw.dots import dots
from analysis.draw.dumbbell import dumbbell
from analysis.draw.heatmap import heatmap
from analysis.draw.likert import likert
from analysis.draw.patterns import patterns
from analysis.draw.sheet import NARROW, WIDE, Sheet, Width
from analysis.draw.stacked import stacked
from analysis.draw.steps import steps
from analysis.draw.table import Grid, drawn, links
from analysis.draw.words import Words
from analysis.payload import Chart, Form

FORMS: Mapping[Form, Callable[[Chart, Words, Width], Sheet]] = MappingProxyType(
    {
        "bars": bars, "stacked": stacked, "likert": likert,
        "heatmap": heatmap, "dumbbell": dumbbell, "distribution": distribution,
        "dots": dots, "steps": steps, "patterns": patterns,
    }
)  # fmt: skip


def drawing(payload: Chart, words: Words, width: Width) -> str:
    """The drawing as SVG."""
    return FORMS[payload.form](payload, words, width).svg()


def picture(payload: Chart, words: Words) -> Markup:
    """Both drawings as one image, with one alternative text."""
    return Markup(
        '<div class="picture" role="img" aria-label="{}">'
        '<div class="wide">{}</div><div class="narrow">{}</div></div>'
    ).format(
        alternative(payload, words),
        Markup(drawing(payload, words, WIDE)),
        Markup(drawing(payload, words, NARROW)),
    )


def chart(
    payload: Chart, words: Words, number: int, prefix: str = "", beside: bool = False
) -> Markup:
    """A numbered figure with its headline, drawing, data table and files to take along.

    `prefix` begins the names of the files. With `beside` those of large tables stand beside it.
    """
    headline = words.message(payload.headline)
    id = f"chart-{payload.id}"
    caption = Markup("{}").format(words.say("chart.data_caption", headline=headline))
    grid = Grid(f"{id}-data", caption, payload.columns, payload.rows, payload.category)
    note = (
        Markup('<p class="aside">{}</p>').format(words.message(payload.note))
        if (payload.note)
        else ""
    )
    return Markup(
        '<figure class="block chart" id="{id}" aria-labelledby="{id}-headline">'
        '<figcaption><span class="caption" id="{id}-headline"><span class="number">{number}</span> '
        '{headline}</span> <span class="subtitle">{subtitle}</span></figcaption>'
        "{picture}{note}<details><summary>{show}</summary>{data}{links}</details></figure>"
    ).format(
        id=id, number=words.say("chart.number", number=str(number)), headline=headline,
        subtitle=words.message(payload.subtitle), picture=picture(payload, words), note=note,
        show=words.say("chart.data_show"), data=drawn(grid, words),
        links=links(grid, words, "chart.download", prefix, beside),
    )  # fmt: skip

"""What a notebook calls: each function shows one payload and returns nothing.

A payload holds keys and numbers; its words come from the message catalogue. An empty frame is
never an empty table: it shows that there is nothing recorded. One of what nobody was asked shows
nothing, and a heading alone under which nothing is shown is not on the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal, Protocol

import pandas as pd

from analysis.draw.words import Labels
from analysis.payload import (
    Audience,
    Chart,
    Form,
    KeyFigures,
    Message,
    Note,
    Sentence,
    Table,
    Title,
    Value,
)
from analysis.show import columns, wording
from analysis.show.drawn import Ends, bins, ends, observation
from analysis.show.figure import figure
from analysis.show.output import already_missing, emit, known, remember, unasked


class Data(Protocol):
    """A programme's tables as of a date, as far as a title needs them."""

    @property
    def id(self) -> str: ...
    @property
    def as_of(self) -> date: ...
    @property
    def fictional(self) -> bool: ...
    @property
    def labels(self) -> Labels: ...


def title(id: str, data: Data, audience: Audience = "public", **values: Any) -> None:
    """The title of the report, `<id>.title`, and where the catalogue has it `<id>.subtitle`.

    From here on previews know what the programme calls its codes.
    """
    remember(data.labels)
    emit(
        Title(
            audience=audience,
            title=wording.message(f"{id}.title", values),
            subtitle=wording.optional(f"{id}.subtitle", values),
            programme=data.id,
            as_of=data.as_of,
            fictional=data.fictional,
        )
    )


def sentence(id: str, frame: pd.DataFrame, audience: Audience = "internal", **values: Any) -> None:
    """The message `sentence.<id>`, worded from the one row of a frame."""
    if frame.empty:
        _missing("sentence", id, audience, frame)
        return
    emit(Sentence(audience=audience, message=wording.worded(f"sentence.{id}", frame, values)))


def quote(id: str, frame: pd.DataFrame, **values: Any) -> None:
    """The message `sentence.<id>` as one that readers may quote, from the one row of a frame.

    It is public and names by itself what is counted, how many, and out of which base. Without
    a row it is `sentence.<id>.empty`, which says that there is nothing recorded.
    """
    if unasked(frame):
        return
    worded = (
        wording.message(f"sentence.{id}.empty", values)
        if frame.empty
        else wording.worded(f"sentence.{id}", frame, values)
    )
    emit(Sentence(audience="public", message=worded, quotable=True))


def caution(id: str, **values: Any) -> None:
    """What may not be concluded from the report: the public message `note.<id>`."""
    emit(Note(audience="public", form="caution", message=wording.message(f"note.{id}", values)))


def key_figures(audience: Audience = "internal", **frames: pd.DataFrame) -> None:
    """A figure for each one-row frame, labelled `figure.<name>`.

    The number is its `value`, else its `count`; an empty frame is a figure not recorded.
    """
    if all(frame.empty for frame in frames.values()):
        _missing("key_figures", ".".join(frames), audience, *frames.values())
        return
    figures = [figure(name, frame) for name, frame in frames.items()]
    emit(KeyFigures(audience=audience, figures=figures))


def table(
    frame: pd.DataFrame,
    id: str,
    audience: Audience = "internal",
    internal: Sequence[str] = (),
    public: Sequence[str] = (),
    restricted: Sequence[str] = (),
    key: Sequence[str] | None = None,
    **values: Any,
) -> None:
    """A frame as a table with caption `table.<id>`; its note is `table.<id>.note`.

    `internal`, `public` and `restricted` name columns that only one audience sees; `key` what
    names a row.
    """
    if frame.empty:
        _missing("table", id, audience, frame)
        return
    emit(
        Table(
            audience=audience,
            id=id,
            caption=wording.message(f"table.{id}", values),
            columns=wording.columns(
                frame, f"table.{id}", columns.Readers(internal, public, restricted)
            ),
            rows=columns.rows(frame),
            row_key=list(key or columns.key(frame)),
            note=wording.optional(f"table.{id}.note", values),
        )
    )


def chart(
    frame: pd.DataFrame,
    id: str,
    category: str,
    series: str | Sequence[str],
    form: Form = "bars",
    audience: Audience = "internal",
    headline: pd.DataFrame | None = None,
    midpoint: str | None = None,
    low: Ends = (),
    high: Ends = (),
    observed: pd.DataFrame | float | None = None,
    **values: Any,
) -> None:
    """A frame as a chart of `series` for each `category`, and as the table of its data.

    The headline is `chart.<id>`, worded from the one row of `headline`, or without a row
    `chart.<id>.confidential`; the subtitle, which says what is counted where and when, is
    `chart.<id>.subtitle`. What an axis tells, and in which unit, is `chart.<id>.axis`.

    `low` and `high` name the columns in which the intervals of the series begin and end, in
    their order or by name. `observed`, for a distribution, is a number, or a frame of one row
    with the number as `value` and the counts that it was worked out of.
    """
    if frame.empty:
        _missing("chart", id, audience, frame)
        return
    names = [series] if isinstance(series, str) else list(series)
    shown = bins(wording.columns(frame, f"chart.{id}"), frame)
    emit(
        Chart(
            audience=audience,
            id=id,
            form=form,
            headline=wording.headline(f"chart.{id}", headline, values),
            subtitle=wording.message(f"chart.{id}.subtitle", values),
            columns=shown,
            rows=columns.rows(frame),
            category=category,
            series=names,
            midpoint=midpoint or None,
            low=ends(low, names, id),
            high=ends(high, names, id),
            observed=observation(observed, shown, id),
            axis=wording.optional(f"chart.{id}.axis", values),
            note=wording.optional(f"chart.{id}.note", values),
        )
    )


def annex(
    frame: pd.DataFrame,
    number: int,
    id: str,
    audience: Audience = "internal",
    internal: Sequence[str] = (),
    public: Sequence[str] = (),
    restricted: Sequence[str] = (),
    **values: Any,
) -> None:
    """A list as a numbered annex with numbered rows; its caption is `annex.<id>`.

    The note `annex.<id>.note` says who is in it, and `frame.attrs["listed"]` says it in terms of
    what counts count. `restricted` names the columns with persons or
    their own words.
    """
    if frame.empty:
        _missing("annex", id, audience, frame)
        return
    numbered = frame.reset_index(drop=True)
    numbered.attrs = frame.attrs
    numbered.insert(0, "no", pd.Series(range(1, len(frame) + 1), dtype="int64"))
    emit(
        Table(
            audience=audience,
            id=f"annex-{number}",
            caption=wording.message(f"annex.{id}", values),
            columns=wording.columns(
                numbered, f"annex.{id}", columns.Readers(internal, public, restricted)
            ),
            rows=columns.rows(numbered),
            row_key=["no"],
            note=wording.optional(f"annex.{id}.note", values),
            annex=number,
            listed=frame.attrs.get("listed"),
        )
    )


def note(
    id: str,
    form: Literal["remark", "missing", "warning"] = "remark",
    audience: Audience = "internal",
    **values: Any,
) -> None:
    """The message `note.<id>`, set apart from the text."""
    emit(Note(audience=audience, form=form, message=wording.message(f"note.{id}", values)))


def code(vocabulary: str, code: str) -> Value:
    """A code to put into a message by name: it is worded in the language of the page."""
    return Value(kind="code", value=code, vocabulary=vocabulary)


def _missing(kind: str, id: str, audience: Audience, *frames: pd.DataFrame) -> None:
    if all(map(unasked, frames)) or already_missing(audience):
        return
    own = f"{kind}.{id}.empty"
    message = Message(id=own if known(own) else "note.missing")
    emit(Note(audience=audience, form="missing", message=message))

"""What a report is made of: keys, numbers and message ids, in no language yet.

A notebook emits payloads; disclosure protects them; drawing words them. Nothing else of a
notebook reaches a page. Payloads travel through notebook outputs as JSON, so each is a model
that reads back exactly what it wrote.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from analysis.counted import Counted

MIME_TYPE = "application/vnd.trajectmonitor+json"

Audience = Literal["public", "participant", "internal", "restricted"]
"""For whom a payload is meant: everybody, one participant itself, the department, or the few
who may see persons and their own words."""

Kind = Literal["count", "share", "number", "date", "text", "code", "mark"]
Form = Literal[
    "bars", "stacked", "likert",
    "heatmap", "dumbbell", "distribution", "dots", "steps", "patterns",
]  # fmt: skip
Plain = bool | int | float | str | None


class Model(BaseModel):
    """A frozen piece of a payload; unknown keys are an error, never dropped."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Hidden(Model):
    """Stands where a value was taken out: to protect who is counted, or because the base is too
    small for a percentage or mean to say anything.
    """

    hidden: Literal["confidential", "small_base"]


Cell = Plain | Hidden
"""What one cell of a table holds; before protection nothing is hidden."""


class Value(Model):
    """One value with what it is. `None` means not recorded, which is never zero.

    A share lies between 0 and 1; a date is ISO text; a code is worded by its vocabulary.
    `counted` says what a count counts; `decimals` how exactly a number is written.
    """

    kind: Kind
    value: Cell = None
    vocabulary: str | None = None
    counted: Counted | None = None
    decimals: int | None = None


class Message(Model):
    """A sentence by its id in the message catalogue, with the values that it names.

    `count` chooses the plural form.
    """

    id: str
    values: dict[str, Value] = {}
    count: int | None = None


class Column(Model):
    """One column of a table. Its heading is the message `column.<key>` unless given.

    `counted` says what its counts count; `decimals` how exactly its numbers are written.
    `audience` says who may see it: a column for the public only stands in for one that is
    internal (a published name beside the true one). `language` names what tells in each row in
    which language its text was written, where people wrote it.
    """

    key: str
    kind: Kind
    vocabulary: str | None = None
    audience: Literal["both", "public", "internal", "restricted"] = "both"
    heading: Message | None = None
    counted: Counted | None = None
    decimals: int | None = None
    language: str | None = None


class Shown(Model):
    """What every payload has: its cell in the notebook and for whom it is meant."""

    cell: str = ""
    audience: Audience = "internal"


class Title(Shown):
    """The title block of a report: what it is about and how far its data reach."""

    type: Literal["title"] = "title"
    title: Message
    subtitle: Message | None = None
    programme: str
    as_of: date
    fictional: bool = False


class Sentence(Shown):
    """One sentence, worded from the same frame as the table beside it.

    One that is `quotable` says by itself what is counted, and may stand in somebody's answer.
    """

    type: Literal["sentence"] = "sentence"
    message: Message
    quotable: bool = False


class Note(Shown):
    """A remark set apart: `missing` says that something is not recorded or not there yet,
    `caution` what may not be concluded.
    """

    type: Literal["note"] = "note"
    form: Literal["remark", "missing", "warning", "caution"] = "remark"
    message: Message


class KeyFigure(Model):
    """A number with its label and, as a count out of a base, its base and unit.

    Its share is worked out of both where it is drawn, unless `share` stands in its place.
    """

    label: Message
    value: Value
    base: Value | None = None
    share: Hidden | None = None
    unit: str
    context: Message | None = None


class KeyFigures(Shown):
    """The figures that a reader sees first."""

    type: Literal["key_figures"] = "key_figures"
    figures: list[KeyFigure]


class Table(Shown):
    """Rows with a key, so that two editions of a table can be compared row by row.

    Rows hold plain values: dates as ISO text, shares between 0 and 1, `None` for not recorded.
    Protection may put `Hidden` in the place of a value. An annex has a row for each unit that is
    `listed`, and for nobody else.
    """

    type: Literal["table"] = "table"
    id: str
    caption: Message
    columns: list[Column]
    rows: list[dict[str, Cell]]
    row_key: list[str]
    note: Message | None = None
    annex: int | None = None
    listed: Counted | None = None


class Observed(Model):
    """The value that was found, held against those that chance alone would give.

    `counts` are the counts that it was worked out of; it is hidden where one of them is.
    """

    value: Value
    counts: list[Value] = []


class Chart(Shown):
    """A drawing of a table, and the table itself: one source for bars, text and data.

    `category` names the column along the axis, `series` the numeric columns drawn for each.
    In form `bars` each series is a bar; in form `stacked` the series are parts of one bar
    that add up to `whole`; in form `likert` the parts are ordered around `midpoint`. In form
    `heatmap` a series is a column of cells; in form `dumbbell` one or two dots on a line; in
    forms `distribution` and `dots` the rows are bins with columns `from` and `to`; in form
    `steps` the category is a time; in form `patterns` the columns of marks are the pattern.

    `low` and `high` name for a series the columns in which its interval begins and ends;
    `observed` is drawn as a line in a distribution; `axis` says what the axis tells.
    """

    type: Literal["chart"] = "chart"
    id: str
    form: Form = "bars"
    headline: Message
    subtitle: Message
    columns: list[Column]
    rows: list[dict[str, Cell]]
    category: str
    series: list[str]
    midpoint: str | None = None
    low: dict[str, str] = {}
    high: dict[str, str] = {}
    observed: Observed | None = None
    axis: Message | None = None
    note: Message | None = None


Payload = Annotated[
    Title | Sentence | Note | KeyFigures | Table | Chart, Field(discriminator="type")
]
_adapter: TypeAdapter[Payload] = TypeAdapter(Payload)


def read(content: Any) -> Payload:
    """The payload that an output of a notebook holds.

    Raises pydantic's ValidationError when the content is not a payload.
    """
    return _adapter.validate_python(content)

"""A notebook names its words by message ids, and gives them the values that they name."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.payload import Column, Message
from analysis.problems import UserError
from analysis.show import columns as kinds
from analysis.show.output import known


def message(id: str, given: dict[str, Any], count: int | None = None) -> Message:
    """A message with what was given by name; its `count` chooses the plural."""
    values = {name: kinds.value(value) for name, value in given.items()}
    if count is None and "count" in values and isinstance(values["count"].value, int):
        count = values["count"].value
    return Message(id=id, values=values, count=count)


def columns(frame: pd.DataFrame, of: str, readers: kinds.Readers = kinds.EVERYONE) -> list[Column]:
    """The columns of a frame; one may be called otherwise here by `<of>.column.<key>`."""
    return [
        column.model_copy(update={"heading": Message(id=own)})
        if known(own := f"{of}.column.{column.key}")
        else column
        for column in kinds.columns(frame, readers)
    ]


def optional(id: str, given: dict[str, Any]) -> Message | None:
    """The same, or nothing where the catalogue does not have it."""
    return message(id, given) if known(id) else None


def worded(id: str, frame: pd.DataFrame, given: dict[str, Any]) -> Message:
    """A message whose values are the one row of a frame, and what was given by name.

    Where the base was not recorded, `<id>.without_base` says so, if the catalogue has it.
    """
    try:
        row = kinds.values(frame)
    except UserError as error:
        raise UserError(f"{id}: {error}") from None
    no_base = "base" in row and row["base"].value is None
    own = f"{id}.without_base"
    return message(own if no_base and known(own) else id, {**row, **given})


def headline(id: str, frame: pd.DataFrame | None, given: dict[str, Any]) -> Message:
    """A chart's headline from the one row of a frame; without a row, one that says no number."""
    if frame is None:
        return message(id, given)
    if frame.empty:
        plain = f"{id}.confidential"
        return message(plain if known(plain) else id, given)
    return worded(id, frame, given)

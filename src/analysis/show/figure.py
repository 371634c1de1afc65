"""A key figure is the one row of a frame, with the words that its name has in the catalogue."""

from __future__ import annotations

import pandas as pd

from analysis.payload import KeyFigure, Message, Value
from analysis.problems import UserError
from analysis.show import columns, wording
from analysis.show.output import known


def figure(name: str, frame: pd.DataFrame) -> KeyFigure:
    """The figure labelled `figure.<name>`; an empty frame is a figure not recorded.

    Raises UserError when its frame has neither a value nor a count.
    """
    label = Message(id=f"figure.{name}")
    if frame.empty:
        return KeyFigure(label=label, value=Value(kind="count"), unit="")
    row = columns.values(frame)
    if not {"value", "count"} & row.keys():
        raise UserError(f'Key figure "{name}": its frame has no column count or value.')
    unit = row["unit"].value if "unit" in row else None
    return KeyFigure(
        label=label,
        value=row["value"] if "value" in row else row["count"],
        base=row.get("base"),
        unit=str(unit or ""),
        context=wording.worded(f"figure.{name}.context", frame, {})
        if known(f"figure.{name}.context")
        else None,
    )

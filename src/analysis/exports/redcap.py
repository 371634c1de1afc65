"""REDCap: a file of raw codes, and the data dictionary beside it that says what they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.exports.headers import Called, Cells, beside, container, headed, one, plain
from analysis.exports.rows import Contents, Row
from analysis.problems import ExportError
from analysis.programme.models import Export

FIRST = ("variable / field name", "field_name")
"""How a data dictionary starts, downloaded by hand or through the interface for programs."""
TYPE, LABEL, CHOICES = 3, 4, 5
"""Its columns, which have the same order in both."""
FIXED = {"yesno": {"1": "Yes", "0": "No"}, "truefalse": {"1": "True", "0": "False"}}
INSTRUMENT, EVENT = "redcap_repeat_instrument", "redcap_event_name"


@dataclass(frozen=True)
class _Field:
    """A question as the data dictionary has it."""

    label: str
    choices: dict[str, str]


def read(path: Path, shown: str, export: Export) -> Contents:
    """The records; a column is its field, its label where that is unique, or `label | choice`.

    Several choices have a column each, `name___1`. Without `section` the rows of repeating
    instruments are set apart; with it, all rows that are not of that instrument or event.
    """
    fields = _dictionary(path, shown, export) if export.codebook else {}
    contents = headed(container(path, shown, export), one, lambda top: _called(top, fields))
    named = contents.names or ()
    codes = {
        names[0]: fields[names[0]].choices
        for names in named
        if names and names[0] in fields and fields[names[0]].choices
    }
    places = {names[0]: place for place, names in enumerate(named) if names}
    rows = _Sections(contents.rows, export.section, places.get(INSTRUMENT), places.get(EVENT))
    return replace(contents, rows=rows, codes=codes)


@dataclass(frozen=True)
class _Sections:
    """The rows, of which those of another instrument or event are set apart."""

    rows: Iterable[Row]
    wanted: str | None
    instrument: int | None
    event: int | None

    def __iter__(self) -> Iterator[Row]:
        """Each row, with why it is set apart."""
        for row in self.rows:
            other = not row.apart and not row.blank and not self._of(row.cells)
            yield replace(row, apart="other_section") if other else row

    def _of(self, cells: Cells) -> bool:
        instrument, event = (
            cells[place].strip() if place is not None and place < len(cells) else ""
            for place in (self.instrument, self.event)
        )
        if self.wanted is None:
            return not instrument
        return instrument == self.wanted or (not instrument and event == self.wanted)


def _called(header: list[Cells], fields: dict[str, _Field]) -> Iterator[Called]:
    for cell in header[0] if header else ():
        name, _, code = cell.strip().partition("___")
        field = fields.get(name)
        if field is None:
            yield [cell], []
        elif code:
            # A code that is no whole number stands in a header in a form of its own.
            plainer = {key.lower().replace("-", "_"): text for key, text in field.choices.items()}
            label = field.choices.get(code, plainer.get(code, code))
            yield [cell], [f"{field.label} | {label}", f"{field.label} (choice={label})"]
        else:
            yield [cell], [field.label]


def _dictionary(path: Path, shown: str, export: Export) -> dict[str, _Field]:
    book, named = beside(path, shown, export)
    declared = export.model_copy(update={"delimiter": ",", "encoding": "utf-8"})
    rows = [row.cells for row in container(book, named, declared).rows]
    if not rows or rows[0][0].strip().casefold() not in FIRST:
        raise ExportError(
            f'{named}: this is not a data dictionary of REDCap, which starts with "Variable / '
            'Field Name". Name the right file as codebook in the entry of this export.'
        )
    return {
        cells[0].strip(): _Field(plain(cells[LABEL]), _choices(cells[TYPE], cells[CHOICES]))
        for cells in rows[1:]
        if len(cells) > CHOICES and cells[0].strip()
    }


def _choices(kind: str, written: str) -> dict[str, str]:
    if kind in FIXED:
        return FIXED[kind]
    if kind not in ("radio", "dropdown", "checkbox"):
        return {}
    pairs = (choice.partition(",") for choice in written.split("|"))
    return {code.strip(): plain(label) for code, comma, label in pairs if comma}

"""What lies in the published folders follows from the editions as they were released.

Every edition is kept whole in `reports/editions`. From there come its published pages, in the
state that the other editions give them, the latest of each report, and the lists. So a state
can be taken back, and an edition whose contents were taken away is still known to protection.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from analysis.disclosure import Sum, kept_by
from analysis.draw.words import Words
from analysis.payload import Audience, Payload
from analysis.report import history, results
from analysis.report.editions import (
    PLAN,
    RECORD,
    RESULTS,
    Record,
    read_records,
    settled,
    standing,
)
from analysis.report.frame import Edition, Link
from analysis.report.latest import emptied, latest
from analysis.report.listing import Listed
from analysis.report.state import PAST, with_earlier, with_state
from analysis.run.lists import INDEX, lists
from analysis.run.placing import Shelf
from analysis.workspace import Workspace

Key = tuple[str, str, str, int]


@dataclass
class Editions:
    """All editions of a workspace, as they will be once the shelf is in place."""

    workspace: Workspace
    shelf: Shelf = field(default_factory=Shelf)
    records: dict[Key, Record] = field(default_factory=dict)

    def of(self, programme: str, report: str = "", audience: str = "") -> list[Record]:
        """The editions of a programme, or of one report or audience of it, by number."""
        found = [
            one
            for one in self.records.values()
            if one.programme == programme
            and report in ("", one.report)
            and audience in ("", one.audience)
        ]
        return sorted(found, key=lambda one: (one.report, one.number, one.audience))

    def kept(self, record: Record) -> Path:
        """The folder in which an edition is kept as it was released."""
        return self.workspace.editions(record.audience, record.programme) / record.place

    def shown(self, record: Record) -> Path:
        """The folder in which readers find an edition."""
        return self.workspace.published(record.audience, record.programme) / record.place

    def payloads(self, record: Record) -> list[Payload]:
        """The protected payloads of an edition."""
        return results.read(self.shelf.read(self.kept(record) / RESULTS))

    def kept_uncertain(self, record: Record) -> dict[Sum, float]:
        """The sums that the plan of an edition left uncertain."""
        return kept_by(json.loads(self.shelf.read(self.kept(record) / PLAN)))

    def add(self, record: Record, content: dict[str, bytes]) -> None:
        """A new edition with its files, and what is kept with it for insiders only."""
        self.records[_key(record)] = record
        self.shelf.folders[self.kept(record)] = {**content, RECORD: record.written()}

    def change(self, record: Record) -> None:
        """What is known of an edition now."""
        self.records[_key(record)] = record
        self.write(self.kept(record) / RECORD, record.written())

    def drop(self, record: Record) -> None:
        """An edition that nobody has seen, and nobody will."""
        del self.records[_key(record)]
        self.shelf.dropped.append(self.kept(record))

    def write(self, path: Path, content: bytes) -> None:
        """A file, where it is not the same already."""
        if path.parent in self.shelf.folders:
            self.shelf.folders[path.parent][path.name] = content
        elif not path.exists() or path.read_bytes() != content:
            self.shelf.files[path] = content


def _key(record: Record) -> Key:
    return record.programme, record.audience, record.report, record.number


def open_editions(workspace: Workspace) -> Editions:
    """All editions of a workspace, those that wait too.

    Raises WriteError when the record of one cannot be read.
    """
    folders = sorted(path for path in workspace.editions("").glob("*/*") if path.is_dir())
    found = [record for folder in folders for record in read_records(folder)]
    return Editions(workspace, records={_key(record): record for record in found})


def settle(editions: Editions, programme: str, report: str, audience: Audience) -> None:
    """Show every edition of a report in its state of now, and the latest of them as such."""
    out = settled(one for one in editions.of(programme, report, audience) if not one.waiting)
    for record in out:
        editions.change(record)
        _show(editions, record, out)
    # Whoever follows the address of the latest is told at least why there is none any more.
    newest = standing(out) or (out[-1] if out else None)
    if newest:
        _show_latest(editions, newest)


def list_again(editions: Editions, audience: Audience) -> None:
    """Make the lists of what was released to an audience."""
    records = [one for one in editions.records.values() if one.audience == audience]
    out = sorted((one for one in records if not one.waiting), key=_key)
    listed = [Listed(one.visible, _sizes(editions, one)) for one in out]
    root = editions.workspace.published(audience)
    for name, content in lists(editions.workspace, listed, audience).items():
        editions.write(root / name, content)


def _sizes(editions: Editions, record: Record) -> dict[str, int]:
    kept = editions.kept(record)
    return {name: len(editions.shelf.read(kept / name)) for name in record.visible.files}


def _show(editions: Editions, record: Record, out: Sequence[Record]) -> None:
    """Its pages in their state, its other files as they are; those of a withdrawn one go."""
    kept, folder = editions.kept(record), editions.shown(record)
    if not folder.exists():
        editions.shelf.folders[folder] = {}
    pages = {record.page(language): language for language in record.languages}
    for name in record.visible.files:
        content = editions.shelf.read(kept / name)
        if name in pages:
            html = _in_state(content.decode("utf-8"), record, out, pages[name])
            content = html.encode("utf-8")
        editions.write(folder / name, content)
        if name == next(iter(pages)) and record.audience == "public":
            # Its permanent address is that of its folder. A page that is not for everybody has
            # none, and keeps the mark in its name.
            editions.write(folder / INDEX, content)
    gone = [folder / name for name in record.files if name not in record.visible.files]
    editions.shelf.dropped += [path for path in gone if path.exists()]
    editions.write(folder / RECORD, record.visible.written())


def _in_state(html: str, record: Record, out: Sequence[Record], language: str) -> str:
    """A page in the state of its edition; of one that is still valid only the past can change."""
    words = Words(language)
    newer = next((one for one in out if one.number == record.superseded_by), None)
    page = record.page(language)
    edition = Edition(
        earlier=history.before(record, out, words),
        number=record.number,
        state=record.state,
        released_on=record.released_on,
        newer=Link(named(newer, words), f"../{newer.number}/{page}") if newer else None,
        erratum=record.withdrawal.erratum[language] if record.withdrawal else "",
    )
    if record.state not in PAST:
        return with_earlier(html, words, edition)
    html = with_state(html, words, edition)
    return emptied(html) if record.withdrawal and record.withdrawal.emptied else html


def named(record: Record, words: Words) -> str:
    """An edition by its number and day."""
    number, day = str(record.number), words.day(record.released_on)
    return words.say("use.citation_edition", number=number, released_on=day)


def _show_latest(editions: Editions, record: Record) -> None:
    folder = editions.workspace.published(record.audience, record.programme)
    pages = [record.page(language) for language in record.languages]
    for page in pages:
        html = editions.shelf.read(editions.shown(record) / page).decode("utf-8")
        editions.write(folder / page, latest(html, record.place, pages).encode("utf-8"))
    if record.audience != "public":
        return
    html = editions.shelf.read(editions.shown(record) / INDEX).decode("utf-8")
    address = latest(html, str(record.number), ()).encode("utf-8")
    editions.write(folder / record.report / INDEX, address)

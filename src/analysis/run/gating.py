"""The gate sees a release as readers will: with its lists, its latest pages and all that stands."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from analysis.payload import Payload
from analysis.report import gate
from analysis.report.checks.release import Release as Gated
from analysis.report.editions import page_name
from analysis.run.editions import Editions, list_again, settle
from analysis.run.lists import INDEX
from analysis.run.placing import Shelf
from analysis.run.release import Draft


def checked(
    editions: Editions,
    drafts: Iterable[Draft],
    contacts: set[str],
    private: set[str],
    leaks: Sequence[str] = (),
) -> list[str]:
    """The remarks of the gate on editions that are on the shelf already.

    `contacts` are the addresses that may be public, `private` the names and texts that may not,
    `leaks` what readers could work out in spite of the protection.
    An edition that waits is checked as it will stand once it is shown.
    Raises GateError with everything for which it may not be published.
    """
    shown = Editions(editions.workspace, copy.deepcopy(editions.shelf), dict(editions.records))
    found = list(drafts)
    for one in found:
        record = one.record.model_copy(update={"waiting": False})
        shown.change(record)
        settle(shown, record.programme, record.report, record.audience)
    remarks: list[str] = []
    for audience in dict.fromkeys(one.record.audience for one in found):
        list_again(shown, audience)
        those = [one for one in found if one.record.audience == audience]
        root = editions.workspace.published(audience)
        remarks += gate.passed(
            Gated(
                files=dict(_files(shown.shelf, root)),
                audience=audience,
                standing=set(_standing(shown.shelf, root)),
                promised={f"{one.record.programme}/{one.record.place}/{name}"
                          for one in those for name in one.content},
                payloads=dict(_payloads(those)),
                contacts=contacts,
                private=private,
                leaks=leaks if audience == "public" else (),
            )
        )  # fmt: skip
    return remarks


def _files(shelf: Shelf, root: Path) -> Iterator[tuple[str, bytes]]:
    """What is new below the folder of an audience, by its path there."""
    for path, content in shelf.files.items():
        if path.is_relative_to(root):
            yield path.relative_to(root).as_posix(), content
    for folder, contents in shelf.folders.items():
        if folder.is_relative_to(root):
            for name, content in contents.items():
                # A copy of a page under the address of its folder is not told of twice.
                if name != INDEX:
                    yield (folder / name).relative_to(root).as_posix(), content


def _standing(shelf: Shelf, root: Path) -> Iterator[str]:
    for path in root.rglob("*"):
        if path.is_file() and path not in shelf.dropped:
            yield path.relative_to(root).as_posix()
    for folder, contents in shelf.folders.items():
        if folder.is_relative_to(root) and INDEX in contents:
            yield (folder / INDEX).relative_to(root).as_posix()


def _payloads(drafts: Iterable[Draft]) -> Iterator[tuple[str, list[Payload]]]:
    """What each page may show, where it stands for good and as the latest."""
    for one in drafts:
        record = one.record
        for language in record.languages:
            page = page_name(record.report, language)
            yield f"{record.programme}/{record.place}/{page}", one.payloads
            yield f"{record.programme}/{page}", one.payloads

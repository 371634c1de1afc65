"""The gate sees a release as readers will: with its lists, its latest pages and all that stands."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from analysis.payload import Audience, Payload
from analysis.report import gate
from analysis.report.audit import audit
from analysis.report.checks.page import Finding, Page
from analysis.report.checks.release import Release as Gated
from analysis.report.latest import without_addresses
from analysis.run.editions import Editions, list_again, settle
from analysis.run.lists import INDEX
from analysis.run.placing import Shelf
from analysis.run.release import Draft


@dataclass(frozen=True)
class Known:
    """What the gate must know of a release beside its files.

    `contacts` are the addresses that may be public, `private` the names and texts that may not,
    `leaks` what readers could work out in spite of the protection.
    """

    contacts: set[str] = field(default_factory=set)
    private: set[str] = field(default_factory=set)
    leaks: Sequence[str] = ()


def checked(
    editions: Editions, drafts: Iterable[Draft], known: Known, *, audited: bool = False
) -> list[str]:
    """The remarks of the gate on editions that are on the shelf already.

    An edition that waits is checked as it will stand once it is shown. With `audited` a browser
    looks at the pages as well.
    Raises GateError with everything for which they may not be published, UsageError where there
    is no browser.
    """
    found = list(drafts)
    shown = _as_they_will_stand(editions, found)
    findings: list[Finding] = []
    remarks: list[str] = []
    for audience in dict.fromkeys(one.record.audience for one in found):
        list_again(shown, audience)
        those = [one for one in found if one.record.audience == audience]
        gated = _gated(shown, audience, those, known)
        findings += gate.check(gated)
        if audited:
            seen = audit(_told_once(gated.pages))
            findings += [replace(one, file=f"{audience}/{one.file}") for one in seen.findings]
            remarks += seen.remarks
    return [*gate.passed(findings), *dict.fromkeys(remarks)]


def _as_they_will_stand(editions: Editions, drafts: Iterable[Draft]) -> Editions:
    shown = Editions(editions.workspace, copy.deepcopy(editions.shelf), dict(editions.records))
    for one in drafts:
        record = one.record.model_copy(update={"waiting": False})
        shown.change(record)
        settle(shown, record.programme, record.report, record.audience)
    return shown


def _gated(shown: Editions, audience: Audience, drafts: Sequence[Draft], known: Known) -> Gated:
    root = shown.workspace.published(audience)
    return Gated(
        files=dict(_files(shown.shelf, root)),
        audience=audience,
        standing=set(_standing(shown.shelf, root)),
        promised={
            f"{one.record.programme}/{one.record.place}/{name}"
            for one in drafts
            for name in one.content
        },
        payloads=dict(_payloads(drafts)),
        contacts=known.contacts,
        private=known.private,
        leaks=known.leaks if audience == "public" else (),
    )


def _told_once(pages: Mapping[str, Page]) -> dict[str, bytes]:
    """The pages without the copies of them at other addresses: a browser needs its time."""
    # The edition itself lies deepest, so its path is the one that is named.
    paths = sorted(pages, key=lambda path: path.count("/"))
    once = {without_addresses(pages[path].text): path for path in paths}
    return {path: pages[path].text.encode("utf-8") for path in once.values()}


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
            page = record.page(language)
            yield f"{record.programme}/{record.place}/{page}", one.payloads
            yield f"{record.programme}/{page}", one.payloads

"""What was released, put in order for a list: by programme and report, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from analysis.report.editions import Record, read_records, standing

MEDIA = {
    "html": "text/html",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv",
    "json": "application/json",
}
OTHER_FORMS = ("pdf", "docx", "xlsx", "csv")
"""The forms that a reader is offered beside the page itself, in this order."""


@dataclass(frozen=True)
class File:
    """One file of an edition, by its path from the list; its language where it has one."""

    path: str
    form: str
    language: str | None
    size: int | None = None

    @property
    def media_type(self) -> str:
        """What kind of file it is, as IANA names it."""
        return MEDIA[self.form]


@dataclass(frozen=True)
class Listed:
    """An edition with the size of each of its files in bytes, where known."""

    record: Record
    sizes: Mapping[str, int] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str, int]:
        """What names this edition among all others of its audience."""
        return self.record.programme, self.record.report, self.record.number

    def title(self, language: str) -> str:
        """The report's title, in the first language there is where this one is missing."""
        return in_language(self.record.title, language)

    def programme(self, language: str) -> str:
        """The programme's name."""
        return in_language(self.record.programme_name, language)

    def erratum(self, language: str) -> str:
        """What was wrong with an edition that was withdrawn; else empty."""
        withdrawal = self.record.withdrawal
        return in_language(withdrawal.erratum, language) if withdrawal else ""

    def page(self, language: str) -> File | None:
        """The edition's page in a language, else in the first there is."""
        pages = {one.language: one for one in self.all_files() if one.form == "html"}
        return pages.get(language) or next(iter(pages.values()), None)

    def files(self, language: str) -> list[File]:
        """The other forms in a language, and those that have none."""
        found = [one for one in self.all_files() if one.language in (language, None)]
        wanted = [one for one in found if one.form in OTHER_FORMS]
        return sorted(wanted, key=lambda one: (OTHER_FORMS.index(one.form), one.path))

    def all_files(self) -> list[File]:
        """Every file of the edition that a reader can open."""
        return [
            File(
                f"{self.record.programme}/{self.record.place}/{name}",
                name.rsplit(".", 1)[-1],
                _language(name, self.record.title),
                self.sizes.get(name),
            )
            for name in sorted(self.record.files)
            if name.rsplit(".", 1)[-1] in MEDIA
        ]


@dataclass(frozen=True)
class Entry:
    """A report: the edition that a reader should use, and the others from new to old."""

    newest: Listed
    others: tuple[Listed, ...] = ()


@dataclass(frozen=True)
class Group:
    """A programme and its reports, the last released first."""

    id: str
    name: str
    entries: tuple[Entry, ...]
    fictional: bool = False


def read_listed(folder: Path) -> list[Listed]:
    """All editions that lie in the folder of an audience.

    Raises WriteError for a record that cannot be read.
    """
    found = []
    for programme in sorted(path for path in folder.glob("*") if path.is_dir()):
        for record in read_records(programme):
            place = programme / record.place
            names = [name for name in record.files if (place / name).is_file()]
            found.append(Listed(record, {name: (place / name).stat().st_size for name in names}))
    return found


def newest_first(editions: Iterable[Listed]) -> list[Listed]:
    """Editions by the day of their release, the last one first."""
    by_name = sorted(editions, key=lambda one: one.key)
    return sorted(by_name, key=lambda one: one.record.released_on, reverse=True)


def entries(editions: Iterable[Listed]) -> list[Entry]:
    """One entry per report, the last released first."""
    reports: dict[tuple[str, str], list[Listed]] = {}
    for one in editions:
        reports.setdefault(one.key[:2], []).append(one)
    found = {newest.key: Entry(newest, rest) for newest, rest in map(_split, reports.values())}
    return [found[one.key] for one in newest_first(entry.newest for entry in found.values())]


def grouped(editions: Sequence[Listed], language: str) -> list[Group]:
    """The reports by programme; the programme with the last release first."""
    found: dict[str, list[Entry]] = {}
    for entry in entries(editions):
        found.setdefault(entry.newest.record.programme, []).append(entry)
    return [
        Group(
            id=programme,
            name=those[0].newest.programme(language),
            entries=tuple(those),
            fictional=any(entry.newest.record.fictional for entry in those),
        )
        for programme, those in found.items()
    ]


def in_language(texts: Mapping[str, str], language: str) -> str:
    """A text in a language, else in the first there is."""
    return texts.get(language) or next(iter(texts.values()), "")


def _split(editions: list[Listed]) -> tuple[Listed, tuple[Listed, ...]]:
    ordered = sorted(editions, key=lambda one: one.record.number, reverse=True)
    stands = standing([one.record for one in ordered])
    newest = next((one for one in ordered if one.record is stands), ordered[0])
    return newest, tuple(one for one in ordered if one is not newest)


def _language(name: str, known: Iterable[str]) -> str | None:
    """The language in a file's name, as in `kickoff.nl.pdf`."""
    parts = name.split(".")
    return parts[-2] if len(parts) > 2 and parts[-2] in set(known) else None

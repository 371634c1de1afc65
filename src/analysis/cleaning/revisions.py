"""What changed between an export and the one that was downloaded later in its place."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.cleaning.alike import compared
from analysis.cleaning.receiving import Record
from analysis.cleaning.text import name_key
from analysis.programme import Export

IDS = ("record", "response", "account", "session_on")


@dataclass(frozen=True)
class Download:
    """The rows of one export, and its number among those of the programme."""

    export: Export
    source: int
    records: list[Record]

    def plain(self, text: str) -> str:
        """A cell as it is compared: a day or a number however this export writes it."""
        month_first = self.export.dates == "month-first"
        return compared(text, month_first=month_first, decimal=self.export.decimal)

    def by_key(self) -> dict[tuple[str, int], Record]:
        """The rows by their own id, or else by participant, and the how manieth with it."""
        keyed: dict[tuple[str, int], Record] = {}
        times: dict[str, int] = {}
        for record in self.records:
            own = next((record[column] for column in IDS if record[column]), "")
            identity = self.plain(own) if own else name_key(record["participant"])
            times[identity] = times.get(identity, 0) + 1
            keyed[identity, times[identity]] = record
        return keyed


@dataclass(frozen=True)
class _Pair:
    """An export and the later one: what is the same in both."""

    older: Download
    newer: Download

    def changed(self, old: Record, new: Record) -> list[str]:
        """The headers under which a row is not the same any more."""
        export = self.older.export
        return [
            export.headers(column)[0]
            for column in export.columns
            if column in new.cells and not self._same(old[column], new[column])
        ]

    def _same(self, old: str, new: str) -> bool:
        older, newer = self.older.export, self.newer.export
        if old == new and (older.dates, older.decimal) == (newer.dates, newer.decimal):
            return True
        return self.older.plain(old) == self.newer.plain(new)


def revisions(older: Download, newer: Download) -> list[dict[str, object]]:
    """The rows that are new, changed or gone, by their own id or else by participant.

    A column that only one of the two exports has is no change, nor is a day or a number that is
    written otherwise. A new or changed row has its place in the newer export, one that is gone
    in the older.
    """
    before, after = older.by_key(), newer.by_key()
    pair = _Pair(older, newer)
    found: list[dict[str, object]] = []
    for identity in [*after, *(gone for gone in before if gone not in after)]:
        old, new = before.get(identity), after.get(identity)
        changed = pair.changed(old, new) if old and new else []
        place = new or old
        if place is None or (old and new and not changed):
            continue
        found.append(
            {
                "source": newer.source if new else older.source,
                "line": place.line,
                "export": older.export.id,
                "change": "gone" if new is None else "new" if old is None else "changed",
                "columns": ", ".join(changed) or None,
            }
        )
    return found


def appended(
    older: Download, newer: Download
) -> tuple[set[int], set[int], list[dict[str, object]]]:
    """What stands in an export and again in the one that adds to it, as lines of each.

    The lines of the older that a changed row replaces, those of the newer that are the same row
    again, and the changes.
    """
    before, after = older.by_key(), newer.by_key()
    changes = [change for change in revisions(older, newer) if change["change"] == "changed"]
    changed = {change["line"] for change in changes}
    replaced = {before[it].line for it, new in after.items() if new.line in changed}
    again = {after[it].line for it in after.keys() & before.keys()} - changed
    return replaced, again, changes

"""What changed between an export and the one that was downloaded later in its place."""

from __future__ import annotations

from analysis.cleaning.receiving import Record
from analysis.cleaning.text import name_key
from analysis.programme import Export


def revisions(
    export: Export,
    older: list[Record],
    source: int,
    newer: list[Record],
    newer_source: int,
) -> list[dict[str, object]]:
    """The rows that are new, changed or gone, by their own id or else by participant.

    A column that only one of the two exports has is no change. A new or changed row has its
    place in the newer export, one that is gone in the older.
    """
    before, after = _by_key(older), _by_key(newer)
    found: list[dict[str, object]] = []
    for identity in [*after, *(gone for gone in before if gone not in after)]:
        old, new = before.get(identity), after.get(identity)
        changed = [
            export.headers(column)[0]
            for column in export.columns
            if old and new and column in new.cells and old[column] != new[column]
        ]
        if old and new and not changed:
            continue
        place = new or old
        if place is None:
            continue
        found.append(
            {
                "source": newer_source if new else source,
                "line": place.line,
                "export": export.id,
                "change": "gone" if new is None else "new" if old is None else "changed",
                "columns": ", ".join(changed) or None,
            }
        )
    return found


def appended(
    export: Export, older: list[Record], source: int, newer: list[Record], newer_source: int
) -> tuple[set[int], set[int], list[dict[str, object]]]:
    """What stands in an export and again in the one that adds to it, as lines of each.

    The lines of the older that a changed row replaces, those of the newer that are the same row
    again, and the changes.
    """
    before, after = _by_key(older), _by_key(newer)
    changes = [
        change
        for change in revisions(export, older, source, newer, newer_source)
        if change["change"] == "changed"
    ]
    changed = {change["line"] for change in changes}
    replaced = {before[it].line for it, new in after.items() if new.line in changed}
    again = {after[it].line for it in after.keys() & before.keys()} - changed
    return replaced, again, changes


def _by_key(records: list[Record]) -> dict[tuple[str, int], Record]:
    keyed: dict[tuple[str, int], Record] = {}
    times: dict[str, int] = {}
    for record in records:
        ids = (record[column] for column in ("record", "response", "account", "session_on"))
        identity = next(filter(None, ids), "") or name_key(record["participant"])
        times[identity] = times.get(identity, 0) + 1
        keyed[identity, times[identity]] = record
    return keyed

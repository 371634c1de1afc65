"""What an export must say so that it is known of which session it is, and who was there."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.problems import suggestion
from analysis.programme.models import Export


def unattended(at: str, export: Export) -> Iterator[str]:
    """A sentence for each thing that an entry does not say, or says twice."""
    by_row = {"session", "session_on"} & set(export.columns)
    if export.content in ("registrations", "attendance") and not (export.session or by_row):
        yield (
            f"{at}: an export of {export.content} needs the session it is of. Add session, or "
            "the column that holds it."
        )
    if export.listed and "present" in export.columns:
        yield f"{at}.listed: its column of marks says already who was present. Take one out."
    if export.least_minutes is not None:
        yield from _unmeasured(f"{at}.least_minutes", export)
    for lower, higher in export.at_most.items():
        for measure in (lower, higher):
            if measure not in export.counts:
                yield (
                    f'{at}.at_most: "{measure}" is not a count of this export. '
                    f"{suggestion(measure, export.counts)}"
                )


def _unmeasured(at: str, export: Export) -> Iterator[str]:
    if "minutes" not in export.columns:
        yield f"{at}: no column holds the minutes. Add minutes to its columns."
    if not export.only_present:
        yield (
            f"{at}: only a list of those who came is measured by minutes. "
            'Write listed = "present", or take it out.'
        )

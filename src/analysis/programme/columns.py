"""The columns that an export of each content has: those it must map, and those it may."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.programme.entries import Export
from analysis.programme.names import unknown

REQUIRED: dict[str, set[str]] = {
    "participants": {"participant"},
    "registrations": {"participant"},
    "attendance": {"participant", "present"},
    "attendance-counts": set(),
    "profiles": {"participant"},
    "coaching": {"participant", "booked_on", "session_on"},
    "withdrawals": {"participant", "stopped_on"},
    "responses": set(),
    "codebook": {"question", "code", "label"},
    "learning-goals": {"participant"},
    "codings": {"response", "question", "theme"},
}
"""The columns that an export of each content must map."""

IDENTIFYING = ("enterprise_number", "postcode", "municipality", "email")
"""The columns that tell besides its name which organisation a row is about."""

OPTIONAL: dict[str, set[str]] = {
    "participants": {
        *("legal_form", "enterprise_number", "sector", "discipline", "municipality", "postcode"),
        *("fte", "volunteers", "budget", "founded", "maturity", "capacity", "enrolled_on"),
        *("account", "account_status", "email", "website"),
    },
    "registrations": {
        *("record", "registered_on", "status", "given_name", "family_name", "full_name", "email"),
        *("function", "remark", "domains", "session", "session_on", *IDENTIFYING),
    },
    "attendance": {
        *("given_name", "family_name"),
        *("full_name", "function", "remark", "reason", "number", "sector", "walk_in"),
        *("minutes", "session", "session_on", *IDENTIFYING),
    },
    "attendance-counts": {"session", "session_on", "workshop", "remark", "length"},
    "profiles": {
        *("as_of_on", "fte", "volunteers", "budget", "maturity", "capacity", "remark"),
        *IDENTIFYING,
    },
    "coaching": {
        *("domain", "coach", "mode", "turns", "status", "remark", "full_name", "record"),
        *IDENTIFYING,
    },
    "withdrawals": {"reason", "remark", "full_name", *IDENTIFYING},
    "responses": {
        *("response", "participant", "submitted_on", "started_on", "token", "language"),
        *("finished", "saved_on", "name", "status", "event", *IDENTIFYING),
    },
    "codebook": {"label_en", "scale"},
    "learning-goals": {
        *("set_on", "domain", "goal", "full_name", "function", "remark", "record"),
        *IDENTIFYING,
    },
    "codings": {"coder", "remark"},
}
"""The columns that it may map besides."""


def miscolumned(at: str, export: Export, *, persons: bool) -> Iterator[str]:
    """A sentence for each column that an export cannot have, lacks, or names in a rule only."""
    required, optional = REQUIRED[export.content], OPTIONAL[export.content]
    for column in export.columns:
        if column not in required | optional:
            yield unknown(
                f"{at}.columns",
                column,
                f"a column of an export of {export.content}",
                required | optional,
            )
    lacking = required - set(export.columns)
    if export.only_present:
        lacking -= {"present"}
    if persons and ({"given_name", "family_name"} <= set(export.columns)):
        lacking -= {"participant"}
    for column in sorted(lacking):
        yield f'{at}.columns: "{column}" is missing. Say under which header it stands.'
    if export.content == "learning-goals" and not (
        export.goals or {"domain", "goal"} <= set(export.columns)
    ):
        yield (
            f"{at}.goals: no goals are named. Say of each domain under which header they stand, or "
            "map domain and goal where each row has one."
        )
    if export.content == "attendance-counts":
        if not export.counts:
            yield f"{at}.counts: no count is named. Say which header holds which count."
        if not {"session", "session_on"} & set(export.columns):
            yield f"{at}.columns: name the header of the session or of its date (session_on)."
    for rule in [*export.ignore, *export.treat]:
        ways = (rule.equals, rule.starts_with, rule.contains, rule.empty, rule.marked)
        if sum(way is not None for way in ways) != 1:
            yield (
                f"{at}: a rule on {rule.column or 'a row'} needs exactly one of "
                "equals, starts_with, contains, empty, marked."
            )
        elif not rule.column and rule.marked is None:
            yield f"{at}: a rule names no column. Say in which column it looks."
    for rule in export.treat:
        if rule.set not in required | optional:
            yield unknown(
                f"{at}.treat",
                rule.set,
                f"a column of an export of {export.content}",
                required | optional,
            )
    rules = [rule.column for rule in [*export.ignore, *export.treat]]
    used = {*rules, *(total.column for total in export.totals)} - {""}
    for column in sorted((used | set(export.fill_down)) - set(export.columns)):
        yield unknown(f"{at}", column, "a column of this export", export.columns)

"""The names that are known of one programme."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.programme import Programme
from analysis.redaction.known import Known

BRACKETED = re.compile(r"^([^()]+)\(([^()]+)\)$")


def of_programme(programme: Programme, persons: Sequence[str], names: Sequence[str]) -> Known:
    """Persons and organisations by the names in its exports, its aliases and who led its sessions.

    Who leads a session is public, but what somebody wrote about them is not.
    """
    people, organisations = list(persons), [*names, *programme.aliases, *programme.aliases.values()]
    for one in dict.fromkeys(one for session in programme.sessions for one in session.staff):
        found = BRACKETED.match(one)
        people += [found[1].strip()] if found else []
        organisations.append(found[2].strip() if found else one)
    if programme.unit == "person":
        people += [*programme.aliases, *programme.aliases.values()]
    said = list(programme.name.in_languages().values())
    said += [domain.name.nl for domain in programme.domains]
    said += [text for one in programme.sessions for text in one.title.in_languages().values()]
    return Known(tuple(people), tuple(organisations), tuple(said))

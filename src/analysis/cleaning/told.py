"""What is said of how a name was recognised: the kind of remark and its sentence.

The name of a person is never quoted.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.cleaning.text import quoted
from analysis.matching import Candidate, explained
from analysis.programme.organisations import Succession

Said = tuple[str, str]

WHERE = "matches.toml, or in the workbook of trajectmonitor ask"

AGREES = {
    "alias": "a declared name",
    "initials": "its initials",
    "number": "the enterprise number",
    "postcode": "the postcode",
    "municipality": "the municipality",
    "domain": "the e-mail domain",
    "address": "the address",
    "phone": "the telephone number",
}
"""What a feature says in favour of a candidate, or against it when it differs."""


def features(candidate: Candidate) -> str:
    """What speaks for and against a candidate, feature by feature."""
    parts = []
    for feature, value in explained(candidate):
        if feature == "name":
            parts.append(f"{round(100 * float(value or 0))}% of the name")
        elif feature == "own_word" and value:
            parts.append("but one has a word of its own")
        elif feature == "rivals" and value:
            parts.append(f"but {value} other(s) fit as well")
        elif feature in AGREES and value is not None:
            parts.append(AGREES[feature] if value else f"but not {AGREES[feature]}")
    return ", ".join(parts)


def recognised(name: str, known: str, candidate: Candidate | None) -> Said:
    """A name that is certainly somebody's, though it is not written so."""
    why = f" by {found}" if candidate and (found := features(candidate)) else ""
    return "recognised", (
        f"{quoted(name)} was recognised as {quoted(known)}{why}. Say in {WHERE}, if it is another."
    )


def doubtful(name: str, candidates: Sequence[tuple[str, Candidate]]) -> Said:
    """A name that may be somebody's."""
    may = " or ".join(
        f"{quoted(known)} ({found})" if (found := features(one)) else quoted(known)
        for known, one in candidates
    )
    return "doubtful_participant", (
        f"{quoted(name)} may be {may}, but that is not certain. Say which it is in {WHERE}."
    )


def partly(name: str, parts: Sequence[str]) -> Said:
    """A cell of which a part is somebody's name."""
    known = " and ".join(map(quoted, parts))
    return "doubtful_participant", (
        f"{quoted(name)} may name several organisations: {known} is known, the rest is not. Say "
        f"which it is in {WHERE}."
    )


def several(name: str, known: Sequence[str]) -> Said:
    """A cell with more names than one."""
    return "several_participants", (
        f"{quoted(name)} was read as {' and '.join(map(quoted, known))}. Say in {WHERE}, if it is "
        "one organisation."
    )


def unknown(name: str, near: str) -> Said:
    """A name that is nobody's."""
    return "unknown_participant", (
        f"{quoted(name)} is not a known participant. {near} Add it under [aliases]."
    )


def declared_new(name: str) -> Said:
    """A name of which somebody decided that it is nobody's whom the programme knows."""
    return "unknown_participant", (
        f"{quoted(name)} is not a known participant, as matches.toml says. Add it to the list of "
        "participants, or ignore the row by declaration."
    )


def person(by_domain: str | None) -> Said:
    """A person where an organisation is expected."""
    whose = f" The e-mail address beside it is of {quoted(by_domain)}." if by_domain else ""
    return "person_named", (
        "The name of a person stands where that of an organisation is expected."
        f"{whose} Put the organisation in its place in corrections.toml."
    )


def former_name(name: str, known: str) -> Said:
    """A name that an organisation does not bear on the day of the list."""
    return "former_name", (
        f"{quoted(name)} is a name that {quoted(known)} had at another time, as organisations.toml "
        "says. Put the dates there right, if it had it then."
    )


def succeeded(name: str, succession: Succession, successor: str) -> Said:
    """The name of one whose place another has taken."""
    return "succeeded", (
        f"{quoted(name)} was followed by {quoted(successor)} on {succession.on} "
        f"({succession.kind}), as organisations.toml says."
    )


def split(name: str, succession: Succession, successors: Sequence[str]) -> Said:
    """The name of one whose place several have taken."""
    return "doubtful_participant", (
        f"{quoted(name)} was split on {succession.on} into "
        f"{' and '.join(map(quoted, successors))}. Say which one is meant in {WHERE}."
    )


def not_yet(name: str, succession: Succession, successor: str) -> Said:
    """The name of one that is not listed, on a day before another took its place."""
    return "unknown_participant", (
        f"{quoted(name)} is not a known participant. {quoted(successor)} took its place only on "
        f"{succession.on}. Say in {WHERE} whether this row counts for it."
    )

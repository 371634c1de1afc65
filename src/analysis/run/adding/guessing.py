"""Of what a new list is: its content, and the session or evaluation round it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from analysis.cleaning.cells import Cells
from analysis.cleaning.text import key
from analysis.exports.recognition import Finding, Recognition
from analysis.programme import Declarations, Questionnaire, Session
from analysis.run.adding.mapping import Known, Mapping, mapped

BY_TOOL = {
    "teams": "attendance", "zoom": "attendance", "eventbrite": "registrations",
    "limesurvey": "responses", "qualtrics": "responses", "surveymonkey": "responses",
    "typeform": "responses", "checkmarket": "responses", "redcap": "responses",
    "kobo": "responses", "spss": "responses",
}  # fmt: skip
"""What a tool is for, when it is for one thing."""

TELLING: dict[str, set[str]] = {
    "participants": {"enterprise_number", "fte", "volunteers", "budget", "founded", "maturity",
                     "legal_form", "enrolled_on", "account", "discipline"},
    "registrations": {"registered_on", "status", "record", "domains", "email", "given_name"},
    "attendance": {"present", "walk_in", "reason"},
    "withdrawals": {"stopped_on", "reason"},
    "coaching": {"booked_on", "session_on", "turns", "coach", "mode", "status"},
    "profiles": {"as_of_on", "fte", "volunteers", "budget", "maturity", "capacity"},
    "codebook": {"question", "code", "label"},
    "learning-goals": {"goal", "domain"},
}  # fmt: skip
"""The columns that one content has and others do not."""

NEEDED = {
    "attendance": {"present"}, "withdrawals": {"stopped_on"}, "profiles": {"as_of_on"},
    "coaching": {"booked_on", "session_on"}, "learning-goals": {"goal", "domain"},
}  # fmt: skip
"""The columns without which a list cannot be of a content."""

DAY = re.compile(r"(?<!\d)(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)|"
                 r"(?<!\d)(\d{1,2})[-_.](\d{1,2})[-_.](\d{4})(?!\d)")  # fmt: skip


def content(
    found: Recognition, declarations: Declarations, known: Known
) -> tuple[Finding, dict[str, Mapping]]:
    """What a list holds, and how each content would map its columns."""
    tried = {one: mapped(one, found, known) for one in TELLING}
    asked = max((share for _, share in forms(found, declarations)), default=0.0)
    if asked >= 0.5:
        reason = f"{asked:.0%} of the questions of a questionnaire stand above its columns"
        return Finding("responses", "sure" if asked >= 0.8 else "likely", reason), tried
    tool = BY_TOOL.get(found.format.value or "")
    if tool:
        reason = f"{found.format.value} is a tool for {tool}"
        return Finding(tool, "likely", reason), tried
    if len(named := goals(found, declarations)) > 1:
        reason = f"words stand under the domains: {', '.join(named.values())}"
        return Finding("learning-goals", "likely", reason), tried
    scores = {
        one: len(TELLING[one] & set(mapping.columns)) for one, mapping in tried.items()
        if "participant" in mapping.columns or "participant" in mapping.rivals
        or (one == "codebook" and len(mapping.columns) >= 3)
    }  # fmt: skip
    for one, needed in NEEDED.items():
        if not needed <= set(tried[one].columns):
            scores.pop(one, None)
        elif one in scores:
            # Such a column stands in no other kind of list.
            scores[one] += 3
    ranked = sorted(scores, key=lambda one: -scores[one])
    if not ranked or not scores[ranked[0]]:
        return Finding(None, "unsure", "no column tells what kind of list this is"), tried
    best = ranked[0]
    columns = ", ".join(sorted(TELLING[best] & set(tried[best].columns)))
    lead = scores[best] - max((scores[one] for one in ranked[1:]), default=0)
    if not lead:
        return Finding(best, "unsure", f"it could as well hold {ranked[1]}"), tried
    return Finding(best, "sure" if lead >= 3 else "likely", f"it has columns for {columns}"), tried


def goals(found: Recognition, declarations: Declarations) -> dict[str, str]:
    """The headers that are domains, as somebody may have worded goals under each."""
    known = Cells(declarations.programme, journal=None).known("domain")  # type: ignore[arg-type]
    named: dict[str, str] = {}
    for place, header in enumerate(found.headers):
        domain, cells = known.get(key(header)), list(filter(None, found.column(place)))
        # A box that was ticked under a domain is no goal.
        worded = sum(len(cell.split()) > 1 for cell in cells)
        if domain and worded and worded * 2 >= len(cells):
            named.setdefault(domain, " ".join(header.split()))
    return named


def forms(found: Recognition, declarations: Declarations) -> list[tuple[Questionnaire, float]]:
    """Each questionnaire with the share of its questions that stand in the headers."""
    heads = {key(header) for header in found.headers}
    heads |= {part for head in heads for part in re.split(r"[.\[]", head, maxsplit=1)[:1]}
    told = []
    for form in declarations.questionnaires.values():
        met = [
            any(key(header) in heads for header in question.headers())
            for question in form.questions
        ]  # fmt: skip
        told.append((form, sum(met) / len(met)))
    return sorted(told, key=lambda one: -one[1])


def round_(found: Recognition, declarations: Declarations, file: str) -> Finding:
    """The evaluation round of responses: that of the questionnaire whose questions they answer."""
    best = [form.id for form, share in forms(found, declarations) if share >= 0.5]
    rounds = [one for one in declarations.programme.rounds if one.questionnaire in best[:1]]
    if len(rounds) == 1:
        return Finding(rounds[0].id, "sure", f'its columns are the questions of "{best[0]}"')
    named = [one for one in rounds if key(one.id) in key(file)]
    if len(named) == 1:
        return Finding(named[0].id, "likely", "the name of the file names it")
    why = "several rounds have this questionnaire" if rounds else "no questionnaire has its columns"
    return Finding(None, "unsure", why)


def session(declarations: Declarations, file: str, titles: Iterable[str]) -> Finding:
    """The session that a list is of: the one whose day or name stands in its name or title."""
    sessions = declarations.programme.sessions
    for text, where in ((file, "the name of the file"), (" ".join(titles), "the title above it")):
        named = [one for one in sessions if _named(one, text)]
        dated = [one for one in sessions if one.date in days(text)]
        both = [one for one in named if one in dated]
        for found, confidence, what in (
            (both, "sure", "names it with its day"), (named, "likely", "names it"),
            (dated, "likely", "has its day"),
        ):  # fmt: skip
            if len(found) == 1:
                return Finding(found[0].id, confidence, f"{where} {what}")  # type: ignore[arg-type]
    return Finding(None, "unsure", "neither the name of the file nor a title tells it")


def days(text: str) -> set[date]:
    """The days that stand in a text, written with the year first or last."""
    found = set()
    for match in DAY.finditer(text):
        parts = [int(part) for part in match.groups() if part]
        year, month, number = parts if match[1] else parts[::-1]
        try:
            found.add(date(year, month, number))
        except ValueError:
            continue
    return found


def _named(one: Session, text: str) -> bool:
    """Whether a text names a session: by its id, its title, or its kind and number."""
    said = re.sub(r"[^a-z0-9]", "", key(text))
    names = [re.sub(r"[^a-z0-9]", "", key(name)) for name in (one.id, one.title.nl, one.title.en)]
    if any(re.search(rf"{name}(?!\d)", said) for name in names if len(name) > 3):
        return True
    if one.number is None:
        return False
    kinds = {re.sub(r"[^a-z]", "", key(word))[:6] for word in (one.kind, one.title.nl.split()[0])}
    return any(
        re.search(rf"{kind}[a-z]*0?{one.number}(?!\d)", said) for kind in kinds if len(kind) > 4
    )

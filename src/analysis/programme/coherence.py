"""Holds the declarations of a programme against each other: every name must lead somewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Protocol

from analysis.problems import suggestion
from analysis.programme.area import misplaced
from analysis.programme.asked import taking
from analysis.programme.attending import unattended
from analysis.programme.facts import Fact
from analysis.programme.heterogeneity import incomparable
from analysis.programme.levels import misruled
from analysis.programme.models import Correction, Export, Programme
from analysis.programme.questionnaires import Question, Questionnaire
from analysis.programme.references import misreferred


class _Named(Protocol):
    @property
    def id(self) -> str: ...


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
}
"""The columns that it may map besides."""


def incoherences(
    where: str,
    programme: Programme,
    questionnaires: dict[str, Questionnaire],
    corrections: list[Correction],
    facts: list[Fact],
) -> list[str]:
    """A sentence for each name in the declarations that leads nowhere or stands twice."""
    place = f"{where}/programme.toml"
    return [
        *_twice(place, programme),
        *_sessions(place, programme),
        *_rounds(place, programme, questionnaires),
        *_exports(place, programme),
        *_reports(place, programme),
        *_recodes(place, programme),
        *_groups(place, programme),
        *_protected(place, programme),
        *misruled(place, programme.levels, programme.roles, programme.vocabularies),
        *misreferred(place, programme.references, programme.vocabularies),
        *incomparable(place, programme.heterogeneity),
        *_questions(where, questionnaires),
        *taking(where, programme, questionnaires),
        *_corrected(f"{where}/corrections.toml", programme, corrections),
        *_repeated(f"{where}/published_facts.toml, facts", [fact.id for fact in facts]),
    ]


def unknown(place: str, value: str, what: str, known: Iterable[str]) -> str:
    """The sentence for a name that is not one of the known ones."""
    return f'{place}: "{value}" is not {what}. {suggestion(value, known)}'


def _twice(place: str, programme: Programme) -> Iterator[str]:
    groups: dict[str, list[_Named]] = {
        "domains": [*programme.domains],
        "sessions": [*programme.sessions],
        "components": [*programme.components],
        "rules": [*programme.rules],
        "consultations": [*programme.consultations],
        "rounds": [*programme.rounds],
        "exports": [*programme.exports],
        "reports": [*programme.reports],
        "levels": [*programme.levels],
        "roles": [*programme.roles],
        "references": [*programme.references],
    }
    for name, items in groups.items():
        yield from _repeated(f"{place}, {name}", [item.id for item in items])


def _repeated(place: str, ids: list[str]) -> Iterator[str]:
    for identity, times in Counter(ids).items():
        if times > 1:
            yield f'{place}: the id "{identity}" stands {times} times. Keep one.'


def _sessions(place: str, programme: Programme) -> Iterator[str]:
    domains = [domain.id for domain in programme.domains]
    for number, session in enumerate(programme.sessions):
        for domain in session.domains:
            if domain not in domains:
                yield unknown(f"{place}, sessions[{number}].domains", domain, "a domain", domains)


def _rounds(
    place: str, programme: Programme, questionnaires: dict[str, Questionnaire]
) -> Iterator[str]:
    sessions = [session.id for session in programme.sessions]
    for number, round_ in enumerate(programme.rounds):
        at = f"{place}, rounds[{number}]"
        if round_.questionnaire is None:
            if round_.status == "held":
                yield f"{at}: a round that was held needs its questionnaire. Add questionnaire."
        elif round_.questionnaire not in questionnaires:
            yield unknown(
                f"{at}.questionnaire", round_.questionnaire, "a questionnaire", questionnaires
            )
        if round_.session and round_.session not in sessions:
            yield unknown(f"{at}.session", round_.session, "a session", sessions)
        if round_.asked == "attending" and not round_.session:
            yield f"{at}: those attending were asked, but no session is named. Add session."


def _exports(place: str, programme: Programme) -> Iterator[str]:
    sessions = [session.id for session in programme.sessions]
    rounds = [round_.id for round_ in programme.rounds]
    for number, export in enumerate(programme.exports):
        at = f"{place}, exports[{number}]"
        yield from _columns(at, export, persons=programme.unit == "person")
        yield from misplaced(at, export)
        yield from unattended(at, export)
        if export.session and export.session not in sessions:
            yield unknown(f"{at}.session", export.session, "a session", sessions)
        if export.content in ("responses", "codebook") and not export.round:
            yield f"{at}: an export of {export.content} needs its evaluation round. Add round."
        if export.round and export.round not in rounds:
            yield unknown(f"{at}.round", export.round, "an evaluation round", rounds)
        yield from _follows(at, export, programme)
        if export.codebook and export.format not in ("redcap", "qualtrics"):
            yield f'{at}.codebook: only format = "redcap" or "qualtrics" reads one. Take it out.'


def _follows(at: str, export: Export, programme: Programme) -> Iterator[str]:
    """What is wrong with the earlier export that one replaces or adds to."""
    contents = {one.id: one.content for one in programme.exports}
    if export.supersedes and export.appends:
        yield f"{at}: an export either replaces an earlier one or adds to it. Take one out."
    for name, earlier in (("supersedes", export.supersedes), ("appends", export.appends)):
        if not earlier:
            continue
        if earlier not in contents:
            yield unknown(f"{at}.{name}", earlier, "an export", contents)
        elif earlier == export.id:
            what = "replace" if name == "supersedes" else "add to"
            yield f"{at}.{name}: an export cannot {what} itself."
        elif contents[earlier] != export.content:
            yield (
                f'{at}.{name}: "{earlier}" holds {contents[earlier]} and this export '
                f"{export.content}. Name an earlier export of the same."
            )


def _reports(place: str, programme: Programme) -> Iterator[str]:
    sessions = ("a session", [session.id for session in programme.sessions])
    known = {
        **dict.fromkeys(("session", "first", "second"), sessions),
        "round": ("an evaluation round", [round_.id for round_ in programme.rounds]),
    }
    for number, report in enumerate(programme.reports):
        for parameter, (what, ids) in known.items():
            value = report.parameters.get(parameter)
            if value is not None and value not in ids:
                at = f"{place}, reports[{number}].parameters.{parameter}"
                yield unknown(at, str(value), what, ids)


def _columns(at: str, export: Export, *, persons: bool) -> Iterator[str]:
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


def _recodes(place: str, programme: Programme) -> Iterator[str]:
    for vocabulary, recode in programme.recode.items():
        known = programme.vocabularies.get(vocabulary)
        if known is None:
            continue
        for raw, code in recode.items():
            if code not in known:
                yield unknown(
                    f'{place}, recode.{vocabulary}."{raw}"', code, f"a code of {vocabulary}", known
                )


def _groups(place: str, programme: Programme) -> Iterator[str]:
    for group, members in programme.groups.items():
        known = programme.vocabularies.get(group)
        for member, code in members.items():
            if known is not None and code not in known:
                yield unknown(
                    f'{place}, groups.{group}."{member}"', code, f"a code of {group}", known
                )


def _protected(place: str, programme: Programme) -> Iterator[str]:
    rules = programme.disclosure
    for variable, merged in rules.merge.items():
        codes = programme.vocabularies.get(variable, {})
        at = f"{place}, disclosure.merge.{variable}"
        for code, one in merged.items():
            if code in codes:
                yield f'{at}: "{code}" is already a code of {variable}. Give it another name.'
            for value in one.of:
                if value not in codes:
                    yield unknown(f"{at}.{code}.of", value, f"a code of {variable}", codes)
        yield from _repeated(at, [value for one in merged.values() for value in one.of])
    for number, waiver in enumerate(rules.waivers):
        if rules.smallest(waiver.unit) <= 1:
            at = f"{place}, disclosure.waivers[{number}].unit"
            yield unknown(at, waiver.unit, "a unit that is protected", rules.min_cell)
    for unit, other in rules.units.items():
        if other not in rules.min_cell:
            at = f"{place}, disclosure.units.{unit}"
            yield unknown(at, other, "a unit that is protected", rules.min_cell)


def _questions(where: str, questionnaires: dict[str, Questionnaire]) -> Iterator[str]:
    for form in questionnaires.values():
        scales = [scale.id for scale in form.scales]
        asked = [question.id for question in form.questions]
        yield from _repeated(f"{where}/questionnaires/{form.id}.toml, scales", scales)
        yield from _repeated(f"{where}/questionnaires/{form.id}.toml, questions", asked)
        for number, question in enumerate(form.questions):
            at = f"{where}/questionnaires/{form.id}.toml, questions[{number}]"
            kinds = ("scale", "choice", "choices", "ranking")
            if question.kind in kinds and question.scale not in scales:
                yield unknown(f"{at}.scale", str(question.scale), "a scale of this form", scales)
            elif question.kind in kinds:
                yield from _ticked(at, form, question)


def _ticked(at: str, form: Questionnaire, question: Question) -> Iterator[str]:
    """What is wrong with the options that a question names besides its scale."""
    codes = [option.code for option in form.scale(question.scale or "").options]
    if question.boxes and question.kind != "choices":
        yield f'{at}.boxes: only several answers have a box each. Write kind = "choices".'
    for code in question.boxes:
        if code not in codes:
            yield unknown(f"{at}.boxes", code, f"an option of {question.scale}", codes)
    if question.other is not None and question.other not in codes:
        yield unknown(f"{at}.other", question.other, f"an option of {question.scale}", codes)


def _corrected(place: str, programme: Programme, corrections: list[Correction]) -> Iterator[str]:
    exports = {export.id: export for export in programme.exports}
    for number, correction in enumerate(corrections):
        at = f"{place}, corrections[{number}]"
        if correction.export not in exports:
            yield unknown(f"{at}.export", correction.export, "an export", exports)
            continue
        columns = exports[correction.export].columns
        for column in {correction.column, *correction.where}:
            if column not in columns:
                yield unknown(f"{at}", column, "a column of that export", columns)

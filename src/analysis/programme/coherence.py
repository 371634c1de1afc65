"""Holds the declarations of a programme against each other: every name must lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from analysis.programme.agreed import unasked
from analysis.programme.area import misplaced
from analysis.programme.asked import taking
from analysis.programme.attending import unattended
from analysis.programme.columns import miscolumned
from analysis.programme.facts import Fact
from analysis.programme.forms import misformed
from analysis.programme.heterogeneity import incomparable
from analysis.programme.levels import ATTRIBUTES, misruled
from analysis.programme.models import Correction, Export, Programme, Round
from analysis.programme.names import repeated, unknown
from analysis.programme.questionnaires import Questionnaire
from analysis.programme.references import misreferred


class _Named(Protocol):
    @property
    def id(self) -> str: ...


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
        *unasked(place, programme, questionnaires),
        *_reports(place, programme),
        *_recodes(place, programme),
        *_groups(place, programme),
        *_protected(place, programme),
        *misruled(place, programme.levels, programme.roles, programme.vocabularies),
        *misreferred(place, programme.references, programme.vocabularies),
        *incomparable(place, programme.heterogeneity),
        *misformed(where, programme, questionnaires),
        *taking(where, programme, questionnaires),
        *_corrected(f"{where}/corrections.toml", programme, corrections),
        *repeated(f"{where}/published_facts.toml, facts", [fact.id for fact in facts]),
    ]


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
        yield from repeated(f"{place}, {name}", [item.id for item in items])


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
        if round_.questionnaire in questionnaires:
            yield from _asked(at, round_, questionnaires[round_.questionnaire])
        for attribute in round_.weight_by:
            if attribute not in ATTRIBUTES:
                what = "an attribute of participants"
                yield unknown(f"{at}.weight_by", attribute, what, ATTRIBUTES)


def _asked(at: str, round_: Round, form: Questionnaire) -> Iterator[str]:
    """What is wrong with how a round differs from its form."""
    questions = [question.id for question in form.questions]
    for question in round_.left_out:
        if question not in questions:
            yield unknown(f"{at}.left_out", question, f"a question of {form.id}", questions)
    scales = [scale.id for scale in form.scales]
    for scale in {*round_.scales, *round_.scales.values()}:
        if scale not in scales:
            yield unknown(f"{at}.scales", scale, f"a scale of {form.id}", scales)


def _exports(place: str, programme: Programme) -> Iterator[str]:
    sessions = [session.id for session in programme.sessions]
    rounds = [round_.id for round_ in programme.rounds]
    for number, export in enumerate(programme.exports):
        at = f"{place}, exports[{number}]"
        yield from miscolumned(at, export, persons=programme.unit == "person")
        yield from misplaced(at, export)
        domains = [domain.id for domain in programme.domains]
        for domain in export.goals:
            if domain not in domains:
                yield unknown(f"{at}.goals", domain, "a domain", domains)
        yield from unattended(at, export)
        if export.session and export.session not in sessions:
            yield unknown(f"{at}.session", export.session, "a session", sessions)
        if export.content in ("responses", "codebook", "codings") and not export.round:
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
    rounds = ("an evaluation round", [round_.id for round_ in programme.rounds])
    known = {
        **dict.fromkeys(("session", "first", "second"), sessions),
        **dict.fromkeys(("round", "first_round", "second_round", "applied_round"), rounds),
    }
    for number, report in enumerate(programme.reports):
        for parameter, (what, ids) in known.items():
            value = report.parameters.get(parameter)
            if value is not None and value not in ids:
                at = f"{place}, reports[{number}].parameters.{parameter}"
                yield unknown(at, str(value), what, ids)


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
        yield from repeated(at, [value for one in merged.values() for value in one.of])
    for number, waiver in enumerate(rules.waivers):
        if rules.smallest(waiver.unit) <= 1:
            at = f"{place}, disclosure.waivers[{number}].unit"
            yield unknown(at, waiver.unit, "a unit that is protected", rules.min_cell)
    for unit, other in rules.units.items():
        if other not in rules.min_cell:
            at = f"{place}, disclosure.units.{unit}"
            yield unknown(at, other, "a unit that is protected", rules.min_cell)


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

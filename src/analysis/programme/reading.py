"""Reads the declarations of a programme and says all that is wrong with them at once."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TypeVar, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from analysis.problems import DeclarationError, UsageError, suggestion
from analysis.programme.coherence import incoherences
from analysis.programme.disclosure import merged_vocabulary
from analysis.programme.entries import rule_code
from analysis.programme.facts import Fact, Facts
from analysis.programme.forms import as_asked
from analysis.programme.levels import worded
from analysis.programme.models import Correction, Declared, Labels, Programme
from analysis.programme.organisations import Answer, Answers, Organisations, undecided
from analysis.programme.questionnaires import Questionnaire
from analysis.programme.quotes import Quote, Quotes, misquoted
from analysis.programme.themes import Themes, misthemed
from analysis.workspace import Workspace

M = TypeVar("M", bound=BaseModel)


class Corrections(Declared):
    """The file in which corrections of raw cells are declared."""

    corrections: list[Correction] = []


@dataclass(frozen=True)
class Declarations:
    """All files of one programme, read and held against each other."""

    programme: Programme
    questionnaires: dict[str, Questionnaire]
    corrections: list[Correction]
    facts: list[Fact]
    digest: str
    organisations: Organisations = field(default_factory=Organisations)
    answers: tuple[Answer, ...] = ()
    known_on: date | None = None
    themes: Themes = field(default_factory=Themes)
    quotes: tuple[Quote, ...] = ()

    def as_known_on(self, day: date | None) -> Declarations:
        """The same without the exports and decisions that came after a day; all, without one."""
        if day is None:
            return self
        exports = [export for export in self.programme.exports if export.received <= day]
        return replace(
            self,
            programme=self.programme.model_copy(update={"exports": exports}),
            corrections=[one for one in self.corrections if one.decided_on <= day],
            answers=tuple(one for one in self.answers if one.decided_on <= day),
            quotes=tuple(one for one in self.quotes if one.released_on <= day),
            digest=hashlib.sha256(f"{self.digest} {day}".encode()).hexdigest(),
            known_on=day,
        )

    def form(self, round: str) -> Questionnaire | None:
        """The questionnaire as a round asked it; none for a round that has none yet."""
        held = self.programme.round(round)
        if held.questionnaire is None:
            return None
        return self.questionnaires[held.questionnaire].as_asked(held.left_out, held.scales)

    def all_as_of(self, day: date | None) -> Declarations:
        """The same with no report on a day of its own, for who asks for one; all, without one."""
        if day is None:
            return self
        reports = [one.model_copy(update={"as_of": None}) for one in self.programme.reports]
        return replace(self, programme=self.programme.model_copy(update={"reports": reports}))

    @property
    def labels(self) -> Labels:
        """The words of the programme for its own codes."""
        programme = self.programme
        labels = {
            vocabulary: {code: text.in_languages() for code, text in codes.items()}
            for vocabulary, codes in programme.vocabularies.items()
        }
        labels["domain"] = {d.id: d.name.in_languages() for d in programme.domains}
        labels["session"] = {s.id: s.title.in_languages() for s in programme.sessions}
        labels["round"] = {r.id: r.title.in_languages() for r in programme.rounds}
        labels["component"] = {c.id: c.name.in_languages() for c in programme.components}
        labels["rule"] = {r.id: r.text.in_languages() for r in programme.rules}
        labels["consultation"] = {c.id: c.title.in_languages() for c in programme.consultations}
        languages = programme.name.in_languages()
        labels["export"] = {e.id: dict.fromkeys(languages, e.file) for e in programme.exports}
        labels["set_aside"] = {
            rule_code(export.id, number): rule.because.in_languages()
            for export in programme.exports
            for number, rule in enumerate(export.ignore)
        }
        labels["correction"] = {
            str(number): correction.because.in_languages()
            for number, correction in enumerate(self.corrections)
        }
        labels["decided_by"] = {
            str(number): correction.decided_by.in_languages()
            for number, correction in enumerate(self.corrections)
        }
        labels["answer"] = {
            str(number): answer.because.in_languages() for number, answer in enumerate(self.answers)
        }
        labels["answered_by"] = {
            str(number): answer.decided_by.in_languages()
            for number, answer in enumerate(self.answers)
        }
        labels["succession"] = {
            str(number): succession.because.in_languages()
            for number, succession in enumerate(self.organisations.successions)
        }
        labels["fact_why"] = {
            fact.id: why.in_languages()
            for fact in self.facts
            if (why := fact.awaits or fact.undecidable)
        }
        labels["fact"] = {f.id: f.text.in_languages() for f in self.facts}
        for variable, merged in programme.disclosure.merge.items():
            words = {code: one.name.in_languages() for code, one in merged.items()}
            # Apart from the codes that a participant can have: nobody's own is a merged one.
            labels[merged_vocabulary(variable)] = labels.get(variable, {}) | words
        labels["level"] = {one.id: one.name.in_languages() for one in programme.levels}
        labels["role"] = {one.id: one.name.in_languages() for one in programme.roles}
        labels["reference"] = {r.id: r.name.in_languages() for r in programme.references}
        labels["reference_source"] = {r.id: r.source.in_languages() for r in programme.references}
        labels["condition"] = worded(programme.levels, programme.roles, programme.vocabularies)
        labels["waiver"] = {
            str(number): waiver.because.in_languages()
            for number, waiver in enumerate(programme.disclosure.waivers)
        }
        labels["theme"] = {one.id: one.name.in_languages() for one in self.themes.themes}
        labels["release"] = {
            str(number): quote.because.in_languages() for number, quote in enumerate(self.quotes)
        }
        labels["released_by"] = {
            str(number): quote.released_by.in_languages()
            for number, quote in enumerate(self.quotes)
        }
        labels |= as_asked(self.questionnaires)
        for form in self.questionnaires.values():
            labels[f"question.{form.id}"] = {q.id: q.text.in_languages() for q in form.questions}
            for scale in form.scales:
                labels[f"scale.{form.id}.{scale.id}"] = {
                    option.code: option.name.in_languages() for option in scale.options
                }
            labels[f"scaled.{form.id}"] = {
                f"{scale.id}.{option.code}": option.name.in_languages()
                for scale in form.scales
                for option in scale.options
            }
            labels[f"option.{form.id}"] = {
                f"{question.id}.{option.code}": option.name.in_languages()
                for question in form.questions
                if question.kind == "choices"
                for option in form.scale(question.scale or "").options
            }
        return labels


def programmes_of(workspace: Workspace) -> list[str]:
    """The programmes that a workspace declares, by name."""
    return sorted(path.parent.name for path in workspace.programmes.glob("*/programme.toml"))


def read_declarations(workspace: Workspace, programme: str) -> Declarations:
    """Everything a programme declares.

    Raises UsageError for an unknown programme and DeclarationError with every mistake found.
    """
    if programme not in programmes_of(workspace):
        raise UsageError(
            f'"{programme}" is not a programme of this workspace. '
            f"{suggestion(programme, programmes_of(workspace))}"
        )
    folder = workspace.declarations(programme)
    mistakes: list[str] = []
    declared = read_file(workspace, folder / "programme.toml", Programme, mistakes)
    corrections = read_file(workspace, folder / "corrections.toml", Corrections, mistakes)
    facts = read_file(workspace, folder / "published_facts.toml", Facts, mistakes)
    organisations = read_file(workspace, folder / "organisations.toml", Organisations, mistakes)
    answers = read_file(workspace, folder / "matches.toml", Answers, mistakes)
    themes = read_file(workspace, folder / "themes.toml", Themes, mistakes) or Themes()
    quotes = read_file(workspace, folder / "quotes.toml", Quotes, mistakes) or Quotes()
    forms = [
        read_file(workspace, path, Questionnaire, mistakes)
        for path in sorted(folder.glob("questionnaires/*.toml"))
    ]
    if mistakes or declared is None:
        raise DeclarationError(*mistakes)
    found = Declarations(
        programme=declared,
        questionnaires={form.id: form for form in forms if form},
        corrections=corrections.corrections if corrections else [],
        facts=facts.facts if facts else [],
        digest=_digest(folder),
        organisations=organisations or Organisations(),
        answers=tuple(answers.matches) if answers else (),
        themes=themes,
        quotes=tuple(quotes.quotes),
    )
    where = workspace.shown(folder)
    if declared.id != programme:
        mistakes.append(
            f'{where}/programme.toml, id: "{declared.id}" is not the name of its folder. '
            f'Write "{programme}".'
        )
    mistakes += incoherences(
        where, found.programme, found.questionnaires, found.corrections, found.facts
    )
    mistakes += misthemed(where, found.programme, found.questionnaires, found.themes)
    mistakes += misquoted(where, found.questionnaires, found.themes, list(found.quotes))
    mistakes += undecided(where, found.programme, found.organisations, list(found.answers))
    if mistakes:
        raise DeclarationError(*mistakes)
    return found


def _digest(folder: Path) -> str:
    content = hashlib.sha256()
    for path in sorted(folder.rglob("*.toml")):
        content.update(path.relative_to(folder).as_posix().encode())
        # A checkout on Windows may write other line ends; they mean nothing in TOML.
        content.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return content.hexdigest()


def read_file(workspace: Workspace, path: Path, model: type[M], mistakes: list[str]) -> M | None:
    if not path.exists():
        return None
    shown = workspace.shown(path)
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        return TypeAdapter(model).validate_python(content)
    except tomllib.TOMLDecodeError as error:
        mistakes.append(f"{shown}: this is not valid TOML: {error}. Mend the line that it names.")
    except (OSError, UnicodeDecodeError) as error:
        mistakes.append(f"{shown}: this file cannot be read ({type(error).__name__}).")
    except ValidationError as error:
        mistakes += [_sentence(shown, detail, model) for detail in error.errors()]
    return None


def _sentence(shown: str, detail: ErrorDetails, model: type[BaseModel]) -> str:
    place = ""
    for step in detail["loc"]:
        place += f"[{step}]" if isinstance(step, int) else f"{'.' if place else ''}{step}"
    match detail["type"]:
        case "extra_forbidden":
            known = suggestion(str(detail["loc"][-1]), _fields(model, detail["loc"][:-1]))
            return f"{shown}, {place}: this key does not exist. {known}"
        case "missing":
            return f"{shown}, {place}: this key is missing. Add it."
        case "literal_error":
            expected = detail["ctx"]["expected"].replace("'", '"')
            return f'{shown}, {place}: "{detail["input"]}" is not possible here. Write {expected}.'
        case kind if kind.startswith("date"):
            return f"{shown}, {place}: this is not a date. Write it as 2019-02-20, without quotes."
        case _:
            message = detail["msg"].removeprefix("Value error, ")
            return f"{shown}, {place}: {message}."


def _fields(model: type[BaseModel], steps: tuple[int | str, ...]) -> list[str]:
    """The keys that exist at a place in a declaration, followed down its nested models."""
    for step in steps:
        if isinstance(step, int) or step not in model.model_fields:
            continue
        nested = [
            part
            for part in (model.model_fields[step].annotation, *_parts(model, step))
            if isinstance(part, type) and issubclass(part, BaseModel)
        ]
        if not nested:
            return []
        model = nested[0]
    return list(model.model_fields)


def _parts(model: type[BaseModel], field: str) -> list[object]:
    parts: list[object] = []
    waiting = list(get_args(model.model_fields[field].annotation))
    while waiting:
        part = waiting.pop(0)
        parts.append(part)
        waiting += get_args(part)
    return parts

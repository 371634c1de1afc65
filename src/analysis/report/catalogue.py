"""The list of all reports is a page of its own: what there is, and how far its data reach.

There are two: the drafts, for those who make the reports, and what was released to an audience.
Both stand there whole; a small script adds a filter where the browser runs it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from analysis.draw.palette import DARK, LIGHT, variables
from analysis.draw.words import Words
from analysis.payload import Audience, Column
from analysis.programme.site import Site
from analysis.report.exporter import NAME, TEMPLATES, environment
from analysis.report.listing import File, Listed, grouped
from analysis.report.tongues import switch

SCRIPT = "catalogue.js"
Choice = tuple[str, str, list[tuple[str, str]]]
"""A list to choose from: what it narrows, its label, and its values with their texts."""


@dataclass(frozen=True)
class ReportEntry:
    """One report, with the addresses of its pages relative to the list; empty where none."""

    name: str
    as_of: date
    public: str = ""
    internal: str = ""
    restricted: str = ""
    status: str = ""

    def pages(self, restricted: bool) -> list[tuple[str, str]]:
        """The address of each of its pages with what it is called, the restricted one if asked."""
        found = [(self.public, "catalogue.public"), (self.internal, "catalogue.internal")]
        return [*found, (self.restricted, "catalogue.restricted")] if restricted else found


@dataclass(frozen=True)
class ProgrammeEntry:
    """A programme and its reports."""

    id: str
    name: str
    reports: tuple[ReportEntry, ...]
    fictional: bool = False

    @property
    def restricted(self) -> bool:
        """Whether one of its reports has a page for those who may see persons."""
        return any(one.restricted for one in self.reports)


def render_catalogue(
    entries: Sequence[ProgrammeEntry],
    language: str = "nl",
    organisation: str = "",
    others: Mapping[str, str] | None = None,
) -> str:
    """The list of drafts as HTML, programmes in the order given, newest data first.

    A status left empty reads as a draft. `others` leads from each other language to the list
    in it.
    """
    words = Words(language)
    years = {one.as_of.year for entry in entries for one in entry.reports}
    return _page(
        "catalogue.html.j2",
        words,
        organisation=organisation,
        switch=switch(language, others or {}),
        entries=entries,
        choices=_choices(words, {one.id: one.name for one in entries}, [], years),
        script=_script() if entries else "",
    )


def render_published(
    editions: Sequence[Listed], site: Site, language: str = "nl", audience: Audience = "public"
) -> str:
    """The list of what was released to an audience as HTML, newest first."""
    words = Words(language)
    groups = grouped(editions, language)
    newest = [entry.newest.record for group in groups for entry in group.entries]
    return _page(
        "catalogue-published.html.j2",
        words,
        organisation=site.owner.in_languages()[language],
        switch=switch(language, _same_page("index", site)),
        mark=_mark(words, audience),
        explained="" if audience == "public" else words.say(f"page.{audience}_explained"),
        audience=audience,
        site=site,
        groups=groups,
        size=lambda file: _size(words, file),
        choices=_choices(
            words,
            {group.id: group.name for group in groups},
            [one.state for one in newest],
            {one.as_of.year for one in newest},
        ),
        script=_script() if groups else "",
    )


def render_statement(site: Site, language: str = "nl") -> str:
    """The accessibility statement as HTML."""
    return _page(
        "statement.html.j2",
        Words(language),
        organisation=site.owner.in_languages()[language],
        switch=switch(language, _same_page("statement", site)),
        site=site,
    )


def _page(template: str, words: Words, **given: Any) -> str:
    """A page from its template, with what each template's frame needs."""
    script = given.pop("script", "")
    page = (
        environment()
        .get_template(template)
        .render(
            words=words,
            script=script,
            script_digest=_digest(script),
            light=variables(LIGHT),
            dark=variables(DARK),
            **{"mark": "", **given},
        )
    )
    return page.strip() + "\n"


def _mark(words: Words, audience: Audience) -> str:
    """For whom the list is; nothing for one that is for everybody."""
    match audience:
        case "public":
            return ""
        case "participant":
            unnamed = words.say("page.participant_unnamed")
            return words.say("page.participant_mark", participant=unnamed)
        case _:
            return words.say(f"page.{audience}_mark")


def _script() -> str:
    return (Path(TEMPLATES) / NAME / SCRIPT).read_text(encoding="utf-8").strip()


def _digest(script: str) -> str:
    """What the browser must find the script to be before it runs it."""
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _same_page(name: str, site: Site) -> dict[str, str]:
    return {one: f"{name}.{one}.html" for one in site.name.in_languages()}


def _choices(
    words: Words, programmes: Mapping[str, str], states: Iterable[str], years: Iterable[int]
) -> list[Choice]:
    """What the list can be narrowed by; a choice of one is none, and is left out."""
    known = list(dict.fromkeys(states))
    return [
        ("programme", words.say("page.programme"), list(programmes.items())),
        (
            "state",
            words.say("page.status"),
            [(one, words.say(f"catalogue.state.{one}")) for one in known],
        ),
        (
            "year",
            words.say("filter.year"),
            [(str(one), str(one)) for one in sorted(set(years), reverse=True)],
        ),
    ]


def _size(words: Words, file: File) -> str:
    """A file's size in thousands of bytes, rounded up; empty where not known."""
    if file.size is None:
        return ""
    thousands = -(-file.size // 1000)
    return words.cell(Column(key="size", kind="count"), thousands)

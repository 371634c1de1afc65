"""The files of an edition: its page in each language, its other forms, and its results."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import replace

from analysis.draw.words import Words
from analysis.report import beside, document, history, pdf, results, spreadsheet
from analysis.report.audience import file_name
from analysis.report.change_words import worded
from analysis.report.editions import RESULTS, Record
from analysis.report.frame import Change, Edition, Form, Link, PageFrame
from analysis.report.page import render
from analysis.run.pages import frame_of, languages_of
from analysis.run.release import Draft, Release

HOME = "../../.."
"""From an edition to the folder of its audience."""

MAKERS = {"pdf": pdf.pdf, "xlsx": spreadsheet.workbook, "docx": document.document}


def with_files(release: Release, draft: Draft, siblings: Collection[str]) -> Draft:
    """An edition with all its files; its pages lead to those of its siblings that are published.

    Raises UserError when something on a page has no words or cannot be drawn.
    """
    content: dict[str, bytes] = {}
    executed = draft.ran.executed
    for language in languages_of(release.data.programme):
        frame = framed(release, draft, siblings, language)
        page = render(executed, draft.payloads, frame)
        content[draft.record.page(language)] = page.encode("utf-8")
        content |= beside.files(draft.payloads, frame)
        for form, name in frame.forms.items():
            if form in MAKERS:
                content[name] = MAKERS[form](executed, draft.payloads, frame)
    content[RESULTS] = results.written(draft.payloads, frame)
    files = {name: hashlib.sha256(content[name]).hexdigest() for name in sorted(content)}
    record = draft.record.model_copy(update={"files": files})
    return replace(draft, record=record, content=content)


def framed(release: Release, draft: Draft, siblings: Collection[str], language: str) -> PageFrame:
    """What stands around a page of an edition; its addresses count from the edition's folder."""
    record, site = draft.record, release.site
    frame = frame_of(release.data, draft.ran.report, record.audience, language)
    forms: dict[Form, str] = {
        form: file_name(record.report, language, record.audience, form)
        for form in ("pdf", "xlsx", "docx")
        if form != "pdf" or not pdf.missing()
    }
    return replace(
        frame,
        provenance=replace(frame.provenance, digest=record.digest),
        siblings=_siblings(release, record, siblings, language),
        home=f"{HOME}/index.{language}.html",
        edition=_edition(release, draft, language),
        alternates={
            other: record.page(other)
            for other in languages_of(release.data.programme)
            if other != language
        },
        forms={**forms, "json": RESULTS},
        beside=True,
        licence=Link(site.licence.name.in_languages()[language], site.licence.address),
        statement=f"{HOME}/statement.{language}.html" if record.audience == "public" else "",
    )


def _siblings(
    release: Release, record: Record, published: Collection[str], language: str
) -> tuple[Link, ...]:
    """The programme's other reports that this audience can read, by their latest edition."""
    return tuple(
        Link(
            one.title.in_languages()[language],
            ""
            if one.id == record.report
            else f"../../{file_name(one.id, language, record.audience)}",
        )
        for one in release.data.programme.reports
        if one.id == record.report or one.id in published
    )


def _edition(release: Release, draft: Draft, language: str) -> Edition:
    record, words = draft.record, Words(language, release.data.labels)
    others = release.editions.of(record.programme, record.report, record.audience)
    return Edition(
        number=record.number,
        state=record.state,
        released_on=record.released_on,
        released_by=record.released_by,
        embargo=record.embargo,
        address=record.address,
        latest=_latest(release, record),
        earlier=history.before(
            record, [*(one for one in others if not one.waiting), record], words
        ),
        changes=changes_of(draft, words),
    )


def changes_of(draft: Draft, words: Words) -> tuple[Change, ...]:
    """What an edition shows otherwise than the one before, and why; nothing for a first one."""
    if draft.before is None:
        return ()
    return worded(draft.differences, history.why(draft.before, draft.record, words), words)


def _latest(release: Release, record: Record) -> str:
    """The permanent address of whatever edition is the newest; only what is public has one."""
    if record.audience != "public":
        return ""
    return release.site.at(f"{record.programme}/{record.report}/")

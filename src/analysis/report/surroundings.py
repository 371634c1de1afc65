"""What stands around the findings of a report: whose it is, in what state, and what it is from.

The same is on the page, in the same words; here it is said in blocks, for the forms that are no
page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

from analysis.draw.words import Words
from analysis.payload import Column
from analysis.report import audience, hurry
from analysis.report.blocks import (
    Block,
    Callout,
    Cell,
    Grid,
    Head,
    Heading,
    Items,
    Paragraph,
    Span,
    Spans,
)
from analysis.report.frame import PageFrame
from analysis.report.glossary import terms
from analysis.report.state import PAST

COUNT = Column(key="count", kind="count")
Fact = tuple[str, Spans]
"""A label and what is said of it."""


def plain(text: str) -> Spans:
    """A text without style."""
    return (Span(text),)


def facts(frame: PageFrame, words: Words) -> Iterator[Fact]:
    """The title block: programme, day of the data, state, edition, contact and address."""
    edition = frame.edition
    said = {
        "page.programme": plain(frame.programme),
        "page.as_of": plain(words.day(frame.as_of)),
        "page.status": plain(words.say(f"state.{edition.state}")),
    }
    if frame.known_on:
        said["page.known_on"] = plain(words.day(frame.known_on))
    if edition.number:
        said["page.edition"] = plain(str(edition.number))
    if edition.released_on:
        day, who = words.day(edition.released_on), edition.released_by
        released = words.say("page.released_on_by", released_on=day, released_by=who)
        said["page.released"] = plain(released if who else day)
    if edition.embargo:
        said["page.embargo"] = plain(words.day(edition.embargo))
    if edition.address:
        said["use.address"] = (Span(edition.address, href=edition.address),)
    if edition.number and (newest := _newest(frame, words)):
        said["use.latest"] = newest
    if frame.contact:
        said["page.contact"] = (Span(frame.contact, href=_mail(frame.contact)),)
    if frame.licence:
        said["use.licence"] = (Span(frame.licence.text, href=frame.licence.href),)
    for id, spans in said.items():
        yield words.say(id), spans


def _newest(frame: PageFrame, words: Words) -> Spans:
    """Where to find out whether this edition was replaced: a file that was saved cannot tell."""
    if address := frame.edition.latest:
        before, _, after = words.say("use.latest_at", address=address).partition(address)
        return (Span(before), Span(address, href=address), Span(after))
    if frame.contact:
        return plain(words.say("use.latest_ask", contact=frame.contact))
    return ()


def _mail(contact: str) -> str:
    return f"mailto:{contact}" if "@" in contact and " " not in contact else ""


def banners(frame: PageFrame, words: Words) -> Iterator[Callout]:
    """What must be known before reading on: what is wrong with it, and who may read it."""
    edition = frame.edition
    if edition.state in PAST:
        text = words.say(f"state.{edition.state}.banner")
        if edition.erratum:
            text += " " + words.say("state.erratum", erratum=edition.erratum)
        yield Callout(words.say(f"state.{edition.state}"), text, "warning")
    if mark := audience.mark(frame, words):
        yield Callout(mark, audience.explained(frame, words), "warning")
    if frame.fictional:
        label = words.say("page.fictional_mark").rstrip(".")
        yield Callout(label, frame.fictional, "remark")


def closing(title: str, said: Iterable[str], frame: PageFrame, words: Words) -> Iterator[Block]:
    """What changed, the words and signs that were `said`, and the sources."""
    yield from _changes(frame, words)
    yield from _glossary(said, words)
    yield Heading(2, words.say("use.cite"), "cite")
    yield Paragraph(plain(hurry.citation(title, frame, words).striptags()))
    yield from _provenance(frame, words)


def _changes(frame: PageFrame, words: Words) -> Iterator[Block]:
    """Differences with the edition before: sentences, then figures before and after."""
    changes = frame.edition.changes
    if not changes:
        return
    title = words.say("changes.title")
    yield Heading(2, title, "changes")
    told = [one for one in changes if not (one.before or one.after)]
    for one in told:
        kind = words.say(f"changes.{one.kind}")
        yield Paragraph((Span(f"{kind}: ", strong=True), Span(one.text)))
    absent = words.say("changes.absent")
    rows = [
        (one.text, one.before or absent, one.after or absent, words.say(f"changes.{one.kind}"))
        for one in changes
        if one not in told
    ]
    if rows:
        heads = [words.say(f"changes.{key}") for key in ("what", "before", "after", "why")]
        yield _texts("changes", words.say("changes.caption"), heads, rows)


def _glossary(said: Iterable[str], words: Words) -> Iterator[Block]:
    """The words and signs that the report uses, and what they mean here."""
    found = terms([Markup.escape(text) for text in said], words)
    if found:
        yield Heading(2, words.say("glossary.title"), "glossary")
        yield Items(
            tuple(
                (Paragraph((Span(term.word, strong=True), Span(f": {term.meaning}"))),)
                for term in found
            )
        )


def _provenance(frame: PageFrame, words: Words) -> Iterator[Block]:
    made = frame.provenance
    yield Heading(2, words.say("provenance.title"), "provenance")
    yield Paragraph(plain(words.say("provenance.explained")))
    if made.inputs:
        yield _inputs(frame, words)
    else:
        yield Paragraph(plain(words.say("provenance.no_inputs")))
    software = ", ".join(f"{name} {version}" for name, version in made.software.items())
    chosen = ", ".join(f"{name} = {value}" for name, value in made.parameters.items())
    for id, text in (("digest", made.digest), ("parameters", chosen), ("software", software)):
        if text:
            label = words.say(f"provenance.{id}")
            yield Paragraph((Span(f"{label}: "), Span(text, code=True)))


def _inputs(frame: PageFrame, words: Words) -> Grid:
    """The raw exports, with what became of their rows."""
    keys = ("read", "used", "refused", "ignored")
    heads = (
        Head(words.say("provenance.file")),
        *(Head(words.say(f"provenance.{key}"), "count") for key in keys),
        Head(words.say("provenance.sha256")),
    )
    rows = tuple(
        (
            Cell(one.name),
            *(
                Cell(words.cell(COUNT, rows), rows, "count")
                for rows in (one.rows_read, one.rows_used, one.rows_refused, one.rows_ignored)
            ),
            Cell(one.sha256[:12]),
        )
        for one in frame.provenance.inputs
    )
    return Grid("inputs", "", words.say("provenance.inputs"), heads, rows)


def _texts(id: str, caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Grid:
    """A table of texts alone."""
    return Grid(
        id,
        "",
        caption,
        tuple(Head(head) for head in heads),
        tuple(tuple(Cell(text) for text in row) for row in rows),
    )

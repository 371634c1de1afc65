"""Whoever follows the reports hears of a new edition by a feed (Atom, RFC 4287).

It holds the days of release and no clock: the same editions give the same bytes, and a name that
an edition once had stays its name.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from xml.etree import ElementTree

from analysis.draw.words import Words
from analysis.programme.site import Site
from analysis.report.listing import Listed, newest_first

ATOM = "http://www.w3.org/2005/Atom"


def feed(editions: Sequence[Listed], site: Site, language: str) -> bytes:
    """The editions as an Atom feed in one language, what last changed first."""
    words = Words(language)
    root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": words.notation.tag})
    name = site.name.in_languages()[language]
    ordered = sorted(newest_first(editions), key=changed_on, reverse=True)
    _add(root, "id", site.tag("feed", language))
    _add(root, "title", words.say("feed.title", name=name))
    _add(root, "subtitle", site.description.in_languages()[language])
    _add(root, "updated", _moment(max(map(changed_on, ordered), default=site.since)))
    author = _add(root, "author")
    _add(author, "name", site.owner.in_languages()[language])
    _add(root, "rights", site.licence.name.in_languages()[language])
    _add(root, "link", rel="self", type="application/atom+xml", href=site.at(feed_name(language)))
    _add(
        root,
        "link",
        rel="alternate",
        type="text/html",
        href=site.at(f"index.{language}.html"),
        hreflang=words.notation.tag,
    )
    for one in ordered:
        _entry(root, one, site, words)
    ElementTree.indent(root, " ")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, "utf-8") + b"\n"


def feed_name(language: str) -> str:
    """The file name of the feed in a language."""
    return f"feed.{language}.xml"


def changed_on(edition: Listed) -> date:
    """The day on which readers last heard something new of an edition."""
    withdrawal = edition.record.withdrawal
    return withdrawal.on if withdrawal else edition.record.released_on


def _entry(root: ElementTree.Element, one: Listed, site: Site, words: Words) -> None:
    record, language = one.record, words.language
    entry = _add(root, "entry")
    _add(entry, "id", site.tag(record.programme, record.report, str(record.number), language))
    _add(
        entry,
        "title",
        words.say("feed.entry", report=one.title(language), number=str(record.number)),
    )
    _add(entry, "published", _moment(record.released_on))
    _add(entry, "updated", _moment(changed_on(one)))
    _add(entry, "category", term=record.programme, label=one.programme(language))
    state = words.say(f"catalogue.state.{record.state}")
    _add(entry, "category", term=record.state, label=state)
    as_of = f"{words.say('page.as_of')}: {words.day(record.as_of)}."
    said = [f"{one.programme(language)}.", f"{state}.", as_of, one.erratum(language)]
    _add(entry, "summary", " ".join(text for text in said if text))
    if page := one.page(language):
        _add(
            entry,
            "link",
            rel="alternate",
            type=page.media_type,
            href=site.at(page.path),
            hreflang=page.language or language,
        )
    for file in one.files(language):
        length = {} if file.size is None else {"length": str(file.size)}
        _add(
            entry, "link", rel="enclosure", type=file.media_type, href=site.at(file.path), **length
        )


def _add(
    parent: ElementTree.Element, tag: str, text: str = "", **given: str
) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, tag, given)
    child.text = text or None
    return child


def _moment(day: date) -> str:
    """A day as a moment. Which hour it was is nobody's knowledge, so it is the day's first."""
    return f"{day.isoformat()}T00:00:00Z"

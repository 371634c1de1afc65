"""A page can be read in another language; the way there keeps the place, without a script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from analysis.draw.words import Words, languages


@dataclass(frozen=True)
class Tongue:
    """A language by its own name, and the same page in it; this page itself has no address."""

    tag: str
    name: str
    href: str = ""


def tongue(language: str, href: str = "") -> Tongue:
    """A language as its own speakers call it."""
    locale = Words(language).notation.locale
    name = (locale.get_language_name() or language).capitalize()
    return Tongue(str(locale).replace("_", "-"), name, href)


def switch(language: str, alternates: Mapping[str, str]) -> list[Tongue]:
    """This page and the same one in other languages; nothing where there is only this one."""
    if not alternates:
        return []
    return [
        tongue(one, "" if one == language else alternates[one])
        for one in languages()
        if one == language or one in alternates
    ]


def same_place(alternates: Mapping[str, str], anchor: str) -> Markup:
    """Links to one section in each other language, named by the language and the section."""
    links = []
    for language, href in alternates.items():
        there = tongue(language)
        id = f"{anchor}--{language}"
        links.append(
            Markup(
                '<a class="same" id="{}" href="{}#{}" hreflang="{}" lang="{}" '
                'aria-labelledby="{} {}">{}</a>'
            ).format(id, href, anchor, there.tag, there.tag, id, anchor, there.name)
        )
    return Markup("").join(links)

"""Readers who hear a page find their way by its headings, landmarks and names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from justhtml.dom import Element

from analysis.report.checks.page import Finding, Page, around, shorten, text_of, value
from analysis.report.checks.release import Release

NAMED_BY = (
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "for",
    "headers",
    "list",
    "aria-details",
    "aria-flowto",
    "aria-activedescendant",
)
SECTIONS = ("section", "nav", "article", "aside", "form")
FOCUSABLE = ("a", "button", "input", "select", "textarea", "summary")


def check(page: Page, _: Release) -> Iterator[Finding]:
    """Faults in the headings, landmarks, names and references of a page."""
    yield from _headings(page)
    yield from _landmarks(page)
    yield from _skip_link(page)
    yield from _ids(page)
    yield from _focus(page)


def _headings(page: Page) -> Iterator[Finding]:
    found = [one for one in page.elements if re.fullmatch(r"h[1-6]", one.name)]
    first = [one for one in found if one.name == "h1"]
    if len(first) != 1:
        yield page.finding(
            first[1] if first else None,
            f"it has {len(first)} headings h1",
            "exactly one",
            "Give the page one h1: its title.",
        )
    for one in found:
        if not text_of(one):
            yield page.finding(one, f"this {one.name} says nothing", "a text", "Fill or drop it.")
    for before, after in pairwise(found):
        if int(after.name[1]) - int(before.name[1]) > 1:
            yield page.finding(
                after,
                f"{after.name} follows {before.name}",
                f"at most h{int(before.name[1]) + 1}",
                "Write the heading one level up in the notebook.",
            )


def _landmarks(page: Page) -> Iterator[Finding]:
    for name in ("main", "header"):
        count = sum(
            one.name == name and not any(a.name in ("article", "section") for a in around(one))
            for one in page.elements
        )
        if count != 1:
            yield page.finding(
                None,
                f"it has {count} landmarks {name}",
                "exactly one",
                "Take the frame of the page from the template.",
            )
    for kind in ("nav", "region"):
        those = [one for one in page.elements if _landmark(one) == kind]
        names = Counter(name_of(page, one) for one in those)
        for one in those:
            name = name_of(page, one)
            if not name and (kind == "region" or len(those) > 1):
                yield page.finding(one, f"this {kind} has no name", "an aria-labelledby", "Add it.")
            elif name and names[name] > 1:
                yield page.finding(
                    one,
                    f'several {kind}s are called "{shorten(name)}"',
                    "a name of its own",
                    "Tell them apart.",
                )


def _landmark(one: Element) -> str:
    role = value(one, "role")
    if role == "region" or (one.name == "section" and "aria-labelledby" in one.attrs):
        return "region"
    return "nav" if "navigation" in (role, {"nav": "navigation"}.get(one.name)) else ""


def name_of(page: Page, one: Element) -> str:
    """What a screen reader calls an element by its own attributes."""
    if labels := value(one, "aria-labelledby").split():
        return " ".join(text_of(page.ids[id][0]) for id in labels if id in page.ids)
    return value(one, "aria-label")


def _skip_link(page: Page) -> Iterator[Finding]:
    links = [one for one in page.elements if one.name in FOCUSABLE and "href" in one.attrs]
    bodies = page.named("body")
    links = [one for one in links if bodies and bodies[0] in around(one)]
    target = value(links[0], "href") if links else ""
    there = page.ids.get(target[1:], [None])[0] if target.startswith("#") else None
    if there is None or not any(one.name == "main" for one in around(there)):
        yield page.finding(
            links[0] if links else None,
            "its first link does not skip to the text",
            "a link to the main part before all others",
            "Take the skip link from the template.",
        )


def _ids(page: Page) -> Iterator[Finding]:
    for id, those in page.ids.items():
        if len(those) > 1:
            yield page.finding(
                those[1],
                f'the id "{id}" is given {len(those)} times',
                "each id once",
                "Name the cell or table differently.",
            )
        if not id or re.search(r"\s", id):
            yield page.finding(those[0], f'"{id}" is no id', "a name without spaces", "Mend it.")
    for one in page.elements:
        for attribute in NAMED_BY:
            for id in value(one, attribute).split():
                if id not in page.ids:
                    yield page.finding(
                        one,
                        f'{attribute} names "{id}", which is not there',
                        "an id of this page",
                        "Mend the name.",
                    )


def _focus(page: Page) -> Iterator[Finding]:
    for one in page.elements:
        tabindex = value(one, "tabindex")
        if tabindex not in ("", "0", "-1"):
            yield page.finding(
                one,
                f"tabindex {tabindex} changes the order of the keyboard",
                "0, -1 or none",
                "Put the element where it is read.",
            )
        stops = tabindex == "0" and one.name not in FOCUSABLE
        role = value(one, "role") or one.name in SECTIONS
        if stops and not (role and name_of(page, one)):
            yield page.finding(
                one,
                "the keyboard stops here at something without role or name",
                "a role and an aria-labelledby",
                "Add both.",
            )
        if one.name in ("a", "button", "summary") and not (text_of(one) or name_of(page, one)):
            yield page.finding(
                one, f"this {one.name} has no text", "words that say what it does", "Add them."
            )
        if one.name in ("input", "select", "textarea") and not _labelled(page, one):
            yield page.finding(one, f"this {one.name} has no label", "a label", "Add one.")


def _labelled(page: Page, one: Element) -> bool:
    fors = {value(label, "for") for label in page.named("label")}
    return bool(
        name_of(page, one)
        or value(one, "id") in fors
        or any(above.name == "label" for above in around(one))
    )

"""Text stands out from what it stands on, in the light theme and in the dark one (WCAG 1.4.3).

The colours are read from the page's own style sheet, so that what is checked is what is seen. A
rule that sets a text colour and no ground is held against both grounds that text stands on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import tinycss2
from tinycss2.color3 import RGBA, parse_color

from analysis.draw.palette import SCALE, SERIES, contrast
from analysis.report.checks.page import Finding, Page
from analysis.report.checks.release import Release

TEXT, SHAPE = 4.5, 3.0
GROUNDS = ("--ground", "--panel")
Rule = tuple[str, dict[str, list[Any]]]


def check(page: Page, _: Release) -> Iterator[Finding]:
    """Colours of a page that stand too close to each other."""
    sources = [
        "".join(str(child.data or "") for child in one.children or [])
        for one in page.named("style")
    ]
    for said, ratio, least in too_close("\n".join(sources)):
        yield Finding(
            page.path,
            "style",
            f"{said} has a contrast of {ratio:.2f}",
            f"at least {least}",
            "Choose another colour in draw/palette.py or the style.",
        )


@lru_cache(maxsize=64)
def too_close(source: str) -> tuple[tuple[str, float, float], ...]:
    """Pairs of colours with too little contrast: what they are, how much, how much at least."""
    screen, dark = _rules(source)
    tokens = _tokens(screen)
    themes = {"light": tokens, "dark": {**tokens, **_tokens(dark)}} if dark else {"light": tokens}
    found: dict[tuple[str, float, float], None] = {}
    for theme, known in themes.items():
        for what, one, other, least in _pairs([*screen, *dark], known):
            ratio = contrast(one, other)
            if ratio < least:
                found[f"{what} in the {theme} theme", round(ratio, 2), least] = None
    return tuple(found)


def _pairs(rules: list[Rule], known: Mapping[str, str]) -> Iterator[tuple[str, str, str, float]]:
    grounds = [known[name] for name in GROUNDS if name in known] or ["#ffffff"]
    for selector, declared in rules:
        text = _colour(declared.get("color", []), known)
        own = _colour(declared.get("background") or declared.get("background-color") or [], known)
        if text:
            yield from ((selector, text, under, TEXT) for under in ([own] if own else grounds))
        if ":focus-visible" in selector and (line := _colour(declared.get("outline", []), known)):
            yield from ((f"{selector} outline", line, under, SHAPE) for under in grounds)
    for name in (*SERIES, *SCALE):
        colour, ink = known.get(f"--{name}"), known.get(f"--on-{name}")
        if colour and ink:
            yield f"text on --{name}", ink, colour, TEXT
    for name in SERIES:
        if colour := known.get(f"--{name}"):
            yield f"--{name} on the ground", colour, grounds[0], SHAPE


def _colour(tokens: list[Any], known: Mapping[str, str]) -> str | None:
    """The first colour that a declaration names, as #rrggbb; None where it names none."""
    for token in tokens:
        if token.type == "function" and token.lower_name == "var":
            names = [part.value for part in token.arguments if part.type == "ident"]
            if names and names[0] in known:
                return known[names[0]]
        colour = parse_color(token)
        if isinstance(colour, RGBA) and colour.alpha == 1:
            return "#" + "".join(f"{round(part * 255):02x}" for part in colour[:3])
    return None


def _tokens(rules: list[Rule]) -> dict[str, str]:
    found: dict[str, str] = {}
    for selector, declared in rules:
        if ":root" in selector or selector == "html":
            for name, tokens in declared.items():
                if name.startswith("--") and (colour := _colour(tokens, found)):
                    found[name] = colour
    return found


def _rules(source: str) -> tuple[list[Rule], list[Rule]]:
    """The rules for a screen, and those that are for a dark one only."""
    screen: list[Rule] = []
    dark: list[Rule] = []
    waiting = [(node, screen) for node in _parsed(source)]
    while waiting:
        node, held = waiting.pop(0)
        if node.type == "qualified-rule":
            selector = tinycss2.serialize(node.prelude).strip()
            theme = (
                dark
                if '[data-theme="dark"]' in selector or "[data-theme=dark]" in selector
                else held
            )
            theme.append((selector, _declared(node.content)))
        elif node.type == "at-rule" and node.content is not None:
            asked = tinycss2.serialize(node.prelude).lower()
            if any(word in asked for word in ("print", "forced-colors", "prefers-contrast")):
                continue
            if node.lower_at_keyword in ("media", "supports", "container", "layer"):
                inner = dark if "color-scheme:dark" in asked.replace(" ", "") else held
                waiting = [(one, inner) for one in _parsed(node.content)] + waiting
    return screen, dark


def _parsed(source: Any) -> list[Any]:
    return list(tinycss2.parse_rule_list(source, skip_comments=True, skip_whitespace=True))


def _declared(content: Any) -> dict[str, list[Any]]:
    found = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    return {one.lower_name: one.value for one in found if one.type == "declaration"}

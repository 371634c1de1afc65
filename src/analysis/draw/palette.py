"""Colours have names; a page decides by its theme which colour a name is.

Series colours are those of the Analysis Function (UK), which stay apart for colour-blind
readers; in the dark theme three of the six would vanish, so that has a list of its own
(analysisfunction.civilservice.gov.uk/policy-store/data-visualisation-colours-in-charts).
Answer scales run from orange over grey to blue; the steps of a heatmap are one blue that stands
out more and more from its ground.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

BLACK, WHITE = "#000000", "#ffffff"

LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "c1": "#12436d", "c2": "#28a197", "c3": "#801650",
        "c4": "#f46a25", "c5": "#3d3d3d", "c6": "#a285d1",
        "n3": "#8a3a0b", "n2": "#cf6a21", "n1": "#f2b48c", "mid": "#cfd4d9",
        "p1": "#a9cbe8", "p2": "#4a86bd", "p3": "#12436d",
        "h1": "#dbe9f6", "h2": "#b3d0ea", "h3": "#7fb0da", "h4": "#2f6ba3", "h5": "#12436d",
        "ink": "#1b1b1c", "soft": "#4a4f55", "line": "#878f97",
        "ground": "#ffffff", "panel": "#f4f6f8", "rule": "#c9ced3", "accent": "#003b82",
        "link": "#0b4ea2", "band": "#ffed00", "alarm": "#a3120a", "alarm-ground": "#fdecea",
        "hint": "#fff8d6",
    }
)  # fmt: skip
DARK: Mapping[str, str] = MappingProxyType(
    {
        "c1": "#b9dcf7", "c2": "#2b8a80", "c3": "#f7c6de",
        "c4": "#c4570f", "c5": "#e4e6e8", "c6": "#7d62b3",
        "n3": "#f4a261", "n2": "#c4703a", "n1": "#7a4a2e", "mid": "#4a525b",
        "p1": "#2f5878", "p2": "#5a97cb", "p3": "#b9dcf7",
        "h1": "#1d2f3f", "h2": "#27475f", "h3": "#35678c", "h4": "#74acd8", "h5": "#b9dcf7",
        "ink": "#eceff2", "soft": "#b9c0c8", "line": "#7a838c",
        "ground": "#15181c", "panel": "#1f242a", "rule": "#4a525b", "accent": "#9cc7ff",
        "link": "#9cc7ff", "band": "#ffed00", "alarm": "#ffb4ab", "alarm-ground": "#3b1513",
        "hint": "#35300f",
    }
)  # fmt: skip
SERIES = ("c1", "c2", "c3", "c4", "c5", "c6")
GROUNDS = ("ground", "panel", "hint", "alarm-ground")
"""What text stands on."""
SCALE = ("n3", "n2", "n1", "mid", "p1", "p2", "p3")
HEAT = ("h1", "h2", "h3", "h4", "h5")


def luminance(colour: str) -> float:
    """How light a colour is, from 0 to 1 (WCAG 2.2, relative luminance)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def ink_on(colour: str) -> str:
    """Black or white, whichever reads best on a colour."""
    return max((BLACK, WHITE), key=lambda ink: contrast(colour, ink))


def tokens(theme: Mapping[str, str]) -> dict[str, str]:
    """Every colour of a theme by its name, with `on-…` for the text that stands on it."""
    inks = {f"on-{name}": ink_on(theme[name]) for name in (*SERIES, *SCALE, *HEAT)}
    return {**theme, **inks}


def variables(theme: Mapping[str, str]) -> str:
    """A theme as CSS variables."""
    return ";".join(f"--{name}:{colour}" for name, colour in tokens(theme).items())

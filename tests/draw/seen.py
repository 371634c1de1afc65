"""What stands on a drawing: its texts with their place, its bars, dots and lines by colour."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass

from analysis.draw.sheet import FONT_SIZE, breadth

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Word:
    """A text and the box that it takes."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    def touches(self, other: Word) -> bool:
        """Whether the two lie over each other."""
        return (
            self.left < other.right - 0.5
            and other.left < self.right - 0.5
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True)
class Bar:
    """A filled bar: where it begins, how long and how high it is, and its colour."""

    x: float
    y: float
    wide: float
    high: float
    colour: str


@dataclass(frozen=True)
class Dot:
    """A round mark: its middle, its colour, and whether it is filled."""

    x: float
    y: float
    colour: str
    filled: bool


def words(svg: str) -> list[Word]:
    """The texts of a drawing that say something."""
    found = []
    for element in ET.fromstring(svg).iter(f"{SVG}text"):
        if text := element.text or "":
            x, y, size = float(element.attrib["x"]), float(element.attrib["y"]), breadth(text)
            style = element.attrib["style"]
            before = {"end": size, "middle": size / 2}.get(_anchor(style), 0.0)
            found.append(Word(text, x - before, x - before + size, y - 0.7 * FONT_SIZE, y))
    return found


def texts(svg: str) -> list[str]:
    """What the texts of a drawing say."""
    return [word.text for word in words(svg)]


def bars(svg: str, colour: str = "") -> list[Bar]:
    """The filled bars of a colour, in the order in which they were drawn."""
    found = []
    for path, fill in re.findall(r'<path d="([^"]*)"[^>]*style="fill: var\(--([\w-]+)\)', svg):
        across, down = zip(*_points(path), strict=True)
        left, top = min(across), min(down)
        found.append(Bar(left, top, max(across) - left, max(down) - top, fill))
    return [one for one in found if one.colour.startswith(colour)]


def dots(svg: str, colour: str = "") -> list[Dot]:
    """The round marks of a colour, in the order in which they were drawn."""
    found = []
    for element in ET.fromstring(svg).iter(f"{SVG}circle"):
        fill, edge = re.findall(r"var\(--([\w-]+)\)", element.attrib["style"])
        x, y = float(element.attrib["cx"]), float(element.attrib["cy"])
        found.append(Dot(x, y, edge, fill == edge))
    return [one for one in found if one.colour.startswith(colour)]


def lines(svg: str, colour: str) -> list[list[tuple[float, float]]]:
    """The points of the lines of one colour."""
    found = []
    for path, style in re.findall(r'<path d="([^"]*)"[^>]*style="([^"]*)"', svg):
        if "fill: none" in style and f"stroke: var(--{colour})" in style:
            found.append(_points(path))
    return found


def dashed(svg: str) -> int:
    """How many lines are dashed."""
    return svg.count("stroke-dasharray")


def _points(path: str) -> list[tuple[float, float]]:
    numbers = [float(one) for one in re.findall(r"-?\d+\.?\d*(?:e-?\d+)?", path)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _anchor(style: str) -> str:
    found = re.search(r"text-anchor: (\w+)", style)
    return found[1] if found else ""

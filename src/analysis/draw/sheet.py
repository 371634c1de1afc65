"""A drawing is made of bars, dots, lines and texts on a sheet measured in points.

The sheet becomes an SVG by matplotlib, whose own font measures the words, so that the bytes do
not depend on the machine. Its colours are CSS variables: the page's theme colours it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Patch, Rectangle
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

from analysis.draw.palette import DARK, tokens

Side = Literal["left", "center", "right"]
FONT_SIZE = 10.5
LINE_HEIGHT = 13.5
DASHES = (4, 3)
OVER = 2
"""As far to the front as lines are, so that what is drawn later lies over what was before."""
POINTS_PER_INCH = 72
SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "trajectmonitor",
    "svg.id": None,
}
# Each colour name travels through matplotlib as a colour of its own and comes out as a variable.
_CODES = {name: f"#0000{number:02x}" for number, name in enumerate(tokens(DARK), start=1)}


ROUND = re.compile(
    r'<g id="dot (\S+) (\S+) (\S+)">\s*<path d="[^"]*"[^>]*? style="([^"]*)"[^>]*/>\s*</g>'
)
"""A dot as matplotlib writes it, in ten times as many characters as it takes."""


@dataclass(frozen=True)
class Width:
    """How broad a drawing is: one for a desk and paper, one for a telephone."""

    name: str
    inches: float

    @property
    def points(self) -> float:
        """The breadth in the unit of the sheet."""
        return self.inches * POINTS_PER_INCH


WIDE = Width("wide", 7.0)
NARROW = Width("narrow", 3.9)


@lru_cache(maxsize=1)
def font() -> FontProperties:
    """DejaVu Sans as shipped with matplotlib; a broad face, so other faces fit too."""
    path = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    return FontProperties(fname=str(path), size=FONT_SIZE)


@lru_cache(maxsize=4096)
def breadth(text: str) -> float:
    """How many points a text takes."""
    width, _, _ = text_to_path.get_text_width_height_descent(text, font(), ismath=False)
    return float(width)


def wrapped(text: str, room: float) -> list[str]:
    """A text over as many lines as it needs; only a word longer than the room is cut."""
    lines: list[str] = []
    for word in text.split():
        while breadth(word) > room and len(word) > 1:
            head = next(
                n
                for n in range(len(word) - 1, 0, -1)
                if n == 1 or (breadth(word[:n] + "-") <= room)
            )
            lines.append(word[:head] + "-")
            word = word[head:]
        if lines and not lines[-1].endswith("-") and breadth(f"{lines[-1]} {word}") <= room:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines or [""]


@dataclass
class Sheet:
    """A drawing under way: y counts downwards from the top."""

    width: Width
    height: float = 4.0
    _marks: list[Patch | Line2D | Text] = field(default_factory=list)

    def bar(self, x: float, y: float, length: float, thickness: float, colour: str) -> None:
        """A filled bar; one without length is not drawn."""
        if length > 0:
            code = _CODES[colour]
            self._marks.append(Rectangle((x, y), length, thickness, facecolor=code, linewidth=0))

    def line(self, x: float, top: float, bottom: float) -> None:
        """A thin upright line."""
        self.path([(x, top), (x, bottom)])

    def path(
        self,
        points: Sequence[tuple[float, float]],
        colour: str = "line",
        thickness: float = 0.8,
        dashed: bool = False,
    ) -> None:
        """A line from point to point: upright, level, slanted or stepped."""
        across, down = zip(*points, strict=True)
        self._marks.append(
            Line2D(
                across, down, color=_CODES[colour], linewidth=thickness,
                linestyle=(0, DASHES) if dashed else "-", dash_capstyle="butt",
                solid_capstyle="butt", solid_joinstyle="miter",
            )
        )  # fmt: skip

    def dot(self, x: float, y: float, radius: float, colour: str, filled: bool = True) -> None:
        """A round mark around a point; one that is not filled is an open ring."""
        inside = _CODES[colour if filled else "ground"]
        edge = min(1.6, radius / 2)
        inner = radius - edge / 2
        self._marks.append(
            Circle(
                (x, y), inner, facecolor=inside, edgecolor=_CODES[colour],
                linewidth=edge, zorder=OVER, gid=f"dot {x:.2f} {y:.2f} {inner:.2f}",
            )
        )  # fmt: skip

    def text(self, x: float, y: float, text: str, colour: str = "ink", side: Side = "left") -> None:
        """A line of text whose middle is at y."""
        self._marks.append(
            Text(
                x, y + 0.36 * FONT_SIZE, text, color=_CODES[colour], fontproperties=font(),
                horizontalalignment=side, verticalalignment="baseline", parse_math=False,
            )
        )  # fmt: skip

    def svg(self) -> str:
        """The drawing as SVG."""
        with _own_settings():
            figure = self._figure()
            figure.patch.set_visible(False)
            written = io.StringIO()
            FigureCanvasSVG(figure).print_svg(written, metadata={"Date": None})
        return tidy(written.getvalue())

    def png(self, theme: Mapping[str, str], dots_per_inch: int = 200) -> bytes:
        """The drawing as a picture in the colours of a theme, for forms that know no SVG."""
        colours = {code: tokens(theme)[name] for name, code in _CODES.items()}
        for mark in self._marks:
            if isinstance(mark, Patch):
                mark.set_edgecolor(colours.get(to_hex(mark.get_edgecolor()), "none"))
                mark.set_facecolor(colours[to_hex(mark.get_facecolor())])
            else:
                mark.set_color(colours[to_hex(mark.get_color())])
        with _own_settings():
            written = io.BytesIO()
            figure = self._figure()
            figure.set_dpi(dots_per_inch)
            FigureCanvasAgg(figure).print_png(written, metadata={"Software": None})
        return written.getvalue()

    def _figure(self) -> Figure:
        figure = Figure(
            figsize=(self.width.inches, self.height / POINTS_PER_INCH), dpi=POINTS_PER_INCH
        )
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set_xlim(0, self.width.points)
        axes.set_ylim(self.height, 0)
        for mark in self._marks:
            mark.set_clip_on(False)
            axes.add_artist(mark)
        return figure


@contextmanager
def _own_settings() -> Iterator[None]:
    """Whoever has a matplotlibrc of their own must get the same bytes."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(SETTINGS)
        yield


def tidy(svg: str) -> str:
    """An SVG fit to stand in a page: no prologue, no ids, variables for colours.

    The texts lose their font, so that they take that of the page.
    """
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>|<defs>.*?</defs>|<!--.*?-->", "", svg, flags=re.S)
    svg = re.sub(r'<svg [^>]*?(viewBox="[^"]*")[^>]*>', _opening, svg, count=1, flags=re.S)
    svg = ROUND.sub(r'<circle cx="\1" cy="\2" r="\3" style="\4"/>', svg)
    svg = re.sub(r" font-family: [^;\"]*;", "", svg)
    svg = re.sub(r' transform="rotate\(-0 [^"]*"', "", svg)
    # Nothing points at the groups in which matplotlib puts each mark.
    svg = re.sub(r'<g id="[^"]*">|</g>|; stroke-linejoin: miter', "", svg)
    svg = re.sub(r' d="[^"]*"', lambda path: re.sub(r"\s*([MLz])\s*", r"\1", path[0]), svg)
    for name, code in _CODES.items():
        svg = svg.replace(code, f"var(--{name})")
    return re.sub(r"\s*\n\s*", "\n", svg).strip()


def _opening(found: re.Match[str]) -> str:
    """The opening tag without sizes: the page gives it its breadth."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {found[1]} aria-hidden="true" focusable="false">'
    )

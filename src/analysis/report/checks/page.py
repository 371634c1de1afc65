"""A page as the checks see it: parsed as a browser parses it, every element with its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from justhtml import JustHTML
from justhtml.dom import Document, Element, Text

HIDDEN_TEXT = ("style", "script", "template")


@dataclass(frozen=True)
class Finding:
    """A fault: in which file and where, what it is, what was expected and what to do.

    One that does not block is told and does not stop the release.
    """

    file: str
    place: str
    what: str
    expected: str
    mend: str
    blocks: bool = True

    @property
    def sentence(self) -> str:
        """The finding as a message shows it."""
        where = f"{self.file}, {self.place}" if self.place else self.file
        return f"{where}: {self.what}. Expected {self.expected}. {self.mend}"


@dataclass(frozen=True)
class Page:
    """One HTML file by its path in what is published."""

    path: str
    text: str

    @cached_property
    def _parsed(self) -> JustHTML:
        # Without `sanitize=False` the parser would take out just what the checks look for.
        return JustHTML(self.text, sanitize=False, collect_errors=True, track_node_locations=True)

    @property
    def root(self) -> Document:
        """The parsed document."""
        return self._parsed.root  # type: ignore[return-value]

    @property
    def errors(self) -> list[tuple[int | None, str]]:
        """What is no good HTML: line and kind."""
        return [(error.line, error.code) for error in self._parsed.errors]

    @cached_property
    def elements(self) -> list[Element]:
        """All elements in the order of the page."""
        return list(_elements(self.root))

    @property
    def language(self) -> str | None:
        """The language in the file's name, as in `kickoff.nl.html`; None where it has none."""
        parts = PurePosixPath(self.path).name.split(".")
        return parts[-2] if len(parts) > 2 else None

    def named(self, *names: str) -> list[Element]:
        """The elements with one of these names."""
        return [one for one in self.elements if one.name in names]

    @cached_property
    def ids(self) -> dict[str, list[Element]]:
        """The elements by their id."""
        found: dict[str, list[Element]] = {}
        for one in self.elements:
            if "id" in one.attrs:
                found.setdefault(value(one, "id"), []).append(one)
        return found

    def place(self, element: Element | None) -> str:
        """Where an element stands: its line, and the nearest id around it."""
        if element is None:
            return ""
        line = f"line {element.origin_line}" if element.origin_line else element.name
        near = next((value(one, "id") for one in around(element) if value(one, "id")), "")
        return f"{line} (#{near})" if near else line

    def finding(
        self, at: Element | None, what: str, expected: str, mend: str, *, blocks: bool = True
    ) -> Finding:
        """A fault of this page."""
        return Finding(self.path, self.place(at), what, expected, mend, blocks)


def value(element: Element, attribute: str) -> str:
    """An attribute of an element, or empty."""
    return str(element.attrs.get(attribute) or "")


def around(element: Element) -> Iterator[Element]:
    """An element and all that it stands in, from near to far."""
    one = element
    while isinstance(one, Element):
        yield one
        one = one.parent  # type: ignore[assignment]


def text_of(element: Element) -> str:
    """What an element says, with single spaces."""
    return " ".join("".join(_texts(element)).split())


def shown_texts(element: Element) -> Iterator[tuple[Element, str]]:
    """The pieces of text below an element, each with the element that holds it."""
    for child in element.children or []:
        if isinstance(child, Text):
            if (child.data or "").strip():
                yield element, str(child.data)
        elif isinstance(child, Element) and child.name not in HIDDEN_TEXT:
            yield from shown_texts(child)


def shorten(text: str, most: int = 60) -> str:
    """The beginning of a text, for a message."""
    return text if len(text) <= most else text[: most - 1] + "…"


def _texts(element: Element) -> Iterator[str]:
    for _, text in shown_texts(element):
        yield text


def _elements(node: Document | Element) -> Iterator[Element]:
    for child in node.children or []:
        if isinstance(child, Element):
            yield child
            yield from _elements(child)

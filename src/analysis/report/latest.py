"""The latest edition of a report stands at an address that never changes.

It is a copy of the edition's own page, not a way to it: so it needs no server and no script. In
the copy every address leads to the same file as it did before.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection

ADDRESS = re.compile(r'(<[^>]*?\s(?:href|src)=")([^"#]+)(?=["#])')
FICTIONAL = re.compile(r'<p class="banner" id="fictional">.*?</p>', re.S)
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/")


def latest(html: str, place: str, pages: Collection[str]) -> str:
    """The page in folder `place` as it reads in the folder that `place` is counted from.

    `pages` are the files of that folder that get a copy there too: they lead to each other.
    """

    def moved(found: re.Match[str]) -> str:
        if ELSEWHERE.match(found[2]):
            return found[0]
        if found[2] in pages:
            return found[0]
        return found[1] + posixpath.normpath(posixpath.join(place, found[2]))

    return ADDRESS.sub(moved, html)


def without_addresses(html: str) -> str:
    """What a page says, wherever it stands: the same for an edition and its copy as the latest."""
    return ADDRESS.sub(r"\1", html)


def emptied(html: str) -> str:
    """A page of which only the title and the reason of its withdrawal are left.

    That the data were made up is still said: the mark above the title leads there.
    """
    head, title, rest = html.partition("</h1>")
    text, end, tail = rest.rpartition("</main>")
    made_up = FICTIONAL.search(text)
    left = [title, made_up[0] if made_up else "", end]
    return head + "\n".join(part for part in left if part) + tail

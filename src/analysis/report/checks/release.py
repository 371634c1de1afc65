"""What is about to be published, with what the checks must know of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from analysis.payload import Audience, Payload
from analysis.report.checks.page import Page

MOST_BYTES = 150_000


@dataclass(frozen=True)
class Release:
    """The files of one audience by their path below its folder, and what is true of them.

    `standing` are the files that stand there already; `promised` those that pages or records
    name and that must be among both. `payloads` are the protected payloads of each page, by its
    path. `contacts` are the addresses that may be public, `private` the names and texts that may
    not. `leaks` are sentences of those who tried to undo the protection. `larger` gives the reason
    why a page may have more bytes than others.
    """

    files: Mapping[str, bytes]
    audience: Audience = "public"
    standing: Collection[str] = ()
    promised: Collection[str] = ()
    payloads: Mapping[str, Sequence[Payload]] = field(default_factory=dict)
    contacts: Collection[str] = ()
    private: Collection[str] = ()
    leaks: Sequence[str] = ()
    larger: Mapping[str, str] = field(default_factory=dict)
    most_bytes: int = MOST_BYTES

    @cached_property
    def pages(self) -> dict[str, Page]:
        """The pages among the files, by path."""
        return {
            path: Page(path, content.decode("utf-8", errors="replace"))
            for path, content in sorted(self.files.items())
            if path.endswith(".html")
        }

    def exists(self, path: str) -> bool:
        """Whether a file will be there once this is published."""
        return path in self.files or path in self.standing

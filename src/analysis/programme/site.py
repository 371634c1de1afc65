"""What holds for everything that a workspace publishes: whose it is, where, and how accessible.

The facts of the accessibility statement are declared here, for no program can know them: who
assessed the pages, when and how, and what is known not to be accessible.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator

from analysis.problems import DeclarationError
from analysis.programme.models import Declared, Text
from analysis.programme.reading import read_file
from analysis.workspace import Workspace

FILE = "site.toml"


class Place(Declared):
    """A body, text or licence with its address on the web."""

    name: Text
    address: str


class Limit(Declared):
    """Something that is not accessible, and why the law lets it be so or does not.

    `criterion` is the success criterion of WCAG that it fails; `instead` how a reader can get
    the same otherwise; `until` when it will be mended.
    """

    what: Text
    because: Literal["non_compliance", "disproportionate_burden", "out_of_scope"]
    criterion: str | None = None
    instead: Text | None = None
    until: date | None = None


class Statement(Declared):
    """The facts of the accessibility statement that European and Flemish law ask for.

    `status` says how far WCAG 2.1 AA is met; `assessed` in words how that was found out.
    """

    status: Literal["full", "partial", "none"]
    made_on: date
    reviewed_on: date | None = None
    method: Literal["self_assessment", "third_party"]
    assessed_by: Text
    assessed: Text
    law: Place
    enforcement: Place
    answer_days: int
    limits: list[Limit] = []

    @model_validator(mode="after")
    def _status_matches(self) -> Self:
        failing = [one for one in self.limits if one.because == "non_compliance"]
        if self.status == "full" and failing:
            raise ValueError(
                'status "full" cannot stand beside a limit because of "non_compliance"; '
                'write status = "partial"'
            )
        if self.status != "full" and not self.limits:
            raise ValueError(f'status "{self.status}" needs [[statement.limits]] that say why')
        if self.reviewed_on and self.reviewed_on < self.made_on:
            raise ValueError("reviewed_on lies before made_on; write a day after it")
        return self


class Site(Declared):
    """Whose the published pages are and where they stand for good.

    `address` ends in a slash; every published file has its permanent address below it. `since`
    is a day on which the owner held that address: it makes the names in the feed unique for
    ever (RFC 4151). `theme` is one of the European data themes. `frequency` says how often
    reports come, as the European list of frequencies calls it.
    """

    name: Text
    description: Text
    owner: Text
    owner_address: str
    address: str
    since: date
    contact: str = Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
    licence: Place
    statement: Statement
    theme: str = "EDUC"
    frequency: str = "IRREG"
    fictional: Text | None = None

    @field_validator("address")
    @classmethod
    def _an_address(cls, address: str) -> str:
        parts = urlsplit(address)
        if parts.scheme != "https" or not parts.hostname or not address.endswith("/"):
            raise ValueError(
                f'"{address}" is no base address; expected https://, a host, and a / at the end'
            )
        if parts.query or parts.fragment:
            raise ValueError(f'"{address}" holds a ? or #; leave out all that follows the path')
        return address

    def at(self, path: str) -> str:
        """The permanent address of a published file, by its path in the published folder."""
        return self.address + path.lstrip("/")

    def tag(self, *parts: str) -> str:
        """A name for a thing on this site that nobody else will ever give (RFC 4151)."""
        host = urlsplit(self.address).hostname
        return f"tag:{host},{self.since.isoformat()}:{'/'.join(parts)}"


def read_site(workspace: Workspace) -> Site:
    """The declaration of a workspace's site.

    Raises DeclarationError when it is missing, or with every mistake found in it.
    """
    path = workspace.programmes / FILE
    mistakes: list[str] = []
    site = read_file(workspace, path, Site, mistakes)
    if site is None:
        raise DeclarationError(
            *(
                mistakes
                or [
                    f"{workspace.shown(path)}: this file is missing. It says whose the published "
                    "pages are and where they stand; copy it from the example workspace and fill "
                    "it in. Nothing was published."
                ]
            )
        )
    return site

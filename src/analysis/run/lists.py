"""The lists of what was released to an audience: pages, and for the public a feed and an index."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.draw.words import languages
from analysis.payload import Audience
from analysis.programme.site import Site, read_site
from analysis.report.catalogue import render_published, render_statement
from analysis.report.feed import feed, feed_name
from analysis.report.listing import Listed
from analysis.report.portal import index
from analysis.workspace import Workspace

INDEX = "index.html"
"""What a web server shows at the address of a folder."""


def lists(workspace: Workspace, editions: Sequence[Listed], audience: Audience) -> dict[str, bytes]:
    """The files that list the editions of an audience, by their name in its folder.

    Raises DeclarationError when the workspace does not declare whose its pages are.
    """
    site = read_site(workspace)
    known = [one for one in languages() if one in site.name.in_languages()]
    pages = {
        f"index.{language}.html": render_published(editions, site, language, audience)
        for language in known
    }
    pages[INDEX] = pages[f"index.{known[0]}.html"]
    if audience == "public":
        pages |= {f"statement.{language}.html": render_statement(site, language)
                  for language in known}  # fmt: skip
    files = {name: html.encode("utf-8") for name, html in pages.items()}
    return files | (_for_machines(editions, site, known) if audience == "public" else {})


def _for_machines(editions: Sequence[Listed], site: Site, known: Sequence[str]) -> dict[str, bytes]:
    """A feed in each language and an index, with addresses on the web, so of public pages only."""
    feeds = {feed_name(language): feed(editions, site, language) for language in known}
    return feeds | {"index.json": index(editions, site)}

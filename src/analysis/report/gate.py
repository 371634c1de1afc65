"""Nothing is published that keeps a reader out, tells too much, or falls apart elsewhere.

The checks are pure Python over the files as they will stand, so they run wherever the product
runs. A browser with accessibility engines can look further (`audit`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from analysis.problems import GateError
from analysis.report.checks import (
    colours,
    document,
    files,
    language,
    links,
    notation,
    outline,
    outside,
    pictures,
    privacy,
    protected,
    tables,
)
from analysis.report.checks.page import Finding, Page
from analysis.report.checks.release import Release

PAGE_CHECKS: tuple[Callable[[Page, Release], Iterator[Finding]], ...] = (
    document.check,
    outside.check,
    outline.check,
    links.check,
    tables.check,
    pictures.check,
    colours.check,
    notation.check,
    language.check,
    privacy.check,
    protected.check,
)
RELEASE_CHECKS: tuple[Callable[[Release], Iterator[Finding]], ...] = (
    files.check_all,
    privacy.check_all,
    protected.check_all,
)


def check(release: Release) -> list[Finding]:
    """All faults of what is about to be published, page by page."""
    found = [
        finding
        for page in release.pages.values()
        for one in PAGE_CHECKS
        for finding in one(page, release)
    ]
    found += [finding for one in RELEASE_CHECKS for finding in one(release)]
    return list(dict.fromkeys(found))


def passed(found: Sequence[Finding]) -> list[str]:
    """The remarks among what was found in a release, as sentences.

    Raises GateError with every fault for which it may not be published.
    """
    if blocking := [one.sentence for one in found if one.blocks]:
        raise GateError(*blocking, "Nothing was published.")
    return [one.sentence for one in found]

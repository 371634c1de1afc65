"""A page asks nothing of the network, and forbids the browser to do so.

Links that a reader follows are no requests. All that a browser would fetch by itself is.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator

import tinycss2
from justhtml.dom import Element

from analysis.report.checks.page import Finding, Page, shorten, value
from analysis.report.checks.release import Release

LOADING = (
    "src",
    "srcset",
    "poster",
    "background",
    "data",
    "ping",
    "action",
    "formaction",
    "manifest",
    "codebase",
    "cite-src",
    "imagesrcset",
)
QUIET_RELATIONS = {"alternate", "license", "canonical", "author", "help", "next", "prev", "up"}
FORBIDDEN = ("base", "iframe", "frame", "embed", "object", "applet", "portal", "fencedframe")
POLICY = {
    "default-src": {"'none'"},
    "base-uri": {"'none'"},
    "form-action": {"'none'"},
    "img-src": {"data:", "'none'"},
    "style-src": {"'unsafe-inline'", "'none'"},
}
"""What each directive may say; the first three must be there."""

HASH = re.compile(r"'sha256-([A-Za-z0-9+/=]+)'")
LOADING_CSS = ("url", "src", "image-set", "-webkit-image-set", "image")


def check(page: Page, _: Release) -> Iterator[Finding]:
    """What a page would fetch, run or send by itself."""
    for one in page.elements:
        yield from _element(page, one)
        yield from _attributes(page, one)
    yield from _policy(page)


def _refused(page: Page, at: Element, what: str) -> Finding:
    return page.finding(
        at,
        f"a browser would fetch or run this: {shorten(what)}",
        "a page that holds all it needs",
        "Put it in the page, or take it out.",
    )


def _element(page: Page, one: Element) -> Iterator[Finding]:
    if one.name in FORBIDDEN:
        yield _refused(page, one, f"<{one.name}>")
    if one.name == "meta" and value(one, "http-equiv").lower() == "refresh":
        yield _refused(page, one, f'refresh to "{value(one, "content")}"')
    if one.name == "link" and not set(value(one, "rel").lower().split()) <= QUIET_RELATIONS:
        yield _refused(page, one, f'link rel="{value(one, "rel")}" {value(one, "href")}')
    if one.namespace == "svg" and one.name not in ("a", "style"):
        for name, text in one.attrs.items():
            if name.split(":")[-1] == "href" and not str(text).startswith(("#", "data:image/")):
                yield _refused(page, one, f"{name}={text}")
    if one.name == "style":
        source = "".join(str(child.data or "") for child in one.children or [])
        yield from (_refused(page, one, found) for found in fetched(source))


def _attributes(page: Page, one: Element) -> Iterator[Finding]:
    for name, given in one.attrs.items():
        text = str(given or "").strip()
        loads = name in LOADING and text and not text.startswith("data:image/")
        if loads or name.lower().startswith("on"):
            yield _refused(page, one, f"{name}={text}")
        elif name == "href" and re.match(r"(javascript|vbscript|file|blob|about):", text, re.I):
            yield _refused(page, one, text)
        elif name == "style" or (one.namespace == "svg" and "url(" in text.lower()):
            source = text if name == "style" else f"{name}:{text}"
            yield from (_refused(page, one, found) for found in fetched(source))


def fetched(source: str) -> Iterator[str]:
    """The addresses that a style sheet or declaration would fetch."""
    waiting = list(tinycss2.parse_component_value_list(source))
    while waiting:
        token = waiting.pop(0)
        if token.type == "at-keyword" and token.lower_value == "import":
            yield "@import"
        elif token.type == "url" and not token.value.startswith(("data:", "#")):
            yield token.value
        elif token.type == "function" and token.lower_name in LOADING_CSS:
            texts = [part.value for part in token.arguments if part.type == "string"]
            yield from (text for text in texts if not text.startswith(("data:", "#")))
        for inner in ("arguments", "content"):
            if isinstance(held := getattr(token, inner, None), list):
                waiting = held + waiting


def _policy(page: Page) -> Iterator[Finding]:
    mend = "Take the policy from the template of the report page."
    found = [
        one
        for one in page.named("meta")
        if value(one, "http-equiv").lower() == "content-security-policy"
    ]
    if len(found) != 1:
        yield page.finding(None, f"it has {len(found)} content security policies", "one", mend)
        return
    (meta,) = found
    early = page.elements[: page.elements.index(meta)]
    if late := [one for one in early if one.name in ("style", "script", "link", "img")]:
        yield page.finding(
            late[0],
            "this stands before the policy that should hold for it",
            "the policy first",
            mend,
        )
    directives = _directives(value(meta, "content"))
    for name in ("default-src", "base-uri", "form-action"):
        if name not in directives:
            yield page.finding(meta, f"its policy does not say {name}", f"{name} 'none'", mend)
    for name, sources in directives.items():
        allowed = POLICY.get(name, {"'none'"})
        if name == "script-src":
            sources = [one for one in sources if not HASH.fullmatch(one)]
        for source in sources:
            if source not in allowed:
                yield page.finding(
                    meta,
                    f"its policy allows {name} {source}",
                    f"only {', '.join(sorted(allowed))}",
                    mend,
                )
    yield from _scripts(page, directives.get("script-src", []))


def _directives(policy: str) -> dict[str, list[str]]:
    parts = [part.split() for part in policy.split(";") if part.strip()]
    return {part[0].lower(): part[1:] for part in parts}


def _scripts(page: Page, sources: list[str]) -> Iterator[Finding]:
    """Every script is the one that the policy names, so nothing can be put in its place."""
    allowed = {found[1] for one in sources if (found := HASH.fullmatch(one))}
    for one in page.named("script"):
        source = "".join(str(child.data or "") for child in one.children or [])
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        if digest not in allowed and value(one, "type") != "application/ld+json":
            yield page.finding(
                one,
                "the policy does not name this script, so no browser runs it",
                f"script-src 'sha256-{digest}'",
                "Build the page again, or take the script out.",
            )

"""A report on paper, which a screen reader can read too: PDF/UA, tagged, with its language.

WeasyPrint makes it from a template of its own, with matplotlib's typeface, so that the bytes do
not depend on the typefaces of a machine. Nothing is fetched from elsewhere.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib

from analysis.payload import Payload
from analysis.problems import WriteError
from analysis.report.archive import clean
from analysis.report.content import Content, content
from analysis.report.execute import Executed
from analysis.report.exporter import environment
from analysis.report.frame import PageFrame
from analysis.report.state import css_text

VARIANT = "pdf/ua-1"
FONTS = (
    ("font-weight:normal;font-style:normal", "DejaVuSans"),
    ("font-weight:bold;font-style:normal", "DejaVuSans-Bold"),
    ("font-weight:normal;font-style:italic", "DejaVuSans-Oblique"),
    ("font-weight:bold;font-style:italic", "DejaVuSans-BoldOblique"),
)


def missing() -> str:
    """Why no PDF can be made on this machine, in a sentence; empty where one can."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError) as error:
        return (
            f"No PDF can be made here: WeasyPrint does not find the library Pango "
            f"({type(error).__name__}). Install Pango (Debian and Ubuntu: apt install "
            "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; macOS: brew install pango; "
            "Windows: the package mingw-w64-x86_64-pango of MSYS2), or leave the PDF out."
        )
    return ""


def pdf(executed: Executed, payloads: Sequence[Payload], frame: PageFrame) -> bytes:
    """The report as PDF, from payloads that were protected for the frame's audience.

    Raises WriteError where the machine lacks what is needed; else as `content`.
    """
    if why := missing():
        raise WriteError(why)
    return _printed(markup(content(executed, payloads, frame)))


def markup(worded: Content) -> str:
    """The report as HTML for paper."""
    html = (
        environment()
        .get_template("print.html.j2")
        .render(
            content=worded,
            fonts=[(style, _font(name)) for style, name in FONTS],
            mark=css_text(worded.mark),
            running_title=css_text(worded.running_title),
        )
    )
    return clean(html)


def _font(name: str) -> str:
    return (Path(matplotlib.get_data_path()) / "fonts" / "ttf" / f"{name}.ttf").as_uri()


def _printed(html: str) -> bytes:
    import weasyprint
    from weasyprint.urls import URLFetcher

    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    made: Any = weasyprint.HTML(
        string=html, url_fetcher=URLFetcher(allowed_protocols=("data", "file"))
    )
    return bytes(made.write_pdf(pdf_variant=VARIANT, pdf_tags=True, finisher=_with_scopes))


def _with_scopes(_: Any, file: Any) -> None:
    """Every heading in a table says what it heads: the column below it or the row beside it.

    WeasyPrint ties cells to their headings by name, which not every reader's program follows.
    """

    def parent(one: dict[str, Any]) -> dict[str, Any]:
        return file.objects[int(one["P"].split()[0])]

    for one in file.objects:
        if isinstance(one, dict) and one.get("S") == "/TH" and "A" in one:
            heads_columns = parent(parent(one))["S"] == "/THead"
            one["A"]["Scope"] = "/Column" if heads_columns else "/Row"

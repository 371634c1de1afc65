"""A workbook or document is a zip of parts that note when they were written; ours do not.

The same report gives the same bytes: every part carries one day, and so do the properties.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

CORE = "docProps/core.xml"
FIRST_YEAR = 1980
"""A zip cannot hold a day before this year."""


def clean(text: str) -> str:
    """A text without the control signs that no part of such a file can hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)


def on_day(content: bytes, day: date) -> bytes:
    """The same archive, as if written on a day."""
    written = io.BytesIO()
    stamp = (max(day.year, FIRST_YEAR), day.month, day.day, 0, 0, 0)
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = zipfile.ZipInfo(name, stamp)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            content = old.read(name)
            new.writestr(part, _dated(content, day) if name == CORE else content)
    return written.getvalue()


def _dated(core: bytes, day: date) -> bytes:
    """The properties with one day for made and changed."""
    return re.sub(
        rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*",
        lambda found: found[1] + f"{day.isoformat()}T00:00:00Z".encode(),
        core,
    )

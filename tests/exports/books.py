"""Workbooks of the three kinds, made as bytes from a small table, for the tests of reading them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

import openpyxl
import xlwt
from xlwt.CompoundDoc import XlsDoc

Value = str | int | float | None
Table = Sequence[Sequence[Value]]

ODS = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office", "table": "table", "text": "text", "style": "style",
        "fo": "xsl-fo-compatible", "manifest": "manifest",
    }.items()
)  # fmt: skip
MANIFEST = f'<?xml version="1.0"?><manifest:manifest {NAMES}>{{}}</manifest:manifest>'


def xlsx(table: Table, title: str = "Blad1") -> bytes:
    """An .xlsx as openpyxl writes it; text is never taken for a formula."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for down, row in enumerate(table, start=1):
        for across, value in enumerate(row, start=1):
            if value is not None and value != "":
                cell = sheet.cell(down, across, value)
                if isinstance(value, str):
                    cell.data_type = "s"
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook."""
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def xls(table: Table, title: str = "Blad1") -> bytes:
    """An .xls as xlwt writes it."""
    written = io.BytesIO()
    old(table, title).save(written)
    return written.getvalue()


def old(table: Table, title: str = "Blad1") -> xlwt.Workbook:
    """An .xls that can still be added to."""
    book = xlwt.Workbook()
    sheet = book.add_sheet(title, cell_overwrite_ok=True)
    for down, row in enumerate(table):
        for across, value in enumerate(row):
            if value is not None and value != "":
                sheet.write(down, across, value)
    return book


def locked_xls(table: Table) -> bytes:
    """An .xls whose stream says, as the first thing, that a password protects it."""
    stream = old(table).get_biff_data()
    first = 4 + int.from_bytes(stream[2:4], "little")
    password = bytes.fromhex("2f000600000012345678")
    written = io.BytesIO()
    XlsDoc().save(written, stream[:first] + password + stream[first:])
    return written.getvalue()


def locked_xlsx() -> bytes:
    """An OLE container with the stream in which Office keeps an encrypted .xlsx."""
    written = io.BytesIO()
    XlsDoc().save(written, b"\x01" * 5_000)
    named = written.getvalue()
    was, is_ = ("Workbook\0".encode("utf-16-le"), "EncryptedPackage\0".encode("utf-16-le"))
    at = named.index(was)
    entry = is_.ljust(64, b"\0") + len(is_).to_bytes(2, "little")
    return named[:at] + entry + named[at + len(entry) :]


def ods(table: Table, title: str = "Blad1", manifest: str = "") -> bytes:
    """An .ods with one table."""
    return ods_of("".join(_row(row) for row in table), title=title, manifest=manifest)


def ods_of(rows: str, title: str = "Blad1", styles: str = "", manifest: str = "") -> bytes:
    """An .ods with the XML of its rows as given."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f'<office:spreadsheet><table:table table:name="{escape(title)}">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": ODS.encode(),
            "content.xml": content.encode(),
            "META-INF/manifest.xml": MANIFEST.format(manifest).encode(),
        }
    )


def _row(row: Sequence[Value]) -> str:
    return f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>"


def _cell(value: Value) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, str):
        words = f"<text:p>{escape(value)}</text:p>"
        return f'<table:table-cell office:value-type="string">{words}</table:table-cell>'
    told = f'office:value-type="float" office:value="{value!r}"'
    return f"<table:table-cell {told}><text:p>{value}</text:p></table:table-cell>"


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A zip of these parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """The parts of a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}

"""Excel workbooks whose bytes never change.

openpyxl stamps the clock and its own version into a workbook and leans on lxml where that is
installed, so the few parts an export needs are written here by hand. Nothing is compressed,
because compressed bytes differ between versions of zlib.
"""

import io
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime
from xml.sax.saxutils import escape

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
EPOCH = datetime(1899, 12, 30)
PLAIN, BOLD, STRUCK, MOMENT, DAY = range(5)
STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="3">'
    '<font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font>'
    '<font><strike/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    '</cellStyleXfs><cellXfs count="5">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="22" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>"
)


@dataclass(frozen=True)
class Styled:
    """A text cell in bold or struck through: formatting that carries meaning for a reader."""

    text: str
    style: int


Cell = str | int | float | date | Styled | None


@dataclass
class Sheet:
    """One sheet: rows of cells from row 1 down, and the ranges merged in it."""

    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)


def workbook(sheets: list[Sheet], saved: datetime) -> bytes:
    """Return the bytes of a workbook last saved at a fixed moment."""
    texts: dict[str, int] = {}
    parts = {f"xl/worksheets/sheet{n}.xml": _sheet(s, texts) for n, s in enumerate(sheets, start=1)}
    parts = _envelope(sheets, saved) | parts | {"xl/sharedStrings.xml": _shared(texts)}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            # Office writes 1980-01-01 in every entry; the host system is fixed as well.
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            archive.writestr(entry, content.encode("utf-8"))
    return buffer.getvalue()


def _sheet(sheet: Sheet, texts: dict[str, int]) -> str:
    rows = []
    for number, cells in enumerate(sheet.rows, start=1):
        written = "".join(
            _cell(f"{column_letter(n)}{number}", cell, texts) for n, cell in enumerate(cells)
        )
        if written:
            rows.append(f'<row r="{number}">{written}</row>')
    merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in sheet.merged)
    if merged:
        merged = f'<mergeCells count="{len(sheet.merged)}">{merged}</mergeCells>'
    body = "".join(rows)
    return f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData>{merged}</worksheet>'


def _cell(ref: str, cell: Cell, texts: dict[str, int]) -> str:
    if cell is None or cell == "":
        return ""
    if isinstance(cell, datetime):
        return _number(ref, MOMENT, serial(cell))
    if isinstance(cell, date):
        return _number(ref, DAY, serial(datetime(cell.year, cell.month, cell.day)))
    if isinstance(cell, int | float):
        return _number(ref, PLAIN, cell)
    text, style = (cell.text, cell.style) if isinstance(cell, Styled) else (cell, PLAIN)
    index = texts.setdefault(text, len(texts))
    return f'<c r="{ref}" s="{style}" t="s"><v>{index}</v></c>'


def _number(ref: str, style: int, number: float) -> str:
    return f'<c r="{ref}" s="{style}"><v>{number!r}</v></c>'


def serial(moment: datetime) -> float:
    """Return the Excel serial number (1900 system) of a moment; a whole day is an int."""
    since = moment - EPOCH
    return since.days + since.seconds / 86400 if since.seconds else since.days


def column_letter(index: int) -> str:
    """Return the letters of a column, from 0; no export here is wider than ZZ."""
    first, last = divmod(index, 26)
    return (chr(ord("A") + first - 1) if first else "") + chr(ord("A") + last)


def _shared(texts: dict[str, int]) -> str:
    items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts)
    return f'{HEAD}<sst xmlns="{MAIN}" uniqueCount="{len(texts)}">{items}</sst>'


def _envelope(sheets: list[Sheet], saved: datetime) -> dict[str, str]:
    """Return the parts every workbook has around its sheets."""
    numbers = range(1, len(sheets) + 1)
    types = "".join(_override(f"/xl/worksheets/sheet{n}.xml", "worksheet") for n in numbers)
    types += _override("/xl/styles.xml", "styles")
    types += _override("/xl/sharedStrings.xml", "sharedStrings")
    links = [("worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    links += [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
    names = "".join(
        f'<sheet name="{escape(sheet.name)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, sheet in enumerate(sheets, start=1)
    )
    return {
        "[Content_Types].xml": _content_types(types),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")], _core_link()),
        "docProps/core.xml": _core(saved),
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        f"<sheets>{names}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations(links),
        "xl/styles.xml": STYLES,
    }


def _override(part: str, kind: str) -> str:
    return f'<Override PartName="{part}" ContentType="{KIND}.{kind}+xml"/>'


def _content_types(types: str) -> str:
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
        '<Override PartName="/docProps/core.xml" ContentType='
        f'"application/vnd.openxmlformats-package.core-properties+xml"/>{types}</Types>'
    )


def _relations(links: list[tuple[str, str]], extra: str = "") -> str:
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(links, start=1)
    )
    space = f"{PACKAGE}/relationships"
    return f'{HEAD}<Relationships xmlns="{space}">{relations}{extra}</Relationships>'


def _core_link() -> str:
    kind = f"{PACKAGE}/relationships/metadata/core-properties"
    return f'<Relationship Id="rIdCore" Type="{kind}" Target="docProps/core.xml"/>'


def _core(saved: datetime) -> str:
    moment = f"{saved.isoformat()}Z"
    stamp = "".join(
        f'<dcterms:{kind} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{kind}>'
        for kind in ("created", "modified")
    )
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        ' xmlns:dcterms="http://purl.org/dc/terms/"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{stamp}</cp:coreProperties>'
    )

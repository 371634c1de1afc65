"""What a word processor understands and python-docx has no words for: languages, fields, heads.

The elements are those of ECMA-376, part 1 (WordprocessingML).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from babel import Locale
from babel.numbers import get_decimal_symbol
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from analysis.draw.sheet import FONT_SIZE, breadth

INK, LINK = RGBColor(0x1B, 0x1B, 0x1C), RGBColor(0x0B, 0x4C, 0xA3)
FONT = "Arial"
SIZES = {1: 20, 2: 15, 3: 12.5, 4: 11}
CELL_MARGINS = 9
MOST = Pt(150)
"""A text longer than this goes over more than one line."""
WHOLE = 16
"""A table of no more rows than this stays on one page."""


def element(tag: str, **values: str) -> Any:
    """An element of the format with its values."""
    made = OxmlElement(tag)
    for name, value in values.items():
        made.set(qn(f"w:{name}"), value)
    return made


def spoken(run: Run, language: str) -> None:
    """Say in which language a piece of text is to be read out."""
    run._r.get_or_add_rPr().append(element("w:lang", val=language))


def styles(made: Document, language: str) -> None:
    """One typeface, dark headings, and the language in which all of it is to be read out."""
    defaults = made.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault"))
    run = defaults.find(qn("w:rPr"))
    for old in run.findall(qn("w:lang")):
        run.remove(old)
    run.append(element("w:lang", val=language, eastAsia=language))
    _own_font(made.styles["Normal"], 10.5)
    for level, size in SIZES.items():
        _own_font(made.styles[f"Heading {level}"], size)
    _own_font(made.styles["Caption"], 10.5)
    caption = made.styles["Caption"].paragraph_format
    caption.keep_with_next, caption.space_before, caption.space_after = True, Pt(14), Pt(3)
    for name, after in (("Above table", 2), ("In table", 0), ("Below table", 10), ("Remark", 8),
                        ("Plain fact", 0)):  # fmt: skip
        style = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = made.styles["Normal"]
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.keep_with_next = name == "Above table"
    made.styles["Below table"].font.size = made.styles["Above table"].font.size = Pt(9)
    made.styles["Remark"].paragraph_format.left_indent = Pt(12)


def settings(made: Document, locale: Locale) -> None:
    """The language of the file and its signs; no trace of the template that it began as."""
    root = made.settings.element
    decimal = get_decimal_symbol(locale)
    given = {
        "w:themeFontLang": str(locale).replace("_", "-"),
        "w:decimalSymbol": decimal,
        "w:listSeparator": ";" if decimal == "," else ",",
    }
    for tag, value in given.items():
        found = root.find(qn(tag))
        if found is None:
            found = element(tag)
            root.find(qn("w:clrSchemeMapping")).addprevious(found)
        found.attrib.clear()
        found.set(qn("w:val"), value)
    links = made.part.package.rels
    for name in [name for name, link in links.items() if link.reltype.endswith("/thumbnail")]:
        links.pop(name)


def apart(line: Paragraph) -> None:
    """A text right below a table keeps some distance from it."""
    before = line._p.getprevious()
    if before is not None and before.tag == qn("w:tbl"):
        line.paragraph_format.space_before = Pt(10)


def _own_font(style: Any, size: float) -> None:
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), INK
    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)


def field(line: Paragraph, code: str, shown: str) -> None:
    """Something that the word processor works out, with what it shows until then."""
    made = element("w:fldSimple", instr=code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = shown
    run.append(text)
    made.append(run)
    line._p.append(made)


def numbered(line: Paragraph, number: str) -> None:
    """`Table 3.` with its 3 as a field, so that a list of tables can be made."""
    found = re.fullmatch(r"(.*?)(\d+)(.*)", number)
    if found is None:
        line.add_run(number)
        return
    before, digits, after = found.groups()
    line.add_run(before)
    # The name of a row of numbers is one word; `\r` sets the number, whatever came before.
    name = re.sub(r"\W", "", before) or "Table"
    field(line, f" SEQ {name} \\* ARABIC \\r {digits} ", digits)
    line.add_run(after)


def linked(line: Paragraph, address: str) -> Run:
    """A run that leads elsewhere."""
    part = line.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    made = OxmlElement("w:hyperlink")
    made.set(qn("r:id"), part)
    made.append(OxmlElement("w:r"))
    line._p.append(made)
    run = Run(made[0], line)
    run.font.color.rgb, run.underline = LINK, True
    return run


def bookmark(line: Paragraph, name: str) -> None:
    """A place that a link can lead to."""
    number = str(len(line.part.element.findall(f".//{qn('w:bookmarkStart')}")))
    line._p.append(element("w:bookmarkStart", id=number, name=re.sub(r"\W", "_", name)[:40]))
    line._p.append(element("w:bookmarkEnd", id=number))


def new_numbering(made: Document, style: str) -> str:
    """The id of a list of its own that begins at 1, in the manner of a style."""
    numbers = made.part.numbering_part.element
    properties = made.styles[style].element.pPr.numPr
    model = numbers.num_having_numId(properties.numId.val)
    one = numbers.add_num(model.abstractNumId.val)
    one.add_lvlOverride(ilvl=0).add_startOverride(1)
    return str(one.numId)


def number(line: Paragraph, list_id: str) -> None:
    """Make a line an item of a list."""
    properties = line._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = int(list_id)


def mark_head(table: Table, title: str) -> None:
    """The first row is the head, repeated on every page; no row is split; the table has a title."""
    rows = list(table.rows)
    for at, row in enumerate(rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(element("w:cantSplit"))
        if at == 0:
            properties.append(element("w:tblHeader"))
        if at == 0 or at + 1 < len(rows) <= WHOLE:
            for cell in row.cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True
    about = table._tbl.tblPr
    for old in about.findall(qn("w:tblLook")):
        about.remove(old)
    about.append(element("w:tblLook", val="0020", firstRow="1", noHBand="1", noVBand="1"))
    room = element("w:tblCellMar")
    for side, points in (("top", "40"), ("left", "80"), ("bottom", "40"), ("right", "80")):
        room.append(element(f"w:{side}", w=points, type="dxa"))
    about.find(qn("w:tblLook")).addprevious(room)
    if title:
        about.append(element("w:tblCaption", val=title))


def widths(said: Sequence[Sequence[str]], room: int, size: float) -> list[Emu]:
    """How broad each column is: no word is broken where it can be helped, long texts get the rest.

    `room` is what all columns have together; `size` is that of the letters, in points.
    """
    columns = list(zip(*said, strict=True))
    least = [
        min(max(_breadth(word, size) for text in one for word in text.split() or [""]), MOST)
        for one in columns
    ]
    whole = [max(_breadth(text, size) for text in one) for one in columns]
    wanted = [max(min(one, MOST), few) for one, few in zip(whole, least, strict=True)]
    more = sum(wanted) - sum(least)
    if sum(least) >= room:
        return [Emu(int(room * one / sum(least))) for one in least]
    share = min((room - sum(least)) / more, 1) if more else 0
    rest = max(room - sum(wanted), 0) / len(columns)
    return [
        Emu(int(few + share * (one - few) + rest)) for one, few in zip(wanted, least, strict=True)
    ]


def _breadth(text: str, size: float) -> float:
    """The room that a text takes with the margins of its cell."""
    return Pt(breadth(text) * size / FONT_SIZE + CELL_MARGINS)

"""A document, read back by python-docx: its headings, lists, tables and pictures are real ones."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import docx
import pytest
from docx.oxml.ns import qn

from analysis.draw.alternative import alternative
from analysis.draw.words import Words
from analysis.report.document import document
from tests.report import sample
from tests.report.sample import CUT, LABELS, SECRET, taught, two_rows  # noqa: F401


def made(language="nl", audience="public"):
    return document(sample.executed(), sample.payloads(), sample.frame(language, audience))


def opened(language="nl", audience="public"):
    return docx.Document(io.BytesIO(made(language, audience)))


def text(found):
    """All text of a document outside its tables, with single spaces."""
    lines = ["".join(p._p.xpath("string()").split("\n")) for p in found.paragraphs]
    return " ".join(" ".join(lines).split())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_table_holds_the_cells_of_its_payload(language):
    tables = opened(language).tables
    for table, payload in zip(tables, sample.tables(), strict=False):
        cells = [[cell.text for cell in row.cells] for row in table.rows]
        words = Words(language, LABELS)
        assert cells[0] == [words.heading(one) for one in payload.columns if one.key != "unit"]
        assert cells[1:] == sample.rows(payload, language)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_sentence_and_key_figure_stands_in_the_text(language):
    told = text(opened(language))
    for one in sample.said(language):
        assert one in told


def test_headings_begin_with_the_title_and_skip_no_level():
    styles = [p.style.name for p in opened().paragraphs if p.style.name.startswith("Heading")]
    assert styles[0] == "Heading 1" and styles.count("Heading 1") == 1
    assert set(styles[1:]) == {"Heading 2"}


def test_lists_are_lists_and_numbers_begin_at_one():
    found = opened()
    styles = {p.text: p for p in found.paragraphs if p.style.name.startswith("List")}
    assert styles["een"].style.name == "List Bullet" and styles["y"].style.name == "List Number"
    number = styles["x"]._p.pPr.numPr.numId.val
    assert number == styles["y"]._p.pPr.numPr.numId.val
    starts = found.part.numbering_part.element.xpath(
        f"w:num[@w:numId={number}]//w:startOverride/@w:val"
    )
    assert starts == ["1"]


def test_the_first_row_of_every_table_is_its_repeated_head():
    for table in opened().tables:
        first, *others = table._tbl.tr_lst
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:tblHeader")) is None for row in others)
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_picture_says_what_it_shows(language):
    found = opened(language)
    words = Words(language, LABELS)
    assert [one._inline.docPr.get("descr") for one in found.inline_shapes] == [
        alternative(sample.tables()[1], words)
    ]


@pytest.mark.parametrize(("language", "tag"), [("nl", "nl-BE"), ("en", "en-GB")])
def test_the_language_stands_in_styles_settings_and_properties(language, tag):
    found = opened(language)
    assert found.styles.element.xpath("w:docDefaults//w:lang/@w:val") == [tag]
    assert found.settings.element.find(qn("w:themeFontLang")).get(qn("w:val")) == tag
    assert found.core_properties.language == tag


def test_what_people_wrote_is_read_out_in_its_own_language():
    file = document(sample.executed(), sample.in_french(), sample.frame())
    annex = docx.Document(io.BytesIO(file)).tables[0]
    spoken = [
        (cell.text, one.get(qn("w:val")))
        for row in annex.rows for cell in row.cells
        for one in cell._tc.iter(qn("w:lang"))
    ]  # fmt: skip
    assert spoken == [("=1+1|A", "fr")]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.usefixtures("two_rows")
def test_a_large_table_is_cut_as_on_the_page_but_no_annex_or_chart(language):
    found = opened(language)
    sectors, chart, annex, *_ = found.tables
    assert [len(one.rows) - 1 for one in (sectors, chart, annex)] == [2, 3, 2]
    assert sectors._tbl.getnext().xpath("string()") == CUT[language]
    assert text(found).count(CUT[language]) == 1


def test_a_table_that_fits_says_nothing_of_more_rows():
    assert "Alle rijen" not in text(opened())


def test_captions_are_numbered_by_fields():
    fields = opened().element.body.xpath(".//w:fldSimple/@w:instr")
    assert [one.split()[1] for one in fields] == ["Tabel", "Figuur", "Bijlage"]
    captions = [p for p in opened().paragraphs if p.style.name == "Caption"]
    assert captions[0]._p.xpath("string()") == "Tabel 1. Organisaties per sector"


def test_the_file_knows_its_title_maker_and_day_and_not_its_template():
    found = opened().core_properties
    assert found.title.startswith("Wie kwam er, en wie bleef?")
    assert found.author == "Departement Cultuur"
    assert found.created == found.modified == datetime(2019, 5, 6, tzinfo=found.created.tzinfo)
    with zipfile.ZipFile(io.BytesIO(made())) as file:
        assert {one.date_time for one in file.infolist()} == {(2019, 5, 6, 0, 0, 0)}
        assert not [name for name in file.namelist() if "thumbnail" in name]
        assert b"python-docx" not in b"".join(file.read(name) for name in file.namelist())


def test_an_internal_document_says_so_on_every_page():
    section = opened(audience="internal").sections[0]
    assert section.header.paragraphs[0].text == "INTERN"
    assert section.footer.paragraphs[0].text.startswith("INTERN – Traject & 2019")
    assert opened().sections[0].header.paragraphs[0].text == ""


def test_a_public_document_holds_nothing_else():
    with zipfile.ZipFile(io.BytesIO(made())) as file:
        parts = b"".join(file.read(name) for name in file.namelist())
    assert SECRET.encode() not in parts and b"INTERN" not in parts


def test_a_link_can_be_followed_and_a_formula_read():
    found = opened()
    assert "https://example.org/x" in [rel.target_ref for rel in found.part.rels.values()]
    assert "p_i^2" in text(found)

"""A PDF, read back by pikepdf and poppler: tagged, with its language and its alternative texts."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys

import pikepdf
import pytest

from analysis.draw.alternative import alternative
from analysis.draw.words import Words
from analysis.problems import WriteError
from analysis.report import pdf as printer
from analysis.report.content import content
from analysis.report.pdf import pdf
from tests.report import sample
from tests.report.sample import CUT, LABELS, SECRET, taught, two_rows  # noqa: F401

MAKE = """
import hashlib
from tests.report import sample
from analysis.draw.words import catalogue
from analysis.report.document import document
from analysis.report.pdf import pdf
from analysis.report.spreadsheet import workbook
for id, texts in sample.MESSAGES.items():
    catalogue("nl").add(id, texts[0])
for make in (pdf, workbook, document):
    made = make(sample.executed(), sample.payloads(), sample.frame())
    print(hashlib.sha256(made).hexdigest())
"""

pytestmark = pytest.mark.usefixtures("printer")

OPEN: list[pikepdf.Pdf] = []
"""Elements live as long as the file that they were read from."""


def made(language="nl", audience="public", **changes):
    return pdf(sample.executed(), sample.payloads(), sample.frame(language, audience, **changes))


def test_what_people_wrote_is_read_out_in_its_own_language():
    html = printer.markup(content(sample.executed(), sample.in_french(), sample.frame()))
    assert '<th scope="row" lang="fr">=1+1|A</th>' in html
    assert html.count(" lang=") == 2


@pytest.fixture(scope="module")
def files():
    """Each language and audience printed once."""
    from analysis.draw.words import catalogue

    for at, language in enumerate(("nl", "en")):
        for id, texts in sample.MESSAGES.items():
            catalogue(language).add(id, texts[at])
    return {
        (language, audience): made(language, audience)
        for language, audience in (("nl", "public"), ("en", "public"), ("nl", "internal"))
    }


def read_by_poppler(content, tmp_path, *options):
    """The text as poppler reads it, with single spaces."""
    tool = shutil.which("pdftotext")
    if tool is None:
        if os.environ.get("TRAJECTMONITOR_REQUIRE_REAL"):
            pytest.fail("pdftotext (poppler-utils) is not installed.")
        pytest.skip("pdftotext (poppler-utils) is not installed.")
    path = tmp_path / "report.pdf"
    path.write_bytes(content)
    done = subprocess.run([tool, *options, path, "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode("utf-8").split())


def elements(content):
    """Every element of the structure with its kind, in reading order, and its parent's kind."""
    found = []

    def walk(node, above):
        if isinstance(node, pikepdf.Array):
            for one in node:
                walk(one, above)
        elif isinstance(node, pikepdf.Dictionary):
            kind = str(node.get("/S", ""))
            if kind:
                found.append((kind, node, above))
            walk(node.get("/K"), kind or above)

    file = pikepdf.open(io.BytesIO(content))
    OPEN.append(file)
    walk(file.Root.StructTreeRoot.K, "")
    return found


@pytest.mark.parametrize(("language", "tag"), [("nl", "nl-BE"), ("en", "en-GB")])
def test_the_file_says_its_language_title_and_that_it_is_tagged(files, language, tag):
    file = pikepdf.open(io.BytesIO(files[language, "public"]))
    assert str(file.Root.Lang) == tag
    assert file.Root.MarkInfo.Marked and file.Root.ViewerPreferences.DisplayDocTitle
    with file.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert about["dc:title"].startswith({"nl": "Wie kwam er", "en": "Who came"}[language])
    assert str(file.docinfo.CreationDate) == "D:20190506"


def test_there_is_one_title_and_parts_below_it(files):
    kinds = [kind for kind, _, _ in elements(files["nl", "public"])]
    assert kinds.count("/H1") == 1 and kinds.count("/H2") >= 5
    assert kinds.index("/H1") < kinds.index("/H2")


def test_every_heading_of_a_table_says_what_it_heads(files):
    heads = [node for kind, node, _ in elements(files["nl", "public"]) if kind == "/TH"]
    scopes = [str(node.A.Scope) for node in heads]
    # Sector table: 6 columns, 3 rows; data of the chart: 2, 3; annex: 3, 2; raw files: 6, 1.
    assert scopes.count("/Column") == 17 and scopes.count("/Row") == 9


def test_every_table_has_a_caption_and_no_element_is_out_of_place(files):
    found = elements(files["nl", "public"])
    inside = [(kind, above) for kind, _, above in found]
    assert inside.count(("/Caption", "/Table")) == [k for k, _, _ in found].count("/Table") == 4
    assert {above for kind, above in inside if kind == "/LI"} == {"/L"}
    assert {above for kind, above in inside if kind == "/TR"} == {"/THead", "/TBody"}
    assert ("/Link", "/Link") not in inside


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_picture_has_the_alternative_text_of_the_page(files, language):
    alts = [
        str(node.Alt) for kind, node, _ in elements(files[language, "public"]) if kind == "/Figure"
    ]
    assert alts == [alternative(sample.tables()[1], Words(language, LABELS))]


@pytest.mark.full
@pytest.mark.parametrize("language", ["nl", "en"])
def test_all_numbers_and_sentences_are_those_of_the_page(files, language, tmp_path):
    told = read_by_poppler(files[language, "public"], tmp_path, "-raw")
    for one in sample.said(language):
        assert one in told
    for payload in sample.tables():
        for row in sample.rows(payload, language):
            assert " ".join(row) in told


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.usefixtures("two_rows")
def test_a_large_table_is_cut_as_on_the_page_but_no_annex_or_chart(language):
    html = printer.markup(content(sample.executed(), sample.payloads(), sample.frame(language)))
    sectors, chart, annex = [one.split("</table>") for one in html.split("<tbody>")[1:4]]
    assert [rows.count("<tr>") for rows, *_ in (sectors, chart, annex)] == [2, 3, 2]
    assert sectors[1].startswith(f'<p class="aside">{CUT[language]}</p>')
    assert html.count(CUT[language]) == 1


@pytest.mark.full
def test_an_internal_file_says_so_on_every_page(files, tmp_path):
    content = files["nl", "internal"]
    pages = len(pikepdf.open(io.BytesIO(content)).pages)
    assert read_by_poppler(content, tmp_path).count("INTERN – Traject & 2019") == pages
    public = read_by_poppler(files["nl", "public"], tmp_path)
    assert "INTERN" not in public and SECRET not in public
    assert f"1/{pages}" in public.replace(" / ", "/")


@pytest.mark.full
def test_the_list_of_contents_says_on_which_page_each_part_begins(files, tmp_path):
    told = read_by_poppler(files["nl", "public"], tmp_path, "-layout")
    pages = len(pikepdf.open(io.BytesIO(files["nl", "public"])).pages)
    assert "In het kort 1 " in told and f"Herkomst van de cijfers {pages} " in told


def test_all_letters_are_in_the_file_and_none_come_from_the_machine(files):
    file = pikepdf.open(io.BytesIO(files["nl", "public"]))
    fonts = [str(one.BaseFont) for one in file.objects if _is(one, "/Font") and "/BaseFont" in one]
    assert fonts and all("Report" in name for name in fonts)


def _is(one, kind):
    return isinstance(one, pikepdf.Dictionary) and one.get("/Type") == kind


def test_the_drawing_keeps_no_variable_that_paper_does_not_know():
    html = printer.markup(content(sample.executed(), sample.payloads(), sample.frame()))
    assert "var(--" not in html and "data:image/svg+xml;base64," in html


def test_every_form_is_the_same_to_the_byte_in_another_process():
    """Another time zone, another seed of hashes and another locale make no difference."""
    outputs = {
        subprocess.run(
            [sys.executable, "-c", MAKE], capture_output=True, text=True, check=True,
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed},
        ).stdout
        for zone, seed in (("UTC", "1"), ("Asia/Tokyo", "2"))
    }  # fmt: skip
    assert len(outputs) == 1 and len(outputs.pop().split()) == 3


def test_a_machine_without_pango_is_told_what_to_do(monkeypatch):
    def lacking(name, *rest, **more):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest, **more)

    import builtins

    real = builtins.__import__
    monkeypatch.setattr(builtins, "__import__", lacking)
    with pytest.raises(WriteError, match=r"Install Pango .* or leave the PDF out\."):
        made()

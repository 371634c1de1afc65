"""A file that was saved cannot be told anew that it was replaced, so it says where to look."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest

from analysis.report.document import document
from analysis.report.frame import PageFrame
from analysis.report.pdf import pdf
from analysis.report.spreadsheet import workbook
from tests.report import sample
from tests.report.sample import taught  # noqa: F401

NEWEST = "https://example.org/demo/"
SAID = {
    "nl": f"Nieuwste editie: Kijk op {NEWEST} of er een nieuwere editie is.",
    "en": f"Newest edition: Look at {NEWEST} to see whether there is a newer edition.",
}


def frame(language: str, **changes: str) -> PageFrame:
    made = sample.frame(language, **changes)
    latest = NEWEST if made.audience == "public" else ""
    return replace(made, edition=replace(made.edition, latest=latest))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_workbook_and_a_document_say_on_their_first_page_where_the_newest_is(
    language: str,
) -> None:
    of = (sample.executed(), sample.payloads(), frame(language))
    book = openpyxl.load_workbook(io.BytesIO(workbook(*of)))
    cover = [cell.value for (cell,) in book.worksheets[0].iter_rows(max_col=1)]
    edition = {"nl": "Editie: 2", "en": "Edition: 2"}[language]
    assert SAID[language] in cover and edition in cover
    lines = docx.Document(io.BytesIO(document(*of))).paragraphs
    before = ["".join(one._p.xpath("string()").split("\n")) for one in lines[:20]]
    assert SAID[language] in before and edition in before


@pytest.mark.full
@pytest.mark.usefixtures("printer")
def test_a_pdf_says_it_on_its_first_page(tmp_path: Path) -> None:
    tool = shutil.which("pdftotext")
    assert tool, "pdftotext (poppler-utils) is not installed."
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf(sample.executed(), sample.payloads(), frame("nl")))
    done = subprocess.run([tool, "-l", "1", path, "-"], capture_output=True, check=True)
    first = " ".join(done.stdout.decode("utf-8").split())
    assert f"Kijk op {NEWEST} of er een nieuwere editie is." in first


def test_where_nothing_has_an_address_somebody_can_be_asked() -> None:
    inside = frame("nl", audience="internal")
    book = openpyxl.load_workbook(
        io.BytesIO(workbook(sample.executed(), sample.payloads(), inside))
    )
    cover = [cell.value for (cell,) in book.worksheets[0].iter_rows(max_col=1)]
    asked = "Nieuwste editie: Vraag aan cijfers@example.org of er een nieuwere editie is."
    assert asked in cover

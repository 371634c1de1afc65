"""The documents of an edition show the numbers of its page: all of them, and no other."""

from __future__ import annotations

import re
import subprocess
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document

from tests.full.test_published_numbers import SIGNS, editions, payloads, written
from tests.run.outputs import closed_texts, open_texts

pytestmark = pytest.mark.full

LANGUAGES = ["nl", "en"]
SHOWN = ("count", "share")


def file(folder: Path, language: str, ending: str) -> Path:
    (found,) = folder.glob(f"*.{language}.{ending}")
    return found


def values(payload: dict[str, Any]) -> list[tuple[str, Any]]:
    """The counts and shares of a table or chart, hidden ones too, with their kind."""
    kinds = {column["key"]: column["kind"] for column in payload["columns"]}
    return [
        (kinds[key], value)
        for row in payload["rows"]
        for key, value in row.items()
        if kinds.get(key) in SHOWN and value is not None
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_document_has_the_numbers_of_the_results(published: Path, language: str) -> None:
    compared = 0
    for folder in editions(published):
        document = Document(str(file(folder, language, "docx")))
        shown = sorted(
            cell.text.strip() for table in document.tables for row in table.rows
            for cell in row.cells if number(cell.text)
        )  # fmt: skip
        wanted = sorted(
            str(written(kind, value, language))
            for payload in payloads(folder)
            for kind, value in values(payload)
        )
        assert [one for one in wanted if one not in shown] == []
        compared += len(wanted)
    assert compared > 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_has_the_numbers_of_the_results(published: Path, language: str) -> None:
    compared = 0
    for folder in editions(published):
        book = openpyxl.load_workbook(file(folder, language, "xlsx"))
        shown = [
            cell.value if isinstance(cell.value, str) else rounded(cell.value)
            for sheet in book for row in sheet.iter_rows() for cell in row
            if cell.value is not None and not isinstance(cell.value, bool)
            and isinstance(cell.value, (int, float, str))
        ]  # fmt: skip
        for payload in payloads(folder):
            for _, value in values(payload):
                wanted = SIGNS[value["hidden"]] if isinstance(value, dict) else rounded(value)
                assert wanted in shown
                compared += 1
    assert compared > 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_document_has_a_number_that_its_page_lacks(published: Path, language: str) -> None:
    for folder in editions(published):
        page = file(folder, language, "html").read_text("utf-8")
        known = numbers(re.sub(r"<(style|script)\b.*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL))
        document = Document(str(file(folder, language, "docx")))
        texts = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        texts += [paragraph.text for paragraph in document.paragraphs]
        told = subprocess.run(
            ["pdftotext", "-layout", file(folder, language, "pdf"), "-"],
            capture_output=True, check=True,
        ).stdout.decode("utf-8")  # fmt: skip
        assert numbers(" ".join(texts)) - known == set()
        # Page numbers, and those in the list of contents, are the paper's own.
        most = told.count("\f")
        assert numbers(told) - known - {str(sheet) for sheet in range(1, most + 1)} == set()


def numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:[.,]\d+)*%?", text.replace("&nbsp;", " ")))


def number(text: str) -> bool:
    return bool(re.fullmatch(r"[\d.,]+%?|\[[cuxz]\]", text.strip()))


def rounded(value: float) -> Decimal:
    """A share as it is shown, with one decimal of a percentage; a count as it is."""
    return Decimal(str(value)).quantize(Decimal("0.001"), rounding=ROUND_HALF_UP)


def test_no_form_of_an_edition_names_a_person_or_quotes_an_answer(published: Path) -> None:
    files = open_texts(published / "reports" / "published")
    endings = {Path(name).suffix for name in files}
    assert endings >= {".html", ".pdf", ".docx", ".xlsx", ".json", ".xml"}
    for kind, those in closed_texts(published, "limburg-2019").items():
        assert len(those) > 3, kind
        for name, text in files.items():
            folded = text.casefold()
            assert [one for one in those if one.casefold() in folded] == [], name

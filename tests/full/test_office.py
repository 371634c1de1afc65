"""LibreOffice opens the workbook and the document, and reads in them what the page says."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from analysis.report.document import document
from analysis.report.spreadsheet import workbook
from tests.report import sample
from tests.report.sample import taught  # noqa: F401

pytestmark = [pytest.mark.full, pytest.mark.xdist_group("office")]


def converted(made: bytes, ending: str, target: str, folder: Path) -> str:
    """A file as LibreOffice writes it in another form, read as text with single spaces."""
    office = shutil.which("soffice")
    if office is None:
        reason = "LibreOffice (soffice) is not installed."
        if os.environ.get("TRAJECTMONITOR_REQUIRE_REAL"):
            pytest.fail(reason)
        pytest.skip(reason)
    (folder / f"report.{ending}").write_bytes(made)
    subprocess.run(
        [
            office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
            "--convert-to", target, "--outdir", folder / "out", folder / f"report.{ending}",
        ],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    (result,) = (folder / "out").iterdir()
    if result.suffix == ".pdf":
        done = subprocess.run(["pdftotext", "-raw", result, "-"], capture_output=True, check=True)
        return " ".join(done.stdout.decode("utf-8").split())
    return " ".join(result.read_text(encoding="utf-8-sig").split())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_document_reads_as_the_page(language, tmp_path):
    made = document(sample.executed(), sample.payloads(), sample.frame(language))
    told = converted(made, "docx", "pdf", tmp_path)
    for one in sample.said(language):
        assert one in told
    for payload in sample.tables():
        for row in sample.rows(payload, language):
            assert " ".join(row) in told


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_workbook_reads_as_the_page(language, tmp_path):
    made = workbook(sample.executed(), sample.payloads(), sample.frame(language))
    told = converted(made, "xlsx", "pdf", tmp_path)
    for sentence in (one for one in sample.said(language) if one.endswith(".")):
        assert sentence in told
    day = {"nl": "29 maart 2019", "en": "29 March 2019"}[language]
    for word in ("[c]", "[x]", "[u]", "=1+1|A", day):
        assert word in told

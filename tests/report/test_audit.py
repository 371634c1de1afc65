"""The engines look at a page in a real browser; what is not there is told in a sentence."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from analysis.problems import UsageError
from analysis.report import audit
from analysis.report.catalogue import render_published, render_statement
from tests.report.releases import EDITIONS, site
from tests.run.conftest import PROJECT

FAULTY = b"""<!DOCTYPE html><html><head><title>Leeg</title></head><body><h1>Kop</h1>
<table><tr><th>Sector</th><th></th></tr><tr><td>1</td><td>2</td></tr></table>
<img src="data:,"><details><summary>Meer</summary>
<p id="weak" style="color:#bbb;background:#fff">Zwak</p></details></body></html>"""


@pytest.fixture
def chromium() -> None:
    pytest.importorskip("playwright.sync_api")
    if not (os.environ.get(audit.BROWSER) or shutil.which("chromium")):
        if os.environ.get("CI"):
            pytest.fail(f"no Chromium: name one in {audit.BROWSER}")
        pytest.skip(f"no Chromium: name one in {audit.BROWSER}")


@pytest.fixture
def packages(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engines of npm where they are installed; they come with the full tier."""
    folder = Path(os.environ.get(audit.PACKAGES) or PROJECT / "tests" / "npm" / "node_modules")
    if not (folder / "html_codesniffer").is_dir():
        pytest.skip("HTML_CodeSniffer is not installed: run npm ci in tests/npm")
    monkeypatch.setenv(audit.PACKAGES, str(folder))


def test_axe_finds_what_is_wrong_and_says_where(
    chromium: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(audit.PACKAGES, raising=False)
    done = audit.audit({"a/bad.nl.html": FAULTY})
    said = "\n".join(finding.sentence for finding in done.findings)
    assert done.engines == ("axe-core",) and done.missing == ("HTML_CodeSniffer",)
    for rule in ("html-has-lang", "image-alt", "color-contrast"):
        assert f"axe-core finds {rule}: " in said
    assert "a/bad.nl.html, #weak: axe-core finds color-contrast" in said
    assert "Seen at 1280 px light, 1280 px dark, 320 px light, 320 px dark." in said
    assert done.remarks[0].startswith("HTML_CodeSniffer did not look at the pages")


def test_codesniffer_finds_what_axe_does_not(chromium: None, packages: None) -> None:
    done = audit.audit({"bad.nl.html": FAULTY})
    assert done.engines == ("axe-core", "HTML_CodeSniffer") and done.remarks == []
    found = [one.what for one in done.findings if one.what.startswith("HTML_CodeSniffer")]
    assert any("1_1_1.H37" in what for what in found)


@pytest.mark.full
def test_the_lists_and_the_statement_have_no_finding(chromium: None) -> None:
    pages = {
        "index.nl.html": render_published(EDITIONS, site()).encode(),
        "statement.en.html": render_statement(site(), "en").encode(),
    }
    assert [finding.sentence for finding in audit.audit(pages).findings] == []


def test_without_a_browser_a_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("playwright.sync_api")
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv(audit.BROWSER, "/nowhere/chromium")
    monkeypatch.setattr(audit, "CHANNELS", ())
    with pytest.raises(UsageError, match="no Chromium, Chrome or Edge starts here"):
        audit.audit({})


def test_without_an_engine_a_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(audit.PACKAGES, raising=False)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(UsageError, match="no engine is here"):
        audit.audit({})

"""The accessibility statement: the sections that the law asks for, from declared facts."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

import pytest

from analysis.problems import DeclarationError
from analysis.programme.site import FILE, Site, read_site
from analysis.report.catalogue import render_statement
from analysis.workspace import Workspace
from tests.report.releases import site
from tests.run.conftest import PROJECT

# Decision (EU) 2018/1523: these parts, in this order.
SECTIONS = {
    "nl": [
        "Toepassingsgebied",
        "Nalevingsstatus",
        "Niet-toegankelijke inhoud",
        "Opstelling van deze verklaring",
        "Feedback en contact",
        "Handhavingsprocedure",
    ],
    "en": [
        "Scope",
        "Compliance status",
        "Non-accessible content",
        "Preparation of this statement",
        "Feedback and contact information",
        "Enforcement procedure",
    ],
}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_statement_has_the_sections_of_the_law_in_order(language: str) -> None:
    html = render_statement(site(), language)
    assert re.findall(r"<h2[^>]*>([^<]*)</h2>", html) == SECTIONS[language]
    for text in (
        "mailto:trajectbegeleiding@example.org",
        "vlaamseombudsdienst.be",
        'datetime="2019-04-10"',
        "axe-core",
        "https://example.org/rapporten/",
    ):
        assert text in html


def test_the_status_is_said_in_words() -> None:
    assert "voldoen gedeeltelijk" in render_statement(site(), "nl")
    facts = site().statement.model_copy(update={"status": "full", "limits": []})
    full = site().model_copy(update={"statement": facts})
    html = render_statement(full, "nl")
    assert "voldoen volledig" in html and "We weten van niets" in html


def test_a_limit_is_said_with_its_reason_criterion_and_day() -> None:
    declared = 'because = "disproportionate_burden"\ncriterion = "1.2.5"\nuntil = 2020-01-01\n'
    html = render_statement(changed('because = "non_compliance"\n', declared))
    assert "Onevenredig zwaar om aan te passen" in html
    assert "(WCAG 1.2.5)" in html and "vóór 1 januari 2020" in html


def test_the_example_says_that_it_is_one() -> None:
    assert "zijn verzonnen" in render_statement(site(), "nl")
    assert "are made up" in render_statement(site(), "en")


def changed(before: str, after: str) -> Site:
    """The example's site with one thing declared otherwise."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / "programmes").mkdir()
        text = (PROJECT / "programmes" / FILE).read_text(encoding="utf-8")
        assert before in text
        (root / "programmes" / FILE).write_text(text.replace(before, after, 1), encoding="utf-8")
        return read_site(Workspace(root))


MISTAKES = {
    "no contact": ('contact = "trajectbegeleiding@example.org"', "", "key is missing"),
    "unknown key": ("since =", "born = 1\nsince =", "born: this key does not exist"),
    "no address": ("https://example.org/rapporten/", "example.org", '"example.org" is no base'),
    "address with a question": ("/rapporten/", "/rapporten/?a/", "holds a ? or #"),
    "no mail": ('"trajectbegeleiding@example.org"', '"bel ons"', "contact: "),
    "full with a limit": ('"partial"', '"full"', 'write status = "partial"'),
    "unknown status": ('"partial"', '"good"', '"good" is not possible here'),
    "reviewed before it was made": (
        "made_on = 2019-04-10",
        "made_on = 2019-04-10\nreviewed_on = 2018-01-01",
        "reviewed_on lies",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_in_the_declaration_is_said_with_its_place(name: str) -> None:
    before, after, expected = MISTAKES[name]
    with pytest.raises(DeclarationError) as caught:
        changed(before, after)
    assert caught.value.sentences[0].startswith("programmes/site.toml")
    assert expected in "\n".join(caught.value.sentences)


def test_a_workspace_without_a_site_is_told_what_to_do(tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "programmes", tmp_path / "programmes")
    (tmp_path / "programmes" / FILE).unlink()
    with pytest.raises(DeclarationError, match=r"programmes/site\.toml: this file is missing"):
        read_site(Workspace(tmp_path))


def test_names_on_the_site_hold_its_host_and_day_for_ever() -> None:
    assert site().tag("a", "b") == "tag:example.org,2019-01-01:a/b"
    assert site().at("a/b.html") == "https://example.org/rapporten/a/b.html"

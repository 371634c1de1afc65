"""A page: whole, safe, the same every time, and fit for its audience."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from analysis.problems import NotebookError, UserError
from analysis.report.catalogue import ProgrammeEntry, ReportEntry, render_catalogue
from analysis.report.prose import Prose
from analysis.report.state import css_text

VOID = {"meta", "br", "img", "hr", "link", "input", "wbr"}


class Outline(HTMLParser):
    """Which tags, ids and headings a page has, and whether every tag is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture(params=["public", "internal"])
def html(request, page):
    return page(request.param)


def test_every_tag_is_closed_and_every_id_is_unique(html):
    outline = Outline(html)
    ids = [attrs["id"] for _, attrs in outline.tags if "id" in attrs]
    assert outline.open == []
    assert len(ids) == len(set(ids))


def test_every_reference_within_the_page_leads_somewhere(html):
    outline = Outline(html)
    ids = {attrs["id"] for _, attrs in outline.tags if "id" in attrs}
    for _, attrs in outline.tags:
        named = [attrs.get("aria-labelledby"), (attrs.get("href") or "")[1:]]
        for id in named if (attrs.get("href") or "#").startswith("#") else named[:1]:
            assert not id or id in ids


def test_there_is_one_title_and_no_heading_level_is_skipped(html):
    levels = [int(tag[1]) for tag, _ in Outline(html).tags if re.fullmatch(r"h\d", tag)]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_page_has_no_script_no_outside_address_and_forbids_both(html):
    tags = Outline(html).tags
    assert "script" not in {tag for tag, _ in tags}
    assert not any(name.startswith("on") for _, attrs in tags for name in attrs)
    sources = [a.get("src") or a.get("href") or "" for _, a in tags]
    assert not [source for source in sources if source.startswith(("http", "//", "/", "file"))]
    assert "default-src 'none'; img-src data:; style-src 'unsafe-inline'" in html


def test_text_of_a_notebook_and_a_declaration_is_never_run(html):
    assert "&lt;script&gt;x" in html
    assert "Deelname aan &lt;het&gt; traject" in html
    assert html.count("</style>") == 1


def test_numbers_and_signs_are_those_of_the_payloads(html):
    assert '<span class="large">1234</span>' in html
    assert "van 1243 organisaties (99,3%)" in html
    assert '<td class="figure">1.234</td>' in html
    assert "[x] = niet geregistreerd" in html
    assert "Tabel 1." in html and "Figuur 1." in html and "Bijlage 1." in html


def test_the_text_is_that_of_one_language(html):
    assert 'id="how-many">Hoeveel?' in html
    assert "How many?" not in html
    assert '<html lang="nl-BE">' in html


def test_the_public_page_holds_nothing_internal(page):
    html = page("public")
    for secret in ("Jan Peeters", "Echte naam", "alleen intern", "Voor ons", "INTERN"):
        assert secret not in html
    assert "Ontwerp, niet vrijgegeven" in html


def test_the_internal_page_holds_all_and_says_so(page):
    html = page("internal")
    assert "Jan Peeters" in html and "Dit staat alleen intern." in html
    assert re.search(r"<title>INTERN – ", html)
    assert 'content:"INTERN' in html
    assert '<div class="mark">' in html


def test_code_and_raw_outputs_stay_behind(html):
    assert "show.table" not in html and "pd.DataFrame" not in html


def test_the_same_inputs_give_the_same_bytes(page, html):
    assert html in (page("public"), page("internal"))
    assert "/tmp" not in html


def test_fictional_data_are_said_to_be_so_only_when_they_are(page):
    banner = '<p class="banner" id="fictional"><strong>Verzonnen gegevens.</strong> Alle namen'
    assert banner in page() and 'href="#fictional">Verzonnen gegevens</a>' in page()
    assert "Verzonnen" not in page(fictional="")


def test_every_raw_file_is_accounted_for(html):
    row = re.search(r'<th scope="row">aanwezig/2019-03-29\.csv</th>(.*?)</tr>', html)[1]
    assert re.findall(r">([^<]+)</td>", row) == ["1.037", "1.000", "30", "7", "cdcdcdcdcdcd"]
    assert "ab" * 32 in html


def test_a_programme_may_have_one_report_and_no_contact(page):
    html = page(siblings=(), home="", contact="")
    assert '<nav class="siblings"' not in html and "mailto:" not in html


def test_a_report_without_title_is_refused(executed, page):
    untitled = replace(executed, payloads=executed.payloads[1:])
    with pytest.raises(NotebookError, match="shows no title to audience public"):
        page(of=untitled)


def test_a_code_without_words_never_reaches_a_page(page):
    with pytest.raises(UserError, match='"arts" of "sector" has no words'):
        page(labels={})


def test_a_heading_alone_under_which_nothing_is_shown_is_not_on_the_page(executed, page):
    empty = replace(executed, payloads=[one for one in executed.payloads if one.type == "title"])
    whole, dropped = page("internal"), page("internal", empty)
    assert "Voor ons" in whole and "Voor ons" not in dropped
    # One with a text of its own stays.
    assert "Hoeveel?" in dropped and "Tekst met" in dropped


def test_a_picture_in_a_text_is_refused():
    with pytest.raises(NotebookError, match="shows a picture"):
        Prose("x").html("![](https://example.org/x.png)")


def test_a_css_text_cannot_end_its_own_quotes():
    assert css_text('a"</style>') == '"a\\22 \\3c \\2f style\\3e "'


def test_the_list_links_to_each_page_and_marks_what_is_fictional():
    reports = (ReportEntry("Deel<name>", date(2019, 4, 12), public="draft/a.html"),)
    html = render_catalogue([ProgrammeEntry("limburg", "Limburg", reports, fictional=True)])
    assert 'href="draft/a.html" aria-label="Publieke versie: Deel&lt;name&gt;"' in html
    assert "12 april 2019" in html and "Verzonnen gegevens" in html
    assert Outline(html).open == []
    assert "Er zijn nog geen rapporten." in render_catalogue([])

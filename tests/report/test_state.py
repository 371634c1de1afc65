"""The state of a page is said wherever somebody could take a figure from it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from analysis.draw.words import Words, catalogue
from analysis.payload import Message, Sentence
from analysis.report.frame import Change, Earlier, Edition, Link
from analysis.report.state import LONGEST_TITLE, css_text, state_banner, titled, with_state

FINAL = Edition(number=1, state="final", released_on=date(2019, 4, 15), address="https://x.org/1/")
NEWER = Link("editie <2>", "../2/demo.nl.html")
REPLACED = replace(FINAL, state="superseded", newer=NEWER)
WITHDRAWN = replace(FINAL, state="withdrawn", erratum="Twee lijsten & meer waren verwisseld.")


@pytest.fixture
def quoted(executed, page):
    catalogue("nl").add("sentence.example_state", "Er kwamen 39 organisaties.")
    said = Sentence(
        cell="first", audience="public", quotable=True, message=Message(id="sentence.example_state")
    )

    def made(audience: str = "public", **changes):
        payloads = [executed.payloads[0], said, *executed.payloads[1:]]
        return page(audience, replace(executed, payloads=payloads), **changes)

    return made


@pytest.mark.parametrize("audience", ["public", "internal"])
@pytest.mark.parametrize("edition", [REPLACED, WITHDRAWN])
def test_an_old_page_in_its_new_state_is_the_page_made_anew(quoted, audience, edition):
    released = quoted(audience, edition=FINAL)
    assert with_state(released, Words("nl"), edition) == quoted(audience, edition=edition)


def test_a_page_whose_state_did_not_change_stays_the_same_bytes(quoted):
    released = quoted(edition=FINAL)
    assert with_state(released, Words("nl"), FINAL) == released


def test_a_replaced_page_may_later_be_withdrawn(quoted):
    replaced = with_state(quoted(edition=FINAL), Words("nl"), REPLACED)
    both = replace(WITHDRAWN, newer=NEWER)
    assert with_state(replaced, Words("nl"), both) == quoted(edition=both)


def test_a_replaced_page_says_so_everywhere_and_leads_to_the_newer_one(quoted):
    html = with_state(quoted(edition=FINAL), Words("nl"), REPLACED)
    banner = re.search(r"<!--state-->(.*?)<!--/state-->", html)[1]
    assert "Deze editie is vervangen." in banner
    assert '<a href="../2/demo.nl.html">editie &lt;2&gt;</a>' in banner
    assert html.index("<!--state-->") < html.index("<h1>")
    assert '<span class="status"><!--status-->Vervangen<!--/status--></span>' in html
    assert "<title>Vervangen – Deelname" in html
    assert "vervangen door een nieuwere editie" in re.search(r"@bottom-left\{.*?\}", html)[0]
    assert "<textarea" not in html and "definitief" not in html.casefold()
    assert '<meta name="robots" content="noindex">' in html


def test_a_withdrawn_page_tells_what_was_wrong(quoted):
    html = with_state(quoted(edition=FINAL), Words("nl"), WITHDRAWN)
    assert "Wat er fout was: Twee lijsten &amp; meer waren verwisseld." in html
    assert "(stand op 12 april 2019, <!--stand-->ingetrokken<!--/stand-->)" in html


def test_signs_in_an_erratum_are_taken_as_they_are(quoted):
    odd = replace(WITHDRAWN, erratum=r"\1 en \g<0>")
    assert r"\1 en \g&lt;0&gt;" in with_state(quoted(edition=FINAL), Words("nl"), odd)


@pytest.mark.parametrize("state", ["draft", "provisional", "final"])
def test_a_page_that_may_be_used_has_no_banner(state):
    assert state_banner(Words("nl"), Edition(state=state)) == ""


@pytest.mark.parametrize(
    ("state", "said"),
    [("draft", "ontwerp"), ("provisional", "voorlopig"), ("final", "definitief")],
)
def test_the_state_is_printed_at_the_foot_of_every_sheet(page, state, said):
    foot = re.search(r"@bottom-left\{content:(.*?);font", page(edition=Edition(state=state)))[1]
    assert foot.endswith(f"/*printed*/{css_text(f' – {said}')}/*/printed*/")


def test_a_title_says_for_whom_then_what_and_fits_where_it_is_read():
    words, part = Words("nl"), "Bijlage 3: organisaties die hun traject hebben stopgezet"
    whole = f"INTERN – {part} – Trajectbegeleiding – Departement"
    assert titled(words, FINAL, whole) == f"INTERN – {part}"
    past = titled(words, WITHDRAWN, "INTERN – Kick-off – Traject")
    assert past == "INTERN – Ingetrokken – Kick-off – Traject" and len(past) <= LONGEST_TITLE
    assert titled(words, FINAL, past) == "INTERN – Kick-off – Traject"
    long = titled(words, FINAL, f"VERTROUWELIJK – {part}")
    assert long == "VERTROUWELIJK – Bijlage 3: organisaties die hun traject hebben…"


def test_what_changed_is_told_by_kind_and_with_both_values(page):
    edition = replace(
        FINAL,
        number=2,
        changes=(
            Change("data", "Er kwamen 12 antwoorden bij."),
            Change("correction", "Aanwezig", "38", "39"),
            Change("method", "Gemiddelde", "", "7,59"),
        ),
        earlier=(Earlier(1, "superseded", date(2019, 3, 1), "../1/demo.nl.html", "Een <fout>."),),
    )
    html = page(edition=edition)
    part = html[html.index('id="changes"') :]
    assert "<li><strong>Nieuwe gegevens.</strong> Er kwamen 12 antwoorden bij.</li>" in part
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", part)
    cells = [re.sub("<[^>]*>", "|", row).replace("||", "|").strip("|") for row in rows]
    assert cells[:2] == [
        "Aanwezig|38|39|Verbetering",
        "Gemiddelde|niet vermeld|7,59|Andere methode",
    ]
    assert '<a href="../1/demo.nl.html">Editie 1 van 1 maart 2019</a> (vervangen' in part
    assert "Een &lt;fout&gt;." in part
    assert 'href="#changes"' in html


def test_a_first_edition_and_one_without_changes_say_so(page):
    assert "Dit is de eerste editie van dit rapport." in page(edition=FINAL)
    second = replace(FINAL, number=2, earlier=(Earlier(1, "superseded", date(2019, 3, 1)),))
    assert "Aan de cijfers is niets veranderd" in page(edition=second)
    assert 'id="changes"' not in page()


def test_a_css_text_cannot_end_its_own_quotes():
    assert css_text('a"</style>') == '"a\\22 \\3c \\2f style\\3e "'

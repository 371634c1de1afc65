"""For who has no time: sentences to quote, a text to send, and where it all comes from."""

from __future__ import annotations

import html as entities
import re
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from analysis.draw.words import Words, catalogue
from analysis.payload import Message, Note, Sentence, Value
from analysis.problems import NotebookError
from analysis.report.frame import Edition, Link

CAUTION = Words("nl").say("note.caution.label")
ADDRESS = "https://cijfers.example.org/demo/2/"
RELEASED = Edition(
    number=2,
    state="provisional",
    released_on=date(2019, 4, 15),
    released_by="Els Janssens",
    embargo=date(2019, 4, 20),
    address=ADDRESS,
)


@pytest.fixture
def hurried(executed, page):
    """The page with as many quotable sentences as asked, and what may not be concluded."""
    catalogue("nl").add("sentence.example", "{count} van 43 & meer kwamen.")
    catalogue("nl").add(
        "note.example_caution", "Dat iemand “niet kwam” betekent niet dat hij stopt."
    )

    def made(number: int = 2, audience: str = "public", **changes):
        said = [
            Sentence(
                cell="first", audience="public", quotable=True,
                message=Message(
                    id="sentence.example", values={"count": Value(kind="count", value=39 - n)}
                ),
            )
            for n in range(number)
        ]  # fmt: skip
        caution = Note(
            cell="first", audience="public", form="caution",
            message=Message(id="note.example_caution"),
        )  # fmt: skip
        payloads = [executed.payloads[0], *said, caution, *executed.payloads[1:]]
        return page(audience, replace(executed, payloads=payloads), **changes)

    return made


def mails(html: str) -> dict[str, dict[str, str]]:
    """The messages that a page offers, by whom they are for."""
    found = {}
    for href in re.findall(r'href="(mailto:[^"]*\?[^"]*)"', html):
        parts = urlsplit(entities.unescape(href))
        found[unquote(parts.path)] = {k: v[0] for k, v in parse_qs(parts.query).items()}
    return found


def test_a_quotable_sentence_carries_its_date_and_state(hurried):
    text = re.sub("<[^>]*>", "", hurried(edition=RELEASED))
    assert "39 van 43 &amp; meer kwamen. (stand op 12 april 2019, voorlopig)" in text
    assert text.count("(stand op 12 april 2019, voorlopig)") == 2


def test_a_draft_says_beside_each_sentence_that_it_is_one(hurried):
    assert "(stand op 12 april 2019, <!--stand-->ontwerp<!--/stand-->)" in hurried()


def test_what_may_not_be_concluded_stands_with_the_messages(hurried):
    html = hurried()
    assert f"<strong>{CAUTION}.</strong> Dat iemand" in html
    assert html.index(CAUTION) < html.index('class="contents"')


def test_at_most_three_sentences_can_be_quotable(hurried):
    assert hurried(3).count('class="sentence quote"') == 3
    with pytest.raises(NotebookError, match="cell first: 4 sentences are quotable; at most 3"):
        hurried(4)


def test_the_text_to_paste_holds_the_same_sentences_and_all_that_goes_with_them(hurried):
    html = hurried(edition=RELEASED)
    text = entities.unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", html, re.S)[1])
    lines = text.splitlines()
    assert lines[:4] == [
        "Verzonnen gegevens. Alle namen zijn verzonnen.",
        "Deelname aan <het> traject",
        'Traject "2019"; </style>',
        "",
    ]
    assert lines[4] == "Stand van de gegevens: 12 april 2019. Status: voorlopig."
    assert "- 39 van 43 & meer kwamen." in lines and "- 38 van 43 & meer kwamen." in lines
    assert f"{CAUTION}: Dat iemand “niet kwam”" in text
    assert f"Het volledige rapport: {ADDRESS}" in lines
    assert lines[-2:] == ["Departement Cultuur", "cijfers@example.org"]


def test_an_e_mail_program_opens_with_the_same_text(hurried):
    html = hurried(edition=RELEASED)
    text = entities.unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", html, re.S)[1])
    mail = mails(html)[""]
    assert mail["body"].replace("\r\n", "\n") == text
    assert mail["subject"] == 'Deelname aan <het> traject – Traject "2019"; </style>'


def test_a_text_from_a_page_for_insiders_says_so_first(hurried):
    html = hurried(audience="internal")
    text = re.search(r"<textarea[^>]*>(.*?)</textarea>", html, re.S)[1]
    assert text.startswith("INTERN\n")
    assert mails(html)[""]["subject"].startswith("INTERN – ")


def test_the_field_with_the_text_has_a_name(hurried):
    html = hurried()
    assert '<label for="mail-text">Tekst voor een e-mail</label>' in html
    assert '<textarea id="mail-text" readonly' in html


def test_without_a_sentence_to_quote_there_is_no_text_to_send(page):
    assert "<textarea" not in page()


def test_a_mistake_is_reported_with_the_version_it_was_seen_in(page):
    mail = mails(page(edition=RELEASED))["cijfers@example.org"]
    assert mail["subject"] == "Probleem met “Deelname aan <het> traject” (editie 2, abababababab)"
    assert "Versie: editie 2, abababababab" in mail["body"] and ADDRESS in mail["body"]
    assert "ontwerp, abababababab" in mails(page())["cijfers@example.org"]["subject"]
    assert mails(page(contact="bel 02 123")) == {}


def test_a_page_can_be_cited_and_found_again(page):
    html = page(edition=RELEASED)
    text = entities.unescape(re.sub("<[^>]*>", "", html))
    assert (
        'Departement Cultuur, “Deelname aan <het> traject”, Traject "2019"; </style>, stand van de '
        f"gegevens 12 april 2019, editie 2 van 15 april 2019, voorlopig. {ADDRESS}"
    ) in text
    assert f'<a class="address" href="{ADDRESS}">' in html


def test_the_title_block_says_who_released_what_and_when(page):
    facts = re.search(r'<dl class="facts">(.*?)</dl>', page(edition=RELEASED), re.S)[1]
    text = re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", facts))
    for said in (
        "Stand van de gegevens 12 april 2019",
        "Status Voorlopig",
        "Editie 2",
        "Vrijgegeven op 15 april 2019, door Els Janssens",
        "Openbaar vanaf 20 april 2019",
        "Contact cijfers@example.org",
    ):
        assert said in text


def test_other_forms_the_licence_and_the_statement_are_linked_when_they_exist(page):
    html = page(
        forms={"pdf": "demo.nl.pdf", "xlsx": "demo.nl.xlsx"},
        licence=Link("Vrij hergebruik", "licentie.html"),
        statement="../statement.nl.html",
    )
    assert '<a href="demo.nl.pdf">PDF</a>, <a href="demo.nl.xlsx">XLSX</a>' in html
    assert '<a href="licentie.html">Vrij hergebruik</a>' in html
    assert '<a href="../statement.nl.html">Lees de toegankelijkheidsverklaring</a>' in html
    bare = page()
    assert "Ook als" not in bare and "Licentie" not in bare and "verklaring" not in bare

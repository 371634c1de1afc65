"""A feed that readers' programs take, and an index that a data portal can harvest."""

from __future__ import annotations

import json
import re
from datetime import date
from xml.etree import ElementTree

import feedparser
import pytest
from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, Literal, Namespace, URIRef

from analysis.report.feed import feed
from analysis.report.portal import index
from tests.report.releases import EDITIONS, edition, site

ATOM = "{http://www.w3.org/2005/Atom}"
# RFC 4151: tag:authority,date:specific
TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}-\d{2}-\d{2}:[A-Za-z0-9._/-]+")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T00:00:00Z")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
ADMS = Namespace("http://www.w3.org/ns/adms#")
SCHEMA = Namespace("https://schema.org/")

# DCAT-AP 3.0: what is mandatory and what is recommended of each class.
MANDATORY = {
    DCAT.Catalog: [DCTERMS.title, DCTERMS.description, DCTERMS.publisher],
    DCAT.Dataset: [DCTERMS.title, DCTERMS.description],
    DCAT.Distribution: [DCAT.accessURL],
    FOAF.Agent: [FOAF.name],
}
RECOMMENDED = {
    DCAT.Catalog: [
        DCAT.dataset,
        DCTERMS.language,
        DCTERMS.license,
        FOAF.homepage,
        DCTERMS.issued,
        DCTERMS.modified,
        DCAT.themeTaxonomy,
    ],
    DCAT.Dataset: [
        DCAT.contactPoint,
        DCAT.distribution,
        DCAT.keyword,
        DCTERMS.publisher,
        DCTERMS.temporal,
        DCAT.theme,
    ],
    DCAT.Distribution: [DCTERMS.format, DCTERMS.license],
}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_feed_holds_all_that_the_standard_asks(language: str) -> None:
    content = feed(EDITIONS, site(), language)
    root = ElementTree.fromstring(content)
    for one in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (found,) = one.findall(f"{ATOM}{name}")
            assert found.text
        assert TAG.fullmatch(one.find(f"{ATOM}id").text)
        assert MOMENT.fullmatch(one.find(f"{ATOM}updated").text)
    assert root.find(f"{ATOM}author/{ATOM}name").text
    assert feedparser.parse(content).bozo is False


def test_the_feed_tells_what_last_changed_first() -> None:
    read = feedparser.parse(feed(EDITIONS, site(), "nl"))
    assert read.feed.title == "Nieuwe rapporten: Rapporten van de begeleidingstrajecten"
    assert read.feed.language == "nl-BE"
    assert read.feed.updated == "2019-07-01T00:00:00Z"
    assert [(one.title, one.updated[:10]) for one in read.entries] == [
        ("Évaluatie annex, editie 1", "2019-07-01"),
        ("Évaluatie attendance, editie 1", "2019-06-01"),
        ("Évaluatie kickoff, editie 2", "2019-05-01"),
        ("Évaluatie kickoff, editie 1", "2019-04-01"),
        ("Évaluatie sessions, editie 1", "2018-03-01"),
    ]
    withdrawn, provisional = read.entries[:2]
    assert withdrawn.summary.endswith("Een naam ontbrak.")
    assert withdrawn.published == "2019-02-01T00:00:00Z"
    assert [tag.label for tag in provisional.tags] == ["Trajectbegeleiding", "Voorlopig"]


def test_an_entry_leads_to_the_page_and_its_other_forms() -> None:
    entry = feedparser.parse(feed(EDITIONS[1:2], site(), "en")).entries[0]
    base = "https://example.org/rapporten/limburg-2019/kickoff/2/kickoff.en"
    assert entry.link == f"{base}.html"
    assert [(one.href, one.type, one.length) for one in entry.enclosures] == [
        (f"{base}.pdf", "application/pdf", "12345"),
        (
            f"{base}.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "12345",
        ),
    ]


def test_names_stay_and_differ_per_edition_and_language() -> None:
    names = [
        one.id
        for language in ("nl", "en")
        for one in feedparser.parse(feed(EDITIONS, site(), language)).entries
    ]
    assert len(names) == len(set(names)) == 10
    later = edition("kickoff", 2, date(2019, 5, 1), "superseded", superseded_by=3)
    (entry,) = feedparser.parse(feed([later], site(), "nl")).entries
    assert entry.id in names


def test_the_feed_has_no_clock_and_an_empty_one_is_good() -> None:
    assert feed(EDITIONS, site(), "nl") == feed(EDITIONS[::-1], site(), "nl")
    empty = feedparser.parse(feed([], site(), "nl"))
    assert empty.bozo is False and empty.feed.updated == "2019-01-01T00:00:00Z"


def test_signs_in_a_title_do_not_break_the_feed() -> None:
    odd = edition("x", 1, date(2019, 1, 1), title={"nl": "Wie & <wat>", "en": "a"})
    assert (
        "Wie & <wat>, editie 1"
        in ElementTree.fromstring(feed([odd], site(), "nl")).find(f"{ATOM}entry/{ATOM}title").text
    )


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph().parse(data=index(EDITIONS, site()), format="json-ld")


def test_the_index_holds_what_dcat_ap_asks(graph: Graph) -> None:
    for asked in (MANDATORY, RECOMMENDED):
        for kind, properties in asked.items():
            things = set(graph.subjects(RDF.type, kind))
            assert things, kind
            for thing in things:
                missing = [one for one in properties if (thing, one, None) not in graph]
                assert missing == [], (thing, kind)


def test_each_report_is_a_data_set_and_each_edition_a_version(graph: Graph) -> None:
    (catalogue,) = graph.subjects(RDF.type, DCAT.Catalog)
    reports = set(graph.objects(catalogue, DCAT.dataset))
    assert len(reports) == 4
    kickoff = URIRef("https://example.org/rapporten/limburg-2019/kickoff/")
    assert kickoff in reports
    versions = set(graph.objects(kickoff, DCAT.hasVersion))
    assert versions == {URIRef(f"{kickoff}1/"), URIRef(f"{kickoff}2/")}
    assert str(graph.value(kickoff, DCTERMS.issued)) == "2019-04-01"
    assert str(graph.value(kickoff, DCTERMS.modified)) == "2019-05-01"
    assert graph.value(kickoff, DCAT.version) == Literal("2")
    assert (kickoff, RDF.type, SCHEMA.Report) in graph


def test_texts_stand_in_both_languages(graph: Graph) -> None:
    kickoff = URIRef("https://example.org/rapporten/limburg-2019/kickoff/")
    for name in (DCTERMS.title, DCTERMS.description, DCAT.keyword, SCHEMA.name):
        assert {text.language for text in graph.objects(kickoff, name)} == {"nl", "en"}
    said = "Évaluatie kickoff van Trajectbegeleiding, met de gegevens tot en met 1 mei 2019."
    assert (kickoff, DCTERMS.description, Literal(said, lang="nl")) in graph


def test_each_file_is_a_distribution_with_its_kind_size_and_state(graph: Graph) -> None:
    file = URIRef("https://example.org/rapporten/limburg-2019/kickoff/1/kickoff.nl.pdf")
    found = set(graph.subjects(DCAT.downloadURL, file))
    assert len(found) == 1
    one = found.pop()
    assert str(graph.value(one, DCAT.mediaType)).endswith("/media-types/application/pdf")
    assert graph.value(one, DCAT.byteSize).toPython() == 12345
    assert str(graph.value(one, ADMS.status)).endswith("/distribution-status/DEPRECATED")
    assert str(graph.value(one, DCTERMS.language)).endswith("/language/NLD")
    assert graph.value(one, DCAT.accessURL) == file


def test_the_contact_and_the_licence_are_those_of_the_site(graph: Graph) -> None:
    mails = {str(one) for one in graph.objects(None, VCARD.hasEmail)}
    assert mails == {"mailto:trajectbegeleiding@example.org"}
    licences = {str(one) for one in graph.objects(None, DCTERMS.license)}
    assert licences == {site().licence.address}


def test_the_index_fetches_nothing_and_has_no_clock() -> None:
    content = index(EDITIONS, site())
    context = json.loads(content)["@context"]
    assert isinstance(context, dict) and all(isinstance(one, str) for one in context.values())
    assert content == index(EDITIONS[::-1], site())
    assert json.loads(index([], site()))["dcat:dataset"] == []

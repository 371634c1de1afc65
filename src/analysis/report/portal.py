"""A data portal harvests the list of reports by itself: DCAT-AP 3.0 as JSON-LD, with schema.org.

A report is one data set. Its distributions are the files of the edition to use; its editions are
its versions, each at an address that stays. It holds days of release and no clock.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from analysis.draw.words import Words
from analysis.programme.site import Site
from analysis.report.feed import changed_on
from analysis.report.listing import Entry, File, Listed, entries

AUTHORITY = "http://publications.europa.eu/resource/authority"
"""The lists of concepts of the European Union, which DCAT-AP asks for."""

LANGUAGES = {"nl": "NLD", "en": "ENG", "fr": "FRA", "de": "DEU"}
STATUS = {
    "provisional": "DEVELOP",
    "final": "COMPLETED",
    "superseded": "DEPRECATED",
    "withdrawn": "WITHDRAWN",
}
IANA = "http://www.iana.org/assignments/media-types"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "adms": "http://www.w3.org/ns/adms#",
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The names stand in the file itself, so that no reader has to fetch them."""

Node = dict[str, Any]


def index(editions: Sequence[Listed], site: Site) -> bytes:
    """The reports as a catalogue that an open data portal can harvest."""
    released = [one.record.released_on for one in editions] or [site.since]
    catalogue = {
        "@context": CONTEXT,
        "@id": site.at("index.json"),
        "@type": ["dcat:Catalog", "schema:DataCatalog"],
        **_named(site.name.in_languages(), site.description.in_languages()),
        "dct:publisher": _publisher(site),
        "dct:language": _languages(site.name.in_languages()),
        "dct:license": {"@id": site.licence.address},
        "dct:issued": _day(min(released)),
        "dct:modified": _day(max([changed_on(one) for one in editions], default=site.since)),
        "foaf:homepage": {"@id": site.address},
        "dcat:themeTaxonomy": {"@id": f"{AUTHORITY}/data-theme"},
        "dcat:dataset": [_report(entry, site) for entry in entries(editions)],
    }
    return (json.dumps(catalogue, ensure_ascii=False, indent=1) + "\n").encode()


def _report(entry: Entry, site: Site) -> Node:
    """A report over all its editions."""
    editions = sorted((entry.newest, *entry.others), key=lambda one: one.record.number)
    record = entry.newest.record
    place = f"{record.programme}/{record.report}"
    return {
        "@id": site.at(f"{place}/"),
        **_shared(entry.newest, site),
        "dct:identifier": site.at(f"{place}/"),
        "dct:issued": _day(editions[0].record.released_on),
        "dct:modified": _day(max(map(changed_on, editions))),
        "dct:accrualPeriodicity": {"@id": f"{AUTHORITY}/frequency/{site.frequency}"},
        "dcat:hasVersion": [_edition(one, site) for one in editions],
    }


def _edition(one: Listed, site: Site) -> Node:
    """One edition; its address stays also when there are newer ones."""
    record = one.record
    address = site.at(f"{record.programme}/{record.place}/")
    node = {
        "@id": address,
        **_shared(one, site),
        "dct:identifier": address,
        "dct:issued": _day(record.released_on),
        "dct:modified": _day(changed_on(one)),
        "dcat:isVersionOf": {"@id": site.at(f"{record.programme}/{record.report}/")},
    }
    if record.withdrawal:
        node["adms:versionNotes"] = _texts(record.withdrawal.erratum)
    return node


def _shared(one: Listed, site: Site) -> Node:
    """What a report and its editions say in the same way."""
    record = one.record
    page = one.page(next(iter(record.title)))
    return {
        "@type": ["dcat:Dataset", "schema:Dataset", "schema:Report"],
        **_named(record.title, _description(one)),
        "dct:publisher": _publisher(site),
        "dcat:contactPoint": {
            "@type": "vcard:Organization",
            "vcard:fn": _texts(site.owner.in_languages()),
            "vcard:hasEmail": {"@id": f"mailto:{site.contact}"},
        },
        "dcat:theme": {"@id": f"{AUTHORITY}/data-theme/{site.theme}"},
        "dcat:keyword": _texts(record.programme_name),
        "dct:language": _languages(record.title),
        "dct:accessRights": {"@id": f"{AUTHORITY}/access-right/PUBLIC"},
        "dct:temporal": {"@type": "dct:PeriodOfTime", "dcat:endDate": _day(record.as_of)},
        "dcat:version": str(record.number),
        "schema:creativeWorkStatus": record.state,
        **({"dcat:landingPage": {"@id": site.at(page.path)}} if page else {}),
        "dcat:distribution": [_distribution(one, file, site) for file in one.all_files()],
    }


def _distribution(one: Listed, file: File, site: Site) -> Node:
    """One file of an edition."""
    address = {"@id": site.at(file.path)}
    known = [file.language] if file.language else list(one.record.title)
    return {
        "@type": ["dcat:Distribution", "schema:DataDownload"],
        "dct:title": _texts({name: f"{one.title(name)} ({file.form.upper()})" for name in known}),
        "dcat:accessURL": address,
        "dcat:downloadURL": address,
        "dcat:mediaType": {"@id": f"{IANA}/{file.media_type}"},
        "dct:format": {"@id": f"{AUTHORITY}/file-type/{file.form.upper()}"},
        "dct:license": {"@id": site.licence.address},
        "dct:language": _languages(known),
        "dct:issued": _day(one.record.released_on),
        "adms:status": {"@id": f"{AUTHORITY}/distribution-status/{STATUS[one.record.state]}"},
        "schema:contentUrl": site.at(file.path),
        "schema:encodingFormat": file.media_type,
        **(
            {}
            if file.size is None
            else {"dcat:byteSize": _typed(str(file.size), "nonNegativeInteger")}
        ),
    }


def _named(titles: Mapping[str, str], descriptions: Mapping[str, str]) -> Node:
    return {
        "dct:title": _texts(titles),
        "schema:name": _texts(titles),
        "dct:description": _texts(descriptions),
        "schema:description": _texts(descriptions),
    }


def _description(one: Listed) -> dict[str, str]:
    """In each language what the report is, as its page says it to search engines."""
    found = {}
    for language in one.record.title:
        words = Words(language)
        found[language] = words.say(
            "page.description",
            name=one.title(language),
            programme=one.programme(language),
            as_of=words.day(one.record.as_of),
        )
    return found


def _publisher(site: Site) -> Node:
    return {
        "@id": site.owner_address,
        "@type": ["foaf:Agent", "schema:GovernmentOrganization"],
        "foaf:name": _texts(site.owner.in_languages()),
        "foaf:homepage": {"@id": site.owner_address},
        "schema:name": _texts(site.owner.in_languages()),
    }


def _texts(texts: Mapping[str, str]) -> list[Node]:
    return [{"@language": language, "@value": text} for language, text in texts.items()]


def _languages(known: Iterable[str]) -> list[Node]:
    """Languages as the European list names them; one that it is not told of is left out."""
    return [{"@id": f"{AUTHORITY}/language/{LANGUAGES[one]}"} for one in known if one in LANGUAGES]


def _day(day: date) -> Node:
    return _typed(day.isoformat(), "date")


def _typed(text: str, kind: str) -> Node:
    return {"@type": f"xsd:{kind}", "@value": text}

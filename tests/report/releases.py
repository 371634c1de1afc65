"""Editions to list, and a good page to plant faults in."""

from __future__ import annotations

from datetime import date
from typing import Any

from analysis.programme.site import Site, read_site
from analysis.report.editions import Record
from analysis.report.listing import Listed
from analysis.workspace import Workspace
from tests.run.conftest import PROJECT


def site() -> Site:
    """The site that the example declares."""
    return read_site(Workspace(PROJECT))


def edition(report: str, number: int, day: date, state: str = "final", **given: Any) -> Listed:
    """An edition with a page, a PDF and a workbook in both languages, of 12 345 bytes each."""
    names = [f"{report}.{one}.{form}" for one in ("nl", "en") for form in ("html", "pdf", "xlsx")]
    record = Record(
        **{
            "programme": "limburg-2019",
            "programme_name": {"nl": "Trajectbegeleiding", "en": "Coaching"},
            "owner": "Departement",
            "report": report,
            "title": {"nl": f"Évaluatie {report}", "en": f"Evaluation {report}"},
            "audience": "public",
            "number": number,
            "state": state,
            "released_as": "provisional" if state == "provisional" else "final",
            "released_on": day,
            "released_by": "An Peeters",
            "as_of": day,
            "digest": "a",
            "data_digest": "a",
            "method_digest": "a",
            "plan_digest": "a",
            "files": dict.fromkeys(names, "ab"),
            **given,
        }
    )
    return Listed(record, dict.fromkeys(names, 12_345))


EDITIONS = [
    edition("kickoff", 1, date(2019, 4, 1), "superseded", superseded_by=2),
    edition("kickoff", 2, date(2019, 5, 1)),
    edition("attendance", 1, date(2019, 6, 1), "provisional"),
    edition("sessions", 1, date(2018, 3, 1), programme="genk-2018",
            programme_name={"nl": "Genk", "en": "Genk"}),
    edition("annex", 1, date(2019, 2, 1), "withdrawn", withdrawal={
        "on": date(2019, 7, 1), "by": "An Peeters",
        "erratum": {"nl": "Een naam ontbrak.", "en": "A name was missing."}}),
]  # fmt: skip

CHART = """<figure id="chart-parts"><div role="img" aria-label="Staafdiagram van 43 organisaties: \
kunsten 20, erfgoed 23."><svg aria-hidden="true" focusable="false" viewBox="0 0 9 9">
<path d="M0 0h9" fill="var(--c1)"/><text>90,7%</text></svg></div>
<figcaption>Er kwamen 43 organisaties</figcaption></figure>"""
TABLE = """<div class="block table" id="table-sectors"><div class="scroll" role="region" \
tabindex="0" aria-labelledby="sectors"><table><caption><span id="sectors">Organisaties per sector\
</span></caption><thead><tr><th scope="col">Sector</th><th scope="col">Aantal</th></tr></thead>
<tbody><tr><th scope="row">kunsten</th><td>[c]</td></tr><tr><th scope="row">erfgoed</th>
<td>23</td></tr></tbody></table></div>
<p><a download="sectors.csv" href="data:text/csv,sector%3Baantal%0Akunsten%3B%5Bc%5D">Bestand</a>\
</p></div>"""
GOOD = f"""<!DOCTYPE html>
<html lang="nl-BE">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Opkomst van Limburg</title>
<link rel="alternate" hreflang="en-GB" href="good.en.html">
<style>:root{{--ground:#fff;--panel:#f4f6f8;--ink:#1b1b1c;--c1:#12436d;--on-c1:#ffffff}}
body{{color:var(--ink);background:var(--ground)}}
@media (prefers-color-scheme:dark){{:root{{--ground:#15181c;--panel:#1f242a;--ink:#eceff2;\
--c1:#b9dcf7;--on-c1:#000000}}}}</style>
</head>
<body>
<a class="skip" href="#main">Naar de inhoud</a>
<header><p>Departement</p></header>
<main id="main" tabindex="-1">
<h1>Opkomst: wie kwam er?</h1>
<p>Er kwamen 39 organisaties (90,7%). Dat is 1 organisatie meer dan vroeger.</p>
<h2>Per sector</h2>
{CHART}
{TABLE}
<p><a href="other.nl.html#main">Meer</a>, <a href="https://example.org/">een andere site</a> en
<a href="mailto:cijfers@example.org">cijfers@example.org</a>.</p>
</main>
</body>
</html>
"""
ENGLISH = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" \
content="default-src 'none'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width"><title>Attendance in Limburg</title>
<link rel="alternate" hreflang="nl-BE" href="good.nl.html"></head>
<body><a href="#main">Go to the text</a><header><p>Department</p></header><main id="main">
<h1>Attendance: who came?</h1><p>39 organisations came (90.7%).</p></main></body></html>
"""

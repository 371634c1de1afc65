"""Editions are numbered, and the state of each follows from the others."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from analysis.problems import WriteError
from analysis.report.editions import (
    RECORD,
    Record,
    Withdrawal,
    kinds,
    number_for,
    read_records,
    settled,
    standing,
)
from analysis.report.latest import emptied, latest

WRONG = Withdrawal(on=date(2019, 5, 2), by="An Peeters", erratum={"nl": "Fout.", "en": "Wrong."})


def record(number: int = 1, **changes: Any) -> Record:
    given = {
        "programme": "limburg-2019", "programme_name": {"nl": "Limburg", "en": "Limburg"},
        "owner": "Departement", "report": "kickoff", "title": {"nl": "Verslag", "en": "Report"},
        "audience": "public", "number": number, "state": "final", "released_as": "final",
        "released_on": date(2019, 4, 12), "released_by": "An Peeters",
        "as_of": date(2019, 4, 5), "digest": "d", "data_digest": "a", "method_digest": "m",
        "plan_digest": "p", "inputs": {"x.csv": "1"}, "files": {"kickoff.nl.html": "f"},
    }  # fmt: skip
    return Record(**{**given, **changes})


def states(*records: Record) -> list[tuple[str, int | None]]:
    return [(one.state, one.superseded_by) for one in settled(records)]


def test_the_newest_edition_replaces_all_before_it() -> None:
    assert states(record(1, released_as="provisional"), record(2), record(3)) == [
        ("superseded", 3),
        ("superseded", 3),
        ("final", None),
    ]


def test_when_the_newest_is_withdrawn_the_one_before_stands_again() -> None:
    first, second = record(1, released_as="provisional"), record(2, withdrawal=WRONG)
    assert states(first, second) == [("provisional", None), ("withdrawn", None)]
    assert standing([first, second]) is first


def test_a_withdrawn_edition_leads_to_the_one_that_replaced_it() -> None:
    assert states(record(1, withdrawal=WRONG), record(2)) == [("withdrawn", 2), ("final", None)]


def test_of_withdrawn_editions_none_stands() -> None:
    assert standing([record(1, withdrawal=WRONG)]) is None


@pytest.mark.parametrize(
    ("known", "draft", "number"),
    [
        ([], record(), 1),
        ([record(1)], record(0, data_digest="b"), 2),
        # The insiders get the release that the public has under the same number.
        ([record(1), record(2)], record(0, audience="internal"), 2),
        ([record(1)], record(0, audience="internal", data_digest="b"), 2),
        # The same release for the same audience, in another state, is a new edition.
        ([record(1)], record(0), 2),
    ],
)
def test_a_number_is_shared_by_the_audiences_of_one_release(
    known: list[Record], draft: Record, number: int
) -> None:
    assert number_for(known, draft) == number


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"as_of": date(2019, 5, 1), "data_digest": "b"}, ["data"]),
        ({"inputs": {"x.csv": "1", "y.csv": "2"}, "data_digest": "b"}, ["data"]),
        ({"inputs": {"x.csv": "9"}, "data_digest": "b"}, ["correction"]),
        ({"data_digest": "b"}, ["correction"]),
        ({"method_digest": "n"}, ["method"]),
        ({"as_of": date(2019, 5, 1), "method_digest": "n"}, ["data", "method"]),
        ({}, []),
    ],
)
def test_the_kind_of_a_change_follows_from_what_the_editions_were_made_from(
    changes: dict[str, Any], found: list[str]
) -> None:
    assert kinds(record(), record(2, **changes)) == found


def test_a_record_reads_back_as_it_was_written(tmp_path: Path) -> None:
    for number in (10, 2):
        folder = tmp_path / "kickoff" / str(number)
        folder.mkdir(parents=True)
        (folder / RECORD).write_bytes(record(number, withdrawal=WRONG).written())
    assert read_records(tmp_path) == [record(2, withdrawal=WRONG), record(10, withdrawal=WRONG)]


def test_a_damaged_record_is_said_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "kickoff" / "1").mkdir(parents=True)
    (tmp_path / "kickoff" / "1" / RECORD).write_text('{"number": 1')
    with pytest.raises(WriteError, match=r"kickoff.1.edition\.json: .* cannot be read"):
        read_records(tmp_path)


def test_the_latest_leads_where_the_edition_leads() -> None:
    html = (
        '<a class="x" href="../../../index.nl.html">a</a><a href="../../other.nl.html#x">b</a>'
        '<link rel="alternate" hreflang="en" href="kickoff.en.html"><a href="kickoff.nl.pdf">c</a>'
        '<a href="#top">d</a><a href="https://example.org/a">e</a><a href="mailto:a@b.be">f</a>'
        '<a href="../1/kickoff.nl.html">g</a><img src="data:image/png;base64,AA==">'
        "<p>href=&#34;kickoff.nl.pdf&#34;</p>"
    )
    assert latest(html, "kickoff/2", ["kickoff.nl.html", "kickoff.en.html"]) == (
        '<a class="x" href="../index.nl.html">a</a><a href="other.nl.html#x">b</a>'
        '<link rel="alternate" hreflang="en" href="kickoff.en.html">'
        '<a href="kickoff/2/kickoff.nl.pdf">c</a>'
        '<a href="#top">d</a><a href="https://example.org/a">e</a><a href="mailto:a@b.be">f</a>'
        '<a href="kickoff/1/kickoff.nl.html">g</a><img src="data:image/png;base64,AA==">'
        "<p>href=&#34;kickoff.nl.pdf&#34;</p>"
    )


def test_of_an_emptied_page_only_the_reason_is_left() -> None:
    page = "<body><main><!--state-->Fout.<!--/state--><h1>T</h1><p>43</p></main><footer></footer>"
    assert emptied(page) == (
        "<body><main><!--state-->Fout.<!--/state--><h1>T</h1>\n</main><footer></footer>"
    )
    made_up = '<p class="banner" id="fictional"><strong>Verzonnen.</strong> Alles.</p>'
    assert emptied(page.replace("<p>43</p>", f"<p>43</p>\n{made_up}<div>12</div>")) == (
        f"<body><main><!--state-->Fout.<!--/state--><h1>T</h1>\n{made_up}\n</main><footer></footer>"
    )

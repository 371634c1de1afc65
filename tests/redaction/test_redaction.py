"""What tells about whom it is, is found as often as the page says; no text is too strange."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.redaction import CUT, KINDS, Known, contains, find, readable, redact
from analysis.redaction.measured import BY_KIND, TRIAL

LABELLED = tomllib.loads(Path(__file__).with_name("labelled.toml").read_text("utf-8"))
KNOWN = Known(tuple(LABELLED["persons"]), tuple(LABELLED["organisations"]))
LABEL = re.compile(r"\{(\w+):([^}]*)\}")


def labelled(sentence: str) -> tuple[str, list[tuple[int, int, str]]]:
    """A sentence without its braces, and where each label stands in it."""
    text, labels, at = "", [], 0
    for one in LABEL.finditer(sentence):
        text += sentence[at : one.start()]
        labels.append((len(text), len(text) + len(one[2]), one[1]))
        text += one[2]
        at = one.end()
    return text + sentence[at:], labels


def test_what_is_found_in_the_labelled_sentences_is_what_the_page_says() -> None:
    sentences = [*LABELLED["dutch"], *LABELLED["french"]]
    there, found, marked, wrong = Counter[str](), Counter[str](), 0, 0
    for sentence in sentences:
        text, labels = labelled(sentence)
        spans = find(text, KNOWN)
        covered = {place for span in spans for place in range(span.start, span.end)}
        for start, end, kind in labels:
            there[kind] += 1
            found[kind] += all(at in covered for at in range(start, end) if text[at].isalnum())
        marked += len(spans)
        wrong += sum(
            not any(start < span.end and span.start < end for start, end, _ in labels)
            for span in spans
        )
    assert {kind: (found[kind], there[kind]) for kind in there} == BY_KIND
    assert (len(sentences), found.total(), there.total()) == (
        TRIAL.sentences, TRIAL.found, TRIAL.there,
    )  # fmt: skip
    assert (marked, wrong) == (TRIAL.marked, TRIAL.wrong)
    assert TRIAL.recall > 0.9
    assert TRIAL.precision > 0.9


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("Bel 0478 12 34 56, 011/22.33.44 of +32 (0)475 98 76 54.",
         "Bel [telefoon], [telefoon] of [telefoon]."),
        ("Mail an.peeters+kasplan@glasmijn.be.", "Mail [e-mail]."),
        ("Van 09.30-12.30 op 20/02/2019, 12.500 euro in 2018-2019.",
         "Van 09.30-12.30 op 20/02/2019, 12.500 euro in 2018-2019."),
        ("KBO 0403.170.701 of BE0403170701", "KBO [nummer] of [nummer]"),
        ("85.07.30-033.28 is mijn nummer", "[nummer] is mijn nummer"),
        ("BE68 5390 0754 7034 en NL91ABNA0417164300", "[rekening] en [rekening]"),
        ("https://x.example/a?b=c#d. En www.x.be/y!", "[website]. En [website]!"),
        ("@jan_1 en insta: jan.1", "[account] en [account]"),
        ("an peeters en AN PEETERS en A. Peeters", "[naam] en [naam] en [naam]"),
        ("anpeeters en An\u200bPeeters en An\u00a0Peeters", "[naam] en [naam] en [naam]"),
        ("Wij van de Glasmyn", "Wij van de [organisatie]"),
        ("In Sint-Truiden en Genk", "In Sint-Truiden en Genk"),
        ("", ""),
    ],
)  # fmt: skip
def test_each_form_is_marked_and_nothing_else(text: str, redacted: str) -> None:
    assert redact(text, KNOWN) == redacted


def test_what_cannot_be_seen_or_turns_a_text_round_is_taken_out() -> None:
    assert readable("a\u202eb\u2066c\u200bd\x07\x00e\nf\ud800") == "abcde f"
    assert readable("\uff21\uff4e wacht … even") == "An wacht … even"


def test_what_looks_like_code_stays_text_and_is_redacted_all_the_same() -> None:
    text = "<img src=x onerror=alert('An Peeters')> =HYPERLINK(\"http://x.be\")"
    assert "Peeters" not in redact(text, KNOWN)
    assert "x.be" not in redact(text, KNOWN)


@pytest.mark.parametrize(
    "piece", ["a", "A. ", "0 ", "An ", "@", "a.b@", "(", "Sint ", "a-", "BE68 ", "x.", "+32"]
)
def test_a_very_long_text_is_read_in_one_go(piece: str) -> None:
    # A pattern that went back over the text for each sign would not end within the test's limit.
    assert redact(piece * 5_000, KNOWN)


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_whatever_is_written_no_known_name_is_left(text: str) -> None:
    assert "An Peeters" not in redact(f"{text} An Peeters {text}", KNOWN)


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_spans_stand_in_order_and_apart(text: str) -> None:
    spans = find(readable(text), KNOWN)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(span.start < span.end and span.kind in KINDS for span in spans)


def test_a_released_text_is_a_part_of_the_redacted_answer() -> None:
    redacted = redact("Dankzij An Peeters snap ik het kasplan, en de rest volgt.", KNOWN)
    assert redacted == "Dankzij [naam] snap ik het kasplan, en de rest volgt."
    assert contains(redacted, "snap ik het  kasplan")
    assert contains(redacted, f"Dankzij [naam] {CUT} en de rest volgt.")
    assert contains(redacted, "Dankzij [...] het kasplan")
    assert not contains(redacted, "Dankzij An Peeters snap ik het kasplan")
    assert not contains(redacted, f"en de rest volgt. {CUT} Dankzij [naam]")
    assert not contains(redacted, CUT)


def test_a_name_that_is_an_everyday_word_is_taken_out_of_what_is_known_only() -> None:
    assert redact("Roos en Tom kwamen niet.", KNOWN) == "[naam] en [naam] kwamen niet."
    assert redact("Rozen en lieve woorden.", KNOWN) == "Rozen en lieve woorden."


def test_a_family_that_is_called_as_a_place_is_a_name_and_a_school_there_is_not() -> None:
    assert redact("Bel Wietske Zandhoven.", Known()) == "Bel [naam]."
    assert redact("Wij van Academie Genk", Known()) == "Wij van Academie Genk"


COMMENTS = Path(__file__).parents[2] / "examples" / "limburg_2019" / "comments.csv"


def test_what_was_planted_in_the_answers_of_the_example_is_found() -> None:
    # Written by somebody else than the rules, with what tells about whom it is beside each.
    with COMMENTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    persons = [one for row in rows for one in (row["personal"] or "").split("|") if one]
    organisations = [one["name"] for one in _organisations()]
    names = Known(organisations=tuple(organisations))
    left = [one for row in rows for one in (row["personal"] or "").split("|")
            if one and one in redact(row["text"], names)]  # fmt: skip
    # A short form of the name of an organisation is only known as an alias.
    assert len(persons) > 30
    assert len(left) / len(persons) < 0.15
    false = [
        mark for row in rows if not row["personal"]
        for mark in KINDS.values() if mark in redact(row["text"], names)
    ]  # fmt: skip
    assert false == []


def _organisations() -> list[dict[str, str]]:
    with (COMMENTS.parent / "organisations.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

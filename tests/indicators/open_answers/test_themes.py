"""How many wrote about a theme; what people coded goes before the words."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.data import ProgrammeData
from analysis.indicators.open_answers import coders, quoting, suggesting, themes, verbatims
from analysis.indicators.open_answers.coding import decided
from analysis.problems import DeclarationError
from analysis.show import columns
from tests.indicators.open_answers.conftest import THEMES, Opened
from tests.indicators.small import plain

ROUND = "after-1"
# r4 was repeated and does not count; r3 and r5 have no theme by the words.
WRITTEN = """
    response | question | option | value | missing
    r1       | Q6       |        |       |
    r2       | Q6       |        |       |
    r3       | Q6       |        |       |
    r4       | Q6       |        |       |
    r5       | Q6       |        |       |
"""
BY_RULE = """
    response | question | theme | coder
    r1       | Q6       | money | rule
    r1       | Q6       | time  | rule
    r2       | Q6       | money | rule
    r3       | Q6       |       | rule
    r4       | Q6       | money | rule
    r5       | Q6       |       | rule
"""
HAND = """
    r1       | Q6       | time  | A
    r1       | Q6       | time  | B
    r1       | Q6       | calm  | B
    r3       | Q6       | calm  | A
    r3       | Q6       | calm  | B
"""
COUNTED = ("theme", "count", "base")


def test_an_answer_counts_under_each_of_its_themes_and_repeated_ones_do_not(
    opened: Opened,
) -> None:
    data = opened(answers=WRITTEN, codings=BY_RULE)
    assert plain(themes.by_theme(data, ROUND), *COUNTED) == [
        ("money", 2, 4), ("time", 1, 4), ("calm", 0, 4),
    ]  # fmt: skip
    assert plain(themes.wrote(data, ROUND), "count", "base") == [(4, 4)]
    assert plain(themes.recognised(data, ROUND), "count", "base") == [(2, 4)]
    assert plain(themes.most(data, ROUND), "question", "theme", "count") == [("Q6", "money", 2)]
    assert plain(themes.coverage(data, ROUND), "question", "count", "base", "hand_count") == [
        ("Q6", 2, 4, 0)
    ]


def test_what_people_saw_goes_before_the_words_and_most_of_them_decide(opened: Opened) -> None:
    data = opened(answers=WRITTEN, codings=BY_RULE + HAND)
    # r1: both saw time, only B saw calm; r3: both saw calm; r2 was coded by nobody.
    assert plain(decided(data, ROUND), "response", "theme") == [
        ("r1", "time"), ("r2", "money"), ("r3", "calm"),
    ]  # fmt: skip
    assert plain(themes.coverage(data, ROUND), "count", "hand_count") == [(3, 2)]


def test_who_decides_has_the_last_word_where_she_coded(opened: Opened) -> None:
    data = opened('decides = "B"\n' + THEMES, answers=WRITTEN, codings=BY_RULE + HAND)
    assert plain(decided(data, ROUND), "response", "theme") == [
        ("r1", "time"), ("r1", "calm"), ("r2", "money"), ("r3", "calm"),
    ]  # fmt: skip


def test_a_person_who_saw_no_theme_takes_those_of_the_words_away(opened: Opened) -> None:
    data = opened(answers=WRITTEN, codings=BY_RULE + "    r1       | Q6       |       | A\n")
    assert plain(decided(data, ROUND), "response", "theme") == [("r2", "money")]


def test_two_themes_as_frequent_have_no_first(opened: Opened) -> None:
    data = opened(answers=WRITTEN, codings=BY_RULE + "    r2       | Q6       | time  | rule\n")
    assert themes.most(data, ROUND).empty


def test_a_column_stands_for_a_question_and_says_what_it_counts(opened: Opened) -> None:
    data = opened(answers=WRITTEN, codings=BY_RULE)
    frame = themes.compared(data, ROUND)
    assert plain(frame) == [("money", 2), ("time", 1), ("calm", 0)]
    assert themes.asked(data, ROUND) == ["Q6"]
    long = themes.by_theme(data, ROUND)
    for wide, row in zip(frame.to_dict("records"), long.to_dict("records"), strict=True):
        of_wide = frame.attrs["counted"]["Q6"].group(wide)
        assert of_wide == long.attrs["counted"]["count"].group(row)


@pytest.mark.parametrize("round", ["later", "after-2"])
def test_a_round_without_open_answers_has_no_rows(opened: Opened, round: str) -> None:
    data = opened(answers=WRITTEN, codings=BY_RULE)
    assert themes.by_theme(data, round).empty
    assert themes.most(data, round).empty
    assert themes.compared(data, round).empty
    assert themes.coverage(data, round).empty
    assert themes.recognised(data, round).empty
    assert coders.agreement(data, round).empty
    assert coders.overall(data, round).empty
    assert suggesting.words_without_theme(data, round).empty
    assert verbatims.answers(data, round).empty
    assert quoting.released(data, round).empty
    assert quoting.releasable(data, round).empty


def test_without_any_export_or_theme_nothing_is_told(
    nothing: ProgrammeData, opened: Opened
) -> None:
    for data in (nothing, opened("", answers=WRITTEN)):
        assert themes.by_theme(data, ROUND).empty
        assert themes.recognised(data, ROUND).empty
        assert coders.agreement(data, ROUND).empty
        assert quoting.released(data, ROUND).empty
    assert themes.wrote(nothing, ROUND).empty


def judgements(pairs: list[tuple[str, str, int]]) -> dict[str, str]:
    """Answers as often as given, each coded by A and by B with a theme or without."""
    answers, coded, number = "", "", 0
    responses = "response | round | participant | submitted_on | status | counted | late\n"
    for first, second, times in pairs:
        for _ in range(times):
            number += 1
            responses += f"x{number} | after-1 | a | 2020-01-16 | complete | yes | no\n"
            answers += f"x{number} | Q6 | | | \n"
            coded += f"x{number} | Q6 | {first} | A\nx{number} | Q6 | {second} | B\n"
    return {
        "responses": responses,
        "answers": "response | question | option | value | missing\n" + answers,
        "codings": "response | question | theme | coder\n" + coded,
    }


ONE = '[[themes]]\nid = "money"\nname = { nl = "geld", en = "money" }\n'


def test_kappa_is_that_of_a_worked_example(opened: Opened) -> None:
    # 50 grant applications read by two: 20 both yes, 5 and 10 by one, 15 both no; kappa is 0.4.
    # Source: the simple example of the article "Cohen's kappa" of Wikipedia.
    pairs = [("money", "money", 20), ("money", "", 5), ("", "money", 10), ("", "", 15)]
    frame = coders.agreement(opened(ONE, **judgements(pairs)), ROUND)
    assert plain(frame, "theme", "first", "second", "count", "both_count", "one_count") == [
        ("money", "A", "B", 50, 20, 15)
    ]
    (row,) = frame.to_dict("records")
    assert row["kappa"] == pytest.approx(0.4)
    assert row["low"] < 0.4 < row["high"]


def test_alpha_is_that_of_a_worked_example(opened: Opened) -> None:
    # Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, part A: binary data of two
    # observers, ten units, no missing data; alpha is 0.095.
    first, second = "0100000010", "1110010000"
    pairs = [
        ("money" if one == "1" else "", "money" if two == "1" else "", 1)
        for one, two in zip(first, second, strict=True)
    ]
    frame = coders.overall(opened(ONE, **judgements(pairs)), ROUND)
    assert plain(frame, "count", "coder_count") == [(10, 2)]
    assert frame["value"][0] == pytest.approx(0.095, abs=0.0005)


def test_where_both_never_saw_a_theme_there_is_no_kappa(opened: Opened) -> None:
    data = opened(ONE, **judgements([("", "", 6)]))
    frame = coders.agreement(data, ROUND)
    assert plain(frame, "count", "kappa", "low", "high") == [(6, None, None, None)]
    assert coders.overall(data, ROUND)["value"].isna().all()


def test_the_words_are_held_against_people_but_are_no_second_person(opened: Opened) -> None:
    only = "    r1       | Q6       | money | A\n    r2       | Q6       |       | A\n"
    data = opened(answers=WRITTEN, codings=BY_RULE + only)
    frame = coders.agreement(data, ROUND)
    assert set(frame["second"]) == {coders.THE_WORDS}
    assert list(frame["count"].unique()) == [2]
    assert coders.overall(data, ROUND).empty


TEXTS = """
    response | question | text
    r1       | Q6       | {}
    r2       | Q6       | {}
    r3       | Q6       | {}
    r4       | Q6       | vergaderingen
    r5       | Q6       | {}
"""
NONE = "\n".join(
    ["response | question | theme | coder", *(f"r{n} | Q6 | | rule" for n in range(1, 6))]
)


def test_a_word_of_three_persons_of_three_organisations_is_suggested(opened: Opened) -> None:
    texts = TEXTS.format(
        "Minder vergaderingen, Wim Peeters!", "Wim Peeters: een vergadering minder",
        "de vergadering duurt", "Die vergaderingen van Wim Peeters",
    )  # fmt: skip
    responses = """
        response | round   | participant | submitted_on | status   | counted
        r1       | after-1 | a           | 2020-01-16   | complete | yes
        r2       | after-1 | b           | 2020-01-16   | complete | yes
        r3       | after-1 | b           | 2020-01-17   | partial  | yes
        r4       | after-1 | a           | 2020-01-18   | complete | no
        r5       | after-1 | c           | 2020-01-19   | complete | yes
    """
    data = opened(answers=WRITTEN, codings=NONE, answer_texts=texts, responses=responses)
    assert plain(suggesting.words_without_theme(data, ROUND)) == [
        ("vergadering", "responses", 4, 3, "nl")
    ]
    same = responses.replace("| c  ", "| b  ")
    fewer = opened(answers=WRITTEN, codings=NONE, answer_texts=texts, responses=same)
    assert suggesting.words_without_theme(fewer, ROUND).empty


def test_an_answer_is_shown_without_names_and_never_at_full_length_when_it_is_huge(
    opened: Opened,
) -> None:
    texts = TEXTS.format(
        "<script>alert(1)</script> De Zon en 0478 12 34 56", "=1+1", "x" * 5_000,
        "\u202egeld\u2066 an@zon.be",
    )  # fmt: skip
    frame = verbatims.answers(opened(answers=WRITTEN, codings=BY_RULE, answer_texts=texts), ROUND)
    shown = dict(zip(frame["response"], frame["text"], strict=True))
    assert shown["r1"] == "<script>alert(1)</script> [organisatie] en [telefoon]"
    assert shown["r2"] == "=1+1"
    assert len(shown["r3"]) == verbatims.LONGEST + 1
    assert shown["r5"] == "geld [e-mail]"
    assert list(frame["theme"].astype("str")) == ["money", "money", "time", "no_theme", "no_theme"]
    assert frame["quotable"].isna().all()


QUOTE = """
[[quotes]]
response = "r1"
question = "Q6"
theme = "money"
text = "Geld en tijd."
released_on = 2020-03-01
released_by = { nl = "wij", en = "we" }
because = { nl = "treffend", en = "apt" }
"""


def test_a_quote_is_shown_from_its_day_on_without_who_wrote_it(opened: Opened) -> None:
    after = opened(quotes=QUOTE, answers=WRITTEN, codings=BY_RULE)
    shown = quoting.released(after, ROUND)
    assert plain(shown) == [("money", "Q6", "Geld en tijd.", "nl")]
    assert list(shown.columns) == ["theme", "question", "text", "language"]
    assert [one.key for one in columns.columns(shown)] == ["theme", "question", "text"]
    assert plain(quoting.decisions(after, ROUND)) == [
        ("money", pd.Timestamp("2020-03-01"), "0", "0")
    ]
    before = after.on(pd.Timestamp("2020-02-29").date())
    assert quoting.released(before, ROUND).empty
    assert quoting.released(after, "later").empty


def test_a_quote_may_be_in_another_language_that_exists(opened: Opened) -> None:
    french = QUOTE.replace("[[quotes]]", '[[quotes]]\nlanguage = "fr"')
    found = quoting.released(opened(quotes=french, answers=WRITTEN, codings=BY_RULE), ROUND)
    assert plain(found, "language") == [("fr",)]
    with pytest.raises(DeclarationError, match='"frans" is not the code of a language'):
        opened(quotes=french.replace('"fr"', '"frans"'))

"""Open answers are coded by the words of themes and by people; nobody's coding is lost silently."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

THEMES = """
[[themes]]
id = "money"
name = { nl = "geld", en = "money" }
words = ["geld", "financ*"]

[[themes]]
id = "time"
name = { nl = "tijd en agenda", en = "time" }
words = ["tijd*"]
"""
ANSWERS = """
id;Q4
1;Geld en tijd.
2;Tijdsgebrek
3;Geen idee
4;
"""
COLUMNS = 'response = "Antwoord", question = "Vraag", theme = "Thema", coder = "Wie"'


def test_every_open_answer_is_coded_by_the_words_also_without_a_theme(
    tried: Callable[..., Any], entry: Callable[..., str]
) -> None:
    answers = entry("responses", 'response = "id"', identity="answers")
    found = tried(answers, files={"themes.toml": THEMES}, answers=_whole(ANSWERS))
    assert found.rows("codings", "response", "question", "theme", "coder") == [
        ("after-1", "Q4", "money", "rule"),
        ("after-1", "Q4", "time", "rule"),
        ("after-2", "Q4", "time", "rule"),
        ("after-3", "Q4", None, "rule"),
    ]


def test_without_themes_nothing_is_coded(
    tried: Callable[..., Any], entry: Callable[..., str]
) -> None:
    answers = entry("responses", 'response = "id"', identity="answers")
    assert tried(answers, answers=_whole(ANSWERS)).rows("codings", "response") == []


def test_a_coding_names_a_theme_in_any_language_several_or_none(
    tried: Callable[..., Any], entry: Callable[..., str]
) -> None:
    codings = """
Antwoord;Vraag;Thema;Wie
1;q4;Geld;A
1;Q4;time | money;B
2;Q4;"tijd en agenda";A
2;Q4;"tijd en agenda";A
3;Q4;-;A
3;Q4;;B
"""
    found = _coded(tried, entry, codings)
    by_hand = [row for row in found.rows("codings", "response", "theme", "coder")
               if row[2] != "rule"]  # fmt: skip
    assert by_hand == [
        ("after-1", "money", "A"),
        ("after-1", "time", "B"),
        ("after-1", "money", "B"),
        ("after-2", "time", "A"),
        ("after-3", None, "A"),
        ("after-3", None, "B"),
    ]
    assert {what for what, _ in found.became(2).values()} <= {"used", "ignored"}


def test_what_a_coding_does_not_fit_is_remarked_and_never_quotes_the_answer(
    tried: Callable[..., Any], entry: Callable[..., str]
) -> None:
    codings = """
Antwoord;Vraag;Thema;Wie
9;Q4;money;A
1;Q1;money;A
4;Q4;money;A
1;Q4;mony;A
2;Q4;money|weather;A
2;Q4;money;rule
"""
    found = _coded(tried, entry, codings)
    became = found.became(2)
    assert [became[line][0] for line in range(2, 8)] == [
        "refused", "refused", "refused", "refused", "used", "refused",
    ]  # fmt: skip
    assert became[2] == ("refused", "unknown_answer")
    assert '"mony" is not a theme. Known: money, time. Did you mean "money"?' in found.sentences()
    assert '"rule" stands for the words of the themes' in found.sentences()
    assert "Tijdsgebrek" not in found.sentences()


def test_without_a_column_for_the_coder_the_export_is_the_coder(
    tried: Callable[..., Any], entry: Callable[..., str]
) -> None:
    columns = 'response = "Antwoord", question = "Vraag", theme = "Thema"'
    found = _coded(tried, entry, "\nAntwoord;Vraag;Thema\n1;Q4;money\n", columns)
    assert ("after-1", "coded") in found.rows("codings", "response", "coder")


def _coded(
    tried: Callable[..., Any], entry: Callable[..., str], codings: str, columns: str = COLUMNS
) -> Any:
    entries = entry("responses", 'response = "id"', identity="answers")
    entries += entry("codings", columns, 'round = "after"', identity="coded")
    return tried(
        entries, files={"themes.toml": THEMES}, answers=_whole(ANSWERS), coded=codings
    )  # fmt: skip


def _whole(answers: str) -> str:
    """The answers with the columns of the questions that nobody answered."""
    lines = answers.strip().splitlines()
    return "\n".join([f"{lines[0]};Q1;Q2;R1;R2", *(f"{line};;;;" for line in lines[1:])]) + "\n"

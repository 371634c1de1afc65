"""What an organisation may read of its own people's answers: by hand in the small programmes."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.data import ProgrammeData
from analysis.indicators import own_answers
from analysis.problems import DeclarationError, UsageError
from tests.indicators.conftest import Changed
from tests.indicators.progress import growing

FROM_TWO = "\n[disclosure]\nown_answers_from = 2\n"
ASKED = 'session = "plenary-1"\nasked = "attending"\n'


def agreeing(how: str) -> dict[str, str]:
    """The programme with consent to its first round."""
    return {ASKED: f"{ASKED}{how}\n"}


def own(data: ProgrammeData, participant: str) -> dict[str, float]:
    """Its own means by question, as far as it may read them."""
    rows = own_answers.ratings(data, participant, "after-1")
    if "own_mean" not in rows:
        return {}
    return {str(q): float(m) for q, m in zip(rows["question"], rows["own_mean"], strict=True)
            if pd.notna(m)}  # fmt: skip


def test_few_answers_are_a_delegates_opinion_and_stay_out(data: ProgrammeData) -> None:
    # Two of b answered, one of a; three are needed.
    assert own(data, "a") == own(data, "b") == {}
    told = own_answers.told(data, "b", "after-1").iloc[0]
    assert (told["respondents"], told["needed"], told["state"]) == (2, 3, "too_few")
    assert own_answers.told(data, "e", "after-1")["state"].tolist() == ["nobody"]


def test_enough_answers_are_told_as_a_mean_question_by_question(changed: Changed) -> None:
    data = changed(toml={"[vocabularies.sector]": FROM_TWO + "[vocabularies.sector]"})
    # Of b, r2 and r3 answered Q1 (4 and 2) and Q3 (7 and 4); only r2 answered Q2.
    assert own(data, "b") == {"Q1": 3.0, "Q3": 5.5}
    assert own(data, "a") == {}
    assert own_answers.told(data, "b", "after-1")["state"].tolist() == ["enough"]


def test_a_declared_reason_opens_also_one_answer(changed: Changed) -> None:
    data = changed(toml=agreeing('agreed.because = { nl = "afgesproken", en = "agreed" }'))
    # r4 of a does not count.
    assert own(data, "a") == {"Q1": 5.0, "Q2": 3.0, "Q3": 8.0, "Q7": 2.0}
    assert own_answers.told(data, "a", "after-1")["state"].tolist() == ["agreed"]
    assert own_answers.told(data, "e", "after-1")["state"].tolist() == ["nobody"]


def test_consent_that_was_asked_must_come_from_all_of_them(changed: Changed) -> None:
    data = changed(toml=agreeing('agreed = { question = "Q4", options = ["Y"] }'))
    # a said yes; of b one said yes and one no.
    assert own(data, "a")["Q1"] == 5.0
    assert own(data, "b") == {}


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ('agreed = { question = "Q44", options = ["Y"] }', r'agreed.question: "Q44" is not a qu'),
        ('agreed = { question = "Q4", options = ["Z"] }', r'agreed.options: "Z" is not an option'),
        ('agreed = { question = "Q4" }', "consent is either asked or declared"),
        ("agreed = { }", "consent is either asked or declared"),
    ],
)
def test_consent_that_leads_nowhere_is_told(changed: Changed, how: str, sentence: str) -> None:
    with pytest.raises(DeclarationError, match=sentence):
        changed(toml=agreeing(how))


def test_the_last_round_that_was_answered_is_taken(data: ProgrammeData) -> None:
    assert own_answers.latest_round(data, "later") == "later"
    with pytest.raises(UsageError):
        own_answers.latest_round(data, "latr")


def test_before_anybody_answered_there_is_nothing(nothing: ProgrammeData) -> None:
    assert own_answers.latest_round(nothing) == ""
    assert own_answers.told(nothing, "a", "").empty
    assert own_answers.ratings(nothing, "a", "").empty
    assert own_answers.distribution(nothing, "").empty
    assert own_answers.levels(nothing, "a").empty


def test_the_level_of_an_organisation_needs_enough_raters_in_each_round(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Two of e placed it at 2 and 4 for money and at 1 and 3 for staff, later one did at 5.
    assert "own_first" not in own_answers.levels(growing.grown(tmp_path / "three"), "e")
    monkeypatch.setattr(growing, "PROGRAMME", growing.PROGRAMME + FROM_TWO)
    rows = own_answers.levels(growing.grown(tmp_path / "two"), "e")
    assert rows["own_first"].tolist() == [3.0, 2.0]
    assert rows["own_second"].isna().all()
    assert rows["count"].tolist() == own_answers.levels(
        growing.grown(tmp_path / "two"), "nobody"
    )["count"].tolist()  # fmt: skip

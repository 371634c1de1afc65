"""Groups that only an answer puts together, and groups that everybody knows."""

from __future__ import annotations

from analysis.counted import Group
from analysis.disclosure.primary import Told, primary
from analysis.programme.disclosure import Disclosure

SCALE = ["1", "2", "3", "4", "5"]


def said(*options: str) -> Group:
    asked = {"round:r": frozenset({"answered"}), "answer:r.Q": frozenset(options)}
    return Group("persons", frozenset(asked.items()))


def hidden(values: dict[Group, int]) -> set[Group]:
    told = Told(values, dict.fromkeys(values, 30))
    return {of[0][0] for of, rule in primary(told, Disclosure()).items() if rule == "unanimous"}


def test_all_who_agree_may_agree_to_the_same_extent() -> None:
    # Eight agree, none of them strongly; 25 do not agree.
    values = {said(*SCALE): 33, said("4", "5"): 8, said("4"): 8, said("5"): 0}
    assert hidden(values) == set()


def test_that_everybody_agrees_alike_is_told_to_nobody() -> None:
    values = {said(*SCALE): 33, said("4", "5"): 33, said("4"): 33, said("5"): 0}
    assert hidden(values) == {said("4")}


def test_a_few_who_answered_otherwise_hide_nobody() -> None:
    # Three do not know; all others say 4.
    values = {said(*SCALE, "unknown"): 33, said(*SCALE): 30, said("4"): 30}
    assert said("4") in hidden(values)

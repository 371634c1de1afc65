"""A programme says by what participants are told apart; what it cannot mean is said at once."""

from __future__ import annotations

import pytest

from analysis.programme.heterogeneity import NUMBERS, Heterogeneity, incomparable

AT = "programme.toml, heterogeneity"


@pytest.mark.parametrize(
    ("attributes", "log", "sentence"),
    [
        (["sectr"], [], f'{AT}.attributes: "sectr" is not an attribute of participants. '),
        (["fte", "fte"], [], f'{AT}.attributes: "fte" stands there more than once. Keep one.'),
        (["sector"], ["sector"], f'{AT}.log: "sector" is not a number. '),
        (["sector"], ["fte"], f'{AT}.log: "fte" is not among the attributes. Add it there'),
    ],
)
def test_what_is_no_attribute_is_said_with_the_nearest(
    attributes: list[str], log: list[str], sentence: str
) -> None:
    (found,) = incomparable("programme.toml", Heterogeneity(attributes=attributes, log=log))
    assert found.startswith(sentence)


def test_the_nearest_name_is_proposed() -> None:
    (found,) = incomparable("programme.toml", Heterogeneity(attributes=["sectr"]))
    assert 'Did you mean "sector"?' in found


def test_what_is_declared_holds_and_else_what_is_usual() -> None:
    declared = Heterogeneity(attributes=["sector", "fte"], log=["fte"])
    assert not [*incomparable("programme.toml", declared)]
    assert declared.logarithmic == ("fte",)
    assert Heterogeneity(attributes=["fte"]).logarithmic == ()
    assert Heterogeneity().logarithmic == NUMBERS

"""What few cases can show: held against scipy's Fisher test, Fisher's own cups and counting."""

from __future__ import annotations

from math import comb

import numpy as np
import pytest
from scipy.stats import fisher_exact

from analysis.statistics.least import needed, two_sided


@pytest.mark.parametrize(
    ("cases", "everyone", "group"), [(5, 44, 22), (5, 44, 7), (3, 10, 4), (6, 12, 6)]
)
def test_the_p_of_each_number_is_that_of_fishers_test(
    cases: int, everyone: int, group: int
) -> None:
    for of, p in enumerate(two_sided(cases, everyone, group)):
        table = [[of, group - of], [cases - of, everyone - group - cases + of]]
        if min(map(min, table)) < 0:
            assert np.isnan(p)
        else:
            assert p == pytest.approx(fisher_exact(table).pvalue, abs=1e-12)


def test_the_lady_tasting_tea() -> None:
    # Fisher (1935), The Design of Experiments, chapter 2: 8 cups, all 4 right is 1 in 70 one-sided.
    assert two_sided(4, 8, 4)[4] == pytest.approx(2 / 70)
    assert needed(4, 8, 4) == 4


def test_five_of_forty_four_all_from_one_half_are_just_rare_enough() -> None:
    p = 2 * comb(22, 5) / comb(44, 5)
    assert two_sided(5, 44, 22)[5] == pytest.approx(p)
    assert p == pytest.approx(0.0485, abs=5e-5)
    assert needed(5, 44, 22) == 5
    # One fewer cannot show it, even all together.
    assert needed(4, 44, 22) is None


def test_where_nobody_is_outside_a_group_or_in_it_nothing_can_be_shown() -> None:
    assert needed(5, 44, 44) is None
    assert needed(5, 44, 0) is None
    assert needed(0, 44, 22) is None

"""Participants beside the population that they come from: counted by hand in `small`.

Five ever enrolled: two of the arts (6 in the reference), two of heritage (3), and one of which
the sector was not recorded. The reference counts one of youth, where nobody enrolled.
"""

from __future__ import annotations

import pytest

from analysis.data import ProgrammeData
from analysis.indicators import representation
from analysis.problems import UsageError
from tests.indicators.conftest import Changed
from tests.indicators.small import LENTE, plain

NO_REFERENCE = {LENTE[LENTE.index("[[references]]") : LENTE.index("[[consultations]]")]: ""}


def test_reach_is_out_of_the_whole_reference(data: ProgrammeData) -> None:
    columns = ("reference", "count", "base", "share")
    assert plain(representation.reach(data), *columns) == [("field", 5, 10, 0.5)]
    assert plain(representation.of(data), "count") == [(5,)]


def test_shares_stand_beside_those_of_the_reference(data: ProgrammeData) -> None:
    rows = representation.by(data, "sector")
    columns = ("sector", "population", "population_percent", "count", "base", "points_value",
               "reach_value")  # fmt: skip
    # Half of the four whose sector is known are of the arts, and 6 of 10 in the reference.
    assert [tuple(round(v, 3) if isinstance(v, float) else v for v in row)
            for row in plain(rows, *columns)] == [
        ("arts", 6, 60.0, 2, 4, -10.0, 33.333), ("heritage", 3, 30.0, 2, 4, 20.0, 66.667),
        ("youth", 1, 10.0, 0, 4, -10.0, 0.0),
    ]  # fmt: skip


def test_an_exact_interval_is_given_unless_both_are_counted_in_full(changed: Changed) -> None:
    rows = representation.by(changed(), "sector").set_index("sector")
    # R 4.2.2, binom.test(2, 4)$conf.int: 0.06758599 0.93241401
    assert rows.loc["arts", "low_value"] == pytest.approx(6.758599 - 60, abs=1e-5)
    assert rows.loc["arts", "high_value"] == pytest.approx(93.241401 - 60, abs=1e-5)
    complete = {"as_of = 2019-12-31": "as_of = 2019-12-31\ncomplete = true"}
    assert "low_value" not in representation.by(changed(toml=complete), "sector")
    sample = complete | {'population = "census"': 'population = "sample"'}
    assert "low_value" in representation.by(changed(toml=sample), "sector")


def test_the_public_reads_codes_counted_together_as_declared(changed: Changed) -> None:
    merge = """[disclosure.merge.sector]
old = { of = ["heritage", "youth"], name = { nl = "oud", en = "old" } }

[[consultations]]"""
    rows = representation.by(changed(toml={"[[consultations]]": merge}), "sector", grouped=True)
    assert plain(rows, "sector", "population", "count", "points_value") == [
        ("arts", 6, 2, -10.0), ("old", 4, 2, 10.0)
    ]  # fmt: skip
    assert rows.attrs["vocabularies"] == {"sector": "merged.sector"}
    sides = representation.sides(changed(toml={"[[consultations]]": merge}), "sector")
    assert plain(sides, "participants_value", "reference_value") == [(50.0, 60.0), (50.0, 40.0)]


def test_where_nothing_is_counted_together_the_public_reads_the_codes(
    data: ProgrammeData,
) -> None:
    rows = representation.by(data, "sector", grouped=True)
    assert list(rows["sector"]) == ["arts", "heritage", "youth"]
    assert "vocabularies" not in rows.attrs


def test_a_code_that_the_reference_does_not_count_reaches_nothing(changed: Changed) -> None:
    without = {"{ arts = 6, heritage = 3, youth = 1 }": "{ arts = 6, youth = 2 }"}
    rows = representation.by(changed(toml=without), "sector")
    assert plain(rows, "sector", "population", "count", "reach_value")[1] == (
        "heritage", 0, 2, None
    )  # fmt: skip


def test_the_index_of_dissimilarity_is_half_of_all_differences(data: ProgrammeData) -> None:
    # |50 - 60| + |50 - 30| + |0 - 10| = 40, and half of it is 20.
    rows = representation.dissimilarity(data, "sector")
    assert plain(rows, "reference", "count") == [("field", 4)]
    assert rows["dissimilarity_value"].iloc[0] == pytest.approx(20)


def test_without_a_reference_or_its_attribute_there_is_nothing_to_compare(
    changed: Changed, data: ProgrammeData
) -> None:
    none = changed(toml=NO_REFERENCE)
    for frame in (
        representation.reach(none), representation.of(none), representation.by(none, "sector"),
        representation.dissimilarity(none, "sector"), representation.by(data, "capacity"),
        representation.sides(data, "capacity"),
    ):  # fmt: skip
        assert frame.empty


def test_what_does_not_exist_is_said(data: ProgrammeData) -> None:
    with pytest.raises(UsageError, match=r'attribute: "sectr" is not one .*"sector"'):
        representation.by(data, "sectr")
    with pytest.raises(UsageError, match=r'reference: "feild" is not a reference .*"field"'):
        representation.by(data, "sector", "feild")
    with pytest.raises(UsageError, match='reference: "feild"'):
        representation.of(data, "feild")

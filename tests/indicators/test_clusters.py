"""The check on learning levels: groups that were put in come out, and chance does not."""

from __future__ import annotations

import itertools
from collections.abc import Hashable

import numpy as np
import pytest

from analysis.data import ProgrammeData
from analysis.indicators import clusters, enrolment, profile
from tests.indicators.conftest import Changed
from tests.indicators.small import plain

Row = dict[Hashable, object]


def world(kinds: list[tuple[str, str, float]]) -> dict[str, str]:
    """Participants that go on, each with a sector, a legal form and staff."""
    ids = [f"p{number:03}" for number in range(len(kinds))]
    people = ["participant | name | sector | legal_form | personal"]
    profiles = ["participant | as_of_on | fte"]
    for one, (sector, form, fte) in zip(ids, kinds, strict=True):
        people.append(f"{one} | {one} | {sector} | {form} | no")
        profiles.append(f"{one} | 2019-12-01 | {'' if fte < 0 else fte}")
    return {
        "participants": "\n".join(people),
        "profiles": "\n".join(profiles),
        "enrolments": "\n".join(["participant", *ids]),
        "withdrawals": "participant | stopped_on",
    }


TWO_KINDS = [("arts", "vzw", n / 100) for n in range(12)] + [
    ("heritage", "service", 30.0 + n) for n in range(8)
]


def test_two_kinds_of_participants_are_two_groups_that_hold(changed: Changed) -> None:
    data = changed(**world(TWO_KINDS))
    columns = ("stability", "groups", "stable", "least_value", "extent", "count", "base")
    assert plain(clusters.outcome(data), *columns) == [("all", 2, 2, 1.0, "all", 20, 20)]
    shown = ("cluster", "jaccard_value", "count", "sector", "fte_median")
    assert plain(clusters.stable(data), *shown) == [
        ("1", 1.0, 12, "arts", 0.055), ("2", 1.0, 8, "heritage", 33.5)
    ]  # fmt: skip
    chosen = clusters.tried(data)
    assert list(chosen.loc[chosen["chosen"], "groups"]) == [2]
    members = clusters.members(data)
    assert list(members.loc[members["cluster"] == "2", "participant"]) == [
        f"p{number:03}" for number in range(12, 20)
    ]


def test_levels_are_held_against_the_groups_when_all_of_them_hold(changed: Changed) -> None:
    tables = world(TWO_KINDS)
    lines = tables["profiles"].splitlines()
    tables["profiles"] = "\n".join(
        [f"{lines[0]} | capacity", *(f"{line} | volunteer" for line in lines[1:16]),
         *(f"{line} | professional" for line in lines[16:])]
    )  # fmt: skip
    # Fifteen run on volunteers, twelve of the first group and three of the second.
    assert plain(clusters.crossed(changed(**tables))) == [("low", 12, 3), ("high", 0, 5)]


def test_chance_gives_no_groups_that_hold(changed: Changed) -> None:
    draw = np.random.default_rng(5)
    noise = [
        (
            ["arts", "heritage", "youth"][draw.integers(3)],
            f"f{draw.integers(6)}",
            float(round(draw.random() * 9, 2)),
        )
        for _ in range(40)
    ]
    data = changed(**world(noise))
    assert plain(clusters.outcome(data), "stability", "stable") == [("none", 0)]
    assert clusters.stable(data).empty and clusters.members(data).empty
    assert clusters.crossed(data).empty


def test_who_has_too_little_recorded_is_left_out_and_told(changed: Changed) -> None:
    # Three attributes are taken together; whoever lacks one of them knows two thirds.
    data = changed(**world([*TWO_KINDS, ("", "vzw", 1.0), ("arts", "vzw", -1)]))
    assert plain(clusters.outcome(data), "count", "base") == [(20, 22)]


@pytest.mark.parametrize("size", [1, 2, 5])
def test_where_all_are_alike_there_is_nothing_to_tell_apart(changed: Changed, size: int) -> None:
    data = changed(**world([("arts", "vzw", 1.0)] * size))
    assert plain(clusters.outcome(data), "stability", "groups", "count") == [
        ("nothing", None, size)
    ]  # fmt: skip
    assert clusters.best(data).empty and clusters.tried(data).empty


def test_without_profiles_nobody_is_compared(
    persons: ProgrammeData, nothing: ProgrammeData
) -> None:
    for data in (persons, nothing):
        assert clusters.outcome(data).empty
        assert clusters.attributes(data).empty


def test_of_very_many_a_sample_is_compared_and_the_others_join(
    changed: Changed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clusters, "MANY", 15)
    data = changed(
        **world([(sector, form, fte + 0.005) for sector, form, fte in TWO_KINDS] + TWO_KINDS)
    )
    columns = ("stability", "drawn", "extent", "count")
    assert plain(clusters.outcome(data), *columns) == [("all", 15, "sample", 40)]
    assert list(clusters.stable(data)["count"]) == [24, 16]


def distance(one: Row, other: Row, ranges: dict[str, float]) -> float:
    """Gower's distance by sector, legal form, maturity and the order of magnitude of staff."""
    told = [float(one[name] != other[name]) for name in ("sector", "legal_form")]
    told += [abs(float(str(one[name])) - float(str(other[name]))) / most
             for name, most in ranges.items()]  # fmt: skip
    return sum(told) / len(told)


def test_the_groups_of_the_example_are_the_best_of_all_choices_of_three_medoids(
    example: ProgrammeData,
) -> None:
    # Worked out apart: every three of the 39 as medoids, with distances worked out one by one.
    every = profile.latest(example)
    every = every.assign(size=np.log1p(every["fte"].astype(float)), step=every["maturity"])
    rows = every[every["participant"].isin(enrolment.continuing(example))].to_dict("records")
    ranges = {
        name: float(np.ptp(every[name].astype("str").astype(float))) for name in ("size", "step")
    }
    distances = np.array([[distance(one, other, ranges) for other in rows] for one in rows])
    medoids = min(
        itertools.combinations(range(len(rows)), 3),
        key=lambda three: distances[list(three)].min(axis=0).sum(),
    )
    sizes = np.bincount(distances[list(medoids)].argmin(axis=0))
    assert plain(clusters.outcome(example), "groups", "stable", "count") == [(3, 2, 39)]
    assert sorted(sizes) == [6, 7, 26]
    assert list(clusters.stable(example)["count"]) == [26, 7]


def test_what_the_example_tells_of_its_groups(example: ProgrammeData) -> None:
    outcome = clusters.outcome(example)
    assert outcome["least_value"].iloc[0] < clusters.STABLE <= outcome["most_value"].iloc[0]
    assert outcome["error_value"].iloc[0] < 0.02
    names = list(clusters.attributes(example)["attribute"])
    assert names == ["sector", "legal_form", "maturity", "fte"]
    assert plain(clusters.tried(example), "groups", "count") == [(n, 39) for n in range(2, 7)]

"""Who the participants are, and what was planned: counted by hand in the tables of `small`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from analysis.data import ProgrammeData
from analysis.indicators import annexes, design, profile
from analysis.problems import UsageError
from analysis.programme import Text
from tests.indicators.conftest import Changed
from tests.indicators.small import plain


def test_the_last_profile_known_on_the_day_counts(data: ProgrammeData, changed: Changed) -> None:
    rows = profile.latest(data).set_index("participant")
    assert rows.loc["a", "capacity"] == "professional"
    assert pd.isna(rows.loc["e", "capacity"])
    later = profile.latest(changed(date(2020, 6, 1))).set_index("participant")
    assert later.loc["a", "capacity"] == "one_person"


def test_all_that_ever_enrolled_by_sector(data: ProgrammeData) -> None:
    assert plain(profile.by(data, "sector"), "sector", "count", "base") == [
        ("arts", 2, 5), ("heritage", 2, 5), ("youth", 0, 5), (None, 1, 5)
    ]  # fmt: skip


def test_those_present_at_a_session_by_sector(data: ProgrammeData) -> None:
    assert plain(profile.by(data, "sector", "plenary-1"), "sector", "count", "base") == [
        ("arts", 2, 3), ("heritage", 0, 3), ("youth", 0, 3), (None, 1, 3)
    ]  # fmt: skip
    assert plain(profile.most(data, "sector", "plenary-1"), "sector", "count", "base") == [
        ("arts", 2, 3)
    ]


def test_without_a_list_nobody_has_a_sector(nothing: ProgrammeData) -> None:
    assert profile.by(nothing, "sector", "plenary-1").empty
    assert profile.most(nothing, "sector").empty


def test_a_list_of_participants_by_one_of_its_columns(data: ProgrammeData) -> None:
    # a and b are of the arts and d is heritage.
    listed = annexes.participants(data, "plenary-1", "registered")
    assert plain(profile.among(data, "sector", listed), "sector", "count", "base") == [
        ("arts", 2, 3), ("heritage", 1, 3), ("youth", 0, 3)
    ]  # fmt: skip
    assert plain(profile.most_among(data, "sector", listed), "sector", "count") == [("arts", 2)]


def test_a_list_that_is_no_annex_cannot_be_counted(data: ProgrammeData) -> None:
    with pytest.raises(UsageError, match="does not say whom it lists"):
        profile.among(data, "sector", profile.latest(data))
    with pytest.raises(UsageError, match='"sectr" is not known of participants'):
        profile.among(data, "sectr", annexes.participants(data, "plenary-1", "registered"))


def test_who_is_in_no_address_list_is_counted_as_not_recorded(changed: Changed) -> None:
    data = changed(attendance="session | participant | present\nplenary-1 | x | yes")
    rows = profile.by(data, "sector", "plenary-1")
    assert plain(rows[rows["count"] > 0], "sector", "count", "base") == [(None, 1, 1)]


def test_an_attribute_that_participants_lack_is_said(data: ProgrammeData) -> None:
    with pytest.raises(UsageError, match=r'"secotr" is not known of participants.*"sector"'):
        profile.by(data, "secotr")


def test_sessions_stand_in_order_of_their_day(data: ProgrammeData) -> None:
    rows = design.sessions(data)
    columns = ("session", "number", "weekday", "domains", "domain_count", "component_count")
    # 15 January 2020 was a Wednesday, 10 March a Tuesday.
    assert plain(rows, *columns) == [
        ("plenary-1", 1, 3, "finance, strategy", 2, 2),
        ("class-1", 1, 3, "finance", 1, 0),
        ("plenary-2", 2, 2, "strategy", 1, 0),
    ]
    assert plain(rows, "staff")[:2] == [("An; Bo",), (None,)]
    assert plain(design.session(data, "plenary-1"), "venue") == [("De Zaal",)]


def test_what_was_held_depends_on_the_day(changed: Changed) -> None:
    data = changed(date(2020, 2, 12))
    assert plain(design.calendar(data), "session", "held", "published") == [
        ("plenary-1", True, True), ("class-1", True, False), ("plenary-2", False, False)
    ]  # fmt: skip
    assert plain(design.upcoming(data), "session") == [("plenary-2",)]
    assert plain(design.delivered(data), "kind", "count", "base", "share") == [
        ("plenary", 1, 2, 0.5), ("masterclass", 1, 1, 1.0)
    ]  # fmt: skip


def test_sessions_held_of_all_that_are_planned(changed: Changed) -> None:
    assert plain(design.held(changed(date(2020, 2, 12))), "unit", "count", "base") == [
        ("sessions", 2, 3)
    ]


def test_a_programme_without_sessions_has_a_design_without_sessions(data: ProgrammeData) -> None:
    programme = data.programme.model_copy(update={"sessions": [], "rounds": []})
    declared = replace(data.declarations, programme=programme)
    none = ProgrammeData(declared, data.folder, data.as_of)
    assert design.sessions(none).empty
    assert list(design.sessions(none).columns) == list(design.sessions(data).columns)
    assert design.upcoming(none).empty and design.calendar(none).empty
    assert design.held(none).empty and design.delivered(none).empty
    assert plain(design.consultations(none), "person_count", "days_before_start") == [(3, None)]


def test_when_all_were_held_none_is_upcoming(data: ProgrammeData) -> None:
    assert design.upcoming(data).empty


def test_the_design_as_declared(data: ProgrammeData) -> None:
    assert plain(design.parts_of(data, "plenary-1")) == [("talk",), ("drinks",)]
    assert plain(design.domains_of(data, "plenary-1")) == [("strategy",), ("finance",)]
    assert plain(design.components(data)) == [("coaching", 6, "turns")]
    # Finance: the first plenary and the masterclass; strategy: both plenaries; of three sessions.
    assert plain(design.domains(data), "domain", "unit", "count", "base") == [
        ("finance", "sessions", 2, 3), ("strategy", "sessions", 2, 3), ("hr", "sessions", 0, 3)
    ]  # fmt: skip
    assert plain(design.rounds(data)) == [
        ("after-1", "held", "plenary-1"), ("later", "held", None),
        ("after-2", "planned", "plenary-2"),
    ]  # fmt: skip
    assert plain(design.rules(data)) == [("be_there",)]
    assert plain(
        design.consultations(data), "consultation", "entry_count", "person_count",
        "days_before_start",
    ) == [("before", 2, 3, 10)]  # fmt: skip


def test_of_a_round_that_opens_later_only_what_was_announced_is_known(
    data: ProgrammeData,
) -> None:
    one, two, three = data.programme.rounds
    told = {"nl": "in de lente", "en": "in spring"}
    opens = {"opened": date(2020, 3, 10)}
    rounds = [
        one.model_copy(update=opens),
        two.model_copy(update={**opens, "expected": Text.model_validate(told)}),
        three,
    ]
    programme = data.programme.model_copy(update={"rounds": rounds})
    declared = replace(data, declarations=replace(data.declarations, programme=programme))
    assert plain(design.rounds(declared.on(date(2020, 3, 9)))) == [
        ("later", "planned", None), ("after-2", "planned", "plenary-2")
    ]  # fmt: skip
    assert plain(design.rounds(declared.on(date(2020, 3, 10)))) == [
        ("after-1", "held", "plenary-1"), ("later", "held", None),
        ("after-2", "planned", "plenary-2"),
    ]  # fmt: skip


DATED = """
participant | as_of_on   | capacity     | fte
a           | 2019-12-01 | volunteer    | 1
a           | 2020-02-01 | professional |
b           | 2020-02-01 | volunteer    | 2
e           | 2020-01-15 | volunteer    | 3
"""


def test_who_was_at_a_session_has_the_profile_of_its_day(changed: Changed) -> None:
    # Present on 15 January: a, b and e. Of b nothing was known yet, so its first profile counts.
    data = changed(profiles=DATED)
    assert plain(profile.by(data, "capacity", "plenary-1"), "capacity", "count") == [
        ("one_person", 0), ("volunteer", 3), ("professional", 0),
    ]  # fmt: skip
    # On 10 March only a was there, and had grown.
    assert plain(profile.by(data, "capacity", "plenary-2"), "capacity", "count") == [
        ("one_person", 0), ("volunteer", 0), ("professional", 1),
    ]  # fmt: skip


def test_what_a_later_profile_leaves_empty_is_as_it_was(changed: Changed) -> None:
    rows = profile.latest(changed(profiles=DATED)).set_index("participant")
    assert (rows.loc["a", "capacity"], rows.loc["a", "fte"]) == ("professional", 1.0)


def test_what_may_change_is_told_apart_by_session(data: ProgrammeData) -> None:
    told = [
        profile.by(data, attribute, session).attrs["counted"]["count"].by
        for attribute, session in (("capacity", "plenary-1"), ("sector", "plenary-1"),
                                   ("capacity", ""))
    ]  # fmt: skip
    assert told == [
        {"capacity:plenary-1": "capacity"}, {"sector": "sector"}, {"capacity": "capacity"},
    ]  # fmt: skip

"""What a notebook shows becomes a payload that reads back as it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from analysis import show
from analysis.counted import Counted
from analysis.draw.words import Words, catalogue
from analysis.payload import MIME_TYPE, Payload, Value, read
from analysis.problems import UserError
from analysis.show import output

LABELS = {"sector": {"arts": {"nl": "Kunsten"}}, "phase": {"a": {"nl": "Start"}}}
MESSAGES = {
    "demo.title": "Deelname",
    "sentence.example_kickoff": "{count} van {base} {unit}, {share}",
    "figure.example_kickoff": "Aanwezig",
    "figure.example_later": "Later",
    "table.example_sectors": "Sectoren",
    "table.example_nothing.empty": "De lijst ontbreekt.",
    "chart.example_sectors": "{count} uit de kunsten",
    "chart.example_sectors.subtitle": "Aantal organisaties per sector",
    "annex.example": "Deelnemers",
    "sentence.example_kickoff.empty": "{of}: niet geregistreerd.",
    "sentence.example_kickoff.without_base": "{count} {unit}",
    "chart.example_sectors.confidential": "Sectoren",
    "note.example_limits": "Dit zegt niet wat zij leerden.",
    "note.example_later": "Verwacht op {day} voor {sector}, {n}.",
    "column.sector": "Sector",
    "column.name": "Naam",
    "column.delegates": "Personen",
}


@pytest.fixture(autouse=True)
def shown(monkeypatch) -> Iterator[list[Payload]]:
    """The payloads shown so far; their bundles are what Jupyter would be given."""
    for id, text in MESSAGES.items():
        catalogue("nl").add(id, text)
    payloads: list[Payload] = []

    def display(bundle: dict[str, Any], raw: bool) -> None:
        assert raw and set(bundle) == {MIME_TYPE, "text/html", "text/plain"}
        payloads.append(read(bundle[MIME_TYPE]))

    monkeypatch.setattr(output, "display", display)
    output.remember(LABELS)
    yield payloads
    catalogue.cache_clear()


def test_what_nobody_was_asked_shows_nothing(shown: list[Payload]) -> None:
    nothing = pd.DataFrame({"sector": [], "count": []})
    nothing.attrs["unasked"] = True
    show.quote("example_kickoff", nothing, of="Q1")
    show.sentence("example_kickoff", nothing)
    show.table(nothing, "example_nothing")
    show.chart(nothing, "example_sectors", "sector", "count", audience="public")
    assert shown == []
    nothing.attrs["unasked"] = False
    show.table(nothing, "example_nothing")
    assert len(shown) == 1


@pytest.fixture
def kickoff() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "unit": ["organisations"],
            "count": pd.array([39], "Int64"),
            "base": [43],
            "share": [39 / 43],
        }
    )


@pytest.fixture
def sectors() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "sector": pd.Categorical(["arts", None]),
            "unit": "organisations",
            "count": pd.array([3, None], "Int64"),
        }
    )


def test_a_title_says_what_it_is_about_and_how_far_the_data_reach(shown):
    data = SimpleNamespace(id="demo-2019", as_of=date(2019, 4, 12), fictional=True, labels=LABELS)
    show.title("demo", data)
    (title,) = shown
    assert (title.programme, title.as_of, title.fictional) == ("demo-2019", date(2019, 4, 12), True)
    assert title.title.id == "demo.title" and title.subtitle is None
    assert title.audience == "public"


def test_a_sentence_takes_its_values_and_plural_from_one_row(shown, kickoff):
    show.sentence("example_kickoff", kickoff)
    message = shown[0].message
    assert message.count == 39
    assert message.values["base"] == Value(kind="count", value=43)
    assert message.values["unit"] == Value(kind="code", value="organisations", vocabulary="unit")
    assert shown[0].audience == "internal"


def test_a_quote_is_public_and_may_stand_alone(shown, kickoff):
    show.quote("example_kickoff", kickoff)
    (quote,) = shown
    assert (quote.type, quote.audience, quote.quotable) == ("sentence", "public", True)
    assert quote.message.values["base"].value == 43


def test_a_quote_without_a_row_says_what_was_not_recorded(shown, kickoff):
    show.quote("example_kickoff", kickoff.head(0), of=show.code("phase", "a"))
    (quote,) = shown
    assert quote.quotable
    assert Words("nl", LABELS).message(quote.message) == "Start: niet geregistreerd."


def test_a_base_that_was_not_recorded_is_not_named(shown, kickoff):
    show.quote("example_kickoff", kickoff.assign(base=None, share=None))
    assert Words("nl", LABELS).message(shown[0].message) == "39 organisaties"


def test_a_caution_says_what_may_not_be_concluded(shown):
    show.caution("example_limits")
    (note,) = shown
    assert (note.form, note.audience) == ("caution", "public")
    assert note.message.id == "note.example_limits"


def test_one_cell_says_once_that_there_is_nothing(shown, sectors, monkeypatch):
    nothing = sectors.iloc[:0]
    monkeypatch.setattr(output, "get_ipython", lambda: SimpleNamespace(execution_count=7))
    show.table(nothing, "example_nothing", "public")
    show.table(nothing, "example_nothing", "public")
    show.table(nothing, "example_nothing")
    assert [one.message.id for one in shown] == ["table.example_nothing.empty"]
    monkeypatch.setattr(output, "get_ipython", lambda: SimpleNamespace(execution_count=8))
    show.table(nothing, "example_nothing")
    show.table(nothing, "example_nothing", "public")
    # What insiders alone were told, everybody still has to be.
    assert [one.audience for one in shown] == ["public", "internal", "public"]


def test_a_sentence_of_two_rows_is_refused(sectors):
    with pytest.raises(
        UserError, match=r"sentence\.example_kickoff: .*one row, but this frame has 2"
    ):
        show.sentence("example_kickoff", sectors)


def test_missing_is_none_and_never_zero_or_nan(shown, sectors):
    show.table(sectors, "example_sectors", "public")
    (table,) = shown
    assert table.rows[1] == {"sector": None, "unit": "organisations", "count": None}
    assert table.rows[0]["count"] == 3 and type(table.rows[0]["count"]) is int
    assert table.row_key == ["sector"]
    assert table.columns[0].vocabulary == "sector"


def test_a_frame_may_name_the_vocabulary_of_a_column(shown):
    frame = pd.DataFrame({"sector": pd.Categorical(["a"]), "count": [1]})
    frame.attrs["vocabularies"] = {"sector": "phase"}
    show.table(frame, "example_sectors")
    assert shown[0].columns[0].vocabulary == "phase"


def test_a_column_that_is_a_code_is_headed_by_its_label(shown):
    frame = pd.DataFrame({"sector": pd.Categorical(["arts"]), "a": [4]})
    frame.attrs["headings"] = {"a": ("phase", "a")}
    show.table(frame, "example_sectors")
    assert Words("nl", LABELS).heading(shown[0].columns[1]) == "Start"


def test_a_column_may_be_called_otherwise_in_one_table(shown, sectors):
    catalogue("nl").add("table.example_sectors.column.count", "Ingeschreven")
    show.table(sectors, "example_sectors")
    assert Words("nl", LABELS).heading(shown[0].columns[2]) == "Ingeschreven"


def test_columns_for_one_audience_must_exist(sectors):
    with pytest.raises(UserError, match="no column secret"):
        show.table(sectors, "example_sectors", internal=["secret"])


def test_an_annex_numbers_its_rows(shown):
    show.annex(pd.DataFrame({"name": ["A", "B"]}), 1, "example", "public", internal=["name"])
    (annex,) = shown
    assert [row["no"] for row in annex.rows] == [1, 2]
    assert (annex.annex, annex.row_key) == (1, ["no"])
    assert annex.columns[1].audience == "internal"


def test_an_annex_says_who_is_in_it_and_who_may_see_persons(shown):
    people = pd.DataFrame({"name": ["A"], "delegates": ["B"]})
    people.attrs["listed"] = Counted(unit="organisations", of={"state": ["attended"]})
    show.annex(people, 1, "example", "public", ["name"], restricted=["delegates"])
    (annex,) = shown
    assert annex.listed == people.attrs["listed"]
    assert [column.audience for column in annex.columns] == ["both", "internal", "restricted"]


def test_a_chart_whose_headline_has_no_row_says_no_number(shown, sectors):
    show.chart(sectors, "example_sectors", "sector", "count", headline=sectors.head(0))
    assert shown[0].headline.id == "chart.example_sectors.confidential"


def test_a_chart_words_its_headline_from_a_frame(shown, sectors):
    show.chart(sectors, "example_sectors", "sector", "count", headline=sectors.head(1))
    (chart,) = shown
    assert chart.series == ["count"] and chart.headline.values["count"].value == 3


def test_key_figures_keep_their_base_and_say_what_is_not_recorded(shown, kickoff):
    show.key_figures("public", example_kickoff=kickoff, example_later=kickoff.head(0))
    first, second = shown[0].figures
    assert (first.value.value, first.base.value, first.unit) == (39, 43, "organisations")
    assert second.value == Value(kind="count") and second.unit == ""


@pytest.mark.parametrize("id", ["sectors", "nothing"])
def test_an_empty_frame_says_that_nothing_is_recorded(shown, sectors, id):
    show.table(sectors.head(0), f"example_{id}", "public")
    (note,) = shown
    assert (note.form, note.audience) == ("missing", "public")
    assert note.message.id == ("table.example_nothing.empty" if id == "nothing" else "note.missing")


def test_values_given_by_name_get_their_kind_from_their_type(shown):
    show.note("example_later", day=date(2019, 6, 1), sector=show.code("sector", "arts"), n=3)
    values = shown[0].message.values
    assert values["day"] == Value(kind="date", value="2019-06-01")
    assert values["sector"] == Value(kind="code", value="arts", vocabulary="sector")
    assert values["n"] == Value(kind="count", value=3)


def test_the_kind_of_a_column_follows_from_its_name_and_type(shown):
    frame = pd.DataFrame(
        {
            "name": ["x"],
            "paid": pd.array([True], "boolean"),
            "left_on": pd.to_datetime(["2019-03-01"]),
            "present_count": pd.array([1.0], "Float64"),
            "response_share": [0.5],
            "score": [3.9],
        }
    )
    from analysis.show.columns import columns, rows

    kinds = [column.kind for column in columns(frame)]
    assert kinds == ["text", "mark", "date", "count", "share", "number"]
    assert rows(frame) == [
        {
            "name": "x",
            "paid": True,
            "left_on": "2019-03-01",
            "present_count": 1,
            "response_share": 0.5,
            "score": 3.9,
        }
    ]

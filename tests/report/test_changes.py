"""What changed is worked out from what two editions showed, and never tells what one hid."""

from __future__ import annotations

from datetime import date
from typing import Any

from analysis.draw.words import Words
from analysis.payload import (
    Chart,
    Column,
    Hidden,
    KeyFigure,
    KeyFigures,
    Message,
    Observed,
    Payload,
    Sentence,
    Table,
    Value,
)
from analysis.report.change_words import MOST, causes, worded
from analysis.report.changes import between
from analysis.report.frame import Change

SECRET = Hidden(hidden="confidential")
WORDS = Words("nl", {"sector": {"arts": {"nl": "Kunsten"}, "circus": {"nl": "Circus"}}})
COUNT, SECTOR = Column(key="count", kind="count"), Column(
    key="sector", kind="code", vocabulary="sector"
)  # fmt: skip


def table(*rows: tuple[str, Any], columns: tuple[Column, ...] = (SECTOR, COUNT)) -> Table:
    """A table of sectors; the message of its caption says nothing of its rows."""
    return Table(
        id="sectors",
        caption=Message(id="column.count"),
        columns=list(columns),
        rows=[{"sector": sector, "count": count} for sector, count in rows],
        row_key=["sector"],
    )


def chart(*rows: tuple[str, Any]) -> Chart:
    return Chart(
        id="sectors_drawn",
        headline=Message(id="column.count"),
        subtitle=Message(id="column.base"),
        columns=[SECTOR, COUNT],
        rows=[{"sector": sector, "count": count} for sector, count in rows],
        category="sector",
        series=["count"],
    )


def figure(value: Any, base: Any = 44) -> KeyFigures:
    return KeyFigures(
        figures=[
            KeyFigure(
                label=Message(id="column.share"),
                value=Value(kind="count", value=value),
                base=Value(kind="count", value=base),
                unit="organisations",
            )
        ]
    )


def sentence(count: Any) -> Sentence:
    return Sentence(
        cell="how-many",
        message=Message(id="figure.of", values={
            "base": Value(kind="count", value=count), "unit": Value(kind="text", value="orgs")
        }),
    )  # fmt: skip


def said(old: list[Payload], new: list[Payload]) -> list[Change]:
    return list(worded(between(old, new), (), WORDS))


def test_two_equal_editions_differ_in_nothing() -> None:
    edition = [figure(39), table(("arts", 13)), chart(("arts", 13)), sentence(39)]
    assert between(edition, edition) == []
    assert said(edition, edition) == []
    cause = (Change("method", "Anders."),)
    assert [line.text for line in worded([], cause, WORDS)] == [
        "Anders.",
        "Geen enkel cijfer is daardoor veranderd.",
    ]


def test_a_cell_is_found_by_the_key_of_its_row_wherever_that_row_stands() -> None:
    old, new = table(("arts", 13), ("circus", 7)), table(("circus", 8), ("arts", 13))
    (found,) = between([old], [new])
    assert (found.what, found.how) == ("cell", "changed")
    (line,) = said([old], [new])
    assert line.text == "Aantal – Circus: Aantal"
    assert (line.before, line.after) == ("7", "8")


def test_rows_and_columns_come_and_go() -> None:
    old, new = table(("arts", 13)), table(("circus", 7))
    assert [(one.what, one.how) for one in between([old], [new])] == [
        ("row", "new"),
        ("row", "gone"),
    ]
    assert [line.text for line in said([old], [new])] == [
        "Aantal: “Circus” is nieuw.",
        "Aantal: “Kunsten” is weggevallen.",
    ]
    fewer = table(("arts", 13), columns=(SECTOR,))
    assert [(one.what, one.how) for one in between([fewer], [old])] == [("column", "new")]
    assert [(one.what, one.how) for one in between([old], [fewer])] == [("column", "gone")]


def test_tables_sentences_and_figures_come_and_go() -> None:
    everything = [figure(39), table(("arts", 13)), sentence(39)]
    for old, new, how in (([], everything, "new"), (everything, [], "gone")):
        found = between(old, new)
        assert [(one.what, one.how) for one in found] == [
            ("figure", how), ("table", how), ("sentence", how)
        ]  # fmt: skip


def test_what_is_no_longer_shown_is_not_told() -> None:
    old, new = table(("circus", 4)), table(("circus", SECRET))
    (found,) = between([old], [new])
    assert (found.how, found.before, found.after) == ("hidden", None, None)
    (line,) = said([old], [new])
    assert (line.before, line.after) == ("", "niet meer getoond")
    for before, after in ((figure(4), figure(SECRET)), (sentence(4), sentence(SECRET))):
        assert "4" not in str(between([before], [after]))
        assert "4" not in "".join(f"{one}" for one in said([before], [after]))


def test_what_was_hidden_and_is_shown_now_is_worded_so() -> None:
    (line,) = said([table(("circus", SECRET))], [table(("circus", 9))])
    assert (line.before, line.after) == ("niet getoond", "9")


def test_hidden_for_another_reason_is_no_change() -> None:
    small = Hidden(hidden="small_base")
    assert between([table(("circus", SECRET))], [table(("circus", small))]) == []


def test_a_chart_of_a_table_tells_its_differences_once() -> None:
    old = [table(("arts", 13)), chart(("arts", 13))]
    new = [table(("arts", 14)), chart(("arts", 14))]
    assert len(between(old, new)) == 1


def test_a_figure_of_which_only_the_base_moved_says_so() -> None:
    (line,) = said([figure(39, 44)], [figure(39, 43)])
    assert line.text.endswith("totaal waarvan dit een deel is")
    assert (line.before, line.after) == ("44", "43")


def test_rows_without_a_key_for_the_reader_are_only_said_to_differ() -> None:
    old, new = (table(("arts", n)).model_copy(update={"row_key": []}) for n in (1, 2))
    assert [line.text for line in said([old], [new])] == [
        "Een rij van een tabel of figuur is nieuw of anders.",
        "Een rij van een tabel of figuur is weggevallen of anders.",
    ]


def test_a_figure_in_the_key_of_a_row_is_no_name_of_it() -> None:
    old, new = (
        table(("circus", count)).model_copy(update={"row_key": ["sector", "count"]})
        for count in (4, SECRET)
    )
    (line,) = said([old], [new])
    assert (line.text, line.before) == ("Aantal – Circus: Aantal", "")


def test_many_differences_are_named_up_to_a_limit_and_the_rest_counted() -> None:
    rows = 40
    old = table(*((f"s{n}", n) for n in range(rows)))
    new = table(*((f"s{n}", n + 1) for n in range(rows)))
    labels = {"sector": {f"s{n}": {"nl": f"Sector {n}"} for n in range(rows)}}
    lines = worded(between([old], [new]), (), Words("nl", labels))
    assert len(lines) == MOST + 1
    assert lines[-1].text == f"En nog {rows - MOST} andere verschillen."


def test_words_that_are_gone_from_the_catalogue_are_not_missed() -> None:
    gone = Sentence(message=Message(id="sentence.that_was_dropped_long_ago"))
    assert [line.text for line in said([gone], [])] == ["Een zin is weggevallen."]


def test_the_cause_comes_first_with_the_days_and_the_publishers_reason() -> None:
    first, later = date(2019, 3, 12), date(2019, 4, 5)
    lines = causes(["data", "method"], first, later, "De enquête is binnen.", WORDS)
    assert [(line.kind, line.text) for line in lines] == [
        ("data", "De gegevens lopen nu tot en met 5 april 2019, in plaats van 12 maart 2019."),
        ("method", "We tellen, berekenen of tonen iets op een andere manier."),
        ("data", "De enquête is binnen."),
    ]


def bins(*counts: int, **given: Any) -> Chart:
    rows = [{"from": n, "to": n + 1, "count": count} for n, count in enumerate(counts)]
    columns = [Column(key=key, kind="number") for key in ("from", "to")]
    return chart(("arts", 1)).model_copy(
        update={"columns": [*columns, COUNT], "rows": rows, "form": "dots", "category": "from"}
        | given
    )


def test_a_bin_or_moment_of_a_chart_is_named_by_its_number() -> None:
    (line,) = said([bins(3, 4)], [bins(3, 5)])
    assert (line.before, line.after) == ("4", "5") and "1" in line.text


def test_what_chance_gives_anew_in_each_edition_is_no_difference() -> None:
    found = {"form": "distribution", "observed": Observed(value=Value(kind="number", value=0.5))}
    assert said([bins(3, 4, **found)], [bins(2, 5, **found)]) == []

"""Tables and their files."""

from __future__ import annotations

import base64
import re

import pytest

from analysis.draw.csv import csv_text, download, machine_text
from analysis.draw.table import MOST_CARRIED, MOST_ROWS, table
from analysis.draw.words import Words
from analysis.payload import Column, Hidden, Message, Table

SECTOR = Column(key="sector", kind="code", vocabulary="sector")
COUNT = Column(key="count", kind="count")
ROWS = [
    {"sector": "arts", "count": 13},
    {"sector": "heritage", "count": 9},
    {"sector": "circus", "count": None},
]

LABELS = {one: {"nl": one, "en": one} for one in ("arts", "heritage", "circus")}


def sectors(**changes: object) -> Table:
    given = {
        "id": "example_sectors",
        "caption": Message(id="table.example_sectors"),
        "columns": [SECTOR, COUNT],
        "rows": ROWS,
        "row_key": ["sector"],
    }
    return Table(**{**given, **changes})


def test_a_table_has_a_numbered_caption_and_scoped_headings(words):
    html = table(sectors(), words, 3)
    assert '<span class="number">Tabel 3.</span> Organisaties per sector' in html
    assert (
        '<th scope="col" class="middling">Sector</th><th scope="col" class="figure">Aantal</th>'
        in html
    )
    assert '<th scope="row">Cultureel erfgoed</th><td class="figure">9</td>' in html


def test_a_table_scrolls_in_a_region_that_has_a_name_and_takes_focus(words):
    assert 'role="group" tabindex="0" aria-labelledby="table-example_sectors-caption"' in table(
        sectors(), words, 1
    )


def test_what_is_not_recorded_is_explained_above_the_table(words):
    html = table(sectors(), words, 1)
    assert html.index("[x] = niet geregistreerd") < html.index("<thead>")
    assert '<td class="figure">[x]</td>' in html
    assert "[x]" not in table(sectors(rows=ROWS[:2]), words, 1)


def test_a_unit_that_all_rows_share_is_said_once_above_the_table(words):
    unit = Column(key="unit", kind="code", vocabulary="unit")
    rows = [{**row, "unit": "organisations"} for row in ROWS]
    html = table(sectors(columns=[SECTOR, unit, COUNT], rows=rows), words, 1)
    assert html.count("organisaties") == 1 and "Eenheid: organisaties" in html
    mixed = [rows[0], {**rows[1], "unit": "persons"}]
    html = table(sectors(columns=[SECTOR, unit, COUNT], rows=mixed), words, 1)
    assert "<td>organisaties</td>" in html and "<td>personen</td>" in html


def test_names_cannot_bring_markup(words):
    html = table(sectors(), words, 1)
    assert "<letteren>" not in html and "Kunsten &amp; &lt;letteren&gt;" in html


def test_what_people_wrote_says_its_language_where_the_page_is_in_another():
    told = Message(id="table.open_quotes")
    text = Column(key="text", kind="text", language="language", heading=told)
    rows = [
        {"sector": "arts", "text": "Te kort", "language": "nl"},
        {"sector": "heritage", "text": "Trop court", "language": "fr"},
        {"sector": "circus", "text": "Too short", "language": "en"},
        {"sector": "heritage", "text": None, "language": "nl"},
    ]
    said = sectors(columns=[SECTOR, text], rows=rows, caption=told)
    html = table(said, Words("en", {"sector": LABELS}), 1)
    assert '<td lang="nl">Te kort</td>' in html
    assert '<td lang="fr">Trop court</td>' in html
    assert "<td>Too short</td>" in html
    assert html.count("lang=") == 2
    assert "<td>Te kort</td>" in table(said, Words("nl", {"sector": LABELS}), 1)


def test_an_annex_is_called_so_and_its_rows_are_named_by_more_than_a_number(words):
    number = Column(key="no", kind="number")
    rows = [{"no": 1, "sector": "arts", "count": 2}]
    html = table(
        sectors(annex=2, columns=[number, SECTOR, COUNT], rows=rows, row_key=["no"]), words, 0
    )
    assert "Bijlage 2." in html
    assert '<td class="figure">1</td><th scope="row">' in html


def test_the_file_opens_in_a_dutch_excel(words):
    columns = [SECTOR, COUNT, Column(key="share", kind="share"), Column(key="x_on", kind="date",
               heading=Message(id="page.as_of"))]  # fmt: skip
    rows = [{"sector": "heritage", "count": 1234, "share": 39 / 43, "x_on": "2019-02-20"},
            {"sector": None, "count": 0, "share": None, "x_on": None}]  # fmt: skip
    assert csv_text(columns, rows, words) == (
        "\ufeffSector;Aantal;Aandeel;Stand van de gegevens\r\n"
        "Cultureel erfgoed;1234;0,906977;2019-02-20\r\n"
        "[x];0;[x];[x]\r\n"
    )


def test_the_file_of_an_english_page_opens_in_an_english_excel():
    columns = [COUNT, Column(key="share", kind="share")]
    text = csv_text(columns, [{"count": 1234, "share": 39 / 43}], Words("en"))
    assert text.startswith("\ufeff") and text.split("\r\n")[1] == "1234,0.906977"


def test_the_file_for_machines_holds_ids_codes_and_flags():
    columns = [SECTOR, COUNT, Column(key="share", kind="share"), Column(key="x_on", kind="date")]
    small, secret = Hidden(hidden="small_base"), Hidden(hidden="confidential")
    rows = [{"sector": "arts", "count": 1234, "share": 39 / 43, "x_on": "2019-02-20"},
            {"sector": "circus", "count": secret, "share": small, "x_on": None},
            {"sector": "heritage", "count": None, "share": 0.5, "x_on": "2019-03-29"}]  # fmt: skip
    assert machine_text(columns, rows) == (
        "sector,count,count_flag,share,share_flag,x_on,x_on_flag\r\n"
        "arts,1234,,0.906977,,2019-02-20,\r\n"
        "circus,,c,,u,,:\r\n"
        "heritage,,:,0.5,,2019-03-29,\r\n"
    )


@pytest.mark.parametrize("text", ["=1+1", "+32 9", "-x", "@som", "\tx"])
def test_a_text_never_becomes_a_formula(text, words):
    column = Column(key="sector", kind="text")
    for made in (
        csv_text([column], [{"sector": text}], words),
        machine_text([column], [{"sector": text}]),
    ):
        assert made.split("\r\n")[1].strip('"') == f"'{text}"


def test_a_negative_number_stays_a_number(words):
    column = Column(key="value", kind="number")
    assert csv_text([column], [{"value": -1.5}], words).split("\r\n")[1] == "-1,5"


def test_both_files_can_be_taken_along_under_a_name_that_says_for_whom(words):
    html = table(sectors(), words, 1, "INTERN-demo-nl-")
    assert 'download="INTERN-demo-nl-table-example_sectors.csv"' in html
    assert 'download="INTERN-demo-nl-table-example_sectors.machine.csv"' in html


def test_a_table_of_many_columns_is_set_closer(words):
    heading = Message(id="chart.example_sectors")  # 30 characters
    columns = [Column(key=f"c{n}", kind="text", heading=heading) for n in range(8)]
    rows = [{column.key: "x" for column in columns}]
    broad = table(sectors(columns=columns, rows=rows, row_key=["c0"]), words, 1)
    assert '<table class="close">' in broad
    small = table(sectors(columns=columns[:2], rows=rows, row_key=["c0"]), words, 1)
    assert 'class="close"' not in small


def test_the_file_travels_within_the_page(words):
    address = download([COUNT], [{"count": 1}], words)
    head, content = address.split(",", 1)
    assert head == "data:text/csv;charset=utf-8;base64"
    assert base64.b64decode(content).decode() == "\ufeffAantal\r\n1\r\n"


def numbered(many: int, **changes: object) -> Table:
    number = Column(key="no", kind="number")
    rows = [{"no": n, "sector": "arts", "count": n} for n in range(1, many + 1)]
    return sectors(columns=[number, SECTOR, COUNT], rows=rows, row_key=["no"], **changes)


def files_of(html: str) -> list[str]:
    return [
        base64.b64decode(found).decode("utf-8-sig")
        for found in re.findall(r'href="data:text/csv;charset=utf-8;base64,([^"]+)"', html)
    ]


def test_a_page_shows_the_first_rows_of_a_large_table_and_says_so(words):
    html = table(numbered(MOST_ROWS + 50), words, 1)
    assert html.count("<tr>") == 1 + MOST_ROWS
    assert '<td class="figure">200</td>' in html and '<td class="figure">201</td>' not in html
    assert "Hier staan de eerste 200 van 250 rijen." in html
    for text in files_of(html):
        assert len(text.splitlines()) == 1 + MOST_ROWS + 50


def test_a_table_that_fits_and_an_annex_are_shown_whole(words):
    for payload in (numbered(MOST_ROWS), numbered(MOST_ROWS + 50, annex=1)):
        html = table(payload, words, 1)
        assert html.count("<tr>") == 1 + len(payload.rows)
        assert "de eerste" not in html


def test_the_files_of_a_very_large_table_stand_beside_the_page(words):
    html = table(numbered(MOST_CARRIED + 1), words, 1, "INTERN-demo-nl-", beside=True)
    assert 'href="INTERN-demo-nl-table-example_sectors.csv"' in html
    assert 'href="INTERN-demo-nl-table-example_sectors.machine.csv"' in html
    assert "data:" not in html and "Stuur je de pagina door, stuur ze dan mee." in html
    assert len(html) < 60_000
    for carried in (
        table(numbered(MOST_CARRIED + 1), words, 1),
        table(numbered(MOST_CARRIED), words, 1, beside=True),
    ):
        assert len(files_of(carried)) == 2 and "stuur ze dan mee" not in carried

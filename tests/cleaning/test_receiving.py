"""From a file to records: the header is found, and every row gets exactly one disposition."""

import pytest

from analysis.problems import DeclarationError, ExportError

COLUMNS = 'participant = "Wie", present = "Aanwezig", sector = "Sector", remark = "Opm"'
USED, BLANK, HEADER = ("used", None), ("ignored", "blank"), ("ignored", "header")


@pytest.fixture
def listed(tried, entry):
    """Clean one attendance list with sectors and remarks."""

    def run(table, more="", corrections="", columns=COLUMNS):
        return tried(entry("attendance", columns, more), corrections, list=table)

    return run


def test_the_header_is_found_below_titles(listed):
    found = listed("""
Kick-off van 15 januari
;;;
Gelieve te tekenen
 wie ;AANWEZIG;Sector;Opm
Alfa;x;;
""")
    above = ("ignored", "above_header")
    assert found.became() == {1: above, 2: BLANK, 3: above, 4: HEADER, 5: USED}


def test_a_header_may_stand_under_several_names(listed):
    found = listed(
        "Organisatie;Aanwezig;Sector;Opm\nAlfa;x;;\n",
        columns=COLUMNS.replace('"Wie"', '["Wie", "Organisatie"]'),
    )
    assert found.became()[2] == USED


def test_a_renamed_column_is_named_with_the_nearest_header(listed):
    with pytest.raises(ExportError) as raised:
        listed("Wie;Aanwezigheid;Sector;Opm\nAlfa;x;;\n")
    assert raised.value.sentences == (
        'data/raw/demo/list.csv, line 1: there is no column "Aanwezig". Known: Aanwezigheid, Opm, '
        'Sector, Wie. Did you mean "Aanwezigheid"? Say in programme.toml, in the columns of this '
        "export, under which header it stands.",
    )


def test_each_lost_column_gets_a_sentence(listed):
    with pytest.raises(ExportError) as raised:
        listed("Wie;A;S;Opm\nAlfa;x;;\n")
    assert ['"Aanwezig"' in s or '"Sector"' in s for s in raised.value.sentences] == [True, True]


def test_another_delimiter_than_declared_loses_all_columns_in_one_sentence(listed):
    with pytest.raises(ExportError, match="Check the delimiter") as raised:
        listed("Wie,Aanwezig,Sector,Opm\nAlfa,x,,\n")
    assert len(raised.value.sentences) == 1


def test_a_declared_column_may_not_stand_twice(listed):
    with pytest.raises(ExportError, match='line 1: the column "Wie" stands twice'):
        listed("Wie;Aanwezig;Sector;Opm;wie\nAlfa;x;;;\n")


def test_exports_that_cannot_be_read_are_said_all_at_once(tried, entry):
    entries = entry("attendance", 'participant = "Wie", present = "P"') + entry(
        "withdrawals", 'participant = "Wie", stopped_on = "Wanneer"', identity="gone"
    )
    with pytest.raises(ExportError) as raised:
        tried(entries, list="", accounts="Firma\nAlfa\n")
    files = [sentence.split(",")[0].split(":")[0] for sentence in raised.value.sentences]
    assert files == [f"data/raw/demo/{name}.csv" for name in ("accounts", "list", "gone")]


def test_rows_without_data_of_their_own_are_ignored_and_the_others_used(listed):
    found = listed(
        """
Wie;Aanwezig;Sector;Opm;;
Alfa;x;;;;
;;;;;

Wie;Aanwezig;Sector;Opm
Beta;afw;;;;
Alfa;x;;;;
test;x;;;;
Totaal: 1 aanwezig, 1 afwezig
""",
        more="""
[[exports.ignore]]
column = "participant"
equals = "TEST"
because = { nl = "een test", en = "a test" }

[[exports.totals]]
column = "participant"
contains = "Totaal"
counts = ["present", "absent"]
""",
    )
    assert found.became() == {
        1: HEADER,
        2: USED,
        3: BLANK,
        4: BLANK,
        5: HEADER,
        6: USED,
        7: ("ignored", "repeated"),
        8: ("ignored", "list.0"),
        9: ("ignored", "total"),
    }
    assert found.problems() == []


def test_a_row_with_more_cells_than_the_header_is_refused(listed):
    found = listed("Wie;Aanwezig;Sector;Opm\nAlfa;x;;komt; met trein\nBeta;x\n")
    assert found.became()[2] == ("refused", "ragged")
    assert found.became()[3] == USED
    assert "more cells than the 4 of the header" in found.sentences()


def test_a_total_that_differs_is_a_remark_and_the_rows_are_used(listed):
    found = listed(
        "Wie;Aanwezig;Sector;Opm\nAlfa;x;;\nBeta;x;;\n12;Totaal 5 aanwezig;;\n",
        more="""
[[exports.totals]]
column = "present"
contains = "Totaal"
counts = ["present"]
""",
    )
    assert found.problems() == [(4, "total_differs")]
    assert "The list says [5] for present; its rows give [2]." in found.sentences()


FILLED = """
Wie;Aanwezig;Sector;Opm
test;x;Kunsten;
Alfa;x;;
Wie;Aanwezig;Sector;Opm
Beta;x;;
Totaal;;Alles;
Alfa;afw;;
"""
RULES = """
fill_down = ["sector"]

[[exports.ignore]]
column = "participant"
equals = "test"
because = { nl = "een test", en = "a test" }

[[exports.totals]]
column = "participant"
contains = "Totaal"
counts = []

[[exports.treat]]
column = "sector"
equals = "Kunsten"
set = "walk_in"
to = "ja"
because = { nl = "om te zien wat er staat", en = "to see what stands there" }
"""


def test_words_fill_down_a_block_even_when_its_first_row_is_ignored(listed):
    # A total or a repeated header is no part of a block.
    found = listed(FILLED, more=RULES)
    assert found.rows("attendance", "line", "walk_in") == [(3, True), (5, True), (7, True)]


def test_a_cell_is_filled_in_because_another_says_so_and_missing_words_are_emptied(listed):
    found = listed(
        "Wie;Aanwezig;Sector;Opm\nAlfa;x;;enkel VM\nBeta;nvt;;\n",
        more="""
missing = ["NVT"]

[[exports.treat]]
column = "remark"
equals = "enkel vm"
set = "present"
to = "enkel VM"
because = { nl = "de opmerking zegt het", en = "the remark says so" }
""",
    )
    assert found.rows("attendance", "present", "partial") == [(True, True), (False, False)]
    assert found.problems() == []


@pytest.mark.parametrize(
    ("rule", "ignored"),
    [
        ('equals = "Nee "', [3]),
        ('starts_with = "ne"', [3, 4]),
        ('contains = "e"', [3, 4]),
        ("empty = true", [2]),
        ("empty = false", [3, 4]),
    ],
)
def test_a_rule_tests_a_cell_in_one_way(listed, rule, ignored):
    found = listed(
        "Wie;Aanwezig;Sector;Opm\nAlfa;x;;\nBeta;x;;nee\nAlfa;-;;neen, ziek\n",
        more=f"""
[[exports.ignore]]
column = "remark"
{rule}
because = {{ nl = "regel", en = "rule" }}
""",
    )
    assert [line for line, (_, why) in found.became().items() if why == "list.0"] == ignored


CORRECTION = """
[[corrections]]
export = "list"
where = { remark = "1" }
column = "participant"
wrong = "Alfaa"
right = "Alfa"
because = { nl = "tikfout", en = "typing error" }
decided_on = 2020-01-21
decided_by = { nl = "steward", en = "steward" }
"""


def test_a_correction_puts_one_cell_right(listed):
    found = listed("Wie;Aanwezig;Sector;Opm\nAlfaa;x;;1\n", corrections=CORRECTION)
    assert found.became()[2] == USED


@pytest.mark.parametrize(
    ("rows", "matches"),
    [("Alfa;x;;1\n", 0), ("Alfaa;x;;2\n", 0), ("Alfaa;x;;1\nALFAA;-;;1\n", 2)],
)
def test_a_correction_that_does_not_match_exactly_one_row_is_an_error(listed, rows, matches):
    with pytest.raises(DeclarationError, match=rf"corrections\[0\]: it matches {matches} rows"):
        listed(f"Wie;Aanwezig;Sector;Opm\n{rows}", corrections=CORRECTION)

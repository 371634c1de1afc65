"""A delimited file is read as it was declared, or one sentence says what is wrong with it."""

import re
import tracemalloc
from pathlib import Path

import pytest

from analysis.exports import delimited, encoded
from analysis.problems import ExportError
from tests.exports.entries import entry

TABLE = "Wie;Aanwezig\nCafé Één;x\n’t Spieker;\n"
READ = [(1, ("Wie", "Aanwezig")), (2, ("Café Één", "x")), (3, ("’t Spieker", ""))]


def read(tmp_path: Path, content: bytes, encoding: str = "utf-8", delimiter: str = ";"):
    path = tmp_path / "lijst.csv"
    path.write_bytes(content)
    declared = entry(path.name, encoding=encoding, delimiter=delimiter)
    rows = delimited.read(path, "data/raw/demo/lijst.csv", declared).rows
    return [(row.line, row.cells) for row in rows]


def refused(tmp_path: Path, content: bytes, encoding: str = "utf-8", delimiter: str = ";") -> str:
    with pytest.raises(ExportError) as raised:
        read(tmp_path, content, encoding, delimiter)
    (sentence,) = raised.value.sentences
    assert sentence.startswith("data/raw/demo/lijst.csv")
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


@pytest.mark.parametrize(
    ("written", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-8", "UTF8"),
        ("cp1252", "cp1252"),
        ("cp1252", "windows-1252"),
        ("utf-16", "utf-16"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-16"),
        ("mac_roman", "mac_roman"),
        ("mac_roman", "macintosh"),
    ],
)
def test_the_declared_encoding_gives_the_text_without_byte_order_mark(tmp_path, written, declared):
    assert read(tmp_path, TABLE.encode(written), declared) == READ


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_ends_a_row(tmp_path, end):
    assert read(tmp_path, TABLE.replace("\n", end).encode()) == READ


def test_a_last_line_without_line_end_is_a_row_too(tmp_path):
    assert read(tmp_path, TABLE.rstrip("\n").encode()) == READ


def test_a_record_stands_on_the_line_on_which_it_starts(tmp_path):
    content = b'a;b\n"1\n2\n3";x\n\n4;y\n'
    assert read(tmp_path, content) == [
        (1, ("a", "b")),
        (2, ("1\n2\n3", "x")),
        (5, ()),
        (6, ("4", "y")),
    ]


def test_ragged_rows_keep_all_their_cells(tmp_path):
    content = b"a;b\n1\n1;2;3\n"
    assert read(tmp_path, content) == [(1, ("a", "b")), (2, ("1",)), (3, ("1", "2", "3"))]


def test_quotation_marks_within_a_cell_are_read_as_tools_write_them(tmp_path):
    assert read(tmp_path, b'"Kring ""Ons; Verzet""";x\n')[0][1] == ('Kring "Ons; Verzet"', "x")


@pytest.mark.parametrize(
    ("written", "declared", "advised"),
    [
        ("cp1252", "utf-8", 'line 2: a character.*"cp1252"'),
        ("utf-8", "cp1252", 'the text is UTF-8.*"utf-8"'),
        ("utf-8", "latin-1", 'the text is UTF-8.*"utf-8"'),
        ("cp1252", "latin-1", 'line 3: a character.*"cp1252"'),
        ("utf-16", "utf-8", 'the text is UTF-16.*"utf-16"'),
        ("utf-16", "cp1252", 'the text is UTF-16.*"utf-16"'),
        ("utf-16-le", "utf-8", 'null bytes.*"utf-16-le"'),
        ("utf-16-be", "utf-16-le", 'the text is UTF-16-BE.*"utf-16-be"'),
        ("utf-16", "utf-16-be", 'the text is UTF-16-LE.*"utf-16-le"'),
        ("utf-8", "mac_roman", 'the text is UTF-8.*"utf-8"'),
        ("utf-8", "utf-16", 'the text is UTF-8.*"utf-8"'),
        ("utf-8", "klingon", '"klingon" is not an encoding'),
        ("utf-8", "hex", '"hex" is not an encoding'),
    ],
)
def test_another_encoding_than_declared_is_said_and_the_right_one_advised(
    tmp_path, written, declared, advised
):
    sentence = refused(tmp_path, TABLE.encode(written), declared)
    assert re.search(advised, sentence)


def test_a_file_with_null_bytes_is_no_text(tmp_path):
    assert "null bytes" in refused(tmp_path, b"a;b\n1;\x002\n")


def test_an_empty_file_is_to_be_downloaded_again(tmp_path):
    assert "empty. Download it again" in refused(tmp_path, b"")


def test_an_unterminated_quotation_mark_is_found_on_the_line_where_it_opens(tmp_path):
    sentence = refused(tmp_path, b'a;b\n1;2\n3;"x\n4;y\n5;z\n')
    assert "line 3: a quotation mark is opened here and never closed" in sentence


def test_a_cell_of_two_megabytes_is_refused_with_its_line(tmp_path):
    assert "line 2: this is not readable" in refused(tmp_path, b"a;b\n" + b"x" * 2_000_000 + b";1")


@pytest.mark.parametrize("delimiter", ["", "\n", ";;", '"'])
def test_a_delimiter_is_one_character(tmp_path, delimiter):
    assert "is not a delimiter" in refused(tmp_path, b"a;b\n", delimiter=delimiter)


def test_a_missing_file_and_a_folder_in_its_place_are_told_apart(tmp_path):
    with pytest.raises(ExportError, match=r"is missing\. Put the file there"):
        delimited.read(tmp_path / "nowhere.csv", "nowhere.csv", entry("nowhere.csv"))
    with pytest.raises(ExportError, match="is a folder, expected a file"):
        delimited.read(tmp_path, "map", entry("map"))


def test_a_file_far_larger_than_any_export_is_not_read(tmp_path):
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(4_000_000_001)
    with pytest.raises(ExportError, match="at most 4,000,000,000 are read"):
        delimited.read(path, "huge.csv", entry("huge.csv"))


def test_bytes_that_only_a_mac_writes_are_told_to_be_of_a_mac(tmp_path):
    sentence = refused(
        tmp_path, "Wie\nÇa va, Noël\n".encode("mac_roman").replace(b"\x82", b"\x8d"), "cp1252"
    )
    assert 'line 2: a character is not in the declared encoding "cp1252"' in sentence
    assert 'encoding = "mac_roman"' in sentence


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("first", ["sep=;", "SEP=;", '"sep=;"'])
def test_the_line_that_names_the_delimiter_is_no_data(tmp_path, encoding, first):
    path = tmp_path / "lijst.csv"
    path.write_bytes(f"{first}\r\n{TABLE}".encode(encoding))
    declared = entry(path.name, encoding=encoding, delimiter=";")
    rows = delimited.read(path, "lijst.csv", declared).rows
    assert [(row.line, row.apart) for row in rows] == [
        (1, "separator"), (2, ""), (3, ""), (4, ""),
    ]  # fmt: skip


def test_a_file_that_names_another_delimiter_is_refused_with_the_right_one(tmp_path):
    sentence = refused(tmp_path, b"sep=,\na,b\n")
    assert 'line 1: the file says that its delimiter is ",", declared is ";"' in sentence
    assert 'Write delimiter = "," in its entry' in sentence


def test_a_list_as_it_is_sent_keeps_every_line_of_it(tmp_path):
    """A preamble, a non-breaking space, a trailing delimiter, a repeated header and a total."""
    content = (
        "Kick-off\n\nWie;Bedrag;\nAlfa;1.234,50\u00a0;\nWie;Bedrag;\nBeta;7\nTotaal;1.241,50;;;\n"
    )
    assert read(tmp_path, content.encode("cp1252"), "cp1252") == [
        (1, ("Kick-off",)),
        (2, ()),
        (3, ("Wie", "Bedrag", "")),
        (4, ("Alfa", "1.234,50\u00a0", "")),
        (5, ("Wie", "Bedrag", "")),
        (6, ("Beta", "7")),
        (7, ("Totaal", "1.241,50", "", "", "")),
    ]


def test_rows_can_be_asked_for_again_and_are_never_all_in_memory(tmp_path):
    path = tmp_path / "lijst.csv"
    path.write_bytes(b"Wie;Wat\n" + b"Alfa;x\n" * 20_000)
    rows = delimited.read(path, "lijst.csv", entry(path.name, delimiter=";")).rows
    tracemalloc.start()
    assert [sum(1 for _ in rows), sum(1 for _ in rows)] == [20_001, 20_001]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_sign_or_line_end_may_lie_across_two_pieces_of_the_file(tmp_path, monkeypatch, encoding):
    table = "".join(f"{number};Café “Ons” {number}\r\n" for number in range(40))
    expected = read(tmp_path, table.encode(encoding), encoding)
    for piece in (2, 3, 7):
        monkeypatch.setattr(encoded, "PIECE", piece)
        assert read(tmp_path, table.encode(encoding), encoding) == expected

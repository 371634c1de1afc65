"""Attendance reports of Teams: stacked parts, in any language, of this year and of years ago.

The layout of 2022 is that of the real reports, which tests/test_real_lists.py reads. The Dutch and
French ones, and the two older layouts, are built here after how the tool is documented.
"""

from pathlib import Path

import pytest

from analysis.exports import Contents, read_contents
from analysis.exports.rows import Stated
from analysis.problems import ExportError
from tests.exports.entries import entry

DUTCH = """1. Samenvatting
Titel van de vergadering\tLerend netwerk
Deelgenomen\t3
Begintijd\t20-02-24 09:00:00
Vergaderingsduur\t1 u 30 min

2. Deelnemers
Naam\tEerste deelname\tLaatste vertrek\tDuur in vergadering\tE-mail\tDeelnemer-id (UPN)\tRol
An Smets\t20-02-24 09:01:00\t20-02-24 10:30:00\t1 u 29 min\tan@a.be\tan@a.be\tOrganisator
Bo Pauwels\t20-02-24 09:05:00\t20-02-24 10:30:00\t1 u 20 min\tbo@b.be\tbo@b.be\tPresentator

3. Activiteiten in vergadering
Naam\tDeelnametijd\tVertrektijd\tDuur\tE-mail\tRol
An Smets\t20-02-24 09:01:00\t20-02-24 10:30:00\t1 u 29 min\tan@a.be\tOrganisator
Bo Pauwels\t20-02-24 09:05:00\t20-02-24 09:10:00\t5 min\tbo@b.be\tPresentator
Bo Pauwels\t20-02-24 09:15:00\t20-02-24 10:30:00\t1 u 15 min\tbo@b.be\tPresentator
"""
FRENCH = """1. Résumé
Titre de la réunion\tRéseau
Participants présents\t2

2. Participants
Nom\tPremière arrivée\tDernier départ\tTemps passé\tCourriel\tIdentifiant (UPN)\tFonction
An Smets\t20/02/24, 09:01:00\t20/02/24, 10:30:00\t1h 29m\tan@a.be\tan@a.be\tOrganisateur
Bo Pauwels\t20/02/24, 09:05:00\t20/02/24, 10:30:00\t1h 20m\tbo@b.be\tbo@b.be\tPrésentateur
"""
OF_2021 = """Meeting Summary
Total Number of Participants\t2
Meeting Title\tLerend netwerk
Meeting Start Time\t2/20/2021, 9:00:00 AM

Full Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole\tParticipant ID (UPN)
An Smets\t2/20/2021, 9:01:00 AM\t2/20/2021, 9:20:00 AM\t19m\tan@a.be\tOrganizer\tan@a.be
An Smets\t2/20/2021, 9:30:00 AM\t2/20/2021, 10:30:00 AM\t1h\tan@a.be\tOrganizer\tan@a.be
Bo Pauwels\t2/20/2021, 9:05:00 AM\t2/20/2021, 10:30:00 AM\t1h 25m\tbo@b.be\tPresenter\tbo@b.be
"""
OF_2020 = """Full Name\tUser Action\tTimestamp
An Smets\tJoined\t4/20/2020, 9:01:00 AM
An Smets\tLeft\t4/20/2020, 9:20:00 AM
Bo Pauwels\tJoined before\t4/20/2020, 9:05:00 AM
"""


def read(tmp_path: Path, text: str, written: str = "utf-16", **more: object) -> Contents:
    (tmp_path / "teams.csv").write_bytes(text.encode(written))
    return read_contents(entry("teams.csv", "teams", **more), tmp_path, "data/raw/d/teams.csv")


def data(contents: Contents) -> list[tuple[int, str]]:
    """The line and first cell of the rows that hold data."""
    return [(row.line, row.cells[0]) for row in contents.rows if not row.apart and not row.blank]


def apart(contents: Contents) -> dict[int, str]:
    return {row.line: row.apart for row in contents.rows if row.apart}


def place(contents: Contents, name: str) -> int:
    """The place of the one column that may be declared under a name."""
    assert contents.names
    found = [
        place for place, names in enumerate(contents.names) if name.lower() in map(str.lower, names)
    ]
    assert len(found) == 1
    return found[0]


def test_the_participants_are_read_and_every_other_row_says_what_it_is(tmp_path):
    contents = read(tmp_path, DUTCH)
    assert data(contents) == [(9, "An Smets"), (10, "Bo Pauwels")]
    assert apart(contents) == {
        1: "section", 2: "summary", 3: "summary", 4: "summary", 5: "summary", 7: "section",
        8: "header", 12: "section", 13: "other_section", 14: "other_section",
        15: "other_section", 16: "other_section",
    }  # fmt: skip


def test_a_declared_section_is_read_instead(tmp_path):
    contents = read(tmp_path, DUTCH, section="activities")
    assert data(contents) == [(14, "An Smets"), (15, "Bo Pauwels"), (16, "Bo Pauwels")]
    assert apart(contents)[9] == "other_section"
    assert apart(contents)[13] == "header"


def test_a_section_that_is_not_there_is_named_with_those_that_are(tmp_path):
    with pytest.raises(ExportError, match=r'no section "rooms".*activities, participants'):
        read(tmp_path, DUTCH, section="rooms")


def test_the_summary_tells_how_many_there_were_and_the_list_is_counted(tmp_path):
    assert read(tmp_path, DUTCH).stated == (Stated(3, told=3, listed=2),)
    assert read(tmp_path, FRENCH).stated == (Stated(3, told=2, listed=2),)


def test_somebody_who_left_and_came_back_is_one_of_those_counted(tmp_path):
    assert read(tmp_path, OF_2021).stated == (Stated(2, told=2, listed=2),)
    assert read(tmp_path, DUTCH, section="activities").stated == (Stated(3, told=3, listed=2),)


@pytest.mark.parametrize("text", [DUTCH, FRENCH], ids=["Dutch", "French"])
@pytest.mark.parametrize(
    ("name", "at"),
    [("joined", 1), ("left", 2), ("duration", 3), ("account", 5)],
)
def test_a_column_has_a_name_that_no_language_changes(tmp_path, text, name, at):
    assert place(read(tmp_path, text), name) == at


def test_a_column_may_be_declared_as_it_is_called_in_another_language(tmp_path):
    contents = read(tmp_path, DUTCH)
    for english, dutch in {
        "Name": "Naam", "First join": "Eerste deelname", "Role": "Rol", "Email": "E-mail",
        "In-meeting duration": "Duur in vergadering",
    }.items():  # fmt: skip
        assert place(contents, english) == place(contents, dutch)


def test_a_report_of_2021_has_a_summary_without_a_number(tmp_path):
    contents = read(tmp_path, OF_2021)
    assert data(contents) == [(7, "An Smets"), (8, "An Smets"), (9, "Bo Pauwels")]
    assert apart(contents) == {1: "summary", 2: "summary", 3: "summary", 4: "summary", 6: "header"}
    assert place(contents, "Join Time") == place(contents, "joined") == 1


def test_a_report_of_2020_lists_joins_and_leaves_alone(tmp_path):
    contents = read(tmp_path, OF_2020)
    assert data(contents) == [(2, "An Smets"), (3, "An Smets"), (4, "Bo Pauwels")]
    assert place(contents, "action") == 1
    assert contents.stated == ()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be-bom", "utf-8-sig", "utf-8"])
def test_the_byte_order_mark_tells_the_encoding_whatever_is_declared(tmp_path, encoding):
    if encoding == "utf-16-be-bom":
        (tmp_path / "teams.csv").write_bytes(b"\xfe\xff" + DUTCH.encode("utf-16-be"))
        declared = entry("teams.csv", "teams")
        contents = read_contents(declared, tmp_path, "data/raw/d/teams.csv")
    else:
        contents = read(tmp_path, DUTCH, encoding)
    assert data(contents) == [(9, "An Smets"), (10, "Bo Pauwels")]


def test_a_report_saved_from_a_spreadsheet_has_the_declared_delimiter(tmp_path):
    saved = DUTCH.replace("\t", ";")
    assert data(read(tmp_path, saved, "cp1252", encoding="cp1252", delimiter=";")) == [
        (9, "An Smets"), (10, "Bo Pauwels"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["\n\n", "1. Summary\nMeeting title\tx\n", "2. Participants\n"])
def test_a_file_without_a_list_is_refused_with_a_sentence(tmp_path, text):
    with pytest.raises(ExportError, match='no section "participants"'):
        read(tmp_path, text)

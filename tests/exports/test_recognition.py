"""What a file is, told from the file alone.

The truth of the real files was written by hand: each was opened in a hex viewer (encoding) and
in a text editor or spreadsheet (delimiter, the line of the headers), with its PROVENANCE beside
it (the tool). Files that are no data are left out: notes (.md), survey definitions (.qsf,
.json), chats (*chat.txt) and R's own format (.rda).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from analysis.exports.recognition import Recognition, recognise
from analysis.exports.recognition.delimiter import delimiter
from analysis.exports.recognition.encoding import encoding
from analysis.exports.recognition.values import dates, decimal
from analysis.problems import ExportError
from tests.exports.seeds import SEEDS, Seed

Real = Callable[[str], Path]

FOLDERS = ("belgif_org_names", "coderefinery_pre", "google_forms", "kunstenpunt_locale",
           "library_carpentry_training_attendance", "limesurvey_ssi", "orgmatch_dedupe",
           "qualtrics_sample", "r_reference", "redcap", "spss_pyreadstat", "surveymonkey_538",
           "teams_attendance", "typeform", "useR2016_forwards", "workshop_ds4biomed",
           "zoom_exports")  # fmt: skip
NO_DATA = (".md", ".qsf", ".json", ".rda")

# Format, encoding, delimiter, line of the headers: of most files of a folder …
USUAL = {
    "belgif_org_names": ("delimited", "utf-8", ",", "1"),
    "coderefinery_pre/data/indico": ("indico", "utf-8", ",", "1"),
    "coderefinery_pre/data/typeform": ("typeform", "utf-8", ",", "1"),
    "google_forms": ("google-forms", "utf-8", ",", "1"),
    "kunstenpunt_locale": ("delimited", "utf-8", ";", "1"),
    "limesurvey_ssi": ("limesurvey", "utf-8", ",", "1"),
    "orgmatch_dedupe": ("delimited", "utf-8", ",", "1"),
    "qualtrics_sample": ("qualtrics", "utf-8", ",", "1"),
    "r_reference": ("delimited", "utf-8", ",", "1"),
    "redcap": ("redcap", "utf-8", ",", "1"),
    "spss_pyreadstat": ("spss", None, None, "1"),
    "surveymonkey_538": ("surveymonkey", "utf-8", ",", "1"),
    # Section 2 of the report: nine lines of summary stand above its headers.
    "teams_attendance": ("teams", "utf-16", "\t", "10"),
    "typeform": ("typeform", "utf-8", ",", "1"),
    "useR2016_forwards": ("delimited", "utf-8", ",", "1"),
    # Someone kept one of the header rows of Qualtrics: a plain list.
    "workshop_ds4biomed/surveys": ("delimited", "utf-8", "\t", "1"),
    "workshop_ds4biomed/surveys_recodes": ("delimited", "utf-8", ",", "1"),
    # A block about the meeting in two lines, and an empty line, stand above the list.
    "zoom_exports": ("zoom", "utf-8", ",", "4"),
}
# … and of those that differ.
OTHERWISE = {
    "google_forms/spack-user-survey-2020-responses.xlsx": ("google-forms", None, None, "1"),
    "google_forms/spack-user-survey-2021-responses.xlsx": ("google-forms", None, None, "1"),
    # It starts with data: there is no row of headers.
    "kunstenpunt_locale/mcv_export_15_12_2016_17_44.txt": ("delimited", "utf-16", "\t", None),
    # Two tables side by side on the first two sheets; "Dates" is the one that is a list.
    "library_carpentry_training_attendance/training_attendance.xlsx": ("workbook", None, None, "1"),
    # The headings of the survey, one a line: a column without a header.
    "limesurvey_ssi/2016_uk_header.csv": ("delimited", "utf-8", None, None),
    # These two lack the second row of headers; the second is in the encoding of old Macs.
    "surveymonkey_538/comma-survey.csv": ("surveymonkey", "utf-8", ",", "1"),
    "surveymonkey_538/food-world-cup-data.csv": ("surveymonkey", "mac_roman", ",", "1"),
    # Its two bytes beyond ASCII (8C E6) are no text in any encoding: nobody can tell.
    "surveymonkey_538/StarWars.csv": ("surveymonkey", "?", ",", "1"),
    "spss_pyreadstat/sample_missing_user.csv": ("delimited", "utf-8", ",", "1"),
    "workshop_ds4biomed/010-signin.xlsx": ("workbook", None, None, "1"),
    "workshop_ds4biomed/workshop_attendee_counts.csv": ("delimited", "utf-8", ",", "1"),
    "workshop_ds4biomed/surveys_recodes/question_text_recodes.tsv":
        ("delimited", "utf-8", "\t", "1"),
}  # fmt: skip
# REDCap's lists about a project are no records: dictionaries, arms and events.
ABOUT = ("dictionary.csv", "dictionay.csv", "metadata.csv", "arm.csv", "event.csv")

Truth = tuple[str, str | None, str | None, str | None]


def truth(name: str) -> Truth:
    """What a file is, from the tables above."""
    if name in OTHERWISE:
        return OTHERWISE[name]
    if name.startswith("redcap/") and name.endswith(ABOUT):
        return ("delimited", "utf-8", ",", "1")
    return USUAL[max((folder for folder in USUAL if name.startswith(f"{folder}/")), key=len)]


@pytest.fixture(scope="module")
def recognised(real: Real) -> dict[str, Recognition]:
    """Every real file that holds data, recognised without a hint."""
    files = [path for folder in FOLDERS for path in sorted(real(folder).rglob("*"))]
    root = real(FOLDERS[0]).parent
    return {
        path.relative_to(root).as_posix(): recognise(path, path.name)
        for path in files
        if path.is_file() and path.suffix not in NO_DATA and "chat" not in path.name
    }


def found(one: Recognition) -> Truth:
    """The same of a file as it was recognised."""
    return (
        one.format.value or "",
        one.encoding.value if one.encoding else None,
        one.delimiter.value if one.delimiter else None,
        one.header.value,
    )


def wrong(recognised: dict[str, Recognition]) -> list[str]:
    """The files of which format, encoding, delimiter or header is not what it is."""
    return [
        name
        for name, one in recognised.items()
        if any(
            seen != real and not (part == 2 and truth(name)[2] is None)
            for part, (seen, real) in enumerate(zip(found(one), truth(name), strict=True))
        )
    ]


def test_nine_in_ten_real_files_are_recognised_without_a_hint(
    recognised: dict[str, Recognition],
) -> None:
    assert len(recognised) == 139
    missed = wrong(recognised)
    assert 1 - len(missed) / len(recognised) >= 0.9, missed


def test_what_is_recognised_wrong_is_said_to_be_unsure(recognised: dict[str, Recognition]) -> None:
    assert [name for name in wrong(recognised) if recognised[name].confidence != "unsure"] == []


def test_doubt_is_said_of_few_real_files(recognised: dict[str, Recognition]) -> None:
    """Whoever doubts everything is never wrong: doubt is kept for what cannot be told."""
    assert {name for name, one in recognised.items() if one.confidence == "unsure"} == {
        "kunstenpunt_locale/mcv_export_15_12_2016_17_44.txt",
        "library_carpentry_training_attendance/training_attendance.xlsx",
        "limesurvey_ssi/2016_uk_header.csv",
        "surveymonkey_538/StarWars.csv",
    }


def test_the_order_of_dates_is_told_by_those_that_can_be_one_only(
    recognised: dict[str, Recognition],
) -> None:
    # grep -oE '^[0-9]+/[0-9]+' in the CSV of Google Forms: 11/17, 12/16, months first.
    assert recognised["google_forms/spack-user-survey-2020-responses.csv"].dates.value == (
        "month-first"
    )
    # 14/11/22 in the Belgian report of Teams.
    assert recognised["teams_attendance/IDL-14-11-22.csv"].dates.value == "day-first"
    # 50,9378101 is a latitude.
    assert recognised["kunstenpunt_locale/coordinaten.csv"].decimal.value == ","


# A "#" above the ids and no dates: so may any list begin.
UNTOLD = [("typeform", 0)]
LAYOUTS = [
    (format, seed) for format, made in SEEDS.items() if format not in ("delimited", "workbook")
    for number, seed in enumerate(made()) if (format, number) not in UNTOLD
]  # fmt: skip


@pytest.mark.parametrize(("format", "seed"), LAYOUTS)
def test_a_tool_is_known_by_its_layout(tmp_path: Path, format: str, seed: Seed) -> None:
    path = tmp_path / seed.file
    path.write_bytes(seed.content)
    assert recognise(path, seed.file).format.value == format


FORMS = {
    "Id;Begintijd;Tijd van voltooien;E-mail;Naam;Wat?\n1;3/4/19 9:12;3/4/19 9:16;anonymous;;x\n":
        "microsoft-forms",
    "Tijdstempel,Wat vond je?\n2019/06/14 3:05:12 PM EET,goed\n": "google-forms",
    '"id","submitdate","lastpage","startlanguage","Q1"\n"1","2019-02-20 16:58:53","4","nl","A1"\n':
        "limesurvey",
    "start;end;groep/naam;_id;_uuid;_submission_time\na;b;An;1;2;2019-02-20T16:58:53\n": "kobo",
    "Order ID,Order no.,Surname,Ticket Type\n1,2,Smets,Gratis\n": "eventbrite",
}  # fmt: skip


@pytest.mark.parametrize("text", FORMS)
def test_forms_are_known_by_the_columns_that_they_add(tmp_path: Path, text: str) -> None:
    path = tmp_path / "answers.csv"
    path.write_text(text, encoding="utf-8")
    assert recognise(path, "answers.csv").format.value == FORMS[text]


def test_a_workbook_with_labels_behind_its_respondents_is_of_checkmarket(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (["Respondent", "Q1"], ["Respondent", "Hoe was het?"], [1, 2], [2, 1]):
        book.active.append(row)
    behind = book.create_sheet("Labels")
    for row in (["Variable", "Value", "Label"], ["Q1", 1, "goed"], ["Q1", 2, "slecht"]):
        behind.append(row)
    book.save(tmp_path / "answers.xlsx")
    assert recognise(tmp_path / "answers.xlsx", "answers.xlsx").format.value == "checkmarket"


TEXTS = [
    "Vzw;Gemeente\nCafé Théâtre;Liège\nDe Fabriek;Ieper\nCoöperatie Één;Zoë\n",
    "Naam;Opmerking\nAn;’t is goed – écht\nBo;“ja” hé\nCis;à bientôt\n",
    "Organisation,Ville\nÉcole d'été,Bruxelles\nL’Œuvre,Namur\nÀ l’aise,Mons\nGarçon,Huy\n",
    "id\tbedrag\n1\t€ 12,50\n2\t€ 3,00 – één\n3\t° vte, België\n",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("name", ["cp1252", "mac_roman", "utf-8", "utf-16-le", "utf-16-be"])
def test_short_belgian_texts_tell_their_encoding(tmp_path: Path, text: str, name: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode(name))
    seen = encoding(path)
    assert (seen.value, seen.unsure) == (name, False)


@pytest.mark.parametrize(
    ("mark", "name"), [(b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"),
                       (b"\xfe\xff", "utf-16-be")],
)  # fmt: skip
def test_a_byte_order_mark_settles_the_encoding(tmp_path: Path, mark: bytes, name: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(mark + TEXTS[0].encode(name))
    assert encoding(path).confidence == "sure"
    assert recognise(path, "list.csv").headers == ("Vzw", "Gemeente")


def test_one_odd_byte_leaves_the_encoding_unsure(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"naam;code\nAn;\x8c\xe6\n")
    assert encoding(path).unsure


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Naam;Score\nAn, Bo;1,5\nCis, Do;2,5\nEls, Fé;3,5\n", ";"),
        ("sep=|\na|b\n1|2\n", "|"),
        ('Naam,Keuze\nAn,"a; b; c"\nBo,"a; b"\nCis,"a; c; d; e"\n', ","),
        ("Titel van de lijst\n\nNaam\tStad\nAn\tGent, Brugge\nBo\tAalst\n", "\t"),
    ],
)
def test_the_delimiter_is_the_one_that_gives_even_rows(text: str, mark: str) -> None:
    assert (delimiter(text).value, delimiter(text).unsure) == (mark, False)


def test_a_title_and_a_note_above_the_headers_are_passed_by(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "Deelnemers\nStand 12 mei\n\nOrganisatie;Aanwezig\nAlfa;x\nBèta;\nGamma;x\n", "utf-8"
    )
    seen = recognise(path, "list.csv")
    assert (seen.header.value, seen.headers) == ("4", ("Organisatie", "Aanwezig"))


def test_two_lists_of_the_same_look_in_one_workbook_leave_the_sheet_unsure(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name in ("Lijst", "Kopie van Lijst"):
        sheet = book.create_sheet(name)
        for row in (["Organisatie", "Reden"], ["Alfa", "tijd"], ["Bèta", "geld"]):
            sheet.append(row)
    book.save(tmp_path / "list.xlsx")
    seen = recognise(tmp_path / "list.xlsx", "list.xlsx").sheet
    assert seen is not None
    assert seen.unsure


def test_dates_that_can_be_read_in_two_ways_are_not_guessed() -> None:
    assert dates(["03/04/2019", "05/06/2019"]).value is None
    assert dates(["03/04/2019", "25/06/2019"]).value == "day-first"
    assert dates(["25/06/2019", "06/25/2019"]).value is None


def test_three_digits_behind_a_sign_do_not_tell_the_decimal_sign() -> None:
    assert decimal(["1.234", "2.500", "1,5"]).value == ","
    assert decimal(["1,234", "1.5"]).value == "."
    assert decimal(["1.234,50"]).value == ","


def test_a_name_that_says_otherwise_than_the_bytes_is_not_believed(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (["Organisatie", "Aanwezig"], ["Alfa", "x"], ["Bèta", "x"]):
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")
    (tmp_path / "list.xlsx").rename(tmp_path / "list.csv")
    assert recognise(tmp_path / "list.csv", "list.csv").format.value == "workbook"


@pytest.mark.parametrize(
    "content", [b"", b"\0\1\2\3" * 50, b"PK\x03\x04 cut off", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_what_nothing_can_read_is_refused_with_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)
    with pytest.raises(ExportError, match=r"list\.xlsx: "):
        recognise(path, "list.xlsx")

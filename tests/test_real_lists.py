"""Lists that real tools and colleagues wrote, read by declarations alone.

What is expected was counted apart from the code, from the raw files, as each test says: by awk on
the text, or here with csv and openpyxl alone. Where the tidy tables have no place for a file (a
table of coordinates), it is read down to records, each row of it accounted for.
"""

import csv
import functools
import re
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from analysis.cleaning import Cleaned, clean, parsing, write
from analysis.cleaning.receiving import Journal, Record, records
from analysis.data import ProgrammeData
from analysis.exports import read_contents
from analysis.indicators import published
from analysis.programme import read_declarations
from analysis.programme.models import Export
from analysis.workspace import Workspace
from tests.exports.entries import entry

DECLARED = Path(__file__).parent / "workspaces"
TEAMS = {14: "IDL-14-11-22.csv", 15: "IDL-15-11-22.redacted.csv", 16: "IDL-16-11-22.redacted.csv"}
NO_BREAK = re.compile(r"\s+")


@dataclass(frozen=True)
class Read:
    """What became of the real files of one programme."""

    cleaned: Cleaned
    files: dict[str, Path]
    workspace: Workspace
    programme: str

    def table(self, name: str) -> pd.DataFrame:
        return self.cleaned.tables[name]

    def counts(self) -> dict[str, tuple[int, int, int, int]]:
        """Export -> rows, used, refused, ignored."""
        kinds = ["row_count", "used_count", "refused_count", "ignored_count"]
        rows = self.table("receipts").set_index("export")[kinds]
        return {str(export): tuple(map(int, row)) for export, *row in rows.itertuples()}  # type: ignore[misc]

    def set_aside(self, export: str) -> Counter[str]:
        receipts = self.table("receipts").set_index("export")
        rows = self.table("dispositions")
        of = rows[rows["source"] == receipts.loc[export, "source"]]
        return Counter(of["reason"].dropna())

    def problems(self, *columns: str) -> list[tuple[object, ...]]:
        return list(self.table("problems")[list(columns)].itertuples(index=False, name=None))

    def present(self) -> dict[str, int]:
        """Session -> different participants present."""
        rows = self.table("attendance")
        there = rows[rows["present"].fillna(False)]
        return there.groupby("session")["participant"].nunique().to_dict()


@pytest.fixture(scope="module")
def received(
    real: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., Read]:
    """Clean a programme of tests/workspaces on the real files that its entries name, once."""

    def run(folder: str, workspace: str, programme: str, changed: tuple[str, str] = ("", "")):
        source, root = real(folder), tmp_path_factory.mktemp(programme)
        shutil.copytree(DECLARED / workspace, root, dirs_exist_ok=True)
        toml = root / "programmes" / programme / "programme.toml"
        text = toml.read_text(encoding="utf-8")
        assert changed[0] in text
        if changed[0]:
            toml.write_text(text.replace(*changed), encoding="utf-8")
        place = Workspace(root)
        declared = read_declarations(place, programme)
        files = {}
        for export in declared.programme.exports:
            raw = place.raw(programme) / export.file
            raw.parent.mkdir(parents=True, exist_ok=True)
            files[export.id] = _found(source, export.file)
            shutil.copy(files[export.id], raw)
        return Read(clean(place, declared), files, place, programme)

    return functools.cache(run)


def _found(folder: Path, file: str) -> Path:
    (found,) = [path for path in folder.rglob(Path(file).name) if path.as_posix().endswith(file)]
    return found


def assert_each_row_has_one_disposition(found: Read) -> None:
    receipts, rows = found.table("receipts"), found.table("dispositions")
    assert not rows.duplicated(["source", "line"]).any()
    for row in receipts.itertuples():
        assert row.used_count + row.refused_count + row.ignored_count == row.row_count
        assert (rows["source"] == row.source).sum() == row.row_count


# Teams. By hand: iconv -f utf-16 -t utf-8 FILE, and count the lines between the headings.


def teams_lines(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-16").splitlines()]


def test_teams_lists_seven_eight_and_eight_participants(received):
    found = received("teams_attendance", "meetings", "scrum-2022")
    assert_each_row_has_one_disposition(found)
    assert found.counts() == {
        "day-14": (27, 7, 0, 20), "day-15": (29, 8, 0, 21), "day-16": (29, 8, 0, 21),
    }  # fmt: skip
    for export, path in found.files.items():
        assert found.counts()[export][0] == len(teams_lines(path))
    assert found.present() == {"day-14": 7, "day-15": 8, "day-16": 8}
    # cut -f1 of the three lists together, sort -u: nine names.
    assert found.table("participants")["participant"].nunique() == 9
    assert found.set_aside("day-15") == {
        "section": 3, "summary": 6, "header": 1, "other_section": 9, "blank": 2,
    }  # fmt: skip


def test_teams_tells_nine_participants_on_15_november_and_lists_eight(received):
    found = received("teams_attendance", "meetings", "scrum-2022")
    assert found.problems("source", "line", "kind") == [(1, 3, "total_differs")]
    assert "there were 9; it lists 8" in found.table("problems")["sentence"].iloc[0]


def test_teams_minutes_are_those_between_joining_and_leaving(received):
    found = received("teams_attendance", "meetings", "scrum-2022")
    minutes = found.table("attendance").groupby("session")["minutes"].sum()
    for day, file in TEAMS.items():
        seconds = 0
        for cells in teams_lines(found.files[f"day-{day}"])[10:]:
            if len(cells) < 7:
                break
            least, most = re.fullmatch(r"(\d+)m (\d+)s", cells[3]).groups()  # type: ignore[union-attr]
            seconds += int(least) * 60 + int(most)
        assert seconds > 0, file
        assert minutes[f"day-{day}"] == pytest.approx(seconds / 60)


def test_teams_joins_and_leaves_give_the_same_persons(received):
    minutes = 'minutes = "In-meeting duration" }'
    of_joins = (minutes, 'minutes = "duration" }\nsection = "activities"')
    found = received("teams_attendance", "meetings", "scrum-2022", of_joins)
    assert found.present() == {"day-14": 7, "day-15": 8, "day-16": 8}
    assert found.set_aside("day-14")["other_section"] == 8


def test_teams_who_stayed_less_than_declared_was_not_present(received):
    # On 15 November one person stayed 4m 46s; all others 10m 17s or longer, on all days 8m 43s.
    least = ('In-meeting duration" }', 'In-meeting duration" }\nleast_minutes = 8')
    found = received("teams_attendance", "meetings", "scrum-2022", least)
    assert found.present() == {"day-14": 7, "day-15": 7, "day-16": 8}


# Zoom. By hand: the lines below the empty one, less their header.


def test_zoom_lists_ten_names_of_which_one_is_a_device(received):
    found = received("zoom_exports", "meetings", "reunion-2020")
    assert_each_row_has_one_disposition(found)
    assert set(found.counts().values()) == {(14, 10, 0, 4)}
    assert found.present() == {"meeting-1": 10, "meeting-2": 10, "meeting-3": 10}
    assert found.problems("source", "line", "kind") == [
        (source, line, kind)
        for source in (0, 1, 2)
        for line, kind in ((2, "total_differs"), (14, "device"))
    ]
    assert "there were 170; it lists 10" in found.table("problems")["sentence"].iloc[0]
    # cut -d, -f3 of the list: 75 72 70 73 53 60 58 54 57 57.
    assert found.table("attendance").groupby("session")["minutes"].sum().unique() == [629]


def test_zoom_a_device_whose_owner_is_declared_leaves_nine_persons(received):
    alias = '[aliases]\n"Eric\'s iPad (Clapton)" = "Eric Clapton"\n\n[vocabularies.kind]'
    owner = ("[vocabularies.kind]", alias)
    found = received("zoom_exports", "meetings", "reunion-2020", owner)
    assert found.present() == {"meeting-1": 9, "meeting-2": 9, "meeting-3": 9}
    assert set(found.table("problems")["kind"]) == {"total_differs"}


# Surveys before workshops, five years of them: 14 files of Typeform, then 18 of Indico.


def answered(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


@pytest.fixture(scope="module")
def surveyed(received) -> Read:
    return received("coderefinery_pre", "coderefinery", "coderefinery")


def test_indico_gives_the_663_responses_that_were_published_301_of_them_online(surveyed):
    assert_each_row_has_one_disposition(surveyed)
    of = {e: rows for e, rows in surveyed.counts().items() if e.startswith("indico-")}
    assert len(of) == 18
    for export, counts in of.items():
        rows = len(answered(surveyed.files[export]))
        assert counts == (rows + 1, rows, 0, 1)
    # PROVENANCE.md: 663 of this tool; 301 online, by the four files that are called so.
    responses = surveyed.table("responses")
    ours = responses[responses["response"].str.contains("-indico-")]
    assert len(ours) == 663
    assert (ours["round"] == "online").sum() == 301
    assert ours["counted"].all()


def test_published_counts_of_both_tools_together_come_out(surveyed):
    # What the programme's own analysis prints: 407 + 663 = 1070, of which 301 online.
    of = {e: rows for e, rows in surveyed.counts().items() if e.startswith("typeform-")}
    assert len(of) == 14
    for export, counts in of.items():
        rows = len(answered(surveyed.files[export]))
        assert counts == (rows + 1, rows, 0, 1)
    responses = surveyed.table("responses")
    assert responses["round"].value_counts().to_dict() == {
        "first-tool": 407, "on-site": 362, "online": 301,
    }  # fmt: skip
    assert len(responses) == 1070
    declared = read_declarations(surveyed.workspace, surveyed.programme)
    folder = write(surveyed.workspace, surveyed.programme, surveyed.cleaned)
    facts = published.check(ProgrammeData(declared, folder, declared.programme.as_of))
    assert list(facts["computed"]) == ["407", "301", "362"]
    assert set(facts["state"]) == {"reproduced"}


@pytest.mark.parametrize(
    ("question", "option", "label"),
    [
        ("version_control", "git", "Git"),
        ("version_control", "cvs", "CVS"),
        ("languages", "c", "C"),
        ("languages", "fortran_90", "Fortran 90+"),
        ("repositories", "github", "GitHub"),
    ],
)
def test_typeform_boxes_are_counted_as_csv_counts_them(surveyed, question, option, label):
    paths = [path for e, path in surveyed.files.items() if e.startswith("typeform-")]
    ticked = sum(row[label] == label for path in paths for row in answered(path))
    assert ticked > 0
    assert options(surveyed, "-typeform-", question, option) == ticked


def test_typeform_other_answers_of_three_questions_are_told_apart(surveyed):
    # The second column called "Other" is that of version control, the third of languages.
    counted = Counter()
    for export, path in surveyed.files.items():
        with path.open(encoding="utf-8-sig", newline="") as text:
            header, *rows = csv.reader(text) if export.startswith("typeform-") else [[]]
        others = [place for place, cell in enumerate(header) if cell == "Other"]
        for number, place in enumerate(others[1:3]):
            counted[number] += sum(row[place] != "" for row in rows)
    found = [options(surveyed, "-typeform-", q, "other") for q in ("version_control", "languages")]
    assert found == [counted[0], counted[1]]


def options(found: Read, of: str, question: str, option: str) -> int:
    """How many responses of a tool hold an option."""
    rows = found.table("answers")
    ours = rows["response"].str.contains(of)
    return int((ours & (rows["question"] == question) & (rows["option"] == option)).sum())


def test_one_system_that_two_tools_spell_each_in_their_way_is_one_option(surveyed):
    # Counted as spelled, the system of Apple would be two smaller ones, none of them in all years.
    spelled = Counter()
    for path in surveyed.files.values():
        for row in answered(path):
            (cell,) = [row[one] for one in row if "that you will use during the course" in one]
            spelled[cell] += 1
    assert min(spelled["Mac OS X"], spelled["macOS"]) > 0
    assert options(surveyed, "", "os", "macos") == spelled["Mac OS X"] + spelled["macOS"]


def test_a_question_whose_header_changed_by_one_space_is_one_question(surveyed):
    # The programme's own analysis takes the first column whose header holds the words it looks
    # for. In some files a space of this header does not break, so pandas makes two columns of it,
    # and the answers under one of them are not counted: 175 or 232 of 407.
    under = Counter()
    for export, path in surveyed.files.items():
        for row in answered(path) if export.startswith("typeform-") else []:
            (header,) = [one for one in row if "academic discipline" in one.replace("\xa0", " ")]
            under["\xa0" in header] += row[header] != ""
    assert under == {True: 175, False: 232}
    rows = surveyed.table("answers")
    ours = rows[rows["response"].str.contains("-typeform-") & (rows["question"] == "discipline")]
    assert ours["response"].nunique() == 407


def test_every_answer_of_either_tool_is_one_of_the_options(surveyed):
    assert surveyed.table("problems").empty


@pytest.mark.parametrize(
    ("question", "option", "label", "header"),
    [
        ("os", "windows", "Windows", "operating system that you will use"),
        ("version_control", "git", "Git", "Are you using version control"),
        ("languages", "r", "R", "Which programming languages"),
        ("languages", "c", "C", "Which programming languages"),
        ("languages", "cpp", "C++", "Which programming languages"),
        ("documentation", "readme", "README files", "How do you document"),
        ("review", "known", "No but I know what it is", "employing code review"),
        ("where", "social", "Social media (e.g. Twitter, LinkedIn, Facebook etc.)", "Where did"),
        (
            "discipline", "electrical",
            "Electrical Engineering, Electronic Engineering, Information Engineering",
            "main academic discipline",
        ),
    ],
)  # fmt: skip
def test_indico_options_are_counted_as_csv_counts_them(surveyed, question, option, label, header):
    expected = 0
    for export, path in surveyed.files.items():
        for row in answered(path) if export.startswith("indico-") else []:
            (cell,) = [row[one] for one in row if header in one] or [""]
            expected += label in cell.split("; ")
    assert expected > 0
    assert options(surveyed, "-indico-", question, option) == expected


# A workbook of trainings: two tables side by side, and every sin of a spreadsheet. By hand, with
# the workbook open: grey rows, odd cells.


def cells(path: Path, sheet: str, area: str) -> list[tuple[object, ...]]:
    rows = openpyxl.load_workbook(path)[sheet][area]
    return [tuple(cell.value for cell in row) for row in rows]


def grey(path: Path, sheet: str, area: str) -> int:
    rows = openpyxl.load_workbook(path)[sheet][area]
    return sum(row[0].fill.fill_type is not None for row in rows)


def total(found: Read, export: str, measure: str) -> int:
    source = found.table("receipts").set_index("export").loc[export, "source"]
    rows = found.table("attendance_counts")
    return int(rows[(rows["source"] == source) & (rows["measure"] == measure)]["count"].sum())


def test_trainings_each_odd_cell_of_the_tidy_sheet_is_one_problem(received):
    found = received("library_carpentry_training_attendance", "trainings", "trainings-2015")
    assert_each_row_has_one_disposition(found)
    # A1:G22: a header, 21 rows, of which 2 cancelled (Y) and 2 in 2017 instead of 2015.
    assert found.counts() == {"dates": (22, 17, 2, 3)}
    assert found.problems("line", "column", "kind") == [
        (2, "num_registered", "unreadable_value"),  # 1.5
        (3, "len_hours", "unreadable_value"),  # 60
        (3, "num_attended", "count_too_high"),  # 25 of 19
        (7, "len_hours", "unreadable_value"),  # 15
        (8, "date", "unknown_session"),  # 2017
        (17, "date", "unknown_session"),  # 2017
        (21, "len_hours", "unreadable_value"),  # 90
    ]
    rows = cells(found.files["dates"], "Dates", "A2:G22")
    used = [row for row in rows if row[6] == "N" and row[0].year == 2015]
    assert total(found, "dates", "attended") == sum(row[4] for row in used)
    minutes = found.table("attendance_counts").drop_duplicates("session")["minutes"]
    # "90 min" and 1.5; 2 twice; "1 hour" and nine times 1.
    assert Counter(minutes.dropna()) == {90: 2, 120: 2, 60: 10}


def test_trainings_the_left_tables_are_read_without_the_right_ones(received):
    found = received("library_carpentry_training_attendance", "trainings", "data-management")
    assert_each_row_has_one_disposition(found)
    path = found.files["year-2016"]
    assert grey(path, "2016", "B4:B32") == 2
    used = {export: counts[1:3] for export, counts in found.counts().items()}
    # 29 rows less 2 grey ones and 2 of 1900; 9 rows less "7/8 Feb", 1970, "2 June?", "3 June?".
    assert used == {"year-2016": (25, 2), "year-2017": (5, 4)}
    assert found.problems("source", "line", "kind") == [
        (source, line, "unknown_session")
        for source, line in ((0, 8), (0, 16), (1, 5), (1, 6), (1, 11), (1, 12))
    ]
    assert '"7/8 Feb"' in found.table("problems")["sentence"].iloc[2]


@pytest.mark.parametrize(
    ("place", "measure"), [(0, "postgraduates"), (1, "postdocs"), (2, "others")]
)
def test_trainings_three_counts_in_one_cell_are_three_counts(received, place, measure):
    found = received("library_carpentry_training_attendance", "trainings", "data-management")
    sheet = openpyxl.load_workbook(found.files["year-2016"])["2016"]
    expected = [
        int(str(sheet[f"D{row}"].value).split("|")[place])
        for row in range(4, 33)
        if sheet[f"B{row}"].fill.fill_type is None and sheet[f"B{row}"].value.year == 2016
    ]
    assert len(expected) == 25
    assert total(found, "year-2016", measure) == sum(expected)


def test_trainings_the_right_tables_are_read_and_two_on_one_day_are_not_guessed(received):
    found = received("library_carpentry_training_attendance", "trainings", "open-access")
    assert_each_row_has_one_disposition(found)
    path = found.files["year-2016"]
    assert grey(path, "2016", "G4:G38") == 3
    used = {export: counts[1:3] for export, counts in found.counts().items()}
    # 35 rows less 3 grey ones and 6 on days with two trainings; 9 rows less a grey one.
    assert used == {"year-2016": (26, 6), "year-2017": (8, 0)}
    assert found.problems("source", "line", "kind") == [
        *((0, line, "unknown_session") for line in (8, 9, 12, 13, 33, 34)),
        (1, 6, "count_too_high"),  # 25 attended, 19 registered
    ]
    # J4:J12 of 2017 less the empty one: 23 26 25 17 15 44 37 15.
    assert total(found, "year-2017", "attended") == 202


# A sign-in form of two workshops in one workbook.


def test_sign_in_each_row_is_of_the_session_of_its_own_day(received):
    found = received("workshop_ds4biomed", "sign_in", "sign-in-2021")
    assert_each_row_has_one_disposition(found)
    rows = cells(found.files["sign-in"], "Sheet1", "A2:K32")
    by_day = Counter(row[1].date().isoformat() for row in rows)
    assert by_day == {"2021-11-18": 19, "2021-11-23": 12}
    assert found.counts() == {"sign-in": (32, 31, 0, 1)}
    assert found.present() == {"workshop-9": 19, "workshop-10": 12}
    # One id signed in on both days.
    assert len({row[10] for row in rows}) == 30
    assert found.table("participants")["participant"].nunique() == 30


# Tables of Flemish open data, for which the tidy tables have no place: read down to records.


def to_records(folder: Path, export: Export) -> tuple[list[Record], Journal]:
    journal = Journal(export, export.file)
    found = records(export, read_contents(export, folder, export.file), journal, {})
    for record in found:
        journal.dispose(record.line, "used")
    return found, journal


def semicolons(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="cp1252", newline="") as text:
        return list(csv.DictReader(text, delimiter=";"))


def test_coordinates_have_a_decimal_comma(real):
    folder = real("kunstenpunt_locale")
    declared = entry(
        "coordinaten.csv", encoding="cp1252", delimiter=";",
        columns={"place": "Fusiegemeente", "latitude": "latitude", "longitude": "longitude"},
    )  # fmt: skip
    found, journal = to_records(folder, declared)
    rows = semicolons(folder / declared.file)
    # wc -l says 326 lines, and the last one has no end: a header and 326 municipalities.
    assert len(found) == len(rows) == 326
    assert len(journal.dispositions) == 327
    for column in ("latitude", "longitude"):
        read = sum(parsing.number(record[column], decimal=",") for record in found)
        assert read == pytest.approx(float(sum(Decimal(r[column].replace(",", ".")) for r in rows)))
    assert (found[0]["latitude"], found[0].line) == ("50,9378101", 2)


def test_postcodes_of_municipalities_are_read_and_the_empty_ones_stay_empty(real):
    folder = real("kunstenpunt_locale")
    declared = entry(
        "mapping_udb-gemeente_fusie-gemeente.csv", encoding="cp1252", delimiter=";",
        columns={"place": "Gemeente Origineel", "postcode": "Postcode", "now": "Fusiegemeente"},
    )  # fmt: skip
    found, journal = to_records(folder, declared)
    rows = semicolons(folder / declared.file)
    # awk -F';' 'NR>1 && $2==""' counts 23 lines without a postcode, of 937.
    assert (len(found), len(journal.dispositions)) == (937, 938)
    assert [record["postcode"] for record in found] == [row["Postcode"] for row in rows]
    filled = [record["postcode"] for record in found if record["postcode"]]
    assert len(filled) == 937 - 23
    assert [parsing.postcode(text) for text in filled] == filled
    assert len({record["now"] for record in found}) == 326


def test_a_file_of_utf_16_without_headers_has_the_ones_that_are_declared(real):
    folder = real("kunstenpunt_locale")
    header = ["id", "title", "artist", "genre_id", "genre", "image"]
    declared = entry(
        "mcv_export_15_12_2016_17_44.txt", encoding="utf-16", delimiter="\t", header=header,
        columns={"id": "id", "title": "title", "genre": "genre"},
    )  # fmt: skip
    found, journal = to_records(folder, declared)
    lines = (folder / declared.file).read_text(encoding="utf-16").splitlines()
    # wc -l says 520, as the last line has no end. None of them is a header.
    assert len(found) == len(lines) == len(journal.dispositions) == 521
    assert (found[0]["id"], found[0]["title"]) == ("92118", "Wandelpaden")
    assert found[-1].line == 521
    assert Counter(record["genre"] for record in found) == Counter(
        NO_BREAK.sub(" ", line.split("\t")[4]).strip() for line in lines
    )


def test_a_day_with_zeros_for_what_was_not_known_is_a_problem():
    # The file with such days (carriers.csv, 1990-00-00) is not among the real ones here.
    with pytest.raises(parsing.NotUnderstoodError):
        parsing.day("1990-00-00")

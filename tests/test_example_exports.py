"""The fictional exports of limburg-2019 stay what they say they are."""

import csv
import io
import re
import statistics
import subprocess
import sys
import unicodedata
from functools import cache
from pathlib import Path

import openpyxl
import pytest

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "limburg_2019"
RAW = ROOT / "data" / "raw" / "limburg-2019"
CP1252 = ("2019-02-15_organisaties_crm.csv", "plenair2_aanwezigheid.csv")
PRESENT = {"x", "X", "v", "✓", "gez.", "enkel VM", "HK", "SVDZ", "KK", "FW", "FT", "TS"}
# Persons and organisations of the published questions, and others that really exist.
REAL = """
Z33, FLACC, LIKO, Limburgs Kunstenoverleg, C-mine, Mijn-Erfgoed, Motives for Jazz, CC Muze
Nieuwstedelijk, Cultuurnet, CijferFabrik, Kessels, Cultuurloket, Alden Biesen, Casino, Vermeiren
Valgaeren, Gerhard Aerts, Jan Bloemen, Guldofs, Michielsen, Roels, Leen Gos, Indesteeghe
An Leemans, Max Winters, Devillé, Brusselmans, Jambon
"""


def table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((EXAMPLE / name).read_text(encoding="utf-8").splitlines(True)))


def text_of(path: Path) -> str:
    return path.read_bytes().decode("cp1252" if path.name in CP1252 else "utf-8")


def records(name: str, delimiter: str) -> list[dict[str, str]]:
    text = text_of(RAW / name).removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


def sheet_rows(name: str, sheet: str | None = None) -> list[tuple]:
    book = openpyxl.load_workbook(RAW / name)
    return list((book[sheet] if sheet else book.worksheets[0]).iter_rows(values_only=True))


@cache
def line_texts(path: Path) -> dict[int, str]:
    """Return all that stands on each line, formatting with a meaning included."""
    if path.suffix == ".csv":
        lines = re.split("\r?\n", text_of(path))
        delimiter = ";" if path.name in CP1252 else ","
        cells = [" ".join(next(csv.reader([line], delimiter=delimiter), [])) for line in lines]
        return {n: f"{line} {c}" for n, (line, c) in enumerate(zip(lines, cells, strict=True), 1)}
    texts: dict[int, str] = {}
    for sheet in openpyxl.load_workbook(path).worksheets:
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            written = "\t".join(str(cell) for cell in row if cell is not None)
            texts[number] = f"{texts.get(number, '')}\t{sheet.title}\t{written}"
        for merged in sheet.merged_cells.ranges:
            texts[merged.min_row] += f"\t{merged.coord}"
    return texts


@pytest.fixture(scope="module")
def official() -> dict[str, str]:
    """Return the organisation behind each spelling, by the tables and by case alone."""
    names = {row["name"].casefold(): row["org_id"] for row in table("organisations.csv")}
    org_of = {row["person_id"]: row["org_id"] for row in table("persons.csv")}
    for row in table("spellings.csv"):
        written = row["written"].replace(r"\u00a0", "\u00a0").replace(r"\u00ad", "\u00ad")
        names[written.casefold()] = org_of.get(row["who"], row["who"])
    return names


def test_a_second_run_elsewhere_writes_the_same_bytes(tmp_path):
    script = [sys.executable, str(EXAMPLE / "make_exports.py"), "--to", str(tmp_path / "raw")]
    planted = tmp_path / "planted.csv"
    subprocess.run([*script, "--planted", str(planted)], check=True, cwd=tmp_path)
    made = {path.name: path.read_bytes() for path in (tmp_path / "raw").iterdir()}
    committed = {path.name: path.read_bytes() for path in RAW.iterdir() if path.is_file()}
    assert made == {name: committed[name] for name in made}
    assert planted.read_bytes() == (EXAMPLE / "planted.csv").read_bytes()


@pytest.mark.parametrize("row", table("planted.csv"), ids=lambda r: f"{r['mess']}-{r['line']}")
def test_every_planted_mess_is_at_its_line(row):
    line = line_texts(RAW / row["file"])[int(row["line"])]
    quoted = re.search("`(.+)`", row["what"]).group(1)
    for escape in (r"\u00a0", r"\u00ad", r"\ufeff", r"\n"):
        quoted = quoted.replace(escape, escape.encode().decode("unicode_escape"))
    assert quoted in line


def test_a_struck_through_note_is_struck_through():
    sheet = openpyxl.load_workbook(RAW / "stopzettingen.xlsx")["Stopgezet"]
    assert [cell.coordinate for row in sheet for cell in row if cell.font.strike] == ["D7"]


def test_at_least_thirty_kinds_of_mess_are_planted():
    assert len({row["mess"] for row in table("planted.csv")}) >= 30


def test_the_row_entered_twice_is_the_same_twice():
    lines = text_of(RAW / "kickoff_eventbrite_attendees.csv").split("\r\n")
    twice = [n for n in range(1, len(lines)) if lines[n] and lines[n] == lines[n - 1]]
    planted = [r for r in table("planted.csv") if r["file"].startswith("kickoff_event")]
    assert [str(n + 1) for n in twice] == [r["line"] for r in planted if r["mess"] == "M16"]


def test_enterprise_numbers_have_valid_check_digits():
    written = [row["Ondernemingsnummer"] for row in records(CP1252[0], ";")]
    numbers = [re.sub(r"\D", "", number or "").zfill(10) for number in written]
    given = [number for number in numbers if number != "0" * 10]
    # 37 organisations with a number, two of them twice, and one that never enrolled.
    assert len(given) == 40
    assert all(int(number[8:]) == 97 - int(number[:8]) % 97 for number in given)


def test_nobody_and_nothing_in_the_example_is_real():
    suffixes = (".py", ".csv", ".md")
    files = [path for path in EXAMPLE.iterdir() if path.suffix in suffixes] + [*RAW.glob("*.csv")]
    texts = [text_of(path) for path in files]
    texts += [" ".join(line_texts(path).values()) for path in RAW.glob("*.xlsx")]
    names = [name.strip().casefold() for name in re.split("[,\n]", REAL) if name.strip()]
    folded = unicodedata.normalize("NFC", "\n".join(texts)).casefold()
    assert len(names) == 29
    assert [name for name in names if re.search(rf"\b{re.escape(name)}\b", folded)] == []


def test_the_account_export_holds_44_enrolled_organisations():
    accounts = [row for row in records(CP1252[0], ";") if row["Naam"]]
    assert len(accounts) == 47
    assert sum(row["Status account"] == "Actief" for row in accounts) == 44


def test_43_organisations_registered_for_the_kickoff(official):
    tickets = records("kickoff_eventbrite_attendees.csv", ",")
    attending = [row for row in tickets if row["Attendee Status"] == "Attending"]
    names = {row["Organisatie"].casefold() for row in attending} - {"test"}
    assert len({official[name] for name in names}) == 43


def test_39_organisations_attended_the_kickoff(official):
    rows = sheet_rows("2019-02-20_aanwezigheidslijst.xlsx")
    signed = [row for row in rows[5:] if row[5] in PRESENT]
    expected = {r["org_id"] for r in table("organisations.csv") if r["kickoff_attended"] == "1"}
    assert {official[row[2].casefold()] for row in signed} == expected
    assert rows[-1][0] == f"Totaal aanwezig: {len(signed)}"


def test_35_organisations_registered_for_the_second_plenary(official):
    rows = sheet_rows("plenair2_inschrijvingen_msforms_2019-03-28.xlsx")[1:]
    standing = [r for r in rows if r[5] != "test" and "geannuleerd" not in str(r[8])]
    organisations = table("organisations.csv")
    expected = {r["org_id"] for r in organisations if r["plenary2_registered"] == "1"}
    assert {official[row[5].casefold()] for row in standing} == expected
    assert len(expected) == 35


def test_29_organisations_attended_the_second_plenary(official):
    rows = [row for row in records("plenair2_aanwezigheid.csv", ";") if row["Afgevaardigde"]]
    present = {r["Organisatie"] for r in rows if not r["Reden afwezigheid"]}
    marks = {r["Aanwezig"] for r in rows if not r["Reden afwezigheid"]}
    organisations = table("organisations.csv")
    expected = {r["org_id"] for r in organisations if r["plenary2_attended"] == "1"}
    assert {official[name.casefold()] for name in present} == expected
    assert (len(rows), len(expected), marks) == (35, 29, {"x", "ja", "aanw.", "1"})


def test_five_organisations_stopped(official):
    stopped = [row[0] for row in sheet_rows("stopzettingen.xlsx", "Stopgezet")[3:]]
    expected = {r["org_id"] for r in table("organisations.csv") if r["stopped"] == "1"}
    assert {official[name.casefold()] for name in stopped} == expected


def test_the_kickoff_was_rated_above_the_middle_by_37_delegates():
    responses = records("eval_kickoff_limesurvey.csv", ",")
    complete = [row for row in responses if row["submitdate"] and row["ORG"] != "test"]
    assert (len(responses), len({row["token"] for row in complete})) == (41, 37)
    assert sum(int(row["KO08"]) for row in complete) == 281


MASTERCLASSES = "masterclass_inschrijvingen_msforms_2019-04-04.xlsx"


@pytest.mark.parametrize(
    ("sheet", "header", "expected"),
    [("MC1 18-04", 1, 19), ("MC2 09-05", 2, 7), ("MC3 13-06", 1, 6), ("MC4 25-06", 1, 5)],
)
def test_organisations_registered_for_the_first_masterclasses(official, sheet, header, expected):
    rows = sheet_rows(MASTERCLASSES, sheet)[header:]
    standing = [r for r in rows if r[5] != "test" and "geannuleerd" not in str(r[7])]
    found = {official[row[5].casefold()] for row in standing}
    stopped = {r["org_id"] for r in table("organisations.csv") if r["stopped"] == "1"}
    assert (len(found), found & stopped) == (expected, set())


def test_28_organisations_that_go_on_booked_coaching_and_no_card_has_more_than_six(official):
    rows = [row for row in records("beurtenkaart_boekingen.csv", ",") if row["Organisatie"]]
    booked = {official[row["Organisatie"].casefold()] for row in rows}
    stopped = {r["org_id"] for r in table("organisations.csv") if r["stopped"] == "1"}
    assert (len(rows), len(booked - stopped), booked & stopped) == (57, 28, {"ORG-005"})
    typed = {"2 beurten": 2, "1 beurt": 1, "½": 0.5, "0,5": 0.5, "-1 (correctie)": -1}
    cards: dict[str, float] = {}
    for row in rows:
        if row["Beurten"] != "11" and row["Status"].casefold() in ("gehouden", "ok", "gepland"):
            turns = typed.get(row["Beurten"]) or float(row["Beurten"])
            name = official[row["Organisatie"].casefold()]
            cards[name] = cards.get(name, 0) + turns
    assert min(cards.values()) > 0 and max(cards.values()) <= 6


def test_the_later_profiles_are_those_of_organisations_that_go_on(official):
    rows = sheet_rows("profielen_2019-04-01.xlsx")[3:]
    found = {official[str(row[0]).casefold()] for row in rows}
    going = {r["org_id"] for r in table("organisations.csv") if r["continuing"] == "1"}
    truth = {row["org_id"] for row in table("later_profiles.csv")}
    assert len(rows) == len(found) == 9
    assert found == truth and found <= going


STOPPED_OR_NEVER = {r["org_id"] for r in table("organisations.csv") if r["continuing"] != "1"}
WAVES = ("zelfevaluatie_google_2019-03.csv", "zelfevaluatie_google_2019-06.csv")


@pytest.mark.parametrize(
    ("name", "persons", "organisations"),
    [
        ("eval_plenair_msforms_2019-03-29.xlsx", 25, 23),
        ("eval_plenair_msforms_2019-06.xlsx", 22, 18),
    ],
)
def test_those_who_answered_after_a_session(official, name, persons, organisations):
    rows = [row for row in sheet_rows(name)[1:] if row[5] != "test"]
    known = [row[3] for row in rows if row[3] != "anonymous"]
    # One of them sent the form a second time.
    assert (len(rows), len(known) - len(set(known))) == (persons + 1, 1)
    found = {official[" ".join(row[5].split()).casefold()] for row in rows}
    assert (len(found), found & STOPPED_OR_NEVER) == (organisations, set())


def test_those_who_answered_after_the_second_plenary_were_there(official):
    rows = sheet_rows("eval_plenair_msforms_2019-03-29.xlsx")[1:]
    present = {r["org_id"] for r in table("organisations.csv") if r["plenary2_attended"] == "1"}
    found = {official[" ".join(r[5].split()).casefold()] for r in rows if r[5] != "test"}
    assert found <= present
    assert 0.7 <= len(found) / len(present) <= 0.85


def test_in_june_nobody_could_neither_agree_nor_disagree():
    march, june = (
        {str(row[6]).strip().casefold() for row in sheet_rows(name)[1:]}
        for name in ("eval_plenair_msforms_2019-03-29.xlsx", "eval_plenair_msforms_2019-06.xlsx")
    )
    assert "noch eens, noch oneens" in march
    assert not {"noch eens, noch oneens", "neither agree nor disagree", "5"} & june


def waves() -> list[list[dict[str, str]]]:
    """Return the last answer of each address and organisation, of both waves."""
    found = []
    for name in WAVES:
        rows = [r for r in records(name, ",") if not r["Gebruikersnaam"].startswith("test@")]
        header = next(h for h in rows[0] if h.casefold().endswith("organisatie"))
        last = {(r["Gebruikersnaam"], r[header]): r | {"org": r[header]} for r in rows}
        assert len(rows) - len(last) == 1
        found.append(list(last.values()))
    return found


def scores(official, rows: list[dict[str, str]]) -> dict[tuple[str, str], float]:
    """Return the mean level of each organisation in each domain, by the first letter."""
    levels: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        for header, cell in row.items():
            item = re.match(r"([SCFH])\d\. ", header)
            level = re.match(r"(?:niveau |level )?([1-5])\b", cell, re.IGNORECASE)
            if item and level:
                org = official[" ".join(row["org"].split()).casefold()]
                levels.setdefault((org, item[1]), []).append(int(level[1]))
    return {of: sum(found) / len(found) for of, found in levels.items()}


def test_the_self_assessment_has_two_waves_and_some_answer_only_one(official):
    organisations = [
        {official[" ".join(row["org"].split()).casefold()] for row in rows} for rows in waves()
    ]
    first, second = organisations
    assert [len(rows) for rows in waves()] == [38, 35]
    assert (len(first), len(second), len(first & second)) == (31, 29, 25)
    assert not (first | second) & STOPPED_OR_NEVER
    assert all(0.7 <= len(found) / 39 <= 0.85 for found in organisations)


def test_maturity_and_levels_go_together_and_finance_moves_most(official):
    first, second = (scores(official, rows) for rows in waves())
    stages = {r["org_id"]: int(r["maturity_stage"]) for r in table("organisations.csv")}
    orgs = sorted({org for org, _ in first})
    mean = [sum(first[org, d] for d in "SCFH") / 4 for org in orgs]
    assert 0.5 < statistics.correlation([stages[org] for org in orgs], mean) < 0.75
    both = {org for org, _ in first} & {org for org, _ in second}
    moved = {
        domain: statistics.mean(second[org, domain] - first[org, domain] for org in both)
        for domain in "SCFH"
    }
    assert max(moved, key=lambda domain: moved[domain]) == "F"


def test_in_june_march_is_seen_lower_than_it_was_rated_in_march(official):
    first, second = waves()
    rated = scores(official, first)
    then: dict[tuple[str, str], list[int]] = {}
    for row in second:
        org = official[" ".join(row["org"].split()).casefold()]
        for domain, name in zip("SCFH", NAMES_OF_DOMAINS, strict=True):
            if row[f"Terugblik [{name}]"].isdigit():
                then.setdefault((org, domain), []).append(int(row[f"Terugblik [{name}]"]))
    for domain in "SCFH":
        shift = statistics.mean(
            statistics.mean(cells) - rated[org, letter]
            for (org, letter), cells in then.items()
            if letter == domain and (org, letter) in rated
        )
        assert -0.55 < shift < -0.25


NAMES_OF_DOMAINS = ("strategie", "communicatie", "financieel beheer", "personeelsbeleid")


def test_38_persons_of_31_organisations_answered_the_general_evaluation(official):
    rows = sheet_rows("eval_tussentijds_checkmarket.xlsx", "Numeriek")
    asked = {name: place for place, name in enumerate(rows[0])}
    given = [row for row in rows[2:] if row[asked["ORG"]] != "test"]
    persons = {(row[asked["Email"]], row[asked["ORG"]]) for row in given}
    found = {official[name.casefold()] for _, name in persons}
    assert (len(given), len(persons), len(found)) == (39, 38, 31)
    assert not found & STOPPED_OR_NEVER
    assert sum(row[asked["Status"]] == "Completed" for row in given) == 36
    # Why the card was not used was asked only of those who did not use it.
    used = {row[asked["MT14a"]] for row in given if row[asked["MT14"]] is not None}
    assert used == {2}
    consents = [row[asked["MT23"]] for row in given if row[asked["MT23"]] is not None]
    assert set(consents) == {1, 2}


def test_36_organisations_wrote_learning_goals(official):
    goals = set()
    for row in sheet_rows("leerdoelen_reflectie.xlsx")[3:]:
        for place, cell in enumerate(row[3:]):
            for text in re.split(r"\n|; |• ", cell or ""):
                goal = re.sub(r"^(- |\d\. )", "", text).strip().casefold()
                if goal not in ("", "/", "-", "geen", "n.v.t.", "en ook opvolgen"):
                    goals.add((official[row[0].casefold()], place, goal))
    by_domain = [sum(place == n for _, place, _ in goals) for n in range(4)]
    assert (len({org for org, _, _ in goals}), by_domain) == (36, [36, 34, 64, 20])


@pytest.mark.parametrize(
    "row", table("comments.csv"), ids=lambda r: f"{r['round']}-{r['question']}"
)
def test_what_is_to_be_made_unreadable_stands_in_the_answer(row):
    assert all(part in row["text"] for part in row["personal"].split("|"))


def test_persons_organisations_addresses_and_numbers_stand_in_open_answers():
    personal = [part for r in table("comments.csv") for part in r["personal"].split("|") if part]
    written = "\n".join(
        [text_of(RAW / name) for name in WAVES]
        + [
            " ".join(line_texts(path).values())
            for pattern in ("eval_plenair*.xlsx", "eval_tussentijds*.xlsx")
            for path in RAW.glob(pattern)
        ]
    )
    assert sum(part in written for part in personal) >= 40
    assert sum("@" in part for part in personal) >= 4
    assert sum(bool(re.search(r"\d\d \d\d", part)) for part in personal) >= 4

"""The registrations for the second plenary, downloaded twice from Microsoft Forms.

The second download supersedes the first: an answer was changed, a registration was deleted and
later ones came in, so the two must never be added up.
"""

from datetime import datetime

from workbook import Cell, Sheet, workbook
from world import Export, World, read_table

FIRST = "plenair2_inschrijvingen_msforms_2019-03-15.xlsx"
SECOND = "plenair2_inschrijvingen_msforms_2019-03-28.xlsx"
HEADER: list[Cell] = [
    "Id",
    "Begintijd",
    "Tijd van voltooien",
    "E-mail",
    "Naam",
    "Naam van je organisatie:",
    "Wie komt er? (voornaam en naam)",
    "Aan welke domeinen wil je werken?\u00a0",
    "Heb je nog een opmerking?",
]
# Two delegates in one cell: each respondent joins them in another way.
JOINED_BY = {"ORG-016": " & ", "ORG-044": " / "}


def exports(world: World) -> list[Export]:
    """Return the downloads of 15 and 28 March 2019."""
    first = _download(world, FIRST, "first_download", datetime(2019, 3, 15, 10, 2))
    second = _download(world, SECOND, "second_download", datetime(2019, 3, 28, 16, 31))
    first.plant("M70", 1, "an older download: `Naam van je organisatie:`", "superseded, ignored")
    second.plant("M33", 1, "another header: `Naam van je organisatie:`", "organisation")
    second.plant("M35", 1, "no-break space after `domeinen wil je werken?\\u00a0`", "domains")
    return [first, second]


def _download(world: World, name: str, column: str, saved: datetime) -> Export:
    result = Export(name)
    sheet = Sheet("Form1", [HEADER])
    for answer in read_table("plenary2_forms.csv"):
        if answer[column]:
            sheet.rows.append(_answer(world, result, answer, len(sheet.rows) + 1))
            if name == SECOND:
                _plant_answer(result, answer, len(sheet.rows))
    result.content = workbook([sheet], saved)
    if name == FIRST:
        # The file is set aside as a whole, so its spellings are not planted a second time.
        result.planted = _differences(sheet)
    return result


def _answer(world: World, result: Export, answer: dict[str, str], line: int) -> list[Cell]:
    persons = [person_id for person_id in answer["delegates"].split("+") if person_id]
    known = bool(persons) and not answer["anonymous"]
    domains = answer["domains"]
    if result.name == FIRST:
        domains = answer["first_domains"] or domains
    return [
        int(answer["id"]),
        datetime.fromisoformat(answer["started"]),
        datetime.fromisoformat(answer["completed"]),
        world.persons[persons[0]]["email"] if known else "anonymous",
        world.name(persons[0]) if known else None,
        _organisation(world, result, persons, line),
        JOINED_BY.get(answer["org_id"], " & ").join(map(world.name, persons)) or "test",
        domains,
        answer["remark"],
    ]


def _organisation(world: World, result: Export, persons: list[str], line: int) -> str:
    if not persons:
        return "test"
    # Both downloads hold the same answers, so the spelling is looked up under the second.
    spelled = Export(SECOND)
    written = world.write_name(spelled, persons[0], line)
    result.planted += spelled.planted
    return written


def _differences(sheet: Sheet) -> list:
    first = Export(FIRST)
    for line, row in enumerate(sheet.rows, start=1):
        if row[0] == 7:
            what = f"a row missing from the second download: `{row[5]}`"
            first.plant("M70", line, what, "not registered")
        if row[0] == 2:
            what = f"an answer changed in the second download: `{row[7]}`"
            first.plant("M70", line, what, "Financieel beheer;Strategie; stands")
    return first.planted


def _plant_answer(result: Export, answer: dict[str, str], line: int) -> None:
    remark = answer["remark"]
    if answer["org_id"] == "test":
        result.plant("M20", line, "test row: `test`", "ignored: test")
    if remark.startswith("geannuleerd"):
        result.plant("M18", line, f"`{remark}`", "cancelled")
    if remark.startswith("correctie"):
        result.plant("M17", line, f"second, later answer: `{remark}`", "the later answer stands")
    if "\n" in remark:
        result.plant("M37", line, "a line break in `drie vrijwilligers,\\nenkel`", "one space")
    if answer["id"] == "36":
        what = f"the answer of the row before it, sent again: `{answer['domains']}`"
        result.plant("M16", line, what, "one registration")
    if answer["id"] == "8":
        result.plant("M61", line, f"`{answer['domains']}`", "four domains")
    joined = JOINED_BY.get(answer["org_id"])
    if joined:
        result.plant("M14", line, f"two delegates joined by `{joined}`", "two delegates")

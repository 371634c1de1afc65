"""The registrations for the first masterclasses: one form each, put together in one workbook.

Whoever put them together gave every masterclass a sheet with its date in the name, and changed
the headers along the way.
"""

from datetime import datetime

from workbook import BOLD, Cell, Sheet, Styled, workbook
from world import Export, World, read_table

NAME = "masterclass_inschrijvingen_msforms_2019-04-04.xlsx"
BEFORE: list[Cell] = ["Id", "Begintijd", "Tijd van voltooien", "E-mail", "Naam"]
AFTER: list[Cell] = ["Wie komt er?", "Opmerking"]
# The header under which each sheet has the organisation, and the title above it if there is one.
SHEETS: dict[str, tuple[str, str]] = {
    "MC1 18-04": ("Naam van je organisatie:", ""),
    "MC2 09-05": ("Naam organisatie", "Masterclass 2, 9 mei"),
    "MC3 13-06": ("Organisatie", ""),
    "MC4 25-06": ("Organisatie ", ""),
}


def export(world: World) -> Export:
    """Return the workbook as mailed on 4 April 2019."""
    result = Export(NAME)
    answers = read_table("masterclass_forms.csv")
    sheets = [_sheet(world, result, name, answers) for name in SHEETS]
    result.sheet = "Overzicht"
    overview = Sheet("Overzicht", [["Masterclass", "Aantal"]])
    overview.rows += [[s.name, sum(a["sheet"] == s.name for a in answers)] for s in sheets]
    result.plant("M69", 1, "a sheet that only counts: `Overzicht`", "not declared, not read")
    result.content = workbook([*sheets, overview], datetime(2019, 4, 4, 17, 20))
    return result


def _sheet(world: World, result: Export, name: str, answers: list[dict[str, str]]) -> Sheet:
    header, title = SHEETS[name]
    result.sheet = name
    sheet = Sheet(name, [[Styled(title, BOLD)]] if title else [])
    sheet.rows.append([*BEFORE, header, *AFTER])
    line = len(sheet.rows)
    if title:
        result.plant("M30", 1, f"a title row: `{title}`", "the header is row 2")
    result.plant("M33", line, f"on its sheet another header: `{header}`", "organisation")
    result.plant("M69", line, f"a date in the name of the sheet: `{name}`", "one session a sheet")
    for answer in answers:
        if answer["sheet"] == name:
            line = len(sheet.rows) + 1
            sheet.rows.append(_answer(world, result, answer, line))
            _plant(result, answer, line)
    return sheet


def _answer(world: World, result: Export, answer: dict[str, str], line: int) -> list[Cell]:
    persons = [person_id for person_id in answer["delegates"].split("+") if person_id]
    known = bool(persons) and bool(answer["id"]) and not answer["anonymous"]
    email = world.persons[persons[0]]["email"] if known else "anonymous"
    return [
        int(answer["id"]) if answer["id"] else None,
        datetime.fromisoformat(answer["started"]) if answer["started"] else None,
        datetime.fromisoformat(answer["completed"]) if answer["id"] else answer["completed"],
        email if answer["id"] else None,
        world.name(persons[0]) if known else None,
        world.write_name(result, persons[0], line) if persons else "test",
        " + ".join(map(world.name, persons)) or "test",
        answer["remark"],
    ]


def _plant(result: Export, answer: dict[str, str], line: int) -> None:
    remark = answer["remark"]
    if answer["org_id"] == "test":
        result.plant("M20", line, "test row: `test`", "ignored: test")
    if remark.startswith("geannuleerd"):
        result.plant("M18", line, f"`{remark}`", "cancelled")
    if "+" in answer["delegates"]:
        result.plant("M14", line, "two delegates joined by ` + `", "two delegates")
    if answer["id"] == "11":
        what = "an earlier answer, sent again: `Festival Zomerzink`"
        result.plant("M16", line, what, "one registration")
    if not answer["id"]:
        what = f"a row typed in by hand, with its day as `{answer['completed']}`"
        result.plant("M45", line, what, "registered on 2019-04-03")

"""The learning goals of the kick-off: notes of the reflection exercise, typed over by hand.

Each organisation has a row, with a column for each domain and several goals in a cell. Two
delegates who sat at different tables gave two rows.
"""

import random
from datetime import datetime

from signin import is_present
from workbook import BOLD, Cell, Sheet, Styled, workbook
from world import SEED, Export, World, read_table

NAME = "leerdoelen_reflectie.xlsx"
DOMAINS = {
    "strategy": "Strategie",
    "communication": "Communicatie",
    "finance": "Financieel\nbeheer",
    "hr": "Personeel",
}
# How often a house has a goal in a domain: its needs of the day, finance first.
NEEDED = {"strategy": 0.55, "communication": 0.6, "finance": 0.85, "hr": 0.4}
SILENT = ("ORG-031", "ORG-040", "ORG-014")
NO_GOAL = ("/", "geen", "n.v.t.", "-")
NUMBERED, DOTTED, DASHED, JOINED, BROKEN = 2, 7, 11, 15, 19


def export(world: World) -> Export:
    """Return the workbook as mailed on 26 February 2019."""
    rng = random.Random(SEED + 9)
    result = Export(NAME)
    title = "Leerdoelen – reflectieoefening 20 februari"
    result.plant("M30", 1, f"a title row: `{title}`", "the header is row 3")
    header: list[Cell] = ["Organisatie", "Ingevuld door", "Datum", *DOMAINS.values()]
    sheet = Sheet("Post-its", [[Styled(title, BOLD)], [None], header])
    result.plant("M37", 3, "a line break in a header: `Financieel\\nbeheer`", "finance")
    bank: dict[str, list[str]] = {}
    for row in read_table("goals.csv"):
        bank.setdefault(row["domain"], []).append(row["goal"])
    for place, persons in enumerate(_tables(world)):
        line = len(sheet.rows) + 1
        org_id = world.persons[persons[0]]["org_id"]
        cells = _cells(result, rng, bank, place, org_id, line)
        names = " & ".join(map(world.name, persons))
        day = _day(result, place, line)
        sheet.rows.append([world.write_name(result, persons[0], line), names, day, *cells])
        if org_id == "ORG-016" and persons[0] == "P020":
            _again(result, sheet, line)
    result.content = workbook([sheet], datetime(2019, 2, 26, 14, 6))
    return result


def _tables(world: World) -> list[list[str]]:
    """Return who wrote together: those of one organisation, but for two who sat apart."""
    of: dict[str, list[str]] = {}
    for person_id, person in world.persons.items():
        if is_present(person) and person["org_id"] not in SILENT:
            of.setdefault(person["org_id"], []).append(person_id)
    apart = of.pop("ORG-016")
    return [*of.values(), *([person_id] for person_id in apart)]


def _cells(
    result: Export, rng: random.Random, bank: dict[str, list[str]], place: int, org_id: str,
    line: int,
) -> list[Cell]:  # fmt: skip
    cells: list[Cell] = []
    for domain in DOMAINS:
        if rng.random() >= NEEDED[domain]:
            said = NO_GOAL[place % 4] if rng.random() < 0.2 else ""
            if said and not any(p.what.endswith(f"`{said}`") for p in result.planted):
                result.plant("M60", line, f"no goal, written as `{said}`", "no goal")
            cells.append(said)
            continue
        goals = rng.sample(bank[domain], rng.choices([1, 2, 3], (5, 4, 1))[0])
        if domain == "finance" and place in (NUMBERED, DOTTED, DASHED, JOINED, BROKEN):
            goals = rng.sample(bank[domain], 3)
            cells.append(_listed(result, goals, place, line))
            continue
        if len(goals) > 1 and not any(p.mess == "M37" and p.line > 3 for p in result.planted):
            what = f"several goals in a cell: `{goals[0]}\\n{goals[1]}`"
            result.plant("M37", line, what, f"{len(goals)} goals: {domain}")
        cells.append("\n".join(goals))
    return cells


def _listed(result: Export, goals: list[str], place: int, line: int) -> str:
    """Return three goals as a list, each in the manner of who typed it."""
    first, second, third = goals
    match place:
        case n if n == NUMBERED:
            text = f"1. {first}\n2. {second}\n3. {third}"
        case n if n == DOTTED:
            text = f"• {first} • {second} • {third}"
        case n if n == DASHED:
            text = f"- {first}\n- {second}\n\n- {third}"
        case n if n == JOINED:
            text = f"{first}; {second}; {third}"
        case _:
            # What did not fit on the note was written below it.
            text = f"- {first}\n- {second}\nen ook opvolgen\n- {third}"
    shown = text.replace("\n", "\\n")
    result.plant("M37", line, f"three goals in a cell: `{shown}`", "3 goals: finance")
    return text


def _day(result: Export, place: int, line: int) -> Cell:
    """Return the day as typed; where it is left out, it was that of the session."""
    if place in (4, 22):
        result.plant("M45", line, "a date as `20 feb. 2019`", "2019-02-20")
        return "20 feb. 2019"
    if place == 9:
        result.plant("M45", line, "a date as `21/2/19`", "2019-02-21")
        return "21/2/19"
    return None if place % 5 == 3 else datetime(2019, 2, 20)


def _again(result: Export, sheet: Sheet, line: int) -> None:
    """Let the second of two colleagues repeat the first goal of the first."""
    first, own = sheet.rows[-2], sheet.rows[-1]
    goal = str(first[5]).split("\n")[0]
    own[5] = f"{goal.upper()}\nEen reserve voor onderhoud"
    what = f"a goal that a colleague wrote too: `{goal.upper()}`"
    result.plant("M16", line, what, "one goal of the organisation")

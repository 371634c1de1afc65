"""The sign-in sheet of the kick-off: printed from the registrations, filled in by hand.

The sector stands only on the first row of its block, in a merged cell, and the mark is whatever
the delegate put down. A blank, a dash or `afw` means not present.
"""

from datetime import datetime

from workbook import BOLD, Sheet, Styled, workbook
from world import ABSENT_MARKS, REPLACED, SECTOR_WORDS, Export, World

NAME = "2019-02-20_aanwezigheidslijst.xlsx"
HEADER = ["Nr", "Sector", "Organisatie", "Naam", "Functie", "Handtekening", "Opmerking"]
TITLES = [
    "Trajectbegeleiding Cultuurplan Limburg - kick-off",
    "woensdag 20/02/2019, Beringen",
    "Gelieve te tekenen bij aankomst. Eén rij per afgevaardigde.",
]


def export(world: World) -> Export:
    """Return the sheet as typed over on the day after the kick-off."""
    result = Export(NAME)
    sheet = Sheet("Blad1", [[Styled(title, BOLD)] for title in TITLES])
    sheet.rows += [[], [Styled(title, BOLD) for title in HEADER]]
    for sector in SECTOR_WORDS:
        _write_block(world, result, sheet, sector)
    _write_walk_in(world, result, sheet)
    present = sum(is_present(person) for person in world.persons.values())
    sheet.rows.append([f"Totaal aanwezig: {present}"])
    line = len(sheet.rows)
    result.plant("M27", line, f"total row: `Totaal aanwezig: {present}`", "dropped; it agrees")
    result.plant("M30", 1, f"three title rows: `{TITLES[0]}`", "the header is row 5")
    result.plant("M45", 2, "date in a title: `20/02/2019`", "2019-02-20")
    result.content = workbook([sheet], datetime(2019, 2, 21, 10, 14))
    return result


def is_present(person: dict[str, str]) -> bool:
    """Say whether a delegate signed, by ticket, in another's place or as a walk-in."""
    listed = person["kickoff_ticket"] != "Not Attending"
    mark = person["kickoff_mark"]
    return listed and mark not in ABSENT_MARKS and mark != REPLACED


def _is_listed(person: dict[str, str]) -> bool:
    """Say whether a delegate has a numbered row: a ticket that stands, or another's place."""
    if person["kickoff_ticket"] == "Attending":
        return person["kickoff_mark"] != REPLACED
    return person["kickoff_ticket"] == "" and person["kickoff_mark"] != ""


def _write_block(world: World, result: Export, sheet: Sheet, sector: str) -> None:
    listed = [
        person_id
        for person_id, person in world.persons.items()
        if _is_listed(person) and world.organisation_of(person_id)["sector"] == sector
    ]
    first = len(sheet.rows) + 1
    for position, person_id in enumerate(listed):
        word = SECTOR_WORDS[sector] if position == 0 else None
        _write_row(world, result, sheet, [len(sheet.rows) - 4, word, person_id])
    last = len(sheet.rows)
    if last > first:
        sheet.merged.append(f"B{first}:B{last}")
        what = f"sector in one merged cell: `B{first}:B{last}`"
        result.plant("M29", first, what, f"{sector} on {len(listed)} rows")


def _write_row(world: World, result: Export, sheet: Sheet, start: list) -> None:
    number, word, person_id = start
    person = world.persons[person_id]
    line = len(sheet.rows) + 1
    name = world.write_name(result, person_id, line)
    remark = person["kickoff_remark"]
    delegate = [world.name(person_id), person["function"], person["kickoff_mark"], remark]
    sheet.rows.append([number, word, name, *delegate])
    _plant_mark(result, person["kickoff_mark"] or f"(blank) {world.name(person_id)}", line)
    if remark.startswith("vervangt"):
        result.plant("M12", line, f"another delegate came: `{remark}`", "substitute delegate")


def _write_walk_in(world: World, result: Export, sheet: Sheet) -> None:
    for person_id, person in world.persons.items():
        if person["kickoff_ticket"] == "walk-in":
            _write_row(world, result, sheet, [None, None, person_id])
            what = f"no number, below the list: `{person['kickoff_remark']}`"
            kept = "present without registration; the organisation was counted already"
            result.plant("M22", len(sheet.rows), what, kept)


def _plant_mark(result: Export, mark: str, line: int) -> None:
    """Note the first row of every way to write present or not present."""
    blank = mark.startswith("(blank)")
    kind = "mark left blank" if blank else f"mark `{mark}`"
    if any(planted.what.startswith(kind) for planted in result.planted):
        return
    if mark == "enkel VM":
        result.plant("M25", line, kind, "present, half a day")
    elif blank:
        result.plant("M24", line, f"{kind}: `{mark.removeprefix('(blank) ')}`", "not present")
    else:
        absent = mark in ABSENT_MARKS
        result.plant("M24" if absent else "M23", line, kind, "not present" if absent else "present")

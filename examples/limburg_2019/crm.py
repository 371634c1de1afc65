"""The accounts of the enrolled organisations as the department's CRM exports them.

Windows encoding, semicolons and decimal commas; an account entered twice keeps its second row
with the status Dubbel, so a row is an account and not an organisation.
"""

import random
from datetime import date, timedelta

from delimited import delimited
from world import SECTOR_WORDS, SEED, Export, World, read_table, unescaped

NAME = "2019-02-15_organisaties_crm.csv"
HEADER = [
    "Accountnr",
    "Naam",
    "Rechtsvorm",
    "Ondernemingsnummer",
    "Sector",
    "Discipline",
    "Postcode",
    "Gemeente",
    "VTE",
    "Vrijwilligers",
    "Jaarbudget",
    "Opgericht",
    "Maturiteit",
    "Type werking",
    "Aangemeld traject",
    "Status account",
    "",
]
LEGAL_FORM_WORDS = {
    "vzw": "vzw",
    "sole_trader": "Eenmanszaak",
    "de_facto": "Feitelijke vereniging",
    "public_foundation": "Stichting van openbaar nut",
    "municipal_service": "Stadsdienst/gemeentedienst",
    "municipal_company": "AGB",
    "intermunicipal": "Projectvereniging",
}
CAPACITY_WORDS = {
    "one_person": "Eenmansorganisatie",
    "volunteer": "Vrijwilligersorganisatie",
    "mixed": "Gemengd",
    "professional": "Professioneel",
}
DISCIPLINE_WORDS = {
    "": "",
    "visual_arts": "Beeldende kunst",
    "theatre": "Theater",
    "classical_music": "Klassieke muziek",
    "dance": "Dans",
    "jazz": "Jazz",
    "music_theatre": "Muziektheater",
    "pop_rock": "Pop/rock",
    "design": "Vormgeving",
    "architecture": "Architectuur",
    "sound_art": "Geluidskunst",
    "transdisciplinary": "Transdisciplinair",
}
# The second account of an organisation was opened by someone who did not find the first.
DUPLICATES = {"ORG-025": "Open Huis De Ganzenbrug", "ORG-036": "De Spoel, Cultuurcentrum"}
INACTIVE = ("Videokring Het Negatief", "0001.031.564", "3500", "Hasselt")


def export(world: World) -> Export:
    """Return the account export of 15 February 2019."""
    result = Export(NAME)
    dates = _enrolment_dates(world)
    rows = [_account(world, org_id, on) for org_id, on in dates.items()]
    for number, row in enumerate(rows):
        row["Accountnr"] = f"ACC-{10412 + 7 * number}"
    _write_by_hand(result, rows)
    rows += [_duplicate(rows, org_id) for org_id in DUPLICATES]
    rows.append(_inactive())
    lines = [HEADER] + [[row.get(column, "") for column in HEADER] for row in rows]
    lines += [[""] * len(HEADER), [f"Aantal accounts: {len(rows)}"]]
    _plant_structure(result, lines)
    result.content = delimited(lines, ";").encode("cp1252")
    return result


def _enrolment_dates(world: World) -> dict[str, str]:
    rng = random.Random(SEED)
    span = (date(2019, 2, 14) - date(2019, 1, 7)).days
    drawn = [date(2019, 1, 7) + timedelta(days=rng.randint(0, span)) for _ in world.organisations]
    return {o: f"{on:%d/%m/%Y}" for o, on in zip(world.organisations, drawn, strict=True)}


def _account(world: World, org_id: str, enrolled_on: str) -> dict[str, str]:
    org = world.organisations[org_id]
    return {
        "org_id": org_id,
        "Naam": org["name"],
        "Rechtsvorm": LEGAL_FORM_WORDS[org["legal_form"]],
        "Ondernemingsnummer": org["kbo"],
        "Sector": SECTOR_WORDS[org["sector"]],
        "Discipline": DISCIPLINE_WORDS[org["discipline"]],
        "Postcode": org["postcode"],
        "Gemeente": org["municipality"],
        "VTE": org["fte"].replace(".", ","),
        "Vrijwilligers": org["volunteers"],
        "Jaarbudget": org["budget_eur"],
        "Opgericht": org["founded"],
        "Maturiteit": org["maturity_stage"],
        "Type werking": CAPACITY_WORDS[org["capacity_type"]],
        "Aangemeld traject": enrolled_on,
        "Status account": "Actief",
    }


def _write_by_hand(result: Export, rows: list[dict[str, str]]) -> None:
    """Overwrite the cells that account managers typed in their own way."""
    line_of = {row["org_id"]: line for line, row in enumerate(rows, start=2)}
    for cell in read_table("crm_cells.csv"):
        line = line_of[cell["org_id"]]
        rows[line - 2][cell["column"]] = unescaped(cell["written"])
        what = f"{cell['column']} written as `{cell['written']}`"
        result.plant(cell["mess"], line, what, cell["after_cleaning"])


def _duplicate(rows: list[dict[str, str]], org_id: str) -> dict[str, str]:
    first = next(row for row in rows if row["org_id"] == org_id)
    same = ("Rechtsvorm", "Ondernemingsnummer", "Sector", "Postcode", "Gemeente")
    second = {column: first[column] for column in same}
    position = list(DUPLICATES).index(org_id)
    # One duplicate carries the enrolment date again: counting dates would count it twice.
    enrolled_on = first["Aangemeld traject"] if position == 0 else ""
    return second | {
        "Accountnr": f"ACC-{10801 + position}",
        "Naam": DUPLICATES[org_id],
        "Aangemeld traject": enrolled_on,
        "Status account": "Dubbel",
    }


def _inactive() -> dict[str, str]:
    name, enterprise_number, postcode, municipality = INACTIVE
    return {
        "Accountnr": "ACC-10803",
        "Naam": name,
        "Rechtsvorm": LEGAL_FORM_WORDS["vzw"],
        "Ondernemingsnummer": enterprise_number,
        "Sector": SECTOR_WORDS["amateur_arts"],
        "Postcode": postcode,
        "Gemeente": municipality,
        "Status account": "Inactief",
    }


def _plant_structure(result: Export, lines: list[list[str]]) -> None:
    line = len(lines)
    result.plant("M40", 1, "semicolons: `Accountnr;Naam`", "16 named columns")
    result.plant("M32", 1, "a delimiter after the last header: `Status account;`", "no column 17")
    for back, name in ((4, "Open Huis De Ganzenbrug"), (3, "De Spoel, Cultuurcentrum")):
        what = f"second account `{name}` with status Dubbel"
        result.plant("M16", line - back, what, "ignored: the first account stands")
    what = f"account `{INACTIVE[0]}` with status Inactief, never enrolled"
    result.plant("M18", line - 2, what, "ignored: not enrolled")
    result.plant("M32", line - 1, "an empty row: `;;;;;;;;;;;;;;;;`", "dropped")
    result.plant("M27", line, "a closing line: `Aantal accounts: 47`", "dropped; 47 rows agree")

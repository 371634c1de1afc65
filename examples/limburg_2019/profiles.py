"""The second list of profiles: the organisations of which something changed or was filled in.

A volunteer rang them up and typed what they said, one row for each organisation.
"""

from datetime import date, datetime

from workbook import BOLD, Cell, Sheet, Styled, workbook
from world import Export, World, read_table

NAME = "profielen_2019-04-01.xlsx"
TITLES = ["Profielen: wat veranderd is", "na de belronde van 1 april"]
HEADER = [
    "Organisatie",
    "Stand op",
    "VTE",
    "Vrijwilligers",
    "Jaarbudget",
    "Maturiteit",
    "Type werking",
]
# Column as typed -> the kind of mess of a cell that is not simply its value, and the value.
CELLS = (
    ("fte", "M43", "true_fte"),
    ("volunteers", "M44", "true_volunteers"),
    ("budget", "M42", "true_budget_eur"),
)


def export(world: World) -> Export:
    """Return the list as saved on 1 April 2019."""
    result = Export(NAME)
    sheet = Sheet("Blad1", [[Styled(title, BOLD)] for title in TITLES])
    sheet.rows.append([Styled(title, BOLD) for title in HEADER])
    result.plant("M30", 1, f"two title rows: `{TITLES[0]}`", "the header is row 3")
    for row in read_table("later_profiles.csv"):
        line = len(sheet.rows) + 1
        name = world.write_name(result, row["org_id"], line)
        typed = [_cell(row[column]) for column in ("fte", "volunteers", "budget", "maturity")]
        sheet.rows.append([name, _day(row["as_of"]), *typed, row["capacity"]])
        _plant(result, row, line)
    result.content = workbook([sheet], datetime(2019, 4, 1, 16, 45))
    return result


def _day(typed: str) -> Cell:
    """A real date where it was typed as one, else the text."""
    return date.fromisoformat(typed) if typed.startswith("2019-") else typed


def _cell(typed: str) -> Cell:
    """A number where it was typed as one, else the text."""
    return int(typed) if typed.isdigit() else typed


def _plant(result: Export, row: dict[str, str], line: int) -> None:
    if not row["as_of"]:
        what = f"no date beside `{row['fte']}`"
        result.plant("M60", line, what, "the day on which the list was received")
    elif not row["as_of"].startswith("2019-"):
        result.plant("M45", line, f"date typed as `{row['as_of']}`", "2019-04-01")
    for column, mess, true in CELLS:
        typed = row[column]
        if typed.isdigit():
            continue
        if row[true] == "":
            result.plant("M60", line, f"no amount: `{typed}`", "missing; the earlier one stands")
        else:
            kind = "M41" if typed.replace(".", "").replace(" ", "").isdigit() else mess
            result.plant(kind, line, f"typed as `{typed}`", row[true])

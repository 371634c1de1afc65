"""The hand-kept list of organisations that stopped, with the reason they gave.

A date was typed in whichever way came to mind, and an older copy of the sheet is still in the
workbook.
"""

from datetime import date, datetime

from workbook import BOLD, STRUCK, Cell, Sheet, Styled, workbook
from world import Export, World

NAME = "stopzettingen.xlsx"
TITLES = ["Stopgezette deelnames", "bij te werken na elk telefoontje!"]
HEADER = ["Organisatie", "Datum stopzetting", "Reden", "Notitie", "Contact"]
# organisation, date as typed, true date, reason as typed, note, contact
STOPS: list[tuple[str, Cell, str, str, Cell, str]] = [
    (
        "ORG-029",
        date(2019, 2, 18),
        "2019-02-18",
        "te weinig tijd (vrijwilligers)",
        "mail 18/2, ook ticket kick-off geannuleerd",
        "P038",
    ),
    ("ORG-011", "25/02/2019", "2019-02-25", "geen tijd", "eenmanszaak, speelt veel", "P013"),
    ("ORG-018", "1 maart 2019", "2019-03-01", "tijdsgebrek bestuur", None, "P022"),
    (
        "ORG-031",
        "20-3-19",
        "2019-03-20",
        "onvoldoende tijd - vrijwilligers",
        Styled("misschien toch nog vanaf juni", STRUCK),
        "P041",
    ),
    (
        "ORG-005",
        43556,
        "2019-04-01",
        "personeelswissel",
        "nieuwe coördinator pas vanaf september",
        "P007",
    ),
]
DATE_KINDS = ("M45", "M45", "M45", "M45", "M48")


def export(world: World) -> Export:
    """Return the list as mailed on 3 April 2019."""
    result = Export(NAME)
    current = _sheet("Stopgezet")
    for mess, stop in zip(DATE_KINDS, STOPS, strict=True):
        line = len(current.rows) + 1
        current.rows.append(_row(world, result, stop, line))
        result.plant(mess, line, f"date typed as `{stop[1]}`", stop[2])
        _plant_reason(result, stop, line)
    older = _sheet("Kopie van Stopgezet")
    for stop in STOPS[:3]:
        older.rows.append(_row(world, Export(NAME), stop, len(older.rows) + 1))
    # The copy was made before the last reason was known.
    older.rows[-1][2] = "?"
    _plant_structure(result)
    result.content = workbook([current, older], datetime(2019, 4, 3, 9, 48))
    return result


def _sheet(name: str) -> Sheet:
    titles: list[list[Cell]] = [[Styled(title, BOLD)] for title in TITLES]
    return Sheet(name, [*titles, [Styled(title, BOLD) for title in HEADER]])


def _row(world: World, result: Export, stop: tuple, line: int) -> list[Cell]:
    org_id, typed, _, reason, note, contact = stop
    name = world.write_name(result, org_id, line)
    return [name, typed, reason, note, world.name(contact)]


def _plant_reason(result: Export, stop: tuple, line: int) -> None:
    category = "staff_turnover" if stop[3] == "personeelswissel" else "insufficient_time"
    result.plant("M26", line, f"reason in free text: `{stop[3]}`", category)
    if isinstance(stop[4], Styled):
        what = f"struck through: `{stop[4].text}`"
        result.plant("M64", line, what, "a note that no longer holds; the stop stands")


def _plant_structure(result: Export) -> None:
    result.plant("M30", 1, f"two title rows: `{TITLES[0]}`", "the header is row 3")
    result.plant("M69", 4, "a second sheet: `Kopie van Stopgezet`", "ignored: an older copy")
    result.plant("M60", 6, "unknown reason in the older copy: `?`", "ignored: an older copy")

"""The attendee report of the kick-off: one row per ticket, dates the American way.

An organisation with two delegates has two rows, so tickets never count organisations.
"""

import random
from datetime import datetime, timedelta

from delimited import delimited
from world import SEED, Export, World

NAME = "kickoff_eventbrite_attendees.csv"
HEADER = [
    "Order #",
    "Order Date",
    "First Name",
    "Last Name",
    "Email",
    "Quantity",
    "Price Tier",
    "Ticket Type",
    "Attendee #",
    "Group",
    "Order Type",
    "Currency",
    "Total Paid",
    "Fees Paid",
    "Eventbrite Fees",
    "Eventbrite Payment Processing",
    "Attendee Status",
    "Functie",
    "Organisatie",
    "Opmerkingen",
]
OPENED = datetime(2019, 1, 28, 9, 0)
DAYS_OPEN = 18
ENTERED_TWICE = "P028"
CAPITALS = "P052"
REMARKS = {"P013": "ik moet om 15 u weg", "P033": "kan enkel in de voormiddag"}


def export(world: World) -> Export:
    """Return the report as downloaded on the day before the kick-off."""
    result = Export(NAME)
    rows = [HEADER, _test_order()]
    for person_id, ordered, order, attendee in _tickets(world):
        line = len(rows) + 1
        row = _ticket(world, person_id, ordered, order, attendee)
        row[HEADER.index("Organisatie")] = world.write_name(result, person_id, line)
        rows.append(row)
        _plant_ticket(result, world, person_id, line)
        if person_id == ENTERED_TWICE:
            rows.append(list(row))
            what = f"identical to the row before it: `{order}`"
            result.plant("M16", line + 1, what, "one registration")
    _plant_structure(result)
    # The byte order mark is Eventbrite's: Excel would not recognise UTF-8 without it.
    result.content = delimited(rows, ",").encode("utf-8-sig")
    return result


def _tickets(world: World) -> list[tuple[str, datetime, int, int]]:
    """Return ticket holders in the order of their orders; one order per organisation."""
    rng = random.Random(SEED + 2)
    ordered: dict[str, datetime] = {}
    holders = []
    for person_id, person in world.persons.items():
        if person["kickoff_ticket"] not in ("Attending", "Not Attending"):
            continue
        after = timedelta(days=rng.randrange(DAYS_OPEN), minutes=rng.randrange(20, 12 * 60))
        ordered.setdefault(person["org_id"], OPENED + after)
        holders.append((ordered[person["org_id"]], person_id))
    numbers = {moment: 876120344 + 1913 * n for n, moment in enumerate(sorted(ordered.values()))}
    return [
        (person_id, moment, numbers[moment], 1124300211 + 37 * n)
        for n, (moment, person_id) in enumerate(sorted(holders))
    ]


def _ticket(
    world: World, person_id: str, ordered: datetime, order: int, attendee: int
) -> list[str]:
    person = world.persons[person_id]
    last_name = person["last_name"]
    cells = {
        "Order #": str(order),
        "Order Date": _american(ordered),
        "First Name": person["first_name"],
        "Last Name": last_name.upper() if person_id == CAPITALS else last_name,
        "Email": person["email"],
        "Attendee #": str(attendee),
        "Attendee Status": person["kickoff_ticket"],
        "Functie": person["function"],
        "Opmerkingen": REMARKS.get(person_id, ""),
    }
    if person["kickoff_ticket"] == "Not Attending":
        cells["Opmerkingen"] = person["kickoff_remark"]
    return _row(cells)


def _row(cells: dict[str, str]) -> list[str]:
    free = {
        "Quantity": "1",
        "Ticket Type": "Deelnemer kick-off",
        "Order Type": "Free Order",
        "Currency": "EUR",
        "Total Paid": "0.00",
        "Fees Paid": "0.00",
        "Eventbrite Fees": "0.00",
        "Eventbrite Payment Processing": "0.00",
    }
    return [(free | cells).get(column, "") for column in HEADER]


def _test_order() -> list[str]:
    return _row(
        {
            "Order #": "876118002",
            "Order Date": _american(OPENED),
            "First Name": "test",
            "Last Name": "test",
            "Email": "a@a.be",
            "Attendee #": "1124300100",
            "Attendee Status": "Attending",
            "Organisatie": "test",
        }
    )


def _american(moment: datetime) -> str:
    # Written out, because strftime has no portable way to leave the zeros off.
    return f"{moment.month}/{moment.day}/{moment:%y} {moment.hour}:{moment:%M}"


def _plant_ticket(result: Export, world: World, person_id: str, line: int) -> None:
    person = world.persons[person_id]
    if person["kickoff_ticket"] == "Not Attending":
        what = f"`Not Attending`: {world.name(person_id)}"
        kept = "cancelled before the day" if person["kickoff_remark"] else "its other ticket stands"
        result.plant("M18", line, what, kept)
    if person["kickoff_remark"].startswith("mail"):
        result.plant("M19", line, f"`{person['kickoff_remark']}`", "cancelled before the day")
    if person_id == CAPITALS:
        what = f"last name in capitals: `{person['last_name'].upper()}`"
        result.plant("M03", line, what, world.name(person_id))
    if person_id == "P002":
        what = "a second ticket of one organisation: `Molgraaf`"
        result.plant("M13", line, what, "two delegates, one organisation")
    if person["email"].startswith("info@"):
        what = f"two organisations share `{person['email']}`"
        result.plant("M68", line, what, "not used to tell organisations apart")


def _plant_structure(result: Export) -> None:
    result.plant("M39", 1, "a byte order mark: `\\ufeffOrder #`", "the column is called Order #")
    result.plant("M46", 2, "American date: `1/28/19 9:00`", "2019-01-28 09:00")
    result.plant("M20", 2, "test order: `a@a.be`", "ignored: test")

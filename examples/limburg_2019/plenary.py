"""The attendance list of the second plenary, kept by the administration.

One row per registered organisation; the reason of absence is free text about people and must
never leave the internal data as it stands.
"""

from delimited import delimited
from world import Export, World, read_table

NAME = "plenair2_aanwezigheid.csv"
HEADER = ["Organisatie", "Afgevaardigde", "Aanwezig", "Reden afwezigheid", "Opmerking", "", ""]
EMPTY_ROW_AFTER = 20


def export(world: World) -> Export:
    """Return the list of 29 March 2019."""
    result = Export(NAME)
    rows = [HEADER]
    entries = read_table("plenary2_sheet.csv")
    for number, entry in enumerate(entries, start=1):
        rows.append(_row(world, result, entry, len(rows) + 1))
        if number == EMPTY_ROW_AFTER:
            rows.append([""] * len(HEADER))
            result.plant("M32", len(rows), "an empty row: `;;;;;;`", "dropped")
    absent = sum(bool(entry["reason"]) for entry in entries)
    total = f"Totaal: {len(entries) - absent} aanw. / {absent} afw."
    rows += [[""] * len(HEADER), [total, "", "", "", "", "", ""], [""] * len(HEADER)]
    result.plant("M27", len(rows) - 1, f"total row: `{total}`", "dropped; it agrees")
    result.plant("M32", 1, "two columns without a name: `Opmerking;;`", "dropped")
    result.content = delimited(rows, ";").encode("cp1252")
    return result


def _row(world: World, result: Export, entry: dict[str, str], line: int) -> list[str]:
    delegates = [
        person_id
        for person_id, person in world.persons.items()
        if person["org_id"] == entry["org_id"] and person["plenary2"]
    ]
    name = world.write_name(result, delegates[0], line)
    _plant_row(result, entry, line)
    if len(delegates) > 1:
        result.plant("M14", line, "two delegates joined by ` & `", "two delegates")
    joined = " & ".join(map(world.name, delegates))
    return [name, joined, entry["mark"], entry["reason"], entry["remark"], "", ""]


def _plant_row(result: Export, entry: dict[str, str], line: int) -> None:
    """Note the first row of every mark, every reason, and the half day."""
    what = f"mark `{entry['mark']}`"
    if what not in {planted.what for planted in result.planted}:
        mess, kept = ("M24", "not present") if entry["reason"] else ("M23", "present")
        result.plant(mess, line, what, kept)
    if entry["reason"]:
        personal = entry["reason"] in ("ziek", "familie")
        kept = "personal" if personal else "professional"
        result.plant("M26", line, f"reason in free text: `{entry['reason']}`", kept)
    if entry["remark"] == "enkel NM":
        result.plant("M25", line, f"`{entry['remark']}`", "present, half a day")

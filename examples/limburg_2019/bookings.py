"""The coaching card: the sheet in which the coaches note every booking, as downloaded.

Six turns are on the card of each organisation. What was struck through in the sheet cannot be
seen in the download any more.
"""

from delimited import delimited
from world import Export, World, read_table

NAME = "beurtenkaart_boekingen.csv"
HEADER = [
    "Geboekt op",
    "Datum gesprek",
    "Organisatie",
    "Bureau",
    "Domein",
    "Wijze",
    "Beurten",
    "Status",
    "Opmerking",
]
COLUMNS = ("coach", "domain", "mode", "turns", "status", "remark")
TURNS = {
    "2 beurten": ("turns in words: `2 beurten`", "2 turns"),
    "1 beurt": ("turns in words: `1 beurt`", "1 turn"),
    "½": ("half a turn: `½`", "0.5 turn"),
    "-1 (correctie)": ("a turn taken back: `-1 (correctie)`", "the two on its card become one"),
    "11": ("more than a card holds: `11`", "a problem; how many turns is not known"),
}
"""What is typed as a number of turns, and what must be left of it."""
OTHERS = {
    "no-show": ("another word: `no-show`", "nobody came"),
    "niet komen opdagen": ("`niet komen opdagen`", "nobody came"),
    "gepland": ("still `gepland` after its day", "booked, with a remark; not a turn used"),
    "afgezegd": ("another word: `afgezegd`", "cancelled"),
    "zie 27/03": ("struck through in the sheet, lost here; only `zie 27/03`", "cancelled"),
    "HR": ("domain as `HR`", "hr"),
    "Personeel": ("domain as `Personeel`", "hr"),
    "bur. A": ("firm as `bur. A`", "bureau A"),
    "Bureau A": ("firm as `Bureau A`", "bureau A"),
    "ok": ("status as `ok`", "held"),
    "Gehouden": ("status as `Gehouden`", "held"),
    "0,5": ("decimal comma: `0,5`", "0.5 turn"),
    "2019-03-06": ("date typed as `2019-03-06`", "2019-03-06"),
    "3 april 2019": ("date typed as `3 april 2019`", "2019-04-03"),
    "3-4-19": ("date typed as `3-4-19`", "2019-04-03"),
}
KINDS = {"M65": ("turns", "status"), "M03": ("coach", "status"), "M07": ("domain", "coach"),
         "M45": ("booked", "session"), "M41": ("turns",), "M18": ("status",),
         "M64": ("remark",)}  # fmt: skip
"""The columns in which a row has its mess; the first with a word of above is planted."""


def export(world: World) -> Export:
    """Return the download of 4 April 2019."""
    result = Export(NAME)
    rows = [HEADER]
    for entry in read_table("bookings.csv"):
        rows.append(_row(world, result, entry, len(rows) + 1))
    # The sheet counts its filled rows, those with a month included.
    total = f"Totaal: {sum(bool(row[0]) for row in rows[1:])} rijen"
    rows.append([total] + [""] * (len(HEADER) - 1))
    result.plant("M27", len(rows), f"total row: `{total}`", "dropped; it agrees")
    result.content = delimited(rows, ",").encode("utf-8")
    return result


def _row(world: World, result: Export, entry: dict[str, str], line: int) -> list[str]:
    if entry["booked"] == "SECTION":
        result.plant("M28", line, f"a row with the month: `{entry['remark']}`", "ignored")
        return [entry["remark"]] + [""] * (len(HEADER) - 1)
    if entry["booked"] == "EMPTY":
        result.plant("M32", line, "an empty row: `,,,,,,,,`", "dropped")
        return [""] * len(HEADER)
    name = world.write_name(result, entry["org_id"], line)
    _plant(result, entry, line)
    return [entry["booked"], entry["session"], name, *(entry[column] for column in COLUMNS)]


def _plant(result: Export, entry: dict[str, str], line: int) -> None:
    if entry["mess"] == "M16":
        what = f"the row before it, pasted again: `{entry['session']}`"
        result.plant("M16", line, what, "one booking")
    known = TURNS | OTHERS
    typed = [entry[column] for column in KINDS.get(entry["mess"], ())]
    for cell in [cell for cell in typed if cell in known][:1]:
        result.plant(entry["mess"], line, *known[cell])

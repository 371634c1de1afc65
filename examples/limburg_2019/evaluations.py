"""The answers after the second and the third plenary, as Microsoft Forms exports them.

The form was made anew for June: other words above the columns, four points instead of five, and
the tool in English. Both forms could be filled in in Dutch or in English.
"""

import random
from datetime import timedelta

from session_forms import JUNE, MARCH, Form
from workbook import Cell, Sheet, workbook
from world import SEED, Export, World, read_table

SUITS = [("Te laag", "Too low"), ("Juist", "Right"), ("Te hoog", "Too high")]
APPLIED = [
    ("Niets", "Nothing"),
    ("Een begin", "A start"),
    ("Grotendeels", "Mostly"),
    ("Volledig", "Fully"),
]
DIFFERENCES = [("Hinderlijk", "Hindering"), ("Neutraal", "Neutral"), ("Leerrijk", "Instructive")]
NEEDS = [
    ("Een masterclass", "A masterclass"),
    ("Individuele begeleiding", "One-to-one coaching"),
    (
        "Uitwisseling met collega's, ook na de sessies",
        "Exchange with peers, also after the sessions",
    ),
]
AGREEMENT_ITEMS = ("PL01", "PL02", "PL03", "PL05", "PL06", "PL07")
WEIGHTS5 = {
    "PL01": (1, 3, 14, 48, 34),
    "PL02": (2, 7, 19, 46, 26),
    "PL03": (4, 12, 16, 40, 28),
    "PL05": (2, 8, 18, 44, 28),
    "PL06": (2, 9, 27, 44, 18),
    "PL07": (1, 6, 20, 46, 27),
}


def exports(world: World) -> list[Export]:
    """Return the downloads of 4 April and 11 June 2019."""
    present = [
        person_id
        for person_id, person in world.persons.items()
        if person["plenary2"] and world.organisation_of(person_id)["plenary2_attended"] == "1"
    ]
    going = [p for p in world.persons if world.organisation_of(p)["continuing"] == "1"]
    rng = random.Random(SEED + 11)
    return [_export(world, MARCH, rng, present), _export(world, JUNE, rng, going)]


def _export(world: World, form: Form, rng: random.Random, asked: list[str]) -> Export:
    result = Export(form.name)
    questions = read_table("session_questions.csv")
    headers = [question[form.words] for question in questions]
    sheet = Sheet("Form1", [[*form.own, form.organisation, *headers]])
    what = f"another header: `{form.organisation}`"
    result.plant("M33", 1, what, "organisation")
    if form is JUNE:
        result.plant("M33", 1, f"other words: `{headers[1]}`", "PL02")
        result.plant("M59", 1, f"four points, not five: `{headers[0]}`", "a scale of its own")
    rows = [_test(form), *_respondents(world, form, rng, asked)]
    rows.sort(key=lambda row: row["started"])
    for number, row in enumerate(rows, start=1):
        line = len(sheet.rows) + 1
        sheet.rows.append([number, *_cells(world, result, row, line, questions)])
        _plant(result, form, row, line)
    result.content = workbook([sheet], form.saved)
    return result


def _respondents(
    world: World, form: Form, rng: random.Random, asked: list[str]
) -> list[dict[str, object]]:
    comments = [row["text"] for row in read_table("comments.csv") if row["round"] == form.round]
    rows = []
    for place, person_id in enumerate(rng.sample(asked, form.respondents)):
        row = _row(world, form, rng, person_id, place)
        row["PL12"] = comments[place] if place < len(comments) else ""
        rows.append(row)
    # Somebody was not sure that the answers had been sent, and sent them a second time.
    again = rows[form.again] | {"again": True}
    again["started"] = rows[form.again]["completed"] + timedelta(minutes=3)
    again["completed"] = again["started"] + timedelta(seconds=58)
    return [*rows, again]


def _row(
    world: World, form: Form, rng: random.Random, person_id: str, place: int
) -> dict[str, object]:
    days, seconds = rng.choice([0, 0, 0, 1, 3, 4]), rng.randrange(7200)
    started = form.sent + timedelta(days=days, seconds=seconds)
    seconds = rng.randrange(140, 700)
    if place == form.straight[0]:
        seconds = 13
    if place == len(form.english) + 1:
        started = form.late
    row: dict[str, object] = {
        "person": person_id,
        "anonymous": place in form.anonymous,
        "place": place,
        "started": started,
        "completed": started + timedelta(seconds=seconds),
    }
    spoken = 1 if place in form.english else 0
    row |= _opinions(rng, form, world.organisation_of(person_id), spoken)
    if place == form.straight[0]:
        row |= dict.fromkeys(AGREEMENT_ITEMS, form.scale[form.straight[1]][spoken])
        row["PL08"] = APPLIED[2][spoken]
    typed = {item: cell for (who, item), (cell, *_) in form.typed.items() if who == place}
    return row | typed


def _opinions(
    rng: random.Random, form: Form, organisation: dict[str, str], spoken: int
) -> dict[str, object]:
    stage = int(organisation["maturity_stage"])
    answers: dict[str, object] = {}
    for item in AGREEMENT_ITEMS:
        weights = list(WEIGHTS5[item])
        if not form.middle:
            weights = [weights[0], weights[1] + weights[2] / 2, weights[3] + weights[2] / 2,
                       weights[4]]  # fmt: skip
        answers[item] = rng.choices(form.scale, weights)[0][spoken]
    # What is too much for the smallest houses is too little for the largest.
    suits = {1: (2, 14, 9), 2: (3, 20, 7), 3: (4, 23, 3), 4: (8, 17, 1), 5: (12, 12, 1)}[stage]
    answers["PL04"] = rng.choices(SUITS, suits)[0][spoken]
    answers["PL08"] = rng.choices(APPLIED, (7, 13, 7, 1))[0][spoken]
    answers["PL09"] = rng.choices(DIFFERENCES, (5, 8, 15))[0][spoken]
    needs = [need[spoken] for need in NEEDS if rng.random() < 0.5]
    rng.shuffle(needs)
    answers["PL10"] = "".join(f"{need};" for need in needs or [("Geen", "None")[spoken]])
    answers["PL11"] = rng.choices([4, 5, 6, 7, 8, 9, 10], (1, 2, 5, 11, 14, 5, 2))[0]
    return answers


def _cells(
    world: World, result: Export, row: dict[str, object], line: int, questions: list[dict[str, str]]
) -> list[Cell]:
    person = str(row["person"])
    named = bool(person) and not row["anonymous"]
    name = world.write_name(result, person, line) if person else "test"
    return [
        row["started"],
        row["completed"],
        world.persons[person]["email"] if named else "anonymous",
        world.name(person) if named else None,
        name,
        *(row.get(question["question"]) for question in questions),
    ]


def _test(form: Form) -> dict[str, object]:
    """Return the administration's own trial, before the form was sent."""
    started = form.sent - timedelta(minutes=35)
    row = {"person": "", "anonymous": True, "place": -1, "started": started}
    row |= {"completed": started + timedelta(seconds=44), "PL11": 10, "PL12": "test"}
    return row | dict.fromkeys(AGREEMENT_ITEMS, form.scale[-1][0])


def _plant(result: Export, form: Form, row: dict[str, object], line: int) -> None:
    place = row["place"]
    if not row["person"]:
        result.plant("M20", line, "test response: `test`", "ignored: test")
        return
    if row.get("again"):
        what = f"sent a second time: `{row['PL11']}`"
        result.plant("M62", line, what, "this response stands, the earlier one is set aside")
        return
    if row["started"] == form.late:
        what = f"after closing: `{row['started']}`"
        result.plant("M67", line, what, "late; counted unless the round says otherwise")
    if place == form.straight[0]:
        what = f"six times the same within 13 seconds: `{row['PL01']}`"
        result.plant("M66", line, what, "flagged; kept")
    if place == form.english[0]:
        result.plant("M57", line, f"labels in English: `{row['PL02']}`", "the same option")
    for (who, item), (cell, mess, after) in form.typed.items():
        if who == place:
            written = cell.replace("\u00a0", r"\u00a0")
            result.plant(mess, line, f"{item} answered with `{written}`", after)
    if row["PL12"] in ("NA", "-", "niets"):
        kept = "an answer in words" if row["PL12"] == "niets" else "missing"
        result.plant("M60", line, f"an open answer of `{row['PL12']}`", kept)

"""The general evaluation before the summer, as CheckMarket exports it: codes, and what they mean.

Two rows stand above the answers, the name of a column and the question; what a code stands for
is on another sheet. An organisation answers, and two of its people may.
"""

import random
from datetime import datetime, timedelta

from midterm_labels import IN_ENGLISH, REVERSED, labels
from workbook import Cell, Sheet, workbook
from world import SEED, Export, World, read_table

NAME = "eval_tussentijds_checkmarket.xlsx"
OWN = [
    ("RespondentId", "Respondent"),
    ("DateStarted", "Gestart op"),
    ("DateCompleted", "Voltooid op"),
    ("DateModified", "Laatst gewijzigd op"),
    ("Status", "Status"),
    ("Language", "Taal"),
    ("Email", "E-mailadres"),
    ("ORG", "Voor welke organisatie antwoord je?"),
]
ROLES = ["deelnemer", "tutor", "gastheer", "trekker"]
WEIGHTS = {
    "MT01": (1, 4, 10, 17, 6),
    "MT02": (1, 4, 9, 18, 7),
    "MT03": (0, 2, 6, 17, 14),
    "MT04": (4, 9, 13, 9, 2),
    "MT05": (1, 3, 7, 18, 10),
    "MT07": (2, 8, 11, 14, 4),
    "MT08": (2, 6, 14, 13, 3),
    "MT09": (2, 4, 5, 18, 10),
    "MT15": (1, 3, 9, 16, 9),
    "MT16": (3, 10, 11, 12, 3),
}
MOVED = {
    "MT10": (0, 1, 18, 15, 3),
    "MT11": (0, 2, 17, 15, 4),
    "MT12": (0, 1, 9, 20, 8),
    "MT13": (0, 2, 26, 8, 1),
}
SENT, CLOSED = datetime(2019, 6, 12, 9, 0), datetime(2019, 6, 28, 23, 59)
LATE = datetime(2019, 7, 1, 9, 48, 5)
SINGLE, DOUBLE = 24, 7
STRAIGHT, FAST, LATER, TWICE = 9, 21, 30, 16
PARTIAL = (13, 27)
SHARE = {"MT17": 0.45, "MT18": 0.4, "MT21": 0.6, "MT22": 0.45}
"""How often each open question is answered, as far as there are answers."""
TYPED = {
    (2, "MT02"): ("4 - eens", "M58", "eens"),
    (4, "MT03"): ("Helemaal eens", "M57", "helemaal eens"),
    (6, "MT08"): ("strongly agree", "M57", "helemaal eens"),
    (8, "MT20"): (999, "M60", "missing"),
    (10, "MT16"): ("NVT", "M60", "not applicable"),
    (12, "MT04"): ("geen mening", "M60", "don't know"),
    (18, "MT15"): ("#N/B", "M60", "missing"),
    (20, "MT09"): ("5/5", "M58", "helemaal eens"),
    (24, "MT07"): ("Eens\u00a0", "M35", "eens"),
}
Answers = dict[str, Cell]


def export(world: World) -> Export:
    """Return the workbook as downloaded on 2 July 2019."""
    rng = random.Random(SEED + 12)
    result = Export(NAME)
    questions = read_table("midterm_questions.csv")
    columns = [*OWN, *_columns(questions)]
    sheet = Sheet("Numeriek", [[name for name, _ in columns], [text for _, text in columns]])
    result.sheet = sheet.name
    result.plant("M31", 1, "two rows above the answers: `MT01`", "the header is two rows")
    responses = _responses(world, rng, questions)
    responses.sort(key=lambda one: str(one["DateStarted"]))
    for number, response in enumerate(responses, start=1):
        line = len(sheet.rows) + 1
        person = str(response["person"])
        known = {"RespondentId": 70410 + 3 * number}
        known["ORG"] = world.write_name(result, person, line) if person else "test"
        sheet.rows.append([(response | known).get(name) for name, _ in columns])
        _plant(result, response, line)
    codes = labels(result, questions)
    result.content = workbook([sheet, codes], datetime(2019, 7, 2, 8, 30))
    return result


def _columns(questions: list[dict[str, str]]) -> list[tuple[str, str]]:
    columns: list[tuple[str, str]] = []
    for question in questions:
        name, text = question["question"], question["nl"]
        if question["kind"] == "role":
            columns += [(f"{name}_{n}", f"{text} - {r}") for n, r in enumerate(ROLES, start=1)]
        else:
            columns.append((name, text))
    return columns


def _responses(world: World, rng: random.Random, questions: list[dict[str, str]]) -> list[Answers]:
    of: dict[str, list[str]] = {}
    for person_id, person in world.persons.items():
        if world.organisation_of(person_id)["continuing"] == "1":
            of.setdefault(person["org_id"], []).append(person_id)
    answering = rng.sample(list(of), SINGLE + DOUBLE)
    both = set(rng.sample([o for o in answering if len(of[o]) > 1], DOUBLE))
    raters = [p for o in answering for p in of[o][-2 if o in both else -1 :]]
    texts = {name: _texts(name) for name in SHARE}
    held = {row["org_id"] for row in read_table("bookings.csv") if row["status"] == "gehouden"}
    made = []
    for place, person_id in enumerate(raters):
        answers = _answers(rng, world.organisation_of(person_id), questions, held)
        for name, share in SHARE.items():
            if texts[name] and rng.random() < share:
                answers[name] = texts[name].pop(0)
        made.append(_sent(world, rng, person_id, place, answers))
    made += [_first_try(made[TWICE]), _test(questions)]
    return made


def _texts(question: str) -> list[str]:
    return [
        row["text"]
        for row in read_table("comments.csv")
        if (row["round"], row["question"]) == ("midterm", question)
    ]


def _sent(
    world: World, rng: random.Random, person_id: str, place: int, answers: Answers
) -> Answers:
    started = SENT + timedelta(days=rng.randrange(16), seconds=rng.randrange(32_000))
    took = timedelta(seconds=rng.randrange(240, 1300))
    if place == LATER:
        started = LATE
    if place == STRAIGHT:
        answers |= dict.fromkeys((*WEIGHTS, IN_ENGLISH), 4) | {REVERSED: 2}
    if place == FAST:
        took = timedelta(seconds=38)
    answers |= {column: cell for (who, column), (cell, *_) in TYPED.items() if who == place}
    own: Answers = {
        "person": person_id,
        "place": place,
        "DateStarted": started,
        "DateCompleted": started + took,
        "DateModified": started + took,
        "Status": "Completed",
        "Language": "nl",
        "Email": world.persons[person_id]["email"],
    }
    response = own | answers
    return _broken_off(response, "MT13") if place in PARTIAL else response


def _answers(
    rng: random.Random, organisation: dict[str, str], questions: list[dict[str, str]],
    held: set[str],
) -> Answers:  # fmt: skip
    small = organisation["capacity_type"] in ("one_person", "volunteer")
    answers: Answers = {}
    for name, weights in WEIGHTS.items():
        extra = (1, 1) if name in ("MT04", "MT15", "MT16") else (0, 1)
        answers[name] = rng.choices(range(1, 8), [*weights, *extra])[0]
    for name, weights in MOVED.items():
        answers[name] = rng.choices(range(1, 7), [*weights, 1])[0]
    # Code 1 is "helemaal eens": whoever runs on volunteers agrees that it takes too much time.
    time = (8, 14, 7, 6, 1) if small else (2, 7, 8, 15, 5)
    answers[REVERSED] = rng.choices(range(1, 6), time)[0]
    used = organisation["org_id"] in held or rng.random() < 0.3
    answers["MT14a"] = 1 if used else 2
    if not used:
        answers["MT14"] = rng.choices(range(1, 5), (6, 2, 2, 1))[0]
    roles = rng.choices(range(1, 5), (10, 4, 5, 3), k=2)
    answers |= {f"MT19_{n}": int(n in roles) for n in range(1, 5)}
    answers["MT20"] = rng.choice([4, 5, 6, 7, 8, 8] if small else [6, 7, 8, 8, 9, 9, 10, 10])
    answers["MT24"] = rng.choices(range(4, 11), (1, 2, 3, 7, 9, 7, 4))[0]
    answers["MT23"] = rng.choices([1, 2, None], (23, 12, 3))[0]
    return answers


def _broken_off(response: Answers, last: str) -> Answers:
    """Return the response as it was left after a question; nobody sent it in."""
    left = datetime.fromisoformat(str(response["DateStarted"])) + timedelta(seconds=107)
    own = {"person", "place", *(name for name, _ in OWN)}
    kept = {name: cell for name, cell in response.items() if name in own or name[:4] <= last}
    return kept | {"DateCompleted": None, "DateModified": left, "Status": "Partial"}


def _first_try(response: Answers) -> Answers:
    """Return a response that was left on its first page, and filled in the day after."""
    started = datetime.fromisoformat(str(response["DateStarted"])) - timedelta(hours=23)
    return _broken_off(response | {"DateStarted": started, "place": -2}, "MT04")


def _test(questions: list[dict[str, str]]) -> Answers:
    started = SENT - timedelta(minutes=50)
    answers: Answers = {q["question"]: 4 for q in questions if q["kind"] == "agree"}
    own: Answers = {"person": "", "place": -1, "Status": "Completed", "Language": "nl"}
    done = started + timedelta(minutes=3)
    moments: Answers = {"DateStarted": started, "DateCompleted": done, "DateModified": done}
    return answers | own | moments | {"Email": "test@test.example", "MT21": "test"}


def _plant(result: Export, response: Answers, line: int) -> None:
    place = response["place"]
    if place == -1:
        result.plant("M20", line, "test response: `test`", "ignored: test")
        return
    if not response["DateCompleted"]:
        what = f"broken off: `{response['Status']}`"
        result.plant("M62", line, what, "partial; not a completed response")
    if place == TWICE:
        what = f"the same address again, now complete: `{response['Email']}`"
        kept = "this response stands, the broken-off one is set aside"
        result.plant("M62", line, what, kept)
    if place == LATER:
        what = f"after closing: `{response['DateStarted']}`"
        result.plant("M67", line, what, "late; counted unless the round says otherwise")
    if place == STRAIGHT:
        result.plant("M66", line, "eleven times the same: `4`", "flagged; kept")
    if place == FAST:
        what = f"25 questions within 38 seconds: `{response['DateCompleted']}`"
        result.plant("M66", line, what, "flagged; kept")
    for (who, column), (cell, mess, after) in TYPED.items():
        if who == place:
            written = str(cell).replace("\u00a0", r"\u00a0")
            result.plant(mess, line, f"{column} answered with `{written}`", after)
    for name in ("MT17", "MT18", "MT21", "MT22"):
        if response.get(name) in ("n.v.t.", "geen", "neen"):
            kept = "missing" if response[name] == "n.v.t." else "an answer in words"
            result.plant("M60", line, f"{name} answered with `{response[name]}`", kept)

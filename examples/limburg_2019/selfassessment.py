"""The self-assessment in two waves, as Google Forms exports it: the words of each level.

An organisation is where its maturity suggests, give or take; what one answers differs a little
from where one is. In June most see that they had rated themselves too high in March.
"""

import random
from datetime import datetime, timedelta

from delimited import delimited
from waves import BASELINE, MIDWAY, Wave
from world import SEED, Export, World, read_table

DOMAINS = {
    "strategy": "strategie",
    "communication": "communicatie",
    "finance": "financieel beheer",
    "hr": "personeelsbeleid",
}
IMPORTANCE = [
    "onbelangrijk",
    "weinig belangrijk",
    "redelijk belangrijk",
    "belangrijk",
    "heel belangrijk",
]
# How far an organisation moved from March to June, on average; finance is what was worked on.
MOVED = {"strategy": 0.15, "communication": 0.2, "finance": 0.6, "hr": 0.05}
SHIFT = {"strategy": -0.4, "communication": -0.42, "finance": -0.55, "hr": -0.5}
WEIGHT = {"strategy": 0.3, "communication": 0.1, "finance": 0.9, "hr": -0.3}
OPEN = "Wat helpt jullie het meest om verder te groeien?"


def exports(world: World) -> list[Export]:
    """Return the downloads of 27 March and 1 July 2019."""
    rng = random.Random(SEED + 13)
    levels = _levels(world, rng)
    going = [o for o, row in world.organisations.items() if row["continuing"] == "1"]
    first = _raters(world, rng, BASELINE, rng.sample(going, BASELINE.single + BASELINE.double))
    answered = {world.persons[person]["org_id"] for person in first}
    # Four that were silent in March answer in June; six that answered in March do not.
    kept = [o for o in going if o in answered]
    silent = [o for o in going if o not in answered]
    number = MIDWAY.single + MIDWAY.double
    again = rng.sample(kept, number - 4) + rng.sample(silent, 4)
    second = _raters(world, rng, MIDWAY, again)
    return [
        _export(world, rng, BASELINE, first, levels, 0),
        _export(world, rng, MIDWAY, second, levels, 1),
    ]


def _levels(world: World, rng: random.Random) -> dict[tuple[str, str, int], float]:
    """Where each organisation is in each domain, in March and in June, and what it sees then."""
    found: dict[tuple[str, str, int], float] = {}
    for org_id, row in world.organisations.items():
        stage = int(row["maturity_stage"])
        # A part of where one is comes with size and age; the rest is one's own.
        general = 2.6 + 0.55 * (stage - 2.7) + rng.gauss(0, 0.45)
        for domain in DOMAINS:
            start = general + rng.gauss(0, 0.4) - (0.3 if domain == "finance" else 0)
            found[org_id, domain, 0] = start
            found[org_id, domain, 1] = start + rng.gauss(MOVED[domain], 0.3)
            found[org_id, domain, -1] = start + rng.gauss(SHIFT[domain], 0.35)
    return found


def _raters(world: World, rng: random.Random, wave: Wave, organisations: list[str]) -> list[str]:
    """One person of each organisation, and a second one of those that have two."""
    of: dict[str, list[str]] = {}
    for person_id, person in world.persons.items():
        of.setdefault(person["org_id"], []).append(person_id)
    two = [o for o in organisations if len(of[o]) > 1]
    both = set(rng.sample(two, wave.double))
    return [p for o in organisations for p in of[o][: 2 if o in both else 1]]


def _export(
    world: World, rng: random.Random, wave: Wave, raters: list[str],
    levels: dict[tuple[str, str, int], float], moment: int,
) -> Export:  # fmt: skip
    result = Export(wave.name)
    words = read_table("levels.csv")
    comments = [row["text"] for row in read_table("comments.csv") if row["round"] == wave.round]
    columns = _columns(wave, words)
    responses = []
    for place, person_id in enumerate(raters):
        sent = wave.sent + timedelta(days=rng.randrange(15), seconds=rng.randrange(32_000))
        if place == 3:
            sent = wave.late
        answers = _answers(world, rng, wave, person_id, levels, moment, words)
        # One in three says what would help.
        if place % 3 == 0 and place // 3 < len(comments):
            answers[OPEN] = comments[place // 3]
        typed = {c: cell for (who, c), (cell, *_) in wave.typed.items() if who == place}
        answers = _dashed(answers) if place in wave.dashes else answers
        responses.append((sent, place, person_id, _by_header(answers | typed, words)))
    sent, place, person_id, answers = responses[wave.again]
    changed = answers | {_header("F2", words): _worded("F2", 2, words)}
    responses.append((sent + timedelta(hours=26), -2, person_id, changed))
    test = dict.fromkeys(columns, "test")
    responses.append((wave.sent - timedelta(minutes=20), -1, "", test))
    rows = [columns]
    for sent, place, person_id, answers in sorted(responses, key=lambda one: one[:2]):
        line = len(rows) + 1
        name = world.write_name(result, person_id, line) if person_id else "test"
        email = world.persons[person_id]["email"] if person_id else "test@test.example"
        own = {"Tijdstempel": _stamp(sent, wave.zone), "Gebruikersnaam": email}
        rows.append([(answers | own | {wave.organisation: name}).get(c, "") for c in columns])
        _plant(result, wave, place, person_id, sent, line)
    what = "a timestamp with its zone: `Tijdstempel`"
    result.plant("M50", 1, what, "the day of the answer")
    result.plant("M33", 1, f"another header: `{wave.organisation}`", "organisation")
    result.plant("M31", 1, f"rows of a grid: `{wave.target} [strategie]`", "one question each")
    result.content = _text(rows)
    return result


def _columns(wave: Wave, words: list[dict[str, str]]) -> list[str]:
    items = dict.fromkeys(row["item"] for row in words)
    columns = ["Tijdstempel", "Gebruikersnaam", wave.organisation]
    columns += [_header(item, words) for item in items]
    columns += [f"{wave.importance} [{name}]" for name in DOMAINS.values()]
    columns += [f"{wave.target} [{name}]" for name in DOMAINS.values()]
    if wave.then:
        columns += [f"Terugblik [{name}]" for name in DOMAINS.values()]
    return [*columns, OPEN]


def _header(item: str, words: list[dict[str, str]]) -> str:
    return next(f"{item}. {row['item_nl']}" for row in words if row["item"] == item)


def _worded(item: str, level: int, words: list[dict[str, str]]) -> str:
    text = next(r["nl"] for r in words if r["item"] == item and r["level"] == str(level))
    return f"Niveau {level} – {text}"


def _by_header(answers: dict[str, str], words: list[dict[str, str]]) -> dict[str, str]:
    items = {row["item"] for row in words}
    return {(_header(c, words) if c in items else c): cell for c, cell in answers.items()}


def _answers(
    world: World, rng: random.Random, wave: Wave, person_id: str,
    levels: dict[tuple[str, str, int], float], moment: int, words: list[dict[str, str]],
) -> dict[str, str]:  # fmt: skip
    org_id = world.persons[person_id]["org_id"]
    answers: dict[str, str] = {}
    # Two of one house do not see the same: one is milder than the other in all domains.
    mild = rng.gauss(0, 0.2)
    for domain, name in DOMAINS.items():
        now = levels[org_id, domain, moment] + mild
        items = dict.fromkeys(row["item"] for row in words if row["domain"] == domain)
        for item in items:
            answers[item] = _worded(item, _level(now + rng.gauss(0, 0.55)), words)
        important = _level(3.7 + WEIGHT[domain] + rng.gauss(0, 0.7))
        answers[f"{wave.importance} [{name}]"] = f"{important} - {IMPORTANCE[important - 1]}"
        target = _level(max(now, 2.5) + 0.9 + rng.gauss(0, 0.4))
        answers[f"{wave.target} [{name}]"] = str(target)
        if wave.then:
            then = levels[org_id, domain, -1] + mild
            answers[f"Terugblik [{name}]"] = str(_level(then + rng.gauss(0, 0.3)))
    return answers


def _level(where: float) -> int:
    return min(5, max(1, round(where)))


def _dashed(answers: dict[str, str]) -> dict[str, str]:
    """Return the answers as typed over by hand, with a hyphen for the dash."""
    return {column: cell.replace(" – ", " - ") for column, cell in answers.items()}


def _stamp(sent: datetime, zone: str) -> str:
    """Return a moment as Google writes it: no zero before the hour, and a zone behind it."""
    hour = sent.hour % 12 or 12
    half = "AM" if sent.hour < 12 else "PM"
    return f"{sent:%Y/%m/%d} {hour}:{sent:%M:%S} {half} {zone}"


def _text(rows: list[list[str]]) -> bytes:
    return delimited(rows, ",", "\n").encode("utf-8")


def _plant(
    result: Export, wave: Wave, place: int, person_id: str, sent: datetime, line: int
) -> None:
    if place == -1:
        result.plant("M20", line, "test response: `test@test.example`", "ignored: test")
    if place == -2:
        what = f"sent again with another level: `{_stamp(sent, wave.zone)}`"
        result.plant("M62", line, what, "this response stands, the earlier one is set aside")
    if sent == wave.late:
        what = f"after closing: `{_stamp(sent, wave.zone)}`"
        result.plant("M67", line, what, "late; counted unless the round says otherwise")
    if place in wave.dashes:
        result.plant("M36", line, "hyphens for dashes: `Niveau`", "the same levels")
    for (who, column), (cell, mess, after) in wave.typed.items():
        if who == place and cell:
            written = cell.replace("\u00a0", r"\u00a0")
            result.plant(mess, line, f"{column} answered with `{written}`", after)
    if place >= 0 and person_id in ("P050", "P055"):
        what = "an inbox of two organisations: `info@cultuurdienst.example`"
        result.plant("M68", line, what, "a response of its own organisation")

"""The answers to the kick-off questionnaire as LimeSurvey exports them: codes, not labels.

A row is a response, not a respondent: some were broken off, and one token answered twice. The
answers are drawn with a fixed seed and belong to nobody.
"""

import random
from datetime import datetime, timedelta

from codebook import DOMAINS
from delimited import all_quoted
from signin import is_present
from world import SEED, Export, World, read_table

NAME = "eval_kickoff_limesurvey.csv"
AGREEMENT_ITEMS = [f"KO0{n}" for n in range(1, 8)]
RANKS = [f"KO09[{n}]" for n in range(1, 5)]
HEADER = [
    "id",
    "submitdate",
    "lastpage",
    "startlanguage",
    "seed",
    "startdate",
    "datestamp",
    "token",
    "ORG",
    *AGREEMENT_ITEMS,
    "KO08",
    *RANKS,
    *(f"KO{n}" for n in range(10, 15)),
]
AGREEMENT_CODES = ["A1", "A2", "A3", "A4", "A5", "N", "W"]
# Most agree; the level of the day divides, most of all the smallest and the largest houses.
USUAL = (1, 4, 13, 50, 28, 1, 3)
LEVEL = (4, 16, 25, 38, 13, 1, 3)
LEVEL_EXTREME = (14, 30, 20, 22, 10, 2, 2)
COMPLETE, PARTIAL = 37, 2
LAST_PAGE = 4
SENT = datetime(2019, 2, 21, 9, 30)
CLOSED = datetime(2019, 3, 8, 23, 59)
LATE = datetime(2019, 3, 11, 10, 22, 41)
FREE_COUNTS = {6: "een 10-tal", 13: "een 5-tal", 21: "veel", 30: "n.v.t."}
STRAIGHT_LINER = 17
TWICE = 11


def export(world: World) -> Export:
    """Return the responses as downloaded on 12 March 2019."""
    rng = random.Random(SEED + 10)
    result = Export(NAME)
    responses = [_test(rng), *_delegates(world, rng)]
    responses.sort(key=lambda response: response["startdate"])
    rows = [HEADER]
    for number, response in enumerate(responses, start=1):
        response["id"] = str(number + 3)
        line = len(rows) + 1
        if response["person_id"] and response["ORG"]:
            response["ORG"] = world.write_name(result, response["person_id"], line)
        _plant(result, response, line)
        rows.append([response.get(column, "") for column in HEADER])
    result.content = all_quoted(rows).encode("utf-8")
    return result


def _delegates(world: World, rng: random.Random) -> list[dict[str, str]]:
    present = [p for p, person in world.persons.items() if is_present(person)]
    answering = rng.sample(present, COMPLETE + PARTIAL)
    opinions = read_table("open_answers.csv")
    responses = []
    for number, person_id in enumerate(answering):
        response = _complete(world, rng, person_id, number)
        if number < len(opinions):
            response["KO13"] = opinions[number]["must_cover"]
            response["KO14"] = opinions[number]["may_hold_back"]
        if number >= COMPLETE:
            response = _broken_off(response, page=number - COMPLETE + 1)
        responses.append(response)
    first_try = _broken_off(responses[TWICE], page=2)
    later = _minutes_later(responses[TWICE], 27 * 60)
    responses[TWICE] = later
    return [*responses, first_try]


def _complete(world: World, rng: random.Random, person_id: str, number: int) -> dict[str, str]:
    # Nobody answers at night: some day of the fortnight, within twelve hours of the morning.
    started = SENT + timedelta(days=rng.randrange(14), seconds=rng.randrange(300, 12 * 3600))
    response = _frame(rng, started, rng.randrange(150, 900)) | {
        "person_id": person_id,
        "ORG": "known",
    }
    organisation = world.organisation_of(person_id)
    response |= _opinions(rng, organisation)
    response["KO11"] = FREE_COUNTS.get(number, str(rng.choice([2, 3, 3, 4, 4, 5, 5, 6, 7, 8])))
    if number == STRAIGHT_LINER:
        response |= dict.fromkeys(AGREEMENT_ITEMS, "A3")
        response |= _stamps(started, 34)
    if number == COMPLETE - 1:
        response |= _stamps(LATE, 312)
    return response


def _opinions(rng: random.Random, organisation: dict[str, str]) -> dict[str, str]:
    extreme = organisation["maturity_stage"] in ("1", "5")
    answers = {item: rng.choices(AGREEMENT_CODES, USUAL)[0] for item in AGREEMENT_ITEMS}
    answers["KO06"] = rng.choices(AGREEMENT_CODES, LEVEL_EXTREME if extreme else LEVEL)[0]
    answers["KO08"] = str(rng.choices([4, 5, 6, 7, 8, 9, 10], [1, 2, 6, 13, 12, 4, 1])[0])
    needs = rng.sample([code for code, *_ in DOMAINS], 4)
    # Finance is named first more often than the others: it opens the programme for that reason.
    if rng.random() < 0.35:
        needs.sort(key=lambda code: code != "FIN")
    answers |= dict(zip(RANKS, needs, strict=True))
    short_of_time = organisation["capacity_type"] in ("one_person", "volunteer")
    sure = [2, 3, 4, 5, 5, 6, 7] if short_of_time else [5, 6, 7, 7, 8, 8, 9, 10]
    answers["KO10"] = str(rng.choice(sure))
    answers["KO12"] = rng.choices(["A1", "A2", "A3"], [3, 4, 3])[0]
    return answers


def _frame(rng: random.Random, started: datetime, seconds: int) -> dict[str, str]:
    letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
    return {
        "lastpage": str(LAST_PAGE),
        "startlanguage": "nl",
        "seed": str(rng.randrange(10**8, 2 * 10**9)),
        "token": "".join(rng.choice(letters) for _ in range(15)),
    } | _stamps(started, seconds)


def _stamps(started: datetime, seconds: int) -> dict[str, str]:
    done = str(started + timedelta(seconds=seconds))
    return {"startdate": str(started), "submitdate": done, "datestamp": done}


def _broken_off(response: dict[str, str], page: int) -> dict[str, str]:
    """Return the response as it was left after a page; each page holds a few questions."""
    pages = [["ORG"], AGREEMENT_ITEMS, ["KO08", *RANKS]]
    kept = {column for columns in pages[:page] for column in columns}
    answers = {column for column in HEADER[8:] if column not in kept}
    started = datetime.fromisoformat(response["startdate"])
    return (
        response
        | dict.fromkeys(answers, "")
        | {
            "lastpage": str(page),
            "submitdate": "",
            "datestamp": str(started + timedelta(seconds=70 * page)),
        }
    )


def _minutes_later(response: dict[str, str], minutes: int) -> dict[str, str]:
    started = datetime.fromisoformat(response["startdate"]) + timedelta(minutes=minutes)
    return response | _stamps(started, 286)


def _test(rng: random.Random) -> dict[str, str]:
    """Return the administration's own trial, sent before the invitations went out."""
    answers = dict.fromkeys(AGREEMENT_ITEMS, "A5") | dict(
        zip(RANKS, [code for code, *_ in DOMAINS], strict=True)
    )
    texts = {"person_id": "", "ORG": "test", "KO13": "test", "KO14": "test"}
    scores = {"KO08": "10", "KO10": "10", "KO11": "1", "KO12": "A1"}
    return _frame(rng, datetime(2019, 2, 20, 16, 58, 12), 41) | answers | texts | scores


def _plant(result: Export, response: dict[str, str], line: int) -> None:
    if response["ORG"] == "test":
        result.plant("M20", line, "test response: `test`", "ignored: test")
    if not response["submitdate"]:
        what = f"broken off after page {response['lastpage']}: `{response['token']}`"
        result.plant("M62", line, what, "partial; not a completed response")
    _plant_token(result, response, line)
    if response["datestamp"] > str(CLOSED):
        what = f"after closing on 2019-03-08: `{response['datestamp']}`"
        result.plant("M67", line, what, "late; counted unless the round says otherwise")
    if {response[item] for item in AGREEMENT_ITEMS} == {"A3"}:
        what = "seven times the same within 34 seconds: `A3 A3 A3 A3 A3 A3 A3`"
        result.plant("M66", line, what, "flagged; kept")
    _plant_texts(result, response, line)


def _plant_token(result: Export, response: dict[str, str], line: int) -> None:
    earlier = [planted for planted in result.planted if response["token"] in planted.what]
    if earlier and response["submitdate"]:
        what = f"the same token again, now complete: `{response['token']}`"
        result.plant("M62", line, what, "this response stands, the broken-off one is set aside")


def _plant_texts(result: Export, response: dict[str, str], line: int) -> None:
    count = response["KO11"]
    if count in FREE_COUNTS.values():
        mess, kept = ("M60", "missing") if count == "n.v.t." else ("M44", "approximate, or missing")
        result.plant(mess, line, f"a count in words: `{count}`", kept)
    if "Ã" in response.get("KO13", ""):
        result.plant("M38", line, "UTF-8 read as cp1252: `ideeÃ«n`", "ideeën")
    if "‘" in response.get("KO13", ""):
        result.plant("M36", line, "curly quotes: `‘diversiteit’`", "straight quotes")
    if response.get("KO14") == "/":
        result.plant("M60", line, "no answer typed as `/`", "missing")
    if response["KO08"] and response["lastpage"] == str(LAST_PAGE) and line == 3:
        result.plant("M58", line, f"codes, not labels: `{response['KO01']}`", "by the codebook")

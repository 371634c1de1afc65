"""A made-up national programme of any size: its declarations and the lists that it left behind.

Small amateur organisations come less often as the programme goes on, and stop sooner. Names are
typed as people do: without capitals, with their legal form, with a slip, or of nobody known.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from benchmarks.same_organisations import made_up

PROGRAMME = "national"
DECLARED = Path(__file__).with_name("programme.toml")
SESSIONS = {"1": date(2023, 2, 15), "2": date(2023, 4, 19), "3": date(2023, 6, 14)}
REPORTS = {
    "attendance": "",
    "withdrawals": 'session = "day-1"',
    "session": 'session = "day-2"',
    "data_quality": 'session = "day-1"',
    "heterogeneity": 'first = "day-1", second = "day-3"',
    "groups": "",
    "coaching": "",
}
"""Notebook -> the parameters of its report."""
SECTORS = {"Kunsten": 18, "Erfgoed": 14, "Sociaal-cultureel": 22, "Amateurkunsten": 26,
           "Circus": 2, "Lokaal en bovenlokaal": 8, "Jeugd": 10}  # fmt: skip
COMES = {"Kunsten": 0.82, "Erfgoed": 0.78, "Sociaal-cultureel": 0.7, "Amateurkunsten": 0.55,
         "Circus": 0.6, "Lokaal en bovenlokaal": 0.74, "Jeugd": 0.62}  # fmt: skip
DISCIPLINES = ("Theater", "Dans", "Beeldende kunst", "Klassieke muziek", "Pop/rock", "Jazz")
FORMS = {"vzw": 62, "Feitelijke vereniging": 27, "Eenmanszaak": 5, "AGB": 4, "Projectvereniging": 2}
GIVEN = "An Bo Cis Do Els Fien Guy Hilde Ilse Jef Kaat Lotte Mo Nele Omar Piet".split()  # noqa: SIM905
FAMILY = "Zandvaart Kerkewind Molenbos Steenwissel Grachtmans Dorpelaar Veldschoof".split()  # noqa: SIM905
DOMAINS = ("communicatie", "financieel beheer", "strategie", "personeelsbeleid")
STOPPED_FOR = ("te weinig tijd", "te weinig tijd", "inhoud past niet", "niveau past niet",
               "personeelswissel", "organisatie stopt", "")  # fmt: skip


TOWNS = {
    "Antwerpen": 2000, "Brasschaat": 2930, "Mechelen": 2800, "Lier": 2500, "Turnhout": 2300,
    "Geel": 2440, "Mol": 2400, "Herentals": 2200, "Halle": 1500, "Vilvoorde": 1800, "Asse": 1730,
    "Leuven": 3000, "Tienen": 3300, "Diest": 3290, "Aarschot": 3200, "Brugge": 8000,
    "Knokke-Heist": 8300, "Diksmuide": 8600, "Ieper": 8900, "Poperinge": 8970, "Kortrijk": 8500,
    "Waregem": 8790, "Menen": 8930, "Oostende": 8400, "Roeselare": 8800, "Izegem": 8870,
    "Tielt": 8700, "Veurne": 8630, "Aalst": 9300, "Ninove": 9400, "Geraardsbergen": 9500,
    "Dendermonde": 9200, "Wetteren": 9230, "Eeklo": 9900, "Gent": 9000, "Deinze": 9800,
    "Oudenaarde": 9700, "Ronse": 9600, "Sint-Niklaas": 9100, "Lokeren": 9160, "Beveren": 9120,
    "Hasselt": 3500, "Genk": 3600, "Sint-Truiden": 3800, "Maaseik": 3680, "Bree": 3960,
    "Lommel": 3920, "Tongeren": 3700, "Bilzen": 3740,
}  # fmt: skip


@dataclass(frozen=True)
class _Made:
    """An organisation as the lists need it; `comes` is its chance to come to the first day."""

    name: str
    number: int
    sector: str
    postcode: int
    municipality: str
    fte: float
    maturity: int
    stopped_on: date | None
    comes: float

    @property
    def site(self) -> str:
        return f"organisatie{self.number}.example"


def write(root: Path, count: int, seed: int = 1) -> None:
    """Write the workspace of a programme with so many organisations into a folder."""
    chance, raw = random.Random(seed), root / "data" / "raw" / PROGRAMME
    raw.mkdir(parents=True)
    declare(root, REPORTS)
    made = [_made(name, number, chance) for number, name in enumerate(_names(count, chance))]
    _list(raw / "accounts.csv", ACCOUNTS, (_account(one, chance) for one in made))
    for session in SESSIONS:
        registered = [one for one in made if _registers(one, session, chance)]
        rows = _registrations(registered, session, chance)
        _list(raw / f"registrations_{session}.csv", REGISTRATIONS, rows)
        _list(raw / f"attendance_{session}.csv", ATTENDANCE, _attendance(registered, chance))
    booked = (row for one in made for row in _bookings(one, chance))
    _list(raw / "bookings.csv", BOOKINGS, booked)
    stopped = (
        [one.name, _day(one.stopped_on), chance.choice(STOPPED_FOR)]
        for one in made if one.stopped_on
    )  # fmt: skip
    _list(raw / "withdrawals.csv", WITHDRAWALS, stopped)


def declare(root: Path, notebooks: Iterable[str]) -> None:
    """Declare the programme in a workspace, with the reports of these notebooks."""
    reports = [
        f'[[reports]]\nid = "{one}"\nnotebook = "{one}"\n'
        f'title = {{ nl = "{one}", en = "{one}" }}\nparameters = {{ {REPORTS[one]} }}\n'
        for one in notebooks
    ]
    folder = root / "programmes" / PROGRAMME
    folder.mkdir(parents=True, exist_ok=True)
    text = "\n".join([DECLARED.read_text("utf-8"), *reports])
    (folder / "programme.toml").write_text(text, encoding="utf-8")


ACCOUNTS = ("Accountnr", "Naam", "Rechtsvorm", "Ondernemingsnummer", "Sector", "Discipline",
            "Postcode", "Gemeente", "VTE", "Vrijwilligers", "Jaarbudget", "Opgericht",
            "Maturiteit", "Type werking", "Aangemeld", "Site")  # fmt: skip
REGISTRATIONS = ("Nr", "Tijdstip", "Organisatie", "Postcode", "Wie komt er?", "E-mail", "Domeinen",
                 "Status")  # fmt: skip
BOOKINGS = ("Organisatie", "Geboekt op", "Datum", "Bureau", "Domein", "Wijze", "Beurten", "Status")
ATTENDANCE = ("Organisatie", "Naam", "Aanwezig", "Reden")
WITHDRAWALS = ("Organisatie", "Datum", "Reden")


def _list(path: Path, header: Sequence[str], rows: Iterator[list[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(header)
        writer.writerows(rows)


def _names(count: int, chance: random.Random) -> Iterator[str]:
    """So many names, no two of them alike."""
    seen: set[str] = set()
    while len(seen) < count:
        for one in made_up.organisations(count, chance):
            if one.names[0] not in seen and len(seen) < count:
                seen.add(one.names[0])
                yield one.names[0]


def _made(name: str, number: int, chance: random.Random) -> _Made:
    sector = _drawn(SECTORS, chance)
    town, postcode = list(TOWNS.items())[min(int(chance.expovariate(0.12)), len(TOWNS) - 1)]
    fte = 0.0 if chance.random() < 0.45 else round(chance.lognormvariate(0.8, 1.1), 1)
    maturity = min(5, max(1, round(chance.gauss(2.2 + 0.12 * min(fte, 12), 0.9))))
    stops = chance.random() < (0.09 if fte == 0 else 0.04)
    stopped_on = date(2023, 2, 20) + timedelta(days=chance.randrange(120)) if stops else None
    comes = COMES[sector] + (0.08 if fte >= 5 else -0.08 if fte == 0 else 0)
    return _Made(name, number, sector, postcode, town, fte, maturity, stopped_on, comes)


def _account(one: _Made, chance: random.Random) -> list[object]:
    # No number that was ever given out begins with so many zeros.
    first = 10_000 + one.number
    number = f"{first:08}{97 - first % 97:02}"
    staff = "Professioneel" if one.fte >= 5 else "Gemengd"
    budget = round(8_000 * chance.lognormvariate(0, 0.6) + 62_000 * one.fte)
    return [
        f"A-{one.number:06}", one.name, _drawn(FORMS, chance),
        f"{number[:4]}.{number[4:7]}.{number[7:]}", one.sector,
        chance.choice(DISCIPLINES) if one.sector == "Kunsten" else "", one.postcode,
        one.municipality, f"{one.fte:.1f}".replace(".", ","), chance.randrange(0, 60),
        "" if chance.random() < 0.15 else budget, chance.randrange(1950, 2022),
        "" if chance.random() < 0.1 else one.maturity,
        staff if one.fte else "Vrijwilligersorganisatie",
        _day(date(2023, 1, 2) + timedelta(days=chance.randrange(28))), one.site,
    ]  # fmt: skip


def _registers(one: _Made, session: str, chance: random.Random) -> bool:
    """Whether it registers: less often later, and mostly so where it came less often already."""
    if one.stopped_on and one.stopped_on < SESSIONS[session]:
        return False
    return chance.random() < one.comes ** (0.5 * int(session))


def _registrations(
    registered: list[_Made], session: str, chance: random.Random
) -> Iterator[list[object]]:
    opened = SESSIONS[session] - timedelta(days=30)
    for number, one in enumerate(registered, start=1):
        day = opened + timedelta(days=chance.randrange(28))
        wishes = ", ".join(chance.sample(DOMAINS, chance.choice((1, 1, 2, 3))))
        status = "geannuleerd" if chance.random() < 0.03 else "ingeschreven"
        yield [
            number, f"{_day(day)} 10:{number % 60:02}", _typed(one.name, chance),
            one.postcode if chance.random() < 0.8 else "", _person(chance),
            f"info@{one.site}" if chance.random() < 0.7 else "iemand@mail.example", wishes, status,
        ]  # fmt: skip


def _attendance(registered: list[_Made], chance: random.Random) -> Iterator[list[object]]:
    for one in registered:
        there = chance.random() < 0.35 + 0.65 * one.comes
        mark = ("enkel VM" if chance.random() < 0.04 else "ja") if there else "nee"
        reason = "" if there else chance.choice(("overleg", "ziek", "", ""))
        yield [one.name, _person(chance), mark, reason]


def _bookings(one: _Made, chance: random.Random) -> Iterator[list[object]]:
    """The turns that an organisation booked, up to six; what lies ahead is planned."""
    day = SESSIONS["1"]
    for _ in range(chance.choice((0, 0, 1, 2, 3, 6))):
        day += timedelta(days=chance.randrange(3, 40))
        ahead = "gepland" if day >= date(2023, 6, 28) else ""
        status = ahead or chance.choice(("gehouden",) * 8 + ("geannuleerd", "niet opgedaagd"))
        yield [
            one.name, _day(day - timedelta(days=chance.randrange(2, 14))), _day(day),
            chance.choice(("bureau A", "bureau B")), chance.choice(DOMAINS),
            chance.choice(("ter plaatse", "online")), 1, status,
        ]  # fmt: skip


def _typed(name: str, chance: random.Random) -> str:
    """A name as somebody types it; one in three hundred is of nobody known."""
    how = chance.random()
    if how < 0.003:
        return f"{chance.choice(GIVEN)}{chance.choice(FAMILY)} {chance.randrange(10_000)}"
    if how < 0.02:
        place = chance.randrange(1, len(name))
        return name[:place] + name[place + 1 :]
    return name.lower() if how < 0.1 else f"{name} vzw" if how < 0.2 else name


def _person(chance: random.Random) -> str:
    return f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}"


def _drawn(weights: dict[str, int], chance: random.Random) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""

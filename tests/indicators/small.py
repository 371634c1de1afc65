"""Two programmes small enough to count on your fingers, and tables drawn as text.

`lente` counts organisations over three days; `tellen` only knows how many persons there were.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd

from analysis.data import ProgrammeData
from analysis.programme import read_declarations
from analysis.tables import RESTRICTED, TABLES, empty, typed
from analysis.workspace import open_workspace

LENTE = """
id = "lente"
name = { nl = "Lente", en = "Spring" }
owner = "Dienst Proef"
contact = "proef@example.org"
unit = "organisation"
population = "census"
as_of = 2020-03-31

[[domains]]
id = "finance"
name = { nl = "geld", en = "money" }

[[domains]]
id = "strategy"
name = { nl = "strategie", en = "strategy" }

[[domains]]
id = "hr"
name = { nl = "personeel", en = "staff" }

[[sessions]]
id = "plenary-1"
kind = "plenary"
number = 1
title = { nl = "Eerste dag", en = "First day" }
date = 2020-01-15
venue = "De Zaal"
municipality = "Genk"
domains = ["strategy", "finance"]
components = ["talk", "drinks"]
staff = ["An", "Bo"]
attendance_expected = true
published = true

[[sessions]]
id = "plenary-2"
kind = "plenary"
number = 2
title = { nl = "Tweede dag", en = "Second day" }
date = 2020-03-10
domains = ["strategy"]
attendance_expected = true

# Declared after a session that comes later: the order of days is not the order of the file.
[[sessions]]
id = "class-1"
kind = "masterclass"
number = 1
title = { nl = "Klas", en = "Class" }
date = 2020-02-12
domains = ["finance"]

[[components]]
id = "coaching"
name = { nl = "begeleiding", en = "coaching" }
planned = 6
unit = "turns"

[[rules]]
id = "be_there"
text = { nl = "Kom.", en = "Come." }

# Of e nothing is recorded, so it has no level; d stopped.
[[levels]]
id = "low"
name = { nl = "laag", en = "low" }
when = { capacity = ["one_person", "volunteer"] }

[[levels]]
id = "high"
name = { nl = "hoog", en = "high" }

[[roles]]
id = "tutor"
name = { nl = "tutor", en = "tutor" }
levels = ["high"]

[[references]]
id = "field"
name = { nl = "alle clubs", en = "all clubs" }
source = { nl = "geteld", en = "counted" }
as_of = 2019-12-31
counts.sector = { arts = 6, heritage = 3, youth = 1 }

[[consultations]]
id = "before"
date = 2020-01-05
entries = 2
persons = 3
title = { nl = "Vooraf", en = "Before" }

[[rounds]]
id = "after-1"
title = { nl = "Na dag 1", en = "After day 1" }
questionnaire = "form"
session = "plenary-1"
asked = "attending"

[[rounds]]
id = "later"
title = { nl = "Later", en = "Later" }
questionnaire = "form"
asked = "participants"

[[rounds]]
id = "after-2"
title = { nl = "Na dag 2", en = "After day 2" }
session = "plenary-2"
status = "planned"

[[exports]]
id = "old-list"
file = "oud.csv"
received = 2020-01-16
format = "delimited"
content = "attendance"
session = "plenary-1"
columns = { participant = "Wie", present = "Aanwezig" }

[[exports]]
id = "list"
file = "lijst.csv"
received = 2020-01-17
format = "delimited"
content = "attendance"
session = "plenary-1"
supersedes = "old-list"
columns = { participant = "Wie", present = "Aanwezig" }

[[exports]]
id = "form"
file = "bevraging.csv"
received = 2020-01-20
format = "delimited"
content = "responses"
round = "after-1"
columns = { response = "id", token = "token" }

[[reports]]
id = "attendance"
notebook = "attendance"
title = { nl = "Opkomst", en = "Attendance" }

[vocabularies.sector]
arts = { nl = "kunsten", en = "arts" }
heritage = { nl = "erfgoed", en = "heritage" }
youth = { nl = "jeugd", en = "youth" }

[vocabularies.capacity]
one_person = { nl = "één persoon", en = "one person" }
volunteer = { nl = "vrijwilligers", en = "volunteers" }
professional = { nl = "personeel", en = "staff" }

[vocabularies.absence_category]
professional = { nl = "werk", en = "work" }
personal = { nl = "persoonlijk", en = "personal" }

[vocabularies.reason_category]
insufficient_time = { nl = "geen tijd", en = "no time" }
other = { nl = "andere", en = "other" }
"""

# The scale is declared from high to low: the order of values is not the order of the file.
FORM = """
id = "form"
title = { nl = "Formulier", en = "Form" }
overall = "Q3"

[[scales]]
id = "agree"
options = [
  { code = "A5", name = { nl = "helemaal eens", en = "fully agree" }, value = 5 },
  { code = "A4", name = { nl = "eens", en = "agree" }, value = 4 },
  { code = "A3", name = { nl = "neutraal", en = "neutral" }, value = 3 },
  { code = "A2", name = { nl = "oneens", en = "disagree" }, value = 2 },
  { code = "A1", name = { nl = "helemaal oneens", en = "fully disagree" }, value = 1 },
  { code = "N", name = { nl = "n.v.t.", en = "n/a" }, missing = "not_applicable" },
]

[[scales]]
id = "pace"
options = [
  { code = "P1", name = { nl = "traag", en = "slow" }, value = 1 },
  { code = "P2", name = { nl = "snel", en = "fast" }, value = 2 },
]

[[scales]]
id = "yesno"
options = [
  { code = "Y", name = { nl = "ja", en = "yes" } },
  { code = "X", name = { nl = "nee", en = "no" } },
]

[[scales]]
id = "needs"
options = [
  { code = "S", name = { nl = "strategie", en = "strategy" } },
  { code = "F", name = { nl = "geld", en = "money" } },
]

[[questions]]
id = "Q1"
kind = "scale"
scale = "agree"
text = { nl = "Nuttig", en = "Useful" }

[[questions]]
id = "Q2"
kind = "scale"
scale = "agree"
text = { nl = "Helder", en = "Clear" }

[[questions]]
id = "Q3"
kind = "number"
lowest = 0
highest = 10
text = { nl = "Score", en = "Score" }

[[questions]]
id = "Q4"
kind = "choice"
scale = "yesno"
text = { nl = "Opnieuw?", en = "Again?" }

[[questions]]
id = "Q5"
kind = "ranking"
scale = "needs"
text = { nl = "Wat eerst?", en = "What first?" }

[[questions]]
id = "Q6"
kind = "text"
text = { nl = "Nog iets?", en = "Anything else?" }

[[questions]]
id = "Q7"
kind = "scale"
scale = "pace"
text = { nl = "Tempo", en = "Pace" }
"""

CORRECTIONS = """
[[corrections]]
export = "list"
where = { participant = "De Zonn" }
column = "participant"
wrong = "De Zonn"
right = "De Zon"
because = { nl = "tikfout", en = "typing error" }
decided_on = 2020-01-18
decided_by = { nl = "beheerder", en = "steward" }
"""

FACTS = """
[[facts]]
id = "F1"
place = "p1"
text = { nl = "3 ingeschreven.", en = "3 registered." }
indicator = "registrations.by_session"
where = { session = "plenary-1" }
column = "count"
expected = 3

[[facts]]
id = "F2"
place = "p2"
text = { nl = "9 kwamen.", en = "9 came." }
indicator = "attendance.by_session"
where = { session = "plenary-1" }
column = "count"
expected = 9

[[facts]]
id = "F3"
place = "p3"
text = { nl = "Later meer.", en = "More later." }
awaits = { nl = "de volgende export", en = "the next export" }

[[facts]]
id = "F4"
place = "p4"
text = { nl = "Het was fijn.", en = "It was nice." }
undecidable = { nl = "een indruk", en = "an impression" }
"""

TELLEN = """
id = "tellen"
name = { nl = "Tellen", en = "Counting" }
owner = "Dienst Proef"
contact = "proef@example.org"
unit = "person"
population = "census"
as_of = 2020-03-31
identify = "id"
reports = []

[[sessions]]
id = "day-1"
kind = "workshop"
title = { nl = "Dag 1", en = "Day 1" }
date = 2020-01-15

[[sessions]]
id = "day-2"
kind = "workshop"
title = { nl = "Dag 2", en = "Day 2" }
date = 2020-01-22

[[sessions]]
id = "day-3"
kind = "workshop"
title = { nl = "Dag 3", en = "Day 3" }
date = 2020-01-29

[[rounds]]
id = "after"
title = { nl = "Na", en = "After" }
questionnaire = "form"

[[exports]]
id = "counts"
file = "tellingen.csv"
received = 2020-02-01
format = "delimited"
content = "attendance-counts"
columns = { session_on = "datum" }
counts = { on_site = "ter plaatse", online = "online" }

[[exports]]
id = "answers"
file = "antwoorden.csv"
received = 2020-02-01
format = "delimited"
content = "responses"
round = "after"
columns = { response = "id" }
"""

DECLARED = {
    "lente": {
        "programme.toml": LENTE,
        "questionnaires/form.toml": FORM,
        "corrections.toml": CORRECTIONS,
        "published_facts.toml": FACTS,
    },
    "tellen": {"programme.toml": TELLEN, "questionnaires/form.toml": FORM},
}

# An empty cell is what was not recorded. Nobody has heard of z: it is in the address list only.
LENTE_TABLES = {
    "participants": """
        participant | name        | sector   | personal
        a           | De Zon      | arts     | no
        b           | Élan        | arts     | no
        c           | Het Atelier | heritage | yes
        d           | Bries       | heritage | no
        e           | 't Veer     |          | no
        z           | Zwaluw      | youth    | no
    """,
    "profiles": """
        participant | as_of_on   | capacity
        a           | 2019-12-01 | professional
        a           | 2019-01-01 | volunteer
        a           | 2020-06-01 | one_person
        b           | 2019-12-01 | volunteer
        c           | 2019-12-01 | one_person
        d           | 2019-12-01 | volunteer
        z           | 2019-12-01 | professional
    """,
    "enrolments": """
        participant | enrolled_on
        a           | 2019-12-01
        b           | 2019-12-02
        d           | 2019-12-03
        e           | 2019-12-04
    """,
    "withdrawals": """
        participant | stopped_on | reason_category
        c           | 2020-01-20 | insufficient_time
        d           | 2020-03-12 |
    """,
    "withdrawal_notes": """
        participant | reason
        c           | te druk
        d           |
    """,
    "registrations": """
        session   | participant | status    | registered_on
        plenary-1 | a           | confirmed | 2020-01-02
        plenary-1 | a           | cancelled | 2020-01-03
        plenary-1 | b           | confirmed | 2020-01-04
        plenary-1 | c           | cancelled | 2020-01-05
        plenary-1 | d           | confirmed | 2020-01-06
        plenary-1 | e           | waitlist  | 2020-01-07
        plenary-2 | a           | confirmed | 2020-02-20
        plenary-2 | b           | confirmed | 2020-02-21
        plenary-2 | d           | confirmed | 2020-02-23
        plenary-2 | e           | confirmed | 2020-03-05
    """,
    "wishes": """
        session   | participant | domain
        plenary-1 | c           | finance
        plenary-2 | a           | finance
        plenary-2 | a           | strategy
        plenary-2 | b           | finance
        plenary-2 | d           | finance
        plenary-2 | e           | strategy
    """,
    "attendance": """
        session   | participant | present | partial | walk_in | absence_category
        plenary-1 | a           | yes     |         |         |
        plenary-1 | b           | yes     | yes     |         |
        plenary-1 | d           | no      |         |         | personal
        plenary-1 | e           | yes     |         | yes     |
        class-1   | a           | yes     |         |         |
        class-1   | c           | yes     |         |         |
        class-1   | d           | no      |         |         |
        plenary-2 | a           | yes     |         |         |
        plenary-2 | b           | no      |         |         |
        plenary-2 | b           | no      |         |         | professional
        plenary-2 | d           |         |         |         |
        plenary-2 | e           | no      |         |         |
    """,
    "delegations": """
        session   | participant | person | role       | present
        plenary-1 | a           | p1     | registered |
        plenary-1 | a           | p1     | listed     | yes
        plenary-1 | a           | p2     | listed     | yes
        plenary-1 | b           | p3     | listed     | yes
        plenary-1 | d           | p4     | listed     | no
        plenary-1 | e           | p5     | listed     | yes
    """,
    "coaching_bookings": """
        booking|participant|booked_on |session_on|domain  |coach|turns|status   |correction
        B1     |a          |2020-01-16|2020-01-27|finance |x    |2    |held     |no
        B2     |a          |2020-01-27|2020-01-27|finance |x    |-1   |held     |yes
        B3     |a          |2020-02-03|2020-02-10|strategy|y    |0.5  |held     |no
        B4     |b          |2020-02-05|2020-02-19|finance |y    |1    |no_show  |no
        B5     |b          |2020-03-11|2020-04-08|        |x    |1    |booked   |no
        B6     |d          |2020-01-20|2020-02-04|hr      |x    |1    |held     |no
        B7     |e          |2020-01-21|2020-02-11|        |     |     |held     |no
        B8     |e          |2020-02-20|2020-03-03|strategy|x    |1    |cancelled|no
        B9     |b          |2020-02-25|2020-03-30|finance |x    |2    |booked   |no
    """,
    "persons": """
        person | participant | name | function
        p1     | a           | An   | directeur
        p2     | a           | Bo   |
        p3     | b           | Cas  |
        p4     | d           | Dé   |
        p5     | e           | Ed   |
    """,
    "responses": """
        response | round   | participant | submitted_on | status   | counted | late
        r1       | after-1 | a           | 2020-01-16   | complete | yes     | no
        r2       | after-1 | b           | 2020-02-01   | complete | yes     | yes
        r3       | after-1 | b           | 2020-01-17   | partial  | yes     | no
        r4       | after-1 | a           | 2020-01-18   | complete | no      | no
        r5       | after-1 |             | 2020-01-19   | complete | yes     | no
        s1       | later   | a           | 2020-03-20   | complete | yes     |
        s2       | later   | e           | 2020-03-21   | complete | yes     |
    """,
    "answers": """
        response | question | option | value | missing
        r1       | Q1       | A5     | 5     |
        r2       | Q1       | A4     | 4     |
        r3       | Q1       | A2     | 2     |
        r4       | Q1       | A1     | 1     |
        r5       | Q1       | N      |       | not_applicable
        r1       | Q2       | A3     | 3     |
        r2       | Q2       | A3     | 3     |
        r5       | Q2       |        |       | dont_know
        r1       | Q3       |        | 8     |
        r2       | Q3       |        | 7     |
        r3       | Q3       |        | 4     |
        r5       | Q3       |        | 9     |
        r1       | Q4       | Y      |       |
        r2       | Q4       | Y      |       |
        r3       | Q4       | X      |       |
        r5       | Q4       |        |       | unreadable
        r1       | Q5       | F      | 1     |
        r1       | Q5       | S      | 2     |
        r2       | Q5       | F      | 1     |
        r2       | Q5       | S      | 2     |
        r3       | Q5       | S      | 1     |
        r3       | Q5       | F      | 2     |
        r1       | Q6       |        |       |
        r3       | Q6       |        |       |
        r1       | Q7       | P2     | 2     |
        s1       | Q1       | A4     | 4     |
    """,
    "answer_texts": """
        response | question | text
        r1       | Q6       | dank u
        r3       | Q6       | te kort
    """,
    "learning_goals": """
        participant | domain   | number | set_on
        a           | strategy | 1      | 2020-02-01
    """,
    "learning_goal_texts": """
        participant | domain   | number | text
        a           | strategy | 1      | een plan schrijven
    """,
    "receipts": """
        source|export  |file         |content|row_count|used_count|refused_count|ignored_count
        1     |list    |lijst.csv    |list   |6        |4         |1            |1
        0     |old-list|oud.csv      |list   |3        |0         |0            |3
        2     |form    |bevraging.csv|form   |8        |8         |0            |0
    """,
    "dispositions": """
        source | line | disposition | reason
        0      | 1    | ignored     | header
        0      | 2    | ignored     | superseded
        0      | 3    | ignored     | superseded
        1      | 1    | ignored     | header
        1      | 2    | used        |
        1      | 6    | refused     | no_name
    """,
    "recognitions": """
        source | line | name     | recognised_by | participant
        1      | 2    | De Zon   | name          | a
        1      | 3    | Elan!    | features      | b
        1      | 4    | Het Nest | doubtful      |
        1      | 5    | Het Nest | doubtful      |
        2      | 2    |          | person        |
    """,
    "candidates": """
        source | line | rank | participant | score | name_share | own_word | same_postcode
        1      | 3    | 1    | b           | 0.9   | 0.9        | no       | yes
        1      | 4    | 1    | c           | 0.5   | 0.5        | yes      | no
        1      | 4    | 2    | d           | 0.4   | 0.25       | yes      |
        1      | 5    | 1    | c           | 0.5   | 0.5        | yes      | no
        1      | 5    | 2    | d           | 0.4   | 0.25       | yes      |
    """,
    "problems": """
        source | line | column   | kind         | sentence
        1      | 6    | Wie      | no_name      | No name.
        1      | 3    | Aanwezig | unknown_code | What is q?
        2      | 2    | Q4       | unknown_code | What is w?
    """,
    "revisions": """
        source | line | export   | change  | columns
        1      | 2    | old-list | changed | Aanwezig
        0      | 2    | old-list | gone    |
        0      | 3    | old-list | gone    |
    """,
}  # fmt: skip

TELLEN_TABLES = {
    "attendance_counts": """
        session | measure | count
        day-1   | online  |
        day-1   | on_site | 5
        day-2   | on_site | 0
        day-2   | online  | 3
        day-3   | on_site |
        day-3   | online  |
    """,
    "responses": """
        response | round | participant | submitted_on | status   | counted
        r1       | after | p           | 2020-02-01   | complete | yes
        r2       | after | q           | 2020-02-01   | complete | yes
        r3       | after |             | 2020-02-01   | complete | yes
    """,
}

Rows = list[dict[str, object]]
Tables = dict[str, pd.DataFrame]


@cache
def drawn(table: str, text: str) -> pd.DataFrame:
    """A table drawn with bars; each row gets a line of its own where none is drawn."""
    header, *lines = [[cell.strip() for cell in line.split("|")] for line in text.split("\n")
                      if line.strip()]  # fmt: skip
    rows: Rows = []
    for number, line in enumerate(lines, start=1):
        row: dict[str, object] = {}
        if "source" in TABLES[table].columns:
            row |= {"source": 0, "line": number}
        if table == "receipts":
            row |= {"sha256": "0" * 64}
        cells = zip(header, line, strict=True)
        rows.append(row | {name: read(table, name, cell) for name, cell in cells})
    return typed(table, rows)


def read(table: str, column: str, cell: str) -> object:
    """A drawn cell as the type of its column."""
    kind = str(TABLES[table].columns[column].dtype)
    if not cell:
        return None
    if kind == "boolean":
        return {"yes": True, "no": False}[cell]
    if kind.startswith("datetime"):
        return pd.Timestamp(cell)
    return float(cell) if kind == "Float64" else int(cell) if kind == "Int64" else cell


def lente() -> Tables:
    """The tables of the programme that counts organisations, to change."""
    return {name: drawn(name, text) for name, text in LENTE_TABLES.items()}


def tellen() -> Tables:
    """The tables of the programme that only counts persons, to change."""
    return {name: drawn(name, text) for name, text in TELLEN_TABLES.items()}


@cache
def nothing() -> Tables:
    """Every tidy table without rows."""
    return {name: empty(name) for name in TABLES}


def written(
    root: Path, programme: str, tables: Tables, changed: dict[str, str] | None = None
) -> Path:
    """A workspace with one programme and its tables; `changed` replaces text of its TOML."""
    for name, text in DECLARED[programme].items():
        path = root / "programmes" / programme / name
        path.parent.mkdir(parents=True, exist_ok=True)
        for old, new in (changed or {}).items():
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
    put(root / "data" / "processed" / programme, tables)
    return root


def put(folder: Path, tables: Tables) -> None:
    """Every tidy table of a programme as cleaning leaves it; those not given are empty."""
    (folder / "restricted").mkdir(parents=True, exist_ok=True)
    for name, none in nothing().items():
        home = folder / "restricted" if name in RESTRICTED else folder
        frame = tables.get(name, none)
        frame.to_parquet(home / f"{name}.parquet", index=False)
    (folder / "receipt.json").write_text(json.dumps({"digest": "0" * 64}), encoding="utf-8")


def opened(root: Path, programme: str, as_of: date | None = None) -> ProgrammeData:
    """The programme of a workspace on a day."""
    workspace = open_workspace(root)
    declared = read_declarations(workspace, programme)
    folder = workspace.processed(programme)
    return ProgrammeData(declared, folder, as_of or declared.programme.as_of)


def plain(frame: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    """The rows of a frame as plain values; None is what was not recorded."""
    chosen = frame[list(columns)] if columns else frame
    return [
        tuple(None if pd.isna(value) else getattr(value, "item", lambda v=value: v)()
              for value in row)
        for row in chosen.itertuples(index=False, name=None)
    ]  # fmt: skip

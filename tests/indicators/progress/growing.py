"""Eight organisations that told twice at which level they stand, in two domains.

What each answered is drawn as a table: a row for each response, a column for each item. An item
left open was not answered, and n is not applicable.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd

from analysis.data import ProgrammeData
from analysis.programme import read_declarations
from analysis.tables import TABLES, typed
from analysis.workspace import open_workspace
from tests.indicators import small

PROGRAMME = """
id = "groei"
name = { nl = "Groei", en = "Growth" }
owner = "Dienst Proef"
contact = "proef@example.org"
unit = "organisation"
population = "census"
as_of = 2020-07-01
exports = []
reports = []

[[domains]]
id = "finance"
name = { nl = "geld", en = "money" }

[[domains]]
id = "hr"
name = { nl = "personeel", en = "staff" }

[[sessions]]
id = "day-1"
kind = "plenary"
title = { nl = "Dag 1", en = "Day 1" }
date = 2020-02-01

[[sessions]]
id = "day-2"
kind = "plenary"
title = { nl = "Dag 2", en = "Day 2" }
date = 2020-04-01

[[components]]
id = "coaching"
name = { nl = "begeleiding", en = "coaching" }
planned = 6
unit = "turns"

[[rounds]]
id = "start"
title = { nl = "Begin", en = "Start" }
questionnaire = "start"
asked = "participants"

[[rounds]]
id = "midway"
title = { nl = "Halfweg", en = "Midway" }
questionnaire = "midway"
asked = "participants"

[[rounds]]
id = "end"
title = { nl = "Einde", en = "End" }
status = "planned"

[vocabularies.sector]
arts = { nl = "kunsten", en = "arts" }
heritage = { nl = "erfgoed", en = "heritage" }
"""

SCALE = """
id = "{id}"
title = {{ nl = "Zelf", en = "Self" }}

[[scales]]
id = "level"
options = [
  {{ code = "L1", name = {{ nl = "geen", en = "none" }}, value = 1 }},
  {{ code = "L2", name = {{ nl = "weinig", en = "little" }}, value = 2 }},
  {{ code = "L3", name = {{ nl = "wat", en = "some" }}, value = 3 }},
  {{ code = "L4", name = {{ nl = "veel", en = "much" }}, value = 4 }},
  {{ code = "L5", name = {{ nl = "alles", en = "all" }}, value = 5 }},
  {{ code = "N", name = {{ nl = "n.v.t.", en = "n/a" }}, missing = "not_applicable" }},
]
"""

# Item -> domain, aspect, and more. H2 is asked the other way round: 5 is unfavourable.
LEVELS = {
    "F1": ("finance", "level", ""), "F2": ("finance", "level", ""),
    "F3": ("finance", "level", ""), "H1": ("hr", "level", ""),
    "H2": ("hr", "level", "reverse = true"),
}  # fmt: skip
LATER = {
    "FB": ("finance", "level_then", ""), "HB": ("hr", "level_then", ""),
    "FI": ("finance", "importance", ""), "HI": ("hr", "importance", ""),
    "FT": ("finance", "target", ""), "HT": ("hr", "target", ""),
    "U1": ("finance", "", 'reads = "behaviour"'),
}  # fmt: skip


def question(item: str, domain: str, aspect: str, more: str) -> str:
    """One item as it is declared."""
    aspect = f'aspect = "{aspect}"' if aspect else ""
    return (
        f'[[questions]]\nid = "{item}"\nkind = "scale"\nscale = "level"\n'
        f'text = {{ nl = "Item {item}", en = "Item {item}" }}\n'
        f'domain = "{domain}"\n{aspect}\n{more}\n'
    )


START = SCALE.format(id="start") + "".join(question(i, *of) for i, of in LEVELS.items())
MIDWAY = SCALE.format(id="midway") + "".join(question(i, *of) for i, of in (LEVELS | LATER).items())

# c answered one of three items on money, and its own staff is not applicable in one of two. Two
# persons answered for e. f stopped after the start, g came later, h never answered.
ANSWERED = """
    response|round |participant|counted|F1|F2|F3|H1|H2|FB|HB|FI|HI|FT|HT|U1
    r1      |start |a          |yes    |2 |3 |3 |2 |4 |  |  |  |  |  |  |
    r2      |start |b          |yes    |1 |  |2 |3 |3 |  |  |  |  |  |  |
    r3      |start |c          |yes    |4 |  |n |n |2 |  |  |  |  |  |  |
    r4      |start |d          |yes    |3 |3 |3 |4 |2 |  |  |  |  |  |  |
    r5      |start |e          |yes    |2 |2 |2 |1 |5 |  |  |  |  |  |  |
    r6      |start |e          |yes    |4 |4 |4 |3 |3 |  |  |  |  |  |  |
    r7      |start |f          |yes    |5 |5 |5 |5 |1 |  |  |  |  |  |  |
    r8      |start |           |yes    |1 |1 |1 |1 |5 |  |  |  |  |  |  |
    r9      |start |a          |no     |5 |5 |5 |5 |1 |  |  |  |  |  |  |
    s1      |midway|a          |yes    |3 |3 |3 |2 |4 |2 |2 |5 |3 |4 |2 |4
    s2      |midway|b          |yes    |1 |1 |1 |4 |2 |1 |2 |5 |3 |4 |4 |4
    s3      |midway|c          |yes    |2 |2 |2 |3 |3 |1 |  |4 |  |3 |3 |5
    s4      |midway|d          |yes    |3 |3 |3 |3 |3 |4 |4 |3 |3 |3 |3 |n
    s5      |midway|e          |yes    |5 |5 |5 |5 |1 |2 |1 |5 |5 |  |5 |2
    s6      |midway|g          |yes    |4 |4 |4 |4 |2 |3 |3 |4 |4 |5 |5 |3
"""  # fmt: skip

TABLES_OF_GROWTH = {
    "participants": """
        participant | name  | sector   | personal
        a           | De A  | arts     | no
        b           | De B  | arts     | no
        c           | De C  | heritage | no
        d           | De D  | heritage | no
        e           | De E  | arts     | no
        f           | De F  | heritage | no
        g           | De G  | arts     | no
        h           | De H  |          | no
    """,
    "enrolments": """
        participant | enrolled_on
        a           | 2020-01-01
        b           | 2020-01-01
        c           | 2020-01-01
        d           | 2020-01-01
        e           | 2020-01-01
        g           | 2020-01-01
        h           | 2020-01-01
    """,
    "withdrawals": """
        participant | stopped_on
        f           | 2020-05-01
    """,
    "attendance": """
        session | participant | present
        day-1   | a           | yes
        day-1   | b           | yes
        day-2   | a           | yes
        day-2   | c           | yes
        day-2   | e           | yes
        day-2   | b           | no
    """,
    "coaching_bookings": """
        booking|participant|booked_on |session_on|domain |turns|status|correction
        B1     |a          |2020-04-01|2020-04-15|finance|1    |held  |no
        B2     |a          |2020-02-01|2020-02-15|finance|1    |held  |no
        B3     |d          |2020-04-01|2020-04-20|hr     |0.5  |held  |no
        B4     |e          |2020-04-01|2020-04-15|hr     |     |held  |no
        B5     |b          |2020-04-01|2020-04-15|hr     |1    |no_show|no
    """,
}  # fmt: skip

Turned = Callable[[pd.DataFrame], pd.DataFrame]


def tables(answered: str = ANSWERED) -> small.Tables:
    """The tables of the programme with these responses."""
    found = {name: small.drawn(name, text) for name, text in TABLES_OF_GROWTH.items()}
    header, *lines = [
        [cell.strip() for cell in line.split("|")] for line in answered.split("\n") if line.strip()
    ]
    responses: small.Rows = []
    answers: small.Rows = []
    for number, line in enumerate(lines, start=1):
        row = dict(zip(header, line, strict=True))
        day = date(2020, 3, 2) if row["round"] == "start" else date(2020, 6, 10)
        responses.append(
            {"response": row["response"], "round": row["round"],
             "participant": row["participant"] or None, "submitted_on": day,
             "status": "complete", "counted": row["counted"] == "yes", "source": 0, "line": number}
        )  # fmt: skip
        answers += [answer(row["response"], item, row[item]) for item in header[4:] if row[item]]
    return found | {
        "responses": typed("responses", responses),
        "answers": typed("answers", answers),
    }


def answer(response: str, item: str, cell: str) -> dict[str, object]:
    """An answer as cleaning leaves it."""
    if cell == "n":
        return {"response": response, "question": item, "option": "N", "missing": "not_applicable"}
    return {"response": response, "question": item, "option": f"L{cell}", "value": float(cell)}


def grown(
    root: Path, given: small.Tables | None = None, turned: Turned | None = None
) -> ProgrammeData:
    """The programme in a workspace of its own."""
    folder = root / "programmes" / "groei" / "questionnaires"
    folder.mkdir(parents=True, exist_ok=True)
    (folder.parent / "programme.toml").write_text(PROGRAMME, encoding="utf-8")
    for name, text in (("start", START), ("midway", MIDWAY)):
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    found = tables() if given is None else given
    if turned:
        found = {name: turned(frame) for name, frame in found.items()}
    assert set(found) <= set(TABLES)
    small.put(root / "data" / "processed" / "groei", found)
    workspace = open_workspace(root)
    declared = read_declarations(workspace, "groei")
    return ProgrammeData(declared, workspace.processed("groei"), declared.programme.as_of)

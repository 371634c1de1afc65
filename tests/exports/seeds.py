"""Small files of each format, from which the fuzzing tests make damaged ones.

A format without seeds of its own is tried on those of plain text and of workbooks.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyreadstat

from tests.exports import books

TABLE = [
    ["Wie", "Aanwezig", "Opmerking"],
    ["Café Één", "x", "komt; met de trein"],
    ["’t Spieker", "", 'zei "ja",\nen kwam'],
    ["Beta", "afw", "12,5"],
]


@dataclass(frozen=True)
class Seed:
    """One file, and what its entry says besides its format."""

    file: str
    content: bytes
    declared: dict[str, Any] = field(default_factory=dict)


def text(delimiter: str = ";", encoding: str = "utf-8") -> Seed:
    """The table as delimited text."""
    quoted = [['"' + cell.replace('"', '""') + '"' for cell in row] for row in TABLE]
    lines = "".join(delimiter.join(row) + "\r\n" for row in quoted)
    return Seed("list.csv", lines.encode(encoding), {"delimiter": delimiter, "encoding": encoding})


def workbooks() -> list[Seed]:
    """The table as a workbook of each kind."""
    return [
        Seed("list.xlsx", books.xlsx(TABLE)),
        Seed("list.xls", books.xls(TABLE)),
        Seed("list.ods", books.ods(TABLE)),
    ]


def plain() -> list[Seed]:
    """The table as text in the encodings and with the delimiters that are met."""
    return [text(), text(",", "cp1252"), text("\t", "utf-16"), text(";", "utf-8-sig")]


def teams() -> list[Seed]:
    """A report of who was at a meeting, and one of years ago."""
    now = (
        "1. Summary\nMeeting title\tProef\nAttended participants\t2\n\n2. Participants\n"
        "Name\tFirst join\tLast leave\tIn-meeting duration\tEmail\tParticipant ID (UPN)\tRole\n"
        "An Smets\t20/02/24, 09:01:00\t20/02/24, 10:30:00\t1h 29m\ta@a.be\ta@a.be\tOrganizer\n\n"
        "3. In-Meeting activities\nName\tJoin time\tLeave time\tDuration\tEmail\tRole\n"
        "An Smets\t20/02/24, 09:01:00\t20/02/24, 10:30:00\t1h 29m\ta@a.be\tOrganizer\n"
    )
    then = "Full Name\tUser Action\tTimestamp\nAn Smets\tJoined\t4/20/2020, 9:01:00 AM\n"
    big = b"\xfe\xff" + now.encode("utf-16-be")
    return [Seed("teams.csv", big), Seed("teams.csv", then.encode("utf-16"))]


def zoom() -> list[Seed]:
    """Participants below the row about their meeting, and with a waiting room."""
    meeting = (
        "Meeting ID,Topic,Start Time,Participants,\n1,Proef,02/20/2024 09:00:00 AM,2,\n\n"
        "Name (Original Name),User Email,Total Duration (Minutes),Guest\nAn Smets,,90,No\n"
    )
    waited = "Name (original name),Email,Duration (minutes),In waiting room\nAn,,9,No\nBo,,1,Yes\n"
    return [Seed("zoom.csv", text.encode("utf-8-sig")) for text in (meeting, waited)]


def eventbrite() -> list[Seed]:
    """One ticket."""
    report = "Order #,Order Date,First Name,Attendee Status\n9001,2/14/19 22:28,An,Attending\n"
    return [Seed("report.csv", report.encode("utf-8-sig"))]


def indico() -> list[Seed]:
    """One answer to a question in a section."""
    survey = "Submitter,Submission Date,Vooraf: Wat?\n,2019-02-14 22:28:05.65+00:00,Linux; macOS\n"
    return [Seed("survey.csv", survey.encode("utf-8-sig"))]


def qualtrics() -> list[Seed]:
    """One response below two header rows, and below three."""
    older = "V1,V8,Q1\nResponseID,StartDate,Wat?\nR_1,2019-02-20 09:00:00,2\n"
    ids = ",".join('"{""ImportId"":""' + one + '""}"' for one in ("_recordId", "startDate", "QID1"))
    current = f"ResponseId,StartDate,Q1\nAntwoord,Begin,Wat?\n{ids}\nR_1,2019-02-20,Ja\n"
    wide = current.replace(",", "\t").encode("utf-16")
    tabbed = Seed("survey.tsv", wide, {"delimiter": "\t", "encoding": "utf-16"})
    return [*(Seed("survey.csv", one.encode("utf-8-sig")) for one in (older, current)), tabbed]


def limesurvey() -> list[Seed]:
    """Headers of codes, and of codes with texts."""
    codes = '"id","submitdate","Q1","Q2[SQ001]"\n"1","","A1","Y"\n'
    texts = '"id. Response ID","Q2[SQ001]. <b>Wat</b>? [Dit]"\n"1","Ja"\n'
    return [Seed("survey.csv", one.encode()) for one in (codes, texts)]


def surveymonkey() -> list[Seed]:
    """Questions above their options."""
    survey = "RespondentID,Wat?,,Wie?\n,Dit,Dat,Response\n1,Dit,,An\n2,,Dat,\n"
    return [Seed("survey.csv", survey.encode("mac_roman"), {"encoding": "mac_roman"})]


def typeform() -> list[Seed]:
    """Options without their question, and below it."""
    older = "#,<strong>Wat</strong>?,Other,Git,Other\na1,Dit,,Git,\n"
    grouped = ",Wat?,,\n#,Dit,Other,Hoe?\na1,Dit,,goed\n"
    return [Seed("responses.csv", one.encode()) for one in (older, grouped)]


def google_forms() -> list[Seed]:
    """A grid and checkboxes, as text and as a workbook."""
    form = [["Tijdstempel", "Wat? [Dit]", "Kies"], ["2019/06/14 3:05:12 PM EET", "Goed", "A, B"]]
    text = "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in form)
    return [Seed("form.csv", text.encode()), Seed("form.xlsx", books.xlsx(form))]


def microsoft_forms() -> list[Seed]:
    """The columns of the tool itself in Dutch."""
    form = [
        ["Id", "Begintijd", "E-mail", "Wat\u00a0kies\nje?"],
        [1, "2019-02-20", "anonymous", "A;B;"],
    ]
    return [Seed("form.xlsx", books.xlsx(form))]


def kobo() -> list[Seed]:
    """Several choices in one cell and in a column each."""
    form = '"start";"g/kies";"g/kies/a";"g/kies/b";"_id"\n"2019-06-14T15:05:12";"a b";"1";"1";"7"\n'
    return [Seed("form.csv", form.encode(), {"delimiter": ";"})]


def redcap() -> list[Seed]:
    """A record and a row of a repeating instrument."""
    data = "record_id,redcap_repeat_instrument,kies___1\n1,,1\n1,bp,\n"
    return [Seed("data.csv", data.encode())]


def checkmarket() -> list[Seed]:
    """Respondents and, on a second sheet, labels."""
    book = openpyxl.Workbook()
    for row in (["RespondentId", "Q1"], ["Respondent", "Wat?"], [1, 2]):
        book.active.append(row)
    labels = book.create_sheet("Labels")
    for row in (["Variable", "Value", "Label"], ["Q1", 2, "Ja"]):
        labels.append(row)
    return [Seed("survey.xlsx", books.saved(book))]


def spss() -> list[Seed]:
    """A variable with labels and a missing value, plain and compressed."""
    cases = pd.DataFrame({"q1": [1.0, 2.0, 9.0], "wie": ["An", "Bo", ""]})
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for compress in (False, True):
            path = Path(folder) / "survey.sav"
            pyreadstat.write_sav(
                cases, str(path), column_labels=["Wat?", "Wie?"], compress=compress,
                variable_value_labels={"q1": {1.0: "ja", 2.0: "nee"}},
                missing_ranges={"q1": [9.0]},
            )  # fmt: skip
            found.append(Seed("survey.sav", path.read_bytes()))
    return found


SEEDS: dict[str, Callable[[], list[Seed]]] = {
    "delimited": plain,
    "workbook": workbooks,
    "eventbrite": eventbrite,
    "indico": indico,
    "teams": teams,
    "zoom": zoom,
    "checkmarket": checkmarket,
    "google-forms": google_forms,
    "kobo": kobo,
    "limesurvey": limesurvey,
    "microsoft-forms": microsoft_forms,
    "qualtrics": qualtrics,
    "redcap": redcap,
    "spss": spss,
    "surveymonkey": surveymonkey,
    "typeform": typeform,
}
"""Format -> its seeds; a format with a layout of its own adds one here."""


def seeds(format: str) -> list[Seed]:
    """What damaged files of a format are made from."""
    return SEEDS.get(format, lambda: [*plain()[:2], workbooks()[0]])()

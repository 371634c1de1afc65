"""Which tool wrote a file, by the words that only this tool writes in its first rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from analysis.exports.recognition.findings import Confidence

Rows = Sequence[Sequence[str]]

FEW = 40
TEAMS_PART = re.compile(r"^([1-3])\.\s+\S")
ZOOM_NAME = re.compile(r"^(?:name \(original|naam \(o|nom \(nom d.origine)")
ACTIONS = {"user action", "gebruikersactie", "action de l'utilisateur"}
ZOOM = {"meeting id", "vergaderings-id", "id de réunion", "webinar id"}
EVENTBRITE = {"order #", "order no.", "order date", "attendee #", "attendee no.", "ticket type",
              "attendee status", "order id", "price tier", "total paid", "eventbrite fees",
              "date attending", "bestelnummer", "besteldatum", "tickettype", "deelnemersnummer",
              "deelnemersstatus", "status van deelnemer"}  # fmt: skip
INDICO = ({"submitter", "submission date"}, {"registration date", "registration state"})
ZOOM_WAITING = "in waiting room"
QUALTRICS = {"responseid", "v1", "recipientemail", "responseset", "recordeddate",
             "distributionchannel", "externalreference", "externaldatareference"}  # fmt: skip
LIMESURVEY = {"submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp", "token"}
LIMESURVEY_CODED = re.compile(r"^[A-Za-z][A-Za-z0-9_]*(?:\[[^\]]*\])*\. \S")
LIMESURVEY_PART = re.compile(r"^[A-Za-z]\w*\[(?:SQ)?\w+\]|^\d+X\d+X\d+\w*$")
MICROSOFT = (
    {"id", "start time", "completion time"},
    {"id", "start time", "email"},
    {"id", "begintijd", "e-mail"},
    {"id", "begintijd", "tijd van voltooien"},
    {"id", "begintijd", "voltooiingstijd"},
    {"id", "starttijd", "voltooiingstijd"},
    {"id", "heure de début", "heure de fin"},
)
GOOGLE = {"timestamp", "tijdstempel", "horodateur", "horodatage"}
STAMPED = re.compile(r"\d{1,4}[-/]\d{1,2}[-/]\d{1,4},? \d{1,2}:\d{2}")
KOBO = {"_id", "_uuid", "_submission_time", "_submission__id", "_submission__uuid",
        "_validation_status", "_index", "instanceid", "meta/instanceid", "submissiondate",
        "key"}  # fmt: skip
REDCAP = {"redcap_event_name", "redcap_repeat_instrument", "redcap_repeat_instance",
          "redcap_survey_identifier", "redcap_data_access_group"}  # fmt: skip
TYPEFORM = {"start date (utc)", "submit date (utc)", "network id", "submitted at", "response type"}
SURVEYMONKEY = {"respondentid", "respondent id", "collectorid", "collector id"}


@dataclass(frozen=True)
class Tool:
    """A tool by the name of its format, where its headers start and how many rows they take."""

    format: str
    confidence: Confidence
    reason: str
    header: int = 0
    deep: int = 1
    section: str | None = None


def tool(rows: Rows) -> Tool | None:
    """The tool whose words stand in the first rows; none for a plain list."""
    if not rows:
        return None
    for signature in SIGNATURES:
        if found := signature(rows):
            return found
    return None


def _plain(row: Sequence[str]) -> list[str]:
    return [" ".join(cell.replace("\u00a0", " ").split()).casefold() for cell in row]


def _first(rows: Rows, test: Callable[[list[str]], bool]) -> int | None:
    for index, row in enumerate(rows[:FEW]):
        if test(_plain(row)):
            return index
    return None


def _teams(rows: Rows) -> Tool | None:
    parts = {
        number[1]: index for index, row in enumerate(rows)
        if row and (number := TEAMS_PART.match(_plain(row)[0])) and not any(_plain(row)[1:])
    }  # fmt: skip
    place = parts.get("2", len(rows)) + 1
    if "1" in parts and place < len(rows) and len(rows[place]) > 3:
        reason = "numbered sections of a Teams attendance report follow each other"
        return Tool("teams", "sure", reason, place, section="participants")
    old = _first(rows, lambda row: bool(set(row) & ACTIONS) and len(row) > 2)
    if old is not None:
        return Tool("teams", "sure", "the headers of an older Teams attendance list", old)
    return None


def _zoom(rows: Rows) -> Tool | None:
    listed = _first(
        rows, lambda row: any(ZOOM_NAME.match(cell) for cell in row) or ZOOM_WAITING in row
    )
    if listed is not None:
        return Tool("zoom", "sure", 'the header "Name (Original Name)" of Zoom', listed)
    if _plain(rows[0]) and _plain(rows[0])[0] in ZOOM:
        return Tool("zoom", "likely", "a block about a meeting, as Zoom writes", 0)
    return None


def _eventbrite(rows: Rows) -> Tool | None:
    found = EVENTBRITE & set(_plain(rows[0]))
    if len(found) < 3:
        return None
    return Tool("eventbrite", "sure", f"{len(found)} headers that Eventbrite gives its attendees")


def _indico(rows: Rows) -> Tool | None:
    if any(words <= set(_plain(rows[0])) for words in INDICO):
        return Tool("indico", "sure", "headers that Indico gives its registrations and surveys")
    return None


def _qualtrics(rows: Rows) -> Tool | None:
    if len(rows) > 2 and any("importid" in cell and "{" in cell for cell in _plain(rows[2])):
        return Tool("qualtrics", "sure", "the third row holds ImportId of Qualtrics", deep=3)
    found = (QUALTRICS | {"startdate"}) & set(_plain(rows[0]))
    again = {"responseid", "responseset", "startdate"} & set(_plain(rows[1])) if rows[1:] else set()
    if found and len(again) >= 2:
        return Tool(
            "qualtrics", "sure", "two rows of headers of Qualtrics, codes and texts", deep=2
        )
    return None


def _limesurvey(rows: Rows) -> Tool | None:
    first = _plain(rows[0])
    own = first[:1] in (["id"], ["id. response id"], ["response id"])
    if len(LIMESURVEY & set(first)) >= 3 or (own and "submitdate" in first):
        return Tool("limesurvey", "sure", "headers that LimeSurvey gives each answer")
    names = [cell for cell in rows[0] if cell.strip()]
    coded = sum(bool(LIMESURVEY_CODED.match(cell)) for cell in names)
    if (own and coded >= 2) or (coded >= 3 and coded > len(names) / 2):
        return Tool("limesurvey", "sure", f'{coded} headers are written as "code. question"')
    parts = sum(bool(LIMESURVEY_PART.match(cell)) for cell in names)
    if parts >= 3:
        return Tool("limesurvey", "likely", f"{parts} headers are written as code[part]")
    return None


def _surveymonkey(rows: Rows) -> Tool | None:
    first = _plain(rows[0])
    if not first or first[0] not in SURVEYMONKEY:
        return None
    second = _plain(rows[1]) if rows[1:] else [""]
    if not second[0] and any(cell in ("response", "open-ended response") for cell in second):
        return Tool("surveymonkey", "sure", "RespondentID, and a second row of options", deep=2)
    ids = [row[0] for row in rows[1:FEW] if row and row[0].strip()]
    if ids and all(re.fullmatch(r"\d{8,}", one) for one in ids):
        return Tool("surveymonkey", "likely", "long ids under RespondentID, as SurveyMonkey gives")
    return None


def _typeform(rows: Rows) -> Tool | None:
    first = _plain(rows[0])
    if {"start date (utc)", "submit date (utc)"} <= set(first):
        return Tool("typeform", "sure", "the dates in UTC that Typeform closes each row with")
    if "#" in first[:1] and len(TYPEFORM & set(first)) >= 1:
        return Tool("typeform", "sure", "the id and the dates that Typeform gives each answer")
    second = _plain(rows[1]) if rows[1:] else []
    if second[:1] == ["#"] and first[:1] == [""]:
        return Tool("typeform", "sure", "questions above their options, with # below them", deep=2)
    return None


def _google(rows: Rows) -> Tool | None:
    first = _plain(rows[0])
    if first[:1] and first[0] in GOOGLE and len(first) > 1:
        stamps = [row[0] for row in rows[1:6] if row and row[0].strip()]
        if stamps and all(STAMPED.match(stamp) for stamp in stamps):
            return Tool("google-forms", "sure", "a timestamp comes first, then the questions")
    return None


def _microsoft(rows: Rows) -> Tool | None:
    if any(words <= set(_plain(rows[0])) for words in MICROSOFT):
        return Tool(
            "microsoft-forms", "sure", "the id and times that Microsoft Forms gives answers"
        )
    return None


def _kobo(rows: Rows) -> Tool | None:
    found = KOBO & set(_plain(rows[0]))
    paths = [cell for cell in _plain(rows[0]) if re.fullmatch(r"\w+(?:/[\w.-]+)+", cell)]
    if len(found) >= 2 or (found and len(paths) >= 2):
        return Tool("kobo", "sure", f"the headers {', '.join(sorted(found))} of KoboToolbox or ODK")
    return None


def _redcap(rows: Rows) -> Tool | None:
    first = _plain(rows[0])
    ticked = sum(bool(re.match(r"^\w+___\w+$", cell)) for cell in first)
    done = [place for place, cell in enumerate(first) if cell.endswith("_complete")]
    states = {row[place] for place in done for row in rows[1:] if place < len(row)}
    complete = bool(done) and states <= {"0", "1", "2", ""}
    if REDCAP & set(first) or (ticked and complete):
        return Tool("redcap", "sure", "the columns of events, repeats and ticks that REDCap adds")
    if complete or ticked >= 2:
        return Tool("redcap", "likely", "a column ends in _complete and holds 0, 1 or 2")
    return None


LABELS = (("variab", "question", "vraag"), ("value", "code", "waarde"),
          ("label", "text", "tekst", "omschrijving"))  # fmt: skip


def labels(rows: Rows) -> bool:
    """Whether a sheet tells what the codes of variables stand for."""
    first = _plain(next((row for row in rows if any(row)), []))
    return all(any(cell.startswith(words) for cell in first) for words in LABELS)


SIGNATURES: tuple[Callable[[Rows], Tool | None], ...] = (
    _teams, _zoom, _qualtrics, _surveymonkey, _typeform, _indico, _eventbrite,
    _microsoft, _limesurvey, _kobo, _redcap, _google,
)  # fmt: skip
"""The most particular come first."""

"""Columns of an export that are no questions: a tool adds them, or they tell who answered."""

from __future__ import annotations

import re
from datetime import date

from analysis.cleaning import parsing
from analysis.cleaning.text import key
from analysis.run.adding.words import likeness
from analysis.run.drafting.columns import Column

OF_TOOL = ("response", "record", "submitted_on", "started_on", "saved_on", "token", "finished",
           "registered_on", "language")  # fmt: skip
OF_PERSON = ("participant", "full_name", "given_name", "family_name", "email", "function",
             "enterprise_number", "postcode", "municipality")  # fmt: skip
"""The columns that a tool adds, and those that tell who answered: neither is a question."""

TOOLS_OWN = {
    *("lastpage", "seed", "ipaddr", "ipaddress", "ip address", "refurl", "network id", "points"),
    *("total points", "quiz feedback", "collectorid", "custom data", "lasteditedby", "progress"),
    *("duration (in seconds)", "recipientlastname", "recipientfirstname", "recipientemail"),
    *("externalreference", "externaldatareference", "locationlatitude", "locationlongitude"),
    *("locationaccuracy", "distributionchannel", "responsetype", "responseset", "tags"),
    *("submitter", "submitter email", "datemodified", "datestarted", "datecompleted", "status"),
    *("respondentid", "collector id", "response type", "start date (utc)", "_uuid", "_index"),
    *("_validation_status", "_notes", "_status", "_submitted_by", "_tags", "start", "end", "v2"),
    *("v3", "v4", "v5", "v6", "v7"),
}
PERSONAL = re.compile(r"[^@\s]+@[^@\s]+\.\w+|https?://\S+|www\.\S+|\+?\d[\d /().-]{7,}\d")


def no_question(column: Column) -> str | None:
    """Why a column is no question of the form; none where it may be one."""
    if not any(column.names):
        return "it has no header"
    for name in column.names:
        if key(name) in TOOLS_OWN or any(likeness(one, name) >= 0.9 for one in OF_TOOL):
            return "a tool adds it"
        if any(likeness(one, name) >= 0.9 for one in OF_PERSON):
            return "it tells who answered"
    filled = column.filled
    if filled and sum(bool(PERSONAL.fullmatch(cell)) for cell in filled) > len(filled) / 2:
        return "it holds addresses or numbers of persons"
    if filled and all(map(_day, filled[:50])):
        return "it holds days"
    return None


def _day(cell: str) -> date | None:
    try:
        return parsing.day(cell)
    except parsing.NotUnderstoodError:
        try:
            return parsing.day(cell, month_first=True)
        except parsing.NotUnderstoodError:
            return None

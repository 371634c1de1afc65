"""Every unit with what is known of it, read from the tables without any indicator.

A unit has variables, and each of these a set of values. So can be counted, one by one, for how
many units the conditions of a `Group` hold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pandas as pd

from analysis.counted import NOT_RECORDED, Group
from analysis.data import ProgrammeData

Unit = dict[str, set[str]]
Units = dict[object, Unit]


def count(units: dict[str, Units], group: Group) -> int:
    """For how many units all conditions of a group hold."""
    return sum(
        all(unit.get(variable, {NOT_RECORDED}) & values for variable, values in group.of)
        for unit in units[group.unit].values()
    )


def known(data: ProgrammeData) -> dict[str, Units]:
    """The units of a programme by kind: its participants, the persons and the responses."""
    found: dict[str, Units] = {
        kind: defaultdict(lambda: defaultdict(set)) for kind in (data.unit, "persons", "responses")
    }
    participants, persons, responses = found[data.unit], found["persons"], found["responses"]
    everybody(data, participants)
    for session in data.programme.sessions:
        at_session(data, session.id, participants)
    persons_of(data, persons)
    for row in rows(data, "responses"):
        responded(data, row, responses, participants, persons)
    ranked: dict[tuple[object, str], dict[float, str]] = defaultdict(dict)
    for row in rows(data, "answers"):
        answered(data, row, responses, ranked)
    for (response, variable), first in ranked.items():
        responses[response][variable] = {first.get(1, "none_first")}
    return found


def rows(data: ProgrammeData, table: str, **wanted: str) -> Iterator[dict[str, object]]:
    """The rows of a table with these values, and nothing for a cell that is empty."""
    for row in data.table(table).astype("object").to_dict("records"):
        if all(row[column] == value for column, value in wanted.items()):
            yield {str(name): None if pd.isna(cell) else cell for name, cell in row.items()}


def text(value: object) -> str:
    return NOT_RECORDED if value is None else str(value)


def everybody(data: ProgrammeData, units: Units) -> None:
    """Each participant with its last profile, its status, and when and why it stopped."""
    profiles = sorted(rows(data, "profiles"), key=lambda row: str(row["as_of_on"]))
    for row in [*rows(data, "participants"), *profiles]:
        for name, value in row.items():
            units[row["participant"]][name] = {text(value)}
    for table in ("registrations", "attendance", "responses"):
        for row in rows(data, table):
            if row["participant"] is not None:
                units[row["participant"]]["participant"] = {text(row["participant"])}
    for row in rows(data, "enrolments"):
        units[row["participant"]]["status"] = {"continuing"}
    for row in rows(data, "withdrawals"):
        unit = units[row["participant"]]
        unit["status"], unit["after"] = {"stopped"}, {after(data, row["stopped_on"])}
        unit["reason_category"] = {text(row["reason_category"])}


def after(data: ProgrammeData, day: object) -> str:
    """The last session that all were expected at, on a day or before."""
    if day is None:
        return NOT_RECORDED
    found = "before_first"
    for session in sorted(data.programme.sessions, key=lambda session: session.date):
        if session.attendance_expected and pd.Timestamp(session.date) <= pd.Timestamp(str(day)):
            found = session.id
    return found


def at_session(data: ProgrammeData, session: str, units: Units) -> None:
    """What became of everybody at a session, and how often everybody has come by then."""
    marks, reasons, signed = defaultdict(set), defaultdict(list), defaultdict(set)
    for row in rows(data, "attendance", session=session):
        marks[row["participant"]].add(row["present"])
        reasons[row["participant"]].append(text(row["absence_category"]))
    for row in rows(data, "registrations", session=session):
        if row["status"] != "waitlist":
            signed[row["participant"]].add(row["status"])
    order = [*data.labels.get("absence_category", {}), *sorted(set().union(*reasons.values())), ""]
    for one, unit in units.items():
        came, registered = True in marks[one], "confirmed" in signed[one]
        unit[f"state:{session}"] = {
            state(came=came, registered=registered, signed_up=bool(signed[one]))
        }
        given = sorted(filter(None, reasons[one]), key=order.index)
        unit[f"absence_category:{session}"] = {given[0] if given else NOT_RECORDED}
    for row in rows(data, "wishes", session=session):
        units[row["participant"]][f"wish:{session}"].add(text(row["domain"]))
    for row in rows(data, "delegations", session=session, role="listed"):
        if row["present"]:
            units[row["participant"]][f"delegates:{session}"] = {"named"}
    expected = [
        s.id
        for s in sorted(data.programme.sessions, key=lambda s: s.date)
        if s.attendance_expected and any(rows(data, "attendance", session=s.id))
    ]
    for unit in units.values():
        times = [unit[f"state:{s}"] & {"attended", "came_anyway", "walk_in"} for s in expected]
        unit[f"times:{'+'.join(expected)}"] = {str(sum(map(bool, times)))}


def state(*, came: bool, registered: bool, signed_up: bool) -> str:
    if registered:
        return "attended" if came else "absent"
    if signed_up:
        return "came_anyway" if came else "cancelled"
    return "walk_in" if came else "not_registered"


def persons_of(data: ProgrammeData, units: Units) -> None:
    """Persons on attendance lists, heads that were counted, and those who were consulted."""
    for row in rows(data, "delegations", role="listed"):
        if row["present"]:
            units[row["person"]][f"state:{row['session']}"] = {"attended"}
    for row in rows(data, "attendance_counts"):
        for head in range(int(str(row["count"] or 0))):
            named = (row["session"], row["measure"], head)
            units[named][f"counted:{row['measure']}"] = {text(row["session"])}
    for meeting in data.programme.consultations:
        for head in range(meeting.persons or 0):
            units[meeting.id, head]["consultation"] = {meeting.id}


def responded(
    data: ProgrammeData,
    row: dict[str, object],
    responses: Units,
    participants: Units,
    people: Units,
) -> None:
    """One response, and who gave it: persons are not named in it."""
    round_, unit = row["round"], responses[row["response"]]
    unit[f"round:{round_}"] = {"answered" if row["counted"] else "repeated"}
    unit[f"finished:{round_}"] = {text(row["status"])}
    unit[f"late:{round_}"] = {"late"} if row["late"] else {"in_time"}
    if not row["counted"]:
        return
    if row["participant"] is not None:
        participants[row["participant"]][f"round:{round_}"] = {"answered"}
    if row["participant"] is None or data.unit != "persons":
        people[row["response"], "somebody"][f"round:{round_}"] = {"answered"}


def answered(
    data: ProgrammeData,
    row: dict[str, object],
    responses: Units,
    ranked: dict[tuple[object, str], dict[float, str]],
) -> None:
    """One answer; of a ranking the option that came first."""
    unit = responses.get(row["response"])
    if unit is None:
        return
    (round_,) = [name[len("round:") :] for name in unit if name.startswith("round:")]
    form = data.declarations.questionnaires[str(data.programme.round(round_).questionnaire)]
    variable = f"answer:{round_}.{row['question']}"
    kind = form.question(str(row["question"])).kind
    if kind == "ranking":
        ranks = ranked[row["response"], variable]
        if row["value"] is not None:
            ranks[float(str(row["value"]))] = text(row["option"])
        return
    if kind == "choice":
        unit[variable].add(text(row["option"] or row["missing"]))
    else:
        otherwise = "written" if kind == "text" else "number"
        unit[variable] = {text(row["missing"] or row["option"] or otherwise)}

"""Every unit with what is known of it, read from the tables without any indicator.

A unit has variables, and each of these a set of values. So can be counted, one by one, for how
many units the conditions of a `Group` hold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import pandas as pd

from analysis.counted import NOT_RECORDED, Group
from analysis.data import ProgrammeData
from analysis.programme import Question
from analysis.programme.heterogeneity import CATEGORIES, NUMBERS, USUAL

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
    chosen(data, participants)
    stayed(data, participants)
    persons_of(data, persons)
    for row in rows(data, "responses"):
        responded(data, row, responses, participants, persons)
    coached(data, participants)
    ranked: dict[tuple[object, str], dict[float, str]] = defaultdict(dict)
    for row in rows(data, "answers"):
        answered(data, row, responses, ranked)
    at_level(data, participants)
    for reference in data.programme.references:
        of_reference = found.setdefault(f"reference:{reference.id}", {})
        of_reference |= {number: defaultdict(set) for number in range(reference.size)}
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
            if value is not None or name not in units[row["participant"]]:
                units[row["participant"]][name] = {text(value)}
    for session in data.programme.sessions:
        on_the_day(units, profiles, session.id, str(session.date))
    for round_ in data.programme.rounds:
        if round_.opened and not round_.session:
            on_the_day(units, profiles, f"opened.{round_.id}", str(round_.opened))
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


def on_the_day(units: Units, profiles: list[dict[str, object]], session: str, day: str) -> None:
    """The profile that each participant had on the day of a session, or the first it had."""
    seen: set[object] = set()
    for row in profiles:
        if str(row["as_of_on"])[:10] > day and row["participant"] in seen:
            continue
        seen.add(row["participant"])
        for name in ("capacity", "maturity", "size_class"):
            variable = f"{name}:{session}"
            if row[name] is not None or variable not in units[row["participant"]]:
                units[row["participant"]][variable] = {text(row[name])}


def coached(data: ProgrammeData, units: Units) -> None:
    """The turns that each has used, begun ones as whole, and what its meetings were about."""
    held = list(rows(data, "coaching_bookings", status="held"))
    card = next((c.planned for c in data.programme.components if c.unit == "turns"), 10**6)
    for one, unit in units.items():
        own = [row for row in held if row["participant"] == one]
        total = sum(float(str(row["turns"] or 0)) for row in own)
        whole = max(0, int(total) + (total > int(total)))
        known = all(row["turns"] is not None for row in own)
        unit["turns_used"] = {
            NOT_RECORDED if not known else str(whole) if whole <= card else f"{card + 1}+"
        }
        for column in ("domain", "coach"):
            for value in {text(row[column]) for row in own}:
                turns = [row["turns"] for row in own if text(row[column]) == value]
                if None in turns or sum(float(str(turn)) for turn in turns) > 0:
                    unit[f"coached:{column}"].add(value or "not_told")


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


def chosen(data: ProgrammeData, units: Units) -> None:
    """In how many domains each deepens and asked to, and at which session it came first."""
    order = sorted(data.programme.sessions, key=lambda s: s.date)
    optional = [
        s
        for s in order
        if s.domains
        and not s.attendance_expected
        and any(row["participant"] for row in rows(data, "registrations", session=s.id))
    ]
    key = "+".join(s.id for s in optional)
    came = {"attended", "came_anyway", "walk_in"}
    for unit in units.values():
        seen = False
        for session in order:
            here = bool(unit[f"state:{session.id}"] & came)
            unit[f"turn:{session.id}"] = {"again" if here and seen else "first" if here else ""}
            seen = seen or here
            unit[f"wish_breadth:{session.id}"] = {str(len(unit[f"wish:{session.id}"]))}
        domains = {
            domain
            for s in optional
            for domain in s.domains
            if unit[f"state:{s.id}"] & {"attended", "absent"}
        }
        unit[f"breadth:{key}"] = {str(len(domains))}
        unit[f"deepens:{key}"] = set(domains)


def stayed(data: ProgrammeData, units: Units) -> None:
    """How long each was in the programme, and in it at which session and in which phase."""
    today = data.as_of
    begun = {row["participant"]: row["enrolled_on"] for row in rows(data, "enrolments")}
    stops = {row["participant"]: row for row in rows(data, "withdrawals")}
    order = sorted(data.programme.sessions, key=lambda s: s.date)
    phases = [(s.id, s.date) for s in order if s.attendance_expected and s.date <= today]
    for one in {*begun, *stops}:
        start = day_of(begun.get(one))
        stop = stops.get(one, {"stopped_on": today})
        first = day_of(stop["stopped_on"] or stop.get("stopped_from_on")) or start
        last = day_of(stop["stopped_on"] or stop.get("stopped_until_on")) or today
        unit = units[one]
        if start:
            first = max(first or start, start)
            last = max(min(last, today), first)
            unit["followed"] = {"exactly" if first == last else "roughly"}
            unit["days_in"] = {str(((first - start).days + (last - start).days) // 2)}
        goes_on = one not in stops
        for session in order:
            if not start or start <= session.date:
                there = goes_on or last >= session.date
                unit[f"in_programme:{session.id}"] = {"yes" if there else "left"}
        edges = [("before_first", date.min), *phases]
        ends = [*(day for _, day in phases), date.max]
        for (phase, opens), closes in zip(edges, ends, strict=True):
            if last >= opens and not (start and start >= closes):
                unit[f"in_phase:{phase}"] = {"yes"}


def day_of(value: object) -> date | None:
    return None if value is None else pd.Timestamp(str(value)).date()


def at_level(data: ProgrammeData, units: Units) -> None:
    """The learning level of everyone, from the last rule to the first; and who can be compared."""
    for unit in units.values():
        unit["level"] = {"none"}
        for level in reversed(data.programme.levels):
            answers = [
                bool(unit[name] & set(codes)) if recorded(unit, name) else None
                for name, codes in level.when.items()
            ]
            if all(answers):
                unit["level"] = {level.id}
            elif False not in answers:
                unit["level"] = {NOT_RECORDED}
    ever = [unit for unit in units.values() if "status" in unit]
    every = [one for one in (*CATEGORIES, *NUMBERS) if any(recorded(unit, one) for unit in ever)]
    asked = data.programme.heterogeneity.attributes
    asked = asked or [one for one in USUAL if one in every] or every
    goes_on = [unit for unit in ever if unit["status"] == {"continuing"}]
    asked = [one for one in asked if any(recorded(unit, one) for unit in goes_on)]
    for unit in goes_on:
        known = sum(recorded(unit, one) for one in asked)
        unit["compared"] = {"yes" if asked and 4 * known >= 3 * len(asked) else "no"}


def recorded(unit: Unit, variable: str) -> bool:
    return bool(unit.get(variable, set()) - {NOT_RECORDED})


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
    not_counted = "empty" if row["status"] == "empty" else "repeated"
    unit[f"round:{round_}"] = {"answered" if row["counted"] else not_counted}
    unit[f"finished:{round_}"] = {text(row["status"])}
    unit[f"late:{round_}"] = {"late"} if row["late"] else {"in_time"}
    if not row["counted"]:
        return
    told = data.programme.round(str(round_))
    dated = {"capacity", "maturity", "size_class"} if told.session else set()
    by = [f"{name}:{told.session}" if name in dated else name for name in told.weight_by]
    if by and all(recorded(participants[row["participant"]], name) for name in by):
        unit[f"weighted:{round_}"] = {"yes"}
    if row["participant"] is not None:
        one = participants[row["participant"]]
        one[f"round:{round_}"] = {"answered"}
        before = one[f"respondents:{round_}"]
        one[f"respondents:{round_}"] = {"1": {"2"}, "2": {"3+"}}.get(
            "".join(before), before or {"1"}
        )
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
    form = data.declarations.form(round_)
    assert form is not None
    variable = f"answer:{round_}.{row['question']}"
    kind = form.question(str(row["question"])).kind
    if kind == "ranking":
        ranks = ranked[row["response"], variable]
        if row["value"] is not None:
            ranks[float(str(row["value"]))] = text(row["option"])
        return
    if kind in ("choice", "choices"):
        unit[variable].add(text(row["option"] or row["missing"]))
    else:
        otherwise = (
            "written" if kind == "text" else number(form.question(str(row["question"])), row)
        )
        unit[variable] = {text(row["missing"] or row["option"] or otherwise)}


def number(question: Question, row: dict[str, object]) -> str:
    """A number by itself where few whole ones are possible, a half rounded up; else any number."""
    if row["value"] is None or question.lowest is None or question.highest is None:
        return "number"
    few = question.highest - question.lowest <= 20
    return str(int(float(str(row["value"])) + 0.5)) if few else "number"

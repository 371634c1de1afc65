"""The tidy tables: what a row is, its columns, and where its words come from.

Every row of a table that came out of an export carries `source` (the row of `receipts`) and
`line`. Codes are stored as text; `CODES` says which vocabulary words them. Tables in
`RESTRICTED` hold persons and their own words and lie in a folder of their own.
"""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

CODES: dict[str, str] = {
    "session": "session",
    "round": "round",
    "theme": "theme",
    "export": "export",
    "domain": "domain",
    "sector": "sector",
    "discipline": "discipline",
    "legal_form": "legal_form",
    "capacity": "capacity",
    "maturity": "maturity",
    "size_class": "size_class",
    "arrondissement": "arrondissement",
    "absence_category": "absence_category",
    "reason_category": "reason_category",
    "coach": "coach",
    "mode": "coaching_mode",
}
"""Column -> vocabulary in which the programme words its codes."""

_TYPES = {"text": "str", "count": "Int64", "number": "Float64", "flag": "boolean",
          "date": "datetime64[ns]"}  # fmt: skip


def _column(kind: str, description: str, *checks: pa.Check, nullable: bool = True) -> pa.Column:
    return pa.Column(_TYPES[kind], checks=list(checks), nullable=nullable, description=description)


def _text(description: str, *, required: bool = False) -> pa.Column:
    return _column("text", description, nullable=not required)


def _one_of(description: str, *values: str) -> pa.Column:
    return _column("text", description, pa.Check.isin(values), nullable=False)


def _count(description: str, *, required: bool = False) -> pa.Column:
    return _column("count", description, pa.Check.ge(0), nullable=not required)


def _place() -> dict[str, pa.Column]:
    return {
        "source": _count("Export the row came from: its number in receipts.", required=True),
        "line": _count("Line or sheet row on which it stands there.", required=True),
    }


def _table(what: str, unique: list[str] | None, **columns: pa.Column) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(
        columns, strict=True, ordered=True, coerce=True, unique=unique, description=what
    )


TABLES: dict[str, pa.DataFrameSchema] = {
    "receipts": _table(
        "An export as received, with what became of its rows.",
        ["source"],
        source=_count("Number of the export.", required=True),
        export=_text("Its id in the declarations.", required=True),
        file=_text("Its file name.", required=True),
        content=_text("What it holds.", required=True),
        received_on=_column("date", "Day on which it was received."),
        sha256=_text("Digest of its bytes.", required=True),
        row_count=_count("Rows in the file, blank rows, titles and headers included."),
        used_count=_count("Rows that yielded tidy rows."),
        refused_count=_count("Rows that could not be used; each has a problem."),
        ignored_count=_count("Rows left out by declaration or because they hold no data."),
        superseded_by=_text("Id of the export that replaces it."),
    ),
    "dispositions": _table(
        "A raw row and what became of it; exactly one disposition each.",
        ["source", "line"],
        **_place(),
        disposition=_one_of("What became of the row.", "used", "refused", "ignored"),
        reason=_text("Code of why it was refused or ignored."),
    ),
    "problems": _table(
        "A remark on a raw row: what was not understood and what was done.",
        None,
        **_place(),
        column=_text("Header under which it stands."),
        kind=_text("Code of the kind of problem.", required=True),
        sentence=_text("What, expected, what to do, what was done.", required=True),
    ),
    "revisions": _table(
        "A row that differs between a superseded export and the one that replaces it.",
        None,
        **_place(),
        export=_text("The superseded export.", required=True),
        change=_one_of("What happened to the row.", "new", "changed", "gone"),
        columns=_text("Headers under which the row changed."),
    ),
    "participants": _table(
        "A participant: an organisation or a person, as the programme declares.",
        ["participant"],
        participant=_text("Its id.", required=True),
        name=_text("Its name. Empty for persons: names are restricted."),
        legal_form=_text("Legal form."),
        enterprise_number=_text("Enterprise number (KBO), ten digits, check digits right."),
        sector=_text("Sector."),
        discipline=_text("Discipline within the arts."),
        postcode=_text("Postcode, four digits."),
        municipality=_text("Municipality, borders of 2019."),
        arrondissement=_text("Arrondissement."),
        founded=_count("Year of foundation."),
        personal=_column("flag", "Whether the participant is one person.", nullable=False),
        **_place(),
    ),
    "profiles": _table(
        "Scale and maturity of a participant on a day.",
        ["participant", "as_of_on"],
        participant=_text("Participant.", required=True),
        as_of_on=_column("date", "Day to which the profile applies.", nullable=False),
        fte=_column("number", "Staff in full-time equivalents.", pa.Check.ge(0)),
        volunteers=_column("number", "Volunteers.", pa.Check.ge(0)),
        budget_eur=_column("number", "Yearly budget in euro.", pa.Check.ge(0)),
        maturity=_text("Professional maturity, ordered code."),
        capacity=_text("Whether it runs on one person, volunteers, both or staff."),
        size_class=_text("Size class by full-time equivalents."),
        **_place(),
    ),
    "enrolments": _table(
        "A participant that signed up for the programme.",
        ["participant"],
        participant=_text("Participant.", required=True),
        enrolled_on=_column("date", "Day on which it signed up."),
        **_place(),
    ),
    "withdrawals": _table(
        "A participant that stopped, when and for which kind of reason.",
        None,
        participant=_text("Participant.", required=True),
        stopped_on=_column("date", "Day on which it stopped; empty when that is not known."),
        stopped_from_on=_column("date", "First day of the month, where only a month is known."),
        stopped_until_on=_column("date", "Last day of that month, or of what was received."),
        reason_category=_text("Category of the reason."),
        **_place(),
    ),
    "sessions": _table(
        "A session as declared, held or planned.",
        ["session"],
        session=_text("Session.", required=True),
        kind=_text("Kind of session.", required=True),
        number=_count("Place in the series of its kind."),
        session_on=_column("date", "Day of the session.", nullable=False),
        attendance_expected=_column("flag", "Whether all participants are expected."),
    ),
    "registrations": _table(
        "A registration for a session: one row of a form or one ticket.",
        None,
        session=_text("Session.", required=True),
        participant=_text("Participant.", required=True),
        status=_one_of("State.", "confirmed", "cancelled", "waitlist"),
        registered_on=_column("date", "Day of registration."),
        **_place(),
    ),
    "wishes": _table(
        "A domain that a participant asked for when it registered.",
        None,
        session=_text("Session.", required=True),
        participant=_text("Participant.", required=True),
        domain=_text("Domain.", required=True),
        **_place(),
    ),
    "attendance": _table(
        "A row of an attendance list.",
        None,
        session=_text("Session.", required=True),
        participant=_text("Participant.", required=True),
        present=_column("flag", "Whether present; empty when the mark was not understood."),
        partial=_column("flag", "Whether present for a part of the session only."),
        walk_in=_column("flag", "Whether the list says that the person was not registered."),
        minutes=_column("number", "Minutes present, where the list tells.", pa.Check.ge(0)),
        absence_category=_text("Category of the reason for absence."),
        **_place(),
    ),
    "attendance_counts": _table(
        "A count of those present, where no list of participants was kept.",
        ["session", "measure"],
        session=_text("Session.", required=True),
        measure=_text("What was counted.", required=True),
        count=_count("The count; empty when not recorded."),
        minutes=_column("number", "Length of the session, where the list tells.", pa.Check.ge(0)),
        **_place(),
    ),
    "delegations": _table(
        "A person who was named for a participant at a session.",
        None,
        session=_text("Session.", required=True),
        participant=_text("Participant.", required=True),
        person=_text("Person: an id, names are restricted.", required=True),
        role=_one_of(
            "Whether named on the registration or the attendance list.", "registered", "listed"
        ),
        present=_column("flag", "Whether present, for a person on an attendance list."),
        **_place(),
    ),
    "coaching_bookings": _table(
        "A booking of one-to-one coaching, or a correction of one, as its list has it.",
        ["booking"],
        booking=_text("Its id.", required=True),
        participant=_text("Participant whose card it is on.", required=True),
        booked_on=_column("date", "Day on which it was booked."),
        session_on=_column("date", "Day for which it was booked."),
        domain=_text("Domain that it is about."),
        coach=_text("Firm of the coach."),
        mode=_text("Whether on site, online or by telephone."),
        turns=_column("number", "Turns of the card; below zero where turns are taken back."),
        status=_one_of(
            "What became of it. As of an earlier day, who was still to come is booked; a "
            "cancellation has no day of its own and holds from the booking on.",
            *("booked", "held", "cancelled", "no_show"),
        ),
        correction=_column("flag", "Whether it corrects another booking.", nullable=False),
        **_place(),
    ),
    "learning_goals": _table(
        "A learning goal that a participant set for itself in a domain; its words lie apart.",
        ["participant", "domain", "number"],
        participant=_text("Participant.", required=True),
        domain=_text("Domain.", required=True),
        number=_count("Its place among the goals of the participant there.", required=True),
        set_on=_column("date", "Day on which it was set."),
        **_place(),
    ),
    "recognitions": _table(
        "How the name of an organisation in a row was recognised, or that it was not.",
        ["source", "line"],
        name=_text("The name as written; empty where it is that of a person."),
        recognised_by=_one_of(
            "How it was found, or why not.",
            *("name", "alias", "former_name", "successor", "answer", "several", "features"),
            *("doubtful", "person", "unknown"),
        ),
        participant=_text("Participant it stands for; empty when unknown or when there are more."),
        **_place(),
    ),
    "candidates": _table(
        "A participant that a name may stand for, with what speaks for and against it.",
        ["source", "line", "rank"],
        rank=_count("Place among the candidates of the name.", required=True),
        participant=_text("Participant.", required=True),
        score=_column("number", "How well it fits, from 0 to 1; only to order candidates."),
        name_share=_column("number", "How much of both names is shared, from 0 to 1."),
        own_word=_column("flag", "Whether a word in the names sets the two apart."),
        initials=_column("flag", "Whether one name is the initials of the other."),
        same_number=_column("flag", "Whether the enterprise number is the same."),
        same_postcode=_column("flag", "Whether the postcode is the same, mergers included."),
        same_municipality=_column("flag", "Whether the municipality is the same."),
        same_domain=_column("flag", "Whether the e-mail domain is the same."),
        rival_count=_count("Other participants that fit as well."),
        **_place(),
    ),
    "organisation_names": _table(
        "A name that a participant bore for some time, as declared.",
        None,
        participant=_text("Participant.", required=True),
        name=_text("The name.", required=True),
        from_on=_column("date", "First day on which it bore the name; empty is ever before."),
        until_on=_column("date", "Last day; empty is ever after."),
    ),
    "responses": _table(
        "A filled-in questionnaire. Only counted responses enter a result.",
        ["response"],
        response=_text("Its id.", required=True),
        round=_text("Evaluation round.", required=True),
        participant=_text("Participant it speaks for; empty when unknown."),
        submitted_on=_column("date", "Day on which it was sent in or last saved."),
        status=_one_of("How far it was filled in.", "complete", "partial", "empty"),
        counted=_column(
            "flag", "Whether it counts; a repeated or empty one does not.", nullable=False
        ),
        late=_column("flag", "Whether it came after closing."),
        **_place(),
    ),
    "answers": _table(
        "An answer to one question; of several, one of the options. Blanks have no row.",
        ["response", "question", "option"],
        response=_text("Response.", required=True),
        question=_text("Question.", required=True),
        option=_text("Code of the option; empty for numbers and texts."),
        value=_column("number", "Number, place on the scale, or rank."),
        missing=_text(
            "Why it has no value: not_applicable, dont_know, refused, none_ticked, not_shown "
            "(routing left the question out) or unreadable."
        ),
    ),
    "codings": _table(
        "A theme that an open answer was coded with, by the words of the theme or by a person.",
        ["response", "question", "theme", "coder"],
        response=_text("Response.", required=True),
        question=_text("Open question.", required=True),
        theme=_text("Theme; empty where the coder saw none."),
        coder=_text("Who coded; rule for the words of the theme.", required=True),
    ),
    "persons": _table(
        "A person who was named for a participant. Restricted.",
        ["person"],
        person=_text("Id.", required=True),
        participant=_text("Participant.", required=True),
        name=_text("Name as first written."),
        function=_text("Function."),
        **_place(),
    ),
    "withdrawal_notes": _table(
        "The reason for stopping as written. Restricted.",
        None,
        participant=_text("Participant.", required=True),
        reason=_text("Reason as written."),
        **_place(),
    ),
    "learning_goal_texts": _table(
        "A learning goal as written. Restricted.",
        ["participant", "domain", "number"],
        participant=_text("Participant.", required=True),
        domain=_text("Domain.", required=True),
        number=_count("Its place among the goals of the participant there.", required=True),
        text=_text("The goal.", required=True),
    ),
    "answer_texts": _table(
        "An open answer as written. Restricted.",
        ["response", "question"],
        response=_text("Response.", required=True),
        question=_text("Question.", required=True),
        text=_text("The answer.", required=True),
    ),
}

RESTRICTED = ("persons", "withdrawal_notes", "learning_goal_texts", "answer_texts")
"""Tables with persons and their own words; they lie apart and no public page needs them."""


def empty(table: str) -> pd.DataFrame:
    """A table without rows, with its columns and types."""
    columns = TABLES[table].columns
    return pd.DataFrame({name: pd.Series(dtype=c.dtype.type) for name, c in columns.items()})


def typed(table: str, rows: list[dict[str, object]]) -> pd.DataFrame:
    """Rows as a table that keeps to its schema.

    Raises pandera's SchemaErrors when a value cannot be of its column's type or breaks a
    check: cleaning is to have refused or emptied it before.
    """
    if not rows:
        return empty(table)
    frame = pd.DataFrame(rows, columns=list(TABLES[table].columns))
    return TABLES[table].validate(frame, lazy=True)

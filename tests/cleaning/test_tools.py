"""Tickets, registrations and meetings of tools reach the tidy tables by declaration.

No real Eventbrite report or Indico registration list is public: these are built after how the
tools are documented.
"""

import pytest

EVENTBRITE = """
Order #,Order Date,First Name,Last Name,Email,Ticket Type,Attendee #,Attendee Status,Company
9001,1/9/20 22:28,An,Smets,an@a.be,Gratis,1,Checked In,Alfa vzw
9001,1/9/20 22:28,Bo,Pauwels,an@a.be,Gratis,2,Attending,Alfa vzw
9002,1/10/20 9:05,Cas,Diels,cas@b.be,Gratis,3,Not Attending,Beta
9003,1/11/20 9:05,Dré,Peeters,dre@c.be,Gratis,4,Deleted,Beta
9004,1/12/20 9:05,Els,Maes,els@d.be,Gratis,5,Attending,Gamma
"""
INDICO = """
ID,Name,Email Address,Affiliation,Registration date,Registration state,Checked in
1,An Smets,an@a.be,Alfa vzw,2020-01-09T22:28:00+01:00,Completed,Yes
2,Bo Pauwels,bo@b.be,Beta,2020-01-10T09:05:00+01:00,Withdrawn,No
"""
TEAMS_OF_2021 = (
    "Meeting Summary\nTotal Number of Participants\t2\n\n"
    "Full Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole\tParticipant ID (UPN)\n"
    "An Smets\t1/15/2020, 9:01:00 AM\t1/15/2020, 9:20:00 AM\t19m\ta@a.be\tOrganizer\ta@a.be\n"
    "An Smets\t1/15/2020, 9:30:00 AM\t1/15/2020, 10:30:00 AM\t1h\ta@a.be\tOrganizer\ta@a.be\n"
    "Bo Pauwels\t1/15/2020, 9:05:00 AM\t1/15/2020, 9:25:00 AM\t20m\tb@b.be\tAttendee\tb@b.be\n"
)
STATES = {
    "[recode.registration_status]": '[recode.registration_status]\n"Checked In" = "confirmed"\n'
    '"Completed" = "confirmed"\n"Withdrawn" = "cancelled"',
    "[recode.present]": '[recode.present]\n"Checked In" = "yes"\n"Attending" = "no"\n'
    '"Not Attending" = "no"\n"Yes" = "yes"\n"No" = "no"',
}


def declared(tool: str, content: str, columns: str, more: str = "") -> str:
    return f"""
[[exports]]
id = "list"
file = "list.csv"
received = 2020-01-20
format = "{tool}"
content = "{content}"
session = "day-1"
columns = {{ {columns} }}
{more}
"""


TICKETS = 'participant = "Company", given_name = "Voornaam", family_name = "Achternaam"'


@pytest.fixture
def persons_alone(tried):
    """Clean a list of a programme of persons that has no other export."""

    def run(entry: str, table: str, more: dict[str, str] | None = None):
        nobody = {
            'unit = "organisation"': 'unit = "person"',
            'content = "participants"': 'content = "withdrawals"',
            'columns = { participant = "Naam" }':
            'columns = { participant = "Naam", stopped_on = "Op" }',
        }  # fmt: skip
        return tried(entry, changed=nobody | (more or {}), accounts="Naam;Op\n", list=table)

    return run


def test_each_ticket_is_a_registration_of_its_organisation(tried):
    entry = declared(
        "eventbrite", "registrations",
        f'{TICKETS}, registered_on = "ordered_on", status = "status", record = "Attendee #"',
        'dates = "month-first"',
    )  # fmt: skip
    found = tried(entry, changed=STATES, list=EVENTBRITE)
    assert [
        (who, status, day.strftime("%Y-%m-%d"))
        for who, status, day in found.rows(
            "registrations", "participant", "status", "registered_on"
        )
    ] == [
        ("Alfa", "confirmed", "2020-01-09"),
        ("Alfa", "confirmed", "2020-01-09"),
        ("Beta", "cancelled", "2020-01-10"),
    ]
    assert found.rows("persons", "participant", "name") == [
        ("Alfa", "An Smets"), ("Alfa", "Bo Pauwels"),
    ]  # fmt: skip
    # "Deleted" is declared nowhere, and no Gamma is known.
    assert found.became()[5] == ("refused", "unknown_code")
    assert found.became()[6] == ("refused", "unknown_participant")


def test_the_same_report_tells_who_was_checked_in(tried):
    entry = declared("eventbrite", "attendance", f'{TICKETS}, present = "Attendee Status"')
    found = tried(entry, changed=STATES, list=EVENTBRITE)
    assert found.rows("attendance", "participant", "present") == [
        ("Alfa", True), ("Alfa", False), ("Beta", False), ("Beta", None),
    ]  # fmt: skip


def test_a_person_is_a_participant_by_both_names_together(persons_alone):
    entry = declared(
        "eventbrite", "registrations",
        'given_name = "First Name", family_name = "Last Name", status = "Attendee Status"',
    )  # fmt: skip
    found = persons_alone(entry, EVENTBRITE, STATES)
    assert found.rows("registrations", "participant", "status") == [
        ("T0001", "confirmed"), ("T0002", "confirmed"), ("T0003", "cancelled"),
        ("T0005", "confirmed"),
    ]  # fmt: skip
    assert found.rows("persons", "name")[0] == ("An Smets",)


def test_registrations_of_indico_have_a_state_and_a_check_in(tried):
    registered = declared(
        "indico", "registrations",
        'participant = "Organisatie", full_name = "Naam", registered_on = "Registration date", '
        'status = "Registration state"',
    )  # fmt: skip
    found = tried(registered, changed=STATES, list=INDICO)
    assert found.rows("registrations", "participant", "status") == [
        ("Alfa", "confirmed"), ("Beta", "cancelled"),
    ]  # fmt: skip
    there = declared("indico", "attendance", 'participant = "organisation", present = "checked_in"')
    found = tried(there, changed=STATES, list=INDICO)
    assert found.rows("attendance", "participant", "present") == [("Alfa", True), ("Beta", False)]


def test_somebody_who_left_a_meeting_and_came_back_was_there_once_for_all_the_minutes(
    persons_alone,
):
    entry = declared(
        "teams", "attendance", 'participant = "Name", minutes = "duration"', "least_minutes = 60"
    )
    found = persons_alone(entry, TEAMS_OF_2021)
    assert found.rows("attendance", "participant", "minutes", "present") == [
        ("T0001", 19, True), ("T0001", 60, True), ("T0002", 20, False),
    ]  # fmt: skip
    assert found.problems() == []

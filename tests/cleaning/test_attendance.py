"""Lists of who came, without marks: persons, their minutes, devices; and counts in odd cells."""

import pytest

from analysis.problems import DeclarationError

CAME = """
Wie;Duur
An Smets;1u 5m
Bo Pauwels;12 min
an smets;10m
Bo Pauwels;20m 30s
Cas Diels;
Dré Peeters;een tijdje
"""
COUNTS = """
Dag;Duur;Ingeschreven;Aanwezig;V|M|X
15/01/2020;1,5;20;15;8|7|0
22/01/2020;90;19;25;20|5
"""


def attendance(
    more: str,
    columns: str = 'participant = "Wie", minutes = "Duur"',
    session: str = 'session = "day-1"',
) -> str:
    return f"""
[[exports]]
id = "list"
file = "list.csv"
received = 2020-01-20
format = "delimited"
delimiter = ";"
content = "attendance"
{session}
columns = {{ {columns} }}
{more}
"""


def counts(more: str = "") -> str:
    return f"""
[[exports]]
id = "list"
file = "list.csv"
received = 2020-01-23
format = "delimited"
delimiter = ";"
content = "attendance-counts"
lengths = "hours"
columns = {{ session_on = "Dag", length = "Duur" }}
{more}
"""


NOBODY_LISTED = {
    'unit = "organisation"': 'unit = "person"',
    'content = "participants"': 'content = "withdrawals"',
    'columns = { participant = "Naam" }': 'columns = { participant = "Naam", stopped_on = "Op" }',
    "[aliases]": '[aliases]\n"Bo\'s iPad" = "Bo Pauwels"',
}
"""What makes it a programme of persons of whom no export is a list."""


@pytest.fixture
def came(tried):
    """Clean a list of who came, where nobody was listed before."""

    def run(more='listed = "present"', table=CAME, **declared):
        return tried(
            attendance(more, **declared), changed=NOBODY_LISTED, accounts="Naam;Op\n", list=table
        )

    return run


def test_who_stands_on_a_list_of_who_came_was_there(came):
    found = came()
    assert found.rows("attendance", "participant", "present", "line") == [
        ("T0001", True, 2), ("T0002", True, 3), ("T0001", True, 4), ("T0002", True, 5),
        ("T0003", True, 6), ("T0004", True, 7),
    ]  # fmt: skip


def test_whoever_comes_is_a_participant_where_nobody_is_listed_and_names_stay_restricted(came):
    found = came()
    assert found.rows("participants", "participant", "name", "personal") == [
        (f"T000{number}", None, True) for number in (1, 2, 3, 4)
    ]
    assert found.rows("persons", "participant", "name") == [
        ("T0001", "An Smets"), ("T0002", "Bo Pauwels"), ("T0003", "Cas Diels"),
        ("T0004", "Dré Peeters"),
    ]  # fmt: skip


def test_minutes_are_kept_and_what_is_no_length_is_a_problem(came):
    found = came()
    assert found.rows("attendance", "minutes") == [
        (65,), (12,), (10,), (20.5,), (None,), (None,),
    ]  # fmt: skip
    assert found.problems() == [(7, "unreadable_value")]


def test_all_rows_of_a_person_together_are_held_to_the_declared_minutes(came):
    # An 65 + 10, Bo 12 + 20.5; of Cas and Dré no minutes are known.
    found = came('listed = "present"\nleast_minutes = 33')
    assert found.rows("attendance", "participant", "present") == [
        ("T0001", True), ("T0002", False), ("T0001", True), ("T0002", False),
        ("T0003", None), ("T0004", None),
    ]  # fmt: skip
    assert {row[1] for row in came('listed = "present"\nleast_minutes = 32.5').rows(
        "attendance", "participant", "present") if row[0] == "T0002"} == {True}  # fmt: skip


@pytest.mark.parametrize(
    "name", ["iPad van Cas", "Cas’ iPhone", "Galaxy S21", "+32 475 12 34 56", "Call-in User_1"]
)
def test_a_device_in_the_list_is_kept_and_said(came, name):
    found = came(table=f"Wie;Duur\nAn Smets;5m\n{name};5m\n")
    assert found.problems() == [(3, "device")]
    assert name not in found.sentences()
    assert len(found.rows("attendance", "participant")) == 2


def test_a_device_whose_owner_is_declared_is_that_person(came):
    found = came(table="Wie;Duur\nBo Pauwels;5m\nBo’s iPad;5m\n")
    assert found.problems() == []
    assert found.rows("attendance", "participant") == [("T0001",), ("T0001",)]


@pytest.mark.parametrize("name", ["Maurice Galant", "An Van der Zaal", "Ipadé Diallo"])
def test_a_name_that_looks_like_a_device_is_a_person(came, name):
    assert came(table=f"Wie;Duur\n{name};5m\n").problems() == []


def test_a_list_without_marks_must_say_that_only_who_came_stands_on_it(came):
    with pytest.raises(DeclarationError, match='"present" is missing'):
        came("")


def test_minutes_are_required_only_of_a_list_that_has_them(came):
    with pytest.raises(DeclarationError, match="no column holds the minutes"):
        came('listed = "present"\nleast_minutes = 5', columns='participant = "Wie"')


def test_organisations_are_present_through_the_persons_whose_names_are_declared(tried):
    found = tried(
        attendance('listed = "present"', 'participant = "Wie", full_name = "Wie"'),
        changed={"[aliases]": '[aliases]\n"An Smets" = "Alfa"\n"Bo Pauwels" = "Alfa"'},
        list="Wie\nAn Smets\nBo Pauwels\nCas Diels\n",
    )
    assert found.rows("attendance", "participant", "present") == [("Alfa", True), ("Alfa", True)]
    assert found.rows("delegations", "participant", "person") == [
        ("Alfa", "P0001"), ("Alfa", "P0002"),
    ]  # fmt: skip
    assert found.became()[4][0] == "refused"


def test_organisations_too_are_participants_when_named_where_nobody_is_listed(tried):
    changed = {old: new for old, new in NOBODY_LISTED.items() if "unit" not in old}
    found = tried(
        attendance('listed = "present"', 'participant = "Wie"'),
        changed=changed,
        accounts="Naam;Op\n",
        list="Wie\nAlfa vzw\nDe Bètastraat\nALFA\n",
    )
    assert found.rows("participants", "participant", "name", "personal") == [
        ("Alfa", "Alfa", False), ("Beta", "Beta", False),
    ]  # fmt: skip
    assert found.rows("attendance", "participant", "line") == [
        ("Alfa", 2),
        ("Beta", 3),
        ("Alfa", 4),
    ]


def test_each_row_may_name_its_session_by_day_or_by_name(came):
    found = came(
        table="Wie;Dag\nAn Smets;15/01/2020\nAn Smets;22/01/2020\nBo Pauwels;Dag 2\nCas;1/2/2020\n",
        columns='participant = "Wie", session_on = "Dag"',
        session="",
    )
    assert found.rows("attendance", "session", "participant") == [
        ("day-1", "T0001"), ("day-2", "T0001"), ("day-2", "T0002"),
    ]  # fmt: skip
    assert found.became()[5] == ("refused", "unknown_session")


def test_counts_in_one_cell_are_read_part_by_part_and_one_problem_is_said_of_it(tried):
    found = tried(
        counts("""
[exports.counts]
women = { header = "V|M|X", separator = "|", part = 1 }
men = { header = "V|M|X", separator = "|", part = 2 }
others = { header = "V|M|X", separator = "|", part = 3 }
"""),
        list=COUNTS,
    )
    assert found.rows("attendance_counts", "measure", "count", "line") == [
        ("women", 8, 2), ("men", 7, 2), ("others", 0, 2),
        ("women", None, 3), ("men", None, 3), ("others", None, 3),
    ]  # fmt: skip
    columns = found.rows("problems", "line", "column", "kind")
    assert columns == [(3, "Duur", "unreadable_value"), (3, "V|M|X", "unreadable_value")]
    assert '"20|5" is not 3 counts with | between them' in found.sentences()


def test_a_part_that_is_more_than_its_whole_is_said_and_kept(tried):
    found = tried(
        counts(
            'counts = { registered = "Ingeschreven", attended = "Aanwezig" }\n'
            'at_most = { attended = "registered" }'
        ),
        list=COUNTS,
    )
    assert found.rows("attendance_counts", "measure", "count", "minutes") == [
        ("registered", 20, 90), ("attended", 15, 90),
        ("registered", 19, None), ("attended", 25, None),
    ]  # fmt: skip
    assert found.rows("problems", "column", "kind") == [
        ("Duur", "unreadable_value"), ("Aanwezig", "count_too_high"),
    ]  # fmt: skip


def test_a_count_that_is_held_to_one_that_is_not_there_is_a_mistake(tried):
    with pytest.raises(DeclarationError, match='at_most: "all" is not a count of this export'):
        tried(counts('counts = { some = "Aanwezig" }\nat_most = { some = "all" }'), list=COUNTS)


def test_two_sessions_on_one_day_are_told_apart_by_a_correction(tried):
    second = {'id = "day-2"': 'id = "day-1-again"', "date = 2020-01-22": "date = 2020-01-15"}
    declared = counts('counts = { attended = "Aanwezig" }')
    found = tried(declared, changed=second, list=COUNTS)
    assert found.problems() == [(2, "unknown_session"), (3, "unknown_session")]
    assert "of 2 declared sessions. Known: day-1, day-1-again." in found.sentences()
    corrected = tried(
        declared,
        changed=second,
        list=COUNTS,
        corrections="""
[[corrections]]
export = "list"
where = { length = "1,5" }
column = "session_on"
wrong = "15/01/2020"
right = "day-1-again"
because = { nl = "Na de middag.", en = "In the afternoon." }
decided_on = 2020-01-30
decided_by = { nl = "Dienst", en = "Service" }
""",
    )
    assert corrected.rows("attendance_counts", "session", "count") == [("day-1-again", 15)]

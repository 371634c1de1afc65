"""Each kind of export becomes its tidy rows; what is not understood is kept and remarked."""

import pytest

USED = ("used", None)


def test_an_account_becomes_a_participant_once(tried):
    found = tried(accounts="Naam\nAlfa vzw\nBeta\nALFA\n\n;\n")
    assert found.rows("participants", "participant", "name") == [("Alfa", "Alfa"), ("Beta", "Beta")]
    assert found.became(0)[4] == ("refused", "stands_twice")
    assert found.problems() == [(4, "stands_twice")]


def test_an_enterprise_number_that_stands_twice_is_one_participant(tried):
    found = tried(
        changed={'participant = "Naam" }': 'participant = "Naam", enterprise_number = "Nr" }'},
        accounts="Naam;Nr\nAlfa;0403.170.701\nNieuwe Naam;BE0403170701\nBeta;12\n",
    )
    assert found.rows("participants", "name", "enterprise_number") == [
        ("Alfa", "0403170701"),
        ("Beta", None),
    ]
    assert found.problems() == [(3, "stands_twice"), (4, "unreadable_value")]


def test_a_profile_is_dated_and_classed_by_its_staff(tried):
    found = tried(
        changed={
            'participant = "Naam" }': 'participant = "Naam", fte = "VTE", budget = "Geld", '
            'municipality = "Waar", enrolled_on = "Sinds" }'
        },
        accounts="""
Naam;VTE;Geld;Waar;Sinds
Alfa;0;€ 12.500;genk;20/01/2020
Beta;halftijds;veel;Gent;
Gamma;4,9;;;21 januari
Delta;5;1k;;
Epsilon;10;;;
""",
    )
    assert found.rows("profiles", "size_class", "budget_eur") == [
        ("0", 12500), ("lt1", None), ("1_4", None), ("5_9", 1000), ("10plus", None),
    ]  # fmt: skip
    assert found.rows("participants", "municipality", "arrondissement")[:2] == [
        ("Genk", "hasselt"), (None, None),
    ]  # fmt: skip
    assert found.rows("enrolments", "participant") == [("Alfa",)]
    assert found.problems() == [
        (3, "unknown_municipality"), (3, "unreadable_value"), (4, "unreadable_value"),
    ]  # fmt: skip


REGISTRATIONS = (
    "registrations",
    'participant = "Wie", status = "Status", full_name = "Naam", domains = "Domeinen", '
    'registered_on = "Op"',
)


def test_a_person_has_the_function_that_is_told_first_also_when_it_is_told_later(tried, entry):
    found = tried(
        entry("registrations", 'participant = "Wie", full_name = "Naam", function = "Functie"'),
        list="Wie;Naam;Functie\nalfa;An;\nalfa;An;directeur\nbeta;An;\nalfa;An;voorzitter\n",
    )
    assert found.rows("persons", "participant", "function") == [
        ("Alfa", "directeur"), ("Beta", None),
    ]  # fmt: skip


def test_a_registration_keeps_its_state_its_wishes_and_its_delegates(tried, entry):
    found = tried(
        entry(*REGISTRATIONS),
        list="""
Wie;Status;Naam;Domeinen;Op
alfa;Attending;An & Bart;personeel, vrijwilligers, Financieel beheer;20/01/2020
De Betastraat;Not Attending;Cas;finance;31/02/2020
Gamma;Attending;Dé;;
;Attending;Eva;;
""",
    )
    assert found.rows("registrations", "participant", "status") == [
        ("Alfa", "confirmed"), ("Beta", "cancelled"),
    ]  # fmt: skip
    assert found.rows("wishes", "participant", "domain") == [
        ("Alfa", "hr"), ("Alfa", "finance"), ("Beta", "finance"),
    ]  # fmt: skip
    assert found.rows("delegations", "participant", "person", "role") == [
        ("Alfa", "P0001", "registered"), ("Alfa", "P0002", "registered"),
    ]  # fmt: skip
    assert found.problems() == [
        (3, "unreadable_value"), (4, "unknown_participant"), (5, "unknown_participant"),
    ]  # fmt: skip
    assert found.became()[4] == ("refused", "unknown_participant")


def test_a_wish_is_no_part_of_another_word_and_stands_once(tried, entry):
    found = tried(
        entry(*REGISTRATIONS),
        list="Wie;Status;Naam;Domeinen;Op\nAlfa;;;threats;\nBeta;;;finance/financieel beheer;\n",
    )
    assert found.rows("wishes", "participant", "domain") == [("Beta", "finance")]
    assert found.problems() == [(2, "unknown_code")]


ATTENDANCE = (
    "attendance",
    'participant = "Wie", full_name = "Naam", present = "Aanwezig", reason = "Reden", '
    'walk_in = "Extra"',
)


@pytest.mark.parametrize(
    ("mark", "present", "partial"),
    [
        ("x", True, False),
        ("JA", True, False),
        ("enkel VM", True, True),
        ("afw", False, False),
        ("–", False, False),
        ("", False, False),
        ("SVDZ", True, False),
        ("S.Z.", True, False),
        ("senne van den zavel", True, False),
        ("ZIEK", None, False),
        ("HK", None, False),
        ("?", None, False),
    ],
)
def test_a_mark_means_present_absent_or_is_asked_about(tried, entry, mark, present, partial):
    found = tried(
        entry(*ATTENDANCE),
        list=f"Wie;Naam;Aanwezig;Reden;Extra\nBeta;;x;;\nAlfa;Senne Van den Zavel;{mark};;\n",
    )
    assert found.rows("attendance", "present", "partial")[1] == (present, partial)
    assert found.problems() == ([] if present is not None else [(3, "unknown_code")])
    assert found.became()[3] == USED


def test_on_a_list_without_any_mark_nobody_is_absent(tried, entry):
    found = tried(entry(*ATTENDANCE), list="Wie;Naam;Aanwezig;Reden;Extra\nAlfa;;;;\nBeta;;;;\n")
    assert found.rows("attendance", "present") == [(None,), (None,)]


def test_an_unknown_reason_for_absence_is_a_problem_and_the_row_is_kept(tried, entry):
    found = tried(
        entry(*ATTENDANCE),
        list="Wie;Naam;Aanwezig;Reden;Extra\nAlfa;;x;ziek;ja\nBeta;;-;ziekjes;nee\nAlfa;;-;Ziek;\n",
    )
    assert found.rows("attendance", "present", "absence_category", "walk_in") == [
        (True, None, True), (False, None, False), (False, "personal", False),
    ]  # fmt: skip
    assert found.problems() == [(3, "unknown_code")]
    assert '"ziekjes" is not a known absence reason.' in found.sentences()
    assert 'Did you mean "ziek"?' in found.sentences()


COUNTS = ("attendance-counts", 'session_on = "Dag"', 'counts = { here = "Aanwezig" }')


def test_a_count_that_is_not_recorded_is_empty_and_nought_is_nought(tried, entry):
    more = COUNTS[2] + '\nmissing = ["NULL", "NA"]'
    days = "".join(f"{n}/01/2020;{count}\n" for n, count in [(15, "0"), (22, "NULL")])
    found = tried(entry(*COUNTS[:2], more), list=f"Dag;Aanwezig\n{days}")
    assert found.rows("attendance_counts", "session", "count") == [("day-1", 0), ("day-2", None)]
    assert found.problems() == []


@pytest.mark.parametrize("count", ["10,5", "veel", "-3", "1e3"])
def test_what_is_no_count_is_a_problem_and_stays_empty(tried, entry, count):
    found = tried(entry(*COUNTS), list=f"Dag;Aanwezig\n15/01/2020;{count}\n")
    assert found.rows("attendance_counts", "count") == [(None,)]
    assert found.problems() == [(2, "unreadable_value")]


def test_a_count_of_no_session_or_of_one_counted_before_is_refused(tried, entry):
    entries = entry(*COUNTS) + entry(*COUNTS, identity="later")
    found = tried(
        entries,
        list="Dag;Aanwezig\n15/01/2020;3\n15/01/2020;4\n16/01/2020;5\ngisteren;6\n",
        later="Dag;Aanwezig\n15/01/2020;7\n22/01/2020;8\n",
    )
    assert found.rows("attendance_counts", "session", "count") == [("day-1", 3), ("day-2", 8)]
    assert [why for _, why in found.became().values()][1:] == [
        None, "stands_twice", "unknown_session", "unknown_session",
    ]  # fmt: skip
    assert found.became(2)[2] == ("refused", "stands_twice")
    assert "2020-01-15" in found.sentences()


def test_counts_keep_to_the_decimal_sign_of_their_export(tried, entry):
    found = tried(entry(*COUNTS[:2], COUNTS[2] + '\ndecimal = "."'),
                  list="Dag;Aanwezig\n15/01/2020;1,200\n")  # fmt: skip
    assert found.rows("attendance_counts", "count") == [(1200,)]


def test_a_withdrawal_has_a_day_and_a_reason_and_stands_once(tried, entry):
    found = tried(
        entry("withdrawals", 'participant = "Wie", stopped_on = "Op", reason = "Waarom"'),
        list="Wie;Op;Waarom\nAlfa;1 feb. 2020;geen tijd\nBeta;ooit;ruzie\nAlfa;2/2/2020;\n",
    )
    assert found.rows("withdrawals", "participant", "reason_category") == [
        ("Alfa", "insufficient_time"), ("Beta", None),
    ]  # fmt: skip
    assert found.rows("withdrawal_notes", "reason") == [("geen tijd",), ("ruzie",)]
    assert found.problems() == [
        (3, "unreadable_value"), (3, "unknown_code"), (4, "stands_twice"),
    ]  # fmt: skip
    assert "This is not a known reason for stopping." in found.sentences()
    assert "ruzie" not in found.sentences()


def test_of_a_withdrawal_in_some_month_the_days_it_may_have_been_are_kept(tried, entry):
    # The list was received on 2020-01-20: of that month it can only tell the days before.
    columns = 'participant = "Wie", stopped_on = "Op", reason = "Waarom"'
    found = tried(
        entry("withdrawals", columns),
        list="Wie;Op;Waarom\nAlfa;december 2019;\nBeta;01/2020;\n",
    )
    stopped = found.rows("withdrawals", "stopped_on", "stopped_from_on", "stopped_until_on")
    assert [tuple(str(day)[:10] for day in row) for row in stopped] == [
        ("None", "2019-12-01", "2019-12-31"), ("None", "2020-01-01", "2020-01-20"),
    ]  # fmt: skip
    assert found.problems() == []


def test_a_later_download_replaces_an_earlier_one_and_the_differences_are_kept(tried, entry):
    columns = 'record = "Id", participant = "Wie", full_name = "Naam"'
    entries = entry("registrations", columns, identity="first") + entry(
        "registrations", columns, 'supersedes = "first"'
    )
    found = tried(
        entries,
        first="Id;Wie;Naam\n1;Alfa;An\n2;Alfa;Bart\n3;Beta;Cas\n",
        list="Id;Wie;Naam\n1;Alfa;An\n3;Beta;Dirk\n4;Beta;Eva\n",
    )
    superseded = ("ignored", "superseded")
    assert found.became(1) == {
        1: ("ignored", "header"),
        2: superseded,
        3: superseded,
        4: superseded,
    }
    assert found.rows("revisions", "source", "line", "change", "columns") == [
        (2, 3, "changed", "Naam"), (2, 4, "new", None), (1, 3, "gone", None),
    ]  # fmt: skip
    assert found.rows("registrations", "source", "line") == [(2, 2), (2, 3), (2, 4)]


def test_a_column_that_only_one_download_has_is_no_change(tried, entry):
    entries = entry(
        "registrations", 'record = "Id", participant = "Wie", remark = "Opm"', identity="first"
    ) + entry("registrations", 'record = "Id", participant = "Wie"', 'supersedes = "first"')
    found = tried(entries, first="Id;Wie;Opm\n1;Alfa;mail\n", list="Id;Wie\n1;Alfa\n")
    assert found.rows("revisions", "change") == []


LIST = """
Wie;Naam;Aanwezig;Reden;Extra
Alfa;Jan Peeters;Jan Peeters;;
Beta;Mieke Maes & Jan Peeters;x;;
"""


def test_the_name_of_a_person_stands_in_the_restricted_tables_only(tried, entry):
    found = tried(entry(*ATTENDANCE), list=LIST)
    assert found.rows("persons", "participant", "name") == [
        ("Alfa", "Jan Peeters"), ("Beta", "Mieke Maes"), ("Beta", "Jan Peeters"),
    ]  # fmt: skip
    nowhere_else(found, "Peeters", "Maes")


def test_a_participant_who_is_a_person_has_an_id_and_no_name(tried, entry):
    found = tried(
        entry("attendance", 'participant = "Wie", present = "Aanwezig"'),
        changed={'unit = "organisation"': 'unit = "person"'},
        accounts="Naam\nJan Peeters\nMieke Maes\n",
        list="Wie;Aanwezig\njan peeters;x\nMiek Maes;x\n",
    )
    assert found.rows("participants", "participant", "name", "personal") == [
        ("T0001", None, True), ("T0002", None, True),
    ]  # fmt: skip
    assert found.rows("attendance", "participant", "present") == [("T0001", True)]
    assert found.problems() == [(3, "unknown_participant")]
    nowhere_else(found, "Peeters", "Maes")


def test_participants_known_by_id_only_are_met_on_the_lists_themselves(tried, entry):
    participants = 'content = "participants"\ncolumns = { participant = "Naam" }'
    counts = (
        'content = "attendance"\nsession = "day-1"\n'
        'columns = { participant = "Naam", present = "Aanwezig" }'
    )
    found = tried(
        changed={'population = "census"': 'population = "census"\nidentify = "id"',
                 participants: counts},
        accounts="Naam;Aanwezig\n7a;x\n7b;-\n7a;ja\n",
    )  # fmt: skip
    assert found.rows("participants", "participant") == [("7a",), ("7b",)]
    assert found.rows("attendance", "participant", "present") == [
        ("7a", True), ("7b", False), ("7a", True),
    ]  # fmt: skip


def nowhere_else(found, *names):
    restricted = ("persons", "withdrawal_notes", "learning_goal_texts", "answer_texts")
    for table, frame in found.cleaned.tables.items():
        text = "" if table in restricted else frame.to_csv().casefold()
        assert not [name for name in names if name.casefold() in text], table

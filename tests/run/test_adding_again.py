"""A known Excel comes by mail again, each time a little different.

Each variant is added through the command with scripted answers, in at most three confirmations,
and cleaned: the tidy rows are those of the original apart from what really changed. The lists
are small enough to count by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest

from analysis.cleaning import clean
from analysis.commands import adding
from analysis.programme import read_declarations
from tests.run.mailed import (
    HEADERS,
    NAMES,
    Mailbox,
    Table,
    confirmations,
    rows,
    workbook,
    workspace,
)


@pytest.fixture
def mailbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mailbox:
    """Somebody who sits at the terminal and answers."""
    monkeypatch.setattr(adding, "at_terminal", lambda: True)
    (tmp_path / "inbox").mkdir()
    return Mailbox(workspace(tmp_path / "workspace"), tmp_path / "inbox")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    """The tidy tables of the list as it first came."""
    root = workspace(tmp_path_factory.mktemp("original"))
    return Mailbox(root, root).tidy()


def swapped(box: Mailbox) -> Path:
    order = [4, 2, 0, 5, 1, 3]
    table = [[row[place] for place in order] for row in [HEADERS, *rows()]]
    return workbook(box.inbox / "lijst.xlsx", table)


def renamed(box: Mailbox) -> Path:
    heads = ["Nr", "Welke vereniging ben je?", "Wie komt er?", "Ingestuurd", "E-mail", "Opmerking"]
    return workbook(box.inbox / "lijst.xlsx", [heads, *rows()])


def added(box: Mailbox) -> Path:
    table = [[*row, more] for row, more in zip([HEADERS, *rows()], ["Dieet", *NAMES], strict=True)]
    return workbook(box.inbox / "lijst.xlsx", table)


def split(box: Mailbox) -> Path:
    heads = ["Nr", "Organisatie", "Voornaam", "Familienaam", "Tijdstip", "E-mail", "Opmerking"]
    table = [[*row[:2], *row[2].split(), *row[3:]] for row in rows()]
    return workbook(box.inbox / "lijst.xlsx", [heads, *table])


def titled(box: Mailbox) -> Path:
    table: Table = [["Inschrijvingen dag 1"], [None, "stand van 12 januari"], [], HEADERS, *rows()]
    return workbook(box.inbox / "lijst.xlsx", table)


def other_sheet(box: Mailbox) -> Path:
    readme = {"Leesmij": [["Deze lijst komt uit het formulier."], ["Vragen? Bel ons."]]}
    return workbook(box.inbox / "lijst.xlsx", [HEADERS, *rows()], "Export 2020-01-12", **readme)


def totalled(box: Mailbox) -> Path:
    return workbook(box.inbox / "lijst.xlsx", [HEADERS, *rows(), [None, "Totaal: 12"]])


def dates_as_text(box: Mailbox) -> Path:
    table = [[*row[:3], f"{row[3]:%d/%m/%Y %H:%M}", *row[4:]] for row in rows()]
    return workbook(box.inbox / "lijst.xlsx", [HEADERS, *table])


def saved_as_text(box: Mailbox) -> Path:
    table = [[*row[:3], f"{row[3]:%d/%m/%Y}", *row[4:]] for row in rows()]
    lines = [";".join("" if cell is None else str(cell) for cell in row)
             for row in [HEADERS, *table]]  # fmt: skip
    path = box.inbox / "lijst.csv"
    path.write_bytes("\r\n".join(lines).encode("cp1252"))
    return path


def all_at_once(box: Mailbox) -> Path:
    heads = ["Dieet", "Naam vereniging", "Nr", "Tijdstip", "Voornaam", "Familienaam", "E-mail",
             "Opmerking"]  # fmt: skip
    table = [[None, row[1], row[0], f"{row[3]:%d/%m/%Y}", *row[2].split(), *row[4:]]
             for row in rows()]  # fmt: skip
    title: Table = [["Lijst van dag 1"], [], heads, *table, [None, "Totaal", 12]]
    return workbook(box.inbox / "lijst.xlsx", title, "Blad 7")


UNCHANGED = [swapped, renamed, added, split, titled, other_sheet, totalled, dates_as_text,
             saved_as_text, all_at_once]  # fmt: skip


@pytest.mark.parametrize("variant", UNCHANGED, ids=lambda variant: variant.__name__)
def test_a_list_that_only_looks_different_gives_the_same_tidy_rows(
    mailbox: Mailbox, original: dict[str, pd.DataFrame], variant: Callable[[Mailbox], Path]
) -> None:
    declared = mailbox.declared
    done = mailbox.add(variant(mailbox), "yes")
    assert done.exit_code == 0, done.output
    assert confirmations(done) == 1
    assert "12 rows as they were, 0 changed, 0 new, 0 gone" in done.output
    assert "Figures: none changes." in done.output
    after = mailbox.tidy()
    for table, rows_before in original.items():
        pd.testing.assert_frame_equal(after[table], rows_before)
    assert 'supersedes = "day-1-registrations"' in mailbox.declared
    # All that stood in the declarations stands there as it stood, comments included.
    first, last = declared.split("# The marks of the sign-in sheet.")
    assert mailbox.declared.startswith(first.rstrip())
    assert mailbox.declared.endswith(f"# The marks of the sign-in sheet.{last}")


def test_rows_that_are_new_changed_or_gone_are_told_with_their_effect(mailbox: Mailbox) -> None:
    table = rows()
    table[0][2] = "Ada Aerts"
    del table[11]
    table.append([13, "Mu", "Lena Leys", datetime(2020, 1, 12), "lena@example.org", None])
    table.append([14, "Kappa", "Karel Kox", datetime(2020, 1, 12), "karel@example.org", None])
    del table[4]
    done = mailbox.add(workbook(mailbox.inbox / "later.xlsx", [HEADERS, *table]), "yes")
    assert done.exit_code == 0, done.output
    # Twelve rows: number 1 has another delegate, 5 and 12 are gone, 13 and 14 are new.
    assert "9 rows as they were, 1 changed, 2 new, 2 gone" in done.output
    assert "line 2 changed: Wie komt er?" in done.output
    # Epsilon is gone, Mu came back under another number: eleven organisations are left.
    assert "Figure: registered for day-1: 12 -> 11" in done.output
    found = mailbox.tidy("registrations")["registrations"]
    assert set(found["participant"]) == set(NAMES) - {"Epsilon"}
    assert "Ada Aerts" not in done.output


def test_without_consent_nothing_is_written(mailbox: Mailbox) -> None:
    declared = mailbox.declared
    done = mailbox.add(renamed(mailbox), "no")
    assert done.exit_code == 0
    assert "Nothing was written." in done.output
    assert mailbox.declared == declared
    assert mailbox.raw == ["inschrijvingen.xlsx", "organisaties.csv"]


def test_a_list_without_its_organisations_is_refused_with_the_reason(mailbox: Mailbox) -> None:
    table = [[row[0], *row[2:]] for row in [HEADERS, *rows()]]
    done = mailbox.add(workbook(mailbox.inbox / "lijst.xlsx", table), "yes")
    assert done.exit_code == 2
    assert 'The column "Organisatie" (participant) is lost' in done.output
    assert mailbox.raw == ["inschrijvingen.xlsx", "organisaties.csv"]


def test_two_columns_that_could_be_the_lost_one_are_asked_never_guessed(
    mailbox: Mailbox, original: dict[str, pd.DataFrame]
) -> None:
    heads = ["Nr", "Club", "Lid van", "Wie komt er?", "Tijdstip", "E-mail", "Opmerking"]
    table = [[row[0], row[1], row[1], *row[2:]] for row in rows()]
    table[0][2], table[1][2] = "Bèta", "Alfa"
    path = workbook(mailbox.inbox / "lijst.xlsx", [heads, *table])
    done = mailbox.add(path, "1", "yes")
    assert done.exit_code == 0, done.output
    assert 'The column "Organisatie" (participant) is not there any more' in done.output
    assert confirmations(done) == 2
    pd.testing.assert_frame_equal(mailbox.tidy()["registrations"], original["registrations"])
    assert 'participant = ["Organisatie", "Club"]' in mailbox.declared


@pytest.mark.full
def test_cells_that_stand_under_each_others_header_are_asked(
    mailbox: Mailbox, original: dict[str, pd.DataFrame]
) -> None:
    heads = ["Nr", "Wie komt er?", "Organisatie", "Tijdstip", "E-mail", "Opmerking"]
    path = workbook(mailbox.inbox / "lijst.xlsx", [heads, *rows()])
    done = mailbox.add(path, "2", "yes")
    assert done.exit_code == 0, done.output
    assert confirmations(done) == 2
    pd.testing.assert_frame_equal(mailbox.tidy()["registrations"], original["registrations"])


@pytest.mark.full
def test_the_list_of_the_next_session_is_not_taken_for_a_new_download(mailbox: Mailbox) -> None:
    table = [[row[0] + 40, *row[1:3], datetime(2020, 1, 20), *row[4:]] for row in rows()[:7]]
    path = workbook(mailbox.inbox / "dag2_inschrijvingen.xlsx", [HEADERS, *table])
    done = mailbox.add(path, "3", "yes")
    assert done.exit_code == 0, done.output
    assert confirmations(done) == 2
    assert "Figure: registered for day-2: – -> 7" in done.output
    found = mailbox.tidy("registrations")["registrations"]
    assert found["session"].value_counts().to_dict() == {"day-1": 12, "day-2": 7}
    assert 'id = "day-2-registrations"' in mailbox.declared


@pytest.mark.full
def test_only_further_rows_are_added_to_what_was_there(mailbox: Mailbox) -> None:
    table = [[row[0] + 20, row[1], "Nog Iemand", datetime(2020, 1, 11), *row[4:]]
             for row in rows()[:4]]  # fmt: skip
    path = workbook(mailbox.inbox / "laatkomers.xlsx", [HEADERS, *table])
    done = mailbox.add(path, "yes")
    assert done.exit_code == 0, done.output
    assert confirmations(done) == 1
    assert 'appends = "day-1-registrations"' in mailbox.declared
    assert len(mailbox.tidy("registrations")["registrations"]) == 16


def test_dates_that_contradict_each_other_are_refused(mailbox: Mailbox) -> None:
    table = [[*row[:3], f"{row[3]:%d/%m/%Y}", *row[4:]] for row in rows()]
    table[0][3], table[1][3] = "25/01/2020", "01/25/2020"
    done = mailbox.add(workbook(mailbox.inbox / "lijst.xlsx", [HEADERS, *table]), "yes")
    assert done.exit_code == 2
    assert "3 dates can only be day/month and 1 only month/day" in done.output
    assert mailbox.raw == ["inschrijvingen.xlsx", "organisaties.csv"]


@pytest.mark.full
def test_dates_in_the_american_order_are_read_so(
    mailbox: Mailbox, original: dict[str, pd.DataFrame]
) -> None:
    table = [[*row[:3], f"{row[3]:%m/%d/%Y}", *row[4:]] for row in rows()]
    # The 13th and 14th of January can be no month.
    done = mailbox.add(workbook(mailbox.inbox / "lijst.xlsx", [HEADERS, *table]), "yes")
    assert done.exit_code == 0, done.output
    assert 'dates = "month-first"' in mailbox.declared
    found = mailbox.tidy("registrations")["registrations"]
    pd.testing.assert_frame_equal(found, original["registrations"])


@pytest.mark.full
def test_where_no_date_tells_the_order_those_of_the_earlier_list_do(
    mailbox: Mailbox, original: dict[str, pd.DataFrame]
) -> None:
    table = [[*row[:3], f"{row[3]:%m/%d/%Y}", *row[4:]] for row in rows()[:9]]
    done = mailbox.add(workbook(mailbox.inbox / "lijst.xlsx", [HEADERS, *table]), "yes")
    assert done.exit_code == 0, done.output
    assert "likely  dates = month-first" in done.output
    found = mailbox.tidy("registrations")["registrations"]
    pd.testing.assert_frame_equal(found, original["registrations"].head(9))


@pytest.mark.full
def test_dates_of_rows_that_are_all_new_are_asked(mailbox: Mailbox) -> None:
    table = [[row[0] + 30, *row[1:3], "02/01/2020", *row[4:]] for row in rows()[:4]]
    done = mailbox.add(workbook(mailbox.inbox / "lijst.xlsx", [HEADERS, *table]), "1", "yes")
    assert done.exit_code == 0, done.output
    assert "What comes first in its dates?" in done.output
    assert confirmations(done) == 2


def test_the_same_bytes_are_said_to_be_there(mailbox: Mailbox) -> None:
    copy = mailbox.inbox / "again.xlsx"
    copy.write_bytes((mailbox.root / "data/raw/demo/inschrijvingen.xlsx").read_bytes())
    done = mailbox.add(copy)
    assert done.exit_code == 0
    assert "there already, byte for byte, as inschrijvingen.xlsx" in done.output


@pytest.mark.full
def test_another_file_of_the_same_name_gets_its_day_before_it(mailbox: Mailbox) -> None:
    table = [[*row, "x"] for row in [HEADERS, *rows()]]
    path = workbook(mailbox.inbox / "inschrijvingen.xlsx", table)
    original = (mailbox.root / "data/raw/demo/inschrijvingen.xlsx").read_bytes()
    assert mailbox.add(path, "yes").exit_code == 0
    assert "2020-01-12_inschrijvingen.xlsx" in mailbox.raw
    assert (mailbox.root / "data/raw/demo/inschrijvingen.xlsx").read_bytes() == original


@pytest.mark.full
def test_a_copy_of_the_list_on_another_sheet_is_asked_about(mailbox: Mailbox) -> None:
    older = {"Kopie van lijst": [HEADERS, *rows()[:11]]}
    path = workbook(mailbox.inbox / "lijst.xlsx", [HEADERS, *rows()], "Lijst", **older)
    done = mailbox.add(path, "1", "yes")
    assert done.exit_code == 0, done.output
    assert "Several sheets look the same" in done.output
    assert 'sheet = "Lijst"' in mailbox.declared


@pytest.mark.full
def test_a_name_that_was_split_names_the_same_persons_on_a_list_of_attendance(
    mailbox: Mailbox,
) -> None:
    heads = ["Organisatie", "Naam", "Aanwezig"]
    table = [[name, row[2], "x"] for name, row in zip(NAMES, rows(), strict=True)]
    first = workbook(mailbox.inbox / "dag 1 aanwezig.xlsx", [heads, *table])
    assert mailbox.add(first, "yes").exit_code == 0
    before = mailbox.tidy("delegations", "attendance")
    halves = [["Familienaam", "Aanwezig", "Voornaam", "Organisatie"]]
    halves += [[*person.split()[::-1][:1], mark, person.split()[0], name]
               for name, person, mark in table]  # fmt: skip
    done = mailbox.add(workbook(mailbox.inbox / "weer.xlsx", halves), "yes")
    assert done.exit_code == 0, done.output
    after = mailbox.tidy("delegations", "attendance")
    assert len(after["delegations"]) == 24
    for name, found in before.items():
        pd.testing.assert_frame_equal(after[name], found)


@pytest.mark.full
def test_a_name_that_was_split_is_refused_where_a_list_has_one_column_for_it(
    mailbox: Mailbox,
) -> None:
    heads = ["Organisatie", "Datum stopzetting", "Contact"]
    table = [[name, "2020-01-05", row[2]] for name, row in zip(NAMES[:5], rows(), strict=False)]
    first = workbook(mailbox.inbox / "gestopt.xlsx", [heads, *table])
    assert mailbox.add(first, "yes").exit_code == 0
    halves = [[*heads[:2], "Voornaam", "Familienaam"]]
    halves += [[*row[:2], *row[2].split()] for row in table]
    done = mailbox.add(workbook(mailbox.inbox / "weer.xlsx", halves), "yes")
    assert done.exit_code == 2, done.output
    assert 'The column "Contact" was split into "Voornaam" and "Familienaam"' in done.output
    assert "weer.xlsx" not in mailbox.raw


@pytest.mark.full
def test_a_total_that_counts_the_rows_is_held_against_them(mailbox: Mailbox) -> None:
    heads = ["Organisatie", "Naam", "Aanwezig"]
    table = [[name, row[2], "x"] for name, row in zip(NAMES, rows(), strict=True)]
    first = workbook(mailbox.inbox / "dag 1 aanwezig.xlsx", [heads, *table])
    assert mailbox.add(first, "yes").exit_code == 0
    path = workbook(mailbox.inbox / "weer.xlsx", [heads, *table, ["Totaal", 12]])
    done = mailbox.add(path, "yes")
    assert done.exit_code == 0, done.output
    assert "[[exports.totals]]" in mailbox.declared
    assert 'counts = ["rows"]' in mailbox.declared
    found = clean(mailbox.place, read_declarations(mailbox.place, "demo")).tables
    assert found["problems"].empty
    assert found["attendance"]["present"].sum() == 12


@pytest.mark.full
def test_without_an_answer_at_a_terminal_nothing_is_written(mailbox: Mailbox) -> None:
    done = mailbox.add(renamed(mailbox))
    assert done.exit_code == 1
    assert mailbox.raw == ["inschrijvingen.xlsx", "organisaties.csv"]


@pytest.mark.full
def test_another_relation_may_be_chosen_in_the_one_confirmation(mailbox: Mailbox) -> None:
    done = mailbox.add(added(mailbox), "appends", "yes")
    assert done.exit_code == 0, done.output
    assert confirmations(done) == 2
    assert 'appends = "day-1-registrations"' in mailbox.declared

"""A list that a programme has not had before: proposed, and written only with consent."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from analysis.commands import adding
from analysis.run.adding.asked import safe
from analysis.run.adding.writing import replace_bytes, with_entries
from tests.run.mailed import HEADERS, NAMES, Mailbox, confirmations, rows, workbook, workspace

ATTENDANCE = "Organisatie;Aanwezig;Reden\n" + "".join(
    f"{name};{'x' if number < 9 else ''};\n" for number, name in enumerate(NAMES)
)


@pytest.fixture
def mailbox(tmp_path: Path) -> Mailbox:
    """A programme, and nobody at a terminal."""
    (tmp_path / "inbox").mkdir()
    return Mailbox(workspace(tmp_path / "workspace"), tmp_path / "inbox")


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who sits there and answers."""
    monkeypatch.setattr(adding, "at_terminal", lambda: True)


def sent(box: Mailbox, name: str, text: str, encoding: str = "utf-8") -> Path:
    """A file of text as it came."""
    path = box.inbox / name
    path.write_bytes(text.encode(encoding))
    return path


def test_a_list_is_declared_by_its_headers_its_cells_and_its_name(mailbox: Mailbox) -> None:
    path = sent(mailbox, "aanwezigheid dag 1.csv", ATTENDANCE, "cp1252")
    done = mailbox.add(path, more=("--yes",))
    assert done.exit_code == 0, done.output
    assert "Figure: present at day-1: – -> 9" in done.output
    assert "Figure: absent from day-1: – -> 3" in done.output
    entry = tomllib.loads(mailbox.declared)["exports"][-1]
    assert {**entry, "received": str(entry["received"])} == {
        "id": "day-1-attendance",
        "file": "aanwezigheid_dag_1.csv",
        "received": "2020-01-12",
        "format": "delimited",
        "encoding": "cp1252",
        "delimiter": ";",
        "content": "attendance",
        "session": "day-1",
        "columns": {"participant": "Organisatie", "present": "Aanwezig", "reason": "Reden"},
    }
    copied = mailbox.root / "data/raw/demo/aanwezigheid_dag_1.csv"
    assert copied.read_bytes() == path.read_bytes()


def test_words_under_domains_are_learning_goals_and_ticks_are_not(mailbox: Mailbox) -> None:
    domains = """
[[domains]]
id = "finance"
name = { nl = "geld", en = "money" }

[[domains]]
id = "hr"
name = { nl = "mensen", en = "people" }

[[sessions]]"""
    path = mailbox.root / "programmes/demo/programme.toml"
    declared = mailbox.declared.replace("\n[[sessions]]", domains, 1)
    path.write_text(declared, encoding="utf-8")
    goals = "Organisatie;Datum;Geld;Mensen\n" + "".join(
        f'{name};{day}/1/2020;"een kasplan\neen buffer";taken verdelen\n'
        for day, name in enumerate(NAMES, start=13)
    )
    done = mailbox.add(sent(mailbox, "leerdoelen.csv", goals), more=("--yes",))
    assert done.exit_code == 0, done.output
    entry = tomllib.loads(mailbox.declared)["exports"][-1]
    assert entry["content"] == "learning-goals"
    assert entry["columns"] == {"participant": "Organisatie", "set_on": "Datum"}
    assert entry["goals"] == {"finance": "Geld", "hr": "Mensen"}
    ticks = "Organisatie;Geld;Mensen\n" + "".join(f"{name};x;\n" for name in NAMES)
    done = mailbox.add(sent(mailbox, "wensen.csv", ticks))
    assert "learning-goals" not in done.output.split("What does this list hold?")[0]


def test_without_a_terminal_the_proposal_is_shown_and_nothing_written(mailbox: Mailbox) -> None:
    declared = mailbox.declared
    done = mailbox.add(sent(mailbox, "aanwezigheid-dag-1.csv", ATTENDANCE))
    assert done.exit_code == 0
    assert "Nothing was written. Add --yes to accept this." in done.output
    assert (mailbox.declared, len(mailbox.raw)) == (declared, 2)


def test_what_is_unsure_is_never_accepted_without_a_person(mailbox: Mailbox) -> None:
    declared = mailbox.declared
    done = mailbox.add(sent(mailbox, "lijst.csv", ATTENDANCE), more=("--yes",))
    assert done.exit_code == 2
    assert "Of which session is this list? (day-1, day-2)" in done.output
    assert (mailbox.declared, len(mailbox.raw)) == (declared, 2)


@pytest.mark.usefixtures("terminal")
@pytest.mark.full
def test_a_person_is_asked_what_does_not_show(mailbox: Mailbox) -> None:
    done = mailbox.add(sent(mailbox, "lijst.csv", ATTENDANCE), "2", "yes")
    assert done.exit_code == 0, done.output
    assert confirmations(done) == 2
    assert tomllib.loads(mailbox.declared)["exports"][-1]["session"] == "day-2"


@pytest.mark.usefixtures("terminal")
def test_a_file_of_which_too_much_is_unclear_is_refused_rather_than_asked_about(
    mailbox: Mailbox,
) -> None:
    text = "Club;Ploeg;Ingestuurd;Status\n" + "".join(
        f"Vereniging {number};Ploeg {number};0{number}/02/2020;goed\n" for number in range(1, 9)
    )
    done = mailbox.add(sent(mailbox, "lijst.csv", text), more=("--answer", "content=registrations"))
    assert done.exit_code == 2
    assert confirmations(done) <= 2


@pytest.mark.full
def test_a_question_may_be_answered_beforehand(mailbox: Mailbox) -> None:
    path = sent(mailbox, "lijst.csv", ATTENDANCE)
    done = mailbox.add(path, more=("--yes", "--answer", "session=day-2"))
    assert done.exit_code == 0, done.output
    assert 'session = "day-2"' in mailbox.declared


def test_a_file_without_headers_is_refused_with_the_reason(mailbox: Mailbox) -> None:
    done = mailbox.add(sent(mailbox, "lijst.csv", "9211;Alfa;88\n9233;Delta;132\n9244;Mu;9\n"))
    assert done.exit_code == 2
    assert "Refused: No row looks like headers" in done.output


def test_when_the_programme_does_not_hold_together_all_is_put_back(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    from analysis.problems import FactError
    from analysis.run.adding import writing

    def broken(*_: object) -> None:
        raise FactError("published_facts.toml, F-1: expected 12, the data give 9.")

    declared = (mailbox.root / "programmes/demo/programme.toml").read_bytes()
    monkeypatch.setattr(writing, "check", broken)
    path = sent(mailbox, "aanwezigheid-dag-1.csv", ATTENDANCE)
    with pytest.raises(FactError, match="Nothing was added") as told:
        mailbox.add(path, more=("--yes",))
    assert told.value.sentences[1].startswith("published_facts.toml, F-1")
    folder = mailbox.root / "programmes" / "demo"
    assert (folder / "programme.toml").read_bytes() == declared
    assert [path.name for path in folder.iterdir()] == ["programme.toml"]
    assert mailbox.raw == ["inschrijvingen.xlsx", "organisaties.csv"]


@pytest.mark.full
def test_a_published_figure_that_would_break_refuses_the_file_beforehand(mailbox: Mailbox) -> None:
    (mailbox.root / "programmes/demo/published_facts.toml").write_text(
        '[[facts]]\nid = "F-1"\nplace = "1"\ntext = { nl = "12 kwamen", en = "12 came" }\n'
        'indicator = "registrations.by_session"\nwhere = { session = "day-1" }\n'
        'column = "count"\nexpected = 12\n',
        encoding="utf-8",
    )
    path = workbook(mailbox.inbox / "lijst.xlsx", [HEADERS, *rows()[:9]])
    done = mailbox.add(path, more=("--yes",))
    assert done.exit_code == 2
    assert "Figure: published fact F-1: 12 (reproduced) -> 9 (broken)" in done.output
    assert "Refused: " in done.output
    assert mailbox.raw == ["inschrijvingen.xlsx", "organisaties.csv"]


HOSTILE = 'x"]\n[[exports]]\nid = "evil"\n#'


@pytest.mark.full
def test_headers_and_sheets_that_look_like_declarations_are_only_text(mailbox: Mailbox) -> None:
    heads = [*HEADERS[:1], "Organisatie", *HEADERS[2:5], HOSTILE]
    path = workbook(mailbox.inbox / "lijst.xlsx", [heads, *rows()], "a'b\" = 1 #", Leeg=[["x"]])
    done = mailbox.add(
        path, more=("--yes", "--answer", "columns.remark=" + " ".join(HOSTILE.split()))
    )
    assert done.exit_code == 0, done.output
    exports = tomllib.loads(mailbox.declared)["exports"]
    assert [one["id"] for one in exports] == [
        "organisations", "day-1-registrations", "day-1-registrations-2020-01-12",
    ]  # fmt: skip
    assert exports[-1]["sheet"] == "a'b\" = 1 #"


def test_what_would_steer_a_terminal_is_not_told(mailbox: Mailbox) -> None:
    text = ATTENDANCE.replace("Reden", "Re\x1b\u202eden")
    done = mailbox.add(sent(mailbox, "dag 1 \x1b[31m.csv", text))
    assert "columns.reason = Reden" in done.output
    assert not set("\x1b\u202e") & set(done.output)


@pytest.mark.parametrize(
    ("name", "becomes"),
    [
        ("../../../etc/passwd.csv", "etc_passwd.csv"),
        ("..\\..\\evil.xlsx", "evil.xlsx"),
        ("C:\\lijst.csv", "C_lijst.csv"),
        ("a\nb\x07\x1b[31m.csv", "a_b[31m.csv"),
        (".hidden", "hidden"),
        ("..", "export"),
        ("lijst\u202excod.csv", "lijstxcod.csv"),
        ("é" * 300 + ".xlsx", "é" * 115 + ".xlsx"),
    ],
)
def test_a_hostile_name_of_a_file_leads_nowhere(name: str, becomes: str) -> None:
    assert safe(name) == becomes


@pytest.mark.parametrize(
    "text",
    [
        "",
        'id = "a"\n',
        '[[exports]]\nid = "a"\n[exports.columns]\nx = "y"\n\n# what follows\n\n[r]\nb = "c"\n',
        'note = """\n[[exports]]\nid = "none"\n"""\n[[exports]]\nid = "a"\n\n[aliases]\nb = "c"\n',
        'exports = [{ id = "a" }]\n',
        '[[exports]]\r\nid = "a"\r\n\r\n[aliases]\r\nb = "c"\r\n',
        '[[ "exports" ]]\nid = "a"\n[[exports.ignore]]\nx = 1\n# last',
    ],
)
def test_an_entry_is_added_behind_the_others_and_nothing_else_changes(text: str) -> None:
    entry = {"id": "new", "columns": {"a": HOSTILE, 'b"c': ["x", "y\u0000\u001b"]}}
    before = tomllib.loads(text)
    found = with_entries(text, "exports", [entry])
    assert tomllib.loads(found) == {**before, "exports": [*before.get("exports", []), entry]}
    if not text.startswith("exports ="):
        # Every line of the text is still there, in its order.
        lines = iter(found.splitlines())
        assert all(line in lines for line in text.splitlines() if line.strip())


def test_a_comment_stays_above_what_it_is_about() -> None:
    above, below = '[[exports]]\nid = "a"\n\n', '# The reports.\n\n[[reports]]\nid = "r"\n'
    found = with_entries(above + below, "exports", [{"id": "b"}])
    assert found == f'{above}[[exports]]\nid = "b"\n\n{below}'


def test_a_file_gets_its_new_contents_in_one_step(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    replace_bytes(path, b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o640)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.full
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind.")
def test_at_a_real_terminal_the_questions_are_asked(mailbox: Mailbox) -> None:
    import pty

    path = sent(mailbox, "lijst.csv", ATTENDANCE)
    ours, theirs = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-m", "analysis", "add", str(path), "--workspace", str(mailbox.root)],
        stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    os.write(ours, b"1\nyes\n")
    output, _ = running.communicate(timeout=120)
    os.close(ours)
    os.close(theirs)
    assert running.returncode == 0, output
    assert b"Of which session is this list?" in output
    assert "lijst.csv" in mailbox.raw

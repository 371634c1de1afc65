"""The page of one participant: its own facts, and of the others nothing that it may not know."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from analysis.counted import Counted
from analysis.data import ProgrammeData
from analysis.disclosure import plan
from analysis.disclosure.before import before
from analysis.disclosure.primary import OF_A_ROUND
from analysis.disclosure.said import of_all
from analysis.indicators import own, own_answers
from analysis.payload import Column, Hidden, Message, Payload, Table
from analysis.problems import GateError
from analysis.programme import read_declarations
from analysis.programme.disclosure import Disclosure
from analysis.run import own as pages
from analysis.run.pages import run_all
from analysis.workspace import Workspace
from tests.run.conftest import Run
from tests.run.test_pages import everything_in, read

# What they look at takes long to make, so the other worker does not make it too.
pytestmark = pytest.mark.xdist_group("own")

PROGRAMME = "limburg-2019"
CAME = "ACC-10412"
STAYED_AWAY = "ACC-10426"
REPORT = "own-participation"
ASKED = ("build", "--programme", PROGRAMME, "--audience", "participant")


@pytest.fixture(scope="module")
def workspace(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the built workspace, to which own pages are added."""
    folder = tmp_path_factory.mktemp("own") / "workspace"
    shutil.copytree(built, folder)
    return folder


@pytest.fixture(scope="module")
def release(workspace: Path) -> pages.Release:
    """What every participant can read besides its own page."""
    place = Workspace(workspace)
    declared = read_declarations(place, PROGRAMME)
    data = ProgrammeData(declared, place.processed(PROGRAMME), declared.programme.as_of)
    return pages.release_of(place, data, run_all(place, data, lambda _: None))


@pytest.fixture(scope="module")
def of_two(workspace: Path) -> dict[str, Path]:
    """The Dutch page of one that came to both sessions, and of one that did not.

    The example declares that theirs are made with all other reports.
    """
    folder = workspace / "reports" / "draft" / "participant" / PROGRAMME
    return {path.parent.name: path for path in sorted(folder.glob("*/*.nl.html"))}


def test_with_all_reports_come_the_pages_of_those_declared(of_two: dict[str, Path]) -> None:
    assert set(of_two) == {CAME, STAYED_AWAY}


def test_a_page_holds_what_the_participant_did_itself(of_two: dict[str, Path]) -> None:
    came, stayed_away = read(of_two[CAME]).text, read(of_two[STAYED_AWAY]).text
    assert "| Kick-off | 20 februari 2019 | ja | ja" in came
    assert "| Plenaire sessie 2 | 29 maart 2019 | ja | ja" in came
    assert "| Plenaire sessie 2 | 29 maart 2019 | ja | nee" in stayed_away
    assert "Jullie kwamen naar 2 van de 2 sessies" in came
    assert "Jullie kwamen naar 1 van de 2 sessies" in stayed_away


def test_a_page_says_for_whom_it_is_and_leads_to_no_other_report(
    of_two: dict[str, Path], release: pages.Release
) -> None:
    for participant, path in of_two.items():
        page = read(path)
        assert f"ALLEEN VOOR {own.name(release.data, participant)}" in page.text
        assert path.name.startswith("PERSOONLIJK-")
        files = {
            link.partition("#")[0]
            for link in page.links
            if not link.startswith(("mailto:", "data:"))
        }
        assert files <= {"", path.name.replace(".nl.", ".en.")}


def test_no_other_participant_and_no_person_stands_on_a_page(
    of_two: dict[str, Path], release: pages.Release
) -> None:
    names = own.participants(release.data)
    persons = set(release.data.table("persons")["name"].dropna())
    assert len(persons) > 50
    for participant, path in of_two.items():
        content = everything_in(path)
        assert names[participant] in content
        others = {name for one, name in names.items() if one != participant}
        assert [name for name in others | persons if name in content] == []


def test_no_verbatim_and_no_other_id_stands_on_a_page(
    of_two: dict[str, Path], release: pages.Release
) -> None:
    """All words that anybody wrote, also its own delegates, and all codes of participants."""
    data = release.data.on(date(2019, 7, 5))
    written = {
        str(text)
        for table, column in (("answer_texts", "text"), ("withdrawal_notes", "reason"))
        for text in data.table(table)[column].dropna()
        if len(str(text)) > 12
    }
    assert len(written) > 50
    ids = set(own.participants(data))
    responses = {str(one) for one in data.table("responses")["response"]}
    for participant, path in of_two.items():
        content = everything_in(path)
        assert [one for one in written | responses if one in content] == []
        assert [one for one in ids - {participant} if re.search(rf"\b{one}\b", content)] == []


def test_what_few_of_its_people_answered_stays_out_where_nobody_agreed(
    release: pages.Release, tmp_path: Path
) -> None:
    """The page of one with one answer each time, once the declared consent is taken away."""
    declared = release.data.declarations
    rounds = [one.model_copy(update={"agreed": None}) for one in release.data.programme.rounds]
    programme = declared.programme.model_copy(update={"rounds": rounds})
    day = date(2019, 7, 5)
    asking = replace(release.data, declarations=replace(declared, programme=programme), as_of=day)
    assert "own_mean" in own_answers.ratings(release.data.on(day), STAYED_AWAY, "midterm")
    assert "own_mean" not in own_answers.ratings(asking, STAYED_AWAY, "midterm")
    assert "own_first" not in own_answers.levels(asking, STAYED_AWAY)
    assert set(own_answers.told(asking, STAYED_AWAY, "midterm")["state"]) == {"too_few"}


def test_a_page_that_fails_does_not_stop_another(
    release: pages.Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    def one(_: object, __: object, participant: str) -> dict[Path, bytes]:
        if participant == CAME:
            raise GateError("It tells too much.")
        return {Path(participant): b""}

    monkeypatch.setattr(pages, "_of_one", one)
    (report,) = [report for report in release.data.programme.reports if report.own]
    made = pages.pages_of(release, {report.id: [CAME, STAYED_AWAY]}, lambda *_: lambda _: None)
    assert list(made.made) == [Path(STAYED_AWAY)]
    assert made.failed == [f"{CAME}: It tells too much."]


def test_all_that_took_part_get_one_when_all_are_asked(release: pages.Release) -> None:
    assert pages.with_the_others(release.data, False) == {REPORT: [CAME, STAYED_AWAY]}
    assert len(pages.with_the_others(release.data, True)[REPORT]) == 44


def test_without_itself_no_count_is_small_but_those_that_the_public_pages_tell(
    release: pages.Release,
) -> None:
    (report,) = [report for report in release.data.programme.reports if report.own]
    ran = pages.run_for(release, report, STAYED_AWAY)
    decided = pages.protected(release, STAYED_AWAY, [ran])
    rules = release.data.programme.disclosure
    public = before(release.known, rules).shown
    told = of_all(decided.protected(report.id, "participant"), rules)
    assert any(isinstance(one.value, Hidden) for one in told)
    # Answers of a whole round are shown where enough others answered it.
    answers = {one.group for one in told if all(_answered(v) for v, _ in one.group.of)}
    assert [
        one
        for one in told
        if isinstance(one.value, int)
        and 0 < one.value - 1 < 5
        and one.group not in {*public, *answers}
    ] == []


def _answered(variable: str) -> bool:
    return variable.split(":")[0] in OF_A_ROUND


def table(*counts: int) -> list[Payload]:
    """How many organisations of each kind there are, for one participant."""
    counted = Counted(unit="organisations", by={"kind": "kind"})
    return [
        Table(
            audience="participant", id="t", caption=Message(id="table.t"), row_key=["kind"],
            columns=[Column(key="kind", kind="text"),
                     Column(key="count", kind="count", counted=counted)],
            rows=[{"kind": f"k{at}", "count": count} for at, count in enumerate(counts)],
        )
    ]  # fmt: skip


def test_a_count_is_shown_to_one_that_is_counted_from_one_more_on() -> None:
    rules = Disclosure()

    def shown(rules: Disclosure, *counts: int) -> list[object]:
        (made,) = plan({"r": table(*counts)}, rules).protected("r", "participant")
        assert isinstance(made, Table)
        return [row["count"] for row in made.rows]

    knowing = rules.knowing({"organisations": 1, "persons": 3})
    assert (knowing.min_cell, knowing.min_base) == ({"organisations": 6, "persons": 8}, 13)
    assert shown(rules, 5, 20, 30) == [5, 20, 30]
    assert isinstance(shown(knowing, 5, 20, 30)[0], Hidden)
    assert shown(knowing, 6, 20, 30) == [6, 20, 30]


def answers(*counts: int) -> list[Payload]:
    """What all who answered a round chose, for one of them."""
    whom = Counted(unit="responses", of={"round:r": ["answered"], "answer:r.q": ["A", "B", "C"]})
    counted = Counted(unit="responses", of=whom.of, by={"answer:r.q": "option"})
    count = Column(key="count", kind="count", counted=counted)
    base = Column(key="base", kind="count", counted=whom)
    rows = [
        {"option": o, "count": n, "base": sum(counts)} for o, n in zip("ABC", counts, strict=True)
    ]
    return [
        Table(
            audience="participant", id="t", caption=Message(id="table.t"), row_key=["option"],
            columns=[Column(key="option", kind="text"), count, base], rows=rows,
        )
    ]  # fmt: skip


def test_who_takes_itself_out_learns_nothing_small_and_nothing_of_all_others() -> None:
    """The attacker knows its own row, and subtracts it from what the page tells."""
    plain = Disclosure()
    knowing = plain.knowing({"organisations": 1, "persons": 1})

    def read_by(rules: Disclosure, payloads: list[Payload]) -> list[object]:
        (made,) = plan({"r": payloads}, rules).protected("r", "participant")
        return [row["count"] for row in made.rows] if isinstance(made, Table) else []

    # The first kind has five, and the reader is one: under the plain rules it finds the four.
    kinds = read_by(plain, table(5, 20, 30))
    assert [n - (k == 0) for k, n in enumerate(kinds)] == [4, 20, 30]
    others = [n for n in read_by(knowing, table(5, 20, 30)) if isinstance(n, int)]
    assert all(n - 1 >= plain.min_cell["organisations"] for n in others)
    # Ten answered, one of them the reader: nine are left, and nine is no base.
    assert read_by(plain, answers(4, 3, 3)) == [4, 3, 3]
    assert not any(isinstance(n, int) and 0 < n < 5 for n in read_by(knowing, answers(4, 3, 3)))
    # It answered B: then all others answered A, which may be said of nobody.
    assert read_by(plain, answers(24, 1, 0)) == [24, 1, 0]
    assert read_by(knowing, answers(24, 1, 0)) == []
    assert read_by(knowing, answers(20, 3, 2)) == [20, 3, 2]


def test_an_own_page_is_made_when_asked_and_stands_in_no_list(run: Run, workspace: Path) -> None:
    other = "Heemkring Het Spieker"
    done = run(*ASKED, "--participant", other, "--workspace", str(workspace))
    assert done.returncode == 0, done.stderr
    made = [Path(line) for line in done.stdout.split("\n") if line]
    assert [path.name for path in made] == [
        f"PERSOONLIJK-own-participation.{language}.html" for language in ("nl", "en")
    ]
    assert made[0].parents[1] == workspace / "reports" / "draft" / "participant" / PROGRAMME
    assert f"ALLEEN VOOR {other}" in read(made[0]).text
    lists = (workspace / "reports").glob("index*.html")
    assert not any("own-participation" in path.read_text(encoding="utf-8") for path in lists)


def test_nothing_is_made_for_a_participant_that_nobody_knows(run: Run, workspace: Path) -> None:
    done = run(*ASKED, "--participant", "Heemkring Het Spiekr", "--workspace", str(workspace))
    assert done.returncode == 2
    assert '"Heemkring Het Spiekr" is not a participant of limburg-2019.' in done.stderr
    assert 'Did you mean "Heemkring Het Spieker"?' in done.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((*ASKED, "--report", "attendance"), "attendance is not made for one participant"),
        ((*ASKED, "--report", "own"), '"own" is not a report for one participant'),
        (("build", "--report", "own-participation"), "own-participation is made for each"),
        (("build", "--participant", CAME), "--participant says nothing without --audience"),
        ((*ASKED, "--all"), "--all makes the pages of every participant together"),
    ],
)
def test_a_command_that_makes_no_own_page_says_why(
    run: Run, workspace: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    done = run(*arguments, "--workspace", str(workspace))
    assert done.returncode == 2
    assert sentence in done.stderr


def test_a_report_for_one_participant_is_for_nobody_else(run: Run, workspace: Path) -> None:
    path = workspace / "programmes" / PROGRAMME / "programme.toml"
    declared = path.read_text(encoding="utf-8")
    wrong = declared.replace('audiences = ["participant"]', 'audiences = ["participant", "public"]')
    path.write_text(wrong, encoding="utf-8")
    try:
        done = run("check", "--workspace", str(workspace))
    finally:
        path.write_text(declared, encoding="utf-8")
    assert done.returncode == 3
    assert 'report "own-participation" is for each participant apart' in done.stderr

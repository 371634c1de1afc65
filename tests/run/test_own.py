"""The page of one participant: its own facts, and of the others nothing that it may not know."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from analysis.counted import Counted
from analysis.data import ProgrammeData
from analysis.disclosure import plan
from analysis.disclosure.before import before
from analysis.disclosure.said import of_all
from analysis.indicators import own
from analysis.payload import Column, Hidden, Message, Payload, Table
from analysis.programme import read_declarations
from analysis.programme.disclosure import Disclosure
from analysis.run import own as pages
from analysis.workspace import Workspace
from tests.run.conftest import Run
from tests.run.test_pages import everything_in, read

# What they look at takes long to make, so the other worker does not make it too.
pytestmark = pytest.mark.xdist_group("own")

PROGRAMME = "limburg-2019"
CAME = "ACC-10412"
STAYED_AWAY = "ACC-10426"
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
    return pages.release_of(place, data, lambda *_: lambda _: None)


@pytest.fixture(scope="module")
def of_two(release: pages.Release) -> dict[str, Path]:
    """The Dutch page of one that came to both sessions, and of one that did not."""
    reports = [report for report in release.data.programme.reports if report.own]
    made = pages.pages_of(release, reports, [CAME, STAYED_AWAY], lambda *_: lambda _: None)
    for path, content in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return {path.parent.name: path for path in made if ".nl." in path.name}


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
    assert [
        one
        for one in told
        if isinstance(one.value, int) and 0 < one.value - 1 < 5 and one.group not in public
    ] == []


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

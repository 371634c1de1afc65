"""Editions come out all at once, keep their address, and are replaced, held back or withdrawn."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from analysis.problems import GateError, UsageError, WriteError
from analysis.report.editions import Withdrawal
from analysis.report.pdf import missing
from analysis.run import drafts
from analysis.run.editions import open_editions
from analysis.run.publish import TakenBack, preview, publish, publish_due, withdraw
from analysis.run.release import Order, Reason
from analysis.workspace import Workspace
from tests.run.conftest import Run, copy_of_example

# What they copy takes long to make, so the other worker does not wait for it.
pytestmark = pytest.mark.xdist_group("publish")

PROGRAMME, REPORT = "limburg-2019", "withdrawals"
FEW = ("kickoff", "attendance", REPORT, "annex-3")
"""What these tests publish of the example: all of it takes minutes each time."""
FIRST = Order(
    programmes=(PROGRAMME,),
    report=REPORT,
    state="provisional",
    released_by="An Peeters",
    released_on=date(2019, 4, 8),
    today=date(2019, 4, 8),
    as_of=date(2019, 2, 28),
)
ERRATUM = {"nl": "Eén stopzetting was dubbel geteld.", "en": "One withdrawal was counted twice."}


def silent(_: str, __: int) -> Any:
    return lambda _: None


def order(**changes: Any) -> Order:
    return Order(**{**vars(FIRST), **changes})


def later(day: int, **changes: Any) -> Order:
    """The same report published later, as of the declared day (5 April): its figures differ."""
    given = {"as_of": None, "today": date(2019, 4, day),
             "released_on": date(2019, 4, day)}  # fmt: skip
    return order(**{**given, **changes})


ORDERS = {"published_once": FIRST, "published_twice": later(10)}


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def public(workspace: Workspace) -> dict[str, bytes]:
    return files(workspace.published("public"))


def page(workspace: Workspace, place: str, language: str = "nl") -> str:
    path = workspace.published("public", PROGRAMME) / place / f"{REPORT}.{language}.html"
    return path.read_text(encoding="utf-8")


def kept(tmp_path_factory: pytest.TempPathFactory, worker_id: str, name: str, of: Path) -> Path:
    """A workspace with more published than in another, made once for all tests of a run."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    workspace = shared / name
    with FileLock(shared / f"{name}.lock"):
        if not (workspace / "done").exists():
            shutil.rmtree(workspace, ignore_errors=True)
            shutil.copytree(of, workspace, ignore=shutil.ignore_patterns("done"))
            publish(Workspace(workspace), ORDERS[name], silent)
            (workspace / "done").touch()
    return workspace


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with a few of its reports, of which nothing was made yet."""
    root = copy_of_example(tmp_path_factory.mktemp("few") / "workspace")
    declared = root / "programmes" / PROGRAMME / "programme.toml"
    blocks = re.split(r"^(?=\[)", declared.read_text("utf-8"), flags=re.M)
    left = [
        one
        for one in blocks
        if not one.startswith("[[reports]]") or re.search(r'^id = "(.+)"', one, re.M)[1] in FEW  # type: ignore[index]
    ]
    assert len(blocks) - len(left) > 10
    declared.write_text("".join(left), encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def once(few: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The example with one published edition; tests only copy it."""
    return kept(tmp_path_factory, worker_id, "published_once", few)


@pytest.fixture(scope="session")
def twice(once: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The example with two published editions of a report; tests only copy it."""
    return kept(tmp_path_factory, worker_id, "published_twice", once)


@pytest.fixture
def first(once: Path, tmp_path: Path) -> Workspace:
    """The example with one published edition, to change."""
    workspace = tmp_path / "workspace"
    shutil.copytree(once, workspace)
    return Workspace(workspace)


@pytest.fixture
def second(twice: Path, tmp_path: Path) -> Workspace:
    """The example with two published editions of a report, to change."""
    workspace = tmp_path / "second"
    shutil.copytree(twice, workspace)
    return Workspace(workspace)


def test_an_edition_has_every_form_its_results_and_its_record(first: Workspace) -> None:
    folder = first.published("public", PROGRAMME) / REPORT / "1"
    record = json.loads((folder / "edition.json").read_bytes())
    names = {path.name for path in folder.iterdir()} - {"edition.json", "index.html"}
    assert names == set(record["files"])
    for language in ("nl", "en"):
        for form in ("html", "xlsx", "docx", *(() if missing() else ("pdf",))):
            assert f"{REPORT}.{language}.{form}" in names
    for name, digest in record["files"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    assert (record["number"], record["state"], record["released_by"]) == (
        1, "provisional", "An Peeters"
    )  # fmt: skip
    assert record["released_on"] == "2019-04-08"


def test_the_latest_says_the_same_as_its_edition_and_leads_to_the_same(first: Workspace) -> None:
    root = first.published("public", PROGRAMME)
    for language in ("nl", "en"):
        edition, latest = page(first, f"{REPORT}/1", language), page(first, ".", language)
        assert re.sub(r'href="[^"]*"', "", edition) == re.sub(r'href="[^"]*"', "", latest)
        for html, folder in ((edition, root / REPORT / "1"), (latest, root)):
            for href in re.findall(r'href="([^"#:]+)["#]', html):
                assert (folder / href).resolve().is_file(), href


def test_the_lists_for_readers_and_machines_are_there(first: Workspace) -> None:
    root = first.published("public")
    for name in ("index.html", "index.nl.html", "index.en.html", "statement.nl.html"):
        assert (root / name).is_file()
    for name in ("index.nl.html", "feed.nl.xml", "index.json"):
        assert f"{PROGRAMME}/{REPORT}/1" in (root / name).read_text(encoding="utf-8")


@pytest.mark.full
def test_the_same_order_gives_the_same_bytes(once: Path, few: Path, tmp_path: Path) -> None:
    shutil.copytree(few, tmp_path / "again")
    again = Workspace(tmp_path / "again")
    publish(again, FIRST, silent)
    assert public(again) == public(Workspace(once))


@pytest.mark.full
def test_a_report_of_which_nothing_changed_gets_no_new_edition(first: Workspace) -> None:
    before = public(first)
    made = publish(first, order(today=date(2019, 4, 9), released_on=date(2019, 4, 9)), silent)
    assert made.new == []
    assert public(first) == before


def test_the_next_edition_replaces_the_first_and_says_what_changed(
    first: Workspace, second: Workspace
) -> None:
    before = page(first, f"{REPORT}/1")
    old, new, latest = page(second, f"{REPORT}/1"), page(second, f"{REPORT}/2"), page(second, ".")
    assert 'href="../2/withdrawals.nl.html"' in old
    assert 'class="banner past"' in old and 'class="banner past"' not in before
    assert 'href="withdrawals/1/withdrawals.nl.html"' in latest
    changed = re.search(r'<section class="changes".*?</section>', new, re.S)
    assert changed and "tot en met 5 april 2019, in plaats van 28 februari 2019" in changed[0]
    states = {one.number: one.state for one in open_editions(second).of(PROGRAMME, REPORT)}
    assert states == {1: "superseded", 2: "provisional"}
    assert "superseded" in (
        second.published("public", PROGRAMME) / REPORT / "1" / "edition.json"
    ).read_text(encoding="utf-8")


def test_a_withdrawn_edition_says_why_in_both_languages_and_the_one_before_stands(
    first: Workspace, second: Workspace
) -> None:
    valid = page(first, ".")
    withdrawal = Withdrawal(on=date(2019, 4, 11), by="An Peeters", erratum=ERRATUM)
    withdraw(second, [PROGRAMME], TakenBack(REPORT, 2, withdrawal))
    for language, text in ERRATUM.items():
        assert text in page(second, f"{REPORT}/2", language)
    assert page(second, ".") == valid
    assert 'class="banner past"' not in page(second, f"{REPORT}/1")
    root = second.published("public")
    for name in ("index.nl.html", "feed.nl.xml", "index.json"):
        assert ERRATUM["nl"] in (root / name).read_text(encoding="utf-8")
    with pytest.raises(UsageError, match="was withdrawn on 2019-04-11"):
        withdraw(second, [PROGRAMME], TakenBack(REPORT, 2, withdrawal))


def test_when_no_edition_is_left_the_latest_says_why(first: Workspace) -> None:
    withdrawal = Withdrawal(on=date(2019, 4, 9), by="An", erratum=ERRATUM, emptied=True)
    withdraw(first, [PROGRAMME], TakenBack(REPORT, 1, withdrawal))
    assert ERRATUM["nl"] in page(first, ".")
    assert "organisaties die zich ooit aanmeldden" not in page(first, ".")
    folder = first.published("public", PROGRAMME) / REPORT / "1"
    assert {path.name for path in folder.iterdir()} == {
        "withdrawals.nl.html", "withdrawals.en.html", "index.html", "edition.json"
    }  # fmt: skip
    # What readers once knew is still known to protection.
    known = open_editions(first)
    assert known.payloads(known.of(PROGRAMME, REPORT)[0])


@pytest.mark.full
def test_nothing_of_an_edition_under_embargo_can_be_seen_before_its_day(first: Workspace) -> None:
    before = public(first)
    waits = later(12, today=date(2019, 4, 10), embargo=date(2019, 4, 12))
    publish(first, waits, silent)
    assert public(first) == before
    assert publish_due(first, [PROGRAMME], date(2019, 4, 11)) == []
    assert public(first) == before
    with pytest.raises(UsageError, match="edition 2 waits until 2019-04-12"):
        publish(first, later(11), silent)
    shown = publish_due(first, [PROGRAMME], date(2019, 4, 12))
    assert [one.number for one in shown] == [2]
    assert 'href="../2/withdrawals.nl.html"' in page(first, f"{REPORT}/1")
    assert "withdrawals/2/" in page(first, ".")
    assert b"withdrawals/2" in public(first)["feed.nl.xml"]


@pytest.mark.full
def test_an_edition_that_waited_gives_the_same_pages_as_one_that_did_not(
    first: Workspace, tmp_path: Path
) -> None:
    shutil.copytree(first.root, tmp_path / "other")
    other = Workspace(tmp_path / "other")
    day = date(2019, 4, 12)
    publish(first, later(12, today=date(2019, 4, 10), embargo=day), silent)
    publish_due(first, [PROGRAMME], day)
    publish(other, later(12, embargo=day), silent)
    assert public(first) == public(other)


@pytest.mark.full
def test_an_edition_that_waits_can_be_forgotten(first: Workspace) -> None:
    before = public(first)
    waits = later(12, today=date(2019, 4, 10), embargo=date(2019, 4, 12))
    publish(first, waits, silent)
    withdrawal = Withdrawal(on=date(2019, 4, 10), by="An", erratum=ERRATUM)
    withdraw(first, [PROGRAMME], TakenBack(REPORT, 2, withdrawal))
    assert publish_due(first, [PROGRAMME], date(2019, 4, 12)) == []
    assert public(first) == before
    assert [one.number for one in open_editions(first).of(PROGRAMME)] == [1]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (later(10, released_on=date(2019, 5, 1)), "lies ahead"),
        (later(10, embargo=date(2019, 4, 12)), "lies before --embargo"),
        (later(7), "after 2019-04-07"),
        (later(10, report="withdrawal"), 'Did you mean "withdrawals"'),
        (later(10, audiences=("restricted",)), "no report is made for the audience restricted"),
    ],
)
def test_an_order_that_cannot_be_carried_out_is_answered_before_anything_runs(
    asked: Order, said: str, first: Workspace
) -> None:
    before = files(first.root)
    with pytest.raises(UsageError, match=re.escape(said)):
        publish(first, asked, silent)
    assert files(first.root) == before


@pytest.mark.full
def test_a_preview_says_what_changed_and_writes_nothing(first: Workspace) -> None:
    before = files(first.root)
    made = preview(first, later(10), silent)
    assert [one.record.number for one in made.new] == [2]
    assert made.new[0].differences
    assert files(first.root) == before


@pytest.mark.full
def test_a_file_in_the_way_leaves_everything_as_it_was(first: Workspace) -> None:
    in_the_way = first.published("public", PROGRAMME) / REPORT / "2"
    in_the_way.write_bytes(b"not a folder")
    before = files(first.reports)
    with pytest.raises(WriteError, match="as it was"):
        publish(first, later(10), silent)
    assert files(first.reports) == before


@pytest.mark.full
def test_what_the_gate_refuses_is_not_published(
    first: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(first.reports)
    # A name that stands on every page is taken for a person's: the gate must find it.
    monkeypatch.setattr(drafts, "private", lambda data: {data.programme.name.nl})
    with pytest.raises(GateError):
        publish(first, later(10), silent)
    assert files(first.reports) == before


@pytest.mark.full
def test_other_figures_for_the_same_day_need_a_reason(first: Workspace) -> None:
    declared = first.declarations(PROGRAMME) / "programme.toml"
    declared.write_text(declared.read_text(encoding="utf-8") + "\n# anew\n", encoding="utf-8")
    records = open_editions(first)
    (record,) = records.of(PROGRAMME, REPORT)
    # As if the first edition had told other figures: its results lose one table.
    results = records.kept(record) / "results.json"
    told = json.loads(results.read_text(encoding="utf-8"))
    _without_first_table(told)
    results.write_text(json.dumps(told), encoding="utf-8")
    again = order(today=date(2019, 4, 10), released_on=date(2019, 4, 10))
    with pytest.raises(UsageError, match="Tell the readers why"):
        publish(first, again, silent)
    why = Reason("correction", {"nl": "Een tabel ontbrak.", "en": "A table was missing."})
    publish(first, order(**{**vars(again), "reason": why}), silent)
    assert "Een tabel ontbrak." in page(first, ".")
    assert "A table was missing." in page(first, ".", "en")


def _without_first_table(told: Any) -> bool:
    """Take the first table out of results, wherever their form keeps it."""
    children = told.values() if isinstance(told, Mapping) else told
    if isinstance(told, list):
        for number, one in enumerate(told):
            if isinstance(one, Mapping) and one.get("type") == "table":
                del told[number]
                return True
    return any(_without_first_table(one) for one in children if isinstance(one, (list, dict)))


@pytest.mark.full
def test_the_command_says_what_it_published_and_the_ledger_keeps_it(
    few: Path, tmp_path: Path, run: Run
) -> None:
    example = tmp_path / "workspace"
    shutil.copytree(few, example)
    asked = ("publish", "--workspace", str(example), "--report", REPORT)
    missing = run(*asked)
    assert missing.returncode == 2 and "--state is missing" in missing.stderr
    who = ("--state", "final", "--released-by", "An Peeters")
    done = run(*asked, *who)
    assert done.returncode == 0, done.stderr
    shown = [Path(line) for line in done.stdout.strip().splitlines()]
    assert [path.name for path in shown] == ["withdrawals.nl.html", "withdrawals.en.html"]
    assert all(path.is_file() for path in shown)
    line = json.loads((example / "reports/ledger.jsonl").read_text("utf-8").splitlines()[-1])
    assert (line["command"], line["outcome"]) == ("publish", "done")
    assert line["editions"] == ["limburg-2019/withdrawals/1"]
    assert "edition 1, public: final" in run("list", "--workspace", str(example)).stdout
    taken = run(
        *("withdraw", "--workspace", str(example), REPORT, "--edition", "1", "--by", "An"),
        *("--erratum", ERRATUM["nl"], "--erratum-en", ERRATUM["en"]),
    )
    assert taken.returncode == 0, taken.stderr
    assert "edition 1, public: withdrawn" in run("list", "--workspace", str(example)).stdout

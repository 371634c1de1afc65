"""What the command says when all is well, and what its help promises."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analysis import problems
from tests.run.conftest import PROJECT, Run


def test_the_last_line_of_a_build_is_the_page_to_open(example: Path, run: Run) -> None:
    done = run("build", "--workspace", str(example), "--report", "annex-3")
    assert done.returncode == 0, done.stderr
    last = Path(done.stdout.strip().splitlines()[-1])
    assert last == example / "reports" / "index.html"
    assert last.exists()


def test_clean_says_for_each_export_how_its_rows_add_up(example: Path, run: Run) -> None:
    done = run("clean", "--workspace", str(example))
    assert done.returncode == 0, done.stderr
    sums = re.findall(
        r"^(\S+): (\d+) rows = (\d+) used \+ (\d+) refused \+ (\d+) ignored$",
        done.stdout,
        flags=re.MULTILINE,
    )
    assert {name for name, *_ in sums} == {
        path.name for path in (example / "data" / "raw" / "limburg-2019").iterdir()
    }
    for _, rows, used, refused, ignored in sums:
        assert int(rows) == int(used) + int(refused) + int(ignored)


def test_list_names_the_reports_and_how_far_their_data_reach(built: Path, run: Run) -> None:
    done = run("list", "--workspace", str(built))
    assert "limburg-2019" in done.stdout
    assert "  kickoff: data as of 2019-04-05" in done.stdout


@pytest.mark.full
def test_an_earlier_day_shows_what_had_happened_by_then(example: Path, run: Run) -> None:
    done = run(
        *("build", "--workspace", str(example)),
        *("--report", "withdrawals", "--as-of", "2019-02-28"),
    )
    assert done.returncode == 0, done.stderr
    drafts = example / "reports" / "draft"
    # By then the list of withdrawals has two rows: 18 and 25 February.
    said = "2 van de 44 organisaties die zich ooit aanmeldden, zijn gestopt"
    internal = drafts / "internal" / "limburg-2019" / "INTERN-withdrawals.nl.html"
    assert said in internal.read_text(encoding="utf-8")
    # Two are too few to tell to everybody.
    public = drafts / "public" / "limburg-2019" / "withdrawals.nl.html"
    assert said not in public.read_text(encoding="utf-8")


def test_every_run_that_writes_leaves_a_line_in_the_ledger(example: Path, run: Run) -> None:
    run("clean", "--workspace", str(example))
    last = (example / "reports" / "ledger.jsonl").read_text(encoding="utf-8").splitlines()[-1]
    assert '"command": "clean"' in last
    assert '"outcome": "done"' in last


@pytest.mark.parametrize(
    "verb",
    ["check", "clean", "build", "list", "tidy", "publish", "withdraw", "add", "ask", "answer"],
)
def test_each_verb_explains_itself_and_stands_in_the_readme_or_help(verb: str, run: Run) -> None:
    helped = run(verb, "--help")
    assert helped.returncode == 0
    assert len(helped.stdout.splitlines()) > 5
    assert re.search(rf"^  {verb}\b", run("--help").stdout, flags=re.MULTILINE)


def test_help_documents_every_exit_code(run: Run) -> None:
    helped = run("--help").stdout
    codes = {
        error.exit_code
        for error in vars(problems).values()
        if isinstance(error, type) and issubclass(error, problems.UserError)
    }
    for code in codes | {0}:
        assert re.search(rf"^ +{code}  \S", helped, flags=re.MULTILINE), code


def test_the_readme_names_only_commands_that_exist(run: Run) -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    verbs = set(re.findall(r"^trajectmonitor (\w+)", readme, flags=re.MULTILINE))
    assert verbs == {
        *("add", "new", "ask", "answer", "check", "clean", "build", "list", "publish", "withdraw"),
    }
    tasks = set(re.findall(r"start\.py (\w+)", readme))
    source = (PROJECT / "start.py").read_text(encoding="utf-8")
    assert all(f'"{task}": ' in source for task in tasks), tasks

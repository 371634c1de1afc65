"""All files of a release come into place or none, also when the program is killed half-way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.problems import WriteError
from analysis.run.placing import Shelf, place, recover
from analysis.workspace import Workspace

OLD = {"latest.html": b"old latest", "list.html": b"old list", "1/page.html": b"one", "gone": b"g"}
NEW = {
    "latest.html": b"new latest",
    "list.html": b"new list",
    "feed.xml": b"new feed",
    "1/page.html": b"one",
    "2/page.html": b"two",
    "2/record": b"2",
    "waited/page.html": b"waited",
}


def workspace(folder: Path) -> Workspace:
    """A workspace in which an older release stands."""
    made = Workspace(folder)
    for name, content in OLD.items():
        path = made.published("public") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    waiting = made.reports / "waiting" / "page.html"
    waiting.parent.mkdir()
    waiting.write_bytes(b"waited")
    return made


def shelf(of: Workspace) -> Shelf:
    """What makes NEW of OLD: one of every kind of step."""
    root = of.published("public")
    return Shelf(
        files={root / name: NEW[name] for name in ("latest.html", "list.html", "feed.xml")},
        folders={root / "2": {"page.html": b"two", "record": b"2"}},
        moved={root / "waited": of.reports / "waiting"},
        dropped=[root / "gone"],
    )


def files(of: Workspace) -> dict[str, bytes]:
    root = of.published("public")
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


def test_the_shelf_reads_as_what_will_be(tmp_path: Path) -> None:
    made = workspace(tmp_path)
    root = made.published("public")
    asked = shelf(made)
    assert asked.read(root / "latest.html") == b"new latest"
    assert asked.read(root / "2" / "record") == b"2"
    assert asked.read(root / "waited" / "page.html") == b"waited"
    assert asked.read(root / "1" / "page.html") == b"one"


def test_everything_comes_into_place_and_nothing_is_left_beside(tmp_path: Path) -> None:
    made = workspace(tmp_path)
    place(made, shelf(made))
    assert files(made) == NEW
    assert not made.placing.exists()


@pytest.mark.parametrize("in_the_way", ["2", "waited", "feed.xml", "latest.html", "list.html"])
def test_whatever_is_in_the_way_all_stands_as_it_was(tmp_path: Path, in_the_way: str) -> None:
    made = workspace(tmp_path)
    blocked = made.published("public") / in_the_way
    blocked.unlink(missing_ok=True)
    # A folder that is not empty can be replaced by nothing.
    (blocked / "x").mkdir(parents=True)
    (blocked / "x" / "file").write_bytes(b"in the way")
    before = files(made)
    with pytest.raises(WriteError, match="as it was"):
        place(made, shelf(made))
    assert files(made) == before
    assert (made.reports / "waiting" / "page.html").exists()
    assert not made.placing.exists()


KILLED = """
import os, signal, sys
from pathlib import Path
from analysis.run import placing
from analysis.workspace import Workspace
from tests.run.test_placing import shelf
after, done, step = int(sys.argv[2]), 0, placing._forward
def forward(move):
    global done
    if done == after:
        os.kill(os.getpid(), signal.SIGKILL)
    step(move)
    done += 1
placing._forward = forward
made = Workspace(Path(sys.argv[1]))
placing.place(made, shelf(made))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name == "nt", reason="this system has no SIGKILL")
@pytest.mark.parametrize("after", range(7))
def test_a_run_that_was_killed_is_finished_by_the_next(tmp_path: Path, after: int) -> None:
    made = workspace(tmp_path)
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path), str(after)],
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert killed.returncode == -9
    assert (files(made) == NEW) == (after >= 6)
    recover(made)
    assert files(made) == NEW
    assert not made.placing.exists()


def test_what_was_killed_before_it_was_ready_is_forgotten(tmp_path: Path) -> None:
    made = workspace(tmp_path)
    made.placing.mkdir()
    (made.placing / "new-0").write_bytes(b"half a fi")
    recover(made)
    assert files(made) == OLD
    assert not made.placing.exists()


ROLLED_BACK = """
import os, signal, sys
from pathlib import Path
from analysis.run import placing
from analysis.workspace import Workspace
from tests.run.test_placing import shelf
after, done, step = int(sys.argv[2]), 0, placing._back
def back(move):
    global done
    if done == after:
        os.kill(os.getpid(), signal.SIGKILL)
    step(move)
    done += 1
def forward(move, step=placing._forward):
    # The last step cannot be taken, so all those before it are taken back.
    if move.to.endswith("feed.xml"):
        raise OSError(28, "no room", move.to)
    step(move)
placing._back, placing._forward = back, forward
made = Workspace(Path(sys.argv[1]))
placing.place(made, shelf(made))
"""


@pytest.mark.skipif(os.name == "nt", reason="this system has no SIGKILL")
@pytest.mark.parametrize("after", range(6))
def test_a_run_that_was_killed_while_it_put_things_back_is_put_back_by_the_next(
    tmp_path: Path, after: int
) -> None:
    made = workspace(tmp_path)
    killed = subprocess.run(
        [sys.executable, "-c", ROLLED_BACK, str(tmp_path), str(after)],
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert killed.returncode == -9
    assert (made.placing / "journal.json").exists()
    recover(made)
    assert files(made) == OLD
    assert (made.reports / "waiting" / "page.html").exists()
    assert not made.placing.exists()

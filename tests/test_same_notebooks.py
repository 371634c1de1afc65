"""The notebooks of a programme with organisations run unchanged on real programmes of persons.

Nobody recorded sectors, sizes or withdrawals there: their pages say so, and show no zero for it.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.report.audience import file_name
from analysis.workspace import Workspace

DECLARED = Path(__file__).parent / "workspaces"
REAL = {
    "sign-in-2021": ("sign_in", "workshop_ds4biomed"),
    "scrum-2022": ("meetings", "teams_attendance"),
    "reunion-2020": ("meetings", "zoom_exports"),
}
"""Programme -> its folder of declarations, and the real data set with its files."""
NOTEBOOKS = ("attendance", "withdrawals", "heterogeneity", "groups", "coaching")


@pytest.fixture(scope="module", params=REAL)
def built(
    request: pytest.FixtureRequest,
    real: Callable[[str], Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """The draft pages of one of these programmes, made by one command."""
    declared, received = REAL[request.param]
    root = tmp_path_factory.mktemp(request.param)
    here = Path("programmes") / request.param
    shutil.copytree(DECLARED / declared / here, root / here)
    raw = Workspace(root).raw(request.param)
    raw.mkdir(parents=True)
    named = re.findall(r'^file = "(.+)"$', (root / here / "programme.toml").read_text(), re.M)
    for name in named:
        (found,) = real(received).rglob(name)
        shutil.copy(found, raw)
    command = [sys.executable, "-m", "analysis", "build", "--workspace", str(root)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return root / "reports" / "draft"


@pytest.mark.full
def test_every_report_has_its_pages_and_says_what_is_not_recorded(built: Path) -> None:
    for report in NOTEBOOKS:
        for audience in ("public", "internal"):
            for language, words in (("nl", "niet geregistreerd"), ("en", "not recorded")):
                (page,) = (built / audience).glob(f"*/{file_name(report, language, audience)}")
                text = page.read_text(encoding="utf-8")
                assert words in text.casefold(), page.name
                assert "nan" not in re.findall(r">\s*(nan|None|<NA>)\s*<", text), page.name

"""A notebook runs in an empty room: no start-up files, themes or kernels of its user.

Two people with other settings must get the same bytes.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.show.output import UNATTENDED
from analysis.workspace import VARIABLE

EMPTY_FOLDERS = (
    "IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "MPLCONFIGDIR",
)  # fmt: skip
REMOVED = ("PYTHONSTARTUP", "JUPYTER_PATH", "JUPYTER_CONFIG_PATH", "PYTHONINSPECT", "FORCE_COLOR")
FIXED = {
    "MPLBACKEND": "Agg",
    UNATTENDED: "1",
    "JUPYTER_PREFER_ENV_PATH": "1",
    "JUPYTER_NO_CONFIG": "1",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONNOUSERSITE": "1",
}


@contextmanager
def room(workspace: Path) -> Iterator[Path]:
    """A folder to run in, with the environment set for it; both are gone afterwards."""
    before = dict(os.environ)
    with tempfile.TemporaryDirectory(prefix="trajectmonitor-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        try:
            for variable in EMPTY_FOLDERS:
                place = folder / variable.lower()
                place.mkdir()
                os.environ[variable] = str(place)
            for variable in REMOVED:
                os.environ.pop(variable, None)
            os.environ.update(FIXED)
            os.environ[VARIABLE] = str(workspace.resolve())
            yield folder
        finally:
            os.environ.clear()
            os.environ.update(before)

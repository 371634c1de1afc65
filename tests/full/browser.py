"""The browser that tests use: the one that start.py found, else the one on the path."""

from __future__ import annotations

import os
import shutil

import pytest


def chromium() -> str:
    """The path of Chromium; without one the full tier fails, for it promises real pages."""
    path = os.environ.get("TRAJECTMONITOR_CHROMIUM") or shutil.which("chromium")
    if not path:
        pytest.fail("No Chromium. Run the tests with start.py, or name one in "
                    "TRAJECTMONITOR_CHROMIUM.")  # fmt: skip
    return path

"""Where the notebooks lie, and the digest of the code that turns them into pages."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from analysis.problems import DeclarationError, suggestion

PACKAGE = Path(__file__).parents[1]


def folder() -> Path:
    """The notebooks: of the installed package, else of the checkout around it."""
    installed = PACKAGE / "notebooks"
    return installed if installed.is_dir() else PACKAGE.parents[1] / "notebooks"


def notebook(name: str) -> Path:
    """The notebook of this name.

    Raises DeclarationError with the notebooks that exist.
    """
    path = folder() / f"{name}.ipynb"
    if not path.is_file():
        known = [found.stem for found in folder().glob("*.ipynb")]
        raise DeclarationError(f'"{name}" is not a notebook. {suggestion(name, known)}')
    return path


def digest_of_sources(notebook: Path) -> str:
    """The digest of a notebook and of all code and words of the package."""
    content = hashlib.sha256(notebook.read_bytes().replace(b"\r\n", b"\n"))
    content.update(_digest_of_package().encode())
    return content.hexdigest()


@cache
def _digest_of_package() -> str:
    content = hashlib.sha256()
    kept = (".py", ".po", ".j2", ".css", ".json")
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in kept and path.is_file():
            content.update(path.relative_to(PACKAGE).as_posix().encode())
            content.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return content.hexdigest()

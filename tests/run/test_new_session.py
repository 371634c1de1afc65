"""CONTRIBUTING promises that a session's exports become a page by declarations only."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.run.conftest import PROJECT, Run

REGISTRATIONS = """\
Organisatie;Tijdstip;Wie komt er?
Koor Cantabel;20/05/2019 10:02;An Voorbeeld
Museum De Oude Weeglat;20/05/2019 11:30;Bo Voorbeeld
fotoclub diafragma;21/05/2019 09:15;Cis Voorbeeld
Theater De Lichte Kamer vzw;22/05/2019 16:40;Do Voorbeeld
"""
ATTENDANCE = """\
Organisatie;Aanwezig;Reden
Koor Cantabel;x;
Museum De Oude Weeglat;x;
Fotoclub Diafragma;afw;ziek
Theater De Lichte Kamer;ja;
"""


def steps() -> list[str]:
    """The declarations that CONTRIBUTING tells to add, in its order."""
    text = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return [
        re.sub(r"^   ", "", block, flags=re.MULTILINE)
        for block in re.findall(r"^   ```toml\n(.*?)```", text, flags=re.DOTALL | re.MULTILINE)
    ]


@pytest.mark.full
def test_two_files_and_three_entries_make_the_report_of_a_new_session(
    example: Path, run: Run
) -> None:
    raw = example / "data" / "raw" / "limburg-2019"
    (raw / "plenair3_inschrijvingen.csv").write_text(REGISTRATIONS, encoding="utf-8")
    (raw / "plenair3_aanwezigheid.csv").write_text(ATTENDANCE, encoding="utf-8")
    declared = example / "programmes" / "limburg-2019" / "programme.toml"
    exports, report = steps()
    text = declared.read_text(encoding="utf-8")
    first_report = text.index("[[reports]]")
    declared.write_text(
        text[:first_report] + exports + "\n" + report + "\n" + text[first_report:],
        encoding="utf-8",
    )

    checked = run("check", "--workspace", str(example))
    assert checked.returncode == 0, checked.stderr
    done = run(
        *("build", "--workspace", str(example)),
        *("--report", "session-plenary-3", "--as-of", "2019-05-31"),
    )
    assert done.returncode == 0, done.stderr
    drafts = example / "reports" / "draft"
    page = drafts / "internal" / "limburg-2019" / "INTERN-session-plenary-3.nl.html"
    words = page.read_text(encoding="utf-8")
    assert "3 van de 4 ingeschreven organisaties waren aanwezig" in words
    assert "persoonlijke reden" in words
    public = drafts / "public" / "limburg-2019" / "session-plenary-3.nl.html"
    # So few are not told to everybody.
    told = public.read_text(encoding="utf-8")
    assert "3 van de 4 ingeschreven" not in told
    assert "An Voorbeeld" not in words + told
    assert "session-plenary-3" in (example / "reports/index.html").read_text(encoding="utf-8")

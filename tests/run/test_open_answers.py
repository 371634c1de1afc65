"""Nothing that somebody wrote reaches readers unless it was released, whatever they wrote."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from tests.run.conftest import PROJECT, Run
from tests.run.outputs import open_texts, texts

PROGRAMME = """
id = "demo"
name = { nl = "Proef", en = "Trial" }
owner = "Dienst Proef"
contact = "proef@example.org"
unit = "organisation"
population = "census"
as_of = 2020-02-01

[[sessions]]
id = "day"
kind = "plenary"
title = { nl = "De dag", en = "The day" }
date = 2020-01-10

[[rounds]]
id = "after"
title = { nl = "Na afloop", en = "Afterwards" }
questionnaire = "form"

[[exports]]
id = "accounts"
file = "accounts.csv"
received = 2020-01-01
format = "delimited"
delimiter = ";"
content = "participants"
columns = { participant = "Naam" }

[[exports]]
id = "answers"
file = "answers.csv"
received = 2020-01-20
format = "delimited"
delimiter = ";"
content = "responses"
round = "after"
columns = { response = "id", participant = "Wie", submitted_on = "Op" }

[[exports]]
id = "coded"
file = "coded.csv"
received = 2020-01-25
format = "delimited"
delimiter = ";"
content = "codings"
round = "after"
columns = { response = "id", question = "vraag", theme = "thema", coder = "lezer" }

[[exports]]
id = "list"
file = "list.csv"
received = 2020-01-11
format = "delimited"
delimiter = ";"
content = "attendance"
session = "day"
columns = { participant = "Wie", full_name = "Naam", present = "Hier", reason = "Reden" }

[[exports]]
id = "stopped"
file = "stopped.csv"
received = 2020-01-12
format = "delimited"
delimiter = ";"
content = "withdrawals"
columns = { participant = "Wie", stopped_on = "Op", reason = "Waarom" }

[[reports]]
id = "data-quality"
notebook = "data_quality"
title = { nl = "Kwaliteit", en = "Quality" }
audiences = ["public", "internal"]

[[reports]]
id = "evaluation"
notebook = "evaluation"
title = { nl = "Evaluatie", en = "Evaluation" }
parameters = { round = "after" }
audiences = ["public", "internal"]

[[reports]]
id = "open-answers"
notebook = "open_answers"
title = { nl = "Open antwoorden", en = "Open answers" }
parameters = { round = "after" }
audiences = ["public", "internal", "restricted"]

[disclosure]
min_cell = { organisations = 5, persons = 5 }
min_base = 10
"""
FORM = """
id = "form"
title = { nl = "Vragen", en = "Questions" }

[[scales]]
id = "may"
options = [
  { code = "J", name = { nl = "ja", en = "yes" } },
  { code = "N", name = { nl = "nee", en = "no" } },
]

[[questions]]
id = "Q1"
kind = "text"
text = { nl = "Wat nam je mee?", en = "What did you take away?" }

[[questions]]
id = "Q2"
kind = "choice"
scale = "may"
aspect = "consent"
text = { nl = "Mag een citaat?", en = "May we quote?" }
"""
THEMES = """
[[themes]]
id = "money"
name = { nl = "geld", en = "money" }
words = ["geld", "kasplan*"]

[[themes]]
id = "time"
name = { nl = "tijd", en = "time" }
words = ["tijd*", "uren"]
"""
RELEASED = "Het kasplan maakt alles duidelijk voor ons bestuur."
QUOTES = f"""
[[quotes]]
response = "after-1"
question = "Q1"
theme = "money"
text = "{RELEASED}"
released_on = 2020-01-28
released_by = {{ nl = "de projectleider", en = "the project lead" }}
because = {{ nl = "een treffend voorbeeld", en = "an apt example" }}
"""
ANSWERS = [
    RELEASED,
    "Bel Wietske Zandhoven op 0478 99 88 77 over het kasplan.",
    "Bij Zilverspoor is geld nooit een probleem geweest, beweert men.",
    "<img src=x onerror=alert('kwaadaardig')> tijd",
    '=HYPERLINK("http://boef.example";"klik voor geld")',
    "\u202egeld dat omgekeerd staat\u2066",
    "Onze penningmeester liep weg met de kas en dat weet niemand.",
    "Schrijf naar wietske@zilverspoor.example voor meer uren.",
    "+32 478 99 88 77 is mijn nummer, tijd genoeg",
    "@SUM(1+1)*cmd|' /C calc'!A0 geld",
    "tijd " * 3_000,
    "Er is te weinig tijd om te oefenen met de cijfers van ons huis.",
]
ABOUT_ANSWERS = re.compile(r"open-answers|evaluation|answers|codings")
"""What tells of answers tells of no organisation."""
PLANTED = [
    "Wietske", "Zandhoven", "Zilverspoor", "99 88 77", "boef.example", "kwaadaardig", "/C calc",
    "penningmeester liep weg", "omgekeerd staat", "cijfers van ons huis", "nooit een probleem",
    "tijd tijd tijd",
]  # fmt: skip
# What people write where something else is expected, so that a remark on the row may quote it.
MISPLACED = {
    "answers": [
        f"14;Vereniging B;{ANSWERS[6]};;ja", "15;Zandhoven Wietske;;;ja",
        "16;wietske@zilverspoor.example;;;Wietske Zandhoven zegt nee",
    ],
    "coded": [
        "id;vraag;thema;lezer", "2;Q1;money;A", "2;Q1;money;B", "7;Q1;geen;A", "7;Q1;money;B",
        f"7;Q1;{ANSWERS[6]};C",
    ],
    "list": [
        "Wie;Naam;Hier;Reden", "Vereniging A;Wietske Zandhoven;ja;",
        "Vereniging B;An Peeters;getekend door Wietske Zandhoven;",
        "Vereniging C;An Peeters;nee;belt 0478 99 88 77",
    ],
    "stopped": ["Wie;Op;Waarom", "Vereniging K;2020-01-09;de penningmeester liep weg"],
}  # fmt: skip
PERSONAL = [one for one in PLANTED if one != "Zilverspoor"]
"""Insiders, and who mends the names in an export, know which organisations take part."""
ORGANISATIONS = ["Zilverspoor", *(f"Vereniging {name}" for name in "ABCDEFGHIJK")]


def written(root: Path) -> Path:
    """A workspace with one round of answers in which all kinds of things were written."""
    declared, raw = root / "programmes" / "demo", root / "data" / "raw" / "demo"
    (declared / "questionnaires").mkdir(parents=True)
    raw.mkdir(parents=True)
    shutil.copy(PROJECT / "programmes" / "site.toml", declared.parent)
    for name, text in (("programme", PROGRAMME), ("themes", THEMES), ("quotes", QUOTES),
                       ("questionnaires/form", FORM)):  # fmt: skip
        (declared / f"{name}.toml").write_text(text, encoding="utf-8")
    (raw / "accounts.csv").write_text("\n".join(["Naam", *ORGANISATIONS]), encoding="utf-8")
    lines = ["id;Wie;Op;Q1;Q2"]
    for number, (who, text) in enumerate(zip(ORGANISATIONS, ANSWERS, strict=True), start=1):
        cell = text.replace('"', '""')
        lines.append(f'{number};{who};;"{cell}";{"ja" if number % 2 else "nee"}')
    # Where everybody wrote something, that itself may not be told.
    lines.append("13;Vereniging A;;;nee")
    for name, more in MISPLACED.items():
        lines = lines if name == "answers" else []
        (raw / f"{name}.csv").write_text("\n".join([*lines, *more]), encoding="utf-8")
    return root


@pytest.mark.full
@pytest.mark.xdist_group("publish")
def test_no_output_holds_a_planted_name_or_answer(tmp_path: Path, run: Run) -> None:
    workspace = written(tmp_path / "w")
    done = run("build", "--workspace", str(workspace))
    assert done.returncode == 0, done.stderr
    published = run(
        "publish", "--workspace", str(workspace), "--state", "provisional", "--released-by",
        "De dienst", "--released-on", "2020-02-03",
    )  # fmt: skip
    assert published.returncode == 0, published.stderr
    logs = done.stdout + done.stderr + published.stdout + published.stderr
    assert "is not a known participant" in logs
    assert [one for one in PERSONAL if one in logs] == []
    reports = workspace / "reports"
    for audience in ("internal", "restricted"):
        # What is not public may hold what is not; all else in the folder is for everybody.
        shutil.move(reports / "draft" / audience, tmp_path / audience)
    public = texts(reports)
    endings = {Path(name).suffix for name in public}
    assert endings >= {".html", ".json", ".jsonl", ".xlsx", ".docx", ".pdf", ".xml"}
    for name, text in public.items():
        assert [one for one in PLANTED if one in text] == [], name
        assert not re.search(r"\bafter-\d", text), name
    page = public["draft/public/demo/open-answers.nl.html"]
    assert RELEASED in page
    inside = texts(tmp_path / "internal") | open_texts(workspace / "data" / "processed")
    for name, text in inside.items():
        assert [one for one in PERSONAL if one in text] == [], name
        assert "Zilverspoor" not in text or not ABOUT_ANSWERS.search(name), name
    assert any("alfa van Krippendorff" in text for text in inside.values())
    assert {Path(name).suffix for name in inside} >= {".html", ".ipynb", ".parquet"}
    _closed(tmp_path / "restricted")


def _closed(folder: Path) -> None:
    """The few who may read answers see them without names, and as text that does nothing."""
    (page,) = folder.rglob("*open-answers.nl.html")
    html = page.read_text("utf-8")
    assert "<img src=x" not in html
    shown = unescape(html)
    assert "Bel [naam] op [telefoon] over het kasplan." in shown
    for name in ("Wietske", "Zandhoven", "Zilverspoor", "99 88 77", "boef.example"):
        assert name not in shown
    assert "\u202e" not in html
    assert "tijd " * 300 not in html
    for path in folder.rglob("*.csv"):
        for line in path.read_text("utf-8-sig").splitlines():
            assert not re.search(r"(?:^|[;,\t])\"?[=+@]", line), path.name

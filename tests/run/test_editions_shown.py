"""What readers find of an edition follows from what became of it, and of those before it."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from analysis.draw.words import Words
from analysis.problems import GateError, UsageError, WriteError
from analysis.report import audit, history, results
from analysis.report.editions import RESULTS, Record, Withdrawal
from analysis.report.frame import Edition, Form
from analysis.report.page import render
from analysis.run.drafts import Made
from analysis.run.editions import Editions, list_again, open_editions, settle
from analysis.run.executing import Ran
from analysis.run.gating import Known, checked
from analysis.run.lock import writing
from analysis.run.placing import place
from analysis.run.publish import TakenBack, publish, withdraw
from analysis.run.release import Draft, Order
from analysis.workspace import Workspace
from tests.report.sample import executed, frame, payloads, taught
from tests.report.test_audit import chromium
from tests.run.conftest import PROJECT, Run

__all__ = ["chromium", "taught"]

PROGRAMME, REPORT = "limburg-2019", "demo"
ERRATUM = {"nl": "Eén lijst ontbrak.", "en": "One list was missing."}
FORMS: tuple[Form, ...] = ("pdf", "xlsx", "docx")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace that says whose its pages are, without anything published."""
    made = Workspace(tmp_path)
    made.programmes.mkdir()
    shutil.copy(PROJECT / "programmes" / "site.toml", made.programmes)
    return made


def record(number: int, audience: str = "public") -> Record:
    return Record(
        programme=PROGRAMME, programme_name={"nl": "Traject", "en": "Programme"},
        owner="Departement", report=REPORT, title={"nl": "Demo", "en": "Demo"},
        audience=audience, number=number, state="final", released_as="final",
        released_on=date(2019, 4, number), released_by="An Peeters", as_of=date(2019, 3, number),
        kinds=["data"] if number > 1 else [], fictional=True,
        digest=str(number), data_digest=str(number), method_digest="m", plan_digest="p",
    )  # fmt: skip


def added(editions: Editions, number: int, audience: str = "public") -> Draft:
    """An edition of the sample, with pages as they are made and stand-ins for its other forms."""
    one = record(number, audience)
    others = [*editions.of(PROGRAMME, REPORT, audience), one]
    content: dict[str, bytes] = {}
    for language in ("nl", "en"):
        name = one.page(language).removesuffix("html")
        forms: dict[Form, str] = {form: f"{name}{form}" for form in FORMS}
        edition = Edition(
            number=number, state="final", released_on=one.released_on,
            earlier=history.before(one, others, Words(language)),
        )  # fmt: skip
        around = replace(
            frame(language, audience), edition=edition, forms=forms,
            alternates={"en" if language == "nl" else "nl":
                        one.page("en" if language == "nl" else "nl")},
        )  # fmt: skip
        content[one.page(language)] = render(executed(), payloads(), around).encode()
        content |= dict.fromkeys(forms.values(), b"stand-in")
    content[RESULTS] = results.written(payloads(), frame())
    one = one.model_copy(update={"files": dict.fromkeys(content, "f")})
    editions.add(one, content)
    return Draft(Ran(None, executed()), one, None, payloads(), content=content)  # type: ignore[arg-type]


def released(workspace: Workspace, number: int, audience: str = "public") -> None:
    editions = open_editions(workspace)
    added(editions, number, audience)
    settle(editions, PROGRAMME, REPORT, audience)  # type: ignore[arg-type]
    list_again(editions, audience)  # type: ignore[arg-type]
    place(workspace, editions.shelf)


def taken_back(workspace: Workspace, number: int, *, emptied: bool = False) -> None:
    wrong = Withdrawal(on=date(2019, 5, 1), by="An", erratum=ERRATUM, emptied=emptied)
    withdraw(workspace, [PROGRAMME], TakenBack(REPORT, number, wrong))


def shown(workspace: Workspace, number: int, audience: str = "public") -> set[str]:
    folder = workspace.published(audience, PROGRAMME) / REPORT / str(number)
    return {path.name for path in folder.iterdir()}


def page(workspace: Workspace, place: str) -> str:
    path = workspace.published("public", PROGRAMME) / place
    return path.read_text(encoding="utf-8")


def test_of_a_withdrawn_edition_only_the_page_is_left_and_leads_to_no_other_form(
    workspace: Workspace,
) -> None:
    released(workspace, 1)
    assert "demo.nl.pdf" in shown(workspace, 1) and 'href="demo.nl.pdf"' in page(
        workspace, "demo/1/demo.nl.html"
    )
    taken_back(workspace, 1)
    assert shown(workspace, 1) == {"demo.nl.html", "demo.en.html", "index.html", "edition.json"}
    kept = workspace.editions("public", PROGRAMME) / REPORT / "1"
    assert (kept / "demo.nl.pdf").read_bytes() == b"stand-in"
    for place_ in ("demo/1/demo.nl.html", "demo.nl.html", "demo/1/demo.en.html"):
        assert not re.search(r'href="[^"]*demo\.\w\w\.(pdf|xlsx|docx)"', page(workspace, place_))
        assert "<td" in page(workspace, place_)


def test_the_other_forms_of_a_replaced_edition_stay(workspace: Workspace) -> None:
    released(workspace, 1)
    released(workspace, 2)
    assert {f"demo.{one}.{form}" for one in ("nl", "en") for form in FORMS} <= shown(workspace, 1)
    assert 'href="demo.nl.pdf"' in page(workspace, "demo/1/demo.nl.html")
    assert 'class="banner past"' in page(workspace, "demo/1/demo.nl.html")


def test_every_page_that_stands_tells_what_became_of_those_before_it(workspace: Workspace) -> None:
    for number in (1, 2, 3):
        released(workspace, number)
    places = ("demo/2/demo.nl.html", "demo/3/demo.nl.html", "demo.nl.html")
    before = {name: page(workspace, name) for name in places}
    assert all("ingetrokken" not in html for html in before.values())
    taken_back(workspace, 1)
    for name in places:
        html = page(workspace, name)
        listed = re.search(r"<!--earlier-->(.*?)<!--/earlier-->", html, re.S)
        assert listed and "(ingetrokken): Eén lijst ontbrak." in listed[1]
        assert re.sub("<!--earlier-->.*?<!--/earlier-->", "", html, flags=re.S) == re.sub(
            "<!--earlier-->.*?<!--/earlier-->", "", before[name], flags=re.S
        )
    listed = re.search(r"<!--earlier-->(.*?)<!--/earlier-->", page(workspace, places[1]), re.S)
    assert listed and listed[1].index("Editie 2") < listed[1].index("Editie 1")


def test_an_emptied_page_still_says_that_its_data_were_made_up(workspace: Workspace) -> None:
    released(workspace, 1)
    taken_back(workspace, 1, emptied=True)
    html = page(workspace, "demo/1/demo.nl.html")
    assert "<td" not in html and "1.234" not in html.partition("</h1>")[2]
    for anchor in re.findall(r'href="#([^"]+)"', html):
        assert f'id="{anchor}"' in html
    assert "Alles is verzonnen." in html


def test_what_is_not_for_everybody_says_so_in_the_name_of_every_file(workspace: Workspace) -> None:
    released(workspace, 1, "internal")
    names = shown(workspace, 1, "internal") - {"edition.json", RESULTS}
    assert names == {
        f"INTERN-demo.{one}.{form}" for one in ("nl", "en") for form in ("html", *FORMS)
    }
    latest = workspace.published("internal", PROGRAMME)
    assert {path.name for path in latest.iterdir()} == {
        "demo", "INTERN-demo.nl.html", "INTERN-demo.en.html"
    }  # fmt: skip
    lists = (workspace.published("internal") / "index.nl.html").read_text(encoding="utf-8")
    assert "demo/1/INTERN-demo.nl.pdf" in lists


@pytest.mark.full
def test_an_audit_asks_the_browser_and_blocks_on_what_it_finds(
    workspace: Workspace, chromium: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(audit.PACKAGES, raising=False)
    editions = open_editions(workspace)
    one = added(editions, 1)
    name = one.record.page("nl")
    # Letters too pale to read, in a style that only a browser works out.
    pale = one.content[name].replace(b"</h1>", b'</h1><p style="opacity:.2">Bleek</p>', 1)
    faulty = replace(one, content={**one.content, name: pale})
    editions.add(one.record, faulty.content)
    known = Known(contacts={"cijfers@example.org"})
    with pytest.raises(GateError) as caught:
        checked(editions, [faulty], known, audited=True)
    said = [one for one in caught.value.sentences if "axe-core finds color-contrast" in one]
    assert said and said[0].startswith(f"public/{PROGRAMME}/demo/1/{name}, ")
    # One page at two addresses is looked at once.
    assert len(said) == 1


def test_an_audit_without_a_browser_is_refused_before_anything_is_made(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("playwright.sync_api")
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv(audit.BROWSER, "/nowhere/chromium")
    monkeypatch.setattr(audit, "CHANNELS", ())
    monkeypatch.setattr("analysis.run.publish.make", lambda *_: pytest.fail("made something"))
    asked = Order(
        programmes=(PROGRAMME,), state="final", released_by="An", released_on=date(2019, 4, 8),
        today=date(2019, 4, 8), audit=True,
    )  # fmt: skip
    with pytest.raises(UsageError, match="no Chromium, Chrome or Edge starts here"):
        publish(workspace, asked, lambda *_: lambda _: None)
    assert Made(open_editions(workspace)).new == []


@pytest.mark.full
def test_nothing_is_published_or_withdrawn_while_another_run_writes(
    workspace: Workspace, run: Run
) -> None:
    shutil.copytree(PROJECT / "programmes" / PROGRAMME, workspace.declarations(PROGRAMME))
    released(workspace, 1)
    before = shown(workspace, 1)
    at = ("--workspace", str(workspace.root))
    asked = [
        ("publish", *at, "--state", "final", "--released-by", "An"),
        ("publish", *at, "--due"),
        ("withdraw", *at, REPORT, "--edition", "1", "--by", "An", "--erratum", ERRATUM["nl"],
         "--erratum-en", ERRATUM["en"]),
    ]  # fmt: skip
    with writing(workspace, "build", [PROGRAMME]):
        for command in asked:
            done = run(*command)
            assert done.returncode == WriteError.exit_code, done.stderr
            assert "another run is busy in this workspace" in done.stderr
    assert shown(workspace, 1) == before
    # What was refused then can be done as soon as that run has ended.
    assert run(*asked[-1]).returncode == 0
    assert "demo.nl.pdf" not in shown(workspace, 1)

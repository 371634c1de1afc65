"""A questionnaire is drafted from an export: it reads that export, and says what is not sure."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis.cleaning import clean
from analysis.cli import cli
from analysis.problems import UsageError
from analysis.programme import Questionnaire, read_declarations
from analysis.run.drafting import Draft, draft
from analysis.workspace import Workspace
from tests.exports.survey import PROGRAMME

EXPORT = """Id;Starttijd;E-mail;Naam;Duidelijk?;Nuttig?;Cijfer (0-10);Thema's;Wat nog?;Sector
1;2020-01-20 10:00:00;an@alfa.example;An Alfa;helemaal eens;Agree;8;geld;Wij zoeken een zaal;film
2;2020-01-20 10:01:00;bo@beta.example;Bo Beta;eens;helemaal eens;7;geld, personeel;;film
3;2020-01-20 10:02:00;ci@c.example;Ci Gamma;n.v.t.;noch eens, noch oneens;9;personeel;De baas;dans
4;2020-01-20 10:03:00;do@delta.example;Do Delta;oneens;eens;6;personeel, geld;;dans
5;2020-01-20 10:04:00;ed@eps.example;Ed Eps;4 - eens;prima;10;geld;Meer tijd;circus
"""
PERSONAL = ("alfa", "Bo Beta", "zaal", "baas", "Meer tijd", "circus", "prima")


def written(folder: Path, text: str = EXPORT) -> Path:
    path = folder / "antwoorden.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def drafted(tmp_path: Path) -> Draft:
    return draft(written(tmp_path), "antwoorden.csv", "after")


def asked(form: Questionnaire) -> dict[str, tuple[str, str | None]]:
    return {question.text.nl: (question.kind, question.scale) for question in form.questions}


def test_each_column_becomes_a_question_of_its_kind(drafted: Draft) -> None:
    assert asked(drafted.form) == {
        "Duidelijk?": ("scale", "agree5"),
        "Nuttig?": ("scale", "agree5"),
        "Cijfer (0-10)": ("number", None),
        "Thema's": ("choices", "of-q4"),
        "Wat nog?": ("text", None),
        "Sector": ("choice", "of-sector"),
    }
    mark = drafted.form.questions[2]
    assert (mark.lowest, mark.highest) == (0, 10)


def test_a_known_scale_gets_all_its_places_in_order_and_the_spellings_met(drafted: Draft) -> None:
    scale = drafted.form.scale("agree5")
    assert [option.value for option in scale.valued] == [1, 2, 3, 4, 5]
    assert (scale.valued[3].name.nl, scale.valued[3].name.en) == ("eens", "agree")
    assert scale.valued[3].spoken == ["4 - eens"]
    assert [option.missing for option in scale.options if option.missing] == ["not_applicable"]


def test_nobodys_words_and_nothing_of_who_answered_is_in_a_draft(drafted: Draft) -> None:
    assert not [text for text in PERSONAL if text in drafted.text]
    assert [left.partition(" (")[0] for left in drafted.left_out] == [
        "Id", "Starttijd", "E-mail", "Naam",
    ]  # fmt: skip


def test_what_is_not_sure_stands_above_its_question(drafted: Draft) -> None:
    blocks = {block.split('id = "')[1].split('"')[0]: block
              for block in drafted.text.split("[[questions]]")[1:]}  # fmt: skip
    assert "# unsure: 1 of its 5 answers are not on this scale" in blocks["Q2"]
    assert "# unsure: whether more options were offered than were chosen" in blocks["Q4"]
    assert "# unsure: what was chosen seldom is not here" in blocks["Sector"]
    assert "# unsure" not in blocks["Q3"]
    assert drafted.unsure == sum("# unsure" in block for block in blocks.values())


@dataclass(frozen=True)
class Read:
    """What came of an export that was read with the draft that was made of it."""

    form: Questionnaire
    responses: int
    answers: int
    unreadable: int
    unsure: int


def read(folder: Path, path: Path) -> Read:
    """Draft a form of an export and read that export with it."""
    made = draft(path, path.name, "form")
    place = folder / "programmes" / "demo" / "questionnaires"
    place.mkdir(parents=True)
    (place / "form.toml").write_text(made.text, encoding="utf-8")
    keys = "".join(f"{name} = {value!r}\n" for name, value in made.entry.items())
    entry = f"file = {path.name!r}\n{keys}columns = {{}}\n".replace("'", '"')
    (place.parent / "programme.toml").write_text(PROGRAMME + entry, encoding="utf-8")
    raw = folder / "data" / "raw" / "demo"
    raw.mkdir(parents=True)
    shutil.copy(path, raw)
    workspace = Workspace(folder)
    tables = clean(workspace, read_declarations(workspace, "demo")).tables
    missing = tables["answers"]["missing"]
    return Read(
        made.form, len(tables["responses"]), len(missing), int((missing == "unreadable").sum()),
        made.unsure,
    )  # fmt: skip


def test_a_draft_reads_the_export_it_was_made_of(tmp_path: Path) -> None:
    found = read(tmp_path, written(tmp_path))
    # Five responses; the one that is unreadable is "prima", which is on no scale.
    assert (found.responses, found.unreadable) == (5, 1)


# How many rows of answers a file has was counted with csv, openpyxl and pyreadstat.
REAL = {
    "surveymonkey_538/comma-survey.csv": 1129,
    "limesurvey_ssi/2017_nl_public_data.csv": 77,
    "useR2016_forwards/useR2016.csv": 455,
    "coderefinery_pre/data/typeform/2018/aalto-may.csv": 48,
    "coderefinery_pre/data/indico/2020/online-nov.csv": 61,
    "google_forms/spack-user-survey-2020-responses.xlsx": 170,
    "redcap/checkboxes-1/data.csv": 4,
    "spss_pyreadstat/sample.sav": 5,
}


@pytest.mark.full
@pytest.mark.parametrize("name", REAL)
def test_real_exports_are_read_with_their_draft(
    real: Callable[[str], Path], tmp_path: Path, name: str
) -> None:
    first, _, rest = name.partition("/")
    found = read(tmp_path, real(first) / rest)
    assert found.responses == REAL[name]
    assert found.unsure > 0
    assert found.unreadable <= 0.02 * found.answers
    assert len({question.kind for question in found.form.questions}) > 1


def workspace(folder: Path) -> Path:
    """A programme without an export as yet."""
    place = folder / "programmes" / "demo"
    place.mkdir(parents=True)
    bare = PROGRAMME[: PROGRAMME.index("[[rounds]]")].replace(
        "reports = []", "reports = []\nexports = []"
    )
    (place / "programme.toml").write_text(bare, encoding="utf-8")
    return place / "questionnaires" / "antwoorden.toml"


def new(folder: Path, *more: str) -> tuple[int, str]:
    path = written(folder)
    command = ["new", "questionnaire", "--from", str(path), "--workspace", str(folder), *more]
    done = CliRunner().invoke(cli, command)
    if isinstance(done.exception, UsageError):
        return done.exception.exit_code, str(done.exception)
    return done.exit_code, done.output


def test_without_consent_nothing_is_written(tmp_path: Path) -> None:
    target = workspace(tmp_path)
    code, said = new(tmp_path)
    assert code == 0
    assert not target.exists()
    assert 'id = "antwoorden"' in said
    assert "Nothing was written. Add --yes to write it." in said


def test_with_consent_it_is_written_once_and_never_over_a_file(tmp_path: Path) -> None:
    target = workspace(tmp_path)
    code, said = new(tmp_path, "--yes")
    assert (code, target.exists()) == (0, True)
    assert "6 questions, of which" in said
    assert "antwoorden" in read_declarations(Workspace(tmp_path), "demo").questionnaires
    before = target.read_bytes()
    code, said = new(tmp_path, "--yes")
    assert code == UsageError.exit_code
    assert 'there is a questionnaire "antwoorden" already' in said
    assert target.read_bytes() == before
    assert new(tmp_path, "--yes", "--id", "other")[0] == 0


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--format", "limesurvy"), 'Did you mean "limesurvey"?'),
        (("--id", "../elsewhere"), '"../elsewhere" cannot be an id'),
    ],
)
def test_what_cannot_be_is_said(tmp_path: Path, more: tuple[str, ...], said: str) -> None:
    workspace(tmp_path)
    code, told = new(tmp_path, *more, "--yes")
    assert code == UsageError.exit_code
    assert said in told

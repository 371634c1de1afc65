"""The spine runs on data that nobody here made up: a real programme, declared and not coded.

Workshops, counted per day, with surveys before, after and some months later. What is expected
was counted apart from the code: by hand with awk, or here from the raw files with csv alone.
"""

import base64
import csv
import html
import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
from scipy.stats import binom, binomtest

from analysis.cleaning import clean, write
from analysis.data import ProgrammeData
from analysis.indicators import attendance, evaluation, items, published, responses
from analysis.payload import Audience
from analysis.programme import read_declarations
from analysis.report.audience import file_name
from analysis.statistics.paired import signs
from analysis.workspace import Workspace

PROJECT = Path(__file__).resolve().parents[1]
DECLARED = Path(__file__).parent / "workspaces" / "ds4biomed"
PROGRAMME = "ds4biomed"
COUNTS = "workshop_attendee_counts.csv"
SURVEYS = {
    "pre": "01-02-pre_workshop.tsv",
    "post": "01-03-post_workshop.tsv",
    "long": "01-04-longterm_workshop.tsv",
}
MEASURES = {
    "online": "num_virtual",
    "on_site": "num_inperson",
    "signed_in": "sign_in_responses",
}
OPEN = {
    "pre": ["Q5.4", "Q5.5"],
    "post": ["Q3.4", "Q6.1", "Q6.2", "Q7.1", "Q7.2", "Q7.3"],
    "long": ["Q6.3", "Q6.4", "Q6.5", "Q6.6"],
}
# As counted by awk over the surveys: lines less the header, and those with FALSE as Finished.
RESPONSES = {"pre": (67, 3), "post": (43, 2), "long": (11, 0)}
# Reports about what nobody recorded here: lists of who came, withdrawals, sectors, turns.
LACKING = ("coaching", "groups", "heterogeneity", "lists", "withdrawals")
# What only declarations and their tests may name.
NAMES_OF_PROGRAMMES = (
    r"ds4biomed|limburg-2019|id_person|id_response|num_virtual|num_inperson|\bQ\d+\.\d"
)


@pytest.fixture(scope="session")
def raw(real: Callable[[str], Path]) -> Path:
    return real("workshop_ds4biomed")


@pytest.fixture(scope="session")
def workspace(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    root = tmp_path_factory.mktemp("real")
    shutil.copytree(DECLARED, root, dirs_exist_ok=True)
    received = root / "data" / "raw" / PROGRAMME
    received.mkdir(parents=True)
    for file in [raw / COUNTS, *(raw / "surveys" / name for name in SURVEYS.values())]:
        shutil.copy(file, received)
    return Workspace(root)


@pytest.fixture(scope="session")
def data(workspace: Workspace) -> ProgrammeData:
    declared = read_declarations(workspace, PROGRAMME)
    folder = write(workspace, PROGRAMME, clean(workspace, declared))
    return ProgrammeData(declared, folder, declared.programme.as_of)


def lines(file: Path) -> list[list[str]]:
    delimiter = "\t" if file.suffix == ".tsv" else ","
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.reader(text, delimiter=delimiter))


def records(file: Path) -> list[dict[str, str]]:
    header, *rows = lines(file)
    return [dict(zip(header, row, strict=True)) for row in rows]


def survey(raw: Path, round_: str) -> list[dict[str, str]]:
    return records(raw / "surveys" / SURVEYS[round_])


def count_on(data: ProgrammeData, day: str, measure: str) -> int | None:
    rows = attendance.counts(data)
    found = rows[(rows["session_on"] == pd.Timestamp(day)) & (rows["measure"] == measure)]
    assert len(found) == 1
    value = found["count"].iloc[0]
    return None if value is pd.NA else int(value)


def test_every_row_of_every_export_has_exactly_one_disposition(
    data: ProgrammeData, workspace: Workspace
) -> None:
    receipts = data.table("receipts").set_index("file")
    dispositions = data.table("dispositions")
    assert set(receipts.index) == {COUNTS, *SURVEYS.values()}
    for file, row in receipts.iterrows():
        read = lines(workspace.raw(PROGRAMME) / str(file))
        assert row["row_count"] == len(read)
        assert row["used_count"] + row["refused_count"] + row["ignored_count"] == len(read)
        assert (dispositions["source"] == row["source"]).sum() == len(read)


def test_all_but_the_headers_is_used_and_nothing_is_a_problem(data: ProgrammeData) -> None:
    receipts = data.table("receipts").set_index("export")
    assert receipts["used_count"].to_dict() == {"counts": 17, "pre": 67, "post": 43, "long": 11}
    assert receipts["ignored_count"].to_list() == [1, 1, 1, 1]
    assert set(data.table("problems")["kind"]) <= {"straight_line"}


@pytest.mark.parametrize("round_", RESPONSES)
def test_responses_count_and_the_unfinished_ones_are_partial(
    data: ProgrammeData, round_: str
) -> None:
    whole, unfinished = RESPONSES[round_]
    received = responses.received(data, round_).iloc[0]
    assert received["count"] == whole
    assert received["partial_count"] == unfinished
    assert received["complete_count"] == whole - unfinished


@pytest.mark.parametrize("round_", RESPONSES)
def test_without_a_closing_day_it_is_not_recorded_who_was_late(
    data: ProgrammeData, round_: str
) -> None:
    assert responses.received(data, round_)["late_count"].isna().all()


@pytest.mark.parametrize("round_", RESPONSES)
def test_a_person_counts_once_and_who_was_asked_is_not_recorded(
    data: ProgrammeData, round_: str
) -> None:
    rows = responses.by_unit(data, round_)
    assert list(rows["unit"]) == ["persons"]
    assert list(rows["count"]) == [RESPONSES[round_][0]]
    assert rows[["base", "share"]].isna().all(axis=None)


def test_27_persons_answered_before_and_after_and_three_also_later(
    data: ProgrammeData, raw: Path
) -> None:
    rows = responses.in_both(data, "pre").set_index("other_round")
    assert rows["count"].to_dict() == {"post": 27, "long": 3}
    assert set(rows["base"]) == {67}
    persons = {one: {row["id_person"] for row in survey(raw, one)} for one in SURVEYS}
    assert len(persons["pre"] & persons["post"]) == 27
    assert len(persons["pre"] & persons["long"]) == 3


def places(data: ProgrammeData, round_: str, question: str) -> pd.Series:
    """The place of each person's answer on its scale, by person."""
    given = evaluation.answers(data, round_)
    persons = data.table("responses").set_index("response")["participant"]
    given = given[(given["question"] == question) & given["value"].notna()]
    return pd.Series(list(given["value"]), index=list(persons.loc[list(given["response"])]))


@pytest.mark.parametrize("item", range(1, 8))
def test_the_27_pairs_change_as_their_recodes_say(
    data: ProgrammeData, raw: Path, item: int
) -> None:
    # By the programme's own list, Q5.2 before is Q4.1 after; its recodes give the places.
    with (raw / "surveys_recodes" / "question_text_recodes.tsv").open(encoding="utf-8") as text:
        rows = csv.DictReader(text, delimiter="\t")
        place = {row["text"]: int(row["scale_value"]) for row in rows if row["scale_type"] == "4"}
    told = {
        round_: {row["id_person"]: place[row[header]] for row in survey(raw, round_)
                 if row[header] in place}
        for round_, header in (("pre", f"Q5.2_{item}"), ("post", f"Q4.1_{item}"))
    }  # fmt: skip
    both = sorted(set(told["pre"]) & set(told["post"]))
    steps = [told["post"][one] - told["pre"][one] for one in both]
    before, after = places(data, "pre", f"Q5.2_{item}"), places(data, "post", f"Q4.1_{item}")
    pairs = pd.concat([before, after], axis=1, join="inner", keys=["before", "after"])
    found = signs(pairs["before"], pairs["after"])
    assert 25 <= len(both) <= 27
    assert (found.n, found.up, found.same, found.down) == (
        len(both), sum(s > 0 for s in steps), steps.count(0), sum(s < 0 for s in steps),
    )  # fmt: skip
    moved = found.up + found.down
    assert found.p == pytest.approx(binomtest(found.up, moved).pvalue)


@pytest.mark.parametrize(
    ("day", "measure", "expected"),
    [
        ("2020-10-20", "on_site", None),  # blank
        ("2020-10-21", "signed_in", None),  # NULL
        ("2020-12-09", "signed_in", None),  # NA
        ("2021-11-23", "online", None),  # blank
        ("2021-09-23", "on_site", 0),  # written as 0
        ("2021-09-28", "on_site", 0),
        ("2021-09-20", "on_site", 1),
        ("2021-06-29", "on_site", 18),
        ("2021-09-28", "signed_in", 54),
        ("2020-12-09", "online", 5),
    ],
)
def test_not_recorded_is_empty_and_zero_is_zero(
    data: ProgrammeData, day: str, measure: str, expected: int | None
) -> None:
    assert count_on(data, day, measure) == expected


def test_every_count_is_as_it_stands_in_the_file(data: ProgrammeData, raw: Path) -> None:
    for row in records(raw / COUNTS):
        for measure, header in MEASURES.items():
            written = row[header]
            expected = None if written in ("", "NULL", "NA") else int(written)
            assert count_on(data, row["date"], measure) == expected


def test_sums_are_of_what_was_recorded_only(data: ProgrammeData) -> None:
    # awk -F, 'NR>1 && $4!="" && $4!="NULL" && $4!="NA" {n++; s+=$4} END {print n, s}', and so on
    # for $5 and $6, over the file of counts: 16 193, 8 32, 7 300.
    rows = attendance.counted(data).set_index("measure")
    assert rows["count"].to_dict() == {"online": 16, "on_site": 8, "signed_in": 7}
    assert rows["person_count"].to_dict() == {"online": 193, "on_site": 32, "signed_in": 300}
    assert set(rows["base"]) == {17}


def test_a_mean_is_the_one_counted_by_hand(data: ProgrammeData) -> None:
    # Q4.1_1 after the workshop, by sort | uniq -c: 23 strongly agree, 13 agree, 1 somewhat agree,
    # 4 neither, 1 disagree, 1 NA. So (23*7 + 13*6 + 1*5 + 4*4 + 1*2) / 42.
    rated = evaluation.ratings(data, "post").set_index("question").loc["Q4.1_1"]
    assert (rated["count"], rated["base"], rated["top_count"]) == (42, 43, 36)
    assert rated["mean"] == pytest.approx(262 / 42)
    assert rated["median"] == 7


def test_bounds_of_a_share_are_exact(data: ProgrammeData) -> None:
    # The same question: 23 strongly agree and 13 agree, of 42; the one NA is no place on a scale.
    row = items.items(data, "post").set_index("question").loc["Q4.1_1"]
    assert (row["count"], row["base"]) == (36, 42)
    # Clopper and Pearson: at which share 36 or more, or fewer, comes in one of forty times.
    assert sum(binom.pmf(k, 42, row["low_share"]) for k in range(36, 43)) == pytest.approx(0.025)
    assert sum(binom.pmf(k, 42, row["high_share"]) for k in range(37)) == pytest.approx(0.025)


def test_means_are_those_of_the_recodes_of_the_programme_itself(
    data: ProgrammeData, raw: Path
) -> None:
    recodes = raw / "surveys_recodes"
    values: dict[str, dict[str, int]] = {}
    for row in records(recodes / "question_text_recodes.tsv"):
        scale = values.setdefault(row["scale_type"], {})
        scale[row["text"]] = int(row["scale_value"])
    compared = 0
    with (recodes / "survey_question_recodes_type.csv").open(encoding="utf-8-sig") as text:
        asked = [row for row in csv.DictReader(text) if row["survey"] in SURVEYS]
    for row in asked:
        found = survey(raw, row["survey"])
        rated = evaluation.ratings(data, row["survey"]).set_index("question")
        for header in found[0]:
            if header.split("_")[0] != row["question"]:
                continue
            texts = [one[header].replace("’", "'").rstrip(".") for one in found]
            scale = values[row["scale_type"]]
            points = [scale[text] for text in texts if text != "NA"]
            assert rated.loc[header, "count"] == len(points)
            assert rated.loc[header, "mean"] == pytest.approx(statistics.fmean(points))
            assert rated.loc[header, "median"] == statistics.median(points)
            compared += 1
    # Before: 3 single questions and 7 + 8 statements; after: 6, 7, 8 and 6; later: 7, 8 and 6.
    assert compared == 18 + 27 + 21


@pytest.mark.parametrize("round_", SURVEYS)
def test_open_answers_are_counted_and_their_words_are_restricted(
    data: ProgrammeData, raw: Path, round_: str
) -> None:
    found = survey(raw, round_)
    written = [sum(row[question] != "NA" for row in found) for question in OPEN[round_]]
    rows = evaluation.open_answers(data, round_)
    assert list(rows["question"]) == OPEN[round_]
    assert list(rows["count"]) == written
    assert not (data.folder / "answer_texts.parquet").exists()


@pytest.mark.parametrize("round_", SURVEYS)
def test_the_best_statement_is_one_of_the_scale_that_is_drawn(
    data: ProgrammeData, round_: str
) -> None:
    drawn = evaluation.distribution(data, round_, evaluation.main_scale(data, round_))
    assert set(evaluation.best(data, round_)["question"]) <= set(drawn["question"])


def test_published_facts_come_out_of_the_raw_files(data: ProgrammeData) -> None:
    facts = published.check(data)
    assert list(facts["computed"]) == ["67", "43", "11", "27"]
    assert set(facts["state"]) == {"reproduced"}


def test_no_line_of_the_source_knows_a_programme() -> None:
    found = []
    for file in sorted((PROJECT / "src").rglob("*")) + sorted((PROJECT / "notebooks").iterdir()):
        if file.suffix not in (".py", ".ipynb", ".po", ".html", ".css", ".toml", ".j2"):
            continue
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            # A notebook opens by itself on the example of the clone.
            line = line.replace('programme: str = \\"limburg-2019\\"', "")
            if re.search(NAMES_OF_PROGRAMMES, line, re.IGNORECASE):
                found.append(f"{file.relative_to(PROJECT)}:{number}: {line.strip()}")
    assert found == []


class Page(HTMLParser):
    """The texts of a page that a reader sees, and those of its table cells."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.cells: list[str] = []
        self._open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("style", "script", "td", "th"):
            self._open.append(tag)
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag == self._open[-1]:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        inside = self._open[-1] if self._open else ""
        if inside in ("td", "th"):
            self.cells[-1] += data
        if inside not in ("style", "script"):
            self.seen.append(data)


@pytest.fixture(scope="module")
def pages(workspace: Workspace) -> dict[str, str]:
    """The pages that one command makes, by report and audience."""
    command = [sys.executable, "-m", "analysis", "build", "--workspace", str(workspace.root)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    index = Path(done.stdout.splitlines()[-1])
    assert index.resolve() == (workspace.reports / "index.html").resolve()
    found = sorted(workspace.reports.glob(f"draft/*/{PROGRAMME}/*.html"))
    return {
        f"{page.parent.parent.name}/{page.name}": page.read_text(encoding="utf-8") for page in found
    } | {"index.html": index.read_text(encoding="utf-8")}


def page_of(audience: Audience, report: str, language: str = "nl") -> str:
    """A page by its audience and file name."""
    return f"{audience}/{file_name(report, language, audience)}"


def everything(page: str) -> str:
    """A page with the files that it carries, as one line of plain text."""
    carried = re.findall(r"base64,([A-Za-z0-9+/=]+)", page)
    files = [base64.b64decode(one).decode("utf-8", errors="replace") for one in carried]
    return plain(html.unescape("\n".join([page, *files])))


def plain(text: str) -> str:
    return " ".join(text.replace("’", "'").replace('""', '"').split()).casefold()


@pytest.mark.full
def test_one_command_makes_the_pages_of_all_reports(pages: dict[str, str]) -> None:
    reports = ["attendance", "progress", *(f"evaluation-{one}" for one in SURVEYS), *LACKING]
    assert set(pages) == {
        "index.html",
        *(page_of(who, one, language) for who in ("internal", "public") for one in reports
          for language in ("nl", "en")),
    }  # fmt: skip
    for audience in ("internal", "public"):
        for report, (count, _) in RESPONSES.items():
            text = " ".join(Page(pages[page_of(audience, f"evaluation-{report}")]).seen)
            assert f"Er tellen {count} antwoorden mee" in text
            assert "niet geregistreerd" in text
        for report in ("pre", "post"):
            assert "27" in Page(pages[page_of(audience, f"evaluation-{report}")]).cells
        for report in ("attendance", *LACKING):
            assert "niet geregistreerd" in pages[page_of(audience, report)].casefold()


@pytest.mark.full
def test_a_page_shows_no_person_and_no_open_answer(pages: dict[str, str], raw: Path) -> None:
    written, persons, responses = set(), set(), set()
    for one, questions in OPEN.items():
        for row in survey(raw, one):
            # Two words of one answer may stand on a page by chance; a sentence cannot.
            written |= {plain(row[q]) for q in questions if len(row[q]) > 25}
            persons.add(row["id_person"])
            responses.add(f"{one}-{row['id_response']}")
    assert len(written) > 150
    # No count on these pages has three digits but the sums 193 and 300, which are no person's id.
    known = {person for person in persons if len(person) == 3}
    assert len(known) > 50
    for name, page in pages.items():
        text, cells = everything(page), {cell.strip() for cell in Page(page).cells}
        assert not known & cells, name
        assert not responses & set(re.findall(r"(?:pre|post|long)-\d+", text)), name
        assert not [answer for answer in written if answer in text], name

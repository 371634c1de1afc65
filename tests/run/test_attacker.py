"""Whoever reads all that is published, every edition of it, cannot work out what is hidden.

The attacker of these tests shares no code with the protection (`attacker.py`). It is even told
more than a reader can know: which tables are complete, and that a hidden count is not zero.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from analysis.data import ProgrammeData
from analysis.disclosure import Plan, plan
from analysis.indicators.days import facts
from analysis.programme import read_declarations
from analysis.run.drafts import Made
from analysis.run.pages import rules_of, run_all
from analysis.run.publish import publish
from analysis.run.release import Order
from analysis.workspace import Workspace
from tests.run.attacker import NEAR, Attack, Group, Knowledge, Read, Rule, of_lists, read

# What they attack takes long to make, so the other worker does not make it too.
pytestmark = pytest.mark.xdist_group("attacker")

PROGRAMME = "limburg-2019"
SMALLEST, WIDE = 5, 4

Sum = Mapping[Group, float]


@dataclass(frozen=True)
class Secret:
    """A sum that is protected: its true value, and how wide what is possible must stay."""

    of: Sum
    value: int
    width: float


@dataclass
class Published:
    """What everybody can read of one release, and what only the test knows of it."""

    told: Read
    truth: Read
    facts: dict[Group, int]
    secrets: list[Secret]
    rules: list[Rule] = field(default_factory=list)
    others: list[Read] = field(default_factory=list)

    def true(self, group: Group) -> int | None:
        """The true count of a group; of merged values the sum of theirs."""
        if isinstance(value := self.truth.counts.get(group), int):
            return value
        for variable, values in group[1]:
            rest = group[1] - {(variable, values)}
            parts = [(group[0], rest | {(variable, frozenset({one}))}) for one in values]
            counts = [self.truth.counts.get(part) for part in parts]
            if len(values) > 1 and all(isinstance(one, int) for one in counts):
                return sum(one for one in counts if one is not None)
        return None


def of_plan(decided: Plan, facts: Mapping[Any, int], payloads: Sequence[Any]) -> Published:
    """What a plan lets everybody read, in the form in which it is published."""
    public = [p for report in decided.payloads.values() for p in report if p.audience == "public"]
    return Published(
        read(payloads),
        read(json.loads(one.model_dump_json()) for one in public),
        {(group.unit, group.of): value for group, value in facts.items()},
        [
            Secret({(g.unit, g.of): float(sign) for g, sign in one.of}, one.value, one.width)
            for one in decided.choice.targets
        ],
        [(one.variable, one.of, one.values) for one in decided.derived],
    )


def shown(decided: Plan) -> list[Any]:
    """The payloads that everybody reads, as results hold them."""
    return [
        json.loads(one.model_dump_json())
        for report in sorted(decided.payloads)
        for one in decided.protected(report, "public")
    ]


def found(release: Published) -> list[str]:
    """What the attacker learns that it should not, or takes for true that is not."""
    leaks = []
    for unit in sorted({group[0] for secret in release.secrets for group in secret.of}):
        secrets = [one for one in release.secrets if {g[0] for g in one.of} == {unit}]
        attack = attacked(release, unit, secrets)
        for secret in secrets:
            low, high = attack.interval(secret.of)
            assert low - NEAR <= secret.value <= high + NEAR, (secret, low, high)
            if high - low < secret.width - NEAR or high - low < 1 - NEAR:
                leaks.append(f"{secret.of} = {secret.value}: between {low:.1f} and {high:.1f}")
    return leaks


def attacked(release: Published, unit: str, secrets: Sequence[Secret]) -> Attack:
    """An attacker who has read everything about one unit."""
    known = knowledge(release, unit)
    groups = known.groups() | {g for one in secrets for g in one.of}
    rules = release.rules if unit == "organisations" else []
    attack = Attack(groups, release.told.several, rules)
    attack.learn(known)
    return attack


def knowledge(release: Published, unit: str) -> Knowledge:
    told = release.told
    mine = {group: value for group, value in told.counts.items() if group[0] == unit}
    variables = {variable for group in mine for variable, _ in group[1]}
    known = of_lists(told, variables) if told.lists else Knowledge()
    known = Knowledge(
        [one for one in known.equal if next(iter(one[0]))[0] == unit],
        [one for one in known.between if next(iter(one[0]))[0] == unit],
    )
    facts = {group: value for group, value in release.facts.items() if group[0] == unit}
    # What another edition told still helps where it is still true.
    before = {
        group: value
        for other in release.others
        for group, value in other.counts.items()
        if group[0] == unit and value is not None and value == release.true(group)
    }
    for group, value in (facts | before | {g: v for g, v in mine.items() if v is not None}).items():
        known.equal.append(({group: 1.0}, value))
    for group in (group for group, value in mine.items() if value is None):
        if (release.true(group) or 0) > 0 and not of_few(release, group):
            known.between.append(({group: 1.0}, 1, float("inf")))
    known.equal += [({whole: 1.0, **dict.fromkeys(rows, -1.0)}, 0.0)
                    for whole, rows in complete(release, unit)]  # fmt: skip
    return known


def of_few(release: Published, group: Group) -> bool:
    """Whether a count is part of a group with few in it, of which also zeros are hidden."""
    wholes = (
        (group[0], group[1] - {pair}) for pair in group[1]
    )  # fmt: skip
    return any(0 < (release.true(whole) or 0) < SMALLEST for whole in wholes)


def complete(release: Published, unit: str) -> list[tuple[Group, set[Group]]]:
    """Tables of which the rows are all there is, so that they add up to their whole."""
    tables = []
    for (_, _, variable, of_unit, rest), rows in release.told.tables.items():
        asked = [dict(row[1])[variable] for row in rows]
        apart = sum(map(len, asked)) == len(frozenset().union(*asked))
        if of_unit == unit and apart and len(rows) > 1 and variable not in release.told.several:
            total = release.true((unit, rest))
            counts = [release.true(row) for row in rows]
            if total is not None and total == sum(one or 0 for one in counts):
                tables.append(((unit, rest), rows))
    return tables


@pytest.fixture(scope="module")
def unprotected(built: Path) -> tuple[dict[str, list[Any]], Any, dict[Any, int], list[Any]]:
    """The payloads of the example with their true numbers, the rules, the published facts, and
    what follows from what.
    """
    workspace = Workspace(built)
    declarations = read_declarations(workspace, PROGRAMME)
    programme = declarations.programme
    data = ProgrammeData(declarations, workspace.processed(PROGRAMME), programme.as_of)
    ran = run_all(workspace, data, lambda _: None)
    payloads = {one.report.id: one.executed.payloads for one in ran}
    return payloads, programme.disclosure, facts(data), rules_of(data, ran)


@pytest.mark.full
def test_the_attacker_finds_nothing_in_the_example_and_finds_the_planted_leak(
    unprotected: tuple[dict[str, list[Any]], Any, dict[Any, int], list[Any]],
) -> None:
    payloads, rules, told, derived = unprotected
    decided = plan(payloads, rules, told, derived=derived)
    assert derived and list(decided.derived) == derived
    safe = of_plan(decided, told, shown(decided))
    assert len(safe.secrets) > 10
    assert found(safe) == []
    planted = plan(payloads, rules, told, derived=derived, secondary=False)
    leaky = of_plan(planted, told, shown(planted))
    leaks = found(leaky)
    assert leaks
    assert any(_exact(leak) for leak in leaks), leaks


def _exact(leak: str) -> bool:
    low, high = leak.rsplit("between ", 1)[1].split(" and ")
    return low == high


@pytest.fixture(scope="module")
def twice(built: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, list[Made]]:
    """The example published as it stood on two days, in both languages and every form."""
    root = tmp_path_factory.mktemp("twice") / "workspace"
    shutil.copytree(built, root)
    workspace = Workspace(root)
    days = [(date(2019, 3, 30), date(2019, 4, 1)), (date(2019, 4, 5), date(2019, 4, 8))]
    orders = [
        Order(
            programmes=(PROGRAMME,), state="provisional", released_by="An Peeters",
            released_on=day, today=day, as_of=as_of,
        )
        for as_of, day in days
    ]  # fmt: skip
    return workspace, [publish(workspace, one, lambda _, __: lambda _: None) for one in orders]


def results(workspace: Workspace, made: Made) -> list[Any]:
    """The results of the editions that one release published, as they lie in the public folder."""
    folder = workspace.published("public", PROGRAMME)
    files = [folder / one.record.place / "results.json" for one in made.new]
    return [
        payload
        for file in files
        for payload in json.loads(file.read_text(encoding="utf-8"))["payloads"]
    ]


def facts_of(workspace: Workspace, made: Made) -> dict[Any, int]:
    declarations = read_declarations(workspace, PROGRAMME)
    day = made.drafts[0].record.as_of
    return facts(ProgrammeData(declarations, workspace.processed(PROGRAMME), day))


@pytest.mark.full
@pytest.mark.parametrize("number", [0, 1])
def test_the_attacker_finds_nothing_in_all_editions_together(
    twice: tuple[Workspace, list[Made]], number: int
) -> None:
    workspace, releases = twice
    made, other = releases[number], releases[1 - number]
    release = of_plan(made.plans[PROGRAMME], facts_of(workspace, made), results(workspace, made))
    elsewhere = read(results(workspace, other))
    release.others = [told_by_facts(elsewhere, facts_of(workspace, other))]
    # A fact that was published outside may undo what an edition before it kept; none of ours may.
    undone_outside = found(release)
    assert len(undone_outside) < len(release.secrets) / 2
    release.others = [elsewhere]
    assert set(found(release)) <= set(undone_outside)


def told_by_facts(elsewhere: Read, facts: Mapping[Group, int]) -> Read:
    """Those counts of an edition that published facts tell by themselves."""
    known = {(group.unit, group.of): value for group, value in facts.items()}
    counts: dict[Group, Any] = {}
    for unit in {group[0] for group in known}:
        mine = {group: value for group, value in known.items() if group[0] == unit}
        asked = [g for g, value in elsewhere.counts.items() if g[0] == unit and value is not None]
        attack = Attack({*mine, *asked}, elsewhere.several)
        attack.learn(Knowledge([({group: 1.0}, value) for group, value in mine.items()], []))
        for group in asked:
            low, high = attack.interval({group: 1.0})
            if high - low < NEAR:
                counts[group] = elsewhere.counts[group]
    return replace(elsewhere, counts=counts)

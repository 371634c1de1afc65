"""One edition of a report for one audience, made but not yet shown to anybody."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from analysis.data import ProgrammeData
from analysis.disclosure import Plan, Sum
from analysis.payload import Audience, Payload
from analysis.programme.models import Report
from analysis.programme.site import Site
from analysis.report.changes import Difference, between
from analysis.report.editions import (
    RESULTS,
    ByLanguage,
    Record,
    Released,
    kinds,
    number_for,
    same_source,
    standing,
)
from analysis.report.frame import Kind
from analysis.report.notebooks import digest_of_sources, notebook
from analysis.run.editions import Editions
from analysis.run.executing import Ran, declared_of, digest_of, software


@dataclass(frozen=True)
class Reason:
    """Why a report is published anew, as its publisher says it."""

    kind: Kind
    texts: ByLanguage


@dataclass(frozen=True)
class Order:
    """What a publisher asks: which reports, in what state, for whom, and when.

    Without `report` it is all of the programmes. `today` only decides whether an embargo is
    over; no page holds it. With `audit` a browser looks at the pages too.
    """

    programmes: tuple[str, ...]
    state: Released
    released_by: str
    released_on: date
    today: date
    report: str | None = None
    audiences: tuple[Audience, ...] = ("public",)
    embargo: date | None = None
    reason: Reason | None = None
    as_of: date | None = None
    known_on: date | None = None
    strict: bool = False
    audit: bool = False

    @property
    def waits(self) -> bool:
        """Whether nobody may see yet that there is an edition."""
        return self.embargo is not None and self.embargo > self.today


@dataclass(frozen=True)
class Release:
    """All reports of a programme, protected together, and what their publisher asked.

    `leaks` are sentences on what readers could work out in spite of the protection.
    """

    editions: Editions
    data: ProgrammeData
    ran: Sequence[Ran]
    plan: Plan
    order: Order
    site: Site
    leaks: Sequence[str] = ()

    def protected(self, report: str, audience: Audience) -> list[Payload]:
        """What an audience may read of a report."""
        return self.plan.protected(report, audience)


@dataclass(frozen=True)
class Draft:
    """An edition, and what it shows otherwise than the one that readers have now."""

    ran: Ran
    record: Record
    before: Record | None
    payloads: list[Payload]
    differences: list[Difference] = field(default_factory=list)
    content: dict[str, bytes] = field(default_factory=dict)

    @property
    def unchanged(self) -> bool:
        """Whether readers have the same already, in the same state."""
        if self.before is None or self.differences:
            return False
        same_state = self.before.released_as == self.record.released_as
        return same_state and same_source(self.before, self.record)


def earlier(editions: Editions, programme: str, audience: Audience) -> list[Record]:
    """The editions that whoever reads this one may know: also those that wait or were withdrawn.

    The insiders can read what the public can. The first edition comes first.
    """
    readable = {"public", audience}
    known = [one for one in editions.of(programme) if one.audience in readable]
    return sorted(known, key=lambda one: (one.released_on, one.report, one.number, one.audience))


def left_uncertain(editions: Editions, known: Sequence[Record]) -> dict[Sum, float]:
    """What the plans of earlier editions kept uncertain, with the width of what was possible."""
    kept: dict[Sum, float] = {}
    for record in known:
        for of, width in editions.kept_uncertain(record).items():
            kept[of] = max(width, kept.get(of, 0.0))
    return kept


def draft(release: Release, ran: Ran, audience: Audience) -> Draft:
    """What the next edition of a report is for an audience, without its files yet."""
    editions, report = release.editions, ran.report
    payloads = release.protected(report.id, audience)
    others = editions.of(release.data.id, report.id)
    before = standing([one for one in others if one.audience == audience and not one.waiting])
    record = _record(release, report, audience)
    record = record.model_copy(update={"number": number_for(others, record)})
    if audience == "public":
        place = f"{record.programme}/{record.place}/"
        record = record.model_copy(update={"address": release.site.at(place)})
    if before is None:
        return Draft(ran, record, None, payloads)
    found = between(editions.payloads(before), payloads)
    why = _kinds(before, record, release.order, found)
    return Draft(ran, record.model_copy(update={"kinds": why}), before, payloads, found)


def _record(release: Release, report: Report, audience: Audience) -> Record:
    data, order = release.data, release.order
    method = [digest_of_sources(notebook(report.notebook)), declared_of(report)]
    plan = release.plan.digest
    known = sorted(one.files[RESULTS] for one in earlier(release.editions, data.id, audience))
    receipts = data.of(report).table("receipts")
    return Record(
        programme=data.id,
        programme_name=data.programme.name.in_languages(),
        owner=data.programme.owner,
        report=report.id,
        title=report.title.in_languages(),
        audience=audience,
        number=0,
        state=order.state,
        released_as=order.state,
        released_on=order.released_on,
        released_by=order.released_by,
        embargo=order.embargo,
        waiting=order.waits,
        as_of=data.of(report).as_of,
        reason=order.reason.texts if order.reason else {},
        fictional=data.fictional,
        digest=digest_of_all([digest_of(data, report), plan, known]),
        data_digest=data.digest,
        method_digest=digest_of_all([*method, software()]),
        plan_digest=plan,
        inputs=dict(zip(receipts["file"].astype(str), receipts["sha256"].astype(str), strict=True)),
    )


def digest_of_all(content: Any) -> str:
    """The digest of something that JSON can hold."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _kinds(
    before: Record, record: Record, order: Order, found: Collection[Difference]
) -> list[Kind]:
    """Why it differs: what its publisher says comes first; nothing where nothing differs."""
    said: list[Kind] = [order.reason.kind] if order.reason else []
    derived = kinds(before, record) if found else []
    if said:
        # Whoever says why knows better than can be told from the files whether data were wrong.
        derived = [kind for kind in derived if kind == "method"]
    return list(dict.fromkeys([*said, *derived]))

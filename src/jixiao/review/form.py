"""The review form (项目支出绩效目标审核表): points that findings propose, the rest left to a person.

A form is made for the whole plan and for each project. What findings cannot judge stays open, with
the findings that bear on it beside it; a person's points close it (:func:`completed`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from jixiao.findings.finding import Finding
from jixiao.law.packs import Item, Pack
from jixiao.plan.model import Plan, Project
from jixiao.plan.money import half_up, plain
from jixiao.review.catalogue import rules

#: Grades of one item by the share of its points; lower bounds belong to the higher grade.
#: General knowledge (the form's own notes were not read); the same for every pack so far.
_SHARES = (("优", Decimal("0.9")), ("良", Decimal("0.8")), ("中", Decimal("0.6")))
_WORST = "差"
_MOST = 6


@dataclass(frozen=True)
class Reason:
    """Why points are proposed to be taken off: a kind of fault, how often, how many points."""

    rule: str
    title: str
    count: int
    off: Decimal


@dataclass(frozen=True)
class ItemProposal:
    """One item of the form. ``points`` is ``None`` where a person has to judge."""

    item: Item
    points: Decimal | None
    reasons: tuple[Reason, ...]
    by_person: bool = False

    @property
    def open(self) -> bool:
        """Whether a person still has to judge it."""
        return self.points is None

    @property
    def grade(self) -> str | None:
        """优, 良, 中 or 差 by the share of the item's points; ``None`` while it is open."""
        if self.points is None:
            return None
        share = self.points / self.item.points
        return next((name for name, bound in _SHARES if share >= bound), _WORST)

    def to_json(self) -> dict[str, Any]:
        """As contract §4 has it, with the reasons."""
        return {
            "key": self.item.key,
            "block": self.item.block,
            "item": self.item.name,
            "question": self.item.question,
            "max": plain(self.item.points),
            "points": None if self.points is None else plain(half_up(self.points)),
            "grade": self.grade,
            "open": self.open,
            "reasons": [
                {"rule": r.rule, "title": r.title, "count": r.count, "off": plain(r.off)}
                for r in self.reasons
            ],
        }


@dataclass(frozen=True)
class ReviewForm:
    """The form with all its items; ``grade`` and ``leads_to`` only when no item is open."""

    items: tuple[ItemProposal, ...]
    total: Decimal
    grade: str | None
    leads_to: str | None = None

    @property
    def general_grade(self) -> str | None:
        """The grade of a general project, by counting the items' grades; ``None`` while one is open."""
        grades = [item.grade for item in self.items]
        return None if None in grades else counted_grade([g for g in grades if g])

    def to_json(self) -> dict[str, Any]:
        """As contract §4 has it."""
        return {
            "items": [item.to_json() for item in self.items],
            "total": plain(half_up(self.total)),
            "grade": self.grade,
            "leads_to": self.leads_to,
        }


@dataclass(frozen=True)
class ProjectForm:
    """The form of one project, with the findings it rests on."""

    project: Project
    form: ReviewForm
    findings: tuple[Finding, ...]


def counted_grade(grades: Sequence[str]) -> str:
    """The overall grade by counts (general knowledge): six of eight 优 and no 中 or 差 make 优 …"""
    counts = Counter(grades)
    good = counts["优"] + counts["良"]
    if counts["优"] >= _MOST and not counts["中"] and not counts[_WORST]:
        return "优"
    if good >= _MOST and not counts[_WORST]:
        return "良"
    return "中" if good + counts["中"] >= _MOST else _WORST


def propose(pack: Pack, findings: Iterable[Finding]) -> ReviewForm:
    """The form's proposal: each kind of fault takes points off once, however often it occurs."""
    by_item: dict[str, dict[str, list[Finding]]] = {}
    for finding in findings:
        one = rules().get(finding.rule)
        item = one.speaks_to() if one else "complete"
        by_item.setdefault(item, {}).setdefault(finding.rule, []).append(finding)
    return _totalled(pack, [_item(pack, item, by_item.get(item.key, {})) for item in pack.items])


def project_forms(pack: Pack, plan: Plan, findings: Iterable[Finding]) -> Iterator[ProjectForm]:
    """The form of every project in printed order: a finding counts wherever it or ``also`` points."""
    of: dict[str, list[Finding]] = {project.id: [] for project in plan.projects}
    for finding in findings:
        places = {where.project for where in (finding.where, *finding.also)}
        for identity in places & of.keys():
            of[identity or ""].append(finding)
    for project in plan.projects:
        own = tuple(of[project.id])
        yield ProjectForm(project, propose(pack, own), own)


def completed(pack: Pack, form: ReviewForm, judged: Mapping[str, Decimal]) -> ReviewForm:
    """The form with a person's points by item key, over what was proposed or left open.

    Raises:
        ValueError: no such item, or points outside 0 and its most; the words say which.
    """
    known = {item.item.key: item for item in form.items}
    for key, points in judged.items():
        if key not in known:
            raise ValueError(f"审核表没有“{key}”这一项；有：{'、'.join(known)}")
        if not 0 <= points <= known[key].item.points:
            most = plain(known[key].item.points)
            raise ValueError(f"“{known[key].item.name}”的得分应在0到{most}之间，给的是{points}")
    items = [
        replace(item, points=judged[key], by_person=True) if key in judged else item
        for key, item in known.items()
    ]
    return _totalled(pack, items)


def _totalled(pack: Pack, items: Sequence[ItemProposal]) -> ReviewForm:
    total = sum((i.points for i in items if i.points is not None), Decimal(0))
    grade = None if any(i.open for i in items) else pack.grade(total)
    return ReviewForm(tuple(items), total, grade, pack.outcomes.get(grade or ""))


def _item(pack: Pack, item: Item, faults: dict[str, list[Finding]]) -> ItemProposal:
    reasons = tuple(_reason(pack, code, found) for code, found in sorted(faults.items()))
    if not item.judged:
        return ItemProposal(item, None, reasons)
    off = sum((r.off for r in reasons), Decimal(0))
    return ItemProposal(item, max(item.points - off, Decimal(0)), reasons)


def _reason(pack: Pack, code: str, found: list[Finding]) -> Reason:
    one = rules().get(code)
    heaviest = min((f.level for f in found), key=lambda level: level.rank)
    title = one.title() if one else found[0].fault.rstrip("。")
    return Reason(code, title, len(found), pack.deductions[heaviest])

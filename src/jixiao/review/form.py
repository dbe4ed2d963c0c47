"""The review form (项目支出绩效目标审核表): points that findings propose, the rest left to a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jixiao.law.packs import Item, Pack
from jixiao.plan.finding import Finding
from jixiao.plan.money import half_up, plain
from jixiao.review.catalogue import rules


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

    @property
    def open(self) -> bool:
        """Whether a person still has to judge it."""
        return self.points is None

    def to_json(self) -> dict[str, Any]:
        """As contract §4 has it, with the reasons."""
        return {
            "key": self.item.key,
            "block": self.item.block,
            "item": self.item.name,
            "question": self.item.question,
            "max": plain(self.item.points),
            "points": None if self.points is None else plain(half_up(self.points)),
            "open": self.open,
            "reasons": [
                {"rule": r.rule, "title": r.title, "count": r.count, "off": plain(r.off)}
                for r in self.reasons
            ],
        }


@dataclass(frozen=True)
class ReviewForm:
    """The form with all its items; ``grade`` only when no item is open."""

    items: tuple[ItemProposal, ...]
    total: Decimal
    grade: str | None

    def to_json(self) -> dict[str, Any]:
        """As contract §4 has it."""
        return {
            "items": [item.to_json() for item in self.items],
            "total": plain(half_up(self.total)),
            "grade": self.grade,
        }


def propose(pack: Pack, findings: Iterable[Finding]) -> ReviewForm:
    """The form's proposal: each kind of fault takes points off once, however often it occurs.

    What findings cannot judge stays open; findings that bear on it are shown beside it.
    """
    by_item: dict[str, dict[str, list[Finding]]] = {}
    for finding in findings:
        one = rules().get(finding.rule)
        item = one.speaks_to() if one else "complete"
        by_item.setdefault(item, {}).setdefault(finding.rule, []).append(finding)
    items = tuple(_item(pack, item, by_item.get(item.key, {})) for item in pack.items)
    total = sum((i.points for i in items if i.points is not None), Decimal(0))
    grade = None if any(i.open for i in items) else pack.grade(total)
    return ReviewForm(items, total, grade)


def _item(pack: Pack, item: Item, faults: dict[str, list[Finding]]) -> ItemProposal:
    reasons = tuple(_reason(pack, code, found) for code, found in sorted(faults.items()))
    if not item.judged:
        return ItemProposal(item, None, reasons)
    off = sum((r.off for r in reasons), Decimal(0))
    return ItemProposal(item, max(item.points - off, Decimal(0)), reasons)


def _reason(pack: Pack, code: str, found: list[Finding]) -> Reason:
    one = rules().get(code)
    heaviest = min((f.level for f in found), key=lambda level: level.rank)
    return Reason(
        code, one.title() if one else found[0].fault, len(found), pack.deductions[heaviest]
    )

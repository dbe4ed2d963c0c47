"""复核: what the re-check of a project drawn by lot came to, held against what it had claimed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from jixiao.acts.kind import ActRefusedError, Draft, Kind, Told
from jixiao.acts.reasons import reason
from jixiao.plan.money import decimal_of, plain
from jixiao.terms.roles import DECIDING, Role


@dataclass(frozen=True)
class Audit:
    """The points a re-check came to, out of a hundred, and what was looked at."""

    project: str
    points: Decimal
    reason: str
    who: str
    recorded: datetime


class AuditKind(Kind[Audit]):
    """About a project of one draw; binds to the self-evaluation it was drawn from."""

    name, label = "audit", "复核"
    about = frozenset({"sample", "project"})
    facts = frozenset({"points"})
    words = frozenset({"reason"})
    may = DECIDING | {Role.CLERK.value}

    def sentence(self, told: Told) -> str:
        """What happened."""
        return f"复核得 {told.says['points']} 分：{told.says['reason']}"

    def refuse(self, draft: Draft, before: Sequence[Told]) -> str:
        """Points of a hundred, and a word of what was looked at."""
        del before
        return "" if draft.says["reason"] and draft.binds else "请写明复核看了什么、差在哪里。"

    def fold(self, told: Sequence[Told]) -> Audit:
        """The last re-check stands before an earlier one."""
        one = told[-1]
        return Audit(
            one.act.subject["project"], Decimal(one.says["points"]), one.says["reason"], one.who,
            one.moment or one.act.recorded,
        )  # fmt: skip


def audit_says(points: str, why: str) -> dict[str, str]:
    """What a re-check says.

    Raises:
        ActRefusedError: no points of a hundred, or no word of what was looked at.
    """
    found = decimal_of(points.strip())
    if found is None or not 0 <= found <= 100 or -int(found.as_tuple().exponent) > 2:
        raise ActRefusedError(
            f"复核得分应是 0 到 100、最多两位小数，写的是“{points.strip()[:20]}”。"
        )
    said = reason(why, "请写明复核看了什么、差在哪里，不超过 500 字。")
    return {"points": plain(found), "reason": said}

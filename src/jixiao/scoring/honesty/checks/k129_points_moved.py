"""K129: points moved between rows after approval."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.model import Indicator
from jixiao.plan.money import plain
from jixiao.scoring.honesty.approved import approved_rows
from jixiao.scoring.honesty.check import Check
from jixiao.scoring.honesty.claim import Claim
from jixiao.terms.findings import Level


class PointsMoved(Check):
    """分值与批复的不同。

    分值随目标一起批复；从没有做到的行挪到做到的行，总分就高了。

    反例：
        指标:
          - [数量指标, 检查家数, "≥60家", "30", "10", "5", 汛期停了两个月]
          - [质量指标, 合格率, "≥95%", "97", "80", "80"]
        批复:
          - [数量指标, 检查家数, "≥60家", "50"]
          - [质量指标, 合格率, "≥95%", "40"]

    正例：
        指标:
          - [数量指标, 检查家数, "≥60家", "60", "50", "50"]
          - [质量指标, 合格率, "≥95%", "97", "40", "40"]
        批复:
          - [数量指标, 检查家数, "≥60家", "50"]
          - [质量指标, 合格率, "≥95%", "40"]
    """

    code, level, urgency = "K129", Level.RETURN, 4
    english = "points moved between rows after approval"
    cites = (cite("财预〔2020〕10号", "自评要求"),)

    def look(self, claim: Claim) -> Iterator[Finding]:
        moved = list(_moved(claim))
        if moved:
            said = "、".join(
                f"“{one.name}”由{plain(was)}改为{plain(now)}" for one, was, now in moved
            )
            yield self.finding(
                claim.at("weight", moved[0][0]), f"分值与批复的不同：{said}。",
                "按批复的分值自评；调整过的，附调整的批复。",
                also=[claim.at("weight", one) for one, _, _ in moved[1:]],
            )  # fmt: skip


def _moved(claim: Claim) -> Iterator[tuple[Indicator, Decimal, Decimal]]:
    """Rows whose points differ from those approved; silent where none were approved."""
    for one, goal in approved_rows(claim.project, claim.approved):
        if goal and goal.weight is not None and one.weight not in (None, goal.weight):
            assert one.weight is not None
            yield one, goal.weight, one.weight

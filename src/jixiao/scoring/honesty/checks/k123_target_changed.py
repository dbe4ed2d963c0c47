"""K123: a target other than the one approved."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.model import Indicator
from jixiao.plan.words import squeeze
from jixiao.scoring.honesty.approved import approved_rows
from jixiao.scoring.honesty.check import Check
from jixiao.scoring.honesty.claim import Claim
from jixiao.terms.findings import Level


class TargetChanged(Check):
    """自评表的目标与批复的不同。

    目标批复以后不经程序不能改；把目标改低了再自评，等于没有目标。

    反例：
        指标: [[数量指标, 检查家数, "≥30家", "31", "90", "90"]]
        批复: [[数量指标, 检查家数, "≥60家"]]

    正例：
        指标: [[质量指标, 合格率, "不低于95%", "96", "90", "90"]]
        批复: [[质量指标, 合格率, "≥95％"]]
    """

    code, level, urgency = "K123", Level.RETURN, 4
    english = "a target other than the one approved"
    cites = (cite("财预〔2020〕10号", "自评要求"),)

    def look(self, claim: Claim) -> Iterator[Finding]:
        for one, goal in approved_rows(claim.project, claim.approved):
            if goal and _differs(one, goal):
                yield self.finding(
                    claim.at("target", one),
                    f"“{one.name}”批复的目标是{goal.target.raw}，自评表上是{one.target.raw}。",
                    "按批复的目标自评；调整过的，附调整的批复。",
                )  # fmt: skip


def _differs(one: Indicator, goal: Indicator) -> bool:
    ours, theirs = one.target, goal.target
    same = (ours.kind, ours.operator, ours.value, ours.high, ours.unit) == (
        theirs.kind, theirs.operator, theirs.value, theirs.high, theirs.unit,
    )  # fmt: skip
    return not same and squeeze(ours.raw) != squeeze(theirs.raw)

"""K124: an approved indicator is missing."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.words import squeeze
from jixiao.scoring.honesty.check import Check
from jixiao.scoring.honesty.claim import Claim
from jixiao.terms.findings import Level


class IndicatorDropped(Check):
    """批复的指标自评时不见了。

    批复的指标都要自评；没有做到的从表里消失，总分就高了。

    反例：
        指标: [[数量指标, 检查家数, "≥60家", "61", "90", "90"]]
        批复:
          - [数量指标, 检查家数, "≥60家"]
          - [社会效益指标, 投诉办结率, "≥90%"]

    正例：
        指标: [[数量指标, 检查家数, "≥60家", "61", "90", "90"]]
        批复: [[数量指标, 检查家数, "≥60家"]]
    """

    code, level, urgency = "K124", Level.RETURN, 4
    english = "an approved indicator is missing"
    cites = (cite("财预〔2020〕10号", "自评要求"),)

    def look(self, claim: Claim) -> Iterator[Finding]:
        if claim.approved is None:
            return
        there = {squeeze(i.name) for i in claim.project.indicators}
        gone = [i for i in claim.approved.indicators if squeeze(i.name) not in there]
        if gone:
            names = "、".join(f"“{i.name}”" for i in gone)
            yield self.finding(
                claim.at("indicators"), f"批复的{len(gone)}条指标没有自评：{names}。",
                "补上这些指标；不适用的，写明原因。",
            )  # fmt: skip

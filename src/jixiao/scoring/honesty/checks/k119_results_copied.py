"""K119: results copied from the goals."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.words import squeeze
from jixiao.scoring.honesty.check import Check
from jixiao.scoring.honesty.claim import Claim
from jixiao.terms.findings import Level


class ResultsCopied(Check):
    """实际完成情况照抄预期目标。

    照抄预期目标等于没有说做成了什么，别人无从核对。

    反例：
        目标: 查完全县电梯
        结果: 查完全县电梯
        指标: [[数量指标, 检查台数, "≥30台", "31", "90", "90"]]

    正例：
        目标: 查完全县电梯
        结果: 检查电梯31台，发现的4处隐患都已整改
        指标: [[数量指标, 检查台数, "≥30台", "31", "90", "90"]]
    """

    code, level, urgency = "K119", Level.IMPROVE, 1
    english = "results copied from the goals"
    cites = (cite("财预〔2020〕10号", "自评要求"),)

    def look(self, claim: Claim) -> Iterator[Finding]:
        if claim.printed is None:
            return
        goals, results = (squeeze(claim.printed.text(k)) for k in ("goals", "results"))
        if goals and goals == results:
            yield self.finding(
                claim.at("results"),
                "实际完成情况与预期目标一字不差。",
                "写实际做成了什么，用数说明。",
            )

"""K117: name, target and actual are one word."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.words import squeeze
from jixiao.scoring.honesty.check import Check
from jixiao.scoring.honesty.claim import Claim
from jixiao.terms.findings import Level


class WordsRepeated(Check):
    """指标名称、目标、实际说的是同一个词。

    三格都填“可持续”，等于什么也没有说，不能据以给分。

    反例：
        指标:
          - [数量指标, 抽检批次, "≥95批次", "96", "80", "80"]
          - [可持续影响指标, 可持续, 可持续, 可持续, "10", "9"]

    正例：
        指标:
          - [数量指标, 抽检批次, "≥95批次", "96", "80", "80"]
          - [可持续影响指标, 快检室使用年限, ≥5年, 5年, "10", "10"]
    """

    code, level, urgency = "K117", Level.RETURN, 2
    english = "name, target and actual are one word"
    cites = (cite("财预〔2020〕10号", "自评要求"),)

    def look(self, claim: Claim) -> Iterator[Finding]:
        for one in claim.project.indicators:
            said = {squeeze(t) for t in (one.target.raw, one.actual) if t}
            name = squeeze(one.name)
            if (
                len(said) == 1
                and one.actual
                and (said == {name} or next(iter(said)) in squeeze(one.level2)[:3])
            ):
                yield self.finding(
                    claim.at("actual", one), f"指标“{one.name}”的目标和实际都填“{one.actual}”，没有说出做到了什么。",
                    "写明可以核对的影响，或者删去这条指标。",
                )  # fmt: skip

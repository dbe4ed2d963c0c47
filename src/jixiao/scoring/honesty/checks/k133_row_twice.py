"""K133: one indicator on two rows, with points for each."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.model import Indicator
from jixiao.plan.words import squeeze
from jixiao.scoring.honesty.check import Check
from jixiao.scoring.honesty.claim import Claim
from jixiao.terms.findings import Level


class RowTwice(Check):
    """同一条指标填了两行，各得一份分。

    一件事填两行，就得了两份分。

    反例：
        指标:
          - [数量指标, 检查家数, "≥30家", "31", "45", "45"]
          - [数量指标, 检查家数, "≥30家", "31", "45", "45"]

    正例：
        指标:
          - [数量指标, 检查家数, "≥30家", "31", "45", "45"]
          - [数量指标, 检查家数, "≥60家", "61", "45", "45"]
    """

    code, level, urgency = "K133", Level.IMPROVE, 2
    english = "one indicator on two rows, with points for each"
    cites = (cite("财预〔2020〕10号", "自评要求"),)

    def look(self, claim: Claim) -> Iterator[Finding]:
        rows: dict[tuple[str, ...], list[Indicator]] = {}
        for one in claim.scored:
            said = (one.level2 or "", one.name, one.target.raw, one.actual or "")
            if one.name and one.actual:
                rows.setdefault(tuple(map(squeeze, said)), []).append(one)
        for first, *more in (same for same in rows.values() if len(same) > 1):
            yield self.finding(
                claim.at("name", first), f"“{first.name}”的目标和实际一字不差地填了{len(more) + 1}行，每行都得了分。",
                "合成一行，分值按批复的算；确是两件事的，名称写清楚。",
                also=[claim.at("name", one) for one in more],
            )  # fmt: skip

"""K134: a shortfall whose reason says there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.words import squeeze
from jixiao.scoring.flags import Flag
from jixiao.scoring.honesty.check import Check
from jixiao.scoring.honesty.claim import Claim
from jixiao.terms.findings import Level

_DENIED = re.compile(
    "(?:无|没有|不存在|未发现)(?:明显|较大)?(?:偏差|偏离)?|无原因|正常|已完成|按计划完成"
)


class DeviationDenied(Check):
    """没有完成，偏差原因却写“无”。

    没有做到指标值就是有偏差；写“无”“正常”，等于说没有偏差。

    反例：
        指标:
          - [数量指标, 检查家数, "≥100家", "80家", "45", "36", 无]
          - [质量指标, 合格率, "≥95%", "97", "45", "45", 无]

    正例：
        指标:
          - [数量指标, 检查家数, "≥100家", "80家", "45", "36", 两个乡镇的检查因汛情推迟]
          - [质量指标, 合格率, "≥95%", "97", "45", "45", 无]
    """

    code, level = "K134", Level.IMPROVE
    english = "a shortfall whose reason says there is none"
    cites = (cite("财预〔2020〕10号", "自评要求"),)

    def look(self, claim: Claim) -> Iterator[Finding]:
        for one, made in claim.rows():
            far = {Flag.OVER_ACHIEVED, Flag.COMPLETION_LOW, Flag.JUDGED} & set(made.flags)
            short = made.ratio is not None and made.ratio < 1
            if short and not far and _DENIED.fullmatch(squeeze(one.deviation or "")):
                yield self.finding(
                    claim.at("deviation", one),
                    f"“{one.name}”目标{one.target.raw}，实际{one.actual}，没有完成，偏差原因却写“{one.deviation}”。",
                    "写明没有完成的原因和改进的办法。",
                )

"""K114: a result is a fact, not a bound."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Sheet
from jixiao.review.results import is_signed
from jixiao.review.rule import ProjectRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level


class SignCopied(ProjectRule):
    """实际完成值带着目标的符号。

    “≥95%”是要求，不是结果；实际是多少就写多少。几条都这样的，合成一条。

    反例：
        指标: {三级指标: 道路长度, 指标值: ≥266米, 实际完成值: ≥266米}

    正例：
        指标: {三级指标: 道路长度, 指标值: ≥266米, 实际完成值: 270米}
    """

    code, level, kind, urgency = "K114", Level.RETURN, Kind.RESULTS, 2
    english = "an actual value with the target's sign"
    cites = (cite("财预〔2020〕10号", "自评要求"), cite("预算法", "第五十七条"))

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        copied = [r for r in sheet.rows if is_signed(r.indicator.actual)]
        if copied:
            more = f"等{len(copied)}条" if len(copied) > 1 else ""
            yield self.finding(
                copied[0].at("actual"),
                f"{shown(copied[0].name)}{more}的实际完成值{shown(copied[0].indicator.actual)}带着比较符号，是抄的目标，不是实际。",
                "填实际完成的数。",
                also=[row.at("actual") for row in copied[1:]],
            )

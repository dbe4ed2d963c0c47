"""K127: a number is answered by a number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Row, Sheet
from jixiao.review.rule import ProjectRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.targets import TargetKind

_NUMBER = re.compile(r"[\d一二三四五六七八九十百千万零〇两]")
_NOTHING = re.compile(r"[\s/\\无—\-。]*")


class ResultInWords(ProjectRule):
    """指标值是数，实际完成值只有一句话。

    “不低于95%”的实际完成值写“达成年度指标”，到底是95%还是99%，无从核对，得分也没有来处。
    几条都这样的，合成一条。

    反例：
        指标: {三级指标: 案件查处率, 指标值: ≥95%, 实际完成值: 达成年度指标}

    正例：
        指标: {三级指标: 案件查处率, 指标值: ≥95%, 实际完成值: 97.2%}
    """

    code, level, kind, urgency = "K127", Level.RETURN, Kind.RESULTS, 2
    english = "a number answered in words"
    cites = (cite("财预〔2020〕10号", "自评要求"), cite("预算法", "第五十七条"))

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        told = [r for r in sheet.rows if r.applies and _is_told(r)]
        if told:
            more = f"等{len(told)}条" if len(told) > 1 else ""
            yield self.finding(
                told[0].at("actual"),
                f"{shown(told[0].name)}{more}的指标值是{shown(told[0].target.raw)}一类的数，"
                f"实际完成值却只写{shown(told[0].indicator.actual)}。",
                "填实际完成的数和单位，并备好可以核对的资料。",
                also=[row.at("actual") for row in told[1:]],
            )


def _is_told(row: Row) -> bool:
    actual = (row.indicator.actual or "")[:200]
    counted = row.target.kind in (TargetKind.NUMBER, TargetKind.RANGE)
    return counted and not _NOTHING.fullmatch(actual) and not _NUMBER.search(actual)

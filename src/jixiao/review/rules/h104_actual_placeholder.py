"""H104: results differ as things differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import shortest
from jixiao.plan.words import squeeze
from jixiao.review.examination import Row, Sheet, grouped
from jixiao.review.results import is_share
from jixiao.review.rule import ProjectRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level

_LEAST, _SHARE, _ODD = 4, Decimal("0.8"), 3


class ActualPlaceholder(ProjectRule):
    """各行的实际完成值是同一个数。

    不同的指标、不同的单位，实际完成值却都是“100”，多半是占位的数，没有据实填写。
    四条以上有数的指标、八成以上相同、而指标值各不相同的才判；比率做到100%的可以是真的，不单独算数。

    反例：
        指标:
          - {三级指标: 甲, 指标值: ≥30家, 实际完成值: "100"}
          - {三级指标: 乙, 指标值: ≥12次, 实际完成值: "100"}
          - {三级指标: 丙, 指标值: ≤3万元, 实际完成值: "100"}
          - {三级指标: 丁, 指标值: ≥95%, 实际完成值: "100"}

    正例：
        指标:
          - {三级指标: 甲, 指标值: ≥30家, 实际完成值: 33家}
          - {三级指标: 乙, 指标值: ≥12次, 实际完成值: 12次}
          - {三级指标: 产品合格率, 指标值: ≥95%, 实际完成值: 100%}
          - {三级指标: 投诉办结率, 指标值: ≥98%, 实际完成值: 100%}
          - {三级指标: 群众满意度, 指标值: ≥90%, 实际完成值: 100%}
    """

    code, level, kind = "H104", Level.RETURN, Kind.RESULTS
    english = "one placeholder number as every result"
    cites = (cite("财预〔2020〕10号", "自评要求"), cite("预算法", "第五十七条"))

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        filled = [r for r in sheet.rows if r.indicator.actual and r.target.value is not None]
        targets = {r.target.canonical for r in filled}
        if len(filled) < _LEAST or len(targets) < _LEAST - 1:
            return
        for text, rows in grouped(filled, lambda r: squeeze(r.indicator.actual or "")).items():
            odd = {r.target.value for r in rows if not _is_all_of_a_share(r)}
            many = len(rows) >= len(filled) * _SHARE and len(odd) >= _ODD
            if (many or _is_everywhere(rows, filled)) and re.search(r"\d", text):
                yield self.finding(
                    rows[0].at("actual"),
                    f"{len(filled)}条指标中有{len(rows)}条的实际完成值都是{shown(text)}，像是占位的数。",
                    "请逐条填写实际完成的数和单位。",
                    also=[row.at("actual") for row in rows[1:]],
                )


def _is_everywhere(rows: list[Row], filled: list[Row]) -> bool:
    """Whether every row says it, though two that are no share ask for other numbers in other units."""
    odd = [r.target for r in rows if not is_share(r)]
    text = squeeze(rows[0].indicator.actual or "")
    apart = all(shortest(t.value) != text for t in odd if t.value is not None)
    return len(rows) == len(filled) and len({t.unit for t in odd}) >= _ODD - 1 and apart


def _is_all_of_a_share(row: Row) -> bool:
    """Whether a hundred answers a share, which may well be true of several."""
    return is_share(row) and squeeze(row.indicator.actual or "").rstrip("%") == "100"

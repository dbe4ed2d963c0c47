"""K116: results differ as things differ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import shortest
from jixiao.plan.words import squeeze
from jixiao.review.examination import Row, Sheet, grouped
from jixiao.review.results import is_share
from jixiao.review.rule import ProjectRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level

_FEWEST = 3


class PlaceholderEverywhere(ProjectRule):
    """几条不同的指标填着同一个数。

    不同的指标、不同的单位，实际完成值却都是“100”，多半是占位的数，没有据实填写。
    过半数有数的指标相同、其中三条以上指标值各不相同的才判；比率做到100%的可以是真的，不算在内。

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

    code, level, kind, urgency = "K116", Level.RETURN, Kind.RESULTS, 3
    english = "one and the same number everywhere"
    cites = (cite("财预〔2020〕10号", "自评要求"), cite("预算法", "第五十七条"))

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        filled = [r for r in sheet.rows if re.search(r"\d", r.indicator.actual or "")]
        counted = [r for r in filled if not _is_all_of_a_share(r)]
        for rows in grouped(filled, lambda r: _said(r)).values():
            odd = [r for r in rows if not _is_all_of_a_share(r)]
            targets = {r.target.value for r in odd}  # 1套、1份、1次都做到一，是真的
            many = min(len(odd), len(targets)) >= _FEWEST and len(odd) * 2 > len(counted)
            if many or _is_everywhere(rows, filled):
                yield self.finding(
                    rows[0].at("actual"),
                    f"{len(rows)}条目标不同的指标，实际完成值都填{shown(rows[0].indicator.actual)}，像是占位的数。",
                    "逐条填写实际完成的数和单位。",
                    also=[row.at("actual") for row in rows[1:]],
                )


def _said(row: Row) -> str:
    return squeeze(row.indicator.actual or "").rstrip("%")


def _is_everywhere(rows: list[Row], filled: list[Row]) -> bool:
    """Whether every row says it, though two that are no share ask for other numbers in other units."""
    odd = [r.target for r in rows if not is_share(r)]
    text = _said(rows[0])
    apart = all(shortest(t.value) != text for t in odd if t.value is not None)
    several = len(rows) > _FEWEST and len({r.target.canonical for r in rows}) >= _FEWEST
    return several and len(rows) == len(filled) and len({t.unit for t in odd}) > 1 and apart


def _is_all_of_a_share(row: Row) -> bool:
    """Whether a hundred answers a share, which may well be true of several."""
    share = is_share(row) or row.name.endswith("率")
    return share and _said(row) in ("100", "100.0", "100.00")

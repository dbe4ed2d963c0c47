"""E105: one basis, one wording."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.words import squeeze
from jixiao.review.examination import Examination, Row, grouped
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level

_LEAST = 8


class BasisSpelledTwice(Rule):
    """同一个依据有两种写法。

    “问卷调查”和“调查问卷”说的是一件事，统计依据时却会分成两类。一份文本里统一用一种。

    反例：
        指标:
          - {三级指标: 群众满意度, 指标值: ≥95%, 指标值确定依据: 问卷调查}
          - {三级指标: 学员满意度, 指标值: ≥95%, 指标值确定依据: 调查问卷}

    正例：
        指标:
          - {三级指标: 群众满意度, 指标值: ≥95%, 指标值确定依据: 问卷调查}
          - {三级指标: 学员满意度, 指标值: ≥95%, 指标值确定依据: 问卷调查}
    """

    code, level, kind = "E105", Level.NOTE, Kind.PROJECTS
    english = "one basis in two wordings"
    cites = (cite("财预〔2015〕88号", "绩效标准"), cite("财预〔2021〕101号", "指标值设定依据"))
    item = "complete"

    def check(self, exam: Examination) -> Iterator[Finding]:
        for same in grouped(exam.rows, _letters).values():
            wordings = sorted(
                grouped(same, lambda r: squeeze(r.basis)).values(),
                key=lambda rows: (-len(rows), squeeze(rows[0].basis)),
            )
            if len(wordings) > 1:
                usual, *others = wordings
                odd = [row for rows in others for row in rows]
                yield self.finding(
                    odd[0].at("basis"),
                    f"同一个依据有{len(wordings)}种写法："
                    f"{'、'.join(f'{shown(rows[0].basis)}{len(rows)}处' for rows in wordings[:4])}。",
                    f"请统一，例如都写{shown(usual[0].basis)}。",
                    also=[row.at("basis") for row in odd[1:]],
                    to=usual[0].basis,
                )


def _letters(row: Row) -> str | None:
    """The characters of a basis in a fixed order: equal for wordings that only change places."""
    bare = squeeze(row.basis[:100])
    if re.search(r"\d", bare):
        return re.sub(r"\W", "", bare) if len(bare) >= _LEAST else None
    return "".join(sorted(bare)) if len(bare) >= 4 else None

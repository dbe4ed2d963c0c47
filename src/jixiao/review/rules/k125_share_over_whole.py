"""K125: a result is no more than its whole."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Row
from jixiao.review.results import actual_of, is_share, units_differ
from jixiao.review.rule import RowRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.shares import PART_OF_WHOLE
from jixiao.terms.targets import TargetNote


class ShareOverWhole(RowRule):
    """比率的实际完成值超过百分之百。

    合格的不会比检验的多，满意的不会比回答的多。超过100%的，分子分母取错了数，或者口径不一。

    反例：
        指标: {三级指标: 产品合格率, 指标值: ≥95%, 实际完成值: 120%}

    正例：
        指标: {三级指标: 产品合格率, 指标值: ≥95%, 实际完成值: 98%}
    """

    code, level, kind, urgency = "K125", Level.RETURN, Kind.RESULTS, 3
    english = "a share above the whole"
    cites = (cite("财预〔2020〕10号", "评价基础数据"), cite("财预〔2020〕10号", "自评要求"))

    def look(self, row: Row) -> Iterator[Finding]:
        actual = actual_of(row) if PART_OF_WHOLE.search(row.name) else None
        if actual is None or actual.value is None or not is_share(row):
            return
        misread = TargetNote.SIGN_MAY_BE_READ_AS_TWO in actual.notes
        if actual.value > 100 and not misread and not units_differ(row, actual):
            yield self.finding(
                row.at("actual"),
                f"{shown(row.name)}最多是100%，实际完成值填{shown(row.indicator.actual)}。",
                "按同一口径重新取分子和分母计算。",
            )

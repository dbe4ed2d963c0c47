"""B216: less time is better time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import shortest
from jixiao.review.examination import Row
from jixiao.review.rule import RowRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level2
from jixiao.terms.targets import Dimension, Operator

_LASTING = re.compile(
    "使用|保修|质保|质量保证|留存|保存|保持|持续|服务期|运行|存续|有效期|免费|寿命|年限|"
    "培训|学时|课时|工作年|值守|开放|在线|可用|续航"
)
#: A time to be done in, whatever its description speaks of besides.
_DONE_IN = re.compile("(?:时限|期限|用时|耗时|完成时间|响应时间|恢复时间|办理时间|送达时间)$")


class TimeAtLeast(RowRule):
    """时效写成了“至少多久”。

    时效考的是快，“完成时间≥1年”等于越慢越好。保修期、使用年限一类越长越好的，是质量或者可持续影响，不在此列。

    反例：
        指标: {二级指标: 时效指标, 三级指标: 项目完成时间, 指标值: ≥1年}

    正例：
        指标: {二级指标: 时效指标, 三级指标: 项目完成时间, 指标值: ≤12个月}
    """

    code, level, kind = "B216", Level.IMPROVE, Kind.NUMBER
    english = "timeliness as at least so long"
    cites = (cite("财预〔2015〕88号", "绩效指标"), cite("财预〔2021〕101号", "指标值"))

    def look(self, row: Row) -> Iterator[Finding]:
        target = row.target
        slow = target.operator in (Operator.AT_LEAST, Operator.MORE_THAN)
        if row.type2 is not Level2.TIMELINESS or target.dimension is not Dimension.TIME or not slow:
            return
        if target.value and not _lasts(row):
            yield self.finding(
                row.at("target"),
                f"{shown(row.name)}是时效指标，指标值{shown(target.raw)}却是时间越长越好。",
                f"请改为“≤{shortest(target.value)}{target.unit}”，或者写明完成的期限。",
                to=f"≤{shortest(target.value)}{target.unit}",
            )


def _lasts(row: Row) -> bool:
    """Whether the longer is the better: 质保期, 在线时长."""
    text = row.name if _DONE_IN.search(row.name) else row.name + row.description[:60]
    return bool(_LASTING.search(text))

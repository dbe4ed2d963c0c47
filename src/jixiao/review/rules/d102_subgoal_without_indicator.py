"""D102: each numbered goal is measured by something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Sheet
from jixiao.review.rule import ProjectRule
from jixiao.review.words import pairs_of, parts_of, shown
from jixiao.terms.findings import Kind, Level

_EMPTY = re.compile(
    "完成|全年|年度|年初|制定|工作|任务|目标|项目|实施|通过|加强|推进|进一步|有效|良好|营造|保障|确保|不断|"
    "提升|提高|开展|做好|落实|全面|积极|以上|以下|达到|不发生|发生|更好|的|地|和|与|及"
)
_ALIKE = (
    ("仪器", "装置", "设备", "器具"),
    ("配置", "购买", "购置", "采购", "配备"),
    ("检验", "检测", "抽检"),
)


class SubgoalWithoutIndicator(ProjectRule):
    """分条的目标没有对应的指标。

    目标分条写了几件事，每件都要有指标去考；没有指标的一条，做没做到就没有人问。
    一条目标与任何一条指标都没有相同的词，才算没有对应；只有一条目标的不判。

    反例：
        绩效目标: 1、办理案件100件以上，2、营造良好的营商环境
        指标: [{二级指标: 数量指标, 三级指标: 办理案件数, 指标值: ≥100件}]

    正例：
        绩效目标: 1、办理案件100件以上，2、营造良好的营商环境
        指标:
          - {二级指标: 数量指标, 三级指标: 办理案件数, 指标值: ≥100件}
          - {二级指标: 社会效益指标, 三级指标: 营商环境投诉下降率, 指标值: ≥10%}
    """

    code, level, kind = "D102", Level.IMPROVE, Kind.INDICATORS
    english = "numbered goal without an indicator"
    cites = (cite("财预〔2015〕88号", "绩效指标"), cite("财预〔2021〕101号", "指标设置思路"))

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        parts = parts_of(sheet.project.goals)
        if len(parts) < 2 or not sheet.rows:
            return
        measured = _spread(sheet.pairs)
        for part in parts[:50]:
            words = pairs_of(part, without=_EMPTY)
            if words and not words & measured:
                yield self.finding(
                    sheet.at("goals"),
                    f"绩效目标{shown(part)}没有对应的指标。",
                    "请为这一条设置指标和指标值；不打算考的，从目标中删去。",
                )


def _spread(words: frozenset[str]) -> frozenset[str]:
    """The words with those that mean alike."""
    return words | {w for alike in _ALIKE if words & set(alike) for w in alike}

"""C115: an indicator is not the goal written again."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.words import squeeze
from jixiao.review.examination import Sheet
from jixiao.review.rule import ProjectRule
from jixiao.review.words import longest_shared, shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level1

_LEAST = 8
_LONG, _SHARE = 20, 0.55


class EffectIsGoal(ProjectRule):
    """效益指标的名称照抄了绩效目标。

    目标是一句话，指标要把它变成能考的量。把目标整句搬进名称，考的还是那句话。

    反例：
        绩效目标: 做好赛事保障，进一步扩大城市影响力和知名度
        指标: {二级指标: 社会效益指标, 三级指标: 进一步扩大城市影响力和知名度, 指标值: 有效扩大}

    正例：
        绩效目标: 做好赛事保障，进一步扩大城市影响力和知名度
        指标: {二级指标: 社会效益指标, 三级指标: 外地参赛人数, 指标值: ≥500人}
    """

    code, level, kind = "C115", Level.NOTE, Kind.TEXT
    english = "benefit copies the goal word for word"
    cites = (cite("财预〔2015〕88号", "绩效指标"), cite("财预〔2021〕101号", "指标设置思路"))
    item = "scientific"

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        goal = squeeze("；".join(sheet.project.goals)[:2000])
        for row in sheet.rows:
            effect = row.type1 is Level1.BENEFIT and len(row.key) >= _LEAST
            if effect and row.target.is_words and _taken(row.key, goal):
                yield self.finding(
                    row.at("name"),
                    f"效益指标{shown(row.name)}是绩效目标里的原话。",
                    "请改成看得出做没做到的量：多少人、多少户、提高多少。",
                    also=[sheet.at("goals")],
                )


def _taken(name: str, goal: str) -> bool:
    """Word for word; or, of a long name, all but a word or two."""
    bare = name.rstrip("。；,，")
    return bare in goal or (
        len(bare) >= _LONG and len(longest_shared(bare, goal)) >= len(bare) * _SHARE
    )

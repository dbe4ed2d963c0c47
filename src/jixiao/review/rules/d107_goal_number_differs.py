"""D107: goal and indicator give the same number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.law.shelf import cite
from jixiao.plan.finding import Finding
from jixiao.plan.target_grammar import parse_target
from jixiao.review.examination import Row, Sheet, grouped
from jixiao.review.rule import ProjectRule
from jixiao.review.words import pairs_of, shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level2

_SAID = re.compile(
    r"(?P<before>[\u4e00-\u9fff]{0,12})(?P<number>\d+(?:\.\d+)?)"
    r"(?P<after>[\u4e00-\u9fff%％]{1,18})"
)

Said = tuple[Decimal, str]


class GoalNumberDiffers(ProjectRule):
    """绩效目标里的数与指标值不同。

    目标说育苗425万粒，指标写550万粒，自评时照哪一个算？两处说的是一件事，数就要一样。
    单位相同、前后的词与指标名称相同的才比；两边相等的数先配上，剩下一对一的才比。

    反例：
        绩效目标: 全年抽检食品300批次
        指标: {二级指标: 数量指标, 三级指标: 抽检食品批次, 指标值: ≥255批次}

    正例：
        绩效目标: 全年抽检食品255批次
        指标: {二级指标: 数量指标, 三级指标: 抽检食品批次, 指标值: ≥255批次}
    """

    code, level, kind = "D107", Level.IMPROVE, Kind.INDICATORS
    english = "goal and indicator give different numbers"
    cites = (cite("财预〔2015〕88号", "绩效指标"), cite("财预〔2021〕101号", "指标设置思路"))
    item = "complete"

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        rows = [r for r in sheet.of(Level2.QUANTITY) if r.target.value and r.target.unit]
        units = frozenset(r.target.unit for r in rows if r.target.unit)
        said = _numbers("；".join(sheet.project.goals)[:1500], units)
        for unit, same in grouped(rows, lambda r: r.target.unit).items() if said else ():
            left = _unmatched(same, said.get(unit, []))
            if left and _same(*left):
                row, (_, words) = left
                yield self.finding(
                    row.at("target"),
                    f"绩效目标写{shown(words)}，{shown(row.name)}的指标值却是{shown(row.target.raw)}。",
                    "请核对哪个数是对的，两处写成一样。",
                    also=[sheet.at("goals")],
                )


def _unmatched(rows: list[Row], said: list[Said]) -> tuple[Row, Said] | None:
    """The one row and the one number of the goal that are left when equal ones are taken away."""
    values, numbers = {r.target.value for r in rows}, {number for number, _ in said}
    odd = [r for r in rows if r.target.value not in numbers]
    left = [one for one in said if one[0] not in values]
    return (odd[0], left[0]) if len(odd) == 1 and len(left) == 1 else None


def _numbers(goal: str, units: frozenset[str]) -> dict[str, list[Said]]:
    """By unit of the rows, each number of a goal text with the words around it."""
    found: dict[str, list[Said]] = {}
    for match in _SAID.finditer(goal):
        # 单位之后的字是别的词：取各行用的单位里最长的
        for length in (4, 3, 2, 1):
            target = parse_target(f"{match['number']}{match['after'][:length]}")
            if target.value is not None and target.unit in units:
                found.setdefault(str(target.unit), []).append((target.value, match.group()))
                break
    return found


def _same(row: Row, said: Said) -> bool:
    """Whether the words around the number are those of the row's name."""
    return len(pairs_of(said[1]) & pairs_of(row.name)) >= 2

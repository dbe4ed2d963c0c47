"""D107: goal and indicator give the same number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.target_grammar import parse_target
from jixiao.review.examination import Row, Sheet, grouped
from jixiao.review.rule import ProjectRule
from jixiao.review.words import core_of, pairs_of, shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level2
from jixiao.terms.targets import TargetKind

_SAID = re.compile(
    r"(?P<before>[\u4e00-\u9fff]{0,12})(?P<number>\d+(?:\.\d+)?)"
    r"(?P<after>[\u4e00-\u9fff%％]{1,18})"
)

#: What stands between a rate and its value; a change of the rate (提高5%) is not its value.
_SHARE_SAID = re.compile(
    r"(?:要|应|需)?(?:达到|达|不低于|不少于|为|在|保持在|稳定在|大于|≥)?(?P<number>\d+(?:\.\d+)?)[%％]"
)
#: A deadline in the words of a goal, and the month of one that was read.
_BY_MONTH = re.compile(
    r"(?:20\d{2}年)?(?P<month>1[0-2]|[1-9])月(?:\d{1,2}日)?(?:底|末)?(?:之?前|以前|底|末)"
)
_MONTH_DUE = re.compile(r"^(?:20\d{2}-)?0?(?P<month>1[0-2]|[1-9])(?:-\d{2})?$")
_ALIKE = {"名": "人", "位": "人", "宗": "件", "起": "件"}

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
        goal = "；".join(sheet.project.goals)[:1500]
        said = _numbers(goal, frozenset(_counted_in(r) for r in rows))
        for unit, same in grouped(rows, _counted_in).items() if said else ():
            left = _unmatched(same, said.get(unit, []))
            if left and _same(*left):
                yield self._differs(sheet, left[0], left[1][1])
        if late := _later(sheet, goal):
            yield self._differs(sheet, *late)
        rates = [r.key for r in sheet.rows if r.is_ratio]
        for row in sheet.rows:
            if words := _other_share(row, goal, rates):
                yield self._differs(sheet, row, words)

    def _differs(self, sheet: Sheet, row: Row, words: str) -> Finding:
        return self.finding(
            row.at("target"),
            f"绩效目标写{shown(words)}，{shown(row.name)}的指标值却是{shown(row.target.raw)}。",
            "请核对哪个数是对的，两处写成一样。",
            also=[sheet.at("goals")],
        )


def _later(sheet: Sheet, goal: str) -> tuple[Row, str] | None:
    """The one row with a deadline, where it lies behind the one deadline the goal gives."""
    rows = [r for r in sheet.rows if r.target.kind is TargetKind.DEADLINE]
    dates = list(_BY_MONTH.finditer(goal))
    if len(rows) != 1 or len(dates) != 1:
        return None
    due = _MONTH_DUE.search(rows[0].target.high or "")
    late = due is not None and int(due["month"]) > int(dates[0]["month"])
    return (rows[0], dates[0].group()) if late else None


def _unmatched(rows: list[Row], said: list[Said]) -> tuple[Row, Said] | None:
    """The one row and the one number of the goal that are left when equal ones are taken away."""
    values, numbers = {r.target.value for r in rows}, {number for number, _ in said}
    odd = [r for r in rows if r.target.value not in numbers]
    left = list({one[0]: one for one in said if one[0] not in values}.values())
    return (odd[0], left[0]) if len(odd) == 1 and len(left) == 1 else None


def _numbers(goal: str, units: frozenset[str]) -> dict[str, list[Said]]:
    """By unit of the rows, each number of a goal text with the words around it."""
    found: dict[str, list[Said]] = {}
    for match in _SAID.finditer(goal):
        # 单位之后的字是别的词：取各行用的单位里最长的
        for length in (4, 3, 2, 1):
            target = parse_target(f"{match['number']}{match['after'][:length]}")
            unit = _ALIKE.get(target.unit or "", target.unit or "")
            if target.value is not None and unit in units:
                found.setdefault(unit, []).append((target.value, match.group()))
                break
    return found


def _same(row: Row, said: Said) -> bool:
    """Whether the words around the number are those of the row's name, or all it is about."""
    around, about = pairs_of(said[1]), pairs_of(core_of(row.name).removesuffix("数"))
    about = {pair for pair in about if pair[-1] not in "户家人名处个座条件"} or about
    return len(around & pairs_of(row.name)) >= 2 or (bool(about) and about <= around)


def _counted_in(row: Row) -> str:
    """The unit of a row; units of one meaning are one: 600名 and ≥600人."""
    return _ALIKE.get(row.target.unit or "", row.target.unit or "")


def _other_share(row: Row, goal: str, rates: list[str]) -> str | None:
    """The words of a goal that give the row's own rate another value: 整改率达到98%, ≥80%."""
    target = row.target
    if target.unit != "%" or target.value is None or not row.is_ratio or len(row.key) < 4:
        return None
    for clause in re.split("[，,；;。、]", goal):
        head = re.match(r"[\u4e00-\u9fff]{2,}?(?:率|比例)", clause)
        found = head and _SHARE_SAID.match(clause, head.end())
        if head and found and _speaks_of(row, head.group(), rates):
            return clause if Decimal(found["number"]) != target.value else None
    return None


def _speaks_of(row: Row, words: str, rates: list[str]) -> bool:
    """Whether words of a goal name the row's rate, and no other row's: 接种率 of 适龄儿童接种率."""
    named = row.key in words or (len(words) >= 3 and row.key.endswith(words))
    return named and sum(r in words or r.endswith(words) for r in rates) == 1

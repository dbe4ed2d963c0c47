"""E101: one output counts once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.law.shelf import cite
from jixiao.plan.finding import Finding
from jixiao.plan.money import plain
from jixiao.review.examination import Examination, Row, grouped
from jixiao.review.rule import Rule
from jixiao.review.words import (
    core_of,
    shown,
)
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level2
from jixiao.terms.targets import Dimension, TargetKind

_LEAST_DESCRIBED, _LEAST_NAMED = 5, 10
_DOING = re.compile("办理|办结|开展|实施|完成|组织|实际|全年|年度|当年|数")
_PIECES = {"个": "件", "起": "件", "宗": "件", "例": "件"}


class SameOutputClaimed(Rule):
    """两个项目报了同一个产出。

    两个项目的数量指标值相同，描述也相同（或者名称说的是同一样东西），多半是同一批成果各报一次，
    两笔钱共用一个产出。确实是两批的，把各自的范围写进描述，就不再提示。
    数值小于5的不比；只有名称相近、没有描述可比的，数值不小于10才比。

    反例：
        项目:
          - 项目名称: 执法办案
            指标: [{二级指标: 数量指标, 三级指标: 案件个数, 绩效指标描述: 实际办理案件数量, 指标值: ≥100个}]
          - 项目名称: 办案及业务
            指标: [{二级指标: 数量指标, 三级指标: 办理案件个数, 绩效指标描述: 实际办理案件数量, 指标值: ≥100个}]

    正例：
        项目:
          - 项目名称: 执法办案
            指标: [{二级指标: 数量指标, 三级指标: 案件个数, 绩效指标描述: 当年办理的一般程序案件, 指标值: ≥40个}]
          - 项目名称: 办案及业务
            指标: [{二级指标: 数量指标, 三级指标: 办理案件个数, 绩效指标描述: 当年办理的简易程序案件, 指标值: ≥60个}]
    """

    code, level, kind = "E101", Level.IMPROVE, Kind.PROJECTS
    english = "same output claimed by two projects"
    cites = (cite("财预〔2020〕10号", "评价基础数据"), cite("财预〔2015〕88号", "绩效目标设定要求"))

    def check(self, exam: Examination) -> Iterator[Finding]:
        counts = [r for r in exam.rows if r.type2 is Level2.QUANTITY and _is_count(r)]
        seen: set[tuple[str, ...]] = set()
        for key, why in ((_described, _same_description), (_named, _same_thing)):
            for rows in grouped(counts, key).values():
                places = tuple(r.indicator.id for r in rows)
                if len({r.project.id for r in rows}) > 1 and places not in seen:
                    seen.add(places)
                    yield self._finding(rows, why(rows[0]))

    def _finding(self, rows: list[Row], why: str) -> Finding:
        first, *others = rows
        claimed = "、".join(r.in_words for r in rows[:4]) + ("等" if len(rows) > 4 else "")
        return self.finding(
            first.at("target"),
            f"{claimed}的指标值都是{shown(first.target.raw)}，{why}，像是同一批成果各报了一次{_money(rows)}。",
            "请核实：是同一批的，只在一个项目中列出，或者把数量分到各项目；不是同一批的，在描述中写明各自的范围。",
            also=[row.at("target") for row in others],
        )


def _same_description(row: Row) -> str:
    return f"描述都是{shown(row.description)}"


def _same_thing(row: Row) -> str:
    return f"名称说的都是{shown(_thing(row))}"


def _money(rows: list[Row]) -> str:
    amounts = [(r.project.budget.total, r.project.unit or "") for r in rows[:4]]
    words = "、".join(f"{plain(total)}{unit}" for total, unit in amounts if total is not None)
    return f"（预算分别为{words}）" if words else ""


def _is_count(row: Row) -> bool:
    target = row.target
    return (
        target.kind is TargetKind.NUMBER
        and target.dimension is not Dimension.SHARE
        and bool(target.value)
    )


def _amount(row: Row) -> tuple[Decimal, str]:
    unit = row.target.unit or ""
    return row.target.value or Decimal(0), _PIECES.get(unit, unit)


def _thing(row: Row) -> str:
    """What a name counts, the doing left out: 办理案件个数 → 案件."""
    return _DOING.sub("", core_of(row.name))


def _described(row: Row) -> tuple[object, ...] | None:
    amount = _amount(row)
    return (
        (*amount, row.meaning) if len(row.meaning) >= 3 and amount[0] >= _LEAST_DESCRIBED else None
    )


def _named(row: Row) -> tuple[object, ...] | None:
    """Names are compared only where descriptions do not say otherwise."""
    amount, thing = _amount(row), _thing(row)
    plainly = not row.meaning or row.meaning == core_of(row.name)
    return (*amount, thing) if plainly and len(thing) >= 2 and amount[0] >= _LEAST_NAMED else None

"""D109: the weights of the types follow the frame."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.packs import Pack
from jixiao.law.shelf import cite
from jixiao.plan.money import shortest
from jixiao.review.examination import Examination, Sheet, short_of
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level1


class LevelWeights(Rule):
    """一级指标的分值与规定的框架不同。

    产出、效益、满意度（和单列的成本）各占多少分有通行的框架，各地可以调整，所以只作提示。
    没有满意度指标的，它的分值按政策包并入别的一类。分值不全，或者合计与框架不等的，不比。

    反例：
        指标:
          - {二级指标: 数量指标, 三级指标: 道路长度, 指标值: ≥266米, 权重: 70}
          - {二级指标: 社会效益指标, 三级指标: 受益人口, 指标值: ≥500人, 权重: 10}
          - {二级指标: 满意度指标, 三级指标: 群众满意度, 指标值: ≥90%, 权重: 10}

    正例：
        指标:
          - {二级指标: 数量指标, 三级指标: 道路长度, 指标值: ≥266米, 权重: 50}
          - {二级指标: 社会效益指标, 三级指标: 受益人口, 指标值: ≥500人, 权重: 30}
          - {二级指标: 满意度指标, 三级指标: 群众满意度, 指标值: ≥90%, 权重: 10}
    """

    code, level, kind = "D109", Level.NOTE, Kind.INDICATORS
    english = "weights of level-1 types differ from the frame"
    cites = (cite("财预〔2020〕10号", "自评指标与权重"), cite("财预〔2021〕101号", "指标权重"))

    def check(self, exam: Examination) -> Iterator[Finding]:
        for sheet in exam.sheets:
            sums = _sums(sheet)
            frame = _frame(sums, exam.pack) if sums else {}
            if sums and sum(sums.values()) == sum(frame.values()):
                off = [t for t in frame if sums.get(t, Decimal(0)) != frame[t]]
                if off:
                    yield self.finding(
                        sheet.rows[0].at("weight"),
                        f"项目{shown(short_of(sheet.project))}的分值是{_said(sums)}，通行的框架是{_said(frame)}。",
                        "请核对本地的规定；没有另行规定的，按框架调整各级分值。",
                    )


def _sums(sheet: Sheet) -> dict[Level1, Decimal] | None:
    """Points by level-1 type; ``None`` where a row lacks weight or type."""
    sums: dict[Level1, Decimal] = {}
    for row in sheet.rows:
        weight = row.indicator.weight
        if not row.applies:
            continue
        if weight is None or row.type1 is None:
            return None
        sums[row.type1] = sums.get(row.type1, Decimal(0)) + weight
    return sums or None


def _frame(sums: dict[Level1, Decimal], pack: Pack) -> dict[Level1, Decimal]:
    """The pack's frame by the tree the table uses; points of a missing 满意度 go where the pack says."""
    points = dict(pack.tree(own_cost=Level1.COST in sums))
    if Level1.SATISFACTION not in sums and pack.scoring.no_satisfaction in points:
        points[pack.scoring.no_satisfaction] += points.pop("satisfaction", Decimal(0))
    return {level: points[level.value] for level in Level1 if level.value in points}


def _said(points: dict[Level1, Decimal]) -> str:
    return "、".join(f"{t.label.removesuffix('指标')}{shortest(p)}" for t, p in points.items())

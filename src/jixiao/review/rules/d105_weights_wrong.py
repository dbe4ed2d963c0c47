"""D105: weights add up."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import shortest
from jixiao.review.examination import Examination, short_of
from jixiao.review.rule import Rule
from jixiao.review.rules.k109_weights_not_hundred import is_scored
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level


class WeightsWrong(Rule):
    """权重合计不对。

    申报时各指标的权重合计90分，预算执行率的10分自评时才加；有的地方按100分填，也可以。
    不是90也不是100的，自评的总分就凑不成100。已经自评打分的由 K109 说。

    反例：
        指标:
          - {二级指标: 数量指标, 三级指标: 抽检批次, 指标值: ≥255批次, 权重: 50}
          - {二级指标: 社会效益指标, 三级指标: 不合格商品下架率, 指标值: ≥98%, 权重: 30}

    正例：
        指标:
          - {二级指标: 数量指标, 三级指标: 抽检批次, 指标值: ≥255批次, 权重: 50}
          - {二级指标: 社会效益指标, 三级指标: 不合格商品下架率, 指标值: ≥98%, 权重: 40}
    """

    code, level, kind = "D105", Level.RETURN, Kind.INDICATORS
    english = "weights do not add up"
    cites = (cite("财预〔2021〕101号", "指标权重"), cite("财预〔2020〕10号", "自评指标与权重"))

    def check(self, exam: Examination) -> Iterator[Finding]:
        right = (100 - exam.pack.weights.get("execution", Decimal(0)), Decimal(100))
        for sheet in exam.sheets:
            weights = [row.indicator.weight for row in sheet.rows if row.applies]
            known = [w for w in weights if w is not None]
            if is_scored(sheet):
                continue
            if known and len(known) == len(weights) and sum(known) not in right:
                yield self.finding(
                    sheet.rows[0].at("weight"),
                    f"项目{shown(short_of(sheet.project))}各指标的权重合计{shortest(sum(known, Decimal(0)))}分。",
                    f"请调整到合计{'分或者'.join(shortest(r) for r in right)}分。",
                )

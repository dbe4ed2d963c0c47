"""J101: the same work elsewhere costs so much."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.costs import in_words
from jixiao.review.examination import Examination, grouped
from jixiao.review.outputs import output_of, outputs_of
from jixiao.review.rule import Rule
from jixiao.terms.findings import Kind, Level

_LEAST = 3


class PriceAbovePeers(Rule):
    """单价比同类高得多。

    别的单位抽检一批次八百元，这里要五千元，应当说明贵在哪里。给了同类单位的计划时才判，至少有三家可比。
    用预算数除以数量，与同类的中位数比，几倍算高由政策包定。

    反例：
        预算数: 100
        指标: {二级指标: 数量指标, 三级指标: 抽检食品批次, 指标值: ≥100批次}
        同类:
          - {预算数: 10, 指标: {二级指标: 数量指标, 三级指标: 抽检食品批次, 指标值: ≥100批次}}
          - {预算数: 12, 指标: {二级指标: 数量指标, 三级指标: 抽检食品批次, 指标值: ≥150批次}}
          - {预算数: 20, 指标: {二级指标: 数量指标, 三级指标: 抽检食品批次, 指标值: ≥200批次}}

    正例：
        预算数: 12
        指标: {二级指标: 数量指标, 三级指标: 抽检食品批次, 指标值: ≥100批次}
        同类:
          - {预算数: 10, 指标: {二级指标: 数量指标, 三级指标: 抽检食品批次, 指标值: ≥100批次}}
          - {预算数: 12, 指标: {二级指标: 数量指标, 三级指标: 抽检食品批次, 指标值: ≥150批次}}
          - {预算数: 20, 指标: {二级指标: 数量指标, 三级指标: 抽检食品批次, 指标值: ≥200批次}}
    """

    code, level, kind = "J101", Level.IMPROVE, Kind.PEERS
    english = "price far above that of peers"
    cites = (cite("中发〔2018〕34号", "成本效益"), cite("财预〔2015〕88号", "绩效标准"))
    item = "matched"

    def check(self, exam: Examination) -> Iterator[Finding]:
        usual = _usual_prices(exam)
        times = exam.pack.threshold("price_times")
        for one in outputs_of(exam) if usual else ():
            many, price = usual.get((one.thing, one.unit), (0, Decimal(0)))
            if many >= _LEAST and one.price and one.price >= times * price:
                unit = one.row.target.unit or "个"
                yield self.finding(
                    one.row.at("target"),
                    f"{one.row.in_words}每{unit}约{in_words(one.price)}，{many}家同类的中位数是"
                    f"{in_words(price)}。",
                    "请说明贵在哪里，附测算的依据；数量定低了的，提高指标值。",
                )


def _usual_prices(exam: Examination) -> dict[tuple[str, str], tuple[int, Decimal]]:
    """By what is counted: how many peers price it, and the median price."""
    others = [o for row in exam.peers if (o := output_of(row)) and o.price]
    prices = grouped(others, lambda o: (o.thing, o.unit))
    return {
        key: (len(same), median(o.price for o in same if o.price)) for key, same in prices.items()
    }

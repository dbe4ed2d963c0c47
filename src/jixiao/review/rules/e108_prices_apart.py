"""E108: the same work costs about the same."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import half_up, shortest
from jixiao.review.costs import in_words
from jixiao.review.examination import Examination, grouped
from jixiao.review.outputs import Output, outputs_of
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level

_LEAST = 2


class PricesApart(Rule):
    """同样的产出，单价相差悬殊。

    同一份文本里都是办案，一个项目每件两千元，另一个每件一万多元，不是目标定低了，就是钱多了。
    用预算数除以数量得单价，是最便宜的一个的几倍以上才提示，倍数由政策包定；单价只供核对，不是定额。

    反例：
        项目:
          - 项目名称: 消保维权
            预算数: 4
            指标: [{二级指标: 数量指标, 三级指标: 办理案件数, 指标值: ≥3件}]
          - 项目名称: 执法办案
            预算数: 19.84
            指标: [{二级指标: 数量指标, 三级指标: 办理案件个数, 指标值: ≥100件}]

    正例：
        项目:
          - 项目名称: 消保维权
            预算数: 4
            指标: [{二级指标: 数量指标, 三级指标: 办理案件数, 指标值: ≥20件}]
          - 项目名称: 执法办案
            预算数: 19.84
            指标: [{二级指标: 数量指标, 三级指标: 办理案件个数, 指标值: ≥100件}]
    """

    code, level, kind = "E108", Level.IMPROVE, Kind.PROJECTS
    english = "same output at very different prices"
    cites = (cite("中发〔2018〕34号", "成本效益"), cite("财预〔2015〕88号", "绩效目标设定要求"))
    item = "matched"

    def check(self, exam: Examination) -> Iterator[Finding]:
        times = exam.pack.threshold("price_times")
        priced = [o for o in outputs_of(exam) if o.price and len(o.thing) >= _LEAST]
        for same in grouped(priced, lambda o: o.thing).values():
            cheapest = min(same, key=lambda o: o.price or Decimal(0))
            for one in same:
                if (one.price or Decimal(0)) >= times * (cheapest.price or Decimal(0)):
                    yield self._finding(one, cheapest)

    def _finding(self, one: Output, other: Output) -> Finding:
        ratio = (one.price or Decimal(0)) / (other.price or Decimal(1))
        return self.finding(
            one.row.at("target"),
            f"{one.row.in_words}{_each(one)}，{other.row.in_words}{_each(other)}，"
            f"相差{shortest(half_up(ratio, 1))}倍。",
            f"请核对：指标值{shown(one.row.target.raw)}是不是定低了，或者预算数里还有别的事，另列指标。",
            also=[other.row.at("target")],
        )


def _each(one: Output) -> str:
    return f"每{one.row.target.unit or '个'}约{in_words(one.price or Decimal(0))}"

"""E101: one output counts once."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import plain
from jixiao.review.examination import Examination, Row
from jixiao.review.outputs import Claim, claims, outputs_of
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level


class SameOutputClaimed(Rule):
    """两个项目报了同一个产出。

    两个项目由同一个测算取数，或者数量指标值相同、描述也相同（相近）、名称说的是同一样东西，
    多半是同一批成果各报一次，两笔钱共用一个产出。确实是两批的，把各自的范围写进描述，就不再提示。
    凭什么认作同一个产出，问题里都写明；数值小于5的不比，名称、描述只是相近的，数值不小于10才比。

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
        for claim in claims(outputs_of(exam)):
            yield self._finding([output.row for output in claim.outputs], claim)

    def _finding(self, rows: list[Row], claim: Claim) -> Finding:
        first, *others = rows
        claimed = "、".join(r.in_words for r in rows[:4]) + ("等" if len(rows) > 4 else "")
        return self.finding(
            first.at("target"),
            f"{claimed}{_values(rows)}，{claim.why}，像是同一批成果各报了一次{_money(rows)}。",
            "请核实：是同一批的，只在一个项目中列出，或者把数量分到各项目；不是同一批的，在描述中写明各自的范围。",
            also=[row.at("target") for row in others],
        )


def _values(rows: list[Row]) -> str:
    values = list(dict.fromkeys(r.target.raw for r in rows))
    if len(values) == 1:
        return f"的指标值都是{shown(values[0])}"
    return f"的指标值是{'、'.join(shown(v, 12) for v in values[:4])}"


def _money(rows: list[Row]) -> str:
    amounts = [(r.project.budget.total, r.project.unit or "") for r in rows[:4]]
    words = "、".join(f"{plain(total)}{unit}" for total, unit in amounts if total is not None)
    return f"（预算分别为{words}）" if words else ""

"""E110: two sums of money for one and the same use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import shortest
from jixiao.plan.words import squeeze
from jixiao.review.examination import Examination, Sheet, grouped, short_of
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level

_SAYS_NOTHING = re.compile(
    "主要|用于|方面|相关|有关|工作|业务|支出|经费|费用|开支|各项|日常|等|的|\\W"
)
_LEAST = 3


class SameUse(Rule):
    """几个项目的资金用途是同一件事。

    “市场监管方面的支出”“用于市场监管工作方面的支出”分不出哪笔钱管哪件事，容易一件事报两次钱。
    去掉“用于”“方面”“支出”一类的词以后完全相同的才判。

    反例：
        项目:
          - {项目名称: 市场监管, 资金用途: 市场监管方面的支出}
          - {项目名称: 办案及业务, 资金用途: 用于市场监管工作方面的支出}

    正例：
        项目:
          - {项目名称: 市场监管, 资金用途: 用于企业监督检查的车辆运行费}
          - {项目名称: 办案及业务, 资金用途: 用于案件委托鉴定费}
    """

    code, level, kind = "E110", Level.NOTE, Kind.PROJECTS
    english = "same use of money in several projects"
    cites = (cite("财预〔2015〕88号", "绩效目标设定要求"), cite("预算法", "第三十二条"))
    item = "matched"

    def check(self, exam: Examination) -> Iterator[Finding]:
        for first, *others in grouped(exam.sheets, _core).values():
            if others:
                sheets = [first, *others]
                uses = list(dict.fromkeys((s.project.use or "").strip() for s in sheets))
                yield self.finding(
                    first.at("use"),
                    f"{_named(sheets)}的资金用途{'、'.join(shown(u) for u in uses[:3])}说的是同一件事。",
                    "请写明各笔钱分别做什么、做多少；确是同一件事的，合并项目。",
                    also=[s.at("use") for s in others],
                )


def _core(sheet: Sheet) -> str | None:
    bare = _SAYS_NOTHING.sub("", squeeze((sheet.project.use or "")[:200]))
    return bare if len(bare) >= _LEAST else None


def _named(sheets: list[Sheet]) -> str:
    named = "、".join(f"“{short_of(s.project)}”{_money(s)}" for s in sheets[:4])
    return named + (f"等{len(sheets)}个项目" if len(sheets) > 4 else "")


def _money(sheet: Sheet) -> str:
    total = sheet.project.budget.total
    return f"（{shortest(total)}{sheet.project.unit or ''}）" if total is not None else ""

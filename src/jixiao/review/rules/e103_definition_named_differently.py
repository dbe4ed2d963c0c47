"""E103: one definition has one name."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Examination, Row, grouped
from jixiao.review.likeness import alike
from jixiao.review.rule import Rule
from jixiao.review.words import pairs_of, shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level2

_LEAST, _ALIKE, _OWN = 6, 0.75, 4


class DefinitionNamedDifferently(Rule):
    """同一个口径有几个名称。

    “不合格产品查处率”和“不合格产品查出率”的描述都是处置的占查出的多少，名称差一个字，意思差很远。
    同一件事在一份文本里只用一个名称。只比比率类的指标；描述有四分之三以上相同的也算，并写出相同的部分。

    反例：
        项目:
          - 项目名称: 市场监管
            指标:
              二级指标: 质量指标
              三级指标: 不合格产品查处率
              绩效指标描述: 处置的不合格产品占检验不合格产品总数的比率
              指标值: ≥98%
          - 项目名称: 食品抽检
            指标:
              二级指标: 质量指标
              三级指标: 不合格产品查出率
              绩效指标描述: 处置的不合格产品数量占检验不合格产品数量的比率
              指标值: ≥98%

    正例：
        项目:
          - 项目名称: 市场监管
            指标:
              二级指标: 质量指标
              三级指标: 不合格产品查处率
              绩效指标描述: 处置的不合格产品占检验不合格产品总数的比率
              指标值: ≥98%
          - 项目名称: 食品抽检
            指标:
              二级指标: 质量指标
              三级指标: 食品抽检合格率
              绩效指标描述: 检验合格批次占抽检批次的比率
              指标值: ≥98%
    """

    code, level, kind = "E103", Level.NOTE, Kind.PROJECTS
    english = "same definition, different names"
    cites = (
        cite("财预〔2021〕101号", "三级指标名称和解释"),
        cite("财预〔2015〕88号", "绩效目标设定要求"),
    )

    def check(self, exam: Examination) -> Iterator[Finding]:
        ratios = [r for r in exam.rows if r.is_ratio and r.type2 is not Level2.SATISFACTION]
        groups = grouped(ratios, lambda r: r.meaning if len(r.meaning) >= _LEAST else None)
        for rows in groups.values():
            names = list({r.key: r for r in rows}.values())
            if len(names) > 1:
                yield self._finding(names, rows, f"说的是同一回事：{shown(rows[0].description)}")
        for pair in alike([(rows[0], text) for text, rows in groups.items()], _ALIKE):
            if pair.first.key != pair.second.key and _same_terms(pair.first, pair.second):
                words = f"有{round(pair.share * 100)}%相同：{shown(pair.piece)}"
                yield self._finding([pair.first, pair.second], [pair.first, pair.second], words)

    def _finding(self, names: list[Row], rows: list[Row], what: str) -> Finding:
        return self.finding(
            names[1].at("name"),
            f"{'、'.join(r.in_words for r in names[:4])}的描述{what}。",
            f"请统一为一个名称，例如{shown(names[0].name)}，并核对与描述相符。",
            also=[r.at("name") for r in rows if r is not names[1]],
            to=names[0].name if names[0].type2 is names[1].type2 else None,
        )


def _same_terms(first: Row, second: Row) -> bool:
    """Whether what differs is not the thing itself: few words of one are only its own."""
    a, b = pairs_of(first.meaning), pairs_of(second.meaning)
    return len(a - b) <= _OWN and len(b - a) <= _OWN

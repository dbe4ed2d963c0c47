"""E102: one name means one thing throughout a plan."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Examination, Row, grouped, short_of
from jixiao.review.likeness import grams, share
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level2

_NEAR, _MOST = 0.6, 8


class NameDefinedDifferently(Rule):
    """同一个指标名称有几种口径。

    “案件办结率”在一个项目里是案件，在另一个项目里是投诉举报；有的算时效，有的算质量。
    同名不同义，数字之间不能比，汇总起来更是错的。只比比率类的指标，满意度和成本不比；
    描述只差几个字（地方、范围）的算同一种口径。

    反例：
        项目:
          - 项目名称: 消保维权
            指标:
              二级指标: 时效指标
              三级指标: 案件办结率
              绩效指标描述: 办结案件数量占立案案件总数的比率
              指标值: ≥90%
          - 项目名称: 办案及业务
            指标:
              二级指标: 质量指标
              三级指标: 案件办结率
              绩效指标描述: 已处理的投诉举报占总的投诉举报的比例
              指标值: ≥95%

    正例：
        项目:
          - 项目名称: 消保维权
            指标:
              二级指标: 质量指标
              三级指标: 案件办结率
              绩效指标描述: 办结案件数量占立案案件总数的比率
              指标值: ≥90%
          - 项目名称: 办案及业务
            指标:
              二级指标: 质量指标
              三级指标: 投诉举报办结率
              绩效指标描述: 已处理的投诉举报占总的投诉举报的比例
              指标值: ≥95%
    """

    code, level, kind = "E102", Level.IMPROVE, Kind.PROJECTS
    english = "same name, different definitions"
    cites = (
        cite("财预〔2021〕101号", "三级指标名称和解释"),
        cite("财预〔2015〕88号", "绩效目标设定要求"),
    )

    def check(self, exam: Examination) -> Iterator[Finding]:
        ratios = (r for r in exam.rows if r.is_ratio and r.meaning and not _is_left_out(r))
        for rows in grouped(ratios, lambda r: r.key).values():
            variants = _variants(rows)
            if len(variants) > 1 and len({r.project.id for r in rows}) > 1:
                yield self._finding(rows, variants)

    def _finding(self, rows: list[Row], variants: list[Row]) -> Finding:
        said = "；".join(
            f"{short_of(r.project)}：{r.indicator.level2 or ''}，{shown(r.description)}"
            for r in variants[:4]
        )
        return self.finding(
            rows[0].at("name"),
            f"{shown(rows[0].name)}在{len({r.project.id for r in rows})}个项目中有{len(variants)}种口径：{said}"
            f"{'……' if len(variants) > 4 else ''}。",
            _remedy(variants),
            also=[row.at("name") for row in rows[1:]],
        )


def _variants(rows: list[Row]) -> list[Row]:
    """One row for each sense; senses that differ in a few words only (in place, in scope) are one."""
    kept: list[tuple[Row, frozenset[str]]] = []
    for same in grouped(rows, lambda r: (r.meaning, r.type2)).values():
        own = grams(same[0].meaning)
        near = any(k.type2 is same[0].type2 and share(known, own) >= _NEAR for k, known in kept)
        if not near and len(kept) < _MOST:
            kept.append((same[0], own))
    return [row for row, _ in kept]


def _is_left_out(row: Row) -> bool:
    return row.type2 is Level2.SATISFACTION or (row.type2 is not None and row.type2.is_cost)


def _remedy(variants: list[Row]) -> str:
    """Where descriptions are fuller names, they are proposed as names."""
    fuller = [
        r.description
        for r in variants
        if r.description.endswith(r.name) and r.description != r.name
    ]
    if fuller:
        return (
            f"名称太笼统，请把考什么写进名称，例如{'、'.join(shown(name) for name in fuller[:3])}。"
        )
    if len({r.meaning for r in variants}) == 1:
        return "描述相同而类别不同，请统一放在一个二级指标之下。"
    return "请统一口径和类别；考的不是同一件事的，把名称改得各不相同。"

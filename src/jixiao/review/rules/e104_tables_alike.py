"""E104: two projects are two tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Examination, Sheet, short_of
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level

_LEAST, _SHARE, _COMPARED = 4, Decimal("0.6"), 5


class TablesAlike(Rule):
    """两个项目的指标大部分一模一样。

    两张表的指标，名称、类别、指标值大半相同，多半是从一张表抄到另一张。
    钱不同、事不同，指标就不该相同；确是同一件事的，考虑合并项目。

    反例：
        项目:
          - 项目名称: 甲
            指标: &rows
              - {二级指标: 质量指标, 三级指标: 监管计划完成率, 指标值: ≥90%}
              - {二级指标: 时效指标, 三级指标: 工作完成时限, 指标值: ≤12月}
              - {二级指标: 社会效益指标, 三级指标: 重大案件发生次数, 指标值: 0次}
              - {二级指标: 满意度指标, 三级指标: 群众满意度, 指标值: ≥90%}
          - {项目名称: 乙, 指标: *rows}

    正例：
        项目:
          - 项目名称: 甲
            指标: [{二级指标: 质量指标, 三级指标: 监管计划完成率, 指标值: ≥90%}]
          - 项目名称: 乙
            指标: [{二级指标: 质量指标, 三级指标: 抽检合格率, 指标值: ≥98%}]
    """

    code, level, kind = "E104", Level.NOTE, Kind.PROJECTS
    english = "two projects with mostly the same indicators"
    cites = (
        cite("财预〔2015〕88号", "绩效目标设定要求"),
        cite("财预〔2021〕101号", "指标设置思路"),
    )

    def check(self, exam: Examination) -> Iterator[Finding]:
        holders: dict[tuple[object, ...], list[Sheet]] = {}
        for sheet in exam.sheets:
            keys = dict.fromkeys((r.key, r.type2, r.target.raw) for r in sheet.rows if r.applies)
            alike = Counter(earlier for key in keys for earlier in holders.get(key, ()))
            yield from self._compare(sheet, len(keys), alike)
            for key in keys:
                others = holders.setdefault(key, [])
                if len(others) < _COMPARED:  # enough to find a likeness, and no more than that
                    others.append(sheet)

    def _compare(self, sheet: Sheet, rows: int, alike: Counter[Sheet]) -> Iterator[Finding]:
        for earlier, shared in alike.most_common(1):
            if shared < _LEAST or shared < rows * _SHARE:
                return
            yield self.finding(
                sheet.at("indicators"),
                f"项目{shown(short_of(sheet.project))}的{rows}条指标中，有{shared}条与项目"
                f"{shown(short_of(earlier.project))}的名称和指标值完全相同。",
                "请按本项目做的事改写指标和指标值；确是同一件事的，考虑合并项目。",
                also=[earlier.at("indicators")],
            )

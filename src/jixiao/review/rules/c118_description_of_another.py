"""C118: a description is about what its plan is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.words import clean
from jixiao.review.examination import Sheet
from jixiao.review.library import entries
from jixiao.review.rule import ProjectRule
from jixiao.review.words import pairs_of, shown
from jixiao.terms.findings import Kind, Level

#: So many pairs of characters, and none of them anywhere else: fewer may be chance, or empty words.
_LEAST = 10
_RATIO = re.compile("占.{2,}(比|率)|÷|除以|比率")
_EMPTY = frozenset(
    "反映 情况 数量 比例 程度 占比 完成 实际 计划 年度 本年 全年 预算 支出 经费 金额 成本 控制 项目 对象 单位 指标 "
    "计算 合计 达到 以上 以下 进行 工作 按照 按时 规定 时间 结果 质量 是否 使用 资金 部门 相关 有关 内容 数额".split()
)


class DescriptionOfAnother(ProjectRule):
    """绩效指标描述讲的是别的事。

    描述里的词，在本指标的名称、项目的名称、用途、目标和别的指标里一个也找不到，多半是从别的项目的表里带过来的。
    只有几个字的、都是“控制在预算以内”一类话的，不算；写比率怎样算的、照指标库写的，本来就不提项目，也不算。

    反例：
        项目名称: 小麦病虫害防治补助
        资金用途: 用于小麦病虫害统防统治作业补助
        绩效目标: 完成小麦防治3万亩
        指标:
          二级指标: 数量指标
          三级指标: 参与作业组织数
          绩效指标描述: 反映义务教育阶段适龄儿童入学情况
          指标值: ≥5个

    正例：
        项目名称: 小麦病虫害防治补助
        资金用途: 用于小麦病虫害统防统治作业补助
        绩效目标: 完成小麦防治3万亩
        指标:
          二级指标: 数量指标
          三级指标: 参与作业组织数
          绩效指标描述: 签了作业合同并实际下田的社会化服务组织个数
          指标值: ≥5个
    """

    code, level, kind = "C118", Level.IMPROVE, Kind.TEXT
    english = "description of something else"
    cites = (
        cite("财预〔2015〕88号", "绩效目标设定要求"),
        cite("财预〔2021〕101号", "三级指标名称和解释"),
    )
    item = "scientific"

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        project = sheet.project
        plan = pairs_of("；".join([project.name, project.use or "", *project.goals]))
        for row in sheet.rows:
            said = pairs_of(row.description) - _EMPTY
            if len(said) < _LEAST or _is_general(row.description or ""):
                continue
            if said & (plan | pairs_of(f"{row.name}；{row.basis}")):
                continue
            others = (o for o in sheet.rows if o is not row)
            if not any(said & pairs_of(f"{o.name}；{o.description}；{o.basis}") for o in others):
                yield self.finding(
                    row.at("description"),
                    f"{shown(row.name)}的描述{shown(row.description)}说的事，这个项目里别处一个字也没有提到。",
                    "请核对描述是不是别的项目的；是本项目的，写明它同指标名称的关系。",
                )


def _is_general(description: str) -> bool:
    """Whether it is such as fits any project: how a ratio is worked out, or a text of the library."""
    return _RATIO.search(description) is not None or clean(description) in _of_library()


@cache
def _of_library() -> frozenset[str]:
    return frozenset(clean(one.definition) for one in entries().values())

"""C103: a ratio has a numerator and a denominator."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Row, Sheet
from jixiao.review.library_search import nearest
from jixiao.review.rule import ProjectRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level2

_DEFINED = re.compile(
    r"占|除以|÷|/|／|之比|比值|的比(?:率|例|重)|百分比|比率|比例|同比|[与和].{1,20}的比|×|\*|每\d*[十百千万]"
)


class RatioUndefined(ProjectRule):
    """比率没有说清分子和分母。

    “及时率100%”是几件事里的几件及时？不写分子、分母，年底怎样算都行，也无从核对。
    表样里没有描述一栏的不判；满意度另有规则。

    反例：
        指标: {二级指标: 质量指标, 三级指标: 装置合格率, 绩效指标描述: 鉴定装置合格率, 指标值: 100%}

    正例：
        指标:
          二级指标: 质量指标
          三级指标: 装置合格率
          绩效指标描述: 验收合格的装置台数占购买台数的比率
          指标值: 100%
    """

    code, level, kind = "C103", Level.IMPROVE, Kind.TEXT
    english = "ratio without numerator and denominator"
    cites = (
        cite("财预〔2015〕88号", "绩效目标设定要求"),
        cite("财预〔2021〕101号", "三级指标名称和解释"),
    )
    item = "scientific"

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        for row in sheet.rows if sheet.described else ():
            if (
                not row.is_ratio
                or row.type2 is Level2.SATISFACTION
                or _DEFINED.search(row.description)
            ):
                continue
            said = f"描述{shown(row.description)}没有说清" if row.description else "却没有描述"
            yield self.finding(
                row.at("description"),
                f"{shown(row.name)}是比率，{said}分子和分母。",
                f"请写成“……占……的比率”{_proposal(row)}。",
                to=_definition(row),
            )


def _definition(row: Row) -> str | None:
    """What the indicator library says of a ratio of that name."""
    entry = nearest(row.name, row.description)
    return entry.definition if entry and entry.unit == "%" else None


def _proposal(row: Row) -> str:
    known = _definition(row)
    if known:
        return f"，例如“{known}”（指标库）"
    text = row.name + row.description
    if re.search("资金|经费|拨付", text):
        return "，例如“按规定时间拨付的金额占应拨付金额的比率”"
    if "及时" in text or "按时" in text:
        return "，例如“在规定时限内办结的件数占全部应办件数的比率”，并写明时限"
    if "合格" in text:
        return "，例如“验收合格的数量占验收总数的比率”"
    return "，例如“已完成的事项数占计划事项数的比率”" if "完成" in text else ""

"""A304: what the form says is not what the unit says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Examination, Row
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level

_TEMPLATE = re.compile(
    r"请(?:在此)?(?:填写|输入|选择)|填写说明|此处填写|(?:必|选)填|示例[:：]|(?<![A-Za-z])[Xx×]{2,}(?![A-Za-z])|[*＊]{2,}|○{2,}|[_＿]{3,}"
)


class TemplateLeft(Rule):
    """表样里的说明文字没有删。

    “（必填）”“请填写……”“XX”“**”是给填报人看的，留在公开的表里，等于这一格没有认真填。
    指标值里被遮盖的数另由B207说。

    反例：
        指标: {二级指标: 数量指标, 三级指标: XX项目数量, 指标值: ≥3个}

    正例：
        指标: {二级指标: 数量指标, 三级指标: 整治农贸市场个数, 指标值: ≥3个}
    """

    code, level, kind = "A304", Level.IMPROVE, Kind.STRUCTURE
    english = "instructions of the form left in"
    cites = (cite("财预〔2015〕88号", "附件：申报表"), cite("预算法", "第十四条"))

    def check(self, exam: Examination) -> Iterator[Finding]:
        for sheet in exam.sheets:
            project = sheet.project
            texts = [
                ("name", project.name),
                ("use", project.use),
                ("goals", "；".join(project.goals)),
            ]
            found = [(sheet.at(f), w) for f, t in texts if (w := _left(t))]
            found += [(r.at(f), w) for r in sheet.rows for f, t in _cells(r) if (w := _left(t))]
            if found:
                (first, words), *others = found
                more = f"等{len(found)}处" if others else ""
                yield self.finding(
                    first,
                    f"{shown(words)}{more}是表样里的说明或者占位，没有换成本项目的内容。",
                    "请写上本项目的内容，把说明文字删去。",
                    also=[at for at, _ in others],
                )


def _left(text: str | None) -> str | None:
    found = _TEMPLATE.search((text or "")[:2000])
    return (text or "")[max(found.start() - 8, 0) : found.end() + 8] if found else None


def _cells(row: Row) -> Iterator[tuple[str, str | None]]:
    one = row.indicator
    yield "name", one.name
    yield "description", one.description
    yield "basis", one.basis
    yield "actual", one.actual
    yield "deviation", one.deviation

"""A404: a funding document can be found by its number."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.law.shelf import cite
from jixiao.plan.codes import parse_name
from jixiao.plan.finding import Finding
from jixiao.review.examination import Sheet
from jixiao.review.rule import ProjectRule
from jixiao.terms.findings import Kind, Level


class DocumentNumberMalformed(ProjectRule):
    """资金文号写错了格式。

    文号是“机关代字〔年份〕序号号”，年份用括号括起，后面不再写“年”字。
    文号写错，这笔钱的来源就对不上指标文件。

    反例：
        项目名称: 怀财字【2023】年7号 执法办案

    正例：
        项目名称: 怀财字〔2023〕7号 执法办案
    """

    code, level, kind = "A404", Level.IMPROVE, Kind.STRUCTURE
    english = "malformed funding document number"
    cites = (cite("GB/T 9704-2012", "发文字号"),)

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        document = parse_name(sheet.project.name).document
        if document and not document.well_formed:
            yield self.finding(
                sheet.at("name"),
                f"文号“{document.printed}”的括号后面多了一个“年”字。",
                f"请改为“{document.normal}”，标题、项目名称两处一并改。",
                to=sheet.project.name.replace(document.printed, document.normal),
            )

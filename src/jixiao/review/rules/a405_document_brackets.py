"""A405: the year of a document number stands in tortoise-shell brackets."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.codes import parse_name
from jixiao.review.examination import Examination
from jixiao.review.rule import Rule
from jixiao.terms.findings import Kind, Level


class DocumentBrackets(Rule):
    """文号的年份没有用六角括号。

    公文的发文字号，年份用六角括号〔〕括起。用【】、[]、（）都不合格式，检索时也会漏掉。
    多个项目都这样的，合成一条。

    反例：
        项目名称: 怀财字【2023】7号 注册监管

    正例：
        项目名称: 怀财字〔2023〕7号 注册监管
    """

    code, level, kind = "A405", Level.NOTE, Kind.STRUCTURE
    english = "year of a document number in other brackets than 〔〕"
    cites = (cite("GB/T 9704-2012", "发文字号"),)

    def check(self, exam: Examination) -> Iterator[Finding]:
        odd = [
            (s, d)
            for s in exam.sheets
            if (d := parse_name(s.project.name).document) and "〔" not in d.printed
        ]
        if odd:
            (first, document), *others = odd
            more = f"等{len(odd)}个项目的文号" if others else ""
            yield self.finding(
                first.at("name"),
                f"“{document.printed}”{more}没有用六角括号括年份。",
                f"请改为“{document.normal}”的写法。",
                to=first.project.name.replace(document.printed, document.normal),
                also=[sheet.at("name") for sheet, _ in others],
            )

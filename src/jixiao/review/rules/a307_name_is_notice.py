"""A307: a project is named after its work, not after the paper that pays for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Sheet
from jixiao.review.rule import ProjectRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level

_NOTICE = re.compile(
    "关于[\\u4e00-\\u9fff\\d（）()]{2,60}的(?:通知|批复|函|意见|决定|请示|补助|报告)$"
)


class NameIsNotice(ProjectRule):
    """项目名称是下达资金的文件标题。

    “关于提前下达2023年专项补助经费的通知”说的是一份文件，看不出要做什么事，也没法和别的年度比。
    文号另有一栏，名称只写事。

    反例：
        项目名称: 冀财行〔2022〕104号 关于提前下达2023年市场监管专项补助经费的通知

    正例：
        项目名称: 冀财行〔2022〕104号 重点领域专项整治
    """

    code, level, kind = "A307", Level.NOTE, Kind.STRUCTURE
    english = "project named after a notice"
    cites = (cite("财预〔2015〕88号", "附件：申报表"),)
    item = "clear"

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        name = "".join((sheet.project.short_name or sheet.project.name or "").split())
        if _NOTICE.search(name[:200]):
            yield self.finding(
                sheet.at("name"),
                f"项目名称{shown(name)}是下达资金的文件标题，没有说做什么事。",
                "请改用要做的事作名称，例如“食品安全专项整治”；文号写在文号一栏。",
            )

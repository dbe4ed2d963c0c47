"""A404: a funding document can be found by its number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.codes import parse_name
from jixiao.review.examination import Sheet
from jixiao.review.rule import ProjectRule
from jixiao.terms.findings import Kind, Level

_ISSUER = r"(?P<issuer>[\u4e00-\u9fff]{1,7}[财字发函办政预社农教卫建行资综企文])"
_OPEN, _SHUT = r"\s*[【〔\[［(（]\s*", r"\s*[】〕\]］)）]\s*"
_SLIPS = (
    (
        re.compile(rf"{_ISSUER}{_OPEN}(?P<year>20\d\d)年{_SHUT}第?(?P<number>\d{{1,5}})号"),
        "的括号里多了一个“年”字",
    ),
    (
        re.compile(rf"{_ISSUER}\s*(?P<year>20\d\d)\s*[-—–]\s*(?P<number>\d{{1,5}})号"),
        "的年份没有用括号括起",
    ),
    (
        re.compile(rf"{_ISSUER}{_OPEN}(?P<year>20\d\d){_SHUT}年?第(?P<number>\d{{1,5}})号"),
        "的序号前多了一个“第”字",
    ),
    (
        re.compile(rf"{_ISSUER}{_OPEN}(?P<year>\d\d)年?{_SHUT}第?(?P<number>\d{{1,5}})号"),
        "的年份只写了两位",
    ),
    (
        re.compile(rf"{_ISSUER}\s*(?P<year>20\d\d)\s*年?第?(?P<number>\d{{1,5}})号"),
        "的年份没有用括号括起",
    ),
    (
        re.compile(rf"{_ISSUER}{_OPEN}(?P<year>20\d\d){_SHUT}(?P<number>\d{{1,5}})(?![\d号])"),
        "的末尾少了“号”字",
    ),
)

_NO_SERIAL = re.compile(rf"[\u4e00-\u9fff]{{2,8}}{_OPEN}20\d\d{_SHUT}\s*号")


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
        printed = sheet.project.funding_document or sheet.project.name
        if missing := _NO_SERIAL.search(printed[:80]):
            yield self.finding(
                sheet.at("funding_document" if sheet.project.funding_document else "name"),
                f"文号“{missing.group()}”没有序号。",
                "请查对指标文件，补上括号与“号”字之间的序号。",
            )
            return
        slip = None if document and document.well_formed else _slip_of(sheet.project.name)
        if slip and not document:
            printed, why, right = slip
            yield self.finding(
                sheet.at("name"),
                f"文号“{printed}”{why}。",
                f"请改为“{right}”一类的写法：机关代字、六角括号括起的四位年份、序号、“号”字。",
                to=sheet.project.name.replace(printed, right) if right.count("〔20") else None,
            )
        if document and not document.well_formed:
            yield self.finding(
                sheet.at("name"),
                f"文号“{document.printed}”的括号后面多了一个“年”字。",
                f"请改为“{document.normal}”，标题、项目名称两处一并改。",
                to=sheet.project.name.replace(document.printed, document.normal),
            )


def _slip_of(name: str) -> tuple[str, str, str] | None:
    """A number that is nearly one: what is printed, what is wrong with it, how it is written."""
    for pattern, why in _SLIPS:
        found = pattern.search(name[:80])
        if found:
            year = found["year"] if len(found["year"]) == 4 else f"20{found['year']}"
            return found.group(), why, f"{found['issuer']}〔{year}〕{int(found['number'])}号"
    return None

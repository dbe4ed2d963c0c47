"""C117: a plan speaks of its own county, not of another's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding, Where
from jixiao.law.shelf import cite
from jixiao.review.examination import Examination, Row
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level

_COUNTY = re.compile(
    r"(?:(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff]{2})"
    r"|(?<=[在到为对从是路段由于])(?P<after>[\u4e00-\u9fff]{2}))县(?![级域城内里直])"
)
_OWN = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,3})县")
#: Two characters before 县 that name no county.
_NO_NAME = re.compile(
    "[全本我各该外邻跨两三四五六多每市区省州贫强百富小大个乡镇村到在为对从由是于和及与的等向驻来有无非一二]"
)


class OtherCounty(Rule):
    """文字里是别的县。

    怀来县的计划，指标描述写“赤城县临崖路段”：是从别处抄来的。跨县的工作，写明与本县的关系。

    反例：
        部门: 怀来县交通运输局
        指标: {三级指标: 修补里程, 绩效指标描述: 赤城县农村公路的修补里程, 指标值: ≥25公里}

    正例：
        部门: 怀来县交通运输局
        指标: {三级指标: 修补里程, 绩效指标描述: 怀来县农村公路的修补里程, 指标值: ≥25公里}
    """

    code, level, kind = "C117", Level.IMPROVE, Kind.TEXT
    english = "text of another county"
    cites = (cite("财预〔2015〕88号", "绩效目标设定要求"),)
    item = "clear"

    def check(self, exam: Examination) -> Iterator[Finding]:
        own = _OWN.search(exam.plan.department.name or "")
        for row in exam.rows if own else ():
            for field in ("name", "description"):
                other = _other(str(getattr(row.indicator, field) or ""), own["name"] if own else "")
                if other:
                    yield self._found(row, field, other)
                    break

        for sheet in exam.sheets if own else ():
            project = sheet.project
            said = {"use": project.use or "", "goals": "；".join(project.goals)}
            for field, text in said.items():
                if own and (other := _other(text, own["name"])):
                    yield self._told(sheet.at(field), project.name, text, other)

    def _found(self, row: Row, field: str, other: str) -> Finding:
        text = str(getattr(row.indicator, field) or "")
        return self._told(row.at(field), row.name, text, other)

    def _told(self, at: Where, name: str, text: str, other: str) -> Finding:
        return self.finding(
            at,
            f"{shown(name)}里写的是“{other}县”：{shown(text)}。",
            "请核对是不是从别处抄来的；确实涉及外县的，写明与本县的关系。",
        )


def _other(text: str, own: str) -> str:
    for found in _COUNTY.finditer(text[:200]):
        name = found["name"] or found["after"]
        if not _NO_NAME.search(name) and not own.endswith(name):
            return name
    return ""

"""D106: one word for one thing within a project."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Sheet
from jixiao.review.rule import ProjectRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level

_CONFUSED = (
    ("检定", "鉴定", "计量器具由法定机构检定，鉴定是另一回事"),
    ("账户", "帐户", "规范写法是“账户”"),
    ("账目", "帐目", "规范写法是“账目”"),
    ("抚恤", "扶恤", "规范写法是“抚恤”"),
    ("报销", "报消", "规范写法是“报销”"),
)


class WordsConfused(ProjectRule):
    """同一个项目里用了容易混淆的两个词。

    名称、用途写“检定”，指标写“鉴定”，读的人会以为是两件事，公开之后也是差错。

    反例：
        资金用途: 购买器具、检定费用
        指标: [{二级指标: 数量指标, 三级指标: 购买鉴定装置数量, 指标值: =1套}]

    正例：
        资金用途: 购买器具、检定费用
        指标: [{二级指标: 数量指标, 三级指标: 购买检定装置数量, 指标值: =1套}]
    """

    code, level, kind = "D106", Level.NOTE, Kind.INDICATORS
    english = "two easily confused words in one project"
    cites = (cite("财预〔2015〕88号", "附件：申报表"), cite("预算法", "第十四条"))
    item = "complete"

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        project = sheet.project
        above = f"{project.name}{project.use or ''}{''.join(project.goals)}"
        for right, wrong, why in _CONFUSED:
            odd = [row for row in sheet.rows if wrong in row.name]
            if odd and right in f"{above}{sheet.text}":
                yield self.finding(
                    odd[0].at("name"),
                    f"同一个项目里既写“{right}”，又在{shown(odd[0].name)}中写“{wrong}”。",
                    f"请核对并统一：{why}。",
                    also=[row.at("name") for row in odd[1:]],
                )

"""A208: works and purchases say what they cost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Sheet, short_of
from jixiao.review.rule import ProjectRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level

_BOUGHT = re.compile("购置|采购|购买|建设工程|新建|改建|扩建|修建|修缮|大修|改造")
_NOT_BOUGHT = re.compile("购买服务|制度建设|队伍建设|能力建设|廉政建设|文化建设")


class CostMissing(ProjectRule):
    """工程、修缮、购置项目没有设成本指标。

    盖房修路、买设备的钱花得值不值，要看单价和总价；这几类项目必须设成本指标，其他项目视情况而定。
    只看项目名称和资金用途；表中有看不出类别的行时不判。

    反例：
        项目名称: 检测设备购置
        指标:
          - {二级指标: 数量指标, 三级指标: 购置设备台数, 指标值: =3台}
          - {二级指标: 社会效益指标, 三级指标: 检测时间缩短率, 指标值: ≥10%}

    正例：
        项目名称: 检测设备购置
        指标:
          - {二级指标: 数量指标, 三级指标: 购置设备台数, 指标值: =3台}
          - {二级指标: 成本指标, 三级指标: 每台设备价格, 指标值: ≤2万元}
    """

    code, level, kind = "A208", Level.IMPROVE, Kind.STRUCTURE
    english = "works or purchase without a cost indicator"
    cites = (cite("财预〔2021〕101号", "指标类型"), cite("财预〔2021〕101号", "成本指标"))
    item = "scientific"

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        types = {row.type2 for row in sheet.rows}
        if not types or None in types or any(t.is_cost for t in types if t):
            return
        if len(types) < 2 or "成本" in sheet.text:
            return
        text = _NOT_BOUGHT.sub("", f"{sheet.project.name[:80]}；{(sheet.project.use or '')[:200]}")
        found = _BOUGHT.search(text)
        if found:
            yield self.finding(
                sheet.at("indicators"),
                f"项目{shown(short_of(sheet.project))}有“{found.group()}”，却没有设成本指标。",
                "请补成本指标，例如每台（套）价格、每平方米造价、总投资不超过的金额。",
            )

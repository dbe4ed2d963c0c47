"""C204: a basis is something one can look up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.words import squeeze
from jixiao.review.examination import Sheet
from jixiao.review.rule import ProjectRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level

_EMPTY = re.compile(
    "(?:根据|按照|按|依据|结合|参照|参考)?(?:该|本)?(?:单位|部门|项目|指标值?|工作|业务|上级|领导|有关|相关|实际|现实|"
    "日常|客观|以往|往年|历年|多年|一般|具体|自身|主观|统一|年度|局里?|县里?|市里?|大队|支队|本局|全局|组织|各项|经验|初步|大致|的|及|和|与)*"
    "(?:需要|需求|要求|安排|情况|实际|经验值?|惯例|判断|估计|估算|测算|设定|确定|制定|数据合理|合理|可行|部署|文件|规定|政策|无|其他|自定)"
)
_CLASSES = re.compile("(?:计划|行业|历史|预算支出|地方|国家|其他)标准|问卷")


class BasisEmpty(ProjectRule):
    """指标值的依据是一句空话。

    “工作需要”“实际情况”“数据合理”查不到任何东西，等于没有依据。同一个项目里几条都这样的，合成一条。

    反例：
        指标: {三级指标: 检查次数, 指标值: ≥30次, 指标值确定依据: 根据实际工作需要}

    正例：
        指标: {三级指标: 检查次数, 指标值: ≥30次, 指标值确定依据: 《2023年双随机抽查计划》第二项}
    """

    code, level, kind = "C204", Level.IMPROVE, Kind.TEXT
    english = "basis that cannot be looked up"
    cites = (cite("财预〔2021〕101号", "指标值设定依据"), cite("财预〔2015〕88号", "绩效标准"))
    item = "scientific"

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        empty = [r for r in sheet.rows if r.applies and r.basis and _is_empty(r.basis)]
        if empty:
            more = f"等{len(empty)}条" if len(empty) > 1 else ""
            yield self.finding(
                empty[0].at("basis"),
                f"{shown(empty[0].name)}{more}的依据{shown(empty[0].basis)}查不到任何东西。",
                "请写文件名称和文号、计划的第几项，或者台账的名称和上年的数。",
                also=[row.at("basis") for row in empty[1:]],
            )


def _is_empty(basis: str) -> bool:
    bare = squeeze(basis[:60]).rstrip("。；")
    return bool(_EMPTY.fullmatch(bare)) and not _CLASSES.search(bare)

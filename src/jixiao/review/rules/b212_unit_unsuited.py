"""B212: what is counted has its own measure word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.law.shelf import cite
from jixiao.plan.finding import Finding
from jixiao.plan.words import squeeze
from jixiao.review.examination import Row
from jixiao.review.rule import RowRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level2
from jixiao.terms.targets import Dimension

_SUITED = (
    (re.compile(r"案件(?:数量?|个数|件数|总数)$"), {"件", "起", "个", "宗", "例"}),
    (
        re.compile(r"(?:企业|商户|经营户|经营主体|商家)(?:数量?|家数|户数|个数)$"),
        {"家", "户", "个", "户次", "家次"},
    ),
    (re.compile(r"人次(?:数|总数)?$"), {"人次"}),
    (re.compile(r"(?:人员|学员|人)(?:数|人数|数量)$"), {"人", "名", "个", "位"}),
    (
        re.compile(
            r"(?:设备|器材|电脑|机|车辆|仪器)(?:购置|采购|安装|配备|更新)?(?:数量?|台数|总数)$"
        ),
        {"台", "套", "件", "个", "辆", "部", "批", "架", "只", "台套", "台（套）", "台件", "组"},
    ),
    (re.compile(r"(?:学校|医院|幼儿园|养老院)(?:数量?|所数|个数)$"), {"所", "个", "家", "处"}),
)


_YEARS = {"年", "月", "个月", "天", "日"}
_LASTING = re.compile("时间|时长|天数|年限|期|月数|日数|年数|工时")


class UnitUnsuited(RowRule):
    """计量单位与指标名称不配。

    案件论件，企业论家，人员论人。“办理案件数3次”是三件案子，还是办了三次案？单位不配，口径就不清。

    反例：
        指标: {二级指标: 数量指标, 三级指标: 办理案件数, 指标值: ≥3次}

    正例：
        指标: {二级指标: 数量指标, 三级指标: 办理案件数, 指标值: ≥3件}
    """

    code, level, kind = "B212", Level.NOTE, Kind.NUMBER
    english = "unit does not suit what is counted"
    cites = (cite("财预〔2015〕88号", "绩效指标"), cite("财预〔2021〕101号", "指标值"))

    def look(self, row: Row) -> Iterator[Finding]:
        target = row.target
        if row.type2 is Level2.QUANTITY and target.unit in _YEARS and not _LASTING.search(row.name):
            yield self.finding(
                row.at("target"),
                f"数量指标{shown(row.name)}的指标值{shown(target.raw)}以“{target.unit}”为单位，没有说做了多少。",
                "请写做了多少件、多少次、多少处；要考持续多久的，放到时效或者可持续影响。",
            )
        if target.dimension is not Dimension.COUNT or target.unit is None:
            return
        suited = next((units for name, units in _SUITED if name.search(squeeze(row.name))), None)
        if suited and target.unit not in suited:
            better = sorted(suited, key=lambda u: (len(u), u not in "件家人", u))[0]
            yield self.finding(
                row.at("target"),
                f"{shown(row.name)}的指标值{shown(target.raw)}以“{target.unit}”为单位，与名称不配。",
                _remedy(target.unit, better),
            )


def _remedy(unit: str, better: str) -> str:
    if {unit, better} <= {"人", "人次", "名"}:
        return f"数人头的用“人”，一人来几次算几次的用“人次”；照名称应改为“{better}”，不然改名称。"
    return f"请改用“{better}”一类的单位；如果考的确是次数，请改名称。"

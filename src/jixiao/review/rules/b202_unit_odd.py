"""B202: a unit is a measure word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.review.examination import Row
from jixiao.review.rule import RowRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.targets import TargetNote

#: What is counted where its measure word belongs; and a per cent in words.
_NOUNS = re.compile(
    "(?:人口|批次|场次|人次|[次批人户件个家所场处台套项条座册村])数(?=$|[。；，,/])"
    "|(?<=\\d)(?:人员|人口)(?=$)|(?<=\\d)[\u4e00-\u9fff]{1,2}(?<!百分)(?<!系)数量?(?=$)"
    "|百分[之率](?=$)|百分比|百分数|百分点|个百分点"
)
_CHANGE = re.compile("提高|提升|上升|下降|降低|增加|减少|增长|增幅|降幅|变化|高于|低于")


_SLASHED = re.compile("(?:人|家|户|批|台)/次(?=$|。|；)")


class UnitOdd(RowRule):
    """计量单位写成了名词。

    单位要用量词：“次数”“人数”是被数的东西，不是单位；“百分比”应写作“%”。
    单位写法不一，汇总、比较和自评取数时就对不上。

    反例：
        指标: {三级指标: 监督检查次数, 指标值: ≥500次数}

    正例：
        指标: {三级指标: 监督检查次数, 指标值: ≥500次}
    """

    code, level, kind = "B202", Level.IMPROVE, Kind.NUMBER
    english = "unit of measure written as a noun"
    cites = (cite("财预〔2015〕88号", "绩效目标设定要求"), cite("财预〔2021〕101号", "指标值"))

    def look(self, row: Row) -> Iterator[Finding]:
        slashed = _SLASHED.search(row.target.raw)
        if slashed:
            right = row.target.raw.replace(slashed.group(), slashed.group().replace("/", ""))
            yield self.finding(
                row.at("target"),
                f"{shown(row.name)}的指标值{shown(row.target.raw)}以“{slashed.group()}”为单位，读起来像是每次多少人。",
                f"人次不加斜线，请改为“{right}”；确是每次的人数，在名称中写明。",
                to=right,
            )
        printed = _NOUNS.search(row.target.raw)
        if printed and not (
            "百分点" in printed.group() and _CHANGE.search(row.name + row.target.raw)
        ):
            right = _mended(row, printed.group())
            yield self.finding(
                row.at("target"),
                f"{shown(row.name)}的指标值{shown(row.target.raw)}以“{printed.group()}”为单位，不是量词。",
                f"请改为“{right}”。",
                to=right,
            )


def _mended(row: Row, printed: str) -> str:
    """The target with its unit as a measure word."""
    if TargetNote.UNIT_CLEANED in row.target.notes:
        return row.target.canonical.removeprefix("=").replace("人口", "人")
    unit = (
        "%"
        if "百分" in printed
        else "人"
        if printed in ("人口", "人口数", "人员")
        else printed.removesuffix("量").removesuffix("数")
    )
    return row.target.raw.replace(printed, unit)

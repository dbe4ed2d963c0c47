"""B212: what is counted has its own measure word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
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


#: Measure words that may stand for one another; a name that says 台数 is counted in one of its own.
_KIN = (
    {"台", "套", "台套", "台（套）", "台件", "台次", "部", "架", "组", "件", "个"},
    {"户", "户次", "家", "家次"}, {"家", "家次", "户", "户次", "个"}, {"人", "名", "位"},
    {"亩", "万亩", "公顷"}, {"篇", "条", "份"}, {"份", "件", "本", "张"}, {"所", "个", "家", "处"},
    {"处", "个", "座", "家"}, {"株", "棵", "万株"}, {"辆", "台"},
    {"册", "本", "种", "万册"}, {"吨", "公斤", "千克", "立方米"}, {"公里", "千米", "米"}, {"盏", "个", "套"},
)  # fmt: skip
#: Not the last character of another word: 平台数, 用户数, 讲座数, 建册数.
_SAID = re.compile(
    "(?P<unit>(?<![平舞站视灶讲窗])台|(?<![账用客商租门])户|亩|篇|份|所|处|(?<!讲)座|(?<!菌)株|辆|(?<!建)册|吨|盏|棵|剂次|公里)数$"
)
_PLACES = re.compile("(?:路口|小区|村|社区|系统|站点|网点|点位|基地|工程|标段)(?:数|个数|数量)$")
_SPREAD = re.compile("(?:面积|长度|里程)$")
_SPREAD_UNITS = {"亩", "公里", "平方米", "平方公里", "公顷", "千米", "米"}
_NUMBER_NAME = re.compile("(?:数|数量|人次|批次|场次|家次|面积|长度|里程|用量|产量)$")
_HEADS = re.compile("(?:人数|人次|户数|家数|次数|场次|面积|里程)$")
_MONEY_NAME = re.compile("金|款|费|元|收入|产值|价|额|经费|成本|投资|补助|补贴|税|支出|损失|指数")

_YEARS = {"年", "月", "个月", "天", "日", "周", "小时", "分钟", "秒"}
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
        if target.dimension is Dimension.MONEY and _is_number(row):
            yield self.finding(
                row.at("target"),
                f"{shown(row.name)}数的是多少，指标值{shown(target.raw)}却以“{target.unit}”为单位。",
                "请改用人、户、件、平方米一类的单位；要考金额的，改指标名称。",
            )
        if target.unit is None or target.dimension not in (Dimension.COUNT, Dimension.OTHER):
            return
        suited = _suited(squeeze(row.name), target.dimension)
        if (
            suited
            and target.unit not in suited
            and not row.key.endswith((target.unit, f"{target.unit}数"))
        ):
            better = sorted(suited, key=lambda u: (len(u), u not in "件家人", u))[0]
            yield self.finding(
                row.at("target"),
                f"{shown(row.name)}的指标值{shown(target.raw)}以“{target.unit}”为单位，与名称不配。",
                _remedy(target.unit, better),
            )


def _is_number(row: Row) -> bool:
    """Whether a name counts or measures things, not money."""
    name = squeeze(row.name)
    heads = bool(_HEADS.search(name))
    return heads or bool(_NUMBER_NAME.search(name) and not _MONEY_NAME.search(name))


def _suited(name: str, dimension: Dimension) -> set[str] | None:
    """The units that suit a name, or ``None`` where any may."""
    listed = next((units for words, units in _SUITED if words.search(name)), None)
    if dimension is Dimension.OTHER and not _SAID.search(name):
        return None  # 面积、重量的单位多，只判名称里说了论什么的
    if listed or (
        _SPREAD.search(name) is None and not (_SAID.search(name) or _PLACES.search(name))
    ):
        return listed
    if said := _SAID.search(name):
        return {said["unit"]}.union(*(kin for kin in _KIN if said["unit"] in kin))
    if _PLACES.search(name):
        return {"个", "处", "座", "条", "片", "项", "套", "村", "家"}
    return _SPREAD_UNITS


def _remedy(unit: str, better: str) -> str:
    if {unit, better} <= {"人", "人次", "名"}:
        return f"数人头的用“人”，一人来几次算几次的用“人次”；照名称应改为“{better}”，不然改名称。"
    return f"请改用“{better}”一类的单位；如果考的确是次数，请改名称。"

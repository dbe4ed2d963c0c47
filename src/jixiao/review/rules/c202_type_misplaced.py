"""C202: an indicator stands under the type it measures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.words import squeeze
from jixiao.review.examination import Row
from jixiao.review.rule import RowRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level2
from jixiao.terms.targets import Dimension, TargetKind

_TIMELY = re.compile("及时|按时|按期|准时|限期|时限|期限|时效|当日|当年|时间|周期|进度|小时|完成率")
_CLOSED = re.compile("(?:办结|结案|合格|达标|覆盖|查处|处置|准确|优良|完好|通过)率$")
_OF_PROGRESS = re.compile("(?:完成|支付|拨付|到位|发放|执行|进度|响应|开工|完工|竣工|效|频|速)率$")
_COST = re.compile(
    "(?:成本|费用|经费支出|支出金额|(?:安排|采购|投入|购置)金额|单价|经费|造价|(?<!补助)(?<!补贴)(?<!贷款)资金)$"
)
_ON_TIME = re.compile(
    "^(?:是否)?(?:按时|按期|及时|准时)(?:\\w{2,6})$|(?:按时|按期|及时|准时)\\w{0,4}率$|及时性$|时效性$"
)
_ASKED = re.compile("满意(?:度|率|程度|情况)$")
#: What each of two benefits can speak of; a name without any of it speaks of something else.
_NATURE = re.compile(
    "生态|环境|环保|污染|排放|绿|林|草|树|水|气|土|噪|尘|垃圾|废|能|碳|资源|节约|自然|物种|生物|植被|湿地|河|湖|海|"
    "山|田|耕地|农药|化肥|低耗|消杀|卫生|景观|宜居|清洁|整洁|灌|沙|粪|秸秆|回收|循环|美|灾|防火|火灾|无纸"
)
_COUNTED_WORDS = re.compile("成本|费用|经费|干部|职工|员工|制度|投资|收入|效率|培训|资金|预算")


class TypeMisplaced(RowRule):
    """指标放错了类别。

    及时率说快慢，放在质量里也是放错；节约成本不是生态效益，满意度不放在社会效益。
    办结率、合格率说做得怎样，是质量；按时办结率说快慢，才是时效。几家、几次是数量，百分比不是。
    放错类别，这一类就等于没有设，权重也跟着算错。

    反例：
        指标: {二级指标: 时效指标, 三级指标: 案件办结率, 指标值: ≥90%}

    正例：
        指标: {二级指标: 时效指标, 三级指标: 案件按期办结率, 指标值: ≥90%}
    """

    code, level, kind = "C202", Level.IMPROVE, Kind.TEXT
    english = "indicator under a wrong type"
    cites = (cite("财预〔2015〕88号", "绩效指标"), cite("财预〔2021〕101号", "指标类型"))
    item = "scientific"

    def look(self, row: Row) -> Iterator[Finding]:
        right = _right_type(row)
        if right:
            yield self.finding(
                row.at("level2"),
                f"{shown(row.name)}放在{shown(row.indicator.level2)}之下，它说的不是这一类。",
                f"请移到“{right.label}”{_hint(row)}。",
                to=right.label if _moves_alone(row, right) else None,
            )


def _right_type(row: Row) -> Level2 | None:
    """The type the name itself says, where it contradicts the printed one."""
    name, kind = squeeze(row.name), row.type2
    if kind is None or kind is Level2.SATISFACTION:
        return None
    if _ASKED.search(name):
        return Level2.SATISFACTION
    wrong = _MISPLACED.get(kind)
    return wrong(row, name) if wrong else None


def _moves_alone(row: Row, right: Level2) -> bool:
    """Whether the class is all there is to change: it leaves no class empty, and needs no survey."""
    if right is Level2.SATISFACTION:
        return not row.basis or bool(re.search("问卷|调查|回访|访", row.basis + row.description))
    if row.type2 not in (Level2.QUANTITY, Level2.QUALITY):
        return True
    return any(i.type2 is row.type2 and i.id != row.indicator.id for i in row.project.indicators)


def _of_timeliness(row: Row, name: str) -> Level2 | None:
    timely = _TIMELY.search(name + row.description[:60])
    rate = name.endswith("率") and not _OF_PROGRESS.search(name)
    if (_CLOSED.search(name) or rate) and not timely:
        return Level2.QUALITY
    counted = row.target.dimension is Dimension.COUNT and row.target.value is not None
    return Level2.QUANTITY if counted and not timely else None


def _of_quantity(row: Row, name: str) -> Level2 | None:
    if _is_deadline(row, name):
        return Level2.TIMELINESS
    if _COST.search(name) and row.target.dimension is Dimension.MONEY:
        return Level2.COST
    if row.target.dimension is not Dimension.SHARE or not row.is_ratio:
        return None
    if re.search("增长|增幅|下降|降幅|节约", name):
        return None
    return Level2.TIMELINESS if _ON_TIME.search(name) else Level2.QUALITY


def _of_quality(row: Row, name: str) -> Level2 | None:
    if _is_deadline(row, name):
        return Level2.TIMELINESS
    if _COST.search(name) and row.target.dimension is Dimension.MONEY:
        return Level2.COST
    if _ON_TIME.search(name):
        return Level2.TIMELINESS
    counted = row.target.dimension in (Dimension.COUNT, Dimension.OTHER) and re.search(
        "(?:数量|次数|人数|个数|件数|户数|批次|人次|场次|面积|里程|长度)$", name
    )
    return (
        Level2.QUANTITY
        if counted and not re.search("不合格|差错|事故|投诉|问题|返工|缺陷", name)
        else None
    )


def _is_deadline(row: Row, name: str) -> bool:
    return row.target.kind is TargetKind.DEADLINE and bool(re.search("时间|日期|期限|时限", name))


def _of_cost(row: Row, name: str) -> Level2 | None:
    counted = row.target.dimension is Dimension.COUNT or re.search(
        "(?:长度|面积|里程|数量|次数|人数|个数|件数|台数)$", name
    )
    priced = re.search(
        "成本|费|价|支出|投入|投资|补助|补贴|标准|元|资金|经费|节约|节省|工资|报酬", name
    )
    return Level2.QUANTITY if counted and not priced and row.target.value else None


def _of_society(row: Row, name: str) -> Level2 | None:
    saved = re.search("成本|费用|节约|节支|产值|利润|税收|销售额|营业额", name)
    return Level2.ECONOMIC if saved and row.target.dimension is Dimension.MONEY else None


def _of_nature(row: Row, name: str) -> Level2 | None:
    text = name + row.description[:60]
    if row.target.dimension is Dimension.MONEY and re.search("收入|产值|利润|税收", name):
        return Level2.ECONOMIC
    if _NATURE.search(text) or not _COUNTED_WORDS.search(text):
        return None
    return Level2.ECONOMIC if re.search("成本|费用|投资|收入|资金", text) else Level2.SOCIAL


_MISPLACED: dict[Level2, Callable[[Row, str], Level2 | None]] = {
    Level2.TIMELINESS: _of_timeliness,
    Level2.QUANTITY: _of_quantity,
    Level2.QUALITY: _of_quality,
    Level2.COST: _of_cost,
    Level2.ECONOMIC_COST: _of_cost,
    Level2.SOCIAL: _of_society,
    Level2.ECOLOGICAL: _of_nature,
}


def _hint(row: Row) -> str:
    if row.type2 is Level2.TIMELINESS:
        return "；要考快慢的，改为按期办结率一类，并写明期限"
    if row.type2 is Level2.QUANTITY and row.is_ratio:
        return "，数量指标改写做了多少（件、家、次）"
    return ""

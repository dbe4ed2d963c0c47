"""B204: the sign points the way that is better."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.money import shortest
from jixiao.review.examination import Row
from jixiao.review.rule import RowRule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level
from jixiao.terms.indicators import Level2
from jixiao.terms.targets import Dimension, Operator, TargetKind, TargetNote

_GOOD = re.compile(
    "(?:覆盖|合格|达标|完成|及时|办结|知晓|准确|到位|回复|查处|完好|通过|就业|入学|公开|规范管理|建档|签约|巩固|普及|优良|正确|成功|利用|处置|化解|整改|治愈|无害化处理|参保|"
    "成活|存活|保存|落实|受理|反馈|按期\\w{0,2}|按时\\w{0,2}|准时|接种|筛查|随访|血压控制|血糖控制|升学|毕业|回收|破案|执结|"
    "调解|履约|兑现|中等路|供水保证|有效|参与|持证|在线|在岗|出勤|到课)率|满意[度率]|(?:证书|合格|达标|优良|优秀)\\w{0,4}(?:占比|比例|比重)"
)
_MENDED = re.compile(
    "(?:不合格|不达标|违法|违规|问题|隐患)[\\u4e00-\\u9fff]{0,6}(?:查处|处置|查出|下架|召回|整改|处理)率"
    "|(?:故障|投诉|事故|成本|能耗|漏损|发病|违法|差错|火灾|灾害|起数|死亡|伤亡|受害|损耗|排放|污染物|信访)[\\u4e00-\\u9fff]{0,4}(?:降低|下降|减少|节约)(?:率|幅度)"
)
_NOT_GOOD = re.compile("不合格|未完成|不达标|未办结|不满意|误差|不及时|未通过")
_BAD = re.compile(
    "(?:投诉|事故|事故发生|差错|错误|故障|逾期|超支|超期|死亡|发病|失业|违规|违法|不合格|返工|漏损|辍学|流失|欠费|拖欠|空置|闲置|贫血|近视|感染|复发|违约|损耗|破损|损坏|缺勤|返贫|延误|超标|"
    "污染|缺陷|误诊|错发|漏发|漏报|误报|退课|退保|冒领|受害|脱岗|缺岗|返修|空岗|盗损|扣分|缺失|中断|停机|断档|(?:被)?撤销|败诉|被纠正|检出贫血|贫血检出)率"
)
_BAD_COUNT = re.compile(
    "(?:塌陷|坍塌|溺亡|辍学|火灾|灾害|溺水|中毒|盗窃|信访|纠纷|投诉|事故|差错|故障|逾期|超期|死亡|伤亡|违纪|返工|上访|重大案件)(?:发生)?(?:事件)?"
    "(?:次数|件数|起数|人数|数量|天数|量|数)$"
)
_LESS_OF_IT = re.compile(
    "降低|下降|减少|处理|处置|办结|回复|受理|查处|整改|降幅|化解|满意|调解|排除|核查|接收|接听|登记|查办|报告|筛查|防控|救治"
)
_WAITED = re.compile(
    "(?:平均|响应|到场|等候|等待|审批|修复|处置|排队|候诊|办事|办理)[\\u4e00-\\u9fff]{0,4}(?:时间|时长|天数|用时|时限)$"
)
_PAID_OUT = re.compile("补助|补贴|发放|奖励|资助|救助|节约|标准|工资|完成投资")
_FULL = 100
_AT_LEAST = (Operator.AT_LEAST, Operator.MORE_THAN)
_AT_MOST = (Operator.AT_MOST, Operator.LESS_THAN)


class SignAgainstNature(RowRule):
    """符号与指标的性质相反。

    合格率、满意度越高越好，写成“≤”就等于一个不合格也没有关系；投诉率、事故率、成本越低越好，写成“≥”
    就是花得越多、出事越多越算完成。

    反例：
        指标: {二级指标: 质量指标, 三级指标: 抽检覆盖率, 指标值: ≤95%}

    正例：
        指标: {二级指标: 质量指标, 三级指标: 执法办案行为投诉率, 指标值: ≤5%}
    """

    code, level, kind = "B204", Level.RETURN, Kind.NUMBER
    english = "comparison sign against the nature of the indicator"
    cites = (cite("财预〔2015〕88号", "绩效指标"), cite("财预〔2021〕101号", "指标值"))

    def look(self, row: Row) -> Iterator[Finding]:
        wrong = contradicted(row)
        if wrong:
            nature, right = wrong
            full = row.target.unit == "%" and row.target.value == _FULL
            right = "=" if full and right == "≥" else right
            bound = shortest(row.target.value or Decimal(0))
            yield self.finding(
                row.at("target"),
                f"{shown(row.name)}{nature}，指标值却写成{shown(_printed(row))}。",
                f"请改为“{right}{bound}{row.target.unit or ''}”，或者核对指标名称。",
                to=f"{right}{bound}{row.target.unit or ''}",
            )


def _printed(row: Row) -> str:
    """The target as printed; where its sign stands in the name (≥**万元), as it is meant."""
    from_name = TargetNote.SIGN_FROM_NAME in row.target.notes
    return row.target.canonical if from_name else row.target.raw


def contradicted(row: Row) -> tuple[str, str] | None:
    """What is contradicted and the right sign, or ``None``."""
    target = row.target
    if _waits_long(row):
        return "越短越好", "≤"
    if target.kind is not TargetKind.NUMBER or target.value is None:
        return None
    share = target.dimension is Dimension.SHARE or target.unit == "‰"
    if share and target.operator in _AT_MOST and _is_good(row.name):
        return "越高越好", "≥"
    if (
        share
        and target.operator in _AT_LEAST
        and _BAD.search(row.name)
        and not _LESS_OF_IT.search(row.name)
    ):
        return "越低越好", "≤"
    bad = _BAD_COUNT.search(row.name) and not _LESS_OF_IT.search(row.name)
    if bad and not share and target.operator in _AT_LEAST:
        return "越少越好", "≤"
    if _is_cost_floor(row):
        return "是成本，越低越好", "≤"
    return None


def _is_cost_floor(row: Row) -> bool:
    cost = row.type2 is not None and row.type2.is_cost and row.target.dimension is Dimension.MONEY
    return (
        cost
        and row.target.operator in _AT_LEAST
        and not _PAID_OUT.search(row.name + row.description[:60])
    )


def _is_good(name: str) -> bool:
    """Whether more of it is better; of what is bad, that more of it is put right."""
    return bool(_MENDED.search(name) or (_GOOD.search(name) and not _NOT_GOOD.search(name)))


def _waits_long(row: Row) -> bool:
    """A floor under how long people wait; of a timeliness row B216 says it."""
    waited = row.target.dimension is Dimension.TIME and bool(_WAITED.search(row.name))
    timely = row.type2 is Level2.TIMELINESS
    return (
        waited and not timely and row.target.value is not None and row.target.operator in _AT_LEAST
    )

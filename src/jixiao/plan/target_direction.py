"""Which way an actual value is better, as far as sign, name and type settle it."""

from __future__ import annotations

import re
from decimal import Decimal

from jixiao.terms.indicators import Level2, level2_of
from jixiao.terms.targets import Better, Dimension, Operator

_BAD_THINGS = re.compile(
    "投诉|事故|故障|差错|误差|错误|逾期|超支|流失|失业|死亡|伤亡|违规|违法|违纪|信访|火灾|重大案件|"
    "安全事件|舆情|损失|降低成本率|能耗|排放|污染|受害|发病|患病|空置|返工|上访|超期|延误|缺陷|闲置"
)
_WORSE_NAMED_AS_CHANGE = re.compile(
    "降低|下降|减少|节约|查处|处置|处理|整改|办结|排除|满意|破案|查明|扑灭|正确|合格|达标|完成|及时|覆盖|知晓"
)
_COST_WORDS = re.compile("成本|费用|支出|造价|投资|投入|耗资|经费|单价|资金使用")
_FIXED_PAYMENTS = re.compile("补助|补贴|补助标准|发放|奖励|资助|救助金|工资")
_BUILT = re.compile(
    "购买|购置|采购|配备|新建|建成|安装|聘用|聘请|在职|退休|遗属|装置|设备|车辆|机柜|监测点|条数|"
    "道路|管网|签订|行政村|补助村|保障村|村.*数量|辅警|职工人数|出差|种类|免费发放|自行采购|面积$"
)


def better_of(
    operator: Operator | None,
    value: Decimal | None,
    dimension: Dimension,
    name: str,
    level2: str,
    direction: str = "",
) -> Better | None:
    """The direction, or ``None`` where neither words nor name settle it.

    ``direction`` is the text of a direction column (正向, 反向) where the form has one.
    """
    if direction in ("正向", "正指标", "正向指标"):
        return Better.HIGHER
    if direction in ("反向", "逆向", "负向", "反指标", "反向指标"):
        return Better.LOWER
    if operator in (Operator.AT_LEAST, Operator.MORE_THAN):
        return None if _floor_is_odd(dimension, name, level2) else Better.HIGHER
    if operator in (Operator.AT_MOST, Operator.LESS_THAN):
        return Better.LOWER
    return _of_bare(value, dimension, name, level2)


def _floor_is_odd(dimension: Dimension, name: str, level2: str) -> bool:
    """A floor under a cost, a duty to last: the sign contradicts the nature of the thing."""
    costs = level2_of(level2) is not None and _is_cost(level2)
    lasts = dimension is Dimension.TIME and level2_of(level2) is Level2.TIMELINESS
    return (costs and dimension is not Dimension.SHARE and "节约" not in name) or lasts


def _is_cost(level2: str) -> bool:
    kind = level2_of(level2)
    return kind is not None and kind.is_cost


def _of_bare(value: Decimal | None, dimension: Dimension, name: str, level2: str) -> Better | None:
    if _BAD_THINGS.search(name) and not _WORSE_NAMED_AS_CHANGE.search(name):
        return Better.LOWER
    if _is_cost(level2) or (dimension is Dimension.MONEY and _COST_WORDS.search(name)):
        return _of_cost(dimension, name)
    if dimension is Dimension.SHARE:
        return Better.EXACT if value == 100 else Better.HIGHER
    if _BUILT.search(name):
        return Better.EXACT
    return Better.HIGHER if _is_done_more(dimension, level2) else None


def _is_done_more(dimension: Dimension, level2: str) -> bool:
    """A bare number of things done or gained: more of them is not worse."""
    if dimension is Dimension.TIME:
        return False
    kind = level2_of(level2)
    return kind in (Level2.QUANTITY, Level2.SATISFACTION) or (kind is not None and kind.is_benefit)


def _of_cost(dimension: Dimension, name: str) -> Better | None:
    if dimension is Dimension.SHARE:
        return Better.EXACT if "达标" in name else None
    return Better.EXACT if _FIXED_PAYMENTS.search(name) else Better.LOWER

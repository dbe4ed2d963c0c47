"""An actual value as written → a number in the target's unit, or why it cannot be one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.plan.money import decimal_of
from jixiao.plan.target import Target
from jixiao.plan.target_change import rises
from jixiao.plan.target_grammar import parse_target
from jixiao.plan.words import clean, says_nothing
from jixiao.scoring.flags import Flag
from jixiao.terms.targets import Dimension, Operator, TargetKind, TargetNote

#: Units that turn into each other exactly: group → unit → size.
_SIZES: Mapping[str, Mapping[str, str]] = {
    "money": {"元": "1", "千元": "1000", "万元": "10000", "百万元": "1000000", "亿元": "100000000"},
    "share": {"%": "1", "‰": "0.1", "百分点": "1", "个百分点": "1"},
    "time": {"分钟": "1", "小时": "60", "天": "1440", "日": "1440", "周": "10080"},
    "months": {"月": "1", "个月": "1", "季度": "3", "年": "12"},
    "length": {"米": "1", "公里": "1000", "千米": "1000"},
    "weight": {"公斤": "1", "千克": "1", "吨": "1000"},
    "fields": {"亩": "1", "公顷": "15"},
    "area": {"平方米": "1", "公顷": "10000", "平方公里": "1000000", "平方千米": "1000000"},
}
#: What a person writes before or behind the number without changing it.
_LEAD = re.compile(
    r"^(?:(?:已|实际|共|累计|全年|合计|总计)*(?:完成|达到|达|为)?[:：]?)(?=[\d一二三四五六七八九十])"
)
_REMARK = re.compile(r"(?<=[^(（])[(（](?:含|其中|见|详见|包括|不含)[^()（）]*[)）]$")
#: Rates that may exceed a hundred: of growth, of completion, and those that are held down.
_GROWS = re.compile(
    "增长|增幅|提升|提高|完成率|执行率|进度|上升|倍|控制|变动|增减|调整|负债|支出率|使用率|利用率|到位率|回报|收益"
)
_MAY_FALL = re.compile(
    "增长|增幅|增减|变动|下降|降低|节约|结余|利润|盈|亏|误差|偏差|温度|顺差|逆差|净"
)
_RISES = re.compile("增长|增幅|增加|提升|提高|上升")
_FALLS = re.compile("下降|降低|降幅|减少|减幅|压减")
_TIMES = 1000


@dataclass(frozen=True)
class Read:
    """A number, or ``None`` with the flag that says why; remarks beside it."""

    value: Decimal | None
    flags: tuple[Flag, ...] = field(default=())


def is_blank(printed: str | None) -> bool:
    """Whether nothing was reported."""
    return says_nothing(printed)


def read_actual(printed: str, target: Target, name: str = "") -> Read:
    """The number a person wrote, in the unit of the target."""
    text = _REMARK.sub("", _LEAD.sub("", clean(printed)))
    bare = decimal_of(text)
    if bare is not None:
        return _remarked(bare, target, name, bare=True)
    found = parse_target(text)  # a sign in the name is the form's, not this row's
    if found.kind is TargetKind.BASELINE and (found.low or found.high):
        return _changed(found, target, name)
    if found.kind not in (TargetKind.NUMBER, TargetKind.DURATION) or found.value is None:
        return Read(None, (Flag.ACTUAL_UNCLEAR,))
    if found.operator and TargetNote.SIGN_MISSING not in found.notes:
        return Read(None, (_of_sign(found, target),))
    return _in_unit(found, target, name)


def _of_sign(found: Target, target: Target) -> Flag:
    """A sign of the cell's own: the target copied where the number is the target's, else a bound."""
    return Flag.SIGN_COPIED if found.value == target.value else Flag.ACTUAL_IS_BOUND


def _changed(found: Target, target: Target, name: str) -> Read:
    """``增长6%`` against a target of change: the same way as wanted, or the other with a minus."""
    wanted, said = _counts_rises(target, name), rises(found.raw)
    if wanted is None or said is None or found.unit not in (target.unit, None):
        return Read(None, (Flag.ACTUAL_UNCLEAR,))
    value = Decimal(found.low or found.high or 0)
    return Read(value if said is wanted else -value)


def _counts_rises(target: Target, name: str) -> bool | None:
    """Whether a target of change counts rises or falls; ``None`` where it does not say."""
    if target.kind is TargetKind.BASELINE:
        return rises(target.raw)
    up, down = _RISES.search(name), _FALLS.search(name)
    return None if bool(up) == bool(down) else bool(up)


def _in_unit(found: Target, target: Target, name: str) -> Read:
    assert found.value is not None
    if found.unit == "%" and _is_bare_fraction(target):
        return Read(found.value.scaleb(-2), (Flag.UNIT_CONVERTED,))
    unit, goal = _spelt(found.unit), _spelt(target.unit)
    if not unit and TargetNote.MULTIPLIER_FOLDED in found.notes and goal in _SIZES["money"]:
        unit = "元"
    a_year = _spelt((target.unit or "").removesuffix("/年"))  # so many a year: the year's number
    if not unit or not goal or unit in (goal, a_year):
        return _remarked(found.value, target, name, bare=not unit)
    factor = _factor(unit, goal)
    if factor is None:
        return Read(None, (Flag.UNIT_SLIP,))
    over, under = factor
    value = found.value * over / under
    same = value * under == found.value * over
    if not same:  # would have to be rounded before it is compared
        return Read(None, (Flag.UNIT_SLIP,))
    read = _remarked(value, target, name, bare=False)
    alike = over == under or read.value is None
    return read if alike else Read(read.value, (*read.flags, Flag.UNIT_CONVERTED))


def _is_bare_fraction(target: Target) -> bool:
    """Whether a target is a share written as a fraction of one: ``≥0.95``."""
    bounds = _bounds(target)
    return target.unit is None and any(bounds) and all(0 <= b < 1 for b in bounds)


def _spelt(unit: str | None) -> str:
    """A unit in one spelling: ``台(套)``, ``台/套`` and ``台套`` are one, as are ``元/人/年`` and ``元/人·年``."""
    text = (unit or "").replace("km²", "平方公里").replace("㎡", "平方米").replace("·", "/")
    return text if text.startswith("元/") else re.sub(r"[()（）/]", "", text)


def _factor(unit: str, into: str) -> tuple[Decimal, Decimal] | None:
    for sizes in _SIZES.values():
        if unit in sizes and into in sizes:
            return Decimal(sizes[unit]), Decimal(sizes[into])
    return None


def _remarked(value: Decimal, target: Target, name: str, *, bare: bool) -> Read:
    """The value with what looks wrong about it; none where it can be meant in two ways."""
    if value < 0 and not may_be_negative(target, name):
        return Read(None, (Flag.NEGATIVE,))
    if value < 0 and _counts_rises(target, name) is False:
        return Read(None, (Flag.FALL_NEGATIVE,))
    if bare and _may_be_fraction(value, target):
        return Read(None, (Flag.MAY_BE_FRACTION,))
    largest = max(map(abs, _bounds(target)), default=Decimal(0))
    if bare and value > 0 and (value >= largest * _TIMES > 0 or value * _TIMES <= largest):
        return Read(None, (Flag.MAY_BE_OTHER_UNIT,))
    if value > 100 and ends_at_hundred(target, name):
        return Read(Decimal(100), (Flag.SHARE_OVER_HUNDRED,))
    return Read(value)


def _may_be_fraction(value: Decimal, target: Target) -> bool:
    """Whether ``0.95`` may mean 95 %: it is a share without its sign, and the points depend on it."""
    largest = max(map(abs, _bounds(target)), default=Decimal(0))
    share = target.dimension is Dimension.SHARE and target.unit == "%"
    small = 0 < value < 1 or (value == 1 and largest > 10)
    met_both = (
        target.low is None and target.high is not None and value * 100 <= Decimal(target.high)
    )
    return share and small and largest >= 1 and not met_both


def _bounds(target: Target) -> list[Decimal]:
    return [Decimal(b) for b in (target.low, target.high) if b is not None]


def may_be_negative(target: Target, name: str) -> bool:
    """Whether a negative actual value can be meant: a change, or a bound that is negative itself."""
    bounds = _bounds(target)
    fell = target.kind is TargetKind.BASELINE or _MAY_FALL.search(name) is not None
    return fell or any(b < 0 for b in bounds)


def ends_at_hundred(target: Target, name: str) -> bool:
    """Whether the target is a share of a whole, which no actual value can exceed."""
    bounds = _bounds(target)
    share = target.dimension is Dimension.SHARE and target.unit == "%"
    part = target.kind is not TargetKind.BASELINE and not _GROWS.search(name)
    held_down = target.operator in (Operator.AT_MOST, Operator.LESS_THAN) and 100 in bounds
    return share and part and not held_down and max(bounds, default=Decimal(0)) <= 100

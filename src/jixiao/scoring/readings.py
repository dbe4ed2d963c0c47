"""An actual value as written → a number in the target's unit, or why it cannot be one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.plan.money import decimal_of
from jixiao.plan.target import Target
from jixiao.plan.target_grammar import parse_target
from jixiao.plan.words import clean
from jixiao.scoring.flags import Flag
from jixiao.terms.targets import Dimension, Operator, TargetKind

#: Units that turn into each other exactly: group → unit → size.
_SIZES: Mapping[str, Mapping[str, str]] = {
    "money": {"元": "1", "千元": "1000", "万元": "10000", "百万元": "1000000", "亿元": "100000000"},
    "share": {"%": "1", "‰": "0.1", "百分点": "1", "个百分点": "1"},
    "days": {"天": "1", "日": "1", "周": "7"},
    "months": {"月": "1", "个月": "1", "季度": "3", "年": "12"},
    "minutes": {"分钟": "1", "小时": "60"},
    "length": {"米": "1", "公里": "1000", "千米": "1000"},
    "weight": {"公斤": "1", "千克": "1", "吨": "1000"},
}
_NOTHING = re.compile(r"|[/\\—-]+|无|暂无|未填")
#: Rates that may exceed a hundred: of growth, of completion, and those that are held down.
_GROWS = re.compile(
    "增长|增幅|提升|提高|完成率|执行率|进度|上升|倍|控制|变动|增减|调整|负债|支出率|使用率|利用率|到位率|回报|收益"
)
_MAY_FALL = re.compile(
    "增长|增幅|增减|变动|下降|降低|节约|结余|利润|盈|亏|误差|偏差|温度|顺差|逆差|净"
)
_TIMES = 1000


@dataclass(frozen=True)
class Read:
    """A number, or ``None`` with the flag that says why; remarks beside it."""

    value: Decimal | None
    flags: tuple[Flag, ...] = field(default=())


def is_blank(printed: str | None) -> bool:
    """Whether nothing was reported."""
    return _NOTHING.fullmatch(clean(printed)) is not None


def read_actual(printed: str, target: Target, name: str = "") -> Read:
    """The number a person wrote, in the unit of the target."""
    text = clean(printed)
    bare = decimal_of(text)
    if bare is not None:
        return _remarked(bare, target, name, bare=True)
    found = parse_target(text)  # a sign in the name is the form's, not this row's
    if found.kind not in (TargetKind.NUMBER, TargetKind.DURATION) or found.value is None:
        return Read(None, (Flag.ACTUAL_UNCLEAR,))
    if found.operator and "sign-missing" not in found.notes:
        return Read(None, (Flag.SIGN_COPIED,))
    return _in_unit(found, target, name)


def _in_unit(found: Target, target: Target, name: str) -> Read:
    assert found.value is not None
    if found.unit == "%" and _is_bare_fraction(target):
        return Read(found.value.scaleb(-2), (Flag.UNIT_CONVERTED,))
    if not found.unit or not target.unit or found.unit == target.unit:
        return _remarked(found.value, target, name, bare=not found.unit)
    factor = _factor(found.unit, target.unit)
    if factor is None:
        return Read(None, (Flag.UNIT_SLIP,))
    over, under = factor
    value = found.value * over / under
    same = value * under == found.value * over
    if not same:  # would have to be rounded before it is compared
        return Read(None, (Flag.UNIT_SLIP,))
    read = _remarked(value, target, name, bare=False)
    alike = over == under
    return read if alike else Read(read.value, (*read.flags, Flag.UNIT_CONVERTED))


def _is_bare_fraction(target: Target) -> bool:
    """Whether a target is a share written as a fraction of one: ``≥0.95``."""
    bounds = [Decimal(b) for b in (target.low, target.high) if b is not None]
    return target.unit is None and any(bounds) and all(0 <= b < 1 for b in bounds)


def _factor(unit: str, into: str) -> tuple[Decimal, Decimal] | None:
    for sizes in _SIZES.values():
        if unit in sizes and into in sizes:
            return Decimal(sizes[unit]), Decimal(sizes[into])
    return None


def _remarked(value: Decimal, target: Target, name: str, *, bare: bool) -> Read:
    """The value with what looks wrong about it; a share is at most a hundred.

    What may be another unit altogether is asked, not scored: a decimal where percent is meant, 元 for 万元.
    """
    flags = []
    bounds = [Decimal(b) for b in (target.low, target.high) if b is not None]
    largest = max(map(abs, bounds), default=Decimal(0))
    share = target.dimension is Dimension.SHARE and target.unit == "%"
    if value < 0 and not may_be_negative(target, name):
        return Read(None, (Flag.NEGATIVE,))
    if value > 100 and ends_at_hundred(target, name):
        value = Decimal(100)
        flags.append(Flag.SHARE_OVER_HUNDRED)
    if share and bare and 0 < value <= 1 and largest > 10:
        return Read(None, (Flag.MAY_BE_FRACTION,))
    if largest and value >= largest * _TIMES and bare:
        if target.dimension is Dimension.MONEY:
            return Read(None, (Flag.MAY_BE_OTHER_UNIT,))
        flags.append(Flag.MAY_BE_OTHER_UNIT)
    return Read(value, tuple(flags))


def may_be_negative(target: Target, name: str) -> bool:
    """Whether a negative actual value can be meant: a change, or a bound that is negative itself."""
    bounds = [Decimal(b) for b in (target.low, target.high) if b is not None]
    fell = target.kind is TargetKind.BASELINE or _MAY_FALL.search(name) is not None
    return fell or any(b < 0 for b in bounds)


def ends_at_hundred(target: Target, name: str) -> bool:
    """Whether the target is a share of a whole, which no actual value can exceed."""
    bounds = [Decimal(b) for b in (target.low, target.high) if b is not None]
    share = target.dimension is Dimension.SHARE and target.unit == "%"
    part = target.kind is not TargetKind.BASELINE and not _GROWS.search(name)
    held_down = target.operator in (Operator.AT_MOST, Operator.LESS_THAN) and 100 in bounds
    return share and part and not held_down and max(bounds, default=Decimal(0)) <= 100

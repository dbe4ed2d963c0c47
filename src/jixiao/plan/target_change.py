"""Targets that state a change: 比上年下降5%以上, 同比增长≥8%, 较2022年提高2个百分点, 不低于上年.

The number is the size of the change, and ``better`` is of that size: a fall of 5 % or more is ``>=``
and higher is better, whatever falls. All of the text must be read, else the target is unclear: a
share *of* last year (上年的90%) and a value reached (降至3%) are no changes.
"""

from __future__ import annotations

import re

from jixiao.plan.money import decimal_of
from jixiao.plan.target import Target
from jixiao.plan.target_reading import Reading
from jixiao.plan.target_signs import settle, take_leading, take_trailing
from jixiao.plan.target_units import usual_unit
from jixiao.terms.targets import Better, Operator, TargetKind, TargetNote
from jixiao.terms.units import UNITS, dimension_of

_EARLIER = re.compile(
    "较|比上|比去|比(?:19|20)[0-9]{2}年|(?:19|20)[0-9]{2}年(?:水平|同期|实际)|同比|环比|上年|上一年|去年|往年|基期|历史水平|以前年度|上年度|年均(?=增|提|上|下|降|减)"
)
_UP = "增长|提升|提高|增加|上升|增幅|增速|涨幅|改善"
_DOWN = "下降|降低|减少|压减|节约|降幅|减幅|缩短|压缩|下浮"
_MOVES = re.compile(f"(?:{_UP}|{_DOWN})(?:了|率|幅度)?(?=[≥≤<>=不大小超至最达]*[0-9])")
_BASE = (
    r"(?:[较比与同跟]?(?:(?:19|20)[0-9]{2}年度?|上一?年度?|去年度?|前年|往年|基期|上期|历史水平|以前年度)"
    r"(?:同期|水平|实际|末|底)?(?:相比|比)?|同比|环比|年均|每年)"
)
_WHOLE = re.compile(
    rf"(?P<base>{_BASE})?(?P<move>(?P<up>{_UP})|{_DOWN})(?:了|率|幅度)?"
    r"(?P<sign>[≥≤<>=]*|[\u4e00-\u9fff]{2,5})"
    r"(?P<number>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)(?P<unit>[^0-9]{0,4})"
)
_FLOORS = (Operator.AT_LEAST, Operator.MORE_THAN)
_CEILINGS = (Operator.AT_MOST, Operator.LESS_THAN)
_RISES, _FALLS = re.compile(f"{_UP}|优于"), re.compile(_DOWN)


def states_change(text: str) -> bool:
    """Whether a text speaks of an earlier value, or begins with a rise or a fall."""
    return _EARLIER.search(text) is not None or _MOVES.match(text) is not None


def rises(text: str) -> bool | None:
    """Whether a change told in words is a rise; ``None`` where no word says it, or two contradict."""
    up, down = _RISES.search(text) is not None, _FALLS.search(text) is not None
    return None if up == down else up


def change_target(reading: Reading, text: str) -> Target | None:
    """The target a text of change states, or ``None`` where not all of it is understood."""
    trailing, inner = take_trailing(text)
    if not re.search(r"[0-9]", re.sub(r"(?:19|20)[0-9]{2}年", "", text)):
        return _in_words(reading)
    found = _WHOLE.fullmatch(inner if trailing else text)
    if not found:
        return None
    signs, rest = take_leading(found["sign"])
    unit = usual_unit(found["unit"]) if found["unit"] else None
    if rest or not (unit is None or unit in UNITS):
        return None
    reading.signs += [*signs, *([trailing] if trailing else [])]
    return _of_size(reading, found, unit)


def _of_size(reading: Reading, found: re.Match[str], unit: str | None) -> Target | None:
    operator, twice = settle(reading.signs)
    number = found["number"].replace(",", "")
    if (reading.signs and operator is None) or decimal_of(number) is None:
        return None
    if twice:
        reading.note(TargetNote.SIGN_DOUBLED)
    below = operator in _CEILINGS
    return Target(
        raw=reading.raw, kind=TargetKind.BASELINE, operator=operator,
        low=None if below else number, high=number if below else None, unit=unit,
        dimension=dimension_of(unit), better=_better(reading, operator, found["up"] is not None),
        canonical=reading.raw, notes=tuple(reading.notes),
    )  # fmt: skip


def _better(reading: Reading, operator: Operator | None, up: bool) -> Better | None:
    """Of the size of the change; a change the name does not want is left open where no sign says."""
    if operator is not None:
        return Better.LOWER if operator in _CEILINGS else Better.HIGHER
    unwanted = Better.LOWER if up else Better.HIGHER
    if reading.name.nature.better is unwanted:
        reading.note(TargetNote.DIRECTION_OPEN)
        return None
    return Better.HIGHER


def _in_words(reading: Reading) -> Target:
    up = rises(reading.text)
    floor, ceiling = reading.operator in _FLOORS, reading.operator in _CEILINGS
    higher = up if up is not None else True if floor else False if ceiling else None
    if up is None and _RISES.search(reading.text):
        higher = None
    better = None if higher is None else Better.HIGHER if higher else Better.LOWER
    return Target(
        raw=reading.raw, kind=TargetKind.BASELINE, operator=reading.operator, better=better,
        canonical=reading.raw, notes=tuple(reading.notes),
    )  # fmt: skip

"""Which way an actual value is better, as far as sign, class and the grammar of the name settle it."""

from __future__ import annotations

from decimal import Decimal

from jixiao.plan.target_lexicon import Sense
from jixiao.plan.target_name import NameSays
from jixiao.plan.target_nature import Nature
from jixiao.terms.indicators import Level2, level2_of
from jixiao.terms.targets import Better, Dimension, Operator
from jixiao.terms.units import MEASURE_WORDS, UNITS

_FLOORS = (Operator.AT_LEAST, Operator.MORE_THAN)
_CEILINGS = (Operator.AT_MOST, Operator.LESS_THAN)
#: Units that grade rather than count: more of them is neither better nor worse by itself.
_GRADES = frozenset(("倍", "度", "级", "℃", "分贝", "分"))

#: Shares and counts that tell by themselves what cannot be meant.
_FEW, _LITTLE, _MOST, _NEARLY_ALL = Decimal(2), Decimal(5), Decimal(80), Decimal(85)
_SOME, _MANY = 10, 1000
_ALL_OF_IT = (Sense.GOOD, Sense.WORK, Sense.ANSWER, Sense.CURE)
_UNWANTED = (Sense.HARM, Sense.VOICE, Sense.FAIL, Sense.WRONGLY)


def better_of(
    operator: Operator | None,
    value: Decimal | None,
    unit: str | None,
    dimension: Dimension,
    name: NameSays,
    level2: str,
    direction: str = "",
) -> Better | None:
    """The direction, or ``None`` where sign, class and name do not settle it or contradict.

    ``direction`` is the text of a direction column (正向, 反向) where the form has one.
    """
    if direction in ("正向", "正指标", "正向指标"):
        return Better.HIGHER
    if direction in ("反向", "逆向", "负向", "反指标", "反向指标"):
        return Better.LOWER
    nature = name.nature
    if operator in _FLOORS:
        return None if _floor_is_odd(nature, dimension, level2) else Better.HIGHER
    if operator in _CEILINGS:
        return None if _ceiling_is_odd(nature, dimension) else Better.LOWER
    return _of_bare(value, unit, dimension, name, level2)


def _floor_is_odd(nature: Nature, dimension: Dimension, level2: str) -> bool:
    """A floor under harm or cost, under a time to be done in: the sign contradicts the nature."""
    kind = level2_of(level2)
    if nature.better is Better.LOWER:
        return True
    cost = kind is not None and kind.is_cost and dimension is not Dimension.SHARE
    lasts = dimension is Dimension.TIME and kind is Level2.TIMELINESS
    return (cost and nature.by not in (Sense.GAIN, Sense.TRIM, Sense.COST)) or lasts


def _ceiling_is_odd(nature: Nature, dimension: Dimension) -> bool:
    """A ceiling over a share that is wanted (满意度≤95%)."""
    wanted = nature.better is Better.HIGHER and nature.by is Sense.GOOD
    return wanted and dimension is Dimension.SHARE and nature.rate


def _of_bare(
    value: Decimal | None,
    unit: str | None,
    dimension: Dimension,
    name: NameSays,
    level2: str,
) -> Better | None:
    nature = name.nature
    kind = level2_of(level2)
    if kind is not None and kind.is_cost:
        return _of_cost(dimension, name)
    if value is not None and _is_odd_amount(value, unit, dimension, nature):
        return None
    if value is not None and (told := _told_by_share(value, unit, dimension, nature)):
        return told
    if nature.better is Better.HIGHER:
        long = dimension is Dimension.TIME and nature.takes_time
        return None if long else _of_wanted(value, dimension)
    counted = value != 0 and _is_counted(unit, dimension, name)
    if kind is Level2.QUANTITY and counted and nature.presumed:
        return nature.presumed  # under outputs work is counted, whatever it is on
    if nature.better or nature.by:
        return nature.better
    if kind is Level2.SATISFACTION:
        return Better.HIGHER
    provided = (kind not in (None, Level2.TIMELINESS) or nature.thing) and nature.bright
    return Better.HIGHER if counted and provided else None


def _is_odd_amount(value: Decimal, unit: str | None, dimension: Dimension, nature: Nature) -> bool:
    """An amount nobody would set as an aim if the name meant what it seems to mean.

    Nobody aims at 2 % of what is wanted, at 80 % of a harm, at a thousand of it: the name was read wrongly.
    """
    if unit == "%" and nature.rate:
        wanted = nature.better is Better.HIGHER and nature.by in _ALL_OF_IT
        unwanted = nature.better is Better.LOWER and nature.by in _UNWANTED
        return (wanted and 0 < value <= _FEW) or (unwanted and value >= _MOST)
    if unit == "起" and nature.better is Better.HIGHER and nature.by in (Sense.GOOD, Sense.WORK):
        return True  # what is counted by 起 befalls people: (电动车)入户充电起数
    counted = dimension is Dimension.COUNT
    if counted and nature.better is Better.HIGHER and not nature.known and 0 < value <= _SOME:
        return True  # so few are more often what is put up with than what is wanted
    counted = counted and value >= _MANY
    return counted and nature.better is Better.LOWER and nature.by in _UNWANTED


def _told_by_share(
    value: Decimal, unit: str | None, dimension: Dimension, nature: Nature
) -> Better | None:
    """Which way a rate nobody knows is better, where only one way can be meant by so high or low a share."""
    if nature.better or unit != "%" or not nature.rate:
        return None
    wanted = nature.by in _ALL_OF_IT or (nature.harmless and nature.by in (None, Sense.GAIN))
    if wanted and value >= _NEARLY_ALL:
        return _of_wanted(value, dimension)
    unwanted = nature.harmful or nature.by in (Sense.FAIL, Sense.WRONGLY)
    return Better.LOWER if unwanted and 0 < value <= _LITTLE else None


def _of_wanted(value: Decimal | None, dimension: Dimension) -> Better | None:
    """All of a share is exactly all of it; none of what is wanted is no aim anybody has."""
    if value == 0:
        return None
    return Better.EXACT if dimension is Dimension.SHARE and value == 100 else Better.HIGHER


def _is_counted(unit: str | None, dimension: Dimension, name: NameSays) -> bool:
    """A bare number of things, lengths or areas: work done, of which more is not worse."""
    if unit is None:
        return name.is_count
    own = unit.split("/")[0]
    counted = own in MEASURE_WORDS or UNITS.get(own) in (Dimension.COUNT, Dimension.OTHER)
    return counted and unit not in _GRADES and dimension is not Dimension.TIME


def _of_cost(dimension: Dimension, name: NameSays) -> Better | None:
    nature = name.nature
    if nature.better is Better.HIGHER and nature.by in (Sense.GAIN, Sense.TRIM, Sense.COST):
        return Better.HIGHER  # 成本节约额, 降低能耗
    if dimension is Dimension.SHARE:
        return Better.EXACT if name.meets_standard else nature.better
    return Better.EXACT if name.is_fixed_payment else Better.LOWER

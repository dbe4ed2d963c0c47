"""What of a target value was not read, and whether the indicator's own name accounts for it.

A value is a sign, a number, a unit and known words; anything else may undo the number (20人反对,
5台故障) and is named as the remainder. What the name itself holds is only the thing counted
(苗圃建设数量: 3个苗圃), and so is a verb before the number (建成3座): there the rest is read alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from jixiao.plan.target import Target
from jixiao.plan.target_lexicon import LEXICON, Sense
from jixiao.plan.target_remainder import changes_number, is_changing, is_state, take_unit
from jixiao.plan.target_signs import without_sign
from jixiao.plan.target_spelling import fold
from jixiao.terms.targets import Dimension, Operator, TargetKind
from jixiao.terms.units import MULTIPLIERS

_NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
_EDGES = "。，,;；、:：()（） "
_LONGEST = max(map(len, LEXICON))
_COUNTED = (Dimension.COUNT, Dimension.OTHER, Dimension.MONEY)
#: In words that are otherwise known: 提前3天, 增收200元 are no 3 天 and no 200 元.
_CHANGING = frozenset("增减提超前后余免节")
_HARMS = (Sense.HARM, Sense.VOICE, Sense.FAIL)
_THINGS = (
    Sense.THING, Sense.PLAIN, Sense.GROUP, Sense.MATTER, Sense.WORK, Sense.GOOD, Sense.BOUGHT,
    Sense.CURE, Sense.ANSWER,
)  # fmt: skip


def unread_of(text: str) -> tuple[str, ...]:
    """What stands before and behind the number of a value with its unit, where one is to be seen.

    Of several numbers the first with a known unit is the value (5G基站200个); without one, the first.
    """
    cut = [(m.start(), *_behind(text[m.end() :])) for m in _NUMBER.finditer(text)]
    if not cut:
        return (text,) if text else ()
    start, _unit, said = next((one for one in cut if one[1]), cut[0])
    before = without_sign(text[:start])
    return tuple(piece for one in (before, said) if (piece := one.strip(_EDGES)))


def _behind(printed: str) -> tuple[str, str]:
    many = printed[:1] if printed[:1] in MULTIPLIERS else ""
    unit, said = take_unit(printed[len(many) :])
    return unit or many, said


def read_by_name(target: Target, name: str, read: Callable[[str], Target]) -> Target:
    """The target without the remainder its name accounts for, or the same target where it does not."""
    text = fold(target.raw)
    for piece in target.unread:
        if text.count(piece) != 1:
            return target
        text = text.replace(piece, "")
    found = read(text)
    number = found.kind in (TargetKind.NUMBER, TargetKind.DURATION) and not found.unread
    if not number or not all(_is_accounted(piece, fold(name), found) for piece in target.unread):
        return target
    return found._replace(raw=target.raw)


def _is_accounted(piece: str, name: str, found: Target) -> bool:
    """Whether a piece is made of parts of the name and of known things, none of which changes a number.

    A harm the name does not hold is counted only where the sign says which way is better, or none is
    wanted of it: 5台故障 under 设备运行数 is no 5 台.
    """
    senses = _THINGS if found.dimension in _COUNTED else ()
    if found.operator is not Operator.EXACTLY or found.value == 0:
        senses = (*senses, *_HARMS)
    reached = {0}
    for start in range(len(piece)):
        if start in reached:
            ends = range(start + 1, len(piece) + 1)
            reached.update(e for e in ends if _is_part(piece[start:e], name, senses))
    return len(piece) in reached


def _is_part(part: str, name: str, senses: tuple[Sense, ...]) -> bool:
    if part in name:
        return not changes_number(part)
    known = len(part) <= _LONGEST and LEXICON.get(part) in senses
    return known and not is_changing(part) and not is_state(part) and _CHANGING.isdisjoint(part)

"""Patterns of target values: what one value teaches holds for every other number of its class.

Real plans write the same few hundred ways with ever other numbers (≥95%, ≥96%). A value with one
plain number is cut into what stands before it, the number, and what stands behind it; what the
grammar says of it is kept by those parts, its name, class and unit column. The grammar looks at a
number in a few ways only — nought, a month, a whole share, a share or count nobody aims at, a year, a
date serial, a misread sign — and :data:`CLASSES` are the borders between them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from jixiao.plan.target import Target
from jixiao.terms.targets import Better, Dimension, Operator, TargetKind, TargetNote
from jixiao.terms.units import UNITS

_BELOW = 0.000001  # the form has six places at most
one_number = re.compile(r"(\D*)((?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,6})?)(\D*)").fullmatch
_MISREAD = [digit * 10**zeros - _BELOW for zeros in range(2, 9) for digit in (2, 3)]
#: Upper ends of the classes, each included in its class.
CLASSES = sorted(
    [0, 2, 5, 10, 12, 80 - _BELOW, 85 - _BELOW, 100 - _BELOW, 100, 200, 1000 - _BELOW, 1900 - _BELOW,
     2010 - _BELOW, 2040 - _BELOW, 2100 - _BELOW, 40_000 - _BELOW, 50_000, 19_000_000 - _BELOW,
     21_000_000 - _BELOW, *_MISREAD]
)  # fmt: skip


class Pattern(NamedTuple):
    """A target without its number: ``sign`` and ``tail`` stand round it in the canonical form."""

    kind: TargetKind
    operator: Operator | None
    floor: bool
    unit: str | None
    dimension: Dimension
    better: Better | None
    sign: str
    tail: str
    notes: tuple[TargetNote, ...]


def pattern_of(target: Target, raw: str, number: str) -> Pattern | None:
    """The pattern a read value teaches; ``None`` where its number went in otherwise than printed."""
    floor = target.low is not None
    sign, tail = target.operator.label if target.operator else "", target.unit or ""
    plain = target.kind in (TargetKind.NUMBER, TargetKind.DURATION) and target.raw == raw
    printed = (target.low or target.high) == number
    known = target.unit is None or target.unit in UNITS
    if not (plain and printed and known) or target.canonical != f"{sign}{shown(number)}{tail}":
        return None
    return Pattern(
        target.kind, target.operator, floor, target.unit, target.dimension, target.better,
        sign, tail, target.notes,
    )  # fmt: skip


def shown(number: str) -> str:
    """A plain number as the canonical form prints it, without trailing zeros."""
    return number.rstrip("0").rstrip(".") if "." in number else number

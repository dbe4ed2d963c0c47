"""Target values (指标值): text as published → operator, number, unit, dimension, direction (contract §3).

The reader of published texts is :func:`jixiao.plan.target_grammar.parse_target`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer, model_validator

from jixiao.plan.money import decimal_of, shortest
from jixiao.terms.targets import Better, Dimension, Operator, TargetKind, TargetNote


def _own_notes(notes: object) -> object:
    """Remarks of another program's reader are left out: only this one's codes have a meaning."""
    if isinstance(notes, list):
        return [note for note in notes if not isinstance(note, str) or note in set(TargetNote)]
    return notes


class Target(BaseModel):
    """A target value. ``low`` and ``high`` are decimals as text, or ISO dates of a deadline.

    ``≥`` fills ``low``, ``≤`` fills ``high``, ``=`` fills ``low``, a range fills both.
    ``unit`` is the usual spelling with multipliers folded out (``1.2万人`` → 12000 ``人``).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    raw: str
    kind: TargetKind
    operator: Operator | None = None
    low: str | None = None
    high: str | None = None
    unit: str | None = None
    dimension: Dimension = Dimension.OTHER
    better: Better | None = None
    canonical: str = ""
    notes: Annotated[
        tuple[Annotated[TargetNote, PlainSerializer(str, return_type=str)], ...],
        BeforeValidator(_own_notes),
    ] = ()

    @model_validator(mode="after")
    def _numbers_are_numbers(self) -> Target:
        """A number or a range carries decimals; anything else would be computed with wrongly."""
        if self.kind in (TargetKind.NUMBER, TargetKind.DURATION):
            for bound in (self.low, self.high):
                if bound is not None and decimal_of(bound) is None:
                    raise ValueError("low/high 应为十进制数字")
        return self

    @property
    def value(self) -> Decimal | None:
        """The one number of the target (its bound), or ``None`` for words, ranges and dates."""
        if self.kind not in (TargetKind.NUMBER, TargetKind.DURATION):
            return None
        bound = self.low if self.low is not None else self.high
        return None if bound is None else Decimal(bound)

    @property
    def is_words(self) -> bool:
        """Whether the target is stated in words only (定性)."""
        return self.kind in (TargetKind.LEVEL, TargetKind.BASELINE) and self.value is None


def canonical_of(
    operator: Operator | None, low: Decimal | None, high: Decimal | None, unit: str | None
) -> str:
    """The usual way to write a number or range: ``≥95%``, ``3–5个``."""
    unit = unit or ""
    if low is not None and high is not None:
        return f"{shortest(low)}–{shortest(high)}{unit}"
    bound = low if low is not None else high
    return "" if bound is None else f"{operator.label if operator else ''}{shortest(bound)}{unit}"

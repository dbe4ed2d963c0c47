"""Target values (指标值): text as published → operator, number, unit, dimension, direction (contract §3).

The reader of published texts is :func:`jixiao.plan.target_grammar.parse_target`; what a plan's JSON
may say of a target stands in :mod:`jixiao.plan.target_json`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

from jixiao.plan.money import shortest
from jixiao.terms.targets import Better, Dimension, Operator, TargetKind, TargetNote


class Target(NamedTuple):
    """A target value. ``low`` and ``high`` are decimals as text, or ISO dates of a deadline.

    ``≥`` fills ``low``, ``≤`` fills ``high``, ``=`` fills ``low``, a range fills both.
    ``unit`` is the usual spelling with multipliers folded out (``1.2万人`` → 12000 ``人``).
    ``unread`` is what of an ``unclear`` value was not understood, in order; empty elsewhere.
    """

    raw: str
    kind: TargetKind
    operator: Operator | None = None
    low: str | None = None
    high: str | None = None
    unit: str | None = None
    dimension: Dimension = Dimension.OTHER
    better: Better | None = None
    canonical: str = ""
    notes: tuple[TargetNote, ...] = ()
    unread: tuple[str, ...] = ()

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

    @property
    def is_number(self) -> bool:
        """Whether it is scored by a number, so that nobody picks a band for it."""
        numeric = (TargetKind.NUMBER, TargetKind.RANGE, TargetKind.DURATION)
        sized = self.kind is TargetKind.BASELINE and (self.low or self.high) is not None
        return self.kind in numeric or sized

    def plain(self) -> dict[str, Any]:
        """The target as plain JSON values; ``unread`` only where something was not understood."""
        told = {name: _plain(value) for name, value in self._asdict().items()}
        return told if self.unread else {key: one for key, one in told.items() if key != "unread"}

    @property
    def reasons(self) -> list[str]:
        """The notes in words; one that says only part was understood names what was not."""
        left = "".join(f"“{piece}”" for piece in self.unread)
        named = {TargetNote.PARTLY_READ: f"没有读懂{left}"} if left else {}
        return [named.get(note, note.label) for note in self.notes]

    @property
    def asks_direction(self) -> bool:
        """Whether which way is better was left open and a person has to say it."""
        open_notes = (TargetNote.DIRECTION_OPEN, TargetNote.SIGN_AGAINST_NATURE)
        return self.better is None and any(note in self.notes for note in open_notes)

    @property
    def is_said(self) -> bool:
        """Whether a person said which way is better."""
        return TargetNote.DIRECTION_SAID in self.notes

    def said(self, better: Better) -> Target:
        """The same target with the direction a person said; kept until its text changes."""
        told = (
            TargetNote.DIRECTION_OPEN,
            TargetNote.SIGN_AGAINST_NATURE,
            TargetNote.DIRECTION_SAID,
        )
        notes = (*(n for n in self.notes if n not in told), TargetNote.DIRECTION_SAID)
        return self._replace(better=better, notes=notes)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """How a plan's record checks and writes this field; the schema's library loads only there."""
        from jixiao.plan.target_json import field_schema

        return field_schema(handler)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [str(one) for one in value]
    return None if value is None else str(value)


def canonical_of(
    operator: Operator | None, low: Decimal | None, high: Decimal | None, unit: str | None
) -> str:
    """The usual way to write a number or range: ``≥95%``, ``3–5个``."""
    unit = unit or ""
    if low is not None and high is not None:
        return f"{shortest(low)}–{shortest(high)}{unit}"
    bound = low if low is not None else high
    return "" if bound is None else f"{operator.label if operator else ''}{shortest(bound)}{unit}"

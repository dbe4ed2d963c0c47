"""What scoring needs of a place and nothing else does: bands, ties, late and exceeded targets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jixiao.law.packs_values import Basis, basis_of


@dataclass(frozen=True)
class Band:
    """A band of the qualitative scale, in percent of the points; ``low`` belongs to it."""

    key: str
    label: str
    low: Decimal
    high: Decimal

    def holds(self, percent: Decimal) -> bool:
        """Whether a percentage lies in it: below ``high``, or a hundred where that is its end."""
        return self.low <= percent < self.high or percent == self.high == 100

    @property
    def words(self) -> str:
        """The band as read aloud."""
        return f"{self.low}%—{self.high}%" + ("" if self.high == 100 else f"（不含{self.high}%）")


@dataclass(frozen=True)
class ZeroOutside:
    """Completion (percent) outside which a key indicator of a whole department earns nothing."""

    low: Decimal
    high: Decimal
    words: str
    basis: Basis


@dataclass(frozen=True)
class ScoringRules:
    """The scoring rules of a pack. ``frames`` names the packs whose weights serve either frame.

    ``department`` are the points of each type in the self-evaluation of a whole department.
    """

    pack: str
    frames: Mapping[str, str]
    bands: Mapping[str, Band]
    no_satisfaction: str
    exact_exceeded: str
    late: str
    too_low: str
    pass_mark: Decimal
    department: Mapping[str, Decimal]
    basis: Mapping[str, Basis]
    department_zero: ZeroOutside | None = None


def scoring_rules(pack: str, table: Mapping[str, Any], basis: Mapping[str, Basis]) -> ScoringRules:
    """The scoring rules of a place, from its table."""
    rules, zero = table["rules"], table.get("department_zero")
    return ScoringRules(
        pack=pack,
        frames=table["frames"],
        bands={key: _band(key, one) for key, one in table["bands"].items()},
        no_satisfaction=rules["no_satisfaction"],
        exact_exceeded=rules["exact_exceeded"],
        late=rules["late"],
        too_low=rules["too_low"],
        pass_mark=Decimal(str(rules["pass_mark"])),
        department={key: Decimal(str(value)) for key, value in table["department"].items()},
        basis=basis,
        department_zero=_zero(zero) if zero else None,
    )


@dataclass(frozen=True)
class FrameItem:
    """One level-3 item of the evaluation frame; ``computed`` names what can be worked out for it."""

    level1: str
    level2: str
    name: str
    look: str
    computed: str = ""
    evidence: str = ""


@dataclass(frozen=True)
class EvaluationFrame:
    """The frame of 决策, 过程, 产出, 效益: the points of each, customary only, and the items."""

    points: Mapping[str, Decimal]
    items: tuple[FrameItem, ...]
    basis: Basis


def evaluation_frame(table: Mapping[str, Any]) -> EvaluationFrame:
    """The evaluation frame of a place, from its table."""
    return EvaluationFrame(
        points={key: Decimal(str(value)) for key, value in table["points"].items()},
        items=tuple(FrameItem(**item) for item in table["items"]),
        basis=basis_of(table),
    )


def _band(key: str, table: Mapping[str, Any]) -> Band:
    return Band(key, table["label"], Decimal(str(table["from"])), Decimal(str(table["to"])))


def _zero(table: Mapping[str, Any]) -> ZeroOutside:
    low, high = (Decimal(str(table[key])) for key in ("low", "high"))
    return ZeroOutside(low, high, table["words"], basis_of(table))

"""What a filled self-evaluation prints, field by field, before it is understood.

More than a plan holds: the rows under 年度资金总额, the results in words, the printed total. The
honesty checks of a self-evaluation look at these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.forms.blanks import written
from jixiao.forms.matching import Value
from jixiao.plan.money import decimal_of
from jixiao.plan.words import one_line

NOTHING = ("", "/", "—", "-", "－", "——", "--", "…", "……")


def amount_of(value: Value | None) -> Decimal | None:
    """The number a cell prints, a percent sign or money unit behind it left off; else ``None``."""
    if value is None:
        return None
    text = one_line(value.text).strip()
    for unit in ("%", "％", "万元", "元", "分"):
        text = text.removesuffix(unit)
    return decimal_of(text)


@dataclass
class Printed:
    """One project's table: values by field, indicator rows (field → value), what was not placed.

    Fields are ``name``, ``department``, ``goals``, ``results`` …, for money ``total.adjusted``,
    ``fiscal.executed`` …, and ``sum.weight``, ``sum.score`` of the total row.
    """

    values: dict[str, Value] = field(default_factory=dict)
    rows: list[Mapping[str, Value]] = field(default_factory=list)
    money_unit: str | None = None
    title: Value | None = None
    hebei: bool = False
    unread: list[Value] = field(default_factory=list)

    def text(self, name: str) -> str:
        """A field's text, empty where nothing is printed."""
        value = self.values.get(name)
        return written(value.text) if value else ""

    def amount(self, name: str) -> Decimal | None:
        """A field's number, ``None`` where none is printed."""
        return amount_of(self.values.get(name))

    def is_filled(self, name: str) -> bool:
        """Whether anything but a dash is printed."""
        return one_line(self.text(name)).strip() not in NOTHING

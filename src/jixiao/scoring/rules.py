"""The ratio rules as one table: in which case what is divided by what.

The first row whose tests all hold decides. Python applies the rows one case at a time
(:func:`completion`); :mod:`jixiao.scoring.scale` writes the same rows as SQL. An absent bound makes
every test that names it fail. Signs of numerator and denominator are dropped: where both are
negative the quotient is positive, and no row divides numbers of different sign.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from jixiao.scoring.exact import ONE, ZERO
from jixiao.scoring.interval import Interval

Test = tuple[str, str, str]

COMPARE: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """A row: its tests on ``actual``, ``low``, ``high`` and ``zero``; numerator and denominator.

    ``words`` says the case; it is filled with what the document prints.
    """

    key: str
    when: tuple[Test, ...]
    over: str
    under: str
    words: str


RULES = (
    Rule("nothing-done", (("actual", "<", "low"), ("actual", "<=", "zero"), ("low", ">", "zero")),
         "zero", "one", "没有完成，不得分"),
    Rule("below", (("actual", "<", "low"), ("low", ">", "zero")),
         "actual", "low", "没有达到，按实际÷目标计"),
    Rule("below-negative", (("actual", "<", "low"),),
         "low", "actual", "目标不大于零而实际更低，按目标÷实际计"),
    Rule("above", (("actual", ">", "high"), ("high", ">", "zero")),
         "high", "actual", "超过了，按目标÷实际计"),
    Rule("above-negative", (("actual", ">", "high"), ("actual", "<", "zero")),
         "actual", "high", "目标小于零而没有降到，按实际÷目标计"),
    Rule("above-zero", (("actual", ">", "high"),),
         "zero", "one", "目标不大于零而实际不小于零，不能按比例算，不得分"),
    Rule("met-within", (("actual", ">=", "low"), ("actual", "<=", "high")),
         "one", "one", "达到"),
    Rule("met-above", (("actual", ">=", "low"), ("low", ">", "zero")),
         "actual", "low", "达到"),
    Rule("met-below", (("actual", "<=", "high"), ("actual", ">", "zero")),
         "high", "actual", "达到"),
    Rule("met", (("actual", ">=", "low"),), "one", "one", "达到"),
    Rule("met-none", (("actual", "<=", "high"),), "one", "one", "达到"),
)  # fmt: skip


@dataclass(frozen=True)
class Completion:
    """How far a target was reached: numerator over denominator, and the rule that says so."""

    over: Decimal
    under: Decimal
    rule: Rule

    @property
    def met(self) -> bool:
        """Whether the target was reached."""
        return self.rule.key.startswith("met")

    def beyond(self, percent: Decimal) -> bool:
        """Whether the completion is above a percentage."""
        return self.over * 100 > percent * self.under


def completion(actual: Decimal, interval: Interval) -> Completion:
    """The completion of a target by an actual value."""
    named = {
        "actual": actual, "low": interval.low, "high": interval.high, "zero": ZERO, "one": ONE,
    }  # fmt: skip
    rule = next(r for r in RULES if all(_holds(test, named) for test in r.when))
    over, under = named[rule.over], named[rule.under]
    assert over is not None and under is not None
    return Completion(abs(over), abs(under), rule)


def _holds(test: Test, named: Mapping[str, Decimal | None]) -> bool:
    left, right = named[test[0]], named[test[2]]
    return left is not None and right is not None and COMPARE[test[1]](left, right)

"""One figure: how many of how many are right, on whose material, what is asked for, what was missed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Figure:
    """``right`` of ``of``; ``need`` is the least that will do, from the same ``of``.

    ``whose``: who made the material. A figure on material of our own making proves little, and says so.
    """

    what: str
    whose: str
    right: int
    of: int
    need: int
    misses: tuple[str, ...] = ()

    @property
    def reached(self) -> bool:
        """Whether the figure is what is asked for, on material that was there at all."""
        return self.of > 0 and self.right >= self.need

    def line(self) -> str:
        """One row of the table."""
        sign = "" if self.reached else " **未达到**"
        return f"| {self.what} | {self.whose} | {self.right} / {self.of} | ≥ {self.need}{sign} |"


@dataclass(frozen=True)
class Bound:
    """A measured amount that must stay under a bound; ``unit`` is printed behind both."""

    what: str
    whose: str
    measured: Fraction
    most: Fraction
    unit: str
    misses: tuple[str, ...] = ()

    @property
    def reached(self) -> bool:
        """Whether it is under the bound."""
        return self.measured <= self.most

    def line(self) -> str:
        """One row of the table."""
        sign = "" if self.reached else " **未达到**"
        measured, most = (f"{float(n):.2f}{self.unit}" for n in (self.measured, self.most))
        return f"| {self.what} | {self.whose} | {measured} | ≤ {most}{sign} |"


def share(of: int, percent: int) -> int:
    """The least whole number that is at least so many percent of ``of``."""
    return -(-of * percent // 100)


def table(figures: Sequence[Figure | Bound]) -> str:
    """The figures as Markdown, then every miss by name."""
    lines = [
        "| 量什么 | 谁的材料 | 结果 | 要求 |",
        "|---|---|---:|---:|",
        *(f.line() for f in figures),
    ]
    return "\n".join([*lines, *_misses(figures)]) + "\n"


def _misses(figures: Iterable[Figure | Bound]) -> Iterable[str]:
    for one in figures:
        if one.misses:
            yield f"\n{one.what}（{one.whose}），不对的：\n"
            yield from (f"- {miss}" for miss in one.misses)

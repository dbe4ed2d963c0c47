"""One project's claim: what its self-evaluation prints, with what the rules and the evidence say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from jixiao.findings.finding import Where
from jixiao.forms.self_evaluation import Printed
from jixiao.measures.observation import Observation
from jixiao.plan.model import Executed, Indicator, Plan, Project
from jixiao.review.examination import Examination
from jixiao.scoring.basis import Basis
from jixiao.scoring.exact import HUNDRED
from jixiao.scoring.flags import Flag
from jixiao.scoring.readings import is_blank, read_actual
from jixiao.scoring.result import IndicatorScore, ProjectScore

NOTHING = Executed()
#: What the money table states of each row, and its heading.
AMOUNTS = (("initial", "年初预算数"), ("adjusted", "全年预算数"), ("executed", "全年执行数"))
_PARTS = ("fiscal", "carried", "other")


@dataclass(frozen=True)
class Claim:
    """A project as self-evaluated. ``by_rule`` is its score by the rules from its own actual values.

    ``printed`` is the table it was read from, where it was; ``evidence`` the observations by
    indicator, ``None`` where nobody looked; ``approved`` the project as its goals were approved.
    """

    project: Project
    by_rule: ProjectScore
    basis: Basis
    printed: Printed | None = None
    evidence: Mapping[str, Observation] | None = None
    year: int | None = None
    approved: Project | None = None

    @property
    def money(self) -> Executed:
        """The money rows; empty where there are none."""
        return self.project.executed or NOTHING

    @cached_property
    def scored(self) -> tuple[Indicator, ...]:
        """The indicators that claim points."""
        return tuple(i for i in self.project.indicators if i.score is not None)

    @cached_property
    def total(self) -> Decimal | None:
        """The sum of the points claimed; ``None`` where a part is missing."""
        parts = [self.money.score, *(i.score for i in self.project.indicators if i.weight)]
        known = [p for p in parts if p is not None]
        return sum(known, Decimal(0)) if known and len(known) == len(parts) else None

    def rows(self) -> Iterator[tuple[Indicator, IndicatorScore]]:
        """Each indicator with its score by the rules."""
        made = {i.id: i for i in self.by_rule.indicators}
        return ((i, made[i.id]) for i in self.project.indicators)

    def at(self, name: str, indicator: Indicator | None = None) -> Where:
        """Where something stands."""
        subject = indicator or self.project
        return Where(
            project=self.project.id, indicator=indicator.id if indicator else None,
            field=name, place=subject.place_of(name),
        )  # fmt: skip

    @cached_property
    def exam(self) -> Examination:
        """The project alone, as the rules of the review look at it."""
        return Examination(Plan(year=self.year, projects=(self.project,)), self.basis.pack)

    def flagged(self, flag: Flag) -> Iterator[Indicator]:
        """The indicators whose score by the rules bears a flag."""
        return (one for one, made in self.rows() if flag in made.flags)

    def parts(self, key: str) -> tuple[Decimal | None, list[Decimal]]:
        """An amount as the total row prints it, and those of the rows below; nothing without a table."""
        if self.printed is None:
            return None, []
        found = [self.printed.amount(f"{part}.{key}") for part in _PARTS]
        return self.printed.amount(f"total.{key}"), [part for part in found if part is not None]

    def is_full(self, indicator: Indicator) -> bool:
        """Whether all its points are claimed."""
        return indicator.score is not None and indicator.score == indicator.weight

    def number(self, indicator: Indicator) -> Decimal | None:
        """The actual value as a number in the target's unit, where it is one."""
        if is_blank(indicator.actual) or indicator.target.value is None:
            return None
        return read_actual(indicator.actual or "", indicator.target, indicator.name).value

    @property
    def rate(self) -> Decimal | None:
        """Spent ÷ full-year budget in percent, as the amounts have it, else as printed."""
        money = self.money
        budget = money.initial if money.adjusted is None else money.adjusted
        if money.executed is not None and budget:
            return money.executed * HUNDRED / budget
        return money.rate if budget != 0 else None

"""What is known of a department's year on a day: all that stages and things to do are computed from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from jixiao.acts.matter import Matter
from jixiao.acts.self_evaluation import Status
from jixiao.findings.finding import Finding
from jixiao.law.packs import Pack
from jixiao.monitoring.decisions import Decisions
from jixiao.monitoring.report import Report
from jixiao.plan.model import Plan


@dataclass(frozen=True)
class Ledger:
    """A register with rows in it, and the last day they speak for; ``None`` where none is said."""

    name: str
    label: str
    speaks_for: date | None


@dataclass(frozen=True)
class Known:
    """A year's plan, and what machine and people said of it up to ``today``.

    ``pack``: the place's rules at the year's end; ``None`` where no place is known for it.
    ``report``: monitoring on the day that is looked at; ``None`` where there can be none yet.
    ``forms``: project → how far its self-evaluation form is; one that nobody touched is not in it.
    ``unanswered``: disputes of findings that nobody has answered.
    """

    plan: Plan
    year: int
    today: date
    pack: Pack | None = None
    findings: tuple[Finding, ...] = ()
    report: Report | None = None
    decisions: Decisions = field(default_factory=Decisions)
    ledgers: tuple[Ledger, ...] = ()
    forms: Mapping[str, Status] = field(default_factory=dict)
    unanswered: int = 0
    matters: tuple[Matter, ...] = ()

    @property
    def year_end(self) -> date:
        """The last day of the budget year."""
        return date(self.year, 12, 31)

    @property
    def is_over(self) -> bool:
        """Whether the budget year has ended."""
        return self.today > self.year_end

    @property
    def number_of(self) -> Mapping[str, int]:
        """Project → its number in the plan, counted from 1."""
        return {one.id: number for number, one in enumerate(self.plan.projects, 1)}

    def confirmed(self, day: date) -> int:
        """For how many indicators a person confirmed a possibility on the figures of that very day."""
        rows = {row.id for _project, row in self.plan.indicators()}
        said = {one.indicator for one in self.decisions.confirmations if one.on == day}
        return len(said & rows)

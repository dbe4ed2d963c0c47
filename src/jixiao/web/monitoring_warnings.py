"""Warnings as pages show them: whose they are, what was decided, whether they are being mended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from jixiao.acts.kinds.outcome import Decision, subject_of
from jixiao.acts.matter import Matter, State
from jixiao.findings.finding import Cite
from jixiao.law.monitoring import Outcome
from jixiao.monitoring.records import Records
from jixiao.monitoring.report import Report
from jixiao.monitoring.warnings import Warning
from jixiao.terms.findings import Level
from jixiao.web.pages.plan_page import Count


@dataclass(frozen=True)
class ShownWarning:
    """A warning with its place in the plan (``row`` 0: the project itself) and what became of it.

    ``seen`` is the hash of the last act on it or its matter: what a form has seen; empty where none is.
    """

    warning: Warning
    number: int
    project_name: str
    row: int
    indicator_name: str
    outcome: Decision | None
    lapsed: Decision | None
    seen: str
    matter: Matter | None

    @property
    def key(self) -> str:
        """Its name in forms and addresses."""
        return f"{self.warning.rule}-{self.row}"

    @property
    def entry(self) -> str:
        """Its name among the whole plan's, with what a form has seen of it."""
        return f"{self.number}.{self.key}.{self.seen}"

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided on it, what was decided has lapsed, or its mending was withdrawn."""
        return self.outcome is None or (
            self.outcome.outcome is Outcome.MEND
            and self.matter is not None
            and self.matter.state is State.WITHDRAWN
        )


@dataclass(frozen=True)
class Group:
    """The warnings of one rule: said once, with every place below."""

    level: Level
    rule: str
    title: str
    remedy: str
    cites: tuple[Cite, ...]
    warnings: tuple[ShownWarning, ...]
    every: int

    @property
    def undecided(self) -> list[ShownWarning]:
        """Those on which nobody has decided."""
        return [one for one in self.warnings if one.is_open]

    @property
    def form(self) -> str:
        """The name of the form that decides on all of them."""
        return f"outcomes-{self.rule}"


def shown(report: Report, known: Records) -> list[ShownWarning]:
    """Every warning of a report, in the order of the plan."""
    made = []
    for number, one in enumerate(report.projects, 1):
        project = one.sheet.project
        rows = {i.id: (row, i.name) for row, i in enumerate(project.indicators, 1)}
        for warning in one.warnings:
            row, name = rows.get(warning.indicator or "", (0, ""))
            made.append(
                ShownWarning(
                    warning=warning,
                    number=number,
                    project_name=project.short_name or project.name,
                    row=row,
                    indicator_name=name,
                    outcome=report.decisions.outcome(warning, report.as_of),
                    lapsed=report.decisions.lapsed(warning, report.as_of),
                    seen=known.seen("outcome", subject_of(report.year, *warning.about)) or "",
                    matter=_matter(warning, report.year, known.matters),
                )
            )
    return made


def _matter(warning: Warning, year: int, matters: Iterable[Matter]) -> Matter | None:
    """The matter of the year that it opened: the open one, else the last that was closed."""
    key = year, *warning.about
    found = [m for m in matters if (m.year, m.rule, m.project, m.indicator) == key]
    return next((m for m in found if m.is_open), found[-1] if found else None)


def counts(warnings: Iterable[ShownWarning]) -> list[Count]:
    """By level, heaviest first, zeros too."""
    found = Counter(one.warning.level for one in warnings)
    return [Count(level, found[level]) for level in Level]


def order(one: ShownWarning) -> tuple[int, str]:
    """By level, then rule; inside, in the order of the plan."""
    return one.warning.level.rank, one.warning.rule


def groups(some: Iterable[ShownWarning], every: Iterable[ShownWarning]) -> list[Group]:
    """Those shown, in :func:`order`, by level and rule, with how many of each there are in all."""
    counted = Counter(map(order, every))
    found = [tuple(few) for _, few in groupby(some, key=order)]
    return [_group(few, counted[order(few[0])]) for few in found]


def _group(few: tuple[ShownWarning, ...], every: int) -> Group:
    first = few[0].warning
    return Group(first.level, first.rule, first.title, first.remedy, first.cites, few, every)

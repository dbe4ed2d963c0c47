"""Warnings: each rule of ``law/monitoring`` names a check of the folder ``watches``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jixiao.findings.coded import basis_of
from jixiao.findings.finding import Cite
from jixiao.law.monitoring import WarningRule
from jixiao.monitoring.sheet import Sheet
from jixiao.monitoring.watch import by_check
from jixiao.terms.findings import Level


@dataclass(frozen=True)
class Warning:
    """One warning about a project, or about one indicator of it. ``cause`` carries the figures."""

    rule: str
    title: str
    level: Level
    project: str
    indicator: str | None
    cause: str
    remedy: str
    cites: tuple[Cite, ...]
    due: date | None = None

    @property
    def about(self) -> tuple[str, str, str | None]:
        """By what decisions name it."""
        return self.rule, self.project, self.indicator


def warnings_of(sheet: Sheet, rules: tuple[WarningRule, ...]) -> tuple[Warning, ...]:
    """Every warning of a project, in the order of the codes."""
    return tuple(
        Warning(
            rule=rule.code,
            title=rule.title,
            level=rule.level,
            project=sheet.project.id,
            indicator=indicator,
            cause=cause,
            remedy=rule.remedy,
            cites=basis_of(rule.cites, sheet.as_of),
        )
        for rule in rules
        for indicator, cause in by_check()[rule.check]().look(rule, sheet)
    )

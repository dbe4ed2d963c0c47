"""Findings of monitoring about the money and the evidence, under their own codes (M…)."""

from __future__ import annotations

from jixiao.findings.finding import Cite, Finding, Where
from jixiao.terms.findings import Level


def finding(
    rule: str,
    level: Level,
    fault: str,
    remedy: str,
    project: str | None = None,
    indicator: str | None = None,
    cites: tuple[Cite, ...] = (),
) -> Finding:
    """One finding about a project, an indicator, or the whole."""
    where = Where(project=project, indicator=indicator)
    return Finding(rule=rule, level=level, where=where, fault=fault, remedy=remedy, cites=cites)

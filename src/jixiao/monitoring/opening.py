"""A warning or a finding → the matter to be mended that it opens, still without its id."""

from __future__ import annotations

from datetime import date

from jixiao.acts.matter import Matter
from jixiao.findings.finding import Finding
from jixiao.monitoring.report import Report
from jixiao.monitoring.warnings import Warning
from jixiao.plan.model import Plan


def of_warning(warning: Warning, report: Report, found_on: date) -> Matter:
    """The matter a warning opens; its words say of which day the figures are."""
    fault = f"截至 {report.as_of}，{warning.title}：{warning.cause}"
    return _matter(
        warning.rule,
        report.plan,
        (warning.project, warning.indicator),
        fault,
        report.year,
        found_on,
    )


def of_finding(finding: Finding, plan: Plan, year: int, found_on: date) -> Matter:
    """The matter a finding of the review or of monitoring opens."""
    where = finding.where
    return _matter(
        finding.rule, plan, (where.project, where.indicator), finding.fault, year, found_on
    )


def _matter(
    rule: str,
    plan: Plan,
    about: tuple[str | None, str | None],
    fault: str,
    year: int,
    found_on: date,
) -> Matter:
    project = plan.project(about[0]) if about[0] else None
    names = {i.id: i.name for i in project.indicators} if project else {}
    return Matter(
        id="",
        rule=rule,
        project=about[0] or "",
        project_name=(project.short_name or project.name) if project else about[0] or "部门整体",
        fault=fault,
        year=year,
        found_on=found_on,
        indicator=about[1],
        indicator_name=names.get(about[1] or "", ""),
    )

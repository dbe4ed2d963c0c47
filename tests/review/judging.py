"""Where a finding stands, in words that a list of judgements keeps: project and row by number."""

from __future__ import annotations

from jixiao.findings.finding import Finding
from jixiao.plan.model import Plan

#: What a reader said of a finding: useful to the clerk, at least true, or not true.
USEFUL, TRUE, FALSE = "有用", "属实", "不对"


def spot(plan: Plan, finding: Finding) -> str:
    """``第5项目第1行 target``; a finding about Part 1 has only its field and its line."""
    where = finding.where
    project = next((n for n, p in enumerate(plan.projects, 1) if p.id == where.project), None)
    if project is None:
        line = f" 第{where.place.line}行" if where.place and where.place.line else ""
        return f"{where.field}{line}"
    rows = plan.projects[project - 1].indicators
    row = next((n for n, i in enumerate(rows, 1) if i.id == where.indicator), None)
    return f"第{project}项目{f'第{row}行' if row else ''} {where.field}"

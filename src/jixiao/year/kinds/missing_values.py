"""Indicators without an actual value: no ledger gives one, and nobody has reported any."""

from __future__ import annotations

from jixiao.measures.kinds import Status
from jixiao.terms.findings import Level
from jixiao.terms.roles import Role
from jixiao.year.known import Known
from jixiao.year.to_do import Found, Item, Kind


def look(known: Known) -> Found | None:
    """Each with the row it is reported in; missing is missing, not zero."""
    if known.report is None:
        return None
    items = tuple(
        Item(
            line.indicator.name, number, row, one.sheet.project.short_name or one.sheet.project.name
        )
        for number, one in enumerate(known.report.projects, 1)
        for row, line in enumerate(one.sheet.lines, 1)
        if line.observation.status is Status.MISSING
    )
    return Found(len(items), items, query=f"as_of={known.report.as_of.isoformat()}")


KIND = Kind(
    "missing_values", "缺实际值的指标：{count} 项", "Indicators without an actual value: {count}",
    frozenset({Role.CLERK}), "missing", Level.IMPROVE, look,
)  # fmt: skip

"""Red warnings on which nobody has decided."""

from __future__ import annotations

from jixiao.monitoring.warnings import Warning
from jixiao.terms.findings import Level
from jixiao.terms.roles import Role
from jixiao.year.known import Known
from jixiao.year.to_do import Found, Item, Kind


def look(known: Known) -> Found | None:
    """Each with its project and row; due is the earliest day that a place's timer sets."""
    report = known.report
    if report is None:
        return None
    found = [
        (_item(known, number, warning), warning.due)
        for number, one in enumerate(report.projects, 1)
        for warning in one.warnings
        if warning.level is Level.RETURN and known.decisions.outcome(warning, report.as_of) is None
    ]
    due = min((day for _item, day in found if day), default=None)
    query = f"as_of={report.as_of.isoformat()}&level=return&open=1"
    return Found(len(found), tuple(item for item, _due in found), due, query=query)


def _item(known: Known, number: int, warning: Warning) -> Item:
    project = known.plan.projects[number - 1]
    rows = {one.id: (row, one.name) for row, one in enumerate(project.indicators, 1)}
    row, name = rows.get(warning.indicator or "", (None, ""))
    label = " · ".join(filter(None, (project.short_name or project.name, name)))
    return Item(label, number, row, warning.title)


KIND = Kind(
    "warnings_to_decide", "红色预警要定怎么办：{count} 条", "Red warnings to decide on: {count}",
    frozenset({Role.LEADER, Role.REVIEWER}), "monitoring", Level.RETURN, look,
)  # fmt: skip

"""Possibilities of meeting the targets that no person has confirmed at the checkpoint looked at."""

from __future__ import annotations

from datetime import date

from jixiao.monitoring.report import Watched
from jixiao.terms.findings import Level
from jixiao.terms.roles import Role
from jixiao.year.known import Known
from jixiao.year.to_do import Found, Item, Kind


def look(known: Known) -> Found | None:
    """By project, with the checkpoint's own deadline; a day between checkpoints asks for nothing."""
    report = known.report
    checkpoint = _checkpoint(known)
    if report is None or checkpoint is None:
        return None
    due, why = checkpoint
    said = {c.indicator for c in known.decisions.confirmations if c.on == report.as_of}
    open_ = [(n, one, _unsaid(one, said)) for n, one in enumerate(report.projects, 1)]
    items = [
        Item(one.sheet.project.short_name or one.sheet.project.name, number, note=f"{left} 项")
        for number, one, left in open_
        if left
    ]
    count = sum(left for _number, _one, left in open_)
    return Found(count, tuple(items), due, why, f"as_of={report.as_of.isoformat()}")


def _unsaid(one: Watched, said: set[str]) -> int:
    return sum(line.indicator.id not in said for line in one.sheet.lines)


def _checkpoint(known: Known) -> tuple[date, str] | None:
    """Deadline and words of the checkpoint whose months end on the day looked at."""
    if known.report is None or known.pack is None:
        return None
    day = f"{known.report.as_of:%m-%d}"
    found = next((one for one in known.pack.checkpoints if one.covers == day), None)
    if found is None:
        return None
    return date(known.year, *map(int, found.by.split("-"))), found.words


KIND = Kind(
    "possibilities", "没有确认完成目标可能性的指标：{count} 项",
    "Possibilities that nobody has confirmed: {count}",
    frozenset({Role.CLERK}), "monitoring", Level.IMPROVE, look,
)  # fmt: skip

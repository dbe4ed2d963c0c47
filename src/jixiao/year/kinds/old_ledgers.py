"""Ledgers that have grown old: what they say is of a day too long ago."""

from __future__ import annotations

from datetime import timedelta

from jixiao.law.monitoring import WarningRule
from jixiao.terms.findings import Level
from jixiao.terms.roles import Role
from jixiao.year.known import Known
from jixiao.year.to_do import Found, Item, Kind

#: The rule of monitoring whose days decide, so that both say the same.
_CHECK = "stale-evidence"


def look(known: Known) -> Found | None:
    """Each with the day it stops at, by the days the place sets; after the year's end, up to that."""
    rule = _rule(known)
    if rule is None or rule.value is None:
        return None
    oldest = min(known.today, known.year_end) - timedelta(days=int(rule.value))
    items = tuple(
        Item(one.label, note=f"停在 {one.speaks_for}")
        for one in known.ledgers
        if one.speaks_for and one.speaks_for < oldest
    )
    return Found(len(items), items, why=f"超过 {rule.value:f} {rule.unit}（{rule.basis.source}）")


def _rule(known: Known) -> WarningRule | None:
    if known.pack is None:
        return None
    day = min(known.today, known.year_end)
    return next((one for one in known.pack.monitoring.on(day) if one.check == _CHECK), None)


KIND = Kind(
    "old_ledgers", "过期的台账：{count} 本", "Ledgers grown old: {count}",
    frozenset({Role.CLERK}), "registers", Level.NOTE, look,
)  # fmt: skip

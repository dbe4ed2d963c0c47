"""Findings of the review that must be changed."""

from __future__ import annotations

from jixiao.terms.findings import Level
from jixiao.terms.roles import Role
from jixiao.year.known import Known
from jixiao.year.to_do import Found, Item, Kind


def look(known: Known) -> Found | None:
    """Each with its project; how long it may take is set by whoever returns the plan."""
    heavy = [one for one in known.findings if one.level is Level.RETURN]
    numbers = known.number_of
    items = (Item(f.fault, numbers.get(f.where.project or "")) for f in heavy)
    return Found(len(heavy), tuple(items), query="level=return")


KIND = Kind(
    "must_change", "审核提示里必须修改的：{count} 条", "Findings that must be changed: {count}",
    frozenset({Role.CLERK}), "findings", Level.RETURN, look,
)  # fmt: skip

"""Matters said to be mended that wait to be accepted."""

from __future__ import annotations

from jixiao.acts.matter import State
from jixiao.terms.findings import Level
from jixiao.terms.roles import Role
from jixiao.year.known import Known
from jixiao.year.to_do import Found, Item, Kind


def look(known: Known) -> Found | None:
    """Evidence is handed in; who decides looks at it."""
    mine = [one for one in known.matters if one.year == known.year and one.state is State.SUBMITTED]
    items = (Item(one.fault, known.number_of.get(one.project or "")) for one in mine)
    return Found(len(mine), tuple(items), query="show=open")


KIND = Kind(
    "mending_to_accept", "整改等验收：{count} 件", "Mended matters to accept: {count}",
    frozenset({Role.LEADER, Role.REVIEWER}), "mending", Level.IMPROVE, look,
)  # fmt: skip

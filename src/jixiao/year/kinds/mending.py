"""Matters to be mended: a clerk mends, who decides demands and accepts."""

from __future__ import annotations

from jixiao.acts.matter import Matter, State
from jixiao.terms.findings import Level
from jixiao.terms.roles import Role
from jixiao.year.known import Known
from jixiao.year.to_do import Found, Item, Kind


def look(known: Known) -> Found | None:
    """Demanded or in hand, with the earliest deadline that was set for one."""
    return _found(known, (State.DEMANDED, State.IN_HAND))


def _found(known: Known, states: tuple[State, ...]) -> Found:
    mine = [one for one in known.matters if one.year == known.year and one.state in states]
    due = min((one.due for one in mine if one.due), default=None)
    return Found(len(mine), tuple(_item(known, one) for one in mine), due, query="show=open")


def _item(known: Known, one: Matter) -> Item:
    return Item(one.fault, known.number_of.get(one.project or ""), note=one.state.label)


KIND = Kind(
    "mending", "要整改的：{count} 件", "Matters to be mended: {count}",
    frozenset({Role.CLERK}), "mending", Level.RETURN, look,
)  # fmt: skip

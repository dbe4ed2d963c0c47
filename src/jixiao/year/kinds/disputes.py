"""Disputes of findings that nobody has answered."""

from __future__ import annotations

from jixiao.terms.findings import Level
from jixiao.terms.roles import Role
from jixiao.year.known import Known
from jixiao.year.to_do import Found, Kind


def look(known: Known) -> Found | None:
    """How many; the page shows each beside its finding."""
    return Found(known.unanswered, query="disputed=1")


KIND = Kind(
    "disputes", "对审核提示的异议等答复：{count} 条", "Disputes of findings to answer: {count}",
    frozenset({Role.LEADER, Role.REVIEWER}), "findings", Level.IMPROVE, look,
)  # fmt: skip

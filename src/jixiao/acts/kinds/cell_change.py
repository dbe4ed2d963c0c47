"""改单元格: one field of the plan says something else; the change, not a copy of the plan, is kept."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from jixiao.acts.kind import Draft, Kind, Told
from jixiao.acts.plans import CELL_CHANGE, PlanVersion, versions_of
from jixiao.terms.roles import Role


class CellChangeKind(Kind[tuple[PlanVersion, ...]]):
    """Binds to the content as it is after the change.

    ``patch``: what makes it of the content before; ``changes``: the fields as people read them;
    ``rule``: the rule whose proposal was taken. Who changes a cell has seen the last change of it and
    the last version of the whole plan; other cells are in nobody's way.
    """

    name, label = CELL_CHANGE, "修改"
    about = frozenset({"plan", "project", "indicator", "field"})
    facts = frozenset({"rule"})
    may = frozenset({Role.CLERK.value})
    words = frozenset({"patch", "changes"})

    def watches(self, subject: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
        """The cell, and the plan as a whole."""
        return (subject, {"plan": subject["plan"]})

    def sentence(self, told: Told) -> str:
        """What happened."""
        changed = json.loads(told.says["changes"]) if told.says["changes"].startswith("[") else []
        by = f"（采用 {told.says['rule']} 的建议）" if told.says["rule"] else ""
        named = "；".join(
            f"{one['indicator_name'] or one['project_name']} 的 {one['field']}"
            for one in changed[:3]
        )
        return f"修改 {named or '一格'}{by}"

    def refuse(self, draft: Draft, before: Sequence[Told]) -> str:
        """There is a plan to change, and something changes."""
        if not any(one.act.subject.keys() == {"plan"} for one in before):
            return "还没有计划，不能修改"
        return "" if draft.says["patch"] not in ("", "[]") and draft.binds else "没有改动"

    def fold(self, told: Sequence[Told]) -> tuple[PlanVersion, ...]:
        """The versions these acts made."""
        return versions_of(one for one in told if one.act.kind == self.name)

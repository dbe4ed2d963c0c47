"""确认绑定: which measures compute which indicators, as a person confirmed it."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.acts.kind import Draft, Kind, Told
from jixiao.acts.plans import BINDING, PlanVersion, versions_of
from jixiao.terms.roles import Role


class BindingConfirmedKind(Kind[tuple[PlanVersion, ...]]):
    """Binds to the plan's content with the bindings in it; about the plan as a whole, for one
    indicator's rows may be another's (one payment does not count for two).
    """

    name, label = BINDING, "确认绑定"
    about = frozenset({"plan"})
    facts = frozenset({"indicators"})
    may = frozenset({Role.CLERK.value})
    words = frozenset({"patch", "changes"})

    def sentence(self, told: Told) -> str:
        """What happened."""
        return f"确认了 {told.says['indicators']} 项指标由什么计算"

    def refuse(self, draft: Draft, before: Sequence[Told]) -> str:
        """There is a plan, and something is bound otherwise than before."""
        if not before:
            return "还没有计划，不能绑定"
        return "" if draft.says["patch"] not in ("", "[]") and draft.binds else "没有改动"

    def fold(self, told: Sequence[Told]) -> tuple[PlanVersion, ...]:
        """The versions these acts made."""
        return versions_of(one for one in told if one.act.kind == self.name)

"""计划版本: a department's whole plan of a year, as a document brought it or as it once was."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.acts.kind import Draft, Kind, Told
from jixiao.acts.plans import KINDS, PLAN_VERSION, PlanVersion, versions_of
from jixiao.terms.roles import Role

_REASONS = {"taken-in": "收文", "loaded": "载入", "restored": "回到旧版"}


class PlanVersionKind(Kind[tuple[PlanVersion, ...]]):
    """Binds to the content. ``intake`` numbers the document, ``restored`` the version it is again."""

    name, label = PLAN_VERSION, "计划版本"
    about = frozenset({"plan"})
    facts = frozenset({"reason", "intake", "restored"})
    may = frozenset({Role.CLERK.value})
    words = frozenset({"changes"})

    def sentence(self, told: Told) -> str:
        """What happened."""
        says = told.says
        of = f"（第{says['restored']}版的内容）" if says["restored"] else ""
        return f"{_REASONS[says['reason']]}，计划存为新的一版{of}"

    def refuse(self, draft: Draft, before: Sequence[Told]) -> str:
        """A version says how it came to be; what it restores was there."""
        del before
        if draft.says["reason"] not in _REASONS or not draft.binds:
            return "计划版本要写明来由，并有内容的摘要"
        back = draft.says["restored"] is not None
        return "" if back == (draft.says["reason"] == "restored") else "回到旧版要写明是哪一版"

    def fold(self, told: Sequence[Told]) -> tuple[PlanVersion, ...]:
        """The versions of the plan."""
        return versions_of(one for one in told if one.act.kind in KINDS)

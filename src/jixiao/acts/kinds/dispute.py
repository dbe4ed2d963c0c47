"""异议: why a finding of the review does not apply."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.acts.disputing import DISPUTE, Dispute, disputes_of
from jixiao.acts.kind import Draft, Kind, Told
from jixiao.terms.roles import Role


class DisputeKind(Kind[list[Dispute]]):
    """About a finding, named by its digest; several may stand beside one another."""

    name, label = DISPUTE, "异议"
    about = frozenset({"plan", "finding"})
    facts = frozenset({"rule", "project", "indicator", "field"})
    words = frozenset({"fault", "reason"})
    may = frozenset({Role.CLERK.value})

    def sentence(self, told: Told) -> str:
        """What happened."""
        return f"认为 {told.says['rule']} 的提示不适用：{told.says['reason']}"

    def refuse(self, draft: Draft, before: Sequence[Told]) -> str:
        """No dispute without a reason."""
        del before
        return "" if draft.says["reason"] else "请写明不同意的理由，供审核人判断。"

    def fold(self, told: Sequence[Told]) -> list[Dispute]:
        """The disputes that stand."""
        return list(disputes_of(told))

"""撤回异议: a dispute is taken back; it and its answer are kept, and stand no more."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.acts.disputing import WITHDRAWN, Dispute, disputes_of
from jixiao.acts.kind import Draft, Kind, Told
from jixiao.terms.roles import Role


class DisputeWithdrawnKind(Kind[list[Dispute]]):
    """``dispute`` is the hash of the act it takes back."""

    name, label = WITHDRAWN, "撤回异议"
    about = frozenset({"plan", "finding"})
    facts = frozenset({"dispute"})
    may = frozenset({Role.CLERK.value})

    def refuse(self, draft: Draft, before: Sequence[Told]) -> str:
        """It stands until now."""
        stands = {one.hash for one in disputes_of(before)}
        return "" if draft.says["dispute"] in stands else "没有撤回：这条异议已经撤回了。"

    def fold(self, told: Sequence[Told]) -> list[Dispute]:
        """The disputes that stand."""
        return list(disputes_of(told))

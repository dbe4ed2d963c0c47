"""答复异议: who reviews agrees with a dispute or not, and says why."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.acts.disputing import ANSWERED, Dispute, disputes_of
from jixiao.acts.kind import Draft, Kind, Told
from jixiao.terms.roles import DECIDING


class DisputeAnsweredKind(Kind[list[Dispute]]):
    """``dispute`` is the hash of what is answered; a later answer stands in place of an earlier."""

    name, label = ANSWERED, "答复异议"
    about = frozenset({"plan", "finding"})
    facts = frozenset({"dispute", "agrees"})
    words = frozenset({"text"})
    may = DECIDING

    def sentence(self, told: Told) -> str:
        """What happened."""
        return f"{'同意' if told.says['agrees'] else '不同意'}异议：{told.says['text']}"

    def refuse(self, draft: Draft, before: Sequence[Told]) -> str:
        """The dispute stands, and the answer says why."""
        if draft.says["dispute"] not in {one.hash for one in disputes_of(before)}:
            return "没有记下：这条异议已经撤回了。"
        return "" if draft.says["text"] else "请写明同意或不同意的理由。"

    def fold(self, told: Sequence[Told]) -> list[Dispute]:
        """The disputes that stand."""
        return list(disputes_of(told))

"""撤回资金填报: an entry of a project's money is taken back with a reason."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.acts.kind import Draft, Kind, Told
from jixiao.acts.typed_money import ABOUT, WITHDRAWN, Entry, entries_of
from jixiao.terms.roles import Role


class MoneyWithdrawnKind(Kind[tuple[Entry, ...]]):
    """``entry`` is the hash of the act that typed it; the entry stays on record."""

    name, label = WITHDRAWN, "撤回资金填报"
    about = ABOUT
    words = frozenset({"reason"})
    facts = frozenset({"entry"})
    may = frozenset({Role.CLERK.value})

    def sentence(self, told: Told) -> str:
        """What happened."""
        return f"撤回一笔资金填报：{told.says['reason']}"

    def refuse(self, draft: Draft, before: Sequence[Told]) -> str:
        """There is such an entry, it stands, and there is a reason."""
        if not draft.says["reason"].strip():
            return "撤回要写明原因"
        stands = any(
            one.id == draft.says["entry"] and one.withdrawn is None for one in entries_of(before)
        )
        return "" if stands else "没有这一条，或者已经撤回"

    def fold(self, told: Sequence[Told]) -> tuple[Entry, ...]:
        """The entries of the project."""
        return entries_of(told)

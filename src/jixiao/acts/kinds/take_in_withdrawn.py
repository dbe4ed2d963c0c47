"""撤回入库: a take-in is withdrawn with a reason; its rows count no longer."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.acts.kind import Draft, Kind, Told
from jixiao.acts.taken_back import ABOUT, TAKE_IN_WITHDRAWN, TakenBack, taken_back
from jixiao.terms.roles import Role


class TakeInWithdrawnKind(Kind[TakenBack]):
    """Once a take-in; the same ledger may be taken in again, which makes another. Binds to the sealed withdrawal."""

    name, label = TAKE_IN_WITHDRAWN, "撤回入库"
    about = ABOUT
    words = frozenset({"reason"})
    facts = frozenset({"register"})
    may = frozenset({Role.CLERK.value})

    def sentence(self, told: Told) -> str:
        """What happened."""
        return f"撤回一次入库：{told.says['reason']}"

    def refuse(self, draft: Draft, before: Sequence[Told]) -> str:
        """It stands, and there is a reason and what it binds to."""
        if not draft.says["reason"].strip():
            return "没有写撤回的理由；写明为什么撤回"
        if not draft.binds:
            return "撤回没有写明证据库里的哪一个撤回文件"
        return "这次入库已经撤回，不能再撤一次" if taken_back(before) else ""

    def fold(self, told: Sequence[Told]) -> TakenBack:
        """The withdrawal."""
        return next(iter(taken_back(told).values()))

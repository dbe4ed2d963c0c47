"""资金填报: an amount of a project's money, typed with its proof."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.acts.kind import Draft, Kind, Told
from jixiao.acts.typed_money import ABOUT, TYPED, Entry, Part, amount_of, entries_of
from jixiao.plan.money import plain
from jixiao.terms.roles import Role

_PROOFS = {
    Part.ADJUSTMENTS: "预算调整要写调整文件的文号",
    Part.PAYMENTS: "手工填报的支付要写支付凭证号",
}


class MoneyTypedKind(Kind[tuple[Entry, ...]]):
    """``amount`` is a decimal string in ``unit``; ``proof`` the number of the paper, ``file`` its name.

    Whether the account is right with it, monitoring says before.
    """

    name, label = TYPED, "资金填报"
    about = ABOUT
    words = frozenset({"proof", "file"})
    facts = frozenset({"part", "amount", "unit"})
    may = frozenset({Role.CLERK.value})

    def sentence(self, told: Told) -> str:
        """What happened."""
        says = told.says
        return f"填报{Part.of(says['part']).label} {says['amount']}{says['unit'] or ''}"

    def refuse(self, draft: Draft, before: Sequence[Told]) -> str:
        """An amount that is one, with the paper that proves it; only what came in later lowers a budget."""
        del before
        says = draft.says
        if says["part"] not in set(Part):
            return f"记的是哪一种，应为{'、'.join(one.label for one in Part)}之一"
        amount, part = amount_of(says), Part.of(says["part"])
        if amount is None:
            return f"金额“{says['amount']}”不是数字"
        if amount == 0:
            return "金额写的是 0；没有发生的不用填"
        if part in (Part.BUDGETS, Part.RECEIVED) and amount < 0:
            return f"金额 {plain(amount)} 是负数；减少的预算请记为预算调整"
        return "" if says["proof"].strip() else _PROOFS.get(part, "")

    def fold(self, told: Sequence[Told]) -> tuple[Entry, ...]:
        """The entries of the project."""
        return entries_of(told)

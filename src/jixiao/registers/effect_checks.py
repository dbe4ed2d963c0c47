"""Checks of amounts that did not come about, or came back."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.registers.check import Check, v
from jixiao.registers.declaration import Effect
from jixiao.registers.effect import Parts
from jixiao.registers.staging import Staged
from jixiao.terms.findings import Level


def of_effect(staged: Staged, effect: Effect) -> Iterator[Check]:
    """What was left out of the sums, what was taken off, and what cannot be told."""
    field, parts = (
        staged.register.field(effect.amount),
        Parts(staged.register, effect, staged.headings.mapped),
    )
    amount, stated = v(effect.amount), v(effect.stated)
    yield Check(
        "not-happened",
        field,
        Level.NOTE,
        f"{parts.nothing} AND {amount} = 0 AND {stated} <> 0",
        "没有付成、作废或被冲销的一笔，金额不计入",
        "不必修改；其实已经支付的，改正它的状态",
        once=True,
    )
    yield Check(
        "refund-positive",
        field,
        Level.IMPROVE,
        f"{stated} > 0 AND {amount} < 0",
        "标为退款而金额 {} 是正数，已按退款减去",
        "核对是不是退款；退款最好写成负数",
        stated,
    )
    yield Check(
        "reversal-unclear",
        field,
        Level.RETURN,
        f"{stated} > 0 AND {amount} = 0 AND {_twin(parts, amount, stated)}",
        "金额 {} 的状态是退回、退款或冲销，又另有一笔同样大小的，分不清哪一笔是原来支付的、哪一笔是冲它的",
        "原来支付的留正数、状态写已支付，用来冲它的写成负数；或者两笔都删去",
        stated,
    )


def _twin(parts: Parts, amount: str, stated: str) -> str:
    """Whether a voucher undone has one beside it that may be its counterpart.

    One of the same size below zero takes it off a second time; beside a payment of the same size, the
    voucher marked 冲销 may be the one that undoes it.
    """
    negative = f"{stated} IN (SELECT -{stated} FROM ledger WHERE {amount} < 0)"
    same = f"{stated} IN (SELECT {stated} FROM ledger WHERE {amount} > 0 AND {amount} = {stated})"
    return f"(({parts.undone} AND {negative}) OR ({parts.either} AND ({parts.marked} OR {same})))"

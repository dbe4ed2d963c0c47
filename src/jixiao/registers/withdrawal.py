"""Taking a take-in back: its rows count no longer, what it had corrected counts again.

What somebody says is an act; its effect is one file ``withdrawn/<sha256>.json``, written once and never
changed, to which the act binds. The take-in itself stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from jixiao.acts.taken_back import TakenBack, taking_back
from jixiao.registers.commit import commit, writing
from jixiao.registers.import_record import Withdrawal
from jixiao.registers.personal import masked
from jixiao.registers.seals import BrokenStoreError, Said, sealed_in
from jixiao.registers.store import Store
from jixiao.registers.withdrawal_acts import spoken_of
from jixiao.terms.roles import Role

_LEAST = 6


class WithdrawalError(ValueError):
    """A take-in that cannot be withdrawn; the text says why and what to do."""


def withdraw(
    store: Store, sha256: str, *, who: str, reason: str, role: str = Role.CLERK.value,
    organisation: str = "",
) -> TakenBack:  # fmt: skip
    """Withdraw the take-in of that SHA-256, or of one that begins so.

    Raises:
        WithdrawalError: there is none, there are several, it is withdrawn already, or no reason.
        ActRefusedError: it is not for that role to say.
        ReadError: another take-in is going on, or the folder cannot be written.
    """
    if not reason.strip():
        raise WithdrawalError("没有写撤回的理由；写明为什么撤回")
    with writing(store) as folder:
        one = _found(store, sha256)
        _refuse_again(store, one)
        made = Withdrawal(sha256=one.sha256, when=datetime.now(UTC).replace(microsecond=0))
        record = made.to_bytes()
        (folder / "withdrawal.json").write_bytes(record)
        told = Said.withdrawn(made, one.register, record)
        place = store.withdrawn_folder / f"{one.sha256}.json"
        act = taking_back(
            one.sha256, one.register, masked(reason.strip()), who, role, organisation,
            made.when.astimezone().date(), told.record,
        )  # fmt: skip
        commit(store, [told], [(folder / "withdrawal.json", place)], act)
    return spoken_of(store.record)[one.sha256]


def word_on(store: Store, sha256: str, register: str) -> TakenBack | None:
    """Who withdrew a take-in of that register, when and why; ``None`` where it stands.

    Raises:
        BrokenStoreError: it is withdrawn, and nobody said so.
    """
    if sha256 not in store.withdrawals(register):
        return None
    if (found := spoken_of(store.record).get(sha256)) is None:
        place = store.withdrawn_folder / f"{sha256}.json"
        raise BrokenStoreError(place, f"撤回的 {register}（{sha256[:12]}）", "没有相应的记录")
    return found


def _refuse_again(store: Store, one: TakeIn) -> None:
    if before := word_on(store, one.sha256, one.register):
        day = f" {before.when:%Y-%m-%d} " if before.when else ""
        raise WithdrawalError(f"“{one.name}”已由{before.who}于{day}撤回，不能再撤一次")


@dataclass(frozen=True)
class TakeIn:
    """A take-in as far as its seal tells; the name of its file where its record can be read."""

    sha256: str
    register: str
    name: str


def _found(store: Store, sha256: str) -> TakeIn:
    """By the seals: a take-in whose record is broken can be withdrawn too."""
    begins = sha256.strip().lower()
    if len(begins) < _LEAST:
        raise WithdrawalError(f"“{sha256}”太短；写入库文件摘要的前 {_LEAST} 位以上")
    same = [
        TakeIn(one, register, _name(store, one, register))
        for one, register in sealed_in(store.folder).items()
        if one.startswith(begins)
    ]
    if not same:
        raise WithdrawalError(f"没有摘要以“{sha256}”开头的入库记录；核对入库时给出的摘要")
    if len(same) > 1:
        names = "、".join(f"{one.name}（{one.sha256[:16]}）" for one in same[:4])
        raise WithdrawalError(f"“{sha256}”开头的有 {len(same)} 次入库：{names}；多写几位")
    return same[0]


def _name(store: Store, sha256: str, register: str) -> str:
    try:
        read = {one.sha256: one.original_name for one in store.taken(register)}
    except BrokenStoreError:
        read = {}
    return read.get(sha256, register)

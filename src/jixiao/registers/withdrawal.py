"""Taking a take-in back: its rows count no longer, what it had corrected counts again.

One file ``withdrawn/<sha256>.json`` a withdrawal, written once and never changed; the take-in itself
stays as it is.
"""

from __future__ import annotations

from datetime import UTC, datetime

from jixiao.registers.commit import commit, writing
from jixiao.registers.import_record import Import, Withdrawal
from jixiao.registers.personal import masked
from jixiao.registers.seals import Said
from jixiao.registers.store import Store

_LEAST = 6


class WithdrawalError(ValueError):
    """A take-in that cannot be withdrawn; the text says why and what to do."""


def withdraw(store: Store, sha256: str, *, who: str, reason: str) -> Withdrawal:
    """Withdraw the take-in of that SHA-256, or of one that begins so.

    Raises:
        WithdrawalError: there is none, there are several, it is withdrawn already, or no reason.
        ReadError: another take-in is going on, or the folder cannot be written.
    """
    if not reason.strip():
        raise WithdrawalError("没有写撤回的理由；写明为什么撤回")
    with writing(store) as folder:
        one = _found(store, sha256)
        if before := store.withdrawals().get(one.sha256):
            raise WithdrawalError(
                f"“{one.original_name}”已由{before.who}于 {before.when:%Y-%m-%d} 撤回，不能再撤一次"
            )
        made = Withdrawal(
            sha256=one.sha256,
            who=who,
            when=datetime.now(UTC).replace(microsecond=0),
            reason=masked(reason.strip()),
        )
        record = made.model_dump_json(indent=1).encode()
        (folder / "withdrawal.json").write_bytes(record)
        told = Said.withdrawn(made, one.register_name, record)
        place = store.withdrawn_folder / f"{one.sha256}.json"
        commit(store, [told], [(folder / "withdrawal.json", place)])
    return made


def _found(store: Store, sha256: str) -> Import:
    begins = sha256.strip().lower()
    if len(begins) < _LEAST:
        raise WithdrawalError(f"“{sha256}”太短；写入库文件摘要的前 {_LEAST} 位以上")
    same = [one for one in store.taken() if one.sha256.startswith(begins)]
    if not same:
        raise WithdrawalError(f"没有摘要以“{sha256}”开头的入库记录；核对入库时给出的摘要")
    if len(same) > 1:
        names = "、".join(f"{one.original_name}（{one.sha256[:16]}）" for one in same[:4])
        raise WithdrawalError(f"“{sha256}”开头的有 {len(same)} 次入库：{names}；多写几位")
    return same[0]

"""Everything in an evidence folder, held against what was recorded; remembers nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from jixiao.acts.kept_notes import Kept
from jixiao.acts.law_entries import ARTICLE, HOLIDAYS, LIMIT
from jixiao.acts.record import Record
from jixiao.acts.verification import Fault, Verified
from jixiao.registers.law_folder import DOCUMENTS
from jixiao.registers.seals import BrokenStoreError, fault_of, seals_in
from jixiao.registers.store import Store
from jixiao.registers.verifying import verify_store
from jixiao.registers.vouching import unvouched
from jixiao.registers.withdrawal_acts import unspoken

#: Kinds of act that bind to a file somebody handed in, and where such files lie, by their SHA-256.
PROVED = (
    "reported", "matter_step", "matter_closed", "money_typed", "matter_set_aside",
    ARTICLE, HOLIDAYS, LIMIT,
)  # fmt: skip
PROOFS = ("reported/proofs", "mending", DOCUMENTS)


def verify_evidence(store: Store, record: Record | None, kept: Iterable[Kept] = ()) -> Verified:
    """The ledgers of a store, and the proofs that acts bind to; without a record that can be read, no proofs.

    ``kept``: checkpoints of the record that were kept elsewhere.
    """
    ledgers = verify_store(store)
    if record is None:
        return ledgers
    return ledgers + _checkpoints(store, record, kept) + _proofs(store.folder, record)


def _checkpoints(store: Store, record: Record, kept: Iterable[Kept]) -> Verified:
    try:
        found = (
            *unvouched(record, seals_in(store.folder), [one.note for one in kept]),
            *unspoken(store.folder, record),
        )
        return Verified(faults=found)
    except BrokenStoreError:
        return Verified()  # which was found with the ledgers


def _proofs(folder: Path, record: Record) -> Verified:
    faults: list[Fault] = []
    wanted = list(_wanted(record))
    for seq, sha256 in wanted:
        found = [one for place in PROOFS for one in (folder / place).glob(f"{sha256}*")]
        if not found:
            faults.append(Fault(f"act {seq}", f"佐证 {sha256[:12]} 不见了"))
        for path in found:
            if (fault := fault_of(path, sha256)) is not None:
                faults.append(Fault(f"file {path.relative_to(folder)}", f"佐证的{fault}"))
    return Verified(0, len(wanted), tuple(faults))


def _wanted(record: Record) -> Iterator[tuple[int, str]]:
    for told in record.reading().of_kinds(PROVED):
        if told.act.binds:
            yield told.act.seq, told.act.binds

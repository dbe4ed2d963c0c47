"""The last seal of a store stands in the signed checkpoints of its record of acts, as a line of its own.

Seals and files that are cut back together to an earlier state agree with one another; the checkpoint, which
nobody can sign anew without the key, says that there was more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jixiao.acts.errors import NoteError
from jixiao.acts.note import noted
from jixiao.acts.record import Record
from jixiao.acts.verification import Fault
from jixiao.registers.seals import SEALS, Seal, seals_in
from jixiao.registers.store import Store

_LINE = re.compile(r"jixiao/seals (?P<number>[1-9]\d{0,17}) (?P<chain>[0-9a-f]{64})")


def vouch(store: Store) -> None:
    """Sign a checkpoint that says which seal is the last; nothing where there is none yet.

    Raises:
        BrokenStoreError, RecordError, OSError: seals or record are not what was written, or cannot be written.
    """
    if line := seals_line(store):
        store.record.checkpoint(line)


def seals_line(store: Store) -> list[str]:
    """The line that says which seal is the last; none where there is none yet.

    Raises:
        BrokenStoreError: the seals are not what was written.
    """
    seals = seals_in(store.folder)
    return [f"jixiao/seals {seals[-1].number} {seals[-1].chain}"] if seals else []


def is_vouched(store: Store) -> bool:
    """Whether a checkpoint says which seal is the last."""
    seals, chains = seals_in(store.folder), vouched(store.record)
    return not seals or chains.get(seals[-1].number) == seals[-1].chain


def vouched(record: Record, kept: Iterable[str] = ()) -> dict[int, str]:
    """Number of a seal → its chain, as checkpoints say; those that cannot be read are another's to report.

    ``kept``: notes that were kept elsewhere, besides the record's own.
    """
    found = {}
    for note in (*record.back.notes(), *kept):
        try:
            lines = noted(note).more
        except NoteError:
            continue
        for line in lines:
            if told := _LINE.fullmatch(line):
                found[int(told["number"])] = told["chain"]
    return found


def unvouched(
    record: Record, seals: tuple[Seal, ...] | None, kept: Iterable[str] = ()
) -> Iterator[Fault]:
    """Where seals are not those, or not all of those, that checkpoints were signed over."""
    chains = {one.number: one.chain for one in seals or ()}
    for number, chain in sorted(vouched(record, kept).items()):
        if number not in chains:
            fault = f"签名的检查点说有 {number} 行，现在只有 {len(chains)} 行：入库记录被退回到以前的样子"
        elif chains[number] != chain:
            fault = f"第 {number} 行与签名的检查点不符：以前的入库记录被换过"
        else:
            continue
        yield Fault(f"file imports/{SEALS}", fault)
        return

"""Looking at a whole store from nothing: seals, records, rows and what lies beside them; remembers nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jixiao.acts.verification import Fault, Verified
from jixiao.registers.import_record import Import
from jixiao.registers.personal import kept_key
from jixiao.registers.seals import (
    BrokenStoreError,
    Sealed,
    fault_of,
    read_together,
    record_of,
    strays,
)
from jixiao.registers.store import Store


def verify_store(store: Store) -> Verified:
    """What is wrong with the ledgers of a store; a store of an earlier version has no seals to hold it to."""
    files, faults = 0, list[Fault]()
    try:
        for one in _looked(store):
            files += 1
            if one is not None:
                faults.append(one)
    except BrokenStoreError as wrong:
        faults.append(_fault(store, wrong))
        files += 1
    return Verified(0, files, tuple(faults))


def _looked(store: Store) -> Iterator[Fault | None]:
    """One for each file looked at, what is wrong with it or nothing."""
    there, seals = read_together(store.folder)
    if seals is None:
        for one in store.taken():
            yield None
            yield from _files(store, one)
        return
    yield None  # the seals themselves
    for name in strays(there, seals):
        yield Fault(f"file {name}", "清单里没有这个文件")
    for told in (one.said for one in seals):
        if told.what is Sealed.KEY:
            yield _key(store)
            continue
        try:
            record = record_of(store.folder, told)
        except BrokenStoreError as wrong:
            yield _fault(store, wrong)
            continue
        yield None
        if isinstance(record, Import):
            yield from _files(store, record)


def _key(store: Store) -> Fault | None:
    try:
        kept_key(store.folder)
    except BrokenStoreError as wrong:
        return _fault(store, wrong)
    return None


def _files(store: Store, one: Import) -> Iterator[Fault | None]:
    about = f"{one.when:%Y-%m-%d} 入库的“{one.original_name}”（{one.register_name}）"
    for path, sha256 in store.files_of(one):
        fault = fault_of(path, sha256)
        yield Fault(_at(store, path), f"{about}：{fault}") if fault else None


def _fault(store: Store, wrong: BrokenStoreError) -> Fault:
    return Fault(_at(store, Path(wrong.file)), f"{wrong.about}：{wrong.fault}")


def _at(store: Store, file: Path) -> str:
    return f"file {str(file).removeprefix(f'{store.folder}/')}"

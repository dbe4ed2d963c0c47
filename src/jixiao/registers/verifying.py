"""Looking at a whole store from nothing: seals, records, rows and what lies beside them; remembers nothing."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.acts.verification import Fault, Verified
from jixiao.registers.import_record import Import
from jixiao.registers.seals import BrokenStoreError, Seal, fault_of, record_of, seals_in
from jixiao.registers.store import Store


def verify_store(store: Store) -> Verified:
    """What is wrong with the ledgers of a store; a store of an earlier version has no seals to hold it to."""
    try:
        seals = seals_in(store.imports_folder)
    except BrokenStoreError as wrong:
        return Verified(
            files=1, faults=(Fault(_at(store, wrong.file), f"{wrong.about}：{wrong.fault}"),)
        )
    files, faults = 0 if seals is None else 1, list[Fault]()
    for one in _records(store, seals):
        files += 1
        if isinstance(one, Fault):
            faults.append(one)
            continue
        for path, sha256 in store.files_of(one):
            files += 1
            if (fault := fault_of(path, sha256)) is not None:
                about = f"{one.when:%Y-%m-%d} 入库的“{one.original_name}”（{one.register_name}）"
                faults.append(Fault(_at(store, str(path)), f"{about}：{fault}"))
    return Verified(0, files, tuple(faults))


def _records(store: Store, seals: tuple[Seal, ...] | None) -> Iterator[Import | Fault]:
    if seals is None:
        yield from store.taken()
        return
    for one in seals:
        try:
            yield record_of(store.imports_folder, one)
        except BrokenStoreError as wrong:
            yield Fault(_at(store, wrong.file), f"{wrong.about}：{wrong.fault}")


def _at(store: Store, file: str) -> str:
    return f"file {file.removeprefix(f'{store.folder}/')}"

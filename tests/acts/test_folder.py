"""The record in a folder: what is changed, cut, mixed up or half written is found, or was never said."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from jixiao.acts.errors import BrokenRecordError
from jixiao.acts.folder import CHECKPOINTS, FOLDER, LOG, ORIGIN, FolderBack
from jixiao.acts.key import signer_in
from jixiao.acts.record import Record
from jixiao.acts.verification import verify
from tests.acts.saying import Ticking, said


@pytest.fixture
def record(tmp_path: Path) -> Record:
    """Eight acts, and a checkpoint over seven."""
    made = Record(FolderBack(tmp_path), lambda: signer_in(tmp_path), Ticking())
    for number in range(7):
        made.add(said(f"P1/{number}"), None)
    made.checkpoint()
    made.add(said("P1/7"), None)
    return made


def _faults(folder: Path) -> list[str]:
    found = verify(FolderBack(folder), signer_in(folder).verifier)
    return [f"{one.at}: {one.fault}" for one in found.faults]


def test_an_untouched_record_is_whole(record: Record, tmp_path: Path) -> None:
    assert _faults(tmp_path) == []
    assert verify(record.back, record.signer().verifier).acts == 8


@pytest.mark.parametrize("name", [LOG, f"{CHECKPOINTS}/000000000007", ORIGIN])
def test_every_flipped_bit_is_found(record: Record, tmp_path: Path, name: str) -> None:
    """Of the log, the checkpoints and the name; a flip that takes the end of the last line unsays it."""
    path = tmp_path / FOLDER / name
    whole = path.read_bytes()
    chance = random.Random(20231128)
    flips = [(at, bit) for at in range(len(whole)) for bit in range(8)]
    for at, bit in chance.sample(flips, min(600, len(flips))):
        changed = bytearray(whole)
        changed[at] ^= 1 << bit
        path.write_bytes(changed)
        unsaid = name == LOG and at == len(whole) - 1
        assert _faults(tmp_path) or unsaid, (at, bit)
    path.write_bytes(whole)


def test_an_act_removed_moved_or_cut_before_a_checkpoint_is_found(
    record: Record, tmp_path: Path
) -> None:
    path = tmp_path / FOLDER / LOG
    lines = path.read_bytes().splitlines(keepends=True)
    for wrong in (lines[1:], [*lines[:3], *lines[4:]], [lines[1], lines[0], *lines[2:]], lines[:6]):
        path.write_bytes(b"".join(wrong))
        assert _faults(tmp_path)
        with pytest.raises(BrokenRecordError, match="log"):
            FolderBack(tmp_path).reading()


def test_a_line_half_written_was_never_said(record: Record, tmp_path: Path) -> None:
    path = tmp_path / FOLDER / LOG
    whole = path.read_bytes()
    last = whole.splitlines(keepends=True)[-1]
    for cut in (1, len(last) // 2, len(last) - 1):
        path.write_bytes(whole[:-cut])
        again = Record(FolderBack(tmp_path), record.signer, record.clock)
        assert again.reading().size == 7
        again.add(said("P1/8"), None)
        assert again.reading().size == 8 and not _faults(tmp_path)


def test_a_full_disk_leaves_the_record_as_it_was(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (tmp_path / FOLDER / LOG).read_bytes()
    with monkeypatch.context() as full:
        full.setattr("jixiao.acts.appending.os.pwrite", _half_then_full())
        with pytest.raises(OSError, match="No space"):
            record.add(said("P1/9"), None)
    assert (tmp_path / FOLDER / LOG).read_bytes() == before
    assert record.add(said("P1/9"), None).act.seq == 9


def _half_then_full():  # a disk with ten bytes left
    import os

    true = os.pwrite

    def write(handle: int, data: bytes, at: int) -> int:
        true(handle, data[:10], at)
        raise OSError(28, "No space left on device")

    return write


def test_the_record_of_another_folder_is_foreign(record: Record, tmp_path: Path) -> None:
    other = tmp_path / "other"
    made = Record(FolderBack(other), record.signer, Ticking())
    made.add(said("P9/1"), None)
    made.checkpoint()
    for name in (LOG, f"{CHECKPOINTS}/000000000007"):
        (other / FOLDER / name).parent.mkdir(exist_ok=True)
        (other / FOLDER / name).write_bytes((tmp_path / FOLDER / name).read_bytes())
    found = verify(FolderBack(other), record.signer().verifier)
    assert any("别处" in one.fault for one in found.faults)


def test_two_processes_see_what_the_other_said(record: Record, tmp_path: Path) -> None:
    here, there = (Record(FolderBack(tmp_path), record.signer, Ticking()) for _ in range(2))
    first = here.add(said("P2/1"), None)
    second = there.add(said("P2/1", "2"), first.act.hash)
    assert here.reading().newest == second.act

"""What was taken in is what is counted: anything changed, removed or added in the store is noticed."""

from __future__ import annotations

import random
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from jixiao.registers import seals
from jixiao.registers.seals import SEALS, BrokenStoreError
from jixiao.registers.store import Store
from jixiao.registers.verifying import verify_store
from tests.needs import ROOT
from tests.registers.ledgers import HEAD, ROWS, csv_bytes, taken


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two take-ins of cases: the second corrects one row and repeats the others, with a finding."""
    taken(tmp_path, csv_bytes([HEAD, *ROWS]), speaks_for=date(2023, 6, 30), name="上半年.csv")
    changed = [ROWS[0], ROWS[1], (*ROWS[2][:-1], "改过")]
    taken(tmp_path, csv_bytes([HEAD, *changed]), speaks_for=date(2023, 9, 30), name="三季度.csv")
    return tmp_path


def _forget() -> None:
    """As if the process had begun anew."""
    seals._CHECKED.clear()
    seals._sealed.cache_clear()


def _carriers(folder: Path) -> list[Path]:
    """Every file that carries what was taken in."""
    return sorted(p for p in (folder / "imports").rglob("*") if p.is_file())


def test_a_store_as_it_was_made_is_whole(folder: Path) -> None:
    found = verify_store(Store(folder))
    assert not found.faults and found.files == len(_carriers(folder))


def test_every_flipped_bit_is_found(folder: Path) -> None:
    """Of seals, records, rows, repeats and findings; the flip of the last line's end unsays nothing here."""
    chance = random.Random(20231128)
    for path in _carriers(folder):
        whole = path.read_bytes()
        for _ in range(60):
            at, bit = chance.randrange(len(whole)), chance.randrange(8)
            changed = bytearray(whole)
            changed[at] ^= 1 << bit
            path.write_bytes(changed)
            unsaid = path.name == SEALS and at == len(whole) - 1
            assert verify_store(Store(folder)).faults or unsaid, (path.name, at, bit)
        path.write_bytes(whole)


def test_no_flipped_bit_gives_other_rows(folder: Path) -> None:
    """What is read after a flip is what it was, or an error that names the take-in."""
    right = _rows(folder)
    chance = random.Random(20231129)
    kept = [*_carriers(folder), *sorted((folder / "current").glob("*"))]
    for path in kept:
        whole = path.read_bytes()
        for _ in range(12):
            changed = bytearray(whole)
            changed[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
            path.write_bytes(changed)
            _forget()
            try:
                assert _rows(folder) == right, path.name
            except BrokenStoreError as wrong:
                assert "入库" in str(wrong) and "备份" in str(wrong)
        path.write_bytes(whole)
    _forget()


def _rows(folder: Path) -> list[object]:
    from jixiao.registers.duck import connect

    with connect() as connection:
        return connection.execute(
            f"SELECT * FROM ({Store(folder).relation('penalty_cases').sql()}) ORDER BY ALL"
        ).fetchall()


def test_a_record_removed_or_cut_is_an_error_that_names_the_take_in(folder: Path) -> None:
    record = folder / "imports" / f"{Store(folder).imports()[0].sha256}.json"
    whole = record.read_bytes()
    for damage in (None, whole[: len(whole) // 2]):
        record.unlink() if damage is None else record.write_bytes(damage)
        _forget()
        with pytest.raises(BrokenStoreError, match="penalty_cases"):
            Store(folder).imports()
        record.write_bytes(whole)


def test_a_record_put_there_by_somebody_else_counts_for_nothing(folder: Path) -> None:
    (folder / "imports" / f"{'a' * 64}.json").write_bytes(
        (folder / "imports" / f"{Store(folder).imports()[0].sha256}.json").read_bytes()
    )
    _forget()
    assert len(Store(folder).imports()) == 2 and not verify_store(Store(folder)).faults


def test_a_store_of_an_earlier_version_is_sealed_by_the_next_take_in(folder: Path) -> None:
    (folder / "imports" / SEALS).unlink()
    _forget()
    assert len(Store(folder).imports()) == 2, "it is read as it is"
    taken(folder, csv_bytes([HEAD, ("C-9", *ROWS[0][1:])]), name="后来.csv")
    lines = (folder / "imports" / SEALS).read_text().splitlines()
    assert [line.split()[0] for line in lines] == ["1", "2", "3"]
    assert len(Store(folder).imports()) == 3 and not verify_store(Store(folder)).faults


def test_a_seal_half_written_was_never_acknowledged(folder: Path) -> None:
    path = folder / "imports" / SEALS
    path.write_bytes(path.read_bytes()[:-5])
    _forget()
    assert len(Store(folder).imports()) == 1
    taken(folder, csv_bytes([HEAD, *ROWS]), name="再来.csv")
    assert not verify_store(Store(folder)).faults


def _jixiao(*told: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "jixiao.cli", *told], capture_output=True, text=True, check=False
    )


def test_commands_name_the_take_in_and_exit_with_3(folder: Path, tmp_path: Path) -> None:
    rows = Store(folder).file(Store(folder).imports()[0].sha256)
    data = bytearray(rows.read_bytes())
    data[len(data) // 2] ^= 1
    rows.write_bytes(data)
    plan = tmp_path / "plan.json"
    example = ROOT / "examples" / "huailai-2023" / "plan.json"
    _jixiao("bind", str(example), "-o", str(plan))
    done = _jixiao(
        "measure", str(plan), "--evidence", str(folder), "--as-of", "2023-12-31", "--json"
    )
    assert done.returncode == 3 and done.stdout == ""
    assert "上半年.csv" in done.stderr and "被改动过" in done.stderr and "Trace" not in done.stderr

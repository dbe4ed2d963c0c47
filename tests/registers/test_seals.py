"""What was taken in is what is counted: anything changed, removed or added in the store is noticed."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from jixiao.registers import coming, seals
from jixiao.registers.seals import SEALS, BrokenStoreError
from jixiao.registers.store import Store
from jixiao.registers.verifying import verify_store
from jixiao.registers.withdrawal import withdraw
from tests.needs import ROOT
from tests.registers.ledgers import HEAD, ROWS, csv_bytes, taken

_TRAINING = "培训名称,培训日期,实际人数\n价格,2023-05-12,40\n".encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Take-ins of cases: the second corrects one row and repeats the others, a third is withdrawn."""
    taken(tmp_path, csv_bytes([HEAD, *ROWS]), speaks_for=date(2023, 6, 30), name="上半年.csv")
    changed = [ROWS[0], ROWS[1], (*ROWS[2][:-1], "改过")]
    taken(tmp_path, csv_bytes([HEAD, *changed]), speaks_for=date(2023, 9, 30), name="三季度.csv")
    mistaken = taken(tmp_path, csv_bytes([HEAD, ("X-1", *ROWS[0][1:])]), name="别的局.csv")
    withdraw(Store(tmp_path), mistaken.sha256 or "", who="某人", reason="是别的局的")
    return tmp_path


def _forget() -> None:
    """As if the process had begun anew."""
    seals._CHECKED.clear()
    seals._sealed.cache_clear()


def _carriers(folder: Path) -> list[Path]:
    """Every file that carries what was taken in."""
    kept = [p for place in ("imports", "withdrawn") for p in (folder / place).rglob("*")]
    return sorted(p for p in (*kept, folder / ".key") if p.is_file())


def test_a_store_as_it_was_made_is_whole(folder: Path) -> None:
    found = verify_store(Store(folder))
    assert not found.faults and found.files == len(_carriers(folder))


def test_every_flipped_bit_is_found(folder: Path) -> None:
    """Of seals, records, rows, repeats, findings, withdrawals and the key."""
    chance = random.Random(20231128)
    for path in _carriers(folder):
        whole = path.read_bytes()
        for _ in range(60):
            at, bit = chance.randrange(len(whole)), chance.randrange(8)
            changed = bytearray(whole)
            changed[at] ^= 1 << bit
            path.write_bytes(changed)
            assert verify_store(Store(folder)).faults, (path.name, at, bit)
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


@pytest.mark.parametrize("what", ["imports", "withdrawn"])
def test_a_broken_take_in_stops_its_own_register_alone(folder: Path, what: str) -> None:
    """What is asked of another register is answered; what is asked of all, or of this one, names it."""
    store = Store(folder)
    right = [one.sha256 for one in store.imports("penalty_cases")]
    done = taken(folder, _TRAINING, register="training", name="培训.csv")
    (withdrawn,) = (folder / "withdrawn").iterdir()
    broken = withdrawn if what == "withdrawn" else folder / "imports" / f"{right[0]}.json"
    broken.write_bytes(broken.read_bytes()[:-9])
    _forget()
    assert store.relation("training").imports == (done.sha256,)
    assert store.withdrawals("training") == {}
    for name in ("penalty_cases", None):
        with pytest.raises(BrokenStoreError, match="penalty_cases"):
            store.imports(name)
    assert len(verify_store(store).faults) == 1
    _forget()


def test_a_record_put_there_by_somebody_else_is_an_error(folder: Path) -> None:
    first = folder / "imports" / f"{Store(folder).imports()[0].sha256}.json"
    added = folder / "imports" / f"{'a' * 64}.json"
    added.write_bytes(first.read_bytes())
    _forget()
    with pytest.raises(BrokenStoreError, match="没有入库过的记录"):
        Store(folder).imports()
    assert [one.at for one in verify_store(Store(folder)).faults] == [f"file imports/{added.name}"]
    with pytest.raises(BrokenStoreError):
        taken(folder, csv_bytes([HEAD, *ROWS]), name="再来.csv")
    assert added.exists(), "what nobody took in is for a person to look at, not to be swept away"


def test_a_withdrawal_taken_away_does_not_bring_its_rows_back(folder: Path) -> None:
    (withdrawn,) = (folder / "withdrawn").iterdir()
    withdrawn.unlink()
    _forget()
    with pytest.raises(BrokenStoreError, match="撤回的 penalty_cases"):
        Store(folder).imports()


def test_another_key_would_hash_the_same_name_to_another(folder: Path) -> None:
    (folder / ".key").write_bytes(bytes(32))
    with pytest.raises(BrokenStoreError, match="密钥被改动过"):
        taken(folder, csv_bytes([HEAD, ("C-9", *ROWS[0][1:])]), name="后来.csv")


@pytest.mark.parametrize("left", ["all", "nothing"])
def test_seals_taken_away_are_missed(folder: Path, left: str) -> None:
    """Gone altogether, or as if no line had ever been written."""
    path = folder / "imports" / SEALS
    path.unlink() if left == "nothing" else path.write_bytes(b"")
    _forget()
    with pytest.raises(BrokenStoreError):
        Store(folder).imports()
    assert verify_store(Store(folder)).faults


def test_a_seal_cut_off_is_missed_and_its_take_in_is_not_swept_away(folder: Path) -> None:
    path = folder / "imports" / SEALS
    whole, before = path.read_bytes(), _carriers(folder)
    for damaged in (whole[:-1], whole[:-5], b"".join(whole.splitlines(keepends=True)[:-1])):
        path.write_bytes(damaged)
        _forget()
        for asked in (Store(folder).imports, lambda: taken(folder, csv_bytes([HEAD, *ROWS]))):
            with pytest.raises(BrokenStoreError):
                asked()
        assert verify_store(Store(folder)).faults and _carriers(folder) == before
    path.write_bytes(whole)


def _as_an_earlier_version_kept_it(folder: Path) -> None:
    """No seals, and records that know of none."""
    (folder / "imports" / SEALS).unlink()
    for path in (folder / "imports").glob("*.json"):
        if "." not in path.stem:
            told = json.loads(path.read_text("utf-8"))
            del told["sealed"], told["files"]
            path.write_text(json.dumps(told), "utf-8")


def test_a_store_of_an_earlier_version_is_sealed_by_the_next_take_in(folder: Path) -> None:
    before = _rows(folder)
    _as_an_earlier_version_kept_it(folder)
    _forget()
    assert _rows(folder) == before and not verify_store(Store(folder)).faults
    taken(folder, csv_bytes([HEAD, ("C-9", *ROWS[0][1:])]), name="后来.csv")
    lines = (folder / "imports" / SEALS).read_text().splitlines()
    assert [line.split()[2] for line in lines] == ["taken"] * 3 + ["withdrawn", "key", "taken"]
    assert len(_rows(folder)) == len(before) + 1 and not verify_store(Store(folder)).faults


def test_a_take_in_killed_before_its_seal_is_taken_away_by_the_next(folder: Path) -> None:
    """Its files are in place, a part of its line too; what says that it was coming is still there."""
    path, before = folder / "imports" / SEALS, _rows(folder)
    name = f"imports/{'b' * 64}.json"
    coming.say(folder, [name])
    (folder / name).write_text("{}")
    path.write_bytes(path.read_bytes() + b"6 2023-")
    _forget()
    assert _rows(folder) == before and not verify_store(Store(folder)).faults
    taken(folder, csv_bytes([HEAD, ("C-9", *ROWS[0][1:])]), name="后来.csv")
    assert not (folder / name).exists() and not (folder / coming.COMING).exists()
    assert len(_rows(folder)) == len(before) + 1 and not verify_store(Store(folder)).faults


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

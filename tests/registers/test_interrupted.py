"""A take-in that is killed at any step, or finds the disk full, leaves the store as before or complete."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from jixiao.registers.store import Store
from tests.needs import ROOT
from tests.registers.ledgers import HEAD, ROWS, csv_bytes, current, taken

# The child kills itself at its n-th step that touches the disk: opening for writing, making, renaming,
# removing, flushing, and before and after each Parquet file. With n beyond all steps it finishes.
_CHILD = """
import os, signal, sys
from pathlib import Path
from jixiao.registers import intake, storing
from jixiao.registers.store import Store
folder, data, n = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
steps = 0
def step():
    global steps
    steps += 1
    if steps == n:
        os.kill(os.getpid(), signal.SIGKILL)
def audited(event, args):
    if event in ("os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree"):
        step()
    elif event == "open" and str(folder) in str(args[0]):
        step()
sys.addaudithook(audited)
fsync, copy = os.fsync, storing.copy
def flushed(handle):
    step(); fsync(handle); step()
def copied(*args, **kwargs):
    step(); made = copy(*args, **kwargs); step(); return made
os.fsync, storing.copy = flushed, copied
store = Store(folder)
intake.take_in(store.register("penalty_cases"), Path(data), store=store, who="x", accept_partial=True)
print(steps)
"""
_LATER = [
    ["A2", "2023-03-05", "2023-06-01", "88", "已结案"],
    ["A4", "2023.13.1", "", "", ""],
    ["A5", "2023-07-01", "", "", ""],
]
_COLUMNS = "case_no, fine::VARCHAR"


def _child(folder: Path, data: Path, n: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", _CHILD, str(folder), str(data), str(n)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_killed_at_every_step_the_store_is_as_before_or_complete(tmp_path: Path) -> None:
    data = tmp_path / "later.csv"
    data.write_bytes(csv_bytes([HEAD, *_LATER]))
    whole = tmp_path / "whole"
    taken(whole, csv_bytes([HEAD, *ROWS]))
    before = current(whole, "penalty_cases", _COLUMNS)
    steps = int(_child(whole, data, 0).stdout)
    after = current(whole, "penalty_cases", _COLUMNS)
    assert steps > 25 and before != after
    seen = set()
    for n in range(1, steps + 1):
        folder = tmp_path / f"killed{n}"
        taken(folder, csv_bytes([HEAD, *ROWS]))
        assert _child(folder, data, n).returncode == -9, n
        found = current(folder, "penalty_cases", _COLUMNS)
        assert found in (before, after), n
        complete = found == after
        assert len(Store(folder).imports()) == 1 + complete
        seen.add(complete)
        outcome = taken(folder, data, accept_partial=True)  # the next take-in mends what was left
        assert outcome.already == complete
        assert current(folder, "penalty_cases", _COLUMNS) == after
        assert not list(folder.glob(".tmp-*"))
        assert len(list((folder / "imports").iterdir())) == len(list((whole / "imports").iterdir()))
    assert seen == {True, False}


@pytest.mark.parametrize("kilobytes", [1, 4, 16, 64])
def test_disk_full(tmp_path: Path, kilobytes: int) -> None:
    folder, data = tmp_path / "store", tmp_path / "later.csv"
    taken(folder, csv_bytes([HEAD, *ROWS]))
    before = current(folder, "penalty_cases", _COLUMNS)
    many = [[f"B{n}", "2023-01-01", "", n, "走流程" + "长" * (n % 50)] for n in range(20_000)]
    data.write_bytes(csv_bytes([HEAD, *many]))
    command = (
        f"ulimit -f {kilobytes}; exec {sys.executable} -m jixiao.cli"
        f" intake penalty_cases {data} --evidence {folder}"
    )
    done = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 3 and "Traceback" not in done.stderr and "检查磁盘" in done.stderr
    assert current(folder, "penalty_cases", _COLUMNS) == before
    assert taken(folder, data).accepted == 20_000


def test_two_at_once_wait_for_each_other(tmp_path: Path) -> None:
    files = []
    for n in range(4):
        files.append(tmp_path / f"{n}.csv")
        files[-1].write_bytes(csv_bytes([HEAD, [f"C{n}", "2023-01-01", "", n, ""]]))
    folder = str(tmp_path / "store")
    running = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "jixiao.cli",
                "intake",
                "penalty_cases",
                str(f),
                "--evidence",
                folder,
            ]
        )
        for f in files
    ]
    assert [one.wait() for one in running] == [0] * 4
    assert sorted(i.order for i in Store(folder).imports()) == [1, 2, 3, 4]
    assert len(current(Path(folder), "penalty_cases", "case_no")) == 4

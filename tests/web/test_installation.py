"""A backup taken while people work is a whole: restored elsewhere it verifies; hostile files are refused."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.needs import ROOT
from tests.web.postgresql import postgresql

_MAKE = """
import sys
from pathlib import Path
from jixiao.web.start import start
start(None)
from jixiao.cli.commands.demo import example
from jixiao.web.demo import prepare
from jixiao.web import evidence
from jixiao.registers.intake import take_in
from jixiao.web.models import Department
from tests.registers.ledgers import HEAD, ROWS, csv_bytes
prepare(Path(sys.argv[1]), example())
store = evidence.store_of(Department.objects.get().pk)
take_in(store.register("penalty_cases"), csv_bytes([HEAD, *ROWS]), store=store, who="某人")
"""
_SAY = """
from jixiao.web.start import set_up
set_up()
from jixiao.registers.withdrawal import withdraw
from jixiao.web import evidence
from jixiao.web.models import Department
store = evidence.store_of(Department.objects.get().pk)
withdraw(store, store.imports()[0].sha256, who="某人", reason="是别的局的")
"""
# Saves and take-ins until it is stopped; a line for each that was acknowledged.
_WORK = """
import itertools, sys
from jixiao.web.start import set_up
set_up()
from django.contrib.auth.models import User
from jixiao.registers.intake import take_in
from jixiao.web import evidence, versions
from jixiao.web.edits import edited
from jixiao.web.models import Department, PlanRecord
from tests.registers.ledgers import HEAD, csv_bytes
clerk, record = User.objects.get(username="clerk"), PlanRecord.objects.get()
store = evidence.store_of(Department.objects.get().pk)
for n in itertools.count(1):
    plan = record.head.plan
    project = plan.projects[0]
    cell = (project.id, project.indicators[0].id, "target")
    made = versions.change(
        record, record.head.number, lambda p: edited(p, p.project(cell[0]), cell[1], cell[2], f"≥{n}家"), clerk, cell)
    if n % 5 == 0:
        rows = [[f"B{n}", "2023-01-05", "2023-02-01", "500.00", "已结案"]]
        take_in(store.register("penalty_cases"), csv_bytes([HEAD, *rows]), store=store, who="某人")
    print(made.number, flush=True)
"""


def _environment(data: Path, database: str | None = None) -> dict[str, str]:
    known = {k: v for k, v in os.environ.items() if k not in ("JIXIAO_DATABASE", "JIXIAO_DATA")}
    return known | {"JIXIAO_DATA": str(data)} | ({"JIXIAO_DATABASE": database} if database else {})


def _python(code: str, data: Path, database: str | None = None) -> None:
    done = subprocess.run(
        [sys.executable, "-c", code, str(data)], cwd=ROOT, env=_environment(data, database),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def _jixiao(
    *told: str, data: Path, database: str | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "jixiao.cli", *told], cwd=ROOT, env=_environment(data, database),
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with a department, its plan and a ledger."""
    made = tmp_path_factory.mktemp("installation") / "data"
    _python(_MAKE, made)
    return made


@pytest.fixture(scope="module")
def backup(data: Path) -> Path:
    """Taken while somebody saves and takes ledgers in."""
    working = subprocess.Popen(
        [sys.executable, "-c", _WORK], cwd=ROOT, env=_environment(data), stdout=subprocess.PIPE, text=True
    )  # fmt: skip
    assert working.stdout
    for _ in range(20):
        acknowledged = int(working.stdout.readline())
    made = data.parent / "backup.zip"
    done = _jixiao("backup", "-o", str(made), data=data)
    working.kill()
    working.wait()
    assert done.returncode == 0, done.stderr
    assert acknowledged >= 20 and "条记录" in done.stdout
    (data.parent / "acknowledged").write_text(str(acknowledged))
    return made


def test_a_backup_is_its_owners_alone_and_verifies(backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    done = _jixiao("verify", str(backup), "--json", data=backup.parent)
    found = json.loads(done.stdout)
    assert done.returncode == 0 and found["ok"] and found["acts"] > 20 and found["files"] > 3


def test_beside_it_lies_a_checkpoint_that_tells_when_all_was_put_back(
    backup: Path, data: Path, tmp_path: Path
) -> None:
    """The folder is put back whole, its own checkpoints with it: nothing in it can tell."""
    before = tmp_path / "before"
    shutil.copytree(data, before)
    _python(_SAY, data)
    later = tmp_path / "later.zip"
    assert _jixiao("backup", "-o", str(later), data=data).returncode == 0
    for place, kept, code in ((data, later, 0), (before, backup, 0), (before, later, 1)):
        note = f"{kept}.checkpoint"
        done = _jixiao("verify", "--data", str(place), "--checkpoint", note, "--json", data=place)
        assert done.returncode == code, done.stdout + done.stderr
    faults = [one["fault"] for one in json.loads(done.stdout)["faults"]]
    assert any("被整个退回到以前的样子" in one for one in faults), faults


def test_restored_elsewhere_nothing_acknowledged_before_it_is_lost(
    backup: Path, tmp_path: Path
) -> None:
    there = tmp_path / "elsewhere"
    done = _jixiao("restore", str(backup), "--data", str(there), data=there)
    assert done.returncode == 0 and "核对无误" in done.stdout, done.stderr
    assert stat.S_IMODE(there.stat().st_mode) == 0o700
    acknowledged = int((backup.parent / "acknowledged").read_text())
    _python(
        "from jixiao.web.start import set_up\nset_up()\n"
        "from jixiao.web.models import PlanRecord\n"
        f"assert PlanRecord.objects.get().head.number >= {acknowledged}",
        there,
    )


def test_it_never_stands_over_an_installation_unasked(backup: Path, data: Path) -> None:
    before = (data / "secret").read_bytes()
    done = _jixiao("restore", str(backup), "--data", str(data), data=data)
    assert done.returncode == 3 and "已有一套数据" in done.stderr and "--replace" in done.stderr
    assert (data / "secret").read_bytes() == before


def test_replacing_keeps_what_stood_there_beside(backup: Path, tmp_path: Path) -> None:
    there = tmp_path / "data"
    there.mkdir()
    (there / "secret").write_text("old")
    done = _jixiao("restore", str(backup), "--data", str(there), "--replace", data=there)
    assert done.returncode == 0, done.stderr
    (aside,) = tmp_path.glob("data.before-*")
    assert (aside / "secret").read_text() == "old" and (there / "jixiao.sqlite3").exists()


_SERVE = """
import sys, time
from pathlib import Path
from jixiao.web.start import start
start(None)
from jixiao.web import server
from jixiao.web.house import front
class Running:
    def run(self):
        print("serving", flush=True)
        time.sleep(600)
front.front = lambda *told: Running()
server._run("127.0.0.1", 0)
"""


@contextmanager
def _served(data: Path, database: str | None = None) -> Iterator[subprocess.Popen[str]]:
    """A server as far as its first request."""
    running = subprocess.Popen(
        [sys.executable, "-c", _SERVE], cwd=ROOT, stdout=subprocess.PIPE, text=True,
        env=_environment(data, database) | {"JIXIAO_JOB_PROCESSES": "0"},
    )  # fmt: skip
    try:
        assert running.stdout and running.stdout.readline() == "serving\n"
        yield running
    finally:
        running.kill()
        running.wait()


def test_nothing_is_put_in_the_place_of_what_a_server_runs_on(backup: Path, tmp_path: Path) -> None:
    there = tmp_path / "data"
    with _served(there):
        before = sorted(one.name for one in there.iterdir())
        done = _jixiao("restore", str(backup), "--data", str(there), "--replace", data=there)
        assert done.returncode == 3 and "停止服务" in done.stderr, done.stderr
        assert sorted(one.name for one in there.iterdir()) == before
        assert [one.name for one in tmp_path.iterdir()] == ["data"]
    done = _jixiao("restore", str(backup), "--data", str(there), "--replace", data=there)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif("JIXIAO_DATABASE" in os.environ, reason="自己起一个 PostgreSQL")
def test_nor_into_the_database_that_a_server_uses(backup: Path, tmp_path: Path) -> None:
    with postgresql() as address, _served(tmp_path / "data", address):
        done = _jixiao(
            "restore", str(backup), "--data", str(tmp_path / "new"), data=tmp_path, database=address
        )
        assert done.returncode == 3 and "正在使用这个数据库" in done.stderr, done.stderr
        assert not (tmp_path / "new").exists()


def _hostile(kind: str) -> Callable[[Path, Path], None]:
    def make(source: Path, target: Path) -> None:
        with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
            told = json.loads(old.read("manifest.json"))
            for name in old.namelist():
                if name == "manifest.json" or (kind == "missing" and name == "secret"):
                    continue
                bomb = kind == "bomb" and name == "secret"
                new.writestr(name, b"0" * 10**7 if bomb else old.read(name))
            if kind in ("outside", "absolute"):
                name = "../outside" if kind == "outside" else "/tmp/outside"
                told["files"].append({"name": name, "size": 1, "sha256": "0" * 64})
                new.writestr(name, b"x")
            if kind == "schema":
                told["schema"] = "jixiao/backup/9"
            new.writestr("manifest.json", json.dumps(told) if kind != "nothing" else "[")

    return make


@pytest.mark.parametrize("kind", ["outside", "absolute", "bomb", "missing", "schema", "nothing"])
def test_a_hostile_backup_is_refused_and_leaves_nothing(
    backup: Path, tmp_path: Path, kind: str
) -> None:
    bad, there = tmp_path / "bad.zip", tmp_path / "there"
    _hostile(kind)(backup, bad)
    done = _jixiao("restore", str(bad), "--data", str(there), data=there)
    assert done.returncode == 3 and "Traceback" not in done.stderr and "请换一份备份" in done.stderr
    assert sorted(one.name for one in tmp_path.iterdir()) == ["bad.zip"]


def test_a_flipped_bit_anywhere_is_found(backup: Path, tmp_path: Path) -> None:
    whole = backup.read_bytes()
    bad = tmp_path / "bad.zip"
    for part in range(1, 8):
        changed = bytearray(whole)
        changed[len(whole) * part // 8] ^= 1
        bad.write_bytes(changed)
        done = _jixiao("restore", str(bad), "--data", str(tmp_path / "there"), data=tmp_path)
        assert "Traceback" not in done.stderr, done.stderr
        if done.returncode == 0:  # a date or a flag of the archive itself, none of what it holds
            assert _contents(bad) == _contents(backup)
            shutil.rmtree(tmp_path / "there")
        assert done.returncode in (0, 3) and not (tmp_path / "there").exists()


def _contents(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def test_a_backup_with_a_changed_act_is_not_restored(backup: Path, tmp_path: Path) -> None:
    """Whoever changes the database and the manifest with it still has no signature."""
    import hashlib
    import sqlite3

    with zipfile.ZipFile(backup) as old:
        old.extractall(tmp_path / "open")
    base = tmp_path / "open" / "database.sqlite3"
    with sqlite3.connect(base) as inside:
        inside.execute("DROP TRIGGER jixiao_actrow_no_update")
        inside.execute(
            "UPDATE jixiao_actrow SET leaf = replace(leaf, '2023', '2024') WHERE seq = 2"
        )
    inside.close()
    told = json.loads((tmp_path / "open" / "manifest.json").read_text())
    for entry in told["files"]:
        data = (tmp_path / "open" / entry["name"]).read_bytes()
        entry |= {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as new:
        for entry in told["files"]:
            new.write(tmp_path / "open" / entry["name"], entry["name"])
        new.writestr("manifest.json", json.dumps(told))
    there = tmp_path / "there"
    done = _jixiao("restore", str(tmp_path / "bad.zip"), "--data", str(there), data=there)
    assert done.returncode == 3 and "act 2" in done.stderr and not there.exists()


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    with postgresql() as address:
        yield address


@pytest.mark.skipif("JIXIAO_DATABASE" in os.environ, reason="自己起一个 PostgreSQL")
def test_from_postgresql_and_back_into_it(database: str, tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "backup.zip"
    _python(_MAKE, data, database)
    done = _jixiao("backup", "-o", str(file), data=data, database=database)
    assert done.returncode == 0, done.stderr
    into = tmp_path / "sqlite"
    done = _jixiao("restore", str(file), "--data", str(into), data=into)
    assert done.returncode == 0 and "核对无误" in done.stdout, done.stderr
    again = _jixiao(
        "restore", str(file), "--data", str(tmp_path / "x"), data=into, database=database
    )
    assert again.returncode == 3 and "已有部门" in again.stderr and not (tmp_path / "x").exists()
    with postgresql() as other:
        done = _jixiao(
            "restore", str(file), "--data", str(tmp_path / "pg"), data=into, database=other
        )
        assert done.returncode == 0, done.stderr
        _python(
            "from jixiao.web.start import start\nstart(None)\n"
            "from jixiao.web.models import PlanRecord\n"
            "assert PlanRecord.objects.get().head.number == 1\n"
            "from django.contrib.auth.models import User\n"
            "assert User.objects.create_user('new').pk > 1",
            tmp_path / "pg", other,
        )  # fmt: skip
        verified = _jixiao("verify", "--data", str(tmp_path / "pg"), data=into, database=other)
        assert verified.returncode == 0, verified.stdout + verified.stderr

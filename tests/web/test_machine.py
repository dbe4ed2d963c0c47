"""A full disk, a lost database: said as such at every door, nothing half done, and all goes on afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from jixiao.cli.commands.demo import example
from tests.needs import ROOT, missing
from tests.registers.ledgers import HEAD, ROWS, csv_bytes
from tests.web.person import Person
from tests.web.postgresql import plug_in_again, postgresql, pull_the_plug
from tests.web.server import served

_PLAN, _CASES = "/departments/1/2023/", "/departments/1/registers/penalty_cases/"


def _save(who: Person, value: str) -> tuple[int, str]:
    project = example().projects[0]
    return who.send(
        f"{_PLAN}projects/1/cell/", indicator=project.indicators[0].id, field="target", value=value,
        seen="1", better="",
    )  # fmt: skip


def _upload(who: Person) -> tuple[int, str]:
    return who.upload(f"{_CASES}upload/", "案件.csv", csv_bytes([HEAD, *ROWS]))


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of 40 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = ["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", str(disk)]
    if subprocess.run(made, capture_output=True, check=False).returncode:
        missing("挂载小磁盘的权限", "以管理员身份运行")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


@contextmanager
def _full(disk: Path) -> Iterator[None]:
    """Not a byte is left."""
    with (disk / "rest").open("wb", buffering=0) as rest:
        for piece in (65536, 4096, 1):
            with suppress(OSError):
                while True:
                    rest.write(bytes(piece))
    yield
    (disk / "rest").unlink()


def test_a_full_disk_is_said_on_signing_in_saving_and_taking_in(small: Path) -> None:
    with served(small) as site:
        clerk, other = Person(site.address), Person(site.address)
        assert clerk.sign_in()[0] == 200
        with _full(small):
            for status, said in (other.sign_in(), _save(clerk, "≥31家"), _upload(clerk)):
                assert status == 503 and "磁盘已满" in said and "没有保存任何改动" in said
            assert clerk.look(f"{_PLAN}projects/1/")[0] == 200, "what only reads goes on"
        assert "≥31家" not in clerk.look(f"{_PLAN}projects/1/")[1]
        assert other.sign_in()[0] == _save(clerk, "≥31家")[0] == _upload(clerk)[0] == 200
        assert "≥31家" in clerk.look(f"{_PLAN}projects/1/")[1]


def _jixiao(*told: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "jixiao.cli", *told], cwd=ROOT, env=os.environ | environment,
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_full_disk_is_said_on_the_command_line(small: Path) -> None:
    evidence, ledger = small / "evidence", small / "案件.csv"
    ledger.write_bytes(csv_bytes([HEAD, *ROWS]))
    more = ledger.with_name("更多.csv")
    more.write_bytes(csv_bytes([HEAD, ("A9", *ROWS[0][1:])]))
    assert (
        _jixiao("intake", "penalty_cases", str(ledger), "--evidence", str(evidence)).returncode == 0
    )
    taken = sorted((evidence / "imports").iterdir())
    sha256 = next(one.stem for one in taken if one.suffix == ".parquet")
    acts = (
        ["intake", "penalty_cases", str(more), "--evidence", str(evidence)],
        ["intake", "--withdraw", sha256, "--reason", "是别的局的", "--evidence", str(evidence)],
        ["mend", "add", "--in", str(evidence), "--by", "某人", "--rule", "M001", "--project", "x",
         "--name", "某项目", "--fault", "没有台账", "--year", "2023"],
    )  # fmt: skip
    for told in acts:
        with _full(small):
            done = _jixiao(*told)
        assert done.returncode == 3 and "Traceback" not in done.stderr, done.stderr
        assert "磁盘" in done.stderr and done.stdout == ""
        assert _jixiao("verify", str(evidence)).returncode == 0
    assert [_jixiao(*told).returncode for told in acts] == [0, 0, 0]


def test_a_lost_database_is_said_at_every_door_and_found_again(tmp_path: Path) -> None:
    with postgresql() as address, served(tmp_path, database=address) as site:
        clerk, other = Person(site.address), Person(site.address)
        assert clerk.sign_in()[0] == 200
        pull_the_plug(address)
        asked = (
            other.sign_in(),
            clerk.look(_PLAN),
            _save(clerk, "≥31家"),
            _upload(clerk),
            other.look("/sign-in/"),
        )
        for status, said in asked:
            assert status == 503 and "与数据库的连接断了" in said
        for told in (["backup", "-o", str(tmp_path / "b.zip")], ["verify"], ["serve"]):
            done = _jixiao(*told, "--data", str(tmp_path / "data"), JIXIAO_DATABASE=address)
            assert done.returncode == 4 and "连不上数据库" in done.stderr, done.stderr
            assert "Traceback" not in done.stderr and not (tmp_path / "b.zip").exists()
        plug_in_again(address)
        assert other.sign_in()[0] == clerk.look(_PLAN)[0] == _save(clerk, "≥31家")[0] == 200

"""An address that is shown shows no password, however it is written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from jixiao.grids.errors import MissingProgramError
from jixiao.measures.engines import EngineError, open_engine
from jixiao.registers.addresses import AddressError, checked, sealed
from tests.cli.test_commands import run

ADDRESSES = [
    "mysql://u:{}@localhost/db",
    "postgresql://u:{}@localhost:1/db",
    "postgresql://u:{} x@localhost/db",
    "postgresql://u:{}@[::1/db",
    "postgresql://u@localhost:1/db?password={}",
    "postgresql://u:{}@localhost:notaport/db",
    "postgresql://u:a/{}@localhost/db",
    "postgresql://u:{}/a@localhost/db",
    "postgresql://u:1/{}@localhost/db",
    "postgresql://u:1#{}@localhost/db",
    "postgresql://u:a@{}@localhost/db",
    "postgresql:u:{}@localhost/db",
    "postgresql://localhost:1/db?sslpassword={}",
    "postgresql://localhost/db?password='{} x'",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_engine_that_cannot_be_used_is_named_without_it(address: str) -> None:
    with pytest.raises((EngineError, MissingProgramError)) as refused:
        open_engine(address.format("hunter2"))
    assert "hunter2" not in str(refused.value) and str(refused.value)


@pytest.mark.parametrize("address", ADDRESSES[1:])
def test_nor_a_database_that_cannot_be_read(address: str, tmp_path: object) -> None:
    done = run("intake", "payments", f"{address.format('hunter2')}#t", "--evidence", str(tmp_path))
    assert done.returncode == 4 and done.stderr and "hunter2" not in done.stderr


@pytest.mark.parametrize("address", ADDRESSES)
def test_nor_the_database_of_a_server_that_cannot_start(address: str, tmp_path: Path) -> None:
    told = {"JIXIAO_DATABASE": address.format("hunter2"), "JIXIAO_DATA": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "jixiao.cli", "serve", "--port", "8977"],
        env=os.environ | told, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode in (2, 4) and done.stderr.count("\n") == 1, done.stderr
    assert "hunter2" not in done.stderr


def test_the_rest_of_it_stays() -> None:
    assert sealed("spark://u:p@h:7077") == "spark://u:…@h:7077"
    assert sealed("postgresql://h/db?password=p&x=1") == "postgresql://h/db?password=…&x=1"
    assert sealed("spark:local[2]") == "spark:local[2]"


def test_an_unknown_kind_says_what_there_is() -> None:
    with pytest.raises(EngineError, match=r"可用"):
        open_engine("mysql://u:p@h/db")


def test_what_a_driver_would_take_apart_otherwise_is_refused() -> None:
    for good in ("postgresql://u:p%40@h1,h2:5432/db", "postgresql:///db?host=/run&user=u"):
        assert checked(good) == good
    for doubtful in (
        "postgresql://u:a@b@h/db",
        "postgresql://u:1/2@h/db",
        "postgresql://u:a b@h/db",
    ):
        with pytest.raises(AddressError):
            checked(doubtful)

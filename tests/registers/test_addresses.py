"""An address that is shown shows no password, however it is written."""

from __future__ import annotations

import pytest

from jixiao.grids.errors import MissingProgramError
from jixiao.measures.engines import EngineError, open_engine
from jixiao.registers.addresses import sealed
from tests.cli.test_commands import run

ADDRESSES = [
    "mysql://u:{}@localhost/db",
    "postgresql://u:{}@localhost:1/db",
    "postgresql://u:{} x@localhost/db",
    "postgresql://u:{}@[::1/db",
    "postgresql://u@localhost:1/db?password={}",
    "postgresql://u:{}@localhost:notaport/db",
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


def test_the_rest_of_it_stays() -> None:
    assert sealed("spark://u:p@h:7077") == "spark://u:…@h:7077"
    assert sealed("postgresql://h/db?password=p&x=1") == "postgresql://h/db?password=…&x=1"
    assert sealed("spark:local[2]") == "spark:local[2]"


def test_an_unknown_kind_says_what_there_is() -> None:
    with pytest.raises(EngineError, match=r"可用"):
        open_engine("mysql://u:p@h/db")

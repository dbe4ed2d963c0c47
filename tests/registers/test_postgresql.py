"""A table of a real PostgreSQL, started here."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from jixiao.grids.errors import MissingProgramError, ReadError
from jixiao.registers.store import Store
from tests.needs import missing
from tests.registers.ledgers import current, taken


def _binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or [
        Path(p) for p in [shutil.which("initdb")] if p
    ]
    if not found:
        missing("程序 initdb", "apt-get install postgresql")
    return found[-1].parent


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server on a socket in a folder of its own."""
    binaries, folder = _binaries(), Path(tempfile.mkdtemp(prefix="jixiao-pg-"))
    # PostgreSQL will not run as root; the CI does.
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if user:
        shutil.chown(folder, "postgres")
    start = ["-D", str(folder / "data"), "-w", "-l", str(folder / "log")]
    options = f"-c listen_addresses='' -c fsync=off -k {folder}"
    run = [
        *user,
        str(binaries / "initdb"),
        "-D",
        str(folder / "data"),
        "-U",
        "jixiao",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C",
    ]
    subprocess.run(run, check=True, capture_output=True, cwd=folder)
    subprocess.run(
        [*user, str(binaries / "pg_ctl"), *start, "-o", options, "start"],
        check=True,
        capture_output=True,
        cwd=folder,
    )
    yield f"postgresql://jixiao:secret-word@/postgres?host={folder}"
    subprocess.run(
        [*user, str(binaries / "pg_ctl"), "-D", str(folder / "data"), "-m", "immediate", "stop"],
        check=True,
        capture_output=True,
        cwd=folder,
    )
    shutil.rmtree(folder, ignore_errors=True)


def test_a_table_is_taken_in(server: str, tmp_path: Path) -> None:
    with psycopg.connect(server, autocommit=True) as database:
        database.execute("CREATE SCHEMA fasp")
        database.execute(
            "CREATE TABLE fasp.pay_voucher_bill (pay_cert_no text, xpay_date date, xpay_amt numeric(16,2),"
            " pro_code varchar(21), agency_code text, payee_acct_name text, is_deleted int, update_time timestamp)"
        )
        database.execute(
            "INSERT INTO fasp.pay_voucher_bill SELECT 'P' || n, DATE '2023-01-01' + n, n * 10.5,"
            " '13073023P00008210002K', '414001', '收款人' || n, 2, now() FROM generate_series(1, 200) n"
        )
    outcome = taken(tmp_path, f"{server}#fasp.pay_voucher_bill", "payments")
    assert (outcome.rows, outcome.accepted) == (200, 200)
    totals = current(
        tmp_path,
        "payments",
        "sum(amount)::VARCHAR AS t, min(paid_on)::VARCHAR AS d, any_value(unit) AS u,"
        " any_value(voucher_no) AS voucher_no, any_value(_row) AS _row",
    )
    assert totals[0][:3] == ("211050.00", "2023-01-02", "414001")
    record = Store(tmp_path).imports("payments")[0]
    assert record.original_name == "postgresql#fasp.pay_voucher_bill"
    assert b"secret-word" not in b"".join(
        p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()
    )
    assert taken(tmp_path, f"{server}#fasp.pay_voucher_bill", "payments").already


@pytest.mark.parametrize("table", ["nothing", "fasp.nothing", 'x"; DROP TABLE y; --', ""])
def test_a_table_that_is_not_there(server: str, tmp_path: Path, table: str) -> None:
    with pytest.raises(ReadError, match="表"):
        taken(tmp_path, f"{server}#{table}", "payments")


def test_a_server_that_does_not_answer(tmp_path: Path) -> None:
    with pytest.raises(MissingProgramError) as wrong:
        taken(tmp_path, f"postgresql://jixiao:secret-word@/x?host={tmp_path}#t", "payments")
    assert "secret-word" not in str(wrong.value)

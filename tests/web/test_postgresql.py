"""The same tests again, on PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.needs import ROOT
from tests.web.postgresql import postgresql

HERE = Path(__file__).parent
# What depends on the database; the rest would only be the same again.
AGAIN = (
    "access", "acts", "append_only", "bindings", "cell", "database", "finding_acts", "history", "indicator", "intake",
    "ledger", "pages", "registers",
)  # fmt: skip


@pytest.mark.skipif("JIXIAO_DATABASE" in os.environ, reason="这里已经是 PostgreSQL 上的那一遍")
def test_all_of_it_on_postgresql() -> None:
    files = [str(HERE / f"test_{name}.py") for name in AGAIN]
    with postgresql() as address:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider", *files],
            cwd=ROOT, env=os.environ | {"JIXIAO_DATABASE": address},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert " passed" in done.stdout

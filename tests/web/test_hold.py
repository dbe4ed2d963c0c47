"""Slow connections and uploads at once, at a real server: others are answered, threads do not grow with them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bench.hold import held
from tests.web.server import served


@pytest.mark.skipif("JIXIAO_DATABASE" in os.environ, reason="与数据库无关")
def test_others_are_answered_and_threads_do_not_grow(tmp_path: Path) -> None:
    with served(tmp_path) as site:
        found = held(site, slow=100, uploads=8)
    before, connected, after = found["threads"]
    assert before == connected == after
    first, with_slow, last = found["memory"]
    assert with_slow - first < 20 and last - first < 60, "megabytes of the server itself"
    assert found["uploads"] == {"taken": 8} and float(str(found["median"])) < 1

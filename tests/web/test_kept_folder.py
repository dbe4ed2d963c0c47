"""What is kept in a folder: found again by all it follows from, never too old, never too much."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from jixiao.web.house.kept_folder import KeptFolder


@pytest.fixture(autouse=True)
def _here(tmp_path: Path) -> Iterator[None]:
    with override_settings(DATA=tmp_path):
        yield


def test_it_is_found_by_all_of_its_parts_and_by_no_others() -> None:
    kept = KeptFolder("made", most=9)
    kept.keep(b"one", "a", "bc")
    assert kept.get("a", "bc") == b"one"
    assert kept.get("ab", "c") is kept.get("a") is kept.get("a", "bc", "") is None


def test_the_ones_used_last_stay(tmp_path: Path) -> None:
    kept = KeptFolder("made", most=2, most_bytes=10)
    kept.keep(b"1", "one")
    kept.keep(b"2", "two")
    for name, ago in (("one", 60), ("two", 30)):
        path = kept._path((name,))
        os.utime(path, (time.time() - ago, path.stat().st_mtime))
    assert kept.get("one") == b"1"
    kept.keep(b"3", "three")
    assert kept.get("two") is None and kept.get("one") == b"1"
    kept.keep(b"4" * 50, "large")
    assert [kept.get("large"), kept.get("one"), kept.get("three")] == [b"4" * 50, None, None]


def test_what_is_too_old_is_not_given_and_goes_with_the_next(tmp_path: Path) -> None:
    kept = KeptFolder("made", most=9, seconds=60)
    kept.keep(b"old", "old")
    path = kept._path(("old",))
    os.utime(path, (time.time(), time.time() - 61))
    assert kept.get("old") is None
    kept.keep(b"new", "new")
    assert not path.exists() and kept.get("new") == b"new"


def test_a_folder_that_cannot_be_written_keeps_nothing_and_hinders_nobody(tmp_path: Path) -> None:
    (tmp_path / "made").write_bytes(b"in the way")
    kept = KeptFolder("made", most=9)
    kept.keep(b"one", "a")
    assert kept.get("a") is None

"""Odd files and words: those that once were not withstood, a few new ones, and that the search itself can find."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests import fuzzing
from tests.fuzzing import FOUND, TARGETS, changed, fuzz, hold

CASES = sorted(path for path in FOUND.glob("*/*") if path.is_file())


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_was_found_is_withstood(case: Path) -> None:
    hold(case.parent.name, case.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_a_few_new_ones_are_withstood(name: str) -> None:
    chance = random.Random(2023)
    for _ in range(15):
        hold(name, changed(TARGETS[name][0](), chance))


def _breaks(data: bytes) -> None:
    if data != b"good":
        raise ZeroDivisionError


def _hangs(_data: bytes) -> None:
    while True:
        pass


@pytest.mark.parametrize(
    ("check", "kind"), [(_breaks, "ZeroDivisionError"), (_hangs, "TooSlowError")]
)
def test_what_is_not_withstood_is_kept(
    check: fuzzing.Check, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fuzzing, "SECONDS_A_CASE", 1)
    monkeypatch.setitem(TARGETS, "tried", (lambda: b"good", check))
    (found,) = fuzz("tried", 0.2, 1, tmp_path)
    assert found.startswith(kind)
    (kept,) = (tmp_path / "tried").iterdir()
    with pytest.raises((ZeroDivisionError, fuzzing.TooSlowError)):
        hold("tried", kept.read_bytes())

"""Killed at any moment, or with any bit turned over: what was acknowledged is there, or it is said what is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bench import flips
from bench.flips_database import in_a_child
from bench.kills import killed


@pytest.mark.parametrize("on", ["sqlite", "postgresql"])
def test_killed_while_saving_and_taking_in_nothing_acknowledged_is_lost(on: str) -> None:
    """``make bench-kills`` does it 200 and 100 times."""
    found: dict[str, Any] = killed(on, rounds=5, seed=7)
    assert found["wrong"] == [] and found["kills"] == 5 and found["in work"] > 0
    assert sum(found["acknowledged"].values()) > 0


def test_a_bit_turned_over_is_found_and_gives_no_other_figure(tmp_path: Path) -> None:
    """``make bench-flips`` turns 10,000."""
    plan = flips.evidence(tmp_path)
    found = flips.flipped(tmp_path, plan, flips=60, every=6)
    assert found.whole and found.read == 10, (found.silent, found.other)
    assert {"imports/*.json", "imports/*.parquet"} <= set(found.kinds)


def test_in_the_database_too_and_no_act_is_missing_unnoticed() -> None:
    """What carries a record is found, free space changes nothing; acts removed, swapped, cut off are found."""
    found = in_a_child(flips=24, seed=1)
    assert found["wrong"] == [], found
    came = found["counts"]
    assert came["record: found"] == 24 and came["free: nothing changed"] == 3
    assert came["acts: found"] > 30

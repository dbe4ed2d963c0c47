"""The line of the year, case by case; no deadline that nobody set."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jixiao.year.stage import Stage, Step, now, stages
from tests.year.cases import cases, known_of


def _line(one: Stage) -> str:
    counted = f"{one.done}/{one.of}" if one.of else None
    told = (one.step.label, one.covers, one.state.label, one.due, counted)
    return " ".join(str(part) for part in told if part is not None)


@pytest.mark.parametrize("case", cases("stage"), ids=lambda case: case["name"])
def test_the_year_as_a_line(case: dict[str, Any], tmp_path: Path) -> None:
    line = stages(known_of(case, tmp_path))
    if "line" in case:
        assert [_line(one) for one in line] == case["line"]
    found = now(line, case["today"])
    told = found and {
        "stage": found.step.label, "due": found.due, "days": found.days_left(case["today"]),
    }  # fmt: skip
    assert told == case["next"]


def test_a_deadline_says_where_it_stands_and_a_missing_one_why(tmp_path: Path) -> None:
    line = stages(known_of({"today": date(2023, 6, 20)}, tmp_path))
    assert all(one.why for one in line)
    publication = next(one for one in line if one.step is Step.PUBLICATION)
    assert publication.due is None
    assert "批复的日子没有记录" in publication.why and "预算法第十四条" in publication.why

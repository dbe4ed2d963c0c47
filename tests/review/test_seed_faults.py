"""Every fault the bureau's text is known to have is found by its rule, at its cell."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from jixiao.plan.model import Plan
from jixiao.review.examine import Review, examine
from tests.needs import ROOT
from tests.review.judging import spot

FAULTS: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "specs/review/judged/huailai-2023-faults.yml").read_text("utf-8")
)


@pytest.fixture(scope="module")
def review(seed_plan: Plan) -> Review:
    return examine(seed_plan)


@pytest.mark.parametrize(
    "fault", FAULTS, ids=lambda f: f"{f['fault']}-{f['rule']}-{f.get('says', '')}"
)
def test_fault(seed_plan: Plan, review: Review, fault: dict[str, Any]) -> None:
    found = [f for f in review.findings if f.rule == fault["rule"]]
    places = [
        spot(seed_plan, f.model_copy(update={"where": w}))
        for f in found
        for w in (f.where, *f.also)
    ]
    assert set(fault.get("at", ())) <= set(places)
    if fault.get("only"):
        assert sorted(set(places)) == sorted(fault["at"])
    assert fault.get("says", "") in "".join(f.fault for f in found)
    assert found

"""Every finding on true texts was read and judged; the share that is right is recomputed.

A finding nobody has judged yet fails the test: read it, then write what it is into specs/review/judged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import pytest
import yaml

from jixiao.findings.finding import Finding
from jixiao.plan.model import Plan
from jixiao.review.examine import examine
from tests.needs import ROOT, shared
from tests.review.judging import FALSE, TRUE, USEFUL, spot
from tests.review.published import findings_of, published

JUDGED = ROOT / "specs" / "review" / "judged"
LEAST = 0.95


def _list(name: str) -> Any:
    return yaml.safe_load((JUDGED / name).read_text("utf-8"))


def _key(one: Mapping[str, str]) -> tuple[str, str]:
    return one["rule"], one["at"]


def _verdicts(
    plan: Plan, findings: Iterable[Finding], judged: list[dict[str, str]]
) -> list[tuple[str, str]]:
    """What the first and the second reader said of every finding."""
    known = {_key(one): (one["verdict"], one.get("second", one["verdict"])) for one in judged}
    made = [(f.rule, spot(plan, f)) for f in findings]
    assert not [one for one in made if one not in known], "还没有人判过的问题"
    assert not [one for one in known if one not in made], "判过而不再出现的问题，请从清单删去"
    assert Counter(made) == Counter(_key(one) for one in judged)
    return [known[one] for one in made]


@pytest.fixture(scope="module")
def verdicts(seed_plan: Plan) -> list[tuple[str, str]]:
    found = _verdicts(seed_plan, examine(seed_plan).findings, _list("huailai-2023.yml"))
    judged = _list("published.yml")
    for name, plan, whole in published(shared("cases/docs")):
        found += _verdicts(plan, findings_of(plan, whole), judged.pop(name, []))
    assert not judged, "清单里有不存在的文本"
    return found


@pytest.mark.parametrize("reader", [0, 1], ids=["第一人", "第二人"])
def test_at_least_ninety_five_in_a_hundred_are_right(
    verdicts: list[tuple[str, str]], reader: int
) -> None:
    counts = Counter(both[reader] for both in verdicts)
    assert set(counts) <= {USEFUL, TRUE, FALSE}
    right = (counts[USEFUL] + counts[TRUE]) / len(verdicts)
    assert len(verdicts) >= 300 and right >= LEAST, counts
    assert counts[USEFUL] >= len(verdicts) / 3


def test_what_is_not_right_says_why() -> None:
    every = [
        *_list("huailai-2023.yml"),
        *(one for some in _list("published.yml").values() for one in some),
    ]
    said_wrong = [o for o in every if FALSE in (o["verdict"], o.get("second"))]
    assert all(one.get("why") for one in said_wrong)

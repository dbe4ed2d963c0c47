"""A proposal taken with one click mends its finding and raises none that was not there before."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.planted import PLANTS, planted
from jixiao.findings.finding import Finding
from jixiao.plan.model import Plan
from jixiao.review.examine import examine
from jixiao.web.edits import edited
from jixiao.web.marks import acceptable
from tests.needs import ROOT, shared
from tests.review.published import published
from tests.review.vocabulary import plan_of

SPECS = ROOT / "specs" / "review"
CASES = sorted(SPECS.glob("[a-h]*.yml"))


@settings(deadline=None, max_examples=120)
@given(st.sampled_from(sorted(PLANTS)), st.integers(1, 10_000))
def test_of_a_fault_planted_anywhere(rule: str, seed: int) -> None:
    assert list(_wrong(planted(rule, seed).plan)) == []


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_of_every_case_of_a_rule(path: object) -> None:
    for case in yaml.safe_load((SPECS / str(path)).read_text("utf-8")):
        words = {k: v for k, v in deepcopy(case["given"]).items() if k not in ("上年", "同类")}
        assert list(_wrong(plan_of(words))) == [], case["name"]


def test_of_every_published_table() -> None:
    for number, plan, _ in published(shared("cases/docs")):
        assert list(_wrong(plan)) == [], number


def _wrong(plan: Plan) -> Iterator[tuple[str, str, list[str]]]:
    """Each proposal that leaves its finding or raises another: rule, what was proposed, what came."""
    before = examine(plan).findings
    known = {place for f in before for place in _places(f)}
    for finding in before:
        proposal, project = acceptable(finding), plan.project(finding.where.project or "")
        if proposal is None or project is None:
            continue
        row = finding.where.indicator or ""
        after = examine(edited(plan, project, row, proposal.field, proposal.value)).findings
        raised = [f.fault for f in after if not known & _places(f)]
        left = [f.fault for f in after if (f.rule, f.where) == (finding.rule, finding.where)]
        if raised or finding.fault in left:
            yield finding.rule, proposal.value, [*raised, *left]


def _places(finding: Finding) -> set[tuple[str, str | None, str | None]]:
    """Rule and cells; what is true of several rows stands in all of them."""
    return {(finding.rule, w.project, w.indicator) for w in (finding.where, *finding.also)}

"""Faults planted in clean plans are found; a clean plan draws nothing that must be mended."""

from __future__ import annotations

import pytest

from bench.planted import PLANTS, clean, planted
from jixiao.review.catalogue import rules
from jixiao.review.examine import examine
from jixiao.terms.findings import Level

SEEDS = range(1, 4)


def test_every_rule_has_a_fault_to_plant() -> None:
    assert sorted(PLANTS) == sorted(rules())


def test_planted_faults_are_found() -> None:
    """Each rule's own: what one rule misses no other makes good."""
    missed = [(rule, seed) for rule in PLANTS for seed in SEEDS if not _found(rule, seed)]
    assert missed == []


def _found(rule: str, seed: int) -> bool:
    one = planted(rule, seed)
    findings = examine(one.plan, last_year=one.last_year, corpus=one.corpus).findings
    places = ({w.project for w in (f.where, *f.also)} for f in findings if f.rule == rule)
    return any(one.project is None or one.project in seen for seen in places)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_clean_plan_draws_nothing_that_must_be_mended(seed: int) -> None:
    findings = examine(clean(40, seed)).findings
    assert [f for f in findings if f.level is Level.RETURN] == []
    assert len(findings) <= 10

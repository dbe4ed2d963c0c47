"""The cases of specs/review and the examples on every rule's page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from jixiao.findings.coded import BAD, GOOD
from jixiao.review.catalogue import rules
from tests.needs import ROOT
from tests.review.vocabulary import found, review_of

SPECS = ROOT / "specs" / "review"


def _cases(path: Path) -> list[dict[str, Any]]:
    return list(yaml.safe_load(path.read_text("utf-8")))


CASES = [
    pytest.param(path.stem.split("_")[0].upper(), case, id=f"{path.stem}：{case['name']}")
    for path in sorted(SPECS.glob("*.yml"))
    for case in _cases(path)
]


def _of_rule(code: str, given: dict[str, Any]) -> tuple[list[str], str]:
    plan, review = review_of(given)
    findings = [f for f in review.findings if f.rule == code]
    return [found(f, plan) for f in findings], "\n".join(f.fault + f.remedy for f in findings)


@pytest.mark.parametrize(("code", "case"), CASES)
def test_case(code: str, case: dict[str, Any]) -> None:
    places, words = _of_rule(code, case["given"])
    assert places == [f if " @ " in f else f"{code} @ {f}" for f in case["finds"]]
    for said in case.get("says", []):
        assert said in words


@pytest.mark.parametrize("code", rules())
def test_examples_of_the_page(code: str) -> None:
    bad, good = (rules()[code].examples(label) for label in (BAD, GOOD))
    assert bad and all(_of_rule(code, yaml.safe_load(text))[0] for text in bad)
    assert good and not any(_of_rule(code, yaml.safe_load(text))[0] for text in good)


def test_code_and_cases_share_a_stem() -> None:
    stems = [one.stem() for one in rules().values()]
    assert stems == sorted(stems)
    assert all(
        stem.startswith(f"{code.lower()}_") for code, stem in zip(rules(), stems, strict=True)
    )
    assert sorted(p.stem for p in SPECS.glob("*.yml")) == stems


@pytest.mark.parametrize("stem", [one.stem() for one in rules().values()])
def test_a_rule_has_a_case_that_finds_and_one_that_passes(stem: str) -> None:
    cases = _cases(SPECS / f"{stem}.yml")
    assert any(c["finds"] for c in cases) and any(not c["finds"] for c in cases)

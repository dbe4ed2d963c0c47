"""Well-made plans of other fields draw nothing to mend; a fault planted in one is found where it stands."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
import yaml

from jixiao.findings.finding import Finding
from jixiao.review.examine import examine
from jixiao.terms.findings import Level
from tests.needs import ROOT
from tests.review.vocabulary import plan_of

FIELDS = ROOT / "specs" / "review" / "fields"
CLEAN: dict[str, Any] = yaml.safe_load((FIELDS / "clean.yml").read_text("utf-8"))
FAULTS: list[dict[str, Any]] = yaml.safe_load((FIELDS / "faults.yml").read_text("utf-8"))


def _findings(given: dict[str, Any]) -> tuple[Finding, ...]:
    return examine(plan_of(given)).findings


@pytest.mark.parametrize("name", CLEAN)
def test_a_well_made_plan_needs_no_mending(name: str) -> None:
    assert [f for f in _findings(CLEAN[name]) if f.level is not Level.NOTE] == []


def test_a_planted_fault_is_found_in_its_row() -> None:
    assert [one for one in FAULTS if not _is_found(one)] == []


def _is_found(one: dict[str, Any]) -> bool:
    given = deepcopy(CLEAN[one["计划"]])
    rows = given["项目"][0]["指标"]
    number, row = next((n, r) for n, r in enumerate(rows, 1) if r["二级指标"] == one["二级指标"])
    row.update(one["改为"])
    identity = f"{given['项目'][0]['项目编码']}/{number}"
    here = {
        f.rule
        for f in _findings(given)
        for where in (f.where, *f.also)
        if where.indicator == identity
    }
    return set(one["规则"]) <= here

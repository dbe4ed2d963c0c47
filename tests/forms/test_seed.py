"""What can be counted and added up in the published text, as the specification has it."""

from __future__ import annotations

from collections import Counter

import yaml

from jixiao.plan.codes import parse_code
from jixiao.plan.model import Plan
from tests.needs import ROOT

SAID = yaml.safe_load((ROOT / "specs/forms/seed.yml").read_text("utf-8"))


def test_counts_and_sums(seed_plan: Plan) -> None:
    rows = [len(p.indicators) for p in seed_plan.projects]
    assert (len(rows), sum(rows), rows) == (SAID["项目"], SAID["指标"], SAID["每表指标"])
    assert [str(p.budget.total) for p in seed_plan.projects] == SAID["预算"]
    assert str(seed_plan.total) == SAID["预算合计"]


def test_project_codes(seed_plan: Plan) -> None:
    codes = [parse_code(p.code) for p in seed_plan.projects]
    assert (
        sum(code is not None and code.check_holds is True for code in codes)
        == SAID["校验位相符的编码"]
    )
    assert Counter(code.year for code in codes if code) == SAID["编码年份"]


def test_spending_plans(seed_plan: Plan) -> None:
    said = SAID["支出计划"]
    for number, project in enumerate(seed_plan.projects, start=1):
        assert [s.by for s in project.spending_plan] == ["03-31", "06-30", "10-31", "12-31"]
        planned = [None if s.percent is None else str(s.percent) for s in project.spending_plan]
        assert planned == said.get(f"第{number}表", said["一般"])

"""Warnings by the rules of law/monitoring: specs/monitoring/warnings.yml."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from jixiao.law.packs import pack, packs
from jixiao.measures.kinds import Status
from jixiao.measures.observation import Observation
from jixiao.monitoring.forecast.indicator import Forecast
from jixiao.monitoring.money import Account, Amount, point
from jixiao.monitoring.progress import progress_of
from jixiao.monitoring.sheet import Line, Sheet
from jixiao.monitoring.warnings import CHECKS, warnings_of
from jixiao.plan.model import Project
from tests.monitoring.cases import cases, project

NO_FORECAST = Forecast(None, None, None, None, "不作预测")


def _sheet(given: dict[str, Any]) -> Sheet:
    on: date = given["日期"]
    plan = {f"{on.month:02d}-{on.day:02d}": given["计划"], "12-31": 100}
    chosen = pack(given.get("政策包", "central-2020"))
    made = project({"支出计划": plan})
    money = Account(
        "甲", "万元", (Amount(date(on.year, 1, 1), Decimal(100)),),
        payments=(Amount(date(on.year, 1, 2), Decimal(str(given["支付"]))),),
    )  # fmt: skip
    return Sheet(
        project=made, account=money, point=point(made, money, on, on.year),
        lines=(_line(made, str(given["产出"]), on),), as_of=on, year=on.year, pack=chosen,
        possibility=chosen.monitoring.possibility,
    )  # fmt: skip


def _line(made: Project, value: str, on: date) -> Line:
    indicator = made.indicators[0]
    seen = Observation(indicator.id, on, Status.COMPUTED, "次", value=value)
    progress = progress_of(indicator.target, value, on, on.year)
    return Line(indicator, seen, progress, NO_FORECAST)


@pytest.mark.parametrize("case", cases("warnings"), ids=lambda c: c["name"])
def test_case(case: dict[str, Any]) -> None:
    sheet = _sheet(case["given"])
    rules = sheet.pack.monitoring.on(sheet.as_of)
    raised = warnings_of(sheet, rules)
    assert [w.rule for w in raised] == case["warns"]
    assert all(w.cites and w.cause and w.remedy for w in raised)


@pytest.mark.parametrize("name", packs())
def test_every_rule_cites_and_has_a_check_and_says_where_its_bound_is_from(name: str) -> None:
    found = pack(name).monitoring
    assert found.rules and all(r.check in CHECKS and r.cites for r in found.rules)
    assert all(r.basis.source and r.title and r.remedy for r in found.rules)
    for day in (date(2023, 6, 30), date(2025, 9, 23), date(2025, 9, 24)):
        assert len({r.code for r in found.on(day)}) == len(found.on(day)) == 13
    assert found.possibility.impossible < found.possibility.certain


def test_until_a_places_own_rule_is_in_force_the_rule_it_changes_holds() -> None:
    rules = pack("sichuan-2025").monitoring
    before, after = (
        next(rule for rule in rules.on(day) if rule.code == "W103")
        for day in (date(2025, 9, 23), date(2025, 9, 24))
    )
    assert (before.check, after.check) == ("money-ahead-of-output", "money-apart-from-output")
    assert before.cites[0].law == "财预〔2019〕136号" and after.cites[0].law == "川财绩〔2025〕10号"

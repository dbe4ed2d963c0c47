"""Warnings by the rules of law/monitoring: specs/monitoring/warnings, one file a warning."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import yaml

from jixiao.findings.coded import BAD, GOOD
from jixiao.law.monitoring import WarningRule
from jixiao.law.packs import pack, packs
from jixiao.law.shelf import cite
from jixiao.measures.kinds import Status
from jixiao.measures.observation import Observation
from jixiao.monitoring import watch
from jixiao.monitoring.forecast.indicator import Forecast
from jixiao.monitoring.money import Account, Amount, point
from jixiao.monitoring.progress import progress_of
from jixiao.monitoring.sheet import Line, Sheet
from jixiao.monitoring.warnings import Warning, warnings_of
from jixiao.monitoring.watch import Raised, Watch, by_check, rules_on, watched
from jixiao.plan.model import Project
from jixiao.plan.target_grammar import parse_target
from jixiao.terms.findings import Level
from tests.monitoring.cases import cases, project
from tests.needs import ROOT

NO_FORECAST = Forecast(None, None, None, None, "不作预测")


_WORDS = {"支付", "计划", "产出", "日期", "政策包", "目标", "实际", "数据", "数据到", "预测"}
FILES = {path.stem: path for path in sorted((ROOT / "specs/monitoring/warnings").glob("*.yml"))}


def _sheet(given: dict[str, Any]) -> Sheet:
    assert not set(given) - _WORDS, f"不认识的词：{set(given) - _WORDS}"
    on: date = given["日期"]
    plan = {f"{on.month:02d}-{on.day:02d}": given["计划"], "12-31": 100}
    chosen = pack(given.get("政策包", "central-2020"))
    made = project({"支出计划": plan})
    if "目标" in given:
        goal = parse_target(str(given["目标"]), "检查", "数量指标")
        row = made.indicators[0].model_copy(update={"target": goal})
        made = made.model_copy(update={"indicators": (row,)})
    money = Account(
        "甲", "万元", (Amount(date(on.year, 1, 1), Decimal(100)),),
        payments=(Amount(date(on.year, 1, 2), Decimal(str(given["支付"]))),),
    )  # fmt: skip
    return Sheet(
        project=made, account=money, point=point(made, money, on, on.year),
        lines=(_line(made, given, on),), as_of=on, year=on.year, pack=chosen,
        possibility=chosen.monitoring.possibility,
    )  # fmt: skip


def _line(made: Project, given: dict[str, Any], on: date) -> Line:
    indicator = made.indicators[0]
    value = None if given.get("数据") == "无" else str(given.get("实际", given.get("产出")))
    status = Status.MISSING if value is None else Status.COMPUTED
    seen = Observation(indicator.id, on, status, "次", value=value)
    progress = progress_of(indicator.target, value, on, on.year)
    chance = Decimal(given["预测"]) if "预测" in given else None
    forecast = Forecast(chance, None, None, None, "按各月走势推算" if chance else "不作预测")
    return Line(indicator, seen, progress, forecast, given.get("数据到"))


def _raised(given: dict[str, Any]) -> list[Warning]:
    sheet = _sheet(given)
    rules = rules_on(sheet.as_of, sheet.pack.monitoring.rules)
    return list(warnings_of(sheet, rules))


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=f"{stem}：{case['name']}")
        for stem in FILES
        for case in cases(f"warnings/{stem}")
    ],
)
def test_case(case: dict[str, Any]) -> None:
    raised = _raised(case["given"])
    assert [w.rule for w in raised] == case["warns"]
    assert all(w.cites and w.cause and w.remedy for w in raised)


@pytest.mark.parametrize("code", watched())
def test_examples_of_the_page(code: str) -> None:
    bad, good = (watched()[code].examples(label) for label in (BAD, GOOD))
    assert bad and all(code in [w.rule for w in _raised(yaml.safe_load(text))] for text in bad)
    assert good and not any(
        code in [w.rule for w in _raised(yaml.safe_load(text))] for text in good
    )


def test_a_warning_its_cases_and_the_law_say_the_same() -> None:
    assert [one.stem() for one in watched().values()] == list(FILES)
    for rule in packs()["central-2020"].monitoring.rules:
        assert watched()[rule.code].title() == rule.title
        assert rule.check in watched()[rule.code].checks


def test_a_warning_that_the_law_does_not_hold_yet_states_its_rule_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class MoneyAtRest(Watch):
        """三个月没有支付。"""

        code, level, checks = "W901", Level.NOTE, ("money-at-rest",)
        english, remedy, since = "money at rest", "请说明原因。", date(2020, 1, 1)
        cites = (cite("财预〔2019〕136号", "监控内容"),)

        def look(self, rule: WarningRule, sheet: Sheet) -> Raised:
            yield None, "三个月没有支付"

    monkeypatch.setattr(watch, "watched", lambda: {**watched(), "W901": MoneyAtRest})
    rules = pack("hebei").monitoring.rules
    own = [r for r in rules_on(date(2023, 6, 30), rules) if r.code == "W901"]
    assert [(r.title, r.level, r.remedy) for r in own] == [
        ("三个月没有支付", Level.NOTE, "请说明原因。")
    ]
    assert "W901" not in [r.code for r in rules_on(date(2019, 12, 31), rules)]


@pytest.mark.parametrize("name", packs())
def test_every_rule_cites_and_has_a_check_and_says_where_its_bound_is_from(name: str) -> None:
    found = pack(name).monitoring
    assert found.rules and all(r.check in by_check() and r.cites for r in found.rules)
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

"""Self-evaluations examined: each check finds its case and passes by its neighbour."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml

from jixiao.findings.coded import BAD, GOOD
from jixiao.forms.matching import Value
from jixiao.forms.self_evaluation import Printed
from jixiao.measures.kinds import Status
from jixiao.measures.observation import Observation
from jixiao.plan.model import Plan
from jixiao.review.examine import examine
from jixiao.scoring.honesty.check import Check, checks
from jixiao.scoring.honesty.examine import Examination, examine_claims
from jixiao.scoring.score import score
from jixiao.terms.findings import Level
from tests.scoring.situations import SPECS, cases, plan_of

_MONEY = {
    "年初": "initial",
    "全年": "adjusted",
    "执行": "executed",
    "分值": "points",
    "执行率": "rate",
    "得分": "score",
}
_WORDS = {
    "情形",
    "资金",
    "明细",
    "指标",
    "总分",
    "目标",
    "结果",
    "台账",
    "批复",
    "发现",
    "说",
    "复算",
}
FILES = {path.stem: path for path in sorted((SPECS / "honesty").glob("*.yml"))}
OWN = {code: one for code, one in checks().items() if issubclass(one, Check) and not one.extends}


def _rows(listed: list[list[str]]) -> list[dict[str, Any]]:
    """A row of a case: level 2, name, target, actual, points, score, reason, as far as written."""
    names = ("level2", "name", "target", "actual", "weight", "score", "deviation")
    return [dict(zip(names, row, strict=False)) for row in listed]


def _goals(listed: list[list[str]]) -> Plan:
    """Approved goals of a case: level 2, name, target and, where approved, points."""
    names = ("level2", "name", "target", "weight")
    return plan_of([dict(zip(names, row, strict=False)) for row in listed])


def claimed(case: dict[str, Any]) -> tuple[Plan, Printed]:
    """The plan and the printed table of a case."""
    assert not set(case) - _WORDS, f"不认识的词：{set(case) - _WORDS}"
    money = {_MONEY[k]: v for k, v in case.get("资金", {}).items()}
    goals = [case["目标"]] if "目标" in case else []
    plan = plan_of(_rows(case["指标"]), executed=money or None, goals=goals)
    values = {f"total.{k}": v for k, v in money.items()}
    values |= {f"fiscal.{_MONEY[k]}": v for k, v in case.get("明细", {}).items()}
    for word, name in (("总分", "sum.score"), ("目标", "goals"), ("结果", "results")):
        if word in case:
            values[name] = case[word]
    return plan, Printed({k: Value(v, None) for k, v in values.items()})


def _observed(case: dict[str, Any]) -> dict[str, Observation] | None:
    """What the ledgers say of the rows: a value with its rows, or nothing with the reason."""
    if "台账" not in case:
        return None
    day = date(2023, 12, 31)
    made = {}
    for number, said in case["台账"].items():
        key = f"p/{number}"
        status = Status.MISSING if "没有" in said else Status.COMPUTED
        made[key] = Observation(
            key, day, status, said.get("单位"), value=said.get("算出"), rows=said.get("行数", 0),
            reason=said.get("没有"),
        )  # fmt: skip
    return made


def examined(case: dict[str, Any]) -> Examination:
    plan, printed = claimed(case)
    approved = _goals(case["批复"]) if "批复" in case else None
    return examine_claims(
        plan, [printed], _observed(case), approved=approved, policy="central-2020"
    )


def _of_checks() -> list[Any]:
    return [
        pytest.param(case, id=f"{stem}：{case['情形']}")
        for stem in FILES
        for case in cases(f"honesty/{stem}")
    ]


@pytest.mark.parametrize("case", [*_of_checks(), *cases("published")])
def test_a_self_evaluation(case: dict[str, Any]) -> None:
    found = examined(case)
    said = "\n".join(f"{f.rule} {f.fault}{f.remedy}" for f in found.findings)
    assert [f.rule for f in found.findings] == case["发现"], said
    assert all(words in said for words in case.get("说", [])), said
    for number, points in case.get("复算", {}).items():
        plan, _ = claimed(case)
        made = score(plan, policy="central-2020").projects[0].indicators[number - 1]
        assert str(made.points) == points, made.why


@pytest.mark.parametrize("code", OWN)
def test_examples_of_the_page(code: str) -> None:
    bad, good = (OWN[code].examples(label) for label in (BAD, GOOD))
    assert bad and all(code in _codes(text) for text in bad)
    assert good and not any(code in _codes(text) for text in good)


def _codes(text: str) -> set[str]:
    return {f.rule for f in examined(yaml.safe_load(text)).findings}


def test_every_check_has_cases_of_its_name_and_one_that_finds() -> None:
    of = {one.stem(): code for code, one in checks().items()}
    assert set(FILES) <= set(of) and {one.stem() for one in OWN.values()} <= set(FILES)
    for stem in FILES:
        assert any(of[stem] in case["发现"] for case in cases(f"honesty/{stem}")), stem
    assert all(one.title() and one.english and one.why() for one in checks().values())


def _evidence(**values: Any) -> dict[str, Observation]:
    day = date(2023, 12, 31)
    return {
        f"p/{k[1:]}": Observation(f"p/{k[1:]}", day, **{"unit": None, **v})
        for k, v in values.items()
    }


def test_evidence_stands_beside_the_claim() -> None:
    rows = [
        {"level2": "数量指标", "name": "办案数", "target": "≥100件", "actual": "100", "weight": "50", "score": "50"},
        {"level2": "质量指标", "name": "合格率", "target": "≥90%", "actual": "95", "weight": "30", "score": "30"},
        {"level2": "服务对象满意度指标", "name": "满意度", "target": "≥90%", "actual": "98", "weight": "10",
         "score": "10"},
    ]  # fmt: skip
    plan = plan_of(rows)
    evidence = _evidence(
        i1={"status": Status.COMPUTED, "value": "80", "unit": "件", "rows": 80},
        i2={"status": Status.MISSING, "reason": "没有检验台账"},
        i3={"status": Status.COMPUTED, "value": "98", "unit": "%", "rows": 0},
    )
    made = examine_claims(plan, (), evidence, policy="central-2020").projects[0]
    assert [f.rule for f in made.findings] == ["K120", "K121", "K122"]
    assert str(made.claimed) == "None"  # 没有报执行率的得分，总分不能合计
    assert str(made.expected) == "80.00"  # 80 件得 40.00，合格率按所填 30.00，满意度 10.00
    assert made.priority == 10


def test_nobody_looked_at_evidence() -> None:
    row = {"level2": "服务对象满意度指标", "name": "满意度", "target": "≥90%", "actual": "98"}
    rows = [row | {"weight": "90", "score": "90"}]
    assert examine_claims(plan_of(rows), policy="central-2020").findings == ()


def test_the_doubtful_are_named_first() -> None:
    fine = cases("honesty/k101_full_marks_low_execution")[1]
    doubtful = cases("honesty/k113_actual_equals_target_everywhere")[0]
    one, other = claimed(fine)[0], claimed(doubtful)[0]
    second = other.projects[0].model_copy(
        update={
            "id": "q",
            "indicators": tuple(
                i.model_copy(update={"id": f"q/{n}"})
                for n, i in enumerate(other.projects[0].indicators)
            ),
        }
    )
    plan = one.model_copy(update={"projects": (one.projects[0], second)})
    made = examine_claims(plan, policy="central-2020")
    assert made.to_json()["recheck_first"] == ["q"]


def test_targets_lowered_and_indicators_dropped_after_approval() -> None:
    goals = plan_of(
        [
            {"level2": "数量指标", "name": "检查家数", "target": "≥60家"},
            {"level2": "质量指标", "name": "合格率", "target": "≥95％"},
            {"level2": "社会效益指标", "name": "投诉办结率", "target": "≥90%"},
        ]
    )
    full = {"weight": "45", "score": "45"}
    claim = plan_of(
        [
            {"level2": "数量指标", "name": "检查家数", "target": "≥30家", "actual": "31", **full},
            {"level2": "质量指标", "name": "合格率", "target": "不低于95%", "actual": "96", **full},
        ]
    )
    found = examine_claims(claim, approved=goals, policy="central-2020").findings
    assert [f.rule for f in found] == ["K123", "K124"]
    assert "批复的目标是≥60家，自评表上是≥30家" in found[0].fault
    assert "“投诉办结率”" in found[1].fault


def test_points_moved_between_rows_after_approval() -> None:
    rows = [
        {"level2": "数量指标", "name": "检查家数", "target": "≥60家", "weight": "50"},
        {"level2": "质量指标", "name": "合格率", "target": "≥95%", "weight": "40"},
    ]
    said = [
        {**rows[0], "actual": "30", "weight": "10", "score": "5"},
        {**rows[1], "actual": "97", "weight": "80", "score": "80"},
    ]
    found = examine_claims(plan_of(said), approved=plan_of(rows), policy="central-2020").findings
    moved = next(f for f in found if f.rule == "K129")
    assert "“检查家数”由50改为10、“合格率”由40改为80" in moved.fault
    assert moved.level is Level.RETURN and len(moved.also) == 1
    kept = [{**row, "actual": "97", "score": "40"} for row in rows]
    unweighed = [{k: v for k, v in row.items() if k != "weight"} for row in rows]
    for goals in (rows, unweighed):
        made = examine_claims(plan_of(kept), approved=plan_of(goals), policy="central-2020")
        assert "K129" not in {f.rule for f in made.findings}


def test_the_same_fault_is_said_in_the_same_words_by_review_and_check() -> None:
    for stem in (
        "k101_full_marks_low_execution",
        "k115_score_without_actual",
        "k118_deviation_unexplained",
    ):
        case = cases(f"honesty/{stem}")[0]
        code = case["发现"][0]
        by_check = next(f for f in examined(case).findings if f.rule == code)
        by_review = next(
            f for f in examine(claimed(case)[0], policy="central-2020").findings if f.rule == code
        )
        assert by_check == by_review

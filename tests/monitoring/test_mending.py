"""Mending step by step: specs/monitoring/mending.yml; the store; coming back next year."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jixiao.law.monitoring import Outcome, Possibility, Reason
from jixiao.monitoring.decisions import Cause, Confirmation, Decision, DecisionError, Decisions
from jixiao.monitoring.mending import (
    Matter,
    MendingError,
    Step,
    StepKind,
    add_step,
    close,
    with_recurrence,
)
from jixiao.monitoring.mending_json import from_report, with_new
from jixiao.monitoring.store import Records, StoreError, load, save
from jixiao.monitoring.warnings import Warning
from jixiao.terms.findings import Level
from tests.monitoring.cases import cases


def _matter(**changes: Any) -> Matter:
    known = {
        "id": "2023-001", "rule": "W201", "project": "甲", "project_name": "项目甲", "fault": "慢",
        "year": 2023, "found_on": date(2023, 11, 1),
    }  # fmt: skip
    return Matter(**(known | changes))


def _taken(matter: Matter, said: dict[str, Any]) -> Matter:
    passes = said.get("passes")
    kind = StepKind[said["kind"].upper()]
    step = Step(kind, said["day"], "某人", said.get("text", ""), said.get("due"), said.get("proof"))
    return close(matter, step, passes) if kind is StepKind.CLOSE else add_step(matter, step)


@pytest.mark.parametrize("case", cases("mending"), ids=lambda c: c["name"])
def test_case(case: dict[str, Any]) -> None:
    matter = _matter()
    try:
        for said in case["steps"]:
            matter = _taken(matter, said)
    except MendingError as refused:
        assert case.get("refused") and case["refused"] in str(refused)
        return
    assert "refused" not in case
    assert matter.state.label == case["state"]
    if "due" in case:
        assert matter.due == case["due"]
    for on, late in case.get("overdue", {}).items():
        assert matter.overdue(on) is late


def test_a_problem_that_comes_back_is_seen() -> None:
    last = _matter(id="2022-007", year=2022, project="旧码")
    other = _matter(id="2022-008", year=2022, rule="W101")
    assert with_recurrence(_matter(), [last, other]).again == "2022-007"
    assert with_recurrence(_matter(project_name="项目乙"), [last]).again is None


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    matter = add_step(
        _matter(), Step(StepKind.DEMAND, date(2023, 11, 2), "某人", "改", date(2023, 11, 30))
    )
    outcome = Decision(
        "W201",
        "甲",
        None,
        Outcome.NO_PROBLEM,
        "合同约定年底交付",
        "某人",
        date(2023, 7, 1),
        date(2023, 9, 30),
    )
    decisions = Decisions(
        (outcome,),
        (Confirmation("甲/1", Possibility.POSSIBLE, "某人", date(2023, 7, 1)),),
        (Cause("甲/1", Reason.STAFF, "缺人", "某人", date(2023, 7, 1)),),
    )
    records = Records(decisions, (matter,))
    save(tmp_path, records)
    assert load(tmp_path) == records
    assert records.next_id(2023) == "2023-002" and records.next_id(2024) == "2024-001"


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"schema": "jixiao/mending/1", "matters": [{}]}']
)
def test_a_spoiled_file_is_said(tmp_path: Path, text: str) -> None:
    (tmp_path / "monitoring.json").write_text(text)
    with pytest.raises(StoreError):
        load(tmp_path)


def test_a_warning_is_put_on_the_list_once() -> None:
    warning = {
        "rule": "W202",
        "level": "return",
        "title": "达不到",
        "cause": "慢",
        "indicator": "甲/1",
    }
    accepted = warning | {"rule": "W104", "outcome": {"until": "2023-12-31"}}
    yellow = warning | {"rule": "W101", "level": "improve"}
    project = {"id": "甲", "name": "项目甲", "indicators": [{"id": "甲/1", "name": "次数"}]}
    report = {"year": 2023, "projects": [project | {"warnings": [warning, accepted, yellow]}]}
    found = from_report(report, date(2023, 11, 1))
    records, added = with_new(Records(), found)
    assert [m.rule for m in added] == ["W202"] and added[0].indicator_name == "次数"
    assert with_new(records, found)[1] == []


WARNING = Warning("W101", "慢", Level.IMPROVE, "甲", None, "因", "法", ())


def test_an_accepted_deviation_lapses() -> None:
    made = Decision(
        "W101",
        "甲",
        None,
        Outcome.NO_PROBLEM,
        "等检测",
        "某人",
        date(2023, 7, 1),
        date(2023, 9, 30),
    )
    decisions = Decisions((made,))
    assert decisions.outcome(WARNING, date(2023, 9, 30)) is made
    assert decisions.outcome(WARNING, date(2023, 10, 1)) is None
    assert decisions.lapsed(WARNING, date(2023, 10, 1)) is made
    assert decisions.outcome(WARNING, date(2023, 6, 30)) is None


def test_an_acceptance_without_end_or_reason_is_refused() -> None:
    day = date(2023, 7, 1)
    with pytest.raises(DecisionError, match="截止日期"):
        Decision("W101", "甲", None, Outcome.NO_PROBLEM, "等检测", "某人", day)
    with pytest.raises(DecisionError, match="理由"):
        Decision("W101", "甲", None, Outcome.MEND, " ", "某人", day)

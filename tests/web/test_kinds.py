"""What may be said after what, in a folder and in the database alike: specs/acts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jixiao.acts.kind import ActRefusedError, kind_of
from jixiao.acts.kinds.outcome import Decision, decided
from jixiao.acts.matter import Matter, Step, StepKind, may
from jixiao.acts.matters import opening, taking
from jixiao.acts.mending import decide
from jixiao.acts.proof import Proof
from jixiao.acts.recheck import Looked, Recheck
from jixiao.acts.record import Record, StaleActError
from jixiao.law.monitoring import Outcome
from jixiao.monitoring.records import records_of
from tests.acts.said import cases, draft
from tests.acts.saying import say

FAULT = Matter("2023-001", "W201", "甲", "项目甲", "慢", 2023, date(2023, 11, 1), "甲/1", "次数")


@pytest.mark.parametrize("case", cases("kinds"), ids=lambda case: case["name"])
def test_what_may_follow(record: Record, case: dict[str, Any]) -> None:
    *before, last = case["said"]
    for told in before:
        say(record, draft(told, record))
    size = record.reading().size
    if "refused" in case:
        with pytest.raises(ActRefusedError, match=case["refused"].replace("（", ".")):
            say(record, draft(last, record))
        assert record.reading().size == size
    else:
        said = say(record, draft(last, record))
        assert kind_of(said.act.kind).sentence(said) == case["sentence"]


def _taken(told: dict[str, Any]) -> tuple[Step, str]:
    kind = StepKind.of(told["kind"])
    looked = told.get("looked")
    recheck = looked and Recheck(Looked.of(looked), "截至那天的数据", told["day"], "0" * 64)
    proof = Proof(told["proof"], "1" * 64) if "proof" in told else None
    made = Step(
        kind, told["day"], "某人", told.get("text", ""), told.get("due"), proof, recheck or None
    )
    return made, told.get("role") or sorted(may(kind))[0]


@pytest.mark.parametrize("case", cases("matter"), ids=lambda case: case["name"])
def test_a_matter_step_by_step(record: Record, case: dict[str, Any]) -> None:
    say(record, opening(FAULT, "王敏", "clerk", ""))
    try:
        for told in case["steps"]:
            step, role = _taken(told)
            say(record, taking(FAULT, step, role, ""))
    except ActRefusedError as refused:
        assert case.get("refused") and case["refused"] in str(refused)
        return
    assert "refused" not in case
    (matter,) = records_of(record).matters
    assert matter.state.label == case["state"] and len(matter.steps) == len(case["steps"])
    if "due" in case:
        assert matter.due == case["due"]
    for on, late in case.get("overdue", {}).items():
        assert matter.overdue(on) is late


def _mends(by: str) -> Decision:
    return Decision("W201", "甲", "甲/1", Outcome.MEND, "限期办结", by, date(2023, 11, 1))


def _decide(record: Record, by: str, seen: str | None, role: str = "leader") -> Matter | None:
    with record.writing() as writer:
        return decide(writer, _mends(by), FAULT, role, "", seen)


def test_what_is_to_be_mended_is_put_on_the_list_once(record: Record) -> None:
    first = _decide(record, "李局长", None)
    assert first and first.id == "2023-001" and first.fault == "慢"
    known = records_of(record)
    seen = known.seen("outcome", decided(_mends("赵审核"), 2023, "", "").subject)
    again = _decide(record, "赵审核", seen)
    known = records_of(record)
    assert again and again.id == "2023-001" and len(known.matters) == 1
    assert [d.by for d in known.decisions.outcomes] == ["李局长", "赵审核"]


def test_a_refused_decision_opens_nothing(record: Record) -> None:
    with pytest.raises(ActRefusedError, match="只能由部门负责人"):
        _decide(record, "王敏", None, role="clerk")
    assert record.reading().size == 0


def test_who_decides_second_opens_nothing(record: Record) -> None:
    _decide(record, "李局长", None)
    size = record.reading().size
    with pytest.raises(StaleActError) as stale:
        _decide(record, "赵审核", None)
    assert stale.value.newest and stale.value.newest.who == "李局长"
    assert record.reading().size == size


def test_a_step_of_the_matter_makes_an_open_decision_old(record: Record) -> None:
    """Who decides on a warning has seen what was done about it."""
    _decide(record, "李局长", None)
    about = decided(_mends("赵审核"), 2023, "", "").subject
    seen = records_of(record).seen("outcome", about)
    demand = Step(StepKind.DEMAND, date(2023, 11, 2), "李局长", "改", date(2023, 11, 30))
    say(record, taking(FAULT, demand, "leader", ""))
    with pytest.raises(StaleActError):
        _decide(record, "赵审核", seen)


def test_what_stood_at_a_moment(record: Record) -> None:
    _decide(record, "李局长", None)
    before = record.reading().newest
    assert before is not None
    demand = Step(StepKind.DEMAND, date(2023, 11, 2), "李局长", "改", date(2023, 11, 30))
    say(record, taking(FAULT, demand, "leader", ""))
    assert records_of(record).matters[0].due == date(2023, 11, 30)
    assert records_of(record, before.recorded).matters[0].due is None


def test_of_a_block_that_fails_nothing_was_said(record: Record) -> None:
    """What was said before the fault is not said either; the next one goes on as if it had not been."""
    with pytest.raises(StaleActError), record.writing() as writer:
        writer.add(opening(FAULT, "王敏", "clerk", ""), None)
        writer.add(opening(FAULT, "王敏", "clerk", ""), "0" * 64)
    assert record.reading().size == 0
    assert say(record, opening(FAULT, "王敏", "clerk", "")).act.seq == 1

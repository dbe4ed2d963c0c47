"""Closing asks the rule again; silence counts only where the rule could have spoken."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jixiao.acts.kind import ActRefusedError
from jixiao.acts.matter import Matter, Step, StepKind, allowed
from jixiao.acts.proof import Proof
from jixiao.acts.recheck import Looked
from jixiao.findings.finding import Finding, Where
from jixiao.law.monitoring import Possibility, Reason
from jixiao.monitoring.decisions import Cause, Confirmation, Decisions
from jixiao.monitoring.mending_proofs import ProofError, content_of, keep, named
from jixiao.monitoring.monitor import monitor
from jixiao.monitoring.opening import of_finding, of_warning
from jixiao.monitoring.rechecking import Grounds, grounds_of, recheck
from jixiao.monitoring.report import Report
from jixiao.plan.model import Budget, Indicator, MeasureRef, Plan, Project
from jixiao.registers.intake import take_in
from jixiao.registers.store import Store
from jixiao.terms.findings import Level

TODAY = date(2023, 8, 1)
GROUNDS = Grounds("0" * 64, False, date(2023, 12, 31))


def _plan(target: str = "≥100个") -> Plan:
    cases = Indicator(
        id="甲/1", level1="产出指标", level2="数量指标", name="案件个数", target=target,
        measure=MeasureRef(id="case_count_filed"),
    )  # fmt: skip
    project = Project(
        id="甲", name="执法办案", unit="万元", budget=Budget(total="10"), indicators=(cases,)
    )
    return Plan(year=2023, projects=(project,), department={"name": "某局", "division": "130730"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five cases filed by the end of June."""
    store = Store(tmp_path / "evidence")
    rows = "".join(f"怀市监〔2023〕{n}号,2023-0{n}-10\n" for n in range(1, 6))
    take_in(
        store.register("penalty_cases"), f"案号,立案日期\n{rows}".encode(), store=store,
        who="某人", speaks_for=date(2023, 12, 31), name="案件.csv",
    )  # fmt: skip
    return store.folder


def _behind(folder: Path) -> tuple[Matter, Report]:
    report = monitor(_plan(), Store(folder), date(2023, 6, 30))
    warning = next(w for w in report.warnings() if w.rule == "W201")
    return of_warning(warning, report, TODAY), report


def test_a_warning_opens_a_matter_that_says_which_day_its_figures_are_of(folder: Path) -> None:
    matter, _ = _behind(folder)
    assert matter.fault.startswith("截至 2023-06-30，")
    assert (matter.project_name, matter.indicator_name) == ("执法办案", "案件个数")


def test_the_rule_still_finds_it_or_no_longer(folder: Path) -> None:
    matter, _ = _behind(folder)
    store = Store(folder)
    grounds = grounds_of(_plan(), store)
    still = recheck(matter, monitor(_plan(), store, date(2023, 12, 31)), (), (), grounds)
    assert still.result is Looked.FOUND and "仍然发现" in still.why
    mended = monitor(_plan("≥5个"), store, date(2023, 12, 31))
    assert recheck(matter, mended, (), (), grounds).passes
    assert still.on == date(2023, 12, 31) and still.evidence == grounds.sha256


def test_a_day_before_the_fault_was_found_is_no_looking_again(folder: Path) -> None:
    """Nobody picks a day on which there was nothing to find yet."""
    matter, _ = _behind(folder)
    early = monitor(_plan("≥5个"), Store(folder), date(2023, 7, 31))
    looked = recheck(matter, early, (), (), GROUNDS)
    assert looked.result is Looked.COULD_NOT_LOOK and "应至少看到 2023-08-01" in looked.why
    last = replace(GROUNDS, spoken=date(2023, 7, 31))  # no more is known
    assert recheck(matter, early, (), (), last).passes
    late = replace(matter, found_on=date(2024, 3, 1))  # found when the year was over
    end = monitor(_plan("≥5个"), Store(folder), date(2023, 12, 31))
    assert recheck(late, end, (), (), replace(GROUNDS, spoken=None)).passes


def test_what_is_looked_at_has_one_hash(folder: Path) -> None:
    first = grounds_of(_plan(), Store(folder))
    assert not first.empty and first == grounds_of(_plan(), Store(folder))
    assert grounds_of(_plan("≥5个"), Store(folder)) != first
    store = Store(folder)
    take_in(
        store.register("penalty_cases"), "案号,立案日期\nX1,2023-07-01\n".encode(), store=store,
        who="某人", speaks_for=date(2023, 12, 31), name="又.csv",
    )  # fmt: skip
    assert grounds_of(_plan(), Store(folder)) != first


def test_no_evidence_is_no_passing(folder: Path, tmp_path: Path) -> None:
    matter, _ = _behind(folder)
    store = Store(tmp_path / "nothing")
    empty, grounds = monitor(_plan(), store, date(2023, 12, 31)), grounds_of(_plan(), store)
    for rule, indicator in (("W201", "甲/1"), ("W102", None), ("M001", None), ("M005", None)):
        looked = recheck(replace(matter, rule=rule, indicator=indicator), empty, (), (), grounds)
        assert looked.result is Looked.COULD_NOT_LOOK and "没有台账" in looked.why, rule
    bare = recheck(matter, empty, (), (), GROUNDS)
    assert bare.result is Looked.COULD_NOT_LOOK and "没有数据" in bare.why
    gone = monitor(_plan().model_copy(update={"projects": ()}), Store(folder), date(2023, 12, 31))
    assert recheck(matter, gone, (), (), GROUNDS).result is Looked.COULD_NOT_LOOK
    for rule in ("W102", "M003"):
        money = replace(matter, rule=rule, indicator=None)
        unpaid = recheck(
            money, monitor(_plan(), Store(folder), date(2023, 12, 31)), (), (), GROUNDS
        )
        assert "累计支付现在未知" in unpaid.why, rule


def test_a_finding_of_the_review_is_asked_of_the_review(folder: Path) -> None:
    plan, where = _plan(), Where(project="甲", indicator="甲/1")
    finding = Finding(
        rule="C101", level=Level.RETURN, where=where, fault="目标含糊", remedy="写清楚"
    )
    matter = of_finding(finding, plan, 2023, TODAY)
    report = monitor(plan, Store(folder), TODAY)
    found = recheck(matter, report, [finding], {"C101"}, GROUNDS)
    assert found.result is Looked.FOUND
    assert recheck(matter, report, (), {"C101"}, GROUNDS).passes
    nobody = recheck(matter, report, (), (), GROUNDS)  # nobody knows that rule
    assert nobody.result is Looked.COULD_NOT_LOOK


def test_a_matter_under_a_retired_code_is_asked_of_the_codes_that_took_its_place(
    folder: Path,
) -> None:
    """H102 became K102 and K107: either still finds it, and only both silent are silence."""
    _, report = _behind(folder)
    found = Finding(
        rule="K107", level=Level.RETURN, where=Where(project="甲", indicator="甲/1"), fault="照抄",
        remedy="改",
    )  # fmt: skip
    matter = replace(of_finding(found, _plan(), 2023, TODAY), rule="H102")
    both = {"K102", "K107"}
    assert recheck(matter, report, (found,), both, GROUNDS).result is Looked.FOUND
    assert recheck(matter, report, (), both, GROUNDS).result is Looked.NOT_FOUND
    assert recheck(matter, report, (), {"K107"}, GROUNDS).result is Looked.COULD_NOT_LOOK


def test_an_extension_is_asked_for_or_answered_never_both() -> None:
    matter = Matter("2023-001", "W201", "甲", "甲", "慢", 2023, TODAY)
    ending = {StepKind.CLOSE, StepKind.SET_ASIDE}
    assert set(allowed(matter)) == {StepKind.DEMAND, StepKind.WITHDRAW, *ending}
    demand = Step(StepKind.DEMAND, TODAY, "某人", "限期", date(2023, 9, 1))
    matter = replace(matter, steps=(demand,))
    assert StepKind.ASK in allowed(matter) and StepKind.EXTEND not in allowed(matter)
    ask = Step(StepKind.ASK, TODAY, "某人", "再等", date(2023, 9, 30))
    matter = replace(matter, steps=(demand, ask))
    assert StepKind.ASK not in allowed(matter) and StepKind.EXTEND in allowed(matter)


def test_a_proof_is_what_was_handed_in_or_is_refused(tmp_path: Path) -> None:
    proof = named("结案 报告.pdf", b"%PDF")
    keep(tmp_path, proof, b"%PDF")
    assert Proof.read(str(proof)) == proof and content_of(tmp_path, proof) == b"%PDF"
    (tmp_path / "mending" / proof.sha256).write_bytes(b"other")
    with pytest.raises(ProofError, match="不在或者已被改动"):
        content_of(tmp_path, proof)
    with pytest.raises(ActRefusedError, match="是空的"):
        named("空.pdf", b"")
    assert Proof.read("纸质件在档案室") == Proof("纸质件在档案室", None)


def test_what_is_said_late_of_an_earlier_day_changes_that_day_alone() -> None:
    june, march = date(2023, 6, 30), date(2023, 3, 31)
    said = Decisions(
        confirmations=(
            Confirmation("甲/1", Possibility.CERTAIN, "某人", june),
            Confirmation("甲/1", Possibility.POSSIBLE, "某人", march),
        ),
        causes=(
            Cause("甲/1", Reason.STAFF, "缺人", "某人", march),
            Cause("甲/1", Reason.STAFF, "", "某人", june),
        ),
    )
    assert said.possibility("甲/1", june).possibility is Possibility.CERTAIN
    assert said.possibility("甲/1", march).possibility is Possibility.POSSIBLE
    assert [c.text for c in said.causes_of("甲/1", march)] == ["缺人"]
    assert said.causes_of("甲/1", june) == ()  # taken back

"""Closing asks the rule again; silence counts only where the rule could have spoken."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jixiao.law.monitoring import Possibility, Reason
from jixiao.monitoring.decisions import Cause, Confirmation, Decisions
from jixiao.monitoring.mending import Matter, Step, StepKind, add_step, allowed
from jixiao.monitoring.mending_proofs import Proof, ProofError, content_of, keep, named
from jixiao.monitoring.monitor import monitor
from jixiao.monitoring.opening import of_finding, of_warning
from jixiao.monitoring.rechecking import recheck
from jixiao.monitoring.report import Report
from jixiao.monitoring.store import Records, alone, load, save
from jixiao.plan.finding import Finding, Where
from jixiao.plan.model import Budget, Indicator, MeasureRef, Plan, Project
from jixiao.registers.intake import take_in
from jixiao.registers.store import Store
from jixiao.terms.findings import Level

TODAY = date(2023, 8, 1)


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
    report = monitor(_plan(), folder, date(2023, 6, 30))
    warning = next(w for w in report.warnings() if w.rule == "W201")
    return of_warning(warning, report, TODAY), report


def test_a_warning_opens_a_matter_that_says_which_day_its_figures_are_of(folder: Path) -> None:
    matter, _ = _behind(folder)
    assert matter.fault.startswith("截至 2023-06-30，")
    assert (matter.project_name, matter.indicator_name) == ("执法办案", "案件个数")


def test_the_rule_still_finds_it_or_no_longer(folder: Path) -> None:
    matter, report = _behind(folder)
    still = recheck(matter, report, (), ())
    assert still.passes is False and "仍然发现" in still.why
    mended = monitor(_plan("≥5个"), folder, date(2023, 12, 31))
    assert recheck(matter, mended, (), ()).passes is True


def test_no_evidence_is_no_passing(folder: Path, tmp_path: Path) -> None:
    matter, _ = _behind(folder)
    empty = monitor(_plan(), tmp_path / "nothing", date(2023, 12, 31))
    assert recheck(matter, empty, (), ()).passes is None
    gone = monitor(_plan().model_copy(update={"projects": ()}), folder, date(2023, 12, 31))
    assert recheck(matter, gone, (), ()).passes is None
    money = replace(matter, rule="W102", indicator=None)
    assert "累计支付现在未知" in recheck(money, empty, (), ()).why


def test_a_finding_of_the_review_is_asked_of_the_review(folder: Path) -> None:
    plan, where = _plan(), Where(project="甲", indicator="甲/1")
    finding = Finding(
        rule="C101", level=Level.RETURN, where=where, fault="目标含糊", remedy="写清楚"
    )
    matter = of_finding(finding, plan, 2023, TODAY)
    report = monitor(plan, folder, TODAY)
    assert recheck(matter, report, [finding], {"C101"}).passes is False
    assert recheck(matter, report, (), {"C101"}).passes is True
    assert recheck(matter, report, (), ()).passes is None  # nobody knows that rule


def test_an_extension_is_asked_for_or_answered_never_both() -> None:
    matter = Matter("2023-001", "W201", "甲", "甲", "慢", 2023, TODAY)
    assert set(allowed(matter)) == {StepKind.DEMAND, StepKind.CLOSE}
    matter = add_step(matter, Step(StepKind.DEMAND, TODAY, "某人", "限期", date(2023, 9, 1)))
    assert StepKind.ASK in allowed(matter) and StepKind.EXTEND not in allowed(matter)
    matter = add_step(matter, Step(StepKind.ASK, TODAY, "某人", "再等", date(2023, 9, 30)))
    assert StepKind.ASK not in allowed(matter) and StepKind.EXTEND in allowed(matter)


def test_a_proof_is_what_was_handed_in_or_is_refused(tmp_path: Path) -> None:
    proof = named("结案 报告.pdf", b"%PDF")
    keep(tmp_path, proof, b"%PDF")
    assert Proof.of(str(proof)) == proof and content_of(tmp_path, proof) == b"%PDF"
    (tmp_path / "mending" / proof.sha256).write_bytes(b"other")
    with pytest.raises(ProofError, match="不在或者已被改动"):
        content_of(tmp_path, proof)
    with pytest.raises(ProofError, match="是空的"):
        named("空.pdf", b"")
    assert Proof.of("纸质件在档案室") is None


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


def test_many_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    def write(number: int) -> None:
        with alone(tmp_path):
            known = load(tmp_path)
            matter = Matter("", f"W{number}", "甲", "甲", "慢", 2023, TODAY)
            save(tmp_path, known.with_matter(replace(matter, id=known.next_id(2023))))

    threads = [threading.Thread(target=write, args=(n,)) for n in range(12)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    known: Records = load(tmp_path)
    assert [m.id for m in known.matters] == [f"2023-{n:03d}" for n in range(1, 13)]

"""Cases of specs/year, and what their few words stand for."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

from jixiao.acts.act import Act, By
from jixiao.acts.kind import Told
from jixiao.acts.kinds.possibility import Confirmation
from jixiao.acts.self_evaluation import Status, Step
from jixiao.findings.finding import Finding, Where
from jixiao.law.monitoring import Possibility
from jixiao.law.packs import pack
from jixiao.monitoring.decisions import Decisions
from jixiao.monitoring.monitor import monitor
from jixiao.plan.model import Department, Indicator, Plan, Project
from jixiao.registers.store import Store
from jixiao.terms.acts import FormState, FormStep
from jixiao.terms.findings import Level
from jixiao.year.known import Known, Ledger
from tests.needs import ROOT

ROWS = {"执法办案": ("案件个数", "案件办结率"), "抽检": ("抽检批次",)}
_LEVELS = {"必须修改": Level.RETURN, "建议修改": Level.IMPROVE, "提示": Level.NOTE}


def cases(stem: str) -> list[dict[str, Any]]:
    """The cases of one file."""
    return list(yaml.safe_load((ROOT / "specs" / "year" / f"{stem}.yml").read_text("utf-8")))


def known_of(case: dict[str, Any], folder: Path) -> Known:
    """What is known in a case: a plan of a county in Hebei, and no register taken in."""
    plan, looked_at = _plan(), case.get("looked_at")
    said = _confirmations(case.get("confirmed", {}))
    return Known(
        plan=plan, year=2023, today=case["today"], pack=pack("hebei"),
        findings=tuple(map(_finding, case.get("findings", ()))),
        report=monitor(plan, Store(folder), looked_at) if looked_at else None,
        decisions=Decisions(confirmations=said),
        ledgers=tuple(Ledger(n, n, day) for n, day in case.get("ledgers", {}).items()),
        forms={name: _form(state) for name, state in case.get("forms", {}).items()},
        unanswered=case.get("unanswered", 0),
    )  # fmt: skip


def _plan() -> Plan:
    projects = tuple(
        Project(id=name, name=name, unit="万元", indicators=tuple(map(_row, rows)))
        for name, rows in ROWS.items()
    )
    department = Department(name="某局", division="130730")
    return Plan(department=department, year=2023, projects=projects)


def _row(name: str) -> Indicator:
    return Indicator(id=name, level1="产出指标", level2="数量指标", name=name, target="≥100件")


def _confirmations(told: dict[date, list[str]]) -> tuple[Confirmation, ...]:
    return tuple(
        Confirmation(indicator=name, possibility=Possibility.POSSIBLE, by="李四", on=day)
        for day, names in told.items()
        for name in names
    )


def _finding(level: str) -> Finding:
    where = Where(project="抽检", indicator="抽检批次", field="target")
    return Finding(
        rule="D102", level=_LEVELS[level], fault="只有数字，没有单位。", remedy="请写单位。",
        where=where,
    )  # fmt: skip


def _form(state: str) -> Status:
    if state == "returned":
        return Status(FormState.DRAFT, returned=_step(FormStep.RETURNED))
    kind = FormStep.SUBMITTED if state == "submitted" else FormStep.CONFIRMED
    return Status(FormState.of(state), signed=_step(kind))


def _step(kind: FormStep) -> Step:
    subject = {"self_evaluation": 2023, "project": "执法办案"}
    moment = datetime(2024, 1, 5, 8, tzinfo=UTC)
    act = Act(1, kind.value, subject, {}, By("", "leader", "某局"), moment.date(), moment)
    return Step(1, Told(act, {"reason": "数字与台账不符"}, "王局"))

"""A small plan and its year, with points that anyone can work out on paper.

执法办案, 10万元, of which 9 were paid: 9.00 of the 10 points of the execution rate.

| 指标 | 目标 | 分值 | 实际 | 得分 |
|---|---|---|---|---|
| 案件办结率 | ≥90% | 40 | 4÷6=66.67% by the cases | 40×66.67÷90=29.63 |
| 培训次数 | ≥2次 | 10 | 3次 reported by 李科长 | 10, far beyond |
| 提升工作效率 | 有效提升 | 30 | — | a person's |
| 群众满意度 | ≥90% | 10 | nobody said | open |
"""

from __future__ import annotations

from datetime import date
from typing import Any

from jixiao.acts.kinds.reported import ReportedValue, subject_of
from jixiao.acts.record import head, on_subject
from jixiao.acts.typed_money import taking_back
from jixiao.measures.reported import ProofFile, report_value
from jixiao.monitoring.accounts import typed_money
from jixiao.plan.model import Plan
from jixiao.terms.acts import JudgedAs
from jixiao.terms.plans import Reason
from jixiao.web import versions
from tests.acts.saying import say
from tests.web.conftest import Bureau
from tests.web.ledgers import taken
from tests.web.monitored import typed_money as typed

CASES, TRAINING, EFFECT, PLEASED = (f"p/{n}" for n in range(1, 5))
_ROWS: list[dict[str, Any]] = [
    {"level1": "产出指标", "level2": "质量指标", "name": "案件办结率", "target": "≥90%", "weight": "40",
     "measure": {"id": "case_closing_rate"}},
    {"level1": "产出指标", "level2": "数量指标", "name": "培训次数", "target": "≥2次", "weight": "10"},
    {"level1": "效益指标", "level2": "社会效益指标", "name": "提升工作效率", "target": "有效提升", "weight": "30"},
    {"level1": "满意度指标", "level2": "服务对象满意度指标", "name": "群众满意度", "target": "≥90%", "weight": "10"},
]  # fmt: skip


def plan_of(rows: list[dict[str, Any]] | None = None, **project: Any) -> Plan:
    """The plan; other rows or fields of its project where given."""
    made = [{**row, "id": f"p/{n}"} for n, row in enumerate(rows or _ROWS, 1)]
    one = {
        "id": "p", "name": "执法办案", "unit": "万元", "budget": {"total": "10.00"}, "indicators": made,
        "goals": ["依法办案"], **project,
    }  # fmt: skip
    department = {"name": "怀来县市场监督管理局", "code": "414001", "division": "130730"}
    told = {"schema": "jixiao/plan/1", "year": 2023, "department": department, "projects": [one]}
    return Plan.model_validate(told)


def rows(**changes: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows with some fields of some changed: ``rows(r1={"target": "100%"})``."""
    return [{**row, **changes.get(f"r{n}", {})} for n, row in enumerate(_ROWS, 1)]


def load(bureau: Bureau, plan: Plan) -> None:
    """The plan as the bureau's newest version."""
    versions.start(bureau.department, 2023, plan, bureau.people["clerk"], Reason.LOADED)


def evidence(bureau: Bureau, who: str = "某人") -> None:
    """Cases taken in, the training reported, nine of ten paid."""
    taken(bureau, who=who)
    report(bureau, TRAINING, "3", "次")
    pay(bureau, "9.00")


def report(bureau: Bureau, indicator: str, value: str, unit: str | None = None) -> None:
    """A value reported by 李科长 with a proof."""
    made = ReportedValue(
        indicator, value, unit, "李科长", "2023-12-31", "", "", by="某人"
    )  # fmt: skip
    seen = head(on_subject(bureau.store.record.reading(), subject_of(indicator)))
    report_value(bureau.store, made, ProofFile("情况说明.txt", b"proof"), "clerk", "", seen)


def pay(bureau: Bureau, amount: str, project: str = "p") -> None:
    """Money paid in 2023, typed with its voucher; in place of what was typed before."""
    for one in typed_money(bureau.store):
        if one.withdrawn is None:
            gone = taking_back(project, one.id, "更正", "某人", "clerk", "", date(2023, 12, 1))
            say(bureau.store.record, gone)
    typed(bureau.store, project, payments=[("2023-11-30", amount, "凭证1号")])


def act(bureau: Bureau, what: str, indicator: str, who: str = "clerk", **told: Any) -> Any:
    """Decide on an indicator as somebody, on top of the newest decision unless ``seen`` is said."""
    every = bureau.said(*JudgedAs)
    hashes = [one.act.hash for one in every if one.act.subject["indicator"] == indicator]
    told = {"indicator": indicator, "seen": hashes[-1] if hashes else "", **told}
    return bureau.client(who).post(
        bureau.path(f"projects/1/score/{what}/"), told, headers={"HX-Request": "true"}
    )


def pick(bureau: Bureau, percent: str = "90", band: str = "met", **told: Any) -> Any:
    """Pick a band for 提升工作效率."""
    told = {"reason": "案件平均用时由40天降到30天，见办案系统统计", **told}
    return act(bureau, "band", EFFECT, band=band, percent=percent, **told)


def text(answer: Any) -> str:
    """The words of an answer."""
    return str(answer.content.decode())

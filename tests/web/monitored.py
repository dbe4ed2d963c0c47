"""A bureau with a year of evidence: payments and penalty cases, and one project bound to them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from jixiao.acts.typed_money import Entry, Part, typing
from jixiao.plan.model import Indicator, MeasureRef, Plan, Project
from jixiao.registers.intake import take_in
from jixiao.registers.store import Store
from jixiao.web import versions
from tests.acts.saying import say
from tests.web.conftest import Bureau

#: 执法办案 of the example: its second indicator, 案件办结率 ≥95%, is bound to the cases.
NUMBER, ROW = 6, 2
SPOKEN = date(2023, 10, 31)


def payments(*paid: tuple[str, str]) -> str:
    """Payments of the project, by day and amount in 元."""
    rows = [f"Z{n},{on},{amount},执法办案" for n, (on, amount) in enumerate(paid, 1)]
    return "\n".join(["支付凭证号,支付日期,实际支付金额,项目名称", *rows]) + "\n"


def cases(filed: int, closed: int) -> str:
    """So many cases filed from January on, five a month, the first of them closed within the month."""
    rows = []
    for n in range(filed):
        month = n // 5 + 1
        done = f"2023-{month:02d}-27" if n < closed else ""
        rows.append(f"怀市监罚〔2023〕{n}号,食品,2023-{month:02d}-{n % 5 * 5 + 1:02d},{done},0.5")
    return "\n".join(["案号,案由,立案日期,结案时间,罚款金额（万元）", *rows]) + "\n"


def take(
    bureau: Bureau, register: str, text: str, who: str = "某人", spoken: date = SPOKEN
) -> None:
    """Take a register in, past the pages."""
    store = bureau.store
    done = take_in(
        store.register(register), text.encode(), store=store, who=who, speaks_for=spoken,
        name=f"{register}.csv",
    )  # fmt: skip
    assert done.sha256, done.findings


def bound_to_cases(plan: Plan) -> Plan:
    """The plan with the share of closed cases computed."""

    def of(project: Project) -> Project:
        rows = tuple(map(_bound, project.indicators))
        return project.model_copy(update={"indicators": rows})

    return plan.model_copy(update={"projects": tuple(map(of, plan.projects))})


def _bound(row: Indicator) -> Indicator:
    reference = MeasureRef(id="case_closing_rate") if row.name == "案件办结率" else None
    return row.model_copy(update={"measure": reference})


def watched(bureau: Bureau, *, who: str = "某人", closed: int = 6) -> Bureau:
    """The bureau with fifty cases, so many closed, and a quarter of the money paid by June."""
    seen, clerk = bureau.record.head.number, bureau.people["clerk"]
    versions.bind(bureau.record, seen, bound_to_cases, clerk, 1)
    take(bureau, "penalty_cases", cases(50, closed), who)
    take(bureau, "payments", payments(("2023-02-10", "30000"), ("2023-06-20", "19600")), who)
    return bureau


def typed_money(store: Store, project: str, **parts: list[tuple[str, str, str]]) -> None:
    """Type budgets, adjustments, received, payments as (day, amount, proof), past the pages."""
    for part, rows in parts.items():
        for on, amount, proof in rows:
            day, number = date.fromisoformat(on), Decimal(amount)
            made = Entry(project, Part.of(part), day, number, "万元", proof, "某人")
            say(store.record, typing(made, "clerk", ""))

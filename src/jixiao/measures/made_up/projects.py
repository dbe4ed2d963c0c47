"""The registers that tell projects apart, made up: money, answers, plan items, and the small ones."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.measures.made_up.stratum import Ledger, Stratum, between, text
from jixiao.plan.model import Plan, Project

#: Share of its budget a project pays out; those not named, 0.96. One overspends nothing, some fall short.
_PAID = Decimal("0.96")


def ledgers(plan: Plan, year: int) -> Iterator[Ledger]:
    """Every ledger kept by project for a year."""
    projects = [p for p in plan.projects if p.code]
    yield Ledger("payments", 0, tuple(_payments(projects, year)))
    yield Ledger("satisfaction", 1300, tuple(_answers(projects, year)))
    yield Ledger("plan_items", 0, tuple(_plan_items(projects, year)))
    yield Ledger("network_faults", 0, tuple(_faults(year)))
    yield Ledger("campaigns", 0, tuple(_campaigns(year)))
    yield Ledger("training", 0, tuple(_training(projects, year)))
    yield Ledger("venue_hire", 0, tuple(_venues(projects, year)))
    yield Ledger("purchases", 0, tuple(_purchases(projects, year)))


def monthly(project: Project) -> Decimal:
    """What a project pays each month, in 元."""
    return (_budget(project) * _PAID / 12).quantize(Decimal("0.01"))


def _budget(project: Project) -> Decimal:
    return (project.budget.total or Decimal(1)) * 10_000


def _payments(projects: list[Project], year: int) -> Iterator[Stratum]:
    for at, project in enumerate(projects):
        yield from _payments_of(at, project, year)


def _payments_of(at: int, project: Project, year: int) -> Iterator[Stratum]:
    """Twelve payments; every third project pays one late; one refund; one next January."""
    code, amount = str(project.code), monthly(project)
    base = {
        "voucher_no": f"'{year}ZF{at:02}' || lpad(CAST(i AS VARCHAR), 6, '0')",
        "project": text(code),
        "project_name": text(project.short_name or project.name),
        "amount": str(amount),
        "status": "'paid'",
    }
    late = 1 if at % 3 == 2 else 0
    for month in range(1, 13):
        due = f"DATE '{year}-{month:02}-20'"
        is_late = late and month == 6
        paid = f"{due} {'+ 9' if is_late else f'- {1 + (at + month) % 5}'}"
        marks = {f"due:{code}": 1, f"paid_on_time:{code}": 0 if is_late else 1, f"payments:{code}": 1,
                 f"cents:{code}": int(amount * 100)}  # fmt: skip
        yield Stratum(base | {"due_on": due, "paid_on": paid}, marks, fixed=1)
    back = Decimal("-120.50")
    refund = base | {"amount": str(back), "status": "'returned'", "paid_on": f"DATE '{year}-11-14'"}
    yield Stratum(refund, {f"cents:{code}": int(back * 100)}, fixed=1)
    next_year = {"due_on": f"DATE '{year + 1}-01-10'", "paid_on": f"DATE '{year + 1}-01-05'"}
    yield Stratum(base | next_year, {}, fixed=1)
    # The year before, for what is compared with it.
    before = (amount * Decimal("1.05")).quantize(Decimal("0.01"))
    for month in range(1, 13):
        day = f"DATE '{year - 1}-{month:02}-18'"
        marks = {f"cents_before:{code}": int(before * 100)}
        yield Stratum(base | {"amount": str(before), "due_on": day, "paid_on": day}, marks, fixed=1)


def _answers(projects: list[Project], year: int) -> Iterator[Stratum]:
    for at, project in enumerate(projects):
        code = str(project.code)
        base = {
            "answer_no": f"'DJ{year}{at:02}' || lpad(CAST(i AS VARCHAR), 8, '0')",
            "survey": f"'{year}年满意度调查（模拟）'",
            "project": text(code),
            "group": "'public'",
            "answered_on": between(300, 350, 60, year),
            "valid": "true",
        }
        share, happy = 1 / len(projects), 0.93 if at % 4 == 3 else 0.97
        asked, glad = {f"answers:{code}": 1}, {f"answers:{code}": 1, f"satisfied:{code}": 1}
        yield Stratum(base | {"answer": "'very_satisfied'"}, glad, share * happy * 0.6)
        yield Stratum(base | {"answer": "'satisfied'"}, glad, share * happy * 0.3)
        yield Stratum(base | {"answer": "'fairly_satisfied'"}, glad, share * happy * 0.1)
        yield Stratum(base | {"answer": "'neutral'"}, asked, share * (1 - happy))
        # Awkward ones: no opinion, an invalid sheet, one from last year, and one who is not satisfied.
        yield Stratum(base | {"answer": "'no_opinion'"}, {}, fixed=1)
        yield Stratum(base | {"answer": "'very_satisfied'", "valid": "false"}, {}, fixed=1)
        yield Stratum(
            base | {"answer": "'satisfied'", "answered_on": f"DATE '{year - 1}-12-31'"}, {}, fixed=1
        )
        yield Stratum(base | {"answer": "'very_dissatisfied'"}, asked, fixed=1)


def _plan_items(projects: list[Project], year: int) -> Iterator[Stratum]:
    """Ten items a project, all done by November; every fifth project has one not done."""
    for at, project in enumerate(projects):
        code = str(project.code)
        for number in range(1, 11):
            open_one = at % 5 == 4 and number == 10
            planned, done = (
                f"DATE '{year}-{number + 1:02}-25'",
                f"DATE '{year}-{number + 1:02}-{10 + at}'",
            )
            columns = {
                "item_no": text(f"JH{year}-{at + 1:02}-{number:02}"),
                "item": text(f"模拟计划事项{number}"),
                "project": text(code),
                "planned_on": planned,
                "status": "'doing'" if open_one else "'done'",
                **({} if open_one else {"done_on": done}),
            }
            marks = {f"planned:{code}": 1, f"done:{code}": 0 if open_one else 1}
            yield Stratum(columns, marks, fixed=1)
        cancelled = {"item_no": text(f"JH{year}-{at + 1:02}-11"), "item": "'取消的模拟事项'", "project": text(code),
                     "planned_on": f"DATE '{year}-06-25'", "status": "'cancelled'"}  # fmt: skip
        yield Stratum(cancelled, {}, fixed=1)


def _faults(year: int) -> Iterator[Stratum]:
    base = {"location": "'机房'", "description": "'模拟故障'"}
    for when, mark, count, salt in ((year, "faults", 13, 70), (year - 1, "faults_before", 16, 71)):
        columns = base | {
            "fault_no": f"'GZ{when}' || CAST(i AS VARCHAR)",
            "occurred_on": between(5, 350, salt, when),
        }
        yield Stratum(columns, {mark: 1}, fixed=count)


def _campaigns(year: int) -> Iterator[Stratum]:
    base = {
        "campaign_no": f"'ZX{year}' || lpad(CAST(i AS VARCHAR), 3, '0')",
        "name": "'模拟专项整治' || CAST(i AS VARCHAR)",
        "started_on": between(10, 330, 72, year),
        "status": "'done'",
        "checks": "20 + i",
    }
    yield Stratum(base, {"campaigns": 1}, fixed=33)
    yield Stratum(base | {"status": "'planned'", "started_on": f"DATE '{year}-12-30'"}, {}, fixed=1)
    yield Stratum(base | {"started_on": f"DATE '{year - 1}-12-01'"}, {}, fixed=1)


def _training(projects: list[Project], year: int) -> Iterator[Stratum]:
    code = next((str(p.code) for p in projects if "培训" in (p.short_name or p.name)), None)
    days = ("02-15", "04-12", "06-07", "08-16", "10-18", "11-22")
    for at, day in enumerate(days):
        attended, passed = 14 + at, 14 + at - (at % 3 == 0)
        columns = {
            "training_no": text(f"PX{year}-{at + 1}"),
            "course": text(f"模拟培训第{at + 1}期"),
            "held_on": f"DATE '{year}-{day}'",
            "ended_on": f"DATE '{year}-{day}' + 1",
            "planned_attendees": str(attended + 2),
            "attendees": str(attended),
            "assessed": str(attended),
            "passed": str(passed),
            **({"project": text(code)} if code else {}),
        }
        yield Stratum(
            columns, {"attendances": attended, "assessed": attended, "passed": passed}, fixed=1
        )


def _venues(projects: list[Project], year: int) -> Iterator[Stratum]:
    code = next((str(p.code) for p in projects if "场所" in (p.short_name or p.name)), None)
    own = {"project": text(code)} if code else {}
    for at in range(8):
        day = f"DATE '{year}-{at + 2:02}-15'"
        late = at == 5
        columns = own | {
            "hire_no": text(f"CD{year}-{at + 1}"),
            "event": text(f"模拟会议{at + 1}"),
            "kind": "'training'" if at % 2 else "'meeting'",
            "requested_on": f"{day} - 12",
            "needed_on": day,
            "provided": "true",
            "provided_on": f"{day} {'+ 2' if late else '- 1'}",
            "hired": "true" if at % 2 else "false",
        }
        marks = {"needed": 1, "provided": 1, "in_time": 0 if late else 1, "hired": at % 2}
        yield Stratum(columns, {f"venue_{k}": v for k, v in marks.items()}, fixed=1)
    upkeep = own | {"hire_no": text(f"CD{year}-9"), "event": "'模拟维修'", "kind": "'upkeep'",
                    "needed_on": f"DATE '{year}-07-03'", "provided": "true", "hired": "false"}  # fmt: skip
    yield Stratum(upkeep, {}, fixed=1)


def _purchases(projects: list[Project], year: int) -> Iterator[Stratum]:
    code = next((str(p.code) for p in projects if "计量" in (p.short_name or p.name)), None)
    own = {"project": text(code)} if code else {}
    device = own | {
        "purchase_no": text(f"CG{year}-1"),
        "item": "'模拟出租车计价器检定装置'",
        "quantity": "1",
        "measure_unit": "'套'",
        "accepted_quantity": "1",
        "qualified_quantity": "1",
        "accepted_on": f"DATE '{year}-08-24'",
        "result": "'qualified'",
    }
    yield Stratum(device, {"devices": 1, "devices_passed": 1}, fixed=1)
    paper = own | {"purchase_no": text(f"CG{year}-2"), "item": "'复印纸'", "quantity": "40",
                   "accepted_on": f"DATE '{year}-03-02'", "result": "'qualified'"}  # fmt: skip
    yield Stratum(paper, {}, fixed=1)

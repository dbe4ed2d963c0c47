"""A department's score → its form: what was worked out filled in, what a person writes a marked blank."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from jixiao.findings.finding import unread_note
from jixiao.forms.blanks import TO_JUDGE, TO_REPORT, blank
from jixiao.forms.department import DepartmentTable, IndicatorRow, MoneyRow, TaskRow, document_of
from jixiao.forms.department.plans import duty_name, goals_of, name_of
from jixiao.grids.document import Block, Document, Paragraph, Role
from jixiao.law.time_law import TimeLaw
from jixiao.measures.catalogue import measures
from jixiao.measures.gaps import MADE_UP
from jixiao.measures.observation import Observation
from jixiao.measures.observing import observe
from jixiao.measures.reporters import duty_of
from jixiao.plan.model import DutyGoal, Indicator, MeasureRef, Plan, Project
from jixiao.plan.money import amount_text, plain
from jixiao.plan.target_grammar import parse_target
from jixiao.registers.store import Store
from jixiao.scoring.actuals import Money
from jixiao.scoring.department import DepartmentLine, DepartmentScore
from jixiao.scoring.evidence import printed, source_of
from jixiao.scoring.exact import HUNDRED, ZERO, quotient
from jixiao.scoring.reasons import Pointed, unread_of
from jixiao.scoring.report.tables import table_of

#: What the registers say of each duty: its number in the plan → observations by measure's label.
DutyEvidence = Mapping[int, Sequence[tuple[str, Observation]]]
MARK = f"【{MADE_UP}】数据是虚构的，只供演示"


def duty_evidence(
    plan: Plan, store: Store, as_of: date | None = None, time: TimeLaw | None = None
) -> DutyEvidence:
    """The values of every measure that speaks for a duty, with a target or without one."""
    known = measures(store.folder)
    asked = [
        (number, known[name].label, _asking(number, name, known[name].label))
        for number, goal in enumerate(plan.duty_goals)
        if (duty := duty_of(goal))
        for name in duty.measures
        if name in known
    ]
    rows = tuple(indicator for _, _, indicator in asked)
    whole = Project(id="department", name="部门整体支出", indicators=rows)
    day = as_of or date(plan.year or date.today().year, 12, 31)
    seen = observe(plan.model_copy(update={"projects": (whole,)}), store, day, time=time)
    found: dict[int, list[tuple[str, Observation]]] = {}
    for (number, label, _), one in zip(asked, seen, strict=True):
        found.setdefault(number, []).append((label, one))
    return found


def _asking(number: int, measure: str, label: str) -> Indicator:
    return Indicator(
        id=f"department/duty/{number}/{measure}",
        name=label,
        target=parse_target(""),
        measure=MeasureRef(id=measure),
    )


def document(
    plan: Plan, made: DepartmentScore, duties: DutyEvidence, seen: Mapping[str, Observation]
) -> Document:
    """The form with, behind it, the arithmetic of every point and where each value comes from."""
    every = [*seen.values(), *(one for pairs in duties.values() for _, one in pairs)]
    mark = MARK if any(one.made_up for one in every) else ""
    return document_of([table(plan, made, duties)], list(_notes(plan, made, duties, seen)), mark)


def table(plan: Plan, made: DepartmentScore, duties: DutyEvidence) -> DepartmentTable:
    """The department's table."""
    weights = [made.execution.weight, *(i.score.weight or ZERO for i in made.lines)]
    return DepartmentTable(
        name=name_of(plan.department),
        year=plan.year,
        total=_total(made),
        basic=_money(made.basic, "基本支出"),
        projects=_money(made.projects, "项目支出"),
        goals=goals_of(plan),
        results=blank("对照左边各项目标，年度总体目标实际完成的情况"),
        tasks=tuple(_task(goal, duties.get(n, ())) for n, goal in enumerate(plan.duty_goals)),
        rows=tuple(_row(line) for line in made.lines),
        weight=plain(sum(weights, ZERO)),
        score=plain(made.total)
        if not made.open
        else f"已知{plain(made.total)}，待{len(made.open)}项",
    )


def _total(made: DepartmentScore) -> MoneyRow:
    money, execution = made.money, made.execution
    amounts = _money(money, "含基本支出的总额")
    return MoneyRow(
        initial=amounts.initial,
        adjusted=amounts.adjusted,
        executed=amounts.executed,
        points=plain(execution.weight),
        rate="" if execution.rate is None else f"{plain(execution.rate)}%",
        score=TO_REPORT if execution.points is None else plain(execution.points),
    )


def _money(money: Money | None, what: str) -> MoneyRow:
    if money is None:
        return MoneyRow(*(blank(what) for _ in range(3)))
    rate = ""
    if money.executed is not None and money.adjusted:
        rate = f"{plain(quotient((money.executed, HUNDRED), (money.adjusted,)))}%"
    initial, adjusted, executed = (
        _amount(v, what) for v in (money.initial, money.adjusted, money.executed)
    )
    return MoneyRow(initial, adjusted, executed, rate=rate)


def _amount(value: Decimal | None, what: str) -> str:
    return blank(what) if value is None else amount_text(value)


def _task(goal: DutyGoal, seen: Sequence[tuple[str, Observation]]) -> TaskRow:
    known = [f"{label}{printed(one)}" for label, one in seen if one.value is not None]
    duty = duty_of(goal)
    if duty is None or (duty.who and not known) or not known:
        known.append(blank(_to_write(goal)))
    elif duty.who:
        known.append(blank(f"{duty.proof}，由{duty.who}填"))
    return TaskRow(duty_name(goal), goal.text, "；".join(known), blank(), blank())


def _to_write(goal: DutyGoal) -> str:
    duty = duty_of(goal)
    if duty and duty.who:
        return f"完成情况，由{duty.who}凭{duty.proof}填"
    return "完成情况和佐证"


def _row(line: DepartmentLine) -> IndicatorRow:
    score = line.score
    own = line.duty.indicator.deviation if line.duty else None
    return IndicatorRow(
        name=line.name,
        level1=line.level1,
        level2=line.level2,
        target=line.target,
        actual=line.actual or blank("实际完成值"),
        weight="" if score.weight is None else plain(score.weight),
        score=TO_JUDGE if score.points is None else plain(score.points),
        deviation=own or (blank("偏差原因和改进措施") if score.wants_a_cause else ""),
    )


def _notes(
    plan: Plan, made: DepartmentScore, duties: DutyEvidence, seen: Mapping[str, Observation]
) -> Iterator[Block]:
    """Behind the form: the arithmetic of every point, and where each value comes from."""
    yield Paragraph("附：得分的算式和数的来源（不是表的一部分）", Role.HEADING, new_page=True)
    yield Paragraph(f"预算执行率：{made.execution.why}。")
    for why in dict.fromkeys(line.score.weight_why for line in made.lines):
        yield Paragraph(f"分值：{why}。")
    rows = [["指标", "得分的算式", "数的来源"]]
    rows += [[line.name, line.score.why, _traced(line, seen)] for line in made.lines]
    yield table_of(rows, (20, 40, 34))
    yield Paragraph("年度主要任务里各个数的来源：")
    yield table_of(
        [["任务", "测度", "数", "数的来源"], *_task_sources(plan, duties)], (16, 20, 14, 44)
    )
    for goal in made.unspoken:
        yield Paragraph(
            f"职责“{duty_name(goal)}”没有带指标值的部门指标，未计入得分，完成情况见年度主要任务。"
        )
    yield Paragraph(f"{made.total_why}；{made.grade_why}。")
    pointed: list[Pointed] = [made.execution]
    pointed += [line.score for line in made.lines]
    if said := unread_note(unread_of(pointed, None)):
        yield Paragraph(f"{said}。")


def _traced(line: DepartmentLine, seen: Mapping[str, Observation]) -> str:
    if line.duty is None:
        return "各项目的得分，见项目自评"
    identity = line.duty.indicator.id
    return f"{source_of(seen.get(identity)) or '没有取得'}；追溯用的指标编号{identity}"


def _task_sources(plan: Plan, duties: DutyEvidence) -> Iterator[list[str]]:
    for number, pairs in duties.items():
        name = duty_name(plan.duty_goals[number])
        for label, one in pairs:
            known = one.value is not None
            said = source_of(one) if known else f"没有数：{one.reason or '缺'}"
            yield [name, label, printed(one) if known else "—", said]

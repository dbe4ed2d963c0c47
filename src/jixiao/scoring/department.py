"""The self-evaluation of a whole department: money, duties, and what its projects earned.

The same rules as for a project: indicators that speak for the duties are scored by number, date or a
person's band; a type of indicator the department has none of takes the share its projects earned.
Money is that of the whole department: without the basic spending its rate is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from jixiao.law.packs import Packs, pack
from jixiao.law.packs_differences import TYPES
from jixiao.plan.model import DutyGoal, Indicator, Plan, Project
from jixiao.plan.money import half_up, plain, shortest
from jixiao.scoring.actuals import BASIC_SPENDING, Actuals, Money
from jixiao.scoring.basis import Basis
from jixiao.scoring.duties import DutyIndicator, duty_indicators
from jixiao.scoring.exact import ZERO
from jixiao.scoring.execution import execution_score, money_of
from jixiao.scoring.lines import Line, is_number, score_line
from jixiao.scoring.project_rates import Rate, rate_of
from jixiao.scoring.result import ExecutionScore, IndicatorScore, Scores, points_text, two_places
from jixiao.scoring.weights import BY_RULE, Frame, Weight, equal_shares

#: The id of the whole department among the scores.
WHOLE = "department"


@dataclass(frozen=True)
class DepartmentLine:
    """One line: of a duty (``duty``), or of the projects together (``rate``)."""

    name: str
    level1: str
    level2: str
    target: str
    actual: str
    score: IndicatorScore
    duty: DutyIndicator | None = None
    rate: Rate | None = None

    def to_json(self) -> dict[str, Any]:
        """As the command prints it; ``source`` names the project's indicator it is traced by."""
        made = self.score.to_json() | {"name": self.name, "target": self.target}
        made["actual"] = self.actual or None
        if self.duty:
            made |= {"duty": self.duty.goal.duty, "source": self.duty.indicator.id}
        if self.rate:
            made["parts"] = [part.to_json() for part in self.rate.parts]
        return made


@dataclass(frozen=True)
class DepartmentScore:
    """A department's score; ``basic`` and ``projects`` are the parts of the money."""

    execution: ExecutionScore
    basic: Money | None
    projects: Money
    lines: tuple[DepartmentLine, ...]
    unspoken: tuple[DutyGoal, ...]
    total: Decimal
    total_why: str
    grade: str | None
    grade_why: str
    open: tuple[str, ...]

    @property
    def money(self) -> Money | None:
        """The whole department's money, where both parts are known."""
        return _added(self.basic, self.projects)

    def to_json(self) -> dict[str, Any]:
        """As the command prints it."""
        return {
            "id": WHOLE,
            "execution": self.execution.to_json(),
            "indicators": [line.to_json() for line in self.lines],
            "duties_without_indicator": [goal.duty or goal.text for goal in self.unspoken],
            "total": points_text(self.total),
            "total_why": self.total_why,
            "grade": self.grade,
            "grade_why": self.grade_why,
            "open": list(self.open),
        }


def score_department(
    plan: Plan, actuals: Actuals, scores: Scores, among: Packs | None = None
) -> DepartmentScore:
    """Score the whole department by the policy its projects were scored by."""
    basis = Basis(pack(scores.policy, among=among), scores.on)
    return _Scoring(plan, actuals, scores, basis).made()


@dataclass(frozen=True)
class _Scoring:
    plan: Plan
    actuals: Actuals
    scores: Scores
    basis: Basis

    def made(self) -> DepartmentScore:
        out = self.actuals.not_applicable
        duties = [one for one in duty_indicators(self.plan) if one.indicator.id not in out]
        lines = (*self._duty_lines(duties), *self._rated_lines(duties))
        basic, projects = self._basic(), self._projects()
        execution = self._execution(basic, projects)
        parts = [p for p in (execution.points, *(i.score.points for i in lines)) if p is not None]
        total = half_up(sum(parts, ZERO))
        spoken = {one.goal for one in duties}
        unspoken = tuple(goal for goal in self.plan.duty_goals if goal not in spoken)
        opened = (
            *(BASIC_SPENDING for _ in range(execution.points is None)),
            *(line.score.id for line in lines if line.score.open),
        )
        return DepartmentScore(
            execution, basic, projects, lines, unspoken, total,
            f"已知各项得分相加：{'+'.join(map(plain, parts)) or '0'}={plain(total)}分",
            *self._grade(total, opened), opened,
        )  # fmt: skip

    def _grade(self, total: Decimal, opened: tuple[str, ...]) -> tuple[str | None, str]:
        if opened:
            return None, f"还有{len(opened)}项待报或待评，不定等级"
        if self.scores.must_be_mended:
            return None, "有必须修改的问题，不定等级"
        bounds = "、".join(f"{n}{shortest(low)}" for n, low in self.basis.pack.grades.items())
        grade = self.basis.pack.grade(total)
        return grade, f"{plain(total)}分，等级下限（含）为{bounds}，定为“{grade}”"

    # -- money -------------------------------------------------------------------------------------

    def _basic(self) -> Money | None:
        """The spending that belongs to no project: reported, or said not to be there."""
        if BASIC_SPENDING in self.actuals.not_applicable:
            return Money(initial=ZERO, adjusted=ZERO, executed=ZERO)
        return self.actuals.execution.get(BASIC_SPENDING)

    def _projects(self) -> Money:
        """The projects' money added up; unknown where one of them is."""
        every = [
            money_of(project, self.actuals.execution.get(project.id)) or Money()
            for project in self.plan.projects
        ]
        initial = [
            m.initial if m.initial is not None else p.budget.total
            for m, p in zip(every, self.plan.projects, strict=True)
        ]
        return Money(
            initial=_sum(initial),
            adjusted=_sum([m.adjusted for m in every]),
            executed=_sum([m.executed for m in every]),
        )

    def _execution(self, basic: Money | None, projects: Money) -> ExecutionScore:
        weight = two_places(self.basis.rules.department["execution"])
        unit = next((p.unit for p in self.plan.projects if p.unit), None)
        whole = Project(id=WHOLE, name="部门整体支出", unit=unit)
        made = execution_score(whole, _added(basic, projects), weight, self.basis)
        if basic is None:
            why = (
                "基本支出没有报送，部门整体的执行率待补，不用项目支出代替；请在实际值的 execution 里以 "
                f"{BASIC_SPENDING} 报送，没有基本支出的写进 not_applicable"
            )
            return replace(made, why=f"{why}{self.basis.own('department_money')}")
        return made

    # -- duties ------------------------------------------------------------------------------------

    def _duty_lines(self, duties: Sequence[DutyIndicator]) -> Iterator[DepartmentLine]:
        weights = self._shared(duties)
        for number, one in enumerate(duties, start=1):
            source, identity = one.indicator, f"{WHOLE}/{number}"
            name = f"{one.goal.duty or ''}：{source.name}" if one.goal.duty else source.name
            indicator = source.model_copy(update={"id": identity})
            actual = self.actuals.indicators.get(source.id, source.actual)
            judged = None if is_number(source) else self.actuals.judged.get(source.id)
            low = source.id in self.actuals.set_too_low
            line = Line(
                indicator, weights[source.id], actual, judged, self.plan.year, self.basis, low,
                self.basis.rules.department_zero,
            )  # fmt: skip
            score = score_line(line)
            score = replace(score, why=f"{score.why}；{one.basis}")
            yield DepartmentLine(
                name, source.level1 or "", source.level2 or "", source.target.raw, actual or "",
                score, duty=one,
            )  # fmt: skip

    def _shared(self, duties: Sequence[DutyIndicator]) -> Mapping[str, Weight]:
        made: dict[str, Weight] = {}
        for key, points in self._points(duties).items():
            alike = [one.indicator.id for one in duties if self._type(one.indicator) == key]
            why = f"{TYPES[key]}{plain(points)}分由{len(alike)}条平分"
            why += self.basis.own("department_shared")
            shares = equal_shares(points, len(alike)) if alike else ()
            made |= {i: Weight(s, BY_RULE, why) for i, s in zip(alike, shares, strict=True)}
        lost = Weight(None, BY_RULE, "看不出属于哪一级指标")
        return {one.indicator.id: made.get(one.indicator.id, lost) for one in duties}

    def _type(self, indicator: Indicator) -> str | None:
        return Frame(self.basis.rules.department, False).type_of(indicator)

    def _points(self, duties: Sequence[DutyIndicator]) -> dict[str, Decimal]:
        """Points by type; those of a satisfaction nobody measures go where the pack says."""
        rules = self.basis.rules
        points = {key: value for key, value in rules.department.items() if key != "execution"}
        rows = [*(one.indicator for one in duties), *(i for _, i in self.plan.indicators())]
        if "satisfaction" not in map(self._type, rows) and rules.no_satisfaction in points:
            points[rules.no_satisfaction] += points.pop("satisfaction", ZERO)
        return points

    # -- what the projects earned --------------------------------------------------------------------

    def _rated_lines(self, duties: Sequence[DutyIndicator]) -> Iterator[DepartmentLine]:
        """A line for each type that no duty has an indicator of."""
        present = {self._type(one.indicator) for one in duties}
        for key, points in self._points(duties).items():
            if key not in present:
                yield self._rated(key, two_places(points))

    def _rated(self, key: str, points: Decimal) -> DepartmentLine:
        chosen = [
            (project, [i for i in project.indicators if self._type(i) == key])
            for project in self.plan.projects
        ]
        rate = rate_of(chosen, self.actuals, self.scores)
        earned, why = rate.points(points)
        label = TYPES[key]
        said = f"{label}没有部门一级的指标，{why}{self.basis.own('department_projects')}"
        score = IndicatorScore(
            f"{WHOLE}/{key}", points, BY_RULE, f"{label}{plain(points)}分，一条", None, earned, said,
            (), earned is None,
        )  # fmt: skip
        actual = "" if rate.percent is None else f"{plain(rate.percent)}%"
        name = f"各项目{label}指标的得分率（按全年预算数加权）"
        return DepartmentLine(name, f"{label}指标", "", "100%", actual, score, rate=rate)


def _sum(values: Sequence[Decimal | None]) -> Decimal | None:
    known = [v for v in values if v is not None]
    return sum(known, ZERO) if values and len(known) == len(values) else None


def _added(basic: Money | None, projects: Money) -> Money | None:
    if basic is None:
        return None
    pairs = {
        key: _sum([getattr(basic, key), getattr(projects, key)])
        for key in ("initial", "adjusted", "executed")
    }
    return Money(**pairs)

"""Warnings: each rule of ``law/monitoring`` names a check here; a check looks at one project's sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from jixiao.findings.coded import basis_of
from jixiao.findings.finding import Cite
from jixiao.law.monitoring import WarningRule
from jixiao.measures.kinds import Status
from jixiao.monitoring.deadlines import due_of
from jixiao.monitoring.progress import Nature, bounds
from jixiao.monitoring.sheet import Line, Sheet
from jixiao.plan.money import plain, shortest
from jixiao.terms.findings import Level


@dataclass(frozen=True)
class Warning:
    """One warning about a project, or about one indicator of it. ``cause`` carries the figures."""

    rule: str
    title: str
    level: Level
    project: str
    indicator: str | None
    cause: str
    remedy: str
    cites: tuple[Cite, ...]

    @property
    def about(self) -> tuple[str, str, str | None]:
        """By what decisions name it."""
        return self.rule, self.project, self.indicator


Raised = Iterator[tuple[str | None, str]]
Check = Callable[[WarningRule, Sheet], Raised]


def warnings_of(sheet: Sheet, rules: tuple[WarningRule, ...]) -> tuple[Warning, ...]:
    """Every warning of a project, in the order of the codes."""
    return tuple(
        Warning(
            rule=rule.code,
            title=rule.title,
            level=rule.level,
            project=sheet.project.id,
            indicator=indicator,
            cause=cause,
            remedy=rule.remedy,
            cites=basis_of(rule.cites, sheet.as_of),
        )
        for rule in rules
        for indicator, cause in CHECKS[rule.check](rule, sheet)
    )


# -- money ----------------------------------------------------------------------------------------


def _behind_plan(rule: WarningRule, sheet: Sheet) -> Raised:
    gap, bound = sheet.point.gap, rule.value
    if gap is not None and bound is not None and gap < -bound:
        by = sheet.point.planned_by
        yield (
            None,
            (
                f"到 {by} 计划支付 {_p(sheet.point.planned)}%，已支付 {_p(sheet.point.share)}%，"
                f"落后 {_p(-gap)} 个百分点"
            ),
        )


def _behind_timeline(rule: WarningRule, sheet: Sheet) -> Raised:
    share, bound = sheet.point.share, rule.value
    planned = sheet.point.planned
    if share is None or bound is None or (planned is not None and share >= planned):
        return
    late = sheet.point.timeline - share
    if late > bound:
        yield (
            None,
            f"序时进度 {_p(sheet.point.timeline)}%，已支付 {_p(share)}%，落后 {_p(late)} 个百分点",
        )


def _execution_floor(_: WarningRule, sheet: Sheet) -> Raised:
    """The last warning line of the pack that has passed, held against what was paid by its day."""
    passed = [(_on(w.by, sheet.year), w) for w in sheet.pack.warnings]
    due = [(day, w) for day, w in passed if day <= sheet.as_of]
    if not due:
        return
    day, line = max(due, key=lambda pair: pair[0])
    share = sheet.account.share(day)
    if share is not None and share < line.execution:
        yield None, f"{line.words}：到 {day} 已支付 {_p(share)}%"


def _ahead(rule: WarningRule, sheet: Sheet) -> Raised:
    share, output = sheet.point.share, sheet.output
    if share is not None and output is not None and rule.value is not None:
        ahead = share - output
        if ahead > rule.value:
            yield None, f"已支付 {_p(share)}%，产出进度 {_p(output)}%，相差 {_p(ahead)} 个百分点"


def _apart(rule: WarningRule, sheet: Sheet) -> Raised:
    share, output = sheet.point.share, sheet.output
    if share is not None and output is not None and rule.value is not None:
        apart = abs(share - output)
        if apart > rule.value:
            yield None, f"已支付 {_p(share)}%，产出进度 {_p(output)}%，相差 {_p(apart)} 个百分点"


def _over_budget(_: WarningRule, sheet: Sheet) -> Raised:
    paid, budget = sheet.point.paid, sheet.account.full_year(sheet.as_of)
    if paid is not None and budget is not None and paid > budget > 0:
        unit = sheet.account.unit
        yield None, f"全年预算数 {shortest(budget)}{unit}，已支付 {shortest(paid)}{unit}"


# -- indicators -----------------------------------------------------------------------------------


def _output_behind(rule: WarningRule, sheet: Sheet) -> Raised:
    for line in sheet.lines:
        percent = line.progress.percent
        if line.is_output and percent is not None and rule.value is not None:
            late = sheet.point.timeline - percent
            if late > rule.value:
                words = f"{line.progress.why}，完成 {_p(percent)}%"
                yield line.indicator.id, f"{words}，序时进度 {_p(sheet.point.timeline)}%"


def _forecast_no(_: WarningRule, sheet: Sheet) -> Raised:
    for line in _open(sheet):
        chance = line.forecast.p_meet
        if chance is not None and chance <= sheet.possibility.impossible:
            yield line.indicator.id, line.forecast.why


def _forecast_doubtful(rule: WarningRule, sheet: Sheet) -> Raised:
    for line in _open(sheet):
        chance = line.forecast.p_meet
        if chance is None or rule.value is None or chance <= sheet.possibility.impossible:
            continue
        if chance * 100 < rule.value:
            yield line.indicator.id, line.forecast.why


def _open(sheet: Sheet) -> Iterator[Line]:
    """Indicators not said already to be broken: deadlines and ceilings have warnings of their own."""
    return (
        line
        for line in sheet.lines
        if line.progress.nature is not Nature.DATE and not _broken(line)
    )


def _broken(line: Line) -> bool:
    """A growing value beyond its ceiling comes back under it only by mistake."""
    low, high = bounds(line.indicator.target)
    growing = line.progress.nature is Nature.GROWING
    return growing and low is None and high is not None and line.progress.met is False


def _ceiling_broken(_: WarningRule, sheet: Sheet) -> Raised:
    return ((line.indicator.id, line.progress.why) for line in sheet.lines if _broken(line))


def _deadline_near(rule: WarningRule, sheet: Sheet) -> Raised:
    for line in sheet.lines:
        due = due_of(line.indicator.target, sheet.year)
        if due is not None and line.progress.met is None and rule.value is not None:
            left = (due - sheet.as_of).days
            if 0 <= left <= rule.value:
                yield line.indicator.id, f"{due} 到期，还有 {left} 天，尚未完成"


def _deadline_passed(_: WarningRule, sheet: Sheet) -> Raised:
    for line in sheet.lines:
        if line.progress.nature is Nature.DATE and line.progress.met is False:
            yield line.indicator.id, line.progress.why


# -- evidence -------------------------------------------------------------------------------------


def _no_evidence(rule: WarningRule, sheet: Sheet) -> Raised:
    gone = (sheet.as_of - date(sheet.year, 1, 1)).days + 1
    if rule.value is None or gone < rule.value:
        return
    if sheet.account.payments is None:
        yield None, sheet.account.missing or "没有支付数据"
    for line in sheet.lines:
        if line.observation.status is Status.MISSING and not _is_waited_for(line, sheet.year):
            yield line.indicator.id, f"年度过了 {gone} 天：{line.observation.reason or '没有数据'}"


def _is_waited_for(line: Line, year: int) -> bool:
    """What is told only at the end (words), or has begun and is not finished (a deadline)."""
    target = line.indicator.target
    begun = due_of(target, year) is not None and bool(line.observation.rows)
    return begun or target.is_words or line.progress.nature is Nature.WORDS


def _stale_evidence(rule: WarningRule, sheet: Sheet) -> Raised:
    for line in sheet.lines:
        if line.fresh is None or rule.value is None:
            continue
        old = (min(sheet.as_of, date(sheet.year, 12, 31)) - line.fresh).days
        if old > rule.value:
            yield line.indicator.id, f"数据只到 {line.fresh}，已有 {old} 天"


def _on(by: str, year: int) -> date:
    month, day = map(int, by.split("-"))
    return (
        date(year, 3, 1) - timedelta(days=1) if (month, day) == (2, 29) else date(year, month, day)
    )


def _p(value: Decimal | None) -> str:
    return "—" if value is None else plain(value)


CHECKS: Mapping[str, Check] = {
    "money-behind-plan": _behind_plan,
    "money-behind-timeline": _behind_timeline,
    "execution-floor": _execution_floor,
    "money-ahead-of-output": _ahead,
    "money-apart-from-output": _apart,
    "money-over-budget": _over_budget,
    "output-behind": _output_behind,
    "forecast-no": _forecast_no,
    "forecast-doubtful": _forecast_doubtful,
    "ceiling-broken": _ceiling_broken,
    "deadline-near": _deadline_near,
    "deadline-passed": _deadline_passed,
    "no-evidence": _no_evidence,
    "stale-evidence": _stale_evidence,
}

"""Does the rule that found a matter still find it? Asked before a matter is closed.

Silence counts only where the rule could have spoken: a project that left the plan, an indicator whose
evidence is gone, a rule that belongs to neither monitoring nor review cannot be looked at again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import chain

from jixiao.measures.kinds import Status
from jixiao.monitoring.mending import Matter
from jixiao.monitoring.report import Report
from jixiao.monitoring.sheet import Sheet
from jixiao.plan.finding import Finding


@dataclass(frozen=True)
class Recheck:
    """``passes`` is ``None`` where nobody could look; ``why`` says what was seen, or why not."""

    passes: bool | None
    why: str


def recheck(
    matter: Matter, report: Report, reviewed: Iterable[Finding], reviews: Collection[str]
) -> Recheck:
    """Look again: monitoring's rules (W, M) on the report, the review's on what the review found.

    ``reviews``: the codes of the rules that the review has.
    """
    if matter.rule[:1] in ("W", "M"):
        return _monitored(matter, report)
    if matter.rule in reviews:
        found = (f for f in reviewed if _is_about(matter, f))
        return _said(matter, next((f.fault for f in found), None), "审核")
    return Recheck(None, f"规则 {matter.rule} 不是监控或审核的规则，不能自动复核")


def _monitored(matter: Matter, report: Report) -> Recheck:
    sheet = next((w.sheet for w in report.projects if w.sheet.project.id == matter.project), None)
    if matter.project and sheet is None:
        return Recheck(None, "计划里已没有这个项目，不能复核")
    warned = (
        w.cause for w in report.warnings() if _key(matter) == (w.rule, w.project, w.indicator)
    )
    found = (f.fault for f in report.findings if _is_about(matter, f))
    still = next(chain(warned, found), None)
    if still is None and sheet is not None and (mute := _mute(matter, sheet)):
        return Recheck(None, mute)
    return _said(matter, still, f"截至 {report.as_of} 的数据")


def _mute(matter: Matter, sheet: Sheet) -> str:
    """Why the rule could not have spoken; empty where it could."""
    if matter.rule.startswith("W1") and sheet.point.paid is None:
        return "累计支付现在未知，不能复核"
    if matter.indicator is None:
        return ""
    line = next((x for x in sheet.lines if x.indicator.id == matter.indicator), None)
    if line is None:
        return "计划里已没有这项指标，不能复核"
    missing = line.observation.status is Status.MISSING
    return "这项指标现在没有数据，不能复核" if missing and matter.rule != "W301" else ""


def _said(matter: Matter, still: str | None, where: str) -> Recheck:
    if still is None:
        return Recheck(True, f"{where}：规则 {matter.rule} 已不再发现这个问题")
    return Recheck(False, f"{where}：规则 {matter.rule} 仍然发现，{still}")


def _is_about(matter: Matter, finding: Finding) -> bool:
    places = (finding.where, *finding.also)
    return finding.rule == matter.rule and any(
        (w.project or "", w.indicator) == (matter.project, matter.indicator) for w in places
    )


def _key(matter: Matter) -> tuple[str, str, str | None]:
    return matter.rule, matter.project, matter.indicator

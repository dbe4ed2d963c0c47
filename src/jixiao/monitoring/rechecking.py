"""Does the rule that found a matter still find it? Asked before a matter is closed.

Silence counts only where the rule could have spoken: a folder without evidence, a project that left the
plan, an indicator whose evidence is gone, a rule that belongs to neither monitoring nor review cannot
be looked at again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain

from jixiao.acts.canonical import encoded
from jixiao.acts.kinds.reported import REPORTED
from jixiao.acts.matter import Matter
from jixiao.acts.recheck import Looked, Recheck
from jixiao.acts.typed_money import KINDS as MONEY
from jixiao.findings.finding import Finding
from jixiao.findings.retired import heirs
from jixiao.measures.kinds import Status
from jixiao.monitoring.report import Report
from jixiao.monitoring.sheet import Sheet
from jixiao.plan.json import dumps
from jixiao.plan.model import Plan
from jixiao.registers.store import Store

#: Findings about payments: where no payment is known, they are silent for want of any.
_OF_PAYMENTS = ("M003", "M005")


@dataclass(frozen=True)
class Grounds:
    """What is looked at: the SHA-256 over all of it, whether there is any evidence among it.

    ``spoken``: the last day the evidence speaks for.
    """

    sha256: str
    empty: bool
    spoken: date | None = None


def grounds_of(plan: Plan, store: Store) -> Grounds:
    """The plan, the take-ins that hold, and what was typed and reported."""
    said = store.record.reading().newest_of((REPORTED, *MONEY))
    taken = sorted(one.sha256 for one in store.imports())
    plan_sha256 = hashlib.sha256(dumps(plan).encode()).hexdigest()
    told = {"plan": plan_sha256, "take_ins": taken, "acts": said}
    spoken = max((one.speaks_for for one in store.imports() if one.speaks_for), default=None)
    sha256 = hashlib.sha256(encoded(told)).hexdigest()
    return Grounds(sha256, not taken and said is None, spoken)


def recheck(
    matter: Matter,
    report: Report,
    reviewed: Iterable[Finding],
    reviews: Collection[str],
    grounds: Grounds,
) -> Recheck:
    """Look again: monitoring's rules (W, M) on the report, the review's on what the review found.

    ``reviews``: the codes of the rules that the review has.
    """
    result, why = _looked(matter, report, reviewed, reviews, grounds)
    return Recheck(result, why, report.as_of, grounds.sha256)


Seen = tuple[Looked, str]


def _looked(
    matter: Matter,
    report: Report,
    reviewed: Iterable[Finding],
    reviews: Collection[str],
    grounds: Grounds,
) -> Seen:
    if matter.rule[:1] in ("W", "M"):
        if grounds.empty:
            return Looked.COULD_NOT_LOOK, "证据库里没有台账，也没有填报，不能复核"
        needed = min(matter.found_on, date(matter.year, 12, 31), grounds.spoken or date.max)
        if report.as_of < needed:
            return Looked.COULD_NOT_LOOK, f"只看到 {report.as_of}，应至少看到 {needed}"
        return _monitored(matter, report)
    if set(heirs(matter.rule)) <= set(reviews):
        found = (f for f in reviewed if _is_about(matter, f))
        return _said(matter, next((f.fault for f in found), None), "审核")
    return Looked.COULD_NOT_LOOK, f"规则 {matter.rule} 不是监控或审核的规则，不能自动复核"


def _monitored(matter: Matter, report: Report) -> Seen:
    sheet = next((w.sheet for w in report.projects if w.sheet.project.id == matter.project), None)
    if matter.project and sheet is None:
        return Looked.COULD_NOT_LOOK, "计划里已没有这个项目，不能复核"
    about = matter.rule, matter.project, matter.indicator
    warned = (w.cause for w in report.warnings() if w.about == about)
    found = (f.fault for f in report.findings if _is_about(matter, f))
    still = next(chain(warned, found), None)
    if still is None and (mute := _mute(matter, sheet, report)):
        return Looked.COULD_NOT_LOOK, mute
    return _said(matter, still, f"截至 {report.as_of} 的数据")


def _mute(matter: Matter, sheet: Sheet | None, report: Report) -> str:
    """Why the rule could not have spoken; empty where it could."""
    if _payments_unknown(matter, sheet, report):
        return "累计支付现在未知，不能复核"
    if sheet is None or matter.indicator is None:
        return ""
    line = next((x for x in sheet.lines if x.indicator.id == matter.indicator), None)
    if line is None:
        return "计划里已没有这项指标，不能复核"
    missing = line.observation.status is Status.MISSING
    return "这项指标现在没有数据，不能复核" if missing and matter.rule != "W301" else ""


def _payments_unknown(matter: Matter, sheet: Sheet | None, report: Report) -> bool:
    """Whether the rule is about payments, and none are known: of the project, or of any."""
    if sheet is not None and matter.rule.startswith("W1"):
        return sheet.point.paid is None
    sheets = [sheet] if sheet else [w.sheet for w in report.projects]
    return matter.rule in _OF_PAYMENTS and all(one.account.payments is None for one in sheets)


def _said(matter: Matter, still: str | None, where: str) -> Seen:
    if still is None:
        return Looked.NOT_FOUND, f"{where}：规则 {matter.rule} 已不再发现这个问题"
    return Looked.FOUND, f"{where}：规则 {matter.rule} 仍然发现，{still}"


def _is_about(matter: Matter, finding: Finding) -> bool:
    places = (finding.where, *finding.also)
    return finding.rule in heirs(matter.rule) and any(
        (w.project or "", w.indicator) == (matter.project, matter.indicator) for w in places
    )

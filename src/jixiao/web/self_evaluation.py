"""A project's self-evaluation form: filled from its score, written into, submitted, confirmed.

A confirmation binds to the hash of exactly what was confirmed. What changes afterwards, here or in
evidence and plan, makes the form a draft again; a change made here leaves a step that says so.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jixiao.plan.finding import Finding
from jixiao.plan.json import loads, to_json
from jixiao.plan.model import Indicator, Plan, Project
from jixiao.plan.money import plain
from jixiao.plan.words import clean
from jixiao.scoring.flags import Flag
from jixiao.scoring.honesty.examine import examine_claims
from jixiao.scoring.result import IndicatorScore, ProjectScore
from jixiao.terms.findings import Level
from jixiao.web.changes import changes_between
from jixiao.web.field_words import field_word
from jixiao.web.models import PlanRecord, SelfEvaluationStep
from jixiao.web.score import Scored, own_packs

Kind = SelfEvaluationStep.Kind
Steps = Sequence[SelfEvaluationStep]
LONGEST = 1000
#: What a clerk writes: why an indicator deviates and what will be done; what became of the goals.
DEVIATION, RESULTS = "deviation", "results"
_DECIDING = (Kind.SUBMITTED, Kind.CONFIRMED, Kind.RETURNED, Kind.REOPENED)


class WritingError(ValueError):
    """What was sent cannot be kept or done; the text says why, to who sent it."""


class StaleStepError(Exception):
    """Somebody did something meanwhile: ``since`` are the steps the page had not seen."""

    def __init__(self, since: Steps) -> None:
        super().__init__(since)
        self.since = list(since)

    @property
    def head(self) -> int:
        """The number of the newest step."""
        return self.since[-1].number if self.since else 0


@dataclass(frozen=True)
class Form:
    """The form as it would be printed now: the filled project, its texts, by which pack."""

    scored: Scored
    project: Project
    made: ProjectScore
    results: str

    @classmethod
    def of(cls, found: Scored, project: Project, steps: Steps) -> Form:
        """The project's form from its score and what was written."""
        texts, made = texts_of(steps), found.of(project)
        whole = found.filled.project(project.id)
        assert whole is not None
        pairs = zip(whole.indicators, made.indicators, strict=True)
        rows = tuple(_written(row, line, texts.get((row.id, DEVIATION))) for row, line in pairs)
        whole = whole.model_copy(update={"indicators": rows})
        return cls(found, whole, made, texts.get(("", RESULTS), ""))

    @cached_property
    def content(self) -> str:
        """Everything the form prints and by what it was scored, as one text a signature binds to."""
        return json.dumps(
            {
                "policy": self.scored.scores.policy, "on": self.scored.scores.on.isoformat(),
                "total": plain(self.made.total), "grade": self.made.grade,
                "results": self.results, "plan": to_json(self.plan),
            },
            ensure_ascii=False, sort_keys=True,
        )  # fmt: skip

    @property
    def plan(self) -> Plan:
        """A plan of this project alone, with what the form prints and nothing else."""
        own = self.scored.plan
        return Plan(department=own.department, year=own.year, projects=(_printed(self.project),))

    @cached_property
    def hash(self) -> str:
        """What a signature binds to."""
        return hashlib.sha256(self.content.encode()).hexdigest()

    @cached_property
    def doubts(self) -> tuple[Finding, ...]:
        """What the checks of a self-evaluation find in it: leads for who signs, nothing that hinders."""
        found = self.scored
        made = examine_claims(
            self.plan, (), found.known, approved=found.plan, policy=found.scores.policy,
            among=own_packs(),
        )  # fmt: skip
        return made.findings

    @cached_property
    def wanting(self) -> list[Wanting]:
        """What must be there before it can be submitted."""
        return list(_wanting(self))


@dataclass(frozen=True)
class Wanting:
    """Something missing: of which indicator (none: of the project), which field, in words."""

    indicator: str
    field: str
    words: str


@dataclass(frozen=True)
class Status:
    """How far a form is. ``signed`` is the step that submitted or confirmed what still stands."""

    key: str
    word: object
    signed: SelfEvaluationStep | None = None
    fallen: SelfEvaluationStep | None = None
    returned: SelfEvaluationStep | None = None


_WORDS = {
    "draft": gettext_lazy("草稿"),
    "submitted": gettext_lazy("已提交"),
    "confirmed": gettext_lazy("已确认"),
}


def steps_of(record: PlanRecord, project_id: str) -> Steps:
    """A project's steps in order."""
    return list(record.self_evaluation_steps.filter(project_id=project_id).select_related("author"))


def steps_of_all(record: PlanRecord) -> Mapping[str, Steps]:
    """Project → its steps in order."""
    found: dict[str, list[SelfEvaluationStep]] = defaultdict(list)
    for one in record.self_evaluation_steps.select_related("author"):
        found[one.project_id].append(one)
    return found


def texts_of(steps: Steps) -> dict[tuple[str, str], str]:
    """(indicator, field) → what was written there last."""
    written = (one for one in steps if one.kind == Kind.WRITTEN)
    return {(one.indicator_id, one.field): one.after for one in written}


def status_of(form: Form, steps: Steps) -> Status:
    """How far the form is, as it would be printed now."""
    last = _last_decision(steps)
    kinds = {Kind.SUBMITTED: "submitted", Kind.CONFIRMED: "confirmed"}
    if last is None or last.kind not in kinds:
        returned = last if last and last.kind == Kind.RETURNED else None
        return Status("draft", _WORDS["draft"], returned=returned)
    if last.content_hash != form.hash:
        return Status("draft", _WORDS["draft"], fallen=last)
    key = kinds[Kind(last.kind)]
    return Status(key, _WORDS[key], signed=last)


def _last_decision(steps: Steps) -> SelfEvaluationStep | None:
    return next((one for one in reversed(steps) if one.kind in _DECIDING), None)


def write(
    record: PlanRecord, form: Form, where: tuple[str, str], typed: str, seen: int, author: object
) -> SelfEvaluationStep | None:
    """Keep what was typed in a cell; ``None`` where it says what was there already.

    Raises:
        WritingError: no such cell, or too long.
        StaleStepError: the same cell was written, or the form signed, since the page was made.
    """
    indicator, field = where
    row = next((r for r in form.project.indicators if r.id == indicator), None)
    if (field, row is not None) not in ((DEVIATION, True), (RESULTS, False)):
        raise WritingError(_("这一格已不在表中，请刷新页面后再写。"))
    text = clean(typed)
    if len(text) > LONGEST:
        words = _("这一格最多写 %(longest)s 字，现有 %(found)s 字；请精简。")
        raise WritingError(words % {"longest": LONGEST, "found": len(text)})
    before = (row.deviation or "") if row else form.results
    if text == before:
        return None
    with transaction.atomic():
        steps = _locked(record, form.project, seen, where)
        reopen(
            record, form.project, author, _("改写了%(field)s") % {"field": field_word(field)}, steps
        )
        return _add(
            record, form.project, Kind.WRITTEN, author, indicator_id=indicator,
            indicator_name=row.name if row else "", field=field, before=before, after=text,
        )  # fmt: skip


def reopen(
    record: PlanRecord, project: Project, author: object, why: str, steps: Steps | None = None
) -> None:
    """Note that a submitted or confirmed form is a draft again, and why; of a draft nothing."""
    known = steps_of(record, project.id) if steps is None else steps
    last = _last_decision(known)
    if last and last.kind in (Kind.SUBMITTED, Kind.CONFIRMED):
        _add(record, project, Kind.REOPENED, author, reason=why)


def sign(
    record: PlanRecord, form: Form, kind: Kind, seen: int, signed_hash: str, author: object,
    reason: str = "",
) -> SelfEvaluationStep:  # fmt: skip
    """Submit, confirm or return exactly the form that was seen.

    Raises:
        WritingError: something is wanting, it is not at that point, or it changed while looked at.
        StaleStepError: somebody did something meanwhile.
    """
    with transaction.atomic():
        steps = _locked(record, form.project, seen)
        _refuse(form, kind, status_of(form, steps), signed_hash, reason)
        return _add(
            record, form.project, kind, author, reason=clean(reason), content=form.content,
            content_hash=form.hash,
        )  # fmt: skip


def _refuse(form: Form, kind: Kind, status: Status, signed_hash: str, reason: str) -> None:
    if signed_hash != form.hash:
        raise WritingError(_("没有执行：表的内容刚刚变了，请刷新看过再决定。"))
    if kind == Kind.SUBMITTED:
        if status.key != "draft":
            raise WritingError(_("没有执行：这张表已经提交过了。"))
        if form.wanting:
            raise WritingError(_("还不能提交：%(wanting)s") % {"wanting": form.wanting[0].words})
    elif status.key != "submitted":
        raise WritingError(_("没有执行：这张表不在“已提交”的状态。"))
    elif kind == Kind.RETURNED and not clean(reason):
        raise WritingError(_("请写明退回的理由，供绩效专管员修改。"))
    if len(reason) > LONGEST:
        raise WritingError(_("理由太长，最多 %(longest)s 字。") % {"longest": LONGEST})


def _locked(
    record: PlanRecord, project: Project, seen: int, where: tuple[str, str] | None = None
) -> Steps:
    """The steps, with the plan's row locked. Who writes another cell meanwhile is in nobody's way."""
    PlanRecord.objects.select_for_update().get(pk=record.pk)
    steps = steps_of(record, project.id)
    since = [one for one in steps if one.number > seen]
    elsewhere = (Kind.WRITTEN, Kind.REOPENED) if where else ()
    if any(one.kind not in elsewhere or (one.indicator_id, one.field) == where for one in since):
        raise StaleStepError(since)
    return steps


def _add(
    record: PlanRecord, project: Project, kind: Kind, author: object, **told: object
) -> SelfEvaluationStep:
    last = record.self_evaluation_steps.filter(project_id=project.id).last()
    return SelfEvaluationStep.objects.create(
        record=record, project_id=project.id, project_name=project.short_name or project.name,
        number=last.number + 1 if last else 1, kind=kind, author=author, **told,
    )  # fmt: skip


def changed_since(form: Form, signed: SelfEvaluationStep) -> list[tuple[str, str, str]]:
    """What the form says otherwise than when it was signed: (where, then, now)."""
    then: dict[str, Any] = json.loads(signed.content)
    old, new = loads(json.dumps(then["plan"])), form.plan
    found = [
        (
            " · ".join(filter(None, (one.indicator_name, field_word(one.field)))),
            one.before or "", one.after or "",
        )
        for one in changes_between(old, new)
    ]  # fmt: skip
    return [*found, *_others(then, json.loads(form.content))]


def _others(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    words = {
        "results": _("实际完成情况"), "policy": _("政策包"), "on": _("规定有效的日期"),
        "total": _("总分"), "grade": _("等级"),
    }  # fmt: skip
    for key, word in words.items():
        if then[key] != now[key]:
            yield word, then[key] or "", now[key] or ""
    money = [side["plan"]["projects"][0]["executed"] or {} for side in (then, now)]
    for key in ("initial", "adjusted", "executed", "rate", "score"):
        before, after = (one.get(key) or "" for one in money)
        if before != after:
            yield field_word(f"executed.{key}"), before, after


def _written(row: Indicator, line: IndicatorScore, deviation: str | None) -> Indicator:
    """A row of the form with what was written into it; what does not apply says so."""
    kept = row.deviation if deviation is None else deviation or None
    aside = Flag.NOT_APPLICABLE in line.flags
    actual = Flag.NOT_APPLICABLE.label if aside else row.actual
    return row.model_copy(update={"deviation": kept, "actual": actual})


def _printed(project: Project) -> Project:
    """Without what the form has no cell for: a change of it touches no signature."""
    rows = tuple(
        row.model_copy(
            update={
                "description": None, "basis": None, "measure": None, "place": None, "places": {},
            }
        )
        for row in project.indicators
    )  # fmt: skip
    gone = {"use": None, "spending_plan": (), "place": None, "places": {}}
    return project.model_copy(update={"indicators": rows, **gone})


def _wanting(form: Form) -> Iterator[Wanting]:
    made = form.made
    if made.execution.points is None:
        yield Wanting("", "", made.execution.why)
    for finding in form.scored.findings_of(form.project):
        if finding.level is Level.RETURN:
            yield Wanting(finding.where.indicator or "", "", f"{finding.fault}{finding.remedy}")
    for row, line in zip(form.project.indicators, made.indicators, strict=True):
        if line.open:
            yield Wanting(
                row.id, "", _("“%(name)s”：%(why)s") % {"name": row.name, "why": line.why}
            )
        elif _deviates(line.weight, line.points, line.flags) and not row.deviation:
            words = _("“%(name)s”没有写偏差原因和改进措施") % {"name": row.name}
            yield Wanting(row.id, DEVIATION, words)
    if not form.results:
        yield Wanting("", RESULTS, _("没有写年度总体目标的实际完成情况"))


def _deviates(weight: object, points: object, flags: Sequence[Flag]) -> bool:
    """Points lost, or far more than aimed at: the form asks why."""
    if Flag.NOT_APPLICABLE in flags or points is None:
        return False
    return points != weight or Flag.OVER_ACHIEVED in flags

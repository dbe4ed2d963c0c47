"""The life of a self-evaluation form: written into, submitted, confirmed or returned, fallen.

A confirmation binds to the hash of exactly what was confirmed. What changes afterwards, here or in
evidence and plan, makes the form a draft again; a change made here leaves a step that says so.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jixiao.plan.json import loads
from jixiao.plan.model import Project
from jixiao.plan.words import clean
from jixiao.web.changes import changes_between
from jixiao.web.field_words import field_word
from jixiao.web.models import PlanRecord, SelfEvaluationStep
from jixiao.web.self_evaluation import DEVIATION, RESULTS, Form, Steps

Kind = SelfEvaluationStep.Kind
LONGEST = 1000
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
    if then["made_up"] != now["made_up"]:
        yield _("含模拟数据"), *(_("是") if one["made_up"] else _("否") for one in (then, now))
    money = [side["plan"]["projects"][0]["executed"] or {} for side in (then, now)]
    for key in ("initial", "adjusted", "executed", "rate", "score"):
        before, after = (one.get(key) or "" for one in money)
        if before != after:
            yield field_word(f"executed.{key}"), before, after

"""Steps of self-evaluation forms in the application's record (:mod:`jixiao.acts.self_evaluation`)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from jixiao.acts.kind import ActRefusedError
from jixiao.acts.record import StaleActError, Writer
from jixiao.acts.self_evaluation import (
    KINDS,
    Step,
    add_step,
    cell,
    last_decision,
    refuse_signing,
    signed_content,
    status_of,
    text_written,
)
from jixiao.acts.self_evaluation import form as whole_form
from jixiao.acts.self_evaluation import steps_of as folded
from jixiao.plan.json import loads
from jixiao.plan.model import Project
from jixiao.plan.words import clean
from jixiao.terms.acts import FormStep
from jixiao.web.acts import record_of
from jixiao.web.changes import changes_between
from jixiao.web.field_words import field_word
from jixiao.web.models import PlanRecord
from jixiao.web.models.bound_content import bound_content, keep_content
from jixiao.web.saying import Speaker
from jixiao.web.self_evaluation import DEVIATION, RESULTS, Form, Steps


class StaleStepError(Exception):
    """Somebody did something meanwhile: ``since`` are the steps the page had not seen."""

    def __init__(self, since: Sequence[Step]) -> None:
        super().__init__(since)
        self.since = list(since)

    @property
    def head(self) -> int:
        """The number of the newest step."""
        return self.since[-1].number if self.since else 0


def steps_of(record: PlanRecord, project_id: str) -> Steps:
    """A project's steps in order."""
    return steps_of_all(record).get(project_id, ())


def steps_of_all(record: PlanRecord) -> Mapping[str, Steps]:
    """Project → its steps in order."""
    return folded(record_of(record.department_id).reading().of_kinds(KINDS), record.year)


def write(
    record: PlanRecord, form: Form, where: tuple[str, str], typed: str, seen: int, said: Speaker
) -> Step | None:
    """Keep what was typed in a cell; ``None`` where it says what was there already.

    Raises:
        ActRefusedError: no such cell, or too long.
        StaleStepError: the same cell was written, or the form signed, since the page was made.
    """
    indicator, field = where
    row = next((r for r in form.project.indicators if r.id == indicator), None)
    if (field, row is not None) not in ((DEVIATION, True), (RESULTS, False)):
        raise ActRefusedError(_("这一格已不在表中，请刷新页面后再写。"))
    text = text_written(typed)
    before = (row.deviation or "") if row else form.results
    if text == before:
        return None
    says = {"indicator_name": row.name if row else "", "before": before, "after": text}
    with record_of(record.department_id).writing() as writer:
        steps = _steps(writer, record, form.project)
        draft = said.draft(FormStep.WRITTEN.value, cell(record.year, form.project.id, where), says)
        made = _added(writer, steps, draft, seen)
        why = _("改写了%(field)s") % {"field": field_word(field)}
        _reopened(writer, record, form.project, said, why, (*steps, made))
        return made


def reopen(record: PlanRecord, project: Project, said: Speaker, why: str) -> None:
    """Note that a submitted or confirmed form is a draft again, and why; of a draft nothing."""
    with record_of(record.department_id).writing() as writer:
        _reopened(writer, record, project, said, why, _steps(writer, record, project))


def _reopened(
    writer: Writer, record: PlanRecord, project: Project, said: Speaker, why: str, steps: Steps
) -> None:
    last = last_decision(steps)
    if last and last.kind in (FormStep.SUBMITTED, FormStep.CONFIRMED):
        draft = said.draft(
            FormStep.REOPENED.value, whole_form(record.year, project.id), {"reason": why}
        )
        add_step(writer, steps, draft, len(steps))


@transaction.atomic
def sign(
    record: PlanRecord, form: Form, kind: FormStep, seen: int, signed_hash: str, said: Speaker,
    reason: str = "",
) -> Step:  # fmt: skip
    """Submit, confirm or return exactly the form that was seen.

    Raises:
        ActRefusedError: something is wanting, it is not at that point, or it changed while looked at.
        StaleStepError: somebody did something meanwhile.
    """
    with record_of(record.department_id).writing() as writer:
        steps = _steps(writer, record, form.project)
        if since := steps[max(seen, 0) :]:
            raise StaleStepError(since)
        wanting = [one.words for one in form.wanting]
        status = status_of(steps, form.hash)
        refuse_signing(kind, status, (signed_hash, form.hash), wanting, reason)
        says = {"reason": clean(reason)} if kind is FormStep.RETURNED else {}
        subject = whole_form(record.year, form.project.id)
        draft = said.draft(kind.value, subject, says, binds=keep_content(form.content))
        return _added(writer, steps, draft, seen)


def content_of(step: Step) -> str:
    """The whole form as it was signed; nothing of a step that signed none.

    Raises:
        ContentError: it is gone, or is not what was signed.
    """
    return signed_content(step, bound_content(step.content_hash) if step.content_hash else None)


def _steps(writer: Writer, record: PlanRecord, project: Project) -> Steps:
    return folded(writer.book.of_kinds(KINDS), record.year).get(project.id, ())


def _added(writer: Writer, steps: Steps, draft: Any, seen: int) -> Step:
    try:
        return add_step(writer, steps, draft, seen)
    except StaleActError as stale:
        raise StaleStepError(steps[max(seen, 0) :]) from stale


def changed_since(form: Form, signed: Step) -> list[tuple[str, str, str]]:
    """What the form says otherwise than when it was signed: (where, then, now)."""
    then: dict[str, Any] = json.loads(content_of(signed))
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

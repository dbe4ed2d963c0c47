"""The life of a project's self-evaluation form: written into, submitted, confirmed or returned, fallen.

A confirmation binds to the hash of exactly what was confirmed. What changes afterwards, here or in
evidence and plan, makes the form a draft again; a change made here leaves an act that says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jixiao.acts.errors import ContentError
from jixiao.acts.kind import ActRefusedError, Draft, Told
from jixiao.acts.plans import hash_of
from jixiao.acts.record import StaleActError, Writer
from jixiao.plan.words import clean
from jixiao.terms.acts import FormState, FormStep

KINDS = tuple(one.value for one in FormStep)
_STATES = {
    FormStep.SUBMITTED: FormState.SUBMITTED, FormStep.CONFIRMED: FormState.CONFIRMED,
}  # fmt: skip
LONGEST = 1000


@dataclass(frozen=True)
class Step:
    """One step, numbered through the project; ``where`` is the cell written into."""

    number: int
    told: Told

    @property
    def kind(self) -> FormStep:
        """What was done."""
        return FormStep.of(self.told.act.kind)

    @property
    def where(self) -> tuple[str, str]:
        """Indicator (empty for the project's own) and field."""
        subject = self.told.act.subject
        return subject.get("indicator", ""), subject.get("field", "")

    @property
    def indicator_name(self) -> str:
        """As it was called then."""
        return self.told.says.get("indicator_name") or ""

    @property
    def field(self) -> str:
        """The field written into."""
        return self.where[1]

    @property
    def before(self) -> str:
        """What stood in the cell."""
        return self.told.says.get("before") or ""

    @property
    def after(self) -> str:
        """What stands in it since."""
        return self.told.says.get("after") or ""

    @property
    def reason(self) -> str:
        """Why."""
        return self.told.says.get("reason") or ""

    @property
    def content_hash(self) -> str:
        """Of the form that was signed."""
        return self.told.act.binds or ""

    @property
    def who(self) -> str:
        """By whom."""
        return self.told.who

    @property
    def created(self) -> datetime:
        """When."""
        return self.told.moment or self.told.act.recorded


@dataclass(frozen=True)
class Status:
    """How far a form is. ``signed`` is the step that submitted or confirmed what still stands."""

    state: FormState
    signed: Step | None = None
    fallen: Step | None = None
    returned: Step | None = None


def steps_of(told: Iterable[Told], year: int) -> dict[str, tuple[Step, ...]]:
    """Project → its steps of a year, in order."""
    found: dict[str, list[Step]] = {}
    for one in told:
        subject = one.act.subject
        if subject["self_evaluation"] == year:
            few = found.setdefault(subject["project"], [])
            few.append(Step(len(few) + 1, one))
    return {key: tuple(few) for key, few in found.items()}


def signed_content(step: Step, kept: str | None) -> str:
    """The whole form as it was signed, from what is kept under its hash; nothing of a step that signed none.

    Raises:
        ContentError: it is gone, or is not what was signed.
    """
    if step.content_hash and (kept is None or hash_of(kept) != step.content_hash):
        raise ContentError(f"第{step.number}步签的表不见了或者被改动过；请从备份恢复")
    return kept or ""


def texts_of(steps: Sequence[Step]) -> dict[tuple[str, str], str]:
    """(indicator, field) → what was written there last."""
    return {one.where: one.after for one in steps if one.kind is FormStep.WRITTEN}


def status_of(steps: Sequence[Step], form_hash: str) -> Status:
    """How far a form of that hash is, as it would be printed now."""
    last = last_decision(steps)
    state = _STATES.get(last.kind) if last else None
    if last is None or state is None:
        returned = last if last and last.kind is FormStep.RETURNED else None
        return Status(FormState.DRAFT, returned=returned)
    if last.content_hash != form_hash:
        return Status(FormState.DRAFT, fallen=last)
    return Status(state, signed=last)


def last_decision(steps: Sequence[Step]) -> Step | None:
    """The last step that is no writing."""
    return next((one for one in reversed(steps) if one.kind is not FormStep.WRITTEN), None)


def text_written(typed: str) -> str:
    """What was typed into a cell, as it is kept.

    Raises:
        ActRefusedError: too long.
    """
    text = clean(typed)
    if len(text) > LONGEST:
        raise ActRefusedError(f"这一格最多写 {LONGEST} 字，现有 {len(text)} 字；请精简。")
    return text


def cell(year: int, project: str, where: tuple[str, str]) -> Mapping[str, Any]:
    """The subject of a text."""
    return {"self_evaluation": year, "project": project, "indicator": where[0], "field": where[1]}


def form(year: int, project: str) -> Mapping[str, Any]:
    """The subject of what is done with the form as a whole."""
    return {"self_evaluation": year, "project": project}


def refuse_signing(
    kind: FormStep, status: Status, hashes: tuple[str, str], wanting: Sequence[str], why: str
) -> None:
    """Whether a form may be submitted, confirmed or returned now.

    ``hashes``: of the form as its author saw it, and as it is; ``wanting``: what is missing in it.

    Raises:
        ActRefusedError: it changed while looked at, is not at that point, or something is wanting.
    """
    if hashes[0] != hashes[1]:
        raise ActRefusedError("没有执行：表的内容刚刚变了，请刷新看过再决定。")
    if kind is FormStep.SUBMITTED:
        if status.state is not FormState.DRAFT:
            raise ActRefusedError("没有执行：这张表已经提交过了。")
        if wanting:
            raise ActRefusedError(f"还不能提交：{wanting[0]}")
    elif status.state is not FormState.SUBMITTED:
        raise ActRefusedError("没有执行：这张表不在“已提交”的状态。")
    elif kind is FormStep.RETURNED and not clean(why):
        raise ActRefusedError("请写明退回的理由，供绩效专管员修改。")
    if len(why) > LONGEST:
        raise ActRefusedError(f"理由太长，最多 {LONGEST} 字。")


def add_step(writer: Writer, steps: Sequence[Step], draft: Draft, seen: int) -> Step:
    """One more step on top of ``steps``; its author has seen the one numbered ``seen``.

    Who writes another cell meanwhile is in nobody's way; who signs has seen everything.

    Raises:
        StaleActError: there is a step in the way that they have not seen.
    """
    unseen = [one for one in steps[max(seen, 0) :] if _in_the_way(one, draft)]
    if unseen or seen > len(steps):
        raise StaleActError((unseen or steps)[-1].told if unseen or steps else None)
    return Step(len(steps) + 1, writer.say(draft))


def _in_the_way(one: Step, draft: Draft) -> bool:
    if draft.kind != FormStep.WRITTEN or one.kind not in (FormStep.WRITTEN, FormStep.REOPENED):
        return True
    return one.told.act.subject == draft.subject

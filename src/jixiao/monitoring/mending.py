"""整改: problem → demand → measure → evidence → acceptance, as steps that are only ever added.

A matter is closed when the rule that found it passes again, or when a person says why it is closed
without. Every function gives a new record; nothing is read or written here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from jixiao.terms.label import Labelled


class MendingError(ValueError):
    """A step that is not allowed; the text says why and what would be."""


class StepKind(Labelled):
    """What was done."""

    DEMAND = "demand", "提出要求", "demanded"
    MEASURE = "measure", "整改措施", "measure taken"
    ASK = "ask", "申请延期", "extension asked for"
    EXTEND = "extend", "同意延期", "extended"
    REFUSE_EXTENSION = "refuse_extension", "不同意延期", "extension refused"
    EVIDENCE = "evidence", "提交佐证", "evidence handed in"
    RETURN = "return", "退回", "returned"
    CLOSE = "close", "销号", "closed"


class State(Labelled):
    """Where a matter stands."""

    FOUND = "found", "已发现", "found"
    DEMANDED = "demanded", "已要求", "demanded"
    IN_HAND = "in_hand", "整改中", "in hand"
    SUBMITTED = "submitted", "待验收", "to be accepted"
    CLOSED = "closed", "已销号", "closed"


#: Which state a step leads to; a step that is not here leaves the state as it is.
_LEADS = {
    StepKind.DEMAND: State.DEMANDED,
    StepKind.MEASURE: State.IN_HAND,
    StepKind.EVIDENCE: State.SUBMITTED,
    StepKind.RETURN: State.IN_HAND,
    StepKind.CLOSE: State.CLOSED,
}
_ALLOWED = {
    StepKind.DEMAND: (State.FOUND,),
    StepKind.MEASURE: (State.DEMANDED, State.IN_HAND),
    StepKind.ASK: (State.DEMANDED, State.IN_HAND),
    StepKind.EXTEND: (State.DEMANDED, State.IN_HAND),
    StepKind.REFUSE_EXTENSION: (State.DEMANDED, State.IN_HAND),
    StepKind.EVIDENCE: (State.DEMANDED, State.IN_HAND, State.SUBMITTED),
    StepKind.RETURN: (State.SUBMITTED,),
    StepKind.CLOSE: (State.FOUND, State.DEMANDED, State.IN_HAND, State.SUBMITTED),
}


@dataclass(frozen=True)
class Step:
    """One step. ``due`` belongs to a demand, a request and a granted extension; ``proof`` to evidence."""

    kind: StepKind
    on: date
    by: str
    text: str = ""
    due: date | None = None
    proof: str | None = None


@dataclass(frozen=True)
class Matter:
    """One problem that has to be mended. ``again`` is the id of last year's, where it came back."""

    id: str
    rule: str
    project: str
    project_name: str
    fault: str
    year: int
    found_on: date
    indicator: str | None = None
    indicator_name: str = ""
    steps: tuple[Step, ...] = ()
    again: str | None = None

    @property
    def state(self) -> State:
        """Where it stands after all steps."""
        led = [_LEADS[s.kind] for s in self.steps if s.kind in _LEADS]
        return led[-1] if led else State.FOUND

    @property
    def is_open(self) -> bool:
        """Whether it is not closed yet."""
        return self.state is not State.CLOSED

    @property
    def due(self) -> date | None:
        """The day it is due: of the demand, or of the last extension granted."""
        days = [s.due for s in self.steps if s.kind in (StepKind.DEMAND, StepKind.EXTEND)]
        return days[-1] if days else None

    @property
    def asked(self) -> Step | None:
        """An extension asked for and not answered yet."""
        about = [s for s in self.steps if s.kind in _EXTENSIONS]
        return about[-1] if about and about[-1].kind is StepKind.ASK else None

    @property
    def has_evidence(self) -> bool:
        """Whether anything was handed in."""
        return any(s.kind is StepKind.EVIDENCE for s in self.steps)

    def overdue(self, on: date) -> bool:
        """Whether it is past due on a day: not handed in by then, and not closed."""
        waiting = self.state not in (State.CLOSED, State.SUBMITTED)
        return waiting and self.due is not None and on > self.due


def allowed(matter: Matter) -> tuple[StepKind, ...]:
    """What may be done next: by where the matter stands, and whether an extension waits for its answer."""
    answers = (StepKind.EXTEND, StepKind.REFUSE_EXTENSION)
    hidden = (StepKind.ASK,) if matter.asked else answers
    kinds = (kind for kind, states in _ALLOWED.items() if matter.state in states)
    return tuple(kind for kind in kinds if kind not in hidden)


_EXTENSIONS = (StepKind.ASK, StepKind.EXTEND, StepKind.REFUSE_EXTENSION)


def add_step(matter: Matter, step: Step) -> Matter:
    """The matter with one more step.

    Raises:
        MendingError: closed already, out of order, before the last step, or lacking what it needs.
    """
    if step.kind is StepKind.CLOSE:
        raise MendingError("销号要说明规则是否已经通过，或者写明不经复核的理由")
    _refuse(matter, step)
    return replace(matter, steps=(*matter.steps, step))


def close(matter: Matter, step: Step, passes: bool | None) -> Matter:
    """The matter closed: the rule passes again, or the step's text says why it is closed without.

    ``passes`` is what looking again gave; ``None`` where nobody looked.

    Raises:
        MendingError: the rule still finds it or was not asked, and no reason is written.
    """
    if passes and not (matter.has_evidence or step.proof):
        raise MendingError(f"{matter.id} 还没有佐证；请先提交佐证，或者在销号时附上")
    if not passes and not step.text.strip():
        said = "没有复核" if passes is None else f"规则 {matter.rule} 仍然发现这个问题"
        raise MendingError(f"{matter.id} {said}；要销号，请写明理由")
    _refuse(matter, step)
    return replace(matter, steps=(*matter.steps, step))


def _refuse(matter: Matter, step: Step) -> None:
    if matter.state not in _ALLOWED[step.kind]:
        raise MendingError(f"{matter.id} {matter.state.label}，不能{step.kind.label}")
    if not step.by.strip():
        raise MendingError(f"{step.kind.label}要写明是谁")
    last = max((s.on for s in matter.steps), default=matter.found_on)
    if step.on < last:
        raise MendingError(f"{step.kind.label}的日期 {step.on} 早于上一步 {last}")
    _refuse_lacking(matter, step)


def _refuse_lacking(matter: Matter, step: Step) -> None:
    needs_due = (StepKind.DEMAND, StepKind.ASK, StepKind.EXTEND)
    if step.kind in needs_due and (step.due is None or step.due < step.on):
        raise MendingError(f"{step.kind.label}要写不早于当天的期限")
    if (
        step.kind in (StepKind.ASK, StepKind.EXTEND)
        and step.due
        and matter.due
        and step.due <= matter.due
    ):
        raise MendingError(f"延期应当晚于现在的期限 {matter.due}")
    if step.kind in (StepKind.EXTEND, StepKind.REFUSE_EXTENSION) and matter.asked is None:
        raise MendingError(f"{matter.id} 没有待批的延期申请")
    if step.kind is StepKind.EVIDENCE and not (step.proof or "").strip():
        raise MendingError("提交佐证要附文件")
    needs_text = (StepKind.DEMAND, StepKind.MEASURE, StepKind.ASK, StepKind.RETURN)
    if step.kind in needs_text and not step.text.strip():
        raise MendingError(f"{step.kind.label}要写内容")


def with_recurrence(matter: Matter, earlier: Iterable[Matter]) -> Matter:
    """The matter, with the id of the latest like one of an earlier year: same rule, project, indicator."""
    same = [one for one in earlier if one.year < matter.year and _key(one) == _key(matter)]
    return replace(matter, again=max(same, key=lambda m: (m.year, m.id)).id) if same else matter


def _key(matter: Matter) -> tuple[str, str, str]:
    """Project codes change with the year; names stay."""
    return matter.rule, matter.project_name, matter.indicator_name

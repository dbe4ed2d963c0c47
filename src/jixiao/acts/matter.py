"""整改: problem → demand → measure → evidence → acceptance, as acts that are only ever added.

A matter is about a fault: a rule, a project, an indicator, in a year. It is closed when the rule that
found it was looked at again and no longer finds it; to leave it unmended is a decision.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from jixiao.acts.proof import Proof
from jixiao.acts.recheck import Looked, Recheck
from jixiao.terms.label import Labelled
from jixiao.terms.roles import DECIDING, Role


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
    SET_ASIDE = "set_aside", "决定不再整改", "left unmended by decision"
    WITHDRAW = "withdraw", "撤回", "withdrawn"


class State(Labelled):
    """Where a matter stands."""

    FOUND = "found", "已发现", "found"
    DEMANDED = "demanded", "已要求", "demanded"
    IN_HAND = "in_hand", "整改中", "in hand"
    SUBMITTED = "submitted", "待验收", "to be accepted"
    CLOSED = "closed", "已销号", "closed"
    SET_ASIDE = "set_aside", "已决定不再整改", "left unmended by decision"
    WITHDRAWN = "withdrawn", "已撤回", "withdrawn"


ENDED = (State.CLOSED, State.SET_ASIDE, State.WITHDRAWN)
#: Which state a step leads to; a step that is not here leaves the state as it is.
_LEADS = {
    StepKind.DEMAND: State.DEMANDED,
    StepKind.MEASURE: State.IN_HAND,
    StepKind.EVIDENCE: State.SUBMITTED,
    StepKind.RETURN: State.IN_HAND,
    StepKind.CLOSE: State.CLOSED,
    StepKind.SET_ASIDE: State.SET_ASIDE,
    StepKind.WITHDRAW: State.WITHDRAWN,
}
_WORKING = (State.DEMANDED, State.IN_HAND)
_OPEN = (State.FOUND, *_WORKING, State.SUBMITTED)
_ALLOWED = {
    StepKind.DEMAND: (State.FOUND,),
    StepKind.MEASURE: _WORKING,
    StepKind.ASK: _WORKING,
    StepKind.EXTEND: _WORKING,
    StepKind.REFUSE_EXTENSION: _WORKING,
    StepKind.EVIDENCE: (*_WORKING, State.SUBMITTED),
    StepKind.RETURN: (State.SUBMITTED,),
    StepKind.CLOSE: _OPEN,
    StepKind.SET_ASIDE: _OPEN,
    StepKind.WITHDRAW: (State.FOUND,),
}
#: What the clerk does; all else is for who decides.
_CLERKS = (StepKind.MEASURE, StepKind.ASK, StepKind.EVIDENCE)
_EXTENSIONS = (StepKind.ASK, StepKind.EXTEND, StepKind.REFUSE_EXTENSION)
NEEDS_DUE = (StepKind.DEMAND, StepKind.ASK, StepKind.EXTEND)
_NEEDS_TEXT = (
    StepKind.DEMAND, StepKind.MEASURE, StepKind.ASK, StepKind.RETURN, StepKind.SET_ASIDE,
    StepKind.WITHDRAW,
)  # fmt: skip


def may(kind: StepKind) -> frozenset[str]:
    """The roles that take a step."""
    return frozenset({Role.CLERK.value}) if kind in _CLERKS else DECIDING


@dataclass(frozen=True)
class Step:
    """One step. ``due`` belongs to a demand, a request and a granted extension.

    ``recheck``: what looking again had given, of a closing; ``None`` where it was not kept.
    """

    kind: StepKind
    on: date
    by: str
    text: str = ""
    due: date | None = None
    proof: Proof | None = None
    recheck: Recheck | None = None
    recorded: datetime | None = None


@dataclass(frozen=True)
class Matter:
    """One problem that has to be mended. ``again`` is the id of last year's, where it came back.

    ``head``: the hash of its last act, by which a form says what it has seen.
    """

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
    by: str = ""
    head: str | None = None

    @property
    def subject(self) -> dict[str, Any]:
        """What its acts are about."""
        return subject_of(self.year, self.rule, self.project, self.indicator)

    @property
    def state(self) -> State:
        """Where it stands after all steps."""
        led = [_LEADS[s.kind] for s in self.steps if s.kind in _LEADS]
        return led[-1] if led else State.FOUND

    @property
    def is_open(self) -> bool:
        """Whether anything is left to do."""
        return self.state not in ENDED

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
        """Whether it is past due on a day: not handed in by then, and not ended."""
        waiting = self.is_open and self.state is not State.SUBMITTED
        return waiting and self.due is not None and on > self.due


def subject_of(year: int, rule: str, project: str, indicator: str | None) -> dict[str, Any]:
    """The fault that acts about a matter are about."""
    return {
        "of": "matter", "year": year, "rule": rule, "project": project, "indicator": indicator,
    }  # fmt: skip


def allowed(matter: Matter) -> tuple[StepKind, ...]:
    """What may be done next: by where the matter stands, and whether an extension waits for its answer."""
    answers = (StepKind.EXTEND, StepKind.REFUSE_EXTENSION)
    hidden = (StepKind.ASK,) if matter.asked else answers
    kinds = (kind for kind, states in _ALLOWED.items() if matter.state in states)
    return tuple(kind for kind in kinds if kind not in hidden)


def refusal(matter: Matter, step: Step) -> str:
    """Why a step may not follow, and what to do; nothing where it may."""
    label = step.kind.label
    if matter.state not in _ALLOWED[step.kind]:
        return f"{matter.id} {matter.state.label}，不能{label}"
    last = max((s.on for s in matter.steps), default=matter.found_on)
    if step.on < last:
        return f"{label}的日期 {step.on} 早于上一步 {last}"
    if step.kind in NEEDS_DUE and (step.due is None or step.due < step.on):
        return f"{label}要写不早于当天的期限"
    return _refused_extension(matter, step) or _lacking(matter, step)


def _refused_extension(matter: Matter, step: Step) -> str:
    later = step.due is None or matter.due is None or step.due > matter.due
    if step.kind in (StepKind.ASK, StepKind.EXTEND) and not later:
        return f"延期应当晚于现在的期限 {matter.due}"
    if step.kind in (StepKind.EXTEND, StepKind.REFUSE_EXTENSION) and matter.asked is None:
        return f"{matter.id} 没有待批的延期申请"
    return ""


def _lacking(matter: Matter, step: Step) -> str:
    if step.kind is StepKind.EVIDENCE and (step.proof is None or not step.proof.name):
        return "提交佐证要附文件"
    if step.kind in _NEEDS_TEXT and not step.text.strip():
        return f"{step.kind.label}要写内容"
    return _not_mended(matter, step) if step.kind is StepKind.CLOSE else ""


_OR_DECIDE = "，或者由部门负责人、财政审核写明理由，决定不再整改"


def _not_mended(matter: Matter, step: Step) -> str:
    recheck = step.recheck
    if recheck is None:
        return f"{matter.id} 没有复核，不能销号；请由发现它的规则再看一遍"
    if recheck.result is Looked.FOUND:
        return f"{matter.id} 不能销号：{recheck.why}；请先改正{_OR_DECIDE}"
    if recheck.result is Looked.COULD_NOT_LOOK:
        return f"{matter.id} 不能销号：{recheck.why}；请先补齐台账再复核{_OR_DECIDE}"
    proved = matter.has_evidence or step.proof is not None
    return "" if proved else f"{matter.id} 还没有佐证；请先提交佐证，或者在销号时附上"

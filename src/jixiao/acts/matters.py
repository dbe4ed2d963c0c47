"""The acts about matters to be mended: what they fold into, and how each is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from jixiao.acts.kind import Draft, Told
from jixiao.acts.matter import Matter, Step, StepKind, may, refusal
from jixiao.acts.proof import Proof
from jixiao.acts.recheck import Looked, Recheck

OPENED, STEP, CLOSED, SET_ASIDE, WITHDRAWN = (
    "matter_opened", "matter_step", "matter_closed", "matter_set_aside", "matter_withdrawn",
)  # fmt: skip
KINDS = (OPENED, STEP, CLOSED, SET_ASIDE, WITHDRAWN)
#: The members of the subject of all of them.
ABOUT = frozenset({"of", "year", "rule", "project", "indicator"})
_OWN = {StepKind.CLOSE: CLOSED, StepKind.SET_ASIDE: SET_ASIDE, StepKind.WITHDRAW: WITHDRAWN}
_STEPS = {name: kind for kind, name in _OWN.items()}


def matters_of(told: Iterable[Told]) -> tuple[Matter, ...]:
    """The matters that acts amount to, in the order they were opened."""
    found: list[Matter] = []
    latest: dict[str, int] = {}
    for one in told:
        if one.act.kind == OPENED:
            latest[one.act.about] = len(found)
            found.append(_opened(one))
        elif one.act.kind in KINDS:
            at = latest[one.act.about]
            steps = (*found[at].steps, _step_of(one))
            found[at] = replace(found[at], steps=steps, head=one.act.hash)
    return tuple(found)


def latest_of(told: Sequence[Told]) -> Matter | None:
    """The last matter about one fault."""
    found = matters_of(told)
    return found[-1] if found else None


def why_not(draft: Draft, before: Sequence[Told]) -> str:
    """Why a step, of whichever of the kinds, may not follow; nothing where it may."""
    kind, says = draft.kind, draft.says
    if kind == STEP and says["step"] not in set(StepKind) - set(_OWN):
        return f"没有“{says['step']}”这一步"
    step = _step(kind, says, draft.on, draft.who, draft.binds, None)
    if draft.role not in may(step.kind):
        return (
            f"{step.kind.label}不由这个角色来做：措施、佐证和延期申请由专管员，"
            "其余由部门负责人或财政审核"
        )
    matter = latest_of(before)
    return refusal(matter, step) if matter else "没有这件整改事项；请先列入整改"


def _opened(one: Told) -> Matter:
    about, says = one.act.subject, one.says
    return Matter(
        id=says["id"], rule=about["rule"], project=about["project"],
        project_name=says["project_name"], fault=says["fault"], year=about["year"], found_on=one.on,
        indicator=about["indicator"], indicator_name=says["indicator_name"], again=says["again"],
        by=one.who, head=one.act.hash,
    )  # fmt: skip


def _step_of(one: Told) -> Step:
    return _step(one.act.kind, one.says, one.on, one.who, one.act.binds, one.moment)


def _step(
    kind: str, says: Mapping[str, Any], on: date, by: str, binds: str | None, moment: datetime | None
) -> Step:  # fmt: skip
    due = says.get("due")
    return Step(
        StepKind.of(says["step"]) if kind == STEP else _STEPS[kind], on, by, says["text"],
        date.fromisoformat(due) if due else None, Proof.of(says.get("proof", ""), binds),
        _recheck(says), moment,
    )  # fmt: skip


def _recheck(says: Mapping[str, Any]) -> Recheck | None:
    if not says.get("result"):
        return None
    day = date.fromisoformat(says["looked_on"])
    return Recheck(Looked.of(says["result"]), says["why"], day, says["evidence"])


# -- saying ---------------------------------------------------------------------------------------


def opening(matter: Matter, who: str, role: str, organisation: str) -> Draft:
    """The act that puts a matter on the list, found on its day."""
    says = {
        "id": matter.id, "fault": matter.fault, "project_name": matter.project_name,
        "indicator_name": matter.indicator_name, "again": matter.again,
    }  # fmt: skip
    return Draft(OPENED, matter.subject, says, who, role, organisation, matter.found_on)


def taking(matter: Matter, step: Step, role: str, organisation: str) -> Draft:
    """The act that takes a step of a matter; who and when are the step's."""
    kind = _OWN.get(step.kind, STEP)
    says = {STEP: _said, CLOSED: _closed}.get(kind, _reasoned)(step)
    proof = step.proof.sha256 if step.proof else None
    return Draft(kind, matter.subject, says, step.by, role, organisation, step.on, proof)


def _said(step: Step) -> dict[str, Any]:
    return {
        "step": step.kind.value, "text": step.text, "proof": step.proof.name if step.proof else "",
        "due": step.due.isoformat() if step.due else None,
    }  # fmt: skip


def _closed(step: Step) -> dict[str, Any]:
    seen = step.recheck
    return {
        "text": step.text, "proof": step.proof.name if step.proof else "",
        "result": seen.result.value if seen else None, "why": seen.why if seen else "",
        "looked_on": seen.on.isoformat() if seen else None,
        "evidence": seen.evidence if seen else None,
    }  # fmt: skip


def _reasoned(step: Step) -> dict[str, Any]:
    return {"text": step.text}

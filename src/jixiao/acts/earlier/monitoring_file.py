"""``monitoring.json`` (``jixiao/mending/1``): decisions, and matters to be mended with their steps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel

from jixiao.acts.earlier.brought import SHAPED, Brought, kept_proof, shaped
from jixiao.acts.kinds.cause import Cause, caused
from jixiao.acts.kinds.outcome import Decision, decided
from jixiao.acts.kinds.possibility import confirmed
from jixiao.acts.matter import Matter, Step, StepKind
from jixiao.acts.matters import opening, taking
from jixiao.law.monitoring import Outcome, Possibility, Reason

NAME = "monitoring.json"


class _Outcome(BaseModel):
    model_config = SHAPED

    rule: str
    project: str
    indicator: str | None = None
    outcome: Outcome
    reason: str
    by: str
    on: date
    until: date | None = None
    recorded: datetime | None = None


class _Confirmation(BaseModel):
    model_config = SHAPED

    indicator: str
    possibility: Possibility
    by: str
    on: date
    recorded: datetime | None = None


class _Cause(BaseModel):
    model_config = SHAPED

    indicator: str
    category: Reason
    text: str
    by: str
    on: date
    recorded: datetime | None = None


class _Decisions(BaseModel):
    model_config = SHAPED

    outcomes: tuple[_Outcome, ...] = ()
    confirmations: tuple[_Confirmation, ...] = ()
    causes: tuple[_Cause, ...] = ()


class _Step(BaseModel):
    model_config = SHAPED

    kind: StepKind
    on: date
    by: str
    text: str = ""
    due: date | None = None
    proof: str | None = None


class _Matter(BaseModel):
    model_config = SHAPED

    id: str
    rule: str
    project: str
    project_name: str
    fault: str
    year: int
    found_on: date
    indicator: str | None = None
    indicator_name: str = ""
    steps: tuple[_Step, ...] = ()
    again: str | None = None


class _Monitoring(BaseModel):
    model_config = SHAPED

    schema_: Literal["jixiao/mending/1"]
    decisions: _Decisions = _Decisions()
    matters: tuple[_Matter, ...] = ()


def read(path: Path) -> Iterator[Brought]:
    """What the file says: what was decided, each matter with its steps, the outcomes.

    Raises:
        EarlierFileError: it cannot be taken.
    """
    told = shaped(path, _Monitoring)
    for c in told.decisions.confirmations:
        yield Brought(
            confirmed(c.indicator, c.possibility, c.on, c.by, "", ""), _moment(c.recorded)
        )
    for cause in told.decisions.causes:
        made = Cause(cause.indicator, cause.category, cause.text, cause.by, cause.on)
        yield Brought(caused(made, "", ""), _moment(cause.recorded))
    for one in told.matters:
        yield from _matter(one, path.parent)
    for d in told.decisions.outcomes:
        decision = Decision(
            d.rule, d.project, d.indicator, d.outcome, d.reason, d.by, d.on, d.until
        )
        yield Brought(decided(decision, d.on.year, "", ""), _moment(d.recorded))


def _matter(one: _Matter, folder: Path) -> Iterator[Brought]:
    matter = Matter(**{**dict(one), "steps": ()})
    yield Brought(opening(matter, "", "", ""))
    for step in one.steps:
        made = Step(
            step.kind, step.on, step.by, step.text, step.due, kept_proof(step.proof or "", folder)
        )
        yield Brought(taking(matter, made, "", ""))


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None

"""The year as a line of stages: what each is about, by when, and how far it is.

A deadline is the place's own or the law's, with where it stands. One that nobody set is missing, and
a day that rests on another day that nobody recorded is not computed: both are said in words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from jixiao.law.packs_values import Checkpoint
from jixiao.law.shelf import Citation, Verified, cite
from jixiao.terms.acts import FormState
from jixiao.terms.label import Labelled
from jixiao.year.known import Known


class Step(Labelled):
    """What is done in a stage."""

    PLANNING = "planning", "编制", "planning"
    REVIEW = "review", "审核", "review"
    APPROVAL = "approval", "批复", "approval"
    PUBLICATION = "publication", "公开", "publication"
    MONITORING = "monitoring", "监控", "monitoring"
    SELF_EVALUATION = "self_evaluation", "自评", "self-evaluation"
    ARCHIVE = "archive", "归档", "archive"


class State(Labelled):
    """How far a stage is."""

    DONE = "done", "已完成", "done"
    OPEN = "open", "进行中", "in hand"
    AHEAD = "ahead", "未到", "ahead"
    NO_RECORD = "no_record", "没有记录", "no record"


@dataclass(frozen=True)
class Stage:
    """A stage on a day. ``covers``: the day its months end, of a checkpoint.

    ``why``: where ``due`` stands, or why there is none; ``read``: whether that was read at its source.
    ``done`` of ``of``: how much of it is done, where that can be counted.
    """

    step: Step
    state: State
    due: date | None = None
    why: str = ""
    read: bool = True
    covers: date | None = None
    done: int | None = None
    of: int | None = None

    def days_left(self, today: date) -> int | None:
        """Days up to its deadline, below zero once that is over; ``None`` without one, or when done."""
        if self.due is None or self.state is State.DONE:
            return None
        return (self.due - today).days


_NOT_SET = "本地的规定里没有写明期限"
_NO_APPROVAL = "批复的日子没有记录，公开的期限推算不出"


def stages(known: Known) -> tuple[Stage, ...]:
    """The stages of a year in their order."""
    return tuple(_stages(known))


def now(line: tuple[Stage, ...], today: date) -> Stage | None:
    """The next stage whose deadline is still to come; ``None`` when the last known one is over."""
    coming = [one for one in line if one.state is not State.DONE and one.due and one.due >= today]
    return min(coming, key=lambda one: one.due or today, default=None)


def _stages(known: Known) -> Iterator[Stage]:
    yield Stage(Step.PLANNING, State.DONE, why=_NOT_SET)
    yield Stage(Step.REVIEW, State.NO_RECORD, why=_NOT_SET)
    yield Stage(Step.APPROVAL, State.NO_RECORD, why=_NOT_SET)
    publication = _publication()
    yield Stage(
        Step.PUBLICATION, State.NO_RECORD, why=f"{_NO_APPROVAL}（{_said(publication)}）",
        read=publication.verified,
    )  # fmt: skip
    for checkpoint in known.pack.checkpoints if known.pack else ():
        yield _watched(known, checkpoint)
    yield _self_evaluated(known)
    yield Stage(Step.ARCHIVE, State.NO_RECORD, why=_NOT_SET)


def _publication() -> Citation:
    """A department publishes within twenty days of the reply to its budget."""
    return cite("预算法", "第十四条")


def _said(found: Citation) -> str:
    return f"{found.law}{found.article.number}：{found.article.words.rstrip('。')}"


def _watched(known: Known, one: Checkpoint) -> Stage:
    day, due = _day(known.year, one.covers), _day(known.year, one.by)
    every = sum(len(project.indicators) for project in known.plan.projects)
    done = known.confirmed(day)
    state = State.AHEAD if known.today < day else State.OPEN
    return Stage(
        Step.MONITORING, State.DONE if every and done == every else state, due, one.words,
        one.basis.verified is Verified.FULL, day, done, every,
    )  # fmt: skip


def _day(year: int, text: str) -> date:
    return date(year, *map(int, text.split("-")))


def _self_evaluated(known: Known) -> Stage:
    confirmed = sum(one.state is FormState.CONFIRMED for one in known.forms.values())
    every = len(known.plan.projects)
    state = State.OPEN if known.is_over or known.forms else State.AHEAD
    return Stage(
        Step.SELF_EVALUATION, State.DONE if every and confirmed == every else state,
        why=_NOT_SET, done=confirmed, of=every,
    )  # fmt: skip

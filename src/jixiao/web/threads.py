"""Which duty a project serves, as far as the words of the plan themselves say.

The form has no cell for it. Here a duty and a project are tied only where both print the same words,
at least four characters long, that few other projects or duties print; the words are shown, so that a
reader can judge the tie. What shares no such words stays untied: nothing is guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from jixiao.plan.model import DutyGoal, Plan, Project

_SHORTEST = 4
_FEW_PROJECTS = 4
_FEW_DUTIES = 2
_RUN = re.compile(r"[\u4e00-\u9fff]{4,}")


@dataclass(frozen=True)
class Tie:
    """A project and the words it shares with a duty."""

    number: int
    project: Project
    words: str


@dataclass
class DutyThread:
    """A duty with the projects tied to it."""

    duty: DutyGoal
    ties: list[Tie] = field(default_factory=list)


def threads(plan: Plan) -> tuple[list[DutyThread], list[Tie]]:
    """The duties with their projects, and the projects tied to none."""
    duties = [DutyThread(duty) for duty in plan.duty_goals]
    duty_words = [_pieces(thread.duty.text) for thread in duties]
    projects = [_pieces(_text(project)) for project in plan.projects]
    common = _common(projects, _FEW_PROJECTS) | _common(duty_words, _FEW_DUTIES)
    loose = []
    for number, (project, pieces) in enumerate(zip(plan.projects, projects, strict=True), 1):
        best = [
            (_longest(pieces & words - common), thread)
            for words, thread in zip(duty_words, duties, strict=True)
        ]
        tied = [(words, thread) for words, thread in best if words]
        for words, thread in tied:
            thread.ties.append(Tie(number, project, words))
        if not tied:
            loose.append(Tie(number, project, ""))
    return duties, loose


def _text(project: Project) -> str:
    return "。".join((project.short_name or project.name, project.use or "", *project.goals))


def _pieces(text: str) -> set[str]:
    """Every run of Chinese characters of four and more, up to twelve, that stands in a text."""
    return {piece for run in _RUN.findall(text) for piece in _cuts(run)}


def _cuts(run: str) -> Iterable[str]:
    for size in range(_SHORTEST, min(len(run), 12) + 1):
        for begin in range(len(run) - size + 1):
            yield run[begin : begin + size]


def _common(texts: list[set[str]], few: int) -> set[str]:
    counted = Counter(piece for pieces in texts for piece in pieces)
    return {piece for piece, number in counted.items() if number > few}


def _longest(words: set[str]) -> str:
    return max(words, key=lambda w: (len(w), w), default="")

"""Which duty a project serves, as far as the words of the plan themselves say.

The form has no cell for it. Here a duty and a project are tied only where both print the same words,
that few other projects or duties print: four characters of a name, or six elsewhere. The words are
shown, so that a reader can judge the tie. What shares no such words stays untied: nothing is guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from jixiao.plan.model import DutyGoal, Plan, Project

_SHORTEST, _LONG, _LONGEST = 4, 6, 30
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
    duties = [(DutyThread(duty), _pieces(duty.text)) for duty in plan.duty_goals]
    projects = [(project, _pieces(_text(project))) for project in plan.projects]
    common = _common([p for _, p in projects], _FEW_PROJECTS) | _common(
        [p for _, p in duties], _FEW_DUTIES
    )
    loose = []
    for number, (project, pieces) in enumerate(projects, 1):
        tied = [
            (thread, words)
            for thread, other in duties
            if (words := _shared(thread, project, pieces & other - common))
        ]
        for thread, words in tied:
            thread.ties.append(Tie(number, project, words))
        if not tied:
            loose.append(Tie(number, project, ""))
    return [thread for thread, _ in duties], loose


def _shared(thread: DutyThread, project: Project, both: set[str]) -> str:
    """The longest words that both print, where they are a name's or long enough to mean something."""
    names = f"{thread.duty.duty or ''}。{project.short_name or project.name}"
    telling = {words for words in both if len(words) >= _LONG or words in names}
    return max(telling, key=lambda words: (len(words), words), default="")


def _text(project: Project) -> str:
    return "。".join((project.short_name or project.name, project.use or "", *project.goals))


def _pieces(text: str) -> set[str]:
    """Every run of Chinese characters from four to thirty that stands in a text, without a leading 的."""
    return {piece for run in _RUN.findall(text) for piece in _cuts(run) if piece[0] != "的"}


def _cuts(run: str) -> Iterable[str]:
    for size in range(_SHORTEST, min(len(run), _LONGEST) + 1):
        for begin in range(len(run) - size + 1):
            yield run[begin : begin + size]


def _common(texts: list[set[str]], few: int) -> set[str]:
    counted = Counter(piece for pieces in texts for piece in pieces)
    return {piece for piece, number in counted.items() if number > few}

"""What changed lately: each recorded act in one sentence, with who and when, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from jixiao.acts.kind import Told, kind_of
from jixiao.plan.model import Plan


@dataclass(frozen=True)
class Change:
    """What happened, about what (project and indicator by name, where it is about one), by whom.

    ``times``: how often the same was said in a row by the same person of the same project.
    """

    about: str
    says: str
    who: str
    when: datetime
    times: int = 1


def lately(told: Iterable[Told], plan: Plan, since: datetime) -> tuple[Change, ...]:
    """The changes of this plan's year and of its evidence written down at ``since`` or later."""
    names = _names(plan)
    fresh = (one for one in told if (one.moment or one.act.recorded) >= since)
    mine = (one for one in fresh if one.act.subject.get("plan", plan.year) == plan.year)
    return tuple(reversed(list(_joined(_change(one, names) for one in mine))))


def _names(plan: Plan) -> dict[str, str]:
    projects = {one.id: one.short_name or one.name for one in plan.projects}
    rows = {row.id: f"{one.short_name or one.name}·{row.name}" for one, row in plan.indicators()}
    return projects | rows


def _change(one: Told, names: dict[str, str]) -> Change:
    subject = one.act.subject
    named = (names.get(str(subject.get(key) or "")) for key in ("indicator", "project"))
    about = next(filter(None, named), "")
    says = kind_of(one.act.kind).sentence(one)
    return Change(about, says, one.who, one.moment or one.act.recorded)


def _joined(every: Iterable[Change]) -> Iterator[Change]:
    """The same said of several indicators of one project, one after the other, is told once."""
    last: Change | None = None
    for one in every:
        if last and (last.says, last.who, _project(last)) == (one.says, one.who, _project(one)):
            last = replace(one, about=_project(one), times=last.times + 1)
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


def _project(one: Change) -> str:
    return one.about.partition("·")[0]

"""A department's monitoring: its report on a day, remembered for a while, and the days one looks at.

Gathering a year of evidence takes seconds, so a report is kept by the plan's content, by the state of
the evidence and by the day. What people decided is read anew each time and laid over it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from jixiao.acts.typed_money import KINDS as MONEY
from jixiao.forms.hebei_goal_text.declaration import checkpoint_label
from jixiao.law.packs import UnknownPolicyError, packs_at_hand, stamp
from jixiao.law.packs_values import Checkpoint
from jixiao.law.shelf import Verified
from jixiao.monitoring.monitor import monitor
from jixiao.monitoring.records import Records, records_of
from jixiao.monitoring.report import MonitoringError, Report, policy_of, year_of
from jixiao.plan.model import Plan
from jixiao.registers.store import Store
from jixiao.web import evidence
from jixiao.web.observed import gathered
from jixiao.web.remembered import plan_of
from jixiao.web.words import is_chinese


class CannotMonitorError(ValueError):
    """What stands in the way of a report; the text says what, where and what to do."""


@dataclass(frozen=True)
class Day:
    """A checkpoint to look at: the day its months end, what the pack says of it, whether that was read."""

    on: date
    words: str
    verified: bool

    @property
    def label(self) -> str:
        """As the form prints it (6月底); outside Chinese, the day itself."""
        day = f"{self.on:%m-%d}"
        return checkpoint_label(day) if is_chinese() else day


def report(store: Store, content: str, day: date) -> Report:
    """The report on a day, with every decision up to now.

    Raises:
        CannotMonitorError: the day cannot be taken, or no pack holds on it.
    """
    try:
        made = _report(store, evidence.state(store, *MONEY), content, day, stamp())
    except (MonitoringError, UnknownPolicyError) as wrong:
        raise CannotMonitorError(str(wrong)) from wrong
    return replace(made, decisions=records(store).decisions)


def records(store: Store) -> Records:
    """What people decided, and what is to be mended."""
    return records_of(store.record)


@lru_cache(maxsize=32)
def _report(
    store: Store, _known: evidence.State, content: str, day: date, _places: Hashable
) -> Report:
    plan = plan_of(content)
    seen = gathered(store, plan, day, year_of(plan, day))
    return monitor(plan, store, day, evidence=seen, among=packs_at_hand())


def spoken_for(store: Store) -> date | None:
    """The last day the evidence speaks for; ``None`` where no take-in says one."""
    return max((one.speaks_for for one in store.readable() if one.speaks_for), default=None)


def latest(store: Store, year: int) -> date:
    """The last day of the year that can be looked at: what the evidence speaks for, else today."""
    spoken = spoken_for(store)
    return evidence.day_of(year, spoken.isoformat() if spoken else "")


def days_of(plan: Plan, year: int) -> list[Day]:
    """The checkpoints of the pack that holds at the year's end, in order; without a pack none."""
    try:
        pack, _reason = policy_of(plan, date(year, 12, 31), None, packs_at_hand())
    except UnknownPolicyError:
        return []
    found = {one.on: one for one in _days(pack.checkpoints, year)}
    return [found[on] for on in sorted(found)]


def _days(checkpoints: tuple[Checkpoint, ...], year: int) -> Iterator[Day]:
    for one in checkpoints:
        read = one.basis.verified is Verified.FULL
        yield Day(date(year, *map(int, one.covers.split("-"))), one.words, read)


def usual_day(days: list[Day], last: date) -> date:
    """The latest checkpoint at or before what the evidence speaks for; before the first, that day."""
    return max((one.on for one in days if one.on <= last), default=last)

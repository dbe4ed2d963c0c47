"""A department's monitoring: its report on a day, remembered for a while, and the days one looks at.

Gathering a year of evidence takes seconds, so a report is kept by the plan's content, by the state of
the evidence and by the day. What people decided is read anew each time and laid over it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _

from jixiao.forms.hebei_goal_text.declaration import checkpoint_label
from jixiao.law.packs import UnknownPolicyError
from jixiao.law.packs_values import Checkpoint
from jixiao.law.shelf import Verified
from jixiao.monitoring import accounts
from jixiao.monitoring.accounts import MoneyFileError
from jixiao.monitoring.gathering import Earlier, earlier_years
from jixiao.monitoring.monitor import monitor
from jixiao.monitoring.report import MonitoringError, Report, policy_of, year_of
from jixiao.monitoring.store import Records, StoreError, load
from jixiao.plan.model import Plan
from jixiao.registers.store import Store
from jixiao.web import evidence
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
        CannotMonitorError: the money, the records or the day cannot be taken.
    """
    try:
        made = _report(str(store.folder), _state(store), content, day)
    except MoneyFileError as wrong:
        told = _("资金的填报（%(file)s，%(place)s）有错：%(text)s。请改正后再看。")
        words = {"file": accounts.FILE, "place": wrong.place, "text": wrong}
        raise CannotMonitorError(told % words) from wrong
    except (MonitoringError, UnknownPolicyError) as wrong:
        raise CannotMonitorError(str(wrong)) from wrong
    return replace(made, decisions=records(store).decisions)


def records(store: Store) -> Records:
    """What people decided, and what is to be mended.

    Raises:
        CannotMonitorError: the file of them cannot be taken.
    """
    try:
        return load(store.folder)
    except StoreError as wrong:
        told = _("监控记录（%(file)s，%(place)s）有错：%(text)s。请交给维护人员改正后再看。")
        words = {"file": Path(wrong.file).name, "place": wrong.place, "text": wrong}
        raise CannotMonitorError(told % words) from wrong


@lru_cache(maxsize=32)
def _report(place: str, _known: evidence.State, content: str, day: date) -> Report:
    plan = plan_of(content)
    before = _earlier(place, _known, content, year_of(plan, day))
    return monitor(plan, Path(place), day, earlier=before)


@lru_cache(maxsize=8)
def _earlier(place: str, _known: evidence.State, content: str, year: int) -> Earlier:
    """The years before, scanned once for all days of a year."""
    return earlier_years(plan_of(content), Store(place), year)


def _state(store: Store) -> evidence.State:
    """What changes when the evidence does, typed money among it."""
    typed = store.folder / accounts.FILE
    if not typed.exists():
        return evidence.state(store)
    seen = typed.stat()
    return *evidence.state(store), (accounts.FILE, seen.st_size, seen.st_mtime_ns)


def spoken_for(store: Store) -> date | None:
    """The last day the evidence speaks for; ``None`` where no take-in says one."""
    return max((one.speaks_for for one in store.imports() if one.speaks_for), default=None)


def latest(store: Store, year: int) -> date:
    """The last day of the year that can be looked at: what the evidence speaks for, else today."""
    spoken = spoken_for(store)
    return evidence.day_of(year, spoken.isoformat() if spoken else "")


def days_of(plan: Plan, year: int) -> list[Day]:
    """The checkpoints of the pack that holds at the year's end, in order; without a pack none."""
    try:
        pack, _reason = policy_of(plan, date(year, 12, 31), None, None)
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

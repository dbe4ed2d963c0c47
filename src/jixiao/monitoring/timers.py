"""Timers of warnings: by which day something is to be decided, and what happens by itself after it.

A timer runs from the day a warning line of the place was missed. Of a warning without such a day the
beginning is not known, and only the rule's words are said.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from jixiao.law.calendar import NoCalendarError, WorkingDays
from jixiao.law.monitoring import Outcome
from jixiao.law.packs_values import Timer
from jixiao.monitoring.sheet import Sheet
from jixiao.monitoring.warnings import Warning
from jixiao.monitoring.watches.w102_execution_floor import floor_passed


def timed(warning: Warning, sheet: Sheet, calendar: WorkingDays) -> Warning:
    """The warning with its day of decision, where its place sets one."""
    timer = next((one for one in sheet.pack.timers if warning.rule in one.warnings), None)
    if timer is None or sheet.as_of < (timer.since or date.min):
        return warning
    started = floor_passed(sheet) if _has_floor(warning, sheet) else None
    if started and started < (timer.since or date.min):
        return warning  # the line was missed before there was such a rule
    due = _due(timer, started, calendar) if started else None
    return replace(warning, remedy=f"{warning.remedy}{_said(timer, due, sheet.as_of)}", due=due)


def _has_floor(warning: Warning, sheet: Sheet) -> bool:
    rules = sheet.pack.monitoring.on(sheet.as_of)
    return any(rule.code == warning.rule and rule.check == "execution-floor" for rule in rules)


def _due(timer: Timer, started: date, calendar: WorkingDays) -> date | None:
    if not timer.working:
        return started + timedelta(days=timer.days)
    try:
        return calendar.after(started, timer.days)
    except NoCalendarError:  # a year whose holidays are not known: no day is guessed
        return None


def _said(timer: Timer, due: date | None, as_of: date) -> str:
    if due is None:
        return f"{timer.words}。"
    outcome = next(one.label for one in Outcome if one.value == timer.outcome)
    if as_of > due:
        return f"处理期限 {due} 已过（{timer.words}）：到期没有处理的，自该日起为“{outcome}”。"
    return f"请在 {due} 以前处理（{timer.words}）。"

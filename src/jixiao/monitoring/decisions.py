"""What people decided on monitoring: outcomes with reasons, confirmed possibilities, causes by category.

An accepted deviation (无问题) has an end; after that day it lapses and the warning stands again.
``on`` is the day monitored, from which a record holds; ``recorded`` the moment somebody wrote it.
Nothing is ever taken out: what is said later stands after what was said before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from jixiao.law.monitoring import Outcome, Possibility, Reason
from jixiao.monitoring.warnings import Warning

T = TypeVar("T", "Decision", "Confirmation")


class DecisionError(ValueError):
    """A decision that is refused: no reason, no person, or an acceptance without end."""


@dataclass(frozen=True)
class Decision:
    """The outcome for one warning (by rule, project and indicator)."""

    rule: str
    project: str
    indicator: str | None
    outcome: Outcome
    reason: str
    by: str
    on: date
    until: date | None = None
    recorded: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse what nobody could answer for later."""
        if not self.reason.strip() or not self.by.strip():
            raise DecisionError("处理结果要写理由和决定人")
        if self.outcome is Outcome.NO_PROBLEM and self.until is None:
            raise DecisionError("认可偏差要写截止日期，到期自动失效")
        if self.until is not None and self.until < self.on:
            raise DecisionError(f"截止日期 {self.until} 早于决定日期 {self.on}")

    def holds(self, on: date) -> bool:
        """Whether it holds on a day: from its own to its end."""
        return self.on <= on and (self.until is None or on <= self.until)

    def is_about(self, warning: Warning) -> bool:
        """Whether it answers that warning."""
        mine = (self.rule, self.project, self.indicator)
        return mine == (warning.rule, warning.project, warning.indicator)


@dataclass(frozen=True)
class Confirmation:
    """A possibility that a person confirmed for an indicator, and as of which day."""

    indicator: str
    possibility: Possibility
    by: str
    on: date
    recorded: datetime | None = None


@dataclass(frozen=True)
class Cause:
    """Why an indicator deviates, under one of the form's categories; an empty text takes it back."""

    indicator: str
    category: Reason
    text: str
    by: str
    on: date
    recorded: datetime | None = None


@dataclass(frozen=True)
class Decisions:
    """All decisions, in the order they were made."""

    outcomes: tuple[Decision, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()
    causes: tuple[Cause, ...] = ()

    def outcome(self, warning: Warning, on: date) -> Decision | None:
        """The decision that holds for a warning on a day: of the latest day, the last one made."""
        return _latest(d for d in self.outcomes if d.is_about(warning) and d.holds(on))

    def lapsed(self, warning: Warning, on: date) -> Decision | None:
        """An acceptance of this warning that has run out, where nothing newer holds."""
        if self.outcome(warning, on):
            return None
        ended = (d for d in self.outcomes if d.is_about(warning) and d.until and d.until < on)
        return _latest(ended)

    def possibility(self, indicator: str, on: date) -> Confirmation | None:
        """What a person confirmed for an indicator: of the latest day up to this one, the last."""
        return _latest(c for c in self.confirmations if c.indicator == indicator and c.on <= on)

    def causes_of(self, indicator: str, on: date) -> tuple[Cause, ...]:
        """The causes given for an indicator up to a day, one a category, the last of each."""
        latest: dict[Reason, Cause] = {}
        for cause in sorted(self.causes, key=lambda c: c.on):
            if cause.indicator == indicator and cause.on <= on:
                latest[cause.category] = cause
        return tuple(c for r in Reason if (c := latest.get(r)) is not None and c.text.strip())


def accepted(warning: Warning, decisions: Decisions, on: date) -> bool:
    """Whether the warning's deviation is accepted on that day."""
    found = decisions.outcome(warning, on)
    return found is not None and found.outcome is Outcome.NO_PROBLEM


def _latest(found: Iterable[T]) -> T | None:
    """Of the latest day, the last one recorded: what is said late of an earlier day changes that day alone."""
    made: Sequence[T] = sorted(found, key=lambda one: one.on)
    return made[-1] if made else None

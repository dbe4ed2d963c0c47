"""What people decided on monitoring: outcomes with reasons, confirmed possibilities, causes by category.

An accepted deviation (无问题) has an end; after that day it lapses and the warning stands again.
``on`` is the day monitored, from which a record holds; ``recorded`` the moment somebody wrote it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from jixiao.acts.kinds.cause import Cause
from jixiao.acts.kinds.outcome import Decision
from jixiao.acts.kinds.possibility import Confirmation
from jixiao.law.monitoring import Outcome, Reason
from jixiao.monitoring.warnings import Warning

__all__ = ["Cause", "Confirmation", "Decision", "Decisions", "accepted"]

T = TypeVar("T", "Decision", "Confirmation")


@dataclass(frozen=True)
class Decisions:
    """All decisions, in the order they were made."""

    outcomes: tuple[Decision, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()
    causes: tuple[Cause, ...] = ()

    def outcome(self, warning: Warning, on: date) -> Decision | None:
        """The decision that holds for a warning on a day: of the latest day, the last one made."""
        return _latest(d for d in self.outcomes if d.about == warning.about and d.holds(on))

    def lapsed(self, warning: Warning, on: date) -> Decision | None:
        """An acceptance of this warning that has run out, where nothing newer holds."""
        if self.outcome(warning, on):
            return None
        mine = (d for d in self.outcomes if d.about == warning.about)
        return _latest(d for d in mine if d.until and d.until < on)

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

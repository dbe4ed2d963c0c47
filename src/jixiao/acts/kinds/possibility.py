"""确认可能性: whether an indicator will be met at the year's end, as a person sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from jixiao.acts.kind import Draft, Kind, Told
from jixiao.law.monitoring import Possibility
from jixiao.terms.roles import Role


@dataclass(frozen=True)
class Confirmation:
    """A possibility that a person confirmed for an indicator, and as of which day."""

    indicator: str
    possibility: Possibility
    by: str
    on: date
    recorded: datetime | None = None


class PossibilityKind(Kind[tuple[Confirmation, ...]]):
    """Folds into every confirmation, in the order of recording: which holds depends on the day asked for."""

    name, label = "possibility", "确认可能性"
    about = frozenset({"year", "indicator", "of"})
    facts = frozenset({"possibility"})
    may = frozenset({Role.CLERK.value})

    def sentence(self, told: Told) -> str:
        """What happened."""
        return f"确认年底完成目标：{Possibility.of(told.says['possibility']).label}"

    def refuse(self, draft: Draft, before: Sequence[Told]) -> str:
        """A possibility is one of the form's three."""
        del before
        known = set(Possibility)
        return (
            "" if draft.says["possibility"] in known else "可能性应为确定能、有可能、完全不可能之一"
        )

    def fold(self, told: Sequence[Told]) -> tuple[Confirmation, ...]:
        """Every confirmation."""
        return tuple(
            Confirmation(
                one.act.subject["indicator"], Possibility.of(one.says["possibility"]), one.who,
                one.on, one.moment,
            )
            for one in told
            if one.act.kind == self.name
        )  # fmt: skip


def subject_of(year: int, indicator: str) -> dict[str, Any]:
    """What a confirmation is about."""
    return {"year": year, "indicator": indicator, "of": "possibility"}


def confirmed(
    indicator: str, possibility: Possibility, on: date, who: str, role: str, organisation: str
) -> Draft:
    """The act by which somebody confirms a possibility as of a day."""
    subject = subject_of(on.year, indicator)
    says = {"possibility": possibility.value}
    return Draft("possibility", subject, says, who, role, organisation, on)

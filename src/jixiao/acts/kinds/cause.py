"""偏差原因: why an indicator deviates, under one of the form's categories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from jixiao.acts.kind import Draft, Kind, Told
from jixiao.law.monitoring import Reason
from jixiao.terms.roles import Role


@dataclass(frozen=True)
class Cause:
    """Why an indicator deviates, under one of the form's categories; an empty text takes it back."""

    indicator: str
    category: Reason
    text: str
    by: str
    on: date
    recorded: datetime | None = None


class CauseKind(Kind[tuple[Cause, ...]]):
    """Folds into every cause, in the order of recording: which holds depends on the day asked for."""

    name, label = "cause", "偏差原因"
    about = frozenset({"of", "year", "indicator", "category"})
    words = frozenset({"text"})
    may = frozenset({Role.CLERK.value})

    def sentence(self, told: Told) -> str:
        """What happened."""
        category, text = Reason.of(told.act.subject["category"]).label, told.says["text"]
        return f"写明偏差原因（{category}）：{text}" if text else f"撤回偏差原因（{category}）"

    def watches(self, subject: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
        """The causes of all categories: a form shows them together."""
        return [{**subject, "category": one.value} for one in Reason]

    def refuse(self, draft: Draft, before: Sequence[Told]) -> str:
        """A cause has a text; only one that stands on its day is taken back by an empty one."""
        if draft.subject["category"] not in set(Reason):
            return f"偏差原因应为{'、'.join(one.label for one in Reason)}之一"
        if draft.says["text"].strip():
            return ""
        mine = (one for one in self.fold(before) if one.category == draft.subject["category"])
        known = [one for one in mine if one.on <= draft.on]
        stands = max(known, key=lambda one: one.on, default=None)
        latest = [one for one in known if stands and one.on == stands.on]
        return "" if latest and latest[-1].text.strip() else "请写明原因。"

    def fold(self, told: Sequence[Told]) -> tuple[Cause, ...]:
        """Every cause."""
        return tuple(
            Cause(
                one.act.subject["indicator"], Reason.of(one.act.subject["category"]),
                one.says["text"], one.who, one.on, one.moment,
            )
            for one in told
            if one.act.kind == self.name
        )  # fmt: skip


def subject_of(year: int, indicator: str, category: Reason) -> dict[str, Any]:
    """What a cause is about."""
    return {"of": "cause", "year": year, "indicator": indicator, "category": category.value}


def caused(made: Cause, role: str, organisation: str) -> Draft:
    """The act by which somebody gives a cause, or takes it back."""
    subject = subject_of(made.on.year, made.indicator, made.category)
    says = {"text": made.text}
    return Draft("cause", subject, says, made.by, role, organisation, made.on)

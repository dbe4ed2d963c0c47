"""处理结果: what is done about a warning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from jixiao.acts.kind import Draft, Kind, Told
from jixiao.acts.matter import subject_of as matter_subject
from jixiao.acts.matters import latest_of
from jixiao.law.monitoring import Outcome
from jixiao.terms.roles import DECIDING


@dataclass(frozen=True)
class Decision:
    """The outcome for one warning, by rule, project and indicator."""

    rule: str
    project: str
    indicator: str | None
    outcome: Outcome
    reason: str
    by: str
    on: date
    until: date | None = None
    recorded: datetime | None = None

    @property
    def about(self) -> tuple[str, str, str | None]:
        """Which warning."""
        return self.rule, self.project, self.indicator

    def holds(self, on: date) -> bool:
        """Whether it holds on a day: from its own to its end."""
        return self.on <= on and (self.until is None or on <= self.until)


class OutcomeKind(Kind[tuple[Decision, ...]]):
    """An accepted deviation (无问题) has an end; 整改 stands on a matter that is on the list.

    Folds into every decision, in the order of recording: which holds depends on the day asked for.
    """

    name, label = "outcome", "处理结果"
    about = frozenset({"of", "year", "rule", "project", "indicator"})
    words = frozenset({"reason"})
    facts = frozenset({"outcome", "until"})
    may = DECIDING

    def sentence(self, told: Told) -> str:
        """What happened."""
        until = f"，到 {told.says['until']}" if told.says["until"] else ""
        return f"处理结果：{Outcome.of(told.says['outcome']).label}{until}，{told.says['reason']}"

    def watches(self, subject: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
        """The outcomes of the warning, and the matters about it."""
        return (subject, {**subject, "of": "matter"})

    def refuse(self, draft: Draft, before: Sequence[Told]) -> str:
        """There is a reason, an end where a deviation is accepted, a matter where it is to be mended."""
        says = draft.says
        if says["outcome"] not in set(Outcome):
            return f"处理结果应为{'、'.join(one.label for one in Outcome)}之一"
        if not says["reason"].strip():
            return "处理结果要写理由"
        return _refused_end(draft) or _refused_mending(draft, before)

    def fold(self, told: Sequence[Told]) -> tuple[Decision, ...]:
        """Every decision."""
        return tuple(_decision(one) for one in told if one.act.kind == self.name)


def _refused_end(draft: Draft) -> str:
    until = draft.says["until"]
    if draft.says["outcome"] == Outcome.NO_PROBLEM and until is None:
        return "认可偏差要写截止日期，到期自动失效"
    if until is not None and date.fromisoformat(until) < draft.on:
        return f"截止日期 {until} 早于决定日期 {draft.on}"
    return ""


def _refused_mending(draft: Draft, before: Sequence[Told]) -> str:
    if draft.says["outcome"] != Outcome.MEND:
        return ""
    matter = latest_of(before)
    return "" if matter and matter.is_open else "要整改的先列入整改，写明问题"


def _decision(one: Told) -> Decision:
    about, until = one.act.subject, one.says["until"]
    return Decision(
        about["rule"], about["project"], about["indicator"], Outcome.of(one.says["outcome"]),
        one.says["reason"], one.who, one.on, date.fromisoformat(until) if until else None, one.moment,
    )  # fmt: skip


def subject_of(year: int, rule: str, project: str, indicator: str | None) -> dict[str, Any]:
    """What an outcome is about: the warning."""
    return {**matter_subject(year, rule, project, indicator), "of": "outcome"}


def decided(made: Decision, year: int, role: str, organisation: str) -> Draft:
    """The act by which somebody decides on a warning of a year."""
    subject = subject_of(year, *made.about)
    until = made.until.isoformat() if made.until else None
    says = {"outcome": made.outcome.value, "reason": made.reason, "until": until}
    return Draft("outcome", subject, says, made.by, role, organisation, made.on)

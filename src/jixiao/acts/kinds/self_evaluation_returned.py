"""退回自评表: the leader gives the form back with a reason."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.acts.kind import Draft, Kind, Told
from jixiao.acts.self_evaluation import Step, steps_of
from jixiao.terms.acts import FormStep
from jixiao.terms.roles import Role


class SelfEvaluationReturnedKind(Kind[tuple[Step, ...]]):
    """Folds, with the other steps of the year, into the steps of the project."""

    name, label = FormStep.RETURNED.value, "退回自评表"
    about = frozenset({"self_evaluation", "project"})
    words = frozenset({"reason"})
    may = frozenset({Role.LEADER.value})
    signs = True

    def sentence(self, told: Told) -> str:
        """What happened."""
        return f"退回自评表：{told.says['reason']}"

    def refuse(self, draft: Draft, before: Sequence[Told]) -> str:
        """Nothing is returned without a reason."""
        del before
        return "" if draft.says["reason"] else "请写明退回的理由，供绩效专管员修改。"

    def fold(self, told: Sequence[Told]) -> tuple[Step, ...]:
        """The steps of one project."""
        subject = told[0].act.subject
        return steps_of(told, subject["self_evaluation"])[subject["project"]]

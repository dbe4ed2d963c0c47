"""填写自评: what was written into a cell of the form, why an indicator deviates or what became of the goals."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.acts.kind import Draft, Kind, Told
from jixiao.acts.self_evaluation import Step, steps_of
from jixiao.terms.acts import FormStep
from jixiao.terms.roles import Role


class SelfEvaluationTextKind(Kind[tuple[Step, ...]]):
    """Folds, with the other steps of the year, into the steps of the project."""

    name, label = FormStep.WRITTEN.value, "填写自评"
    about = frozenset({"self_evaluation", "project", "indicator", "field"})
    words = frozenset({"indicator_name", "before", "after"})
    may = frozenset({Role.CLERK.value})

    def sentence(self, told: Told) -> str:
        """What happened."""
        return f"填写：{told.says['after']}"

    def refuse(self, draft: Draft, before: Sequence[Told]) -> str:
        """Something is written."""
        del before
        return "" if draft.says["after"] != draft.says["before"] else "没有改动。"

    def fold(self, told: Sequence[Told]) -> tuple[Step, ...]:
        """The steps of one project."""
        subject = told[0].act.subject
        return steps_of(told, subject["self_evaluation"])[subject["project"]]

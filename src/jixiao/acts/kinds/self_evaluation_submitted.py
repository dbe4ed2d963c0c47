"""提交自评表: the clerk hands the form, exactly as it is, to the leader."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.acts.kind import Draft, Kind, Told
from jixiao.acts.self_evaluation import Step, steps_of
from jixiao.terms.acts import FormStep
from jixiao.terms.roles import Role


class SelfEvaluationSubmittedKind(Kind[tuple[Step, ...]]):
    """Folds, with the other steps of the year, into the steps of the project."""

    name, label = FormStep.SUBMITTED.value, "提交自评表"
    about = frozenset({"self_evaluation", "project"})
    may = frozenset({Role.CLERK.value})
    signs = True

    def refuse(self, draft: Draft, before: Sequence[Told]) -> str:
        """A signature binds to what is signed."""
        del before
        return "" if draft.binds else "提交要有表的内容摘要。"

    def fold(self, told: Sequence[Told]) -> tuple[Step, ...]:
        """The steps of one project."""
        subject = told[0].act.subject
        return steps_of(told, subject["self_evaluation"])[subject["project"]]

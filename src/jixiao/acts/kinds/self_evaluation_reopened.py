"""自评表回到草稿: something in a signed form was changed here, so that it is a draft again."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.acts.kind import Draft, Kind, Told
from jixiao.acts.self_evaluation import Step, steps_of
from jixiao.terms.acts import FormStep
from jixiao.terms.roles import Role


class SelfEvaluationReopenedKind(Kind[tuple[Step, ...]]):
    """Folds, with the other steps of the year, into the steps of the project."""

    name, label = FormStep.REOPENED.value, "自评表回到草稿"
    about = frozenset({"self_evaluation", "project"})
    words = frozenset({"reason"})
    may = frozenset({Role.CLERK.value})

    def sentence(self, told: Told) -> str:
        """What happened."""
        return f"回到草稿：{told.says['reason']}"

    def refuse(self, draft: Draft, before: Sequence[Told]) -> str:
        """It says what was changed."""
        del before
        return "" if draft.says["reason"] else "请写明改了什么。"

    def fold(self, told: Sequence[Told]) -> tuple[Step, ...]:
        """The steps of one project."""
        subject = told[0].act.subject
        return steps_of(told, subject["self_evaluation"])[subject["project"]]

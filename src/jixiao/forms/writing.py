"""A plan → the document of an official form, by the form's name."""

from __future__ import annotations

from jixiao.forms.official import Official
from jixiao.forms.shelf import shelf
from jixiao.grids.document import Document
from jixiao.plan.model import Plan
from jixiao.terms.forms import FormName


class UnknownFormError(LookupError):
    """A form name nobody has declared; the text names those there are."""


def write_plan(plan: Plan, form: str = FormName.HEBEI_GOAL_TEXT) -> Document:
    """The plan as a form's document.

    Raises:
        UnknownFormError: no such form.
    """
    official = _official(form)
    if official is None:
        raise UnknownFormError(f"没有名为“{form}”的表样；现有：{'、'.join(shelf())}")
    return official.write(plan)


def _official(form: str) -> Official | None:
    return next((one for name, one in shelf().items() if name == form), None)


def left_out(plan: Plan, form: str = FormName.HEBEI_GOAL_TEXT) -> tuple[str, ...]:
    """What the plan holds that the form has no cell for, in words: nothing is dropped silently."""
    indicators = [i for _, i in plan.indicators()]
    checks = {
        "分值": any(i.weight is not None for i in indicators),
        "实际完成值": any(i.actual for i in indicators),
        "得分": any(i.score is not None for i in indicators),
        "偏差原因": any(i.deviation for i in indicators),
        "执行情况": any(p.executed for p in plan.projects),
        "指标描述": any(i.description for i in indicators),
        "指标值确定依据": any(i.basis for i in indicators),
        "资金用途": any(p.use for p in plan.projects),
        "资金支出计划": any(p.spending_plan for p in plan.projects),
        "部门整体绩效目标": bool(plan.overall_goals or plan.duty_goals or plan.safeguards),
        "测算办法": any(i.measure for i in indicators),
    }
    official = _official(form)
    held = official.holds if official else frozenset()
    return tuple(words for words, present in checks.items() if present and words not in held)

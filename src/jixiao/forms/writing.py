"""A plan → the document of an official form, by the form's name."""

from __future__ import annotations

from jixiao.forms import hebei_goal_text
from jixiao.grids.document import Document
from jixiao.plan.model import Plan
from jixiao.terms.forms import FormName

WRITERS = {FormName.HEBEI_GOAL_TEXT: hebei_goal_text.write}


class UnknownFormError(LookupError):
    """A form name nobody has declared; the text names those there are."""


def write_plan(plan: Plan, form: str = FormName.HEBEI_GOAL_TEXT) -> Document:
    """The plan as a form's document.

    Raises:
        UnknownFormError: no such form.
    """
    writer = next((w for name, w in WRITERS.items() if name == form), None)
    if writer is None:
        raise UnknownFormError(f"没有名为“{form}”的表样；现有：{'、'.join(WRITERS)}")
    return writer(plan)


def left_out(plan: Plan, form: str = FormName.HEBEI_GOAL_TEXT) -> tuple[str, ...]:
    """What the plan holds that the form has no cell for, in words: nothing is dropped silently."""
    checks = {
        "分值": any(i.weight is not None for _, i in plan.indicators()),
        "实际完成值": any(i.actual for _, i in plan.indicators()),
        "得分": any(i.score is not None for _, i in plan.indicators()),
        "偏差原因": any(i.deviation for _, i in plan.indicators()),
        "测算办法": any(i.measure for _, i in plan.indicators()),
        "执行情况": any(p.executed for p in plan.projects),
    }
    del form  # one form so far; each form has the same blanks
    return tuple(words for words, present in checks.items() if present)

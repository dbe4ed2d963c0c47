"""One cell of the indicator table changed: the plan as it would be, nothing stored."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jixiao.plan.model import Indicator, Plan, Project
from jixiao.plan.words import clean, one_line
from jixiao.web.marks import EDITABLE

LONGEST = 500


class EditError(ValueError):
    """What was typed cannot stand in this cell; the text says why, to who typed it."""


def edited(plan: Plan, project: Project, indicator_id: str, field: str, typed: str) -> Plan:
    """The plan with one cell changed, its target read afresh.

    Raises:
        EditError: no such cell, nothing where something must be, or too long.
    """
    row = next((r for r in project.indicators if r.id == indicator_id), None)
    if row is None or field not in EDITABLE:
        raise EditError(_("这一格已不在表中，请刷新页面后再改。"))
    rows = tuple(
        _changed(r, field, _checked(field, typed)) if r.id == indicator_id else r
        for r in project.indicators
    )
    changed = project.model_copy(update={"indicators": rows})
    projects = tuple(changed if p.id == project.id else p for p in plan.projects)
    return plan.model_copy(update={"projects": projects})


def _checked(field: str, typed: str) -> str:
    if len(typed) > LONGEST:
        raise EditError(
            _("这一格最多写 %(longest)s 字，现有 %(found)s 字；请精简。")
            % {"longest": LONGEST, "found": len(typed)}
        )
    text = one_line(typed) if field in ("name", "target") else clean(typed)
    if field == "name" and not text:
        raise EditError(_("三级指标的名称不能为空；请写明名称，或按 Esc 放弃。"))
    return text


def _changed(row: Indicator, field: str, text: str) -> Indicator:
    """The name says part of what a target means (“≤”, a unit), so a new name reads the target anew."""
    if field == "target":
        return row.with_target(text)
    changed = row.model_copy(update={field: text or None if field != "name" else text})
    return changed.with_target(row.target.raw) if field == "name" else changed

"""One cell of a project's table changed: the plan as it would be, nothing stored."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from jixiao.plan.codes import parse_name
from jixiao.plan.model import Indicator, Plan, Project
from jixiao.plan.words import clean, one_line
from jixiao.terms.indicators import level2_of
from jixiao.terms.targets import Better
from jixiao.web.marks import OF_PROJECT, OF_ROW

LONGEST = 500
LONGEST_OF_PROJECT = 2000
_NEVER_EMPTY = ("name", "level2")


class EditError(ValueError):
    """What was typed cannot stand in this cell; the text says why, to who typed it."""


def edited(
    plan: Plan, project: Project, indicator_id: str, field: str, typed: str, better: str = ""
) -> Plan:
    """The plan with one cell changed: of an indicator, or of the project where none is named.

    A target is read afresh; a row of another class moves to the rows of that class; a new project
    name is taken apart anew. ``better`` is which way is better, as a person says it of a target.

    Raises:
        EditError: no such cell, nothing where something must be, or too long.
    """
    if not indicator_id and field in OF_PROJECT:
        changed = _project(project, field, _checked(field, typed, LONGEST_OF_PROJECT))
    else:
        changed = project.model_copy(
            update={"indicators": _rows(project, indicator_id, field, typed, better)}
        )
    projects = tuple(changed if p.id == project.id else p for p in plan.projects)
    return plan.model_copy(update={"projects": projects})


def _rows(
    project: Project, indicator_id: str, field: str, typed: str, better: str
) -> tuple[Indicator, ...]:
    row = next((r for r in project.indicators if r.id == indicator_id), None)
    if row is None or field not in OF_ROW:
        raise EditError(_("这一格已不在表中，请刷新页面后再改。"))
    new = _changed(row, field, _checked(field, typed, LONGEST))
    new = _directed(new, better) if field == "target" and better else new
    if field == "level2":
        return _moved(project.indicators, new)
    return tuple(new if r.id == indicator_id else r for r in project.indicators)


def _checked(field: str, typed: str, longest: int) -> str:
    if len(typed) > longest:
        raise EditError(
            _("这一格最多写 %(longest)s 字，现有 %(found)s 字；请精简。")
            % {"longest": longest, "found": len(typed)}
        )
    text = one_line(typed) if field in ("name", "target", "level2") else clean(typed)
    if field in _NEVER_EMPTY and not text:
        raise EditError(_("名称不能为空；请写明名称，或按 Esc 放弃。"))
    return text


def _changed(row: Indicator, field: str, text: str) -> Indicator:
    """Name and class say part of what a target means (“≤”, a unit): with them it is read anew."""
    if field == "target":
        return row.with_target(text)
    if field == "level2":
        return _classed(row, text).with_target(row.target.raw)
    changed = row.model_copy(update={field: text or None if field != "name" else text})
    return changed.with_target(row.target.raw) if field == "name" else changed


def _directed(row: Indicator, better: str) -> Indicator:
    """The row with the direction said of its target, where the target leaves it open."""
    if better not in set(Better) or not (row.target.asks_direction or row.target.is_said):
        raise EditError(_("这个指标值的符号或名称已经说明哪一头更好；要改，请改指标值。"))
    return row.with_direction(Better(better))


def _classed(row: Indicator, text: str) -> Indicator:
    """The row under another class, and under the level 1 that holds it."""
    kind = level2_of(text)
    if kind is None:
        raise EditError(
            _("“%(text)s”不是二级指标的类别；请写数量指标、质量指标一类。") % {"text": text}
        )
    above = row.level1 if row.type1 in kind.level1s else kind.level1s[0].label
    return row.model_copy(update={"level1": above, "level2": text})


def _moved(rows: tuple[Indicator, ...], new: Indicator) -> tuple[Indicator, ...]:
    """The row behind the last of its class, else of its level 1; where there is none, as it stood."""
    others = [r for r in rows if r.id != new.id]
    behind = _last(others, lambda r: r.type2 is new.type2) or _last(
        others, lambda r: r.type1 is new.type1
    )
    at = behind or next(n for n, r in enumerate(rows) if r.id == new.id)
    return (*others[:at], new, *others[at:])


def _last(rows: list[Indicator], fits: Callable[[Indicator], bool]) -> int:
    """The place behind the last row that fits; 0 where none does."""
    return max((n for n, r in enumerate(rows, 1) if fits(r)), default=0)


def _project(project: Project, field: str, text: str) -> Project:
    if field == "name":
        name = parse_name(text)
        document = name.document.normal if name.document else None
        return project.model_copy(
            update={
                "name": name.printed,
                "short_name": name.short,
                "funding_document": document,
                "source_code": name.source_code,
            }
        )
    if field == "goals":
        if len(project.goals) > 1:
            raise EditError(_("绩效目标分成几条，请逐条修改。"))
        return project.model_copy(update={"goals": (text,) if text else ()})
    return project.model_copy(update={field: text or None})

"""What differs between two plans, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jixiao.plan.model import Indicator, Plan, Project
from jixiao.plan.money import plain

#: (project id, indicator id, field) → what is printed there.
Key = tuple[str, str, str]
INDICATOR_FIELDS = (
    "level1",
    "level2",
    "name",
    "description",
    "target",
    "basis",
    "actual",
    "deviation",
)
PROJECT_FIELDS = ("code", "name", "short_name", "funding_document", "source_code", "unit", "use")


@dataclass(frozen=True)
class FieldChange:
    """One field that says something else in the later plan; ``None`` where it said nothing."""

    project_id: str
    project_name: str
    indicator_id: str
    indicator_name: str
    field: str
    before: str | None
    after: str | None


def changes_between(before: Plan, after: Plan) -> list[FieldChange]:
    """Every field that differs, in the order of the later plan, then what is gone."""
    old, new = dict(_fields(before)), dict(_fields(after))
    names = _names(before) | _names(after)
    keys = [*new, *(key for key in old if key not in new)]
    return [_change(key, old, new, names) for key in keys if old.get(key) != new.get(key)]


def _change(
    key: Key, old: dict[Key, str], new: dict[Key, str], names: dict[str, str]
) -> FieldChange:
    project, indicator, field = key
    return FieldChange(
        project, names.get(project, ""), indicator, names.get(indicator, ""),
        field, old.get(key), new.get(key),
    )  # fmt: skip


def _names(plan: Plan) -> dict[str, str]:
    projects = {p.id: p.short_name or p.name for p in plan.projects}
    return projects | {i.id: i.name for _, i in plan.indicators()}


def _fields(plan: Plan) -> Iterator[tuple[Key, str]]:
    yield from _department(plan)
    for project in plan.projects:
        for field, text in _project(project):
            yield (project.id, "", field), text
        for row in project.indicators:
            for field, text in _indicator(row):
                yield (project.id, row.id, field), text


def _department(plan: Plan) -> Iterator[tuple[Key, str]]:
    for field in ("name", "code", "division"):
        if text := getattr(plan.department, field):
            yield ("", "", f"department.{field}"), text
    for number, goal in enumerate(plan.overall_goals, 1):
        yield ("", "", f"overall_goals.{number}"), goal.text
    for number, goal in enumerate(plan.duty_goals, 1):
        yield ("", "", f"duty_goals.{number}"), goal.text
    for number, text in enumerate(plan.safeguards, 1):
        yield ("", "", f"safeguards.{number}"), text


def _project(project: Project) -> Iterator[tuple[str, str]]:
    for field in PROJECT_FIELDS:
        if text := getattr(project, field):
            yield field, text
    for field in ("total", "fiscal", "other"):
        if (amount := getattr(project.budget, field)) is not None:
            yield f"budget.{field}", plain(amount)
    for step in project.spending_plan:
        if step.percent is not None:
            yield f"spending_plan.{step.by}", f"{plain(step.percent)}%"
    for number, text in enumerate(project.goals, 1):
        yield f"goals.{number}", text


def _indicator(row: Indicator) -> Iterator[tuple[str, str]]:
    for field in INDICATOR_FIELDS:
        if text := row.target.raw if field == "target" else getattr(row, field):
            yield field, text
    if row.target.is_said and row.target.better:
        yield "target.better", row.target.better.label
    if row.measure:
        yield "measure", row.measure.id + (f"（{row.measure.where}）" if row.measure.where else "")
    for field in ("weight", "score"):
        if (amount := getattr(row, field)) is not None:
            yield field, plain(amount)

"""Self-evaluation forms that are not submitted though the year is over."""

from __future__ import annotations

from jixiao.terms.acts import FormState
from jixiao.terms.findings import Level
from jixiao.terms.roles import Role
from jixiao.year.known import Known
from jixiao.year.to_do import Found, Item, Kind


def look(known: Known) -> Found | None:
    """Drafts, and those that nobody has touched; before the year's end none is asked for."""
    if not known.is_over:
        return None
    items = tuple(
        Item(project.short_name or project.name, number)
        for number, project in enumerate(known.plan.projects, 1)
        if _is_draft(known, project.id)
    )
    return Found(len(items), items)


def _is_draft(known: Known, project: str) -> bool:
    form = known.forms.get(project)
    return form is None or (form.state is FormState.DRAFT and form.returned is None)


KIND = Kind(
    "forms_to_submit", "没有提交的自评表：{count} 张", "Self-evaluation forms not submitted: {count}",
    frozenset({Role.CLERK}), "scores", Level.IMPROVE, look,
)  # fmt: skip

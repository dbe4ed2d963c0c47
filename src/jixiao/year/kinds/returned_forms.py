"""Self-evaluation forms that were given back."""

from __future__ import annotations

from jixiao.terms.findings import Level
from jixiao.terms.roles import Role
from jixiao.year.known import Known
from jixiao.year.to_do import Found, Item, Kind


def look(known: Known) -> Found | None:
    """Each with who gave it back and why."""
    items = tuple(
        Item(
            project.short_name or project.name, number,
            note=f"{form.returned.who}：{form.returned.reason}",
        )
        for number, project in enumerate(known.plan.projects, 1)
        if (form := known.forms.get(project.id)) and form.returned
    )  # fmt: skip
    return Found(len(items), items)


KIND = Kind(
    "returned_forms", "被退回的自评表：{count} 张", "Self-evaluation forms given back: {count}",
    frozenset({Role.CLERK}), "scores", Level.RETURN, look,
)  # fmt: skip

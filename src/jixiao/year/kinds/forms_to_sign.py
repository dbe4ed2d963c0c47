"""Submitted self-evaluation forms that wait for the leader's signature."""

from __future__ import annotations

from jixiao.terms.acts import FormState
from jixiao.terms.findings import Level
from jixiao.terms.roles import Role
from jixiao.year.known import Known
from jixiao.year.to_do import Found, Item, Kind


def look(known: Known) -> Found | None:
    """Each with who submitted it."""
    items = tuple(
        Item(project.short_name or project.name, number, note=form.signed.who)
        for number, project in enumerate(known.plan.projects, 1)
        if (form := known.forms.get(project.id))
        and form.state is FormState.SUBMITTED
        and form.signed
    )
    return Found(len(items), items)


KIND = Kind(
    "forms_to_sign", "等您签字的自评表：{count} 张", "Self-evaluation forms to be signed: {count}",
    frozenset({Role.LEADER}), "signing", Level.RETURN, look,
)  # fmt: skip

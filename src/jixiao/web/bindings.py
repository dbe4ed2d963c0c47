"""Which measure computes an indicator: proposed by the library, confirmed by a person, a new version."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from django.utils.translation import gettext as _

from jixiao.measures.bound import BindingError, bind_up
from jixiao.plan.model import Indicator, MeasureRef, Plan
from jixiao.plan.words import one_line
from jixiao.web.edits import EditError

LONGEST = 2000


def reference(measure: str, where: str, folder: Path) -> MeasureRef | None:
    """The measure and condition as typed, checked; of nothing, nothing.

    Raises:
        EditError: no such measure, or a condition that is refused; the text says where.
    """
    name, condition = one_line(measure), one_line(where)
    if not name:
        return None
    if len(condition) > LONGEST:
        raise EditError(_("限定条件太长，最多 %(longest)s 字。") % {"longest": LONGEST})
    made = MeasureRef(id=name, where=condition or None)
    try:
        bind_up(made, folder)
    except BindingError as wrong:
        raise EditError(str(wrong)) from wrong
    return made


def bound(plan: Plan, chosen: Mapping[str, MeasureRef | None]) -> Plan:
    """The plan with these indicators bound as said; the others as they are."""
    return _each(plan, lambda row: _bound(row, chosen[row.id]) if row.id in chosen else row)


def carried_over(old: Plan, new: Plan) -> Plan:
    """A document's plan with the bindings of the version before it: forms print none.

    An indicator keeps its measure where it is still the same one: its id, its name, its type.
    """
    known = {row.id: row for _project, row in old.indicators() if row.measure}
    return _each(new, lambda row: _kept(row, known.get(row.id)))


def _kept(row: Indicator, before: Indicator | None) -> Indicator:
    same = before and (before.name, before.level2) == (row.name, row.level2)
    return _bound(row, before.measure) if same and row.measure is None else row


def _bound(row: Indicator, reference: MeasureRef | None) -> Indicator:
    return row.model_copy(update={"measure": reference})


def _each(plan: Plan, change: object) -> Plan:
    projects = tuple(
        project.model_copy(update={"indicators": tuple(map(change, project.indicators))})
        for project in plan.projects
    )
    return plan.model_copy(update={"projects": projects})

"""Whose rows a measure counts for a project: its own, and others only where the binding says so.

Money, answers, trainings and the like are somebody's. A row that names no project serves none by
itself: not the public's answers a trainee, not a payment every project. It is taken for a project
where no other project of the plan could mean it, or where it was asked of the group the indicator
names. Registers of the whole bureau (cases, complaints, inspections) are not told apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from jixiao.measures.measure import Measure
from jixiao.measures.schema import Schema
from jixiao.plan.model import Indicator, Project
from jixiao.registers.catalogue import UnknownRegisterError, register

_GROUP = "group"  # the field that says who was asked


def own_rows(
    measure: Measure,
    project: Project,
    indicator: Indicator,
    known: Mapping[str, Measure],
    sharing: Counter[str],
) -> str | None:
    """The condition that keeps to a project's rows; ``None`` where the measure is the whole bureau's.

    ``sharing``: register → how many projects of the plan count its rows.
    """
    schema = measure.schema or known[measure.of[0]].schema
    if not measure.purpose.by_project or schema is None or not schema.project or not project.code:
        return None
    nameless = f"{schema.project} is null"
    conditions = [f"{schema.project} = {_text(project.code)}"]
    if "project_name" in schema.columns:
        names = ", ".join(dict.fromkeys(_text(n) for n in (project.short_name, project.name) if n))
        conditions.append(f"({nameless} and project_name in ({names}))")
        nameless += " and project_name is null"
    if _GROUP in schema.columns:
        group = asked_group(schema, indicator)
        conditions += [f"({nameless} and {_GROUP} = {_text(group)})"] if group else []
    elif "amount" not in schema.columns and sharing[schema.name] <= 1:
        conditions.append(f"({nameless})")
    return " or ".join(conditions)


def asked_group(schema: Schema, indicator: Indicator) -> str | None:
    """The group an indicator asks, by the longest word of it in name or description."""
    try:
        field = register(schema.name).field(_GROUP)
    except (UnknownRegisterError, KeyError):
        return None
    said = f"{indicator.name}　{indicator.description or ''}"
    words = [(w, code.value) for code in field.codes for w in (code.label, *code.spellings)]
    found = max((one for one in words if one[0] in said), key=lambda one: len(one[0]), default=None)
    return found[1] if found else None


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"

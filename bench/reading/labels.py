"""Labels beside the texts: what a table says, against what the program gave."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jixiao.plan.model import Indicator, Plan, Project

_LEVELS = ("level1", "level2")
_VALUES = ("actual", "weight", "score")
_MONEY = {"initial": "initial", "adjusted": "full_year adjusted budget", "executed": "executed", "rate": "rate",
          "points": "weight", "score": "score"}  # fmt: skip


@dataclass(frozen=True)
class Given:
    """One field the program gave: whether it is right, and whether a finding names this very cell."""

    field: str
    value: str
    right: bool
    said: bool


def bare(value: object) -> str:
    """A value as it is compared: width folded, without blanks, stars, stops and bars."""
    text = unicodedata.normalize("NFKC", "" if value is None else str(value))
    return re.sub(r"[\s★☆*、，,。.;；:：()\-|]", "", text)


def same(one: object, other: object) -> bool:
    """Whether two values are equal as numbers, or as texts."""
    numbers = [re.fullmatch(r"(-?[\d,]+(?:\.\d+)?)[%分]?", str(v).strip()) for v in (one, other)]
    if all(numbers):
        first, second = (float(n[1].replace(",", "")) for n in numbers if n)
        return abs(first - second) < 1e-9
    return bare(one) == bare(other)


def records_of(labels: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """The tables a text holds."""
    return labels.get("records") or [labels]


def expected(labels: Mapping[str, Any], plan: Plan | None) -> Iterator[tuple[str, bool]]:
    """Every field a reader should find, and whether the program gave it right."""
    rows = [i for _, i in plan.indicators()] if plan else []
    for record in records_of(labels):
        for key in ("project", "year"):
            if record.get(key):
                yield key, plan is not None and _is_named(plan, key, record[key])
        total = (record.get("budget") or {}).get("total")
        if total is not None:
            yield (
                "budget",
                plan is not None and any(same(p.budget.total, total) for p in plan.projects),
            )
        for row in record.get("indicators", ()):
            yield from _expected_row(row, record, rows)


def _is_named(plan: Plan, key: str, said: object) -> bool:
    if key == "year":
        return str(plan.year) == str(said)
    return any(bare(said) in bare(p.name) for p in plan.projects)


def _expected_row(
    row: Mapping[str, Any], record: Mapping[str, Any], rows: Sequence[Indicator]
) -> Iterator[tuple[str, bool]]:
    if not row.get("level3"):
        return
    here = _candidates(row["level3"], rows)
    yield "name", bool(here)
    if row.get("value_raw"):
        yield "target", any(_is_target(row, i) for i in here)
    for key in _LEVELS:
        if row.get(key) and not row.get(f"{key}_inferred") and not record.get(f"{key}_inferred"):
            yield key, any(bare(getattr(i, key))[:2] == bare(row[key])[:2] for i in here)
    for key in _VALUES:
        if row.get(key) not in (None, ""):
            yield (
                key,
                any(same(getattr(i, key), row[key]) for i in here if getattr(i, key) is not None),
            )


def _candidates(name: str, rows: Sequence[Indicator]) -> list[Indicator]:
    exact = [i for i in rows if bare(i.name) == bare(name)]
    return exact or [
        i
        for i in rows
        if bare(i.name) and (bare(name) in bare(i.name) or bare(i.name) in bare(name))
    ]


def _is_target(row: Mapping[str, Any], one: Indicator) -> bool:
    cells = "".join(map(str, row.get("value_cells") or ()))
    return bare(one.target.raw) in (
        bare(row.get("value_raw")),
        bare(cells) or bare(row.get("value_raw")),
    )


def given(labels: Mapping[str, Any], plan: Plan) -> Iterator[Given]:
    """Every field the program gave, judged by the labels."""
    records = records_of(labels)
    yield from _heads(records, plan)
    for project in plan.projects:
        yield from _money(records, plan, project)
    rows = [row for record in records for row in record.get("indicators", ())]
    for _, one in plan.indicators():
        yield from _row(rows, plan, one)


def _heads(records: Sequence[Mapping[str, Any]], plan: Plan) -> Iterator[Given]:
    office = plan.department.name
    if office:
        names = [
            bare(r[k])
            for r in records
            for k in ("unit", "department", "publisher", "applicant")
            if r.get(k)
        ]
        right = any(bare(office) in n or n in bare(office) for n in names)
        yield Given(
            "department", office, right, _said(plan, "department.name") or _said(plan, "department")
        )
    if plan.year:
        yield Given(
            "year",
            str(plan.year),
            any(str(plan.year) == str(r.get("year")) for r in records),
            _said(plan, "year"),
        )
    for project in plan.projects:
        if project.name:
            names = [bare(r.get("project") or r.get("project_name")) for r in records]
            right = any(n and n in bare(project.name) for n in names)
            yield Given("name", project.name, right, _said(plan, "name"))


def _money(records: Sequence[Mapping[str, Any]], plan: Plan, project: Project) -> Iterator[Given]:
    budgets = [r.get("budget") or {} for r in records]
    first = [next(iter(b["rows"].values())) for b in budgets if b.get("rows")]
    first = [one for one in first if isinstance(one, dict)]
    for key in ("total", "fiscal", "other"):
        value = getattr(project.budget, key)
        if value is not None:
            numbers = re.findall(r"-?\d+(?:\.\d+)?", str(budgets))
            right = any(same(value, n) for n in numbers)
            if key == "total" and first:
                right = any(same(value, one.get("initial")) for one in first)
            yield Given(f"budget.{key}", str(value), right, _said(plan, f"budget.{key}"))
    for key, names in _MONEY.items():
        value = getattr(project.executed, key) if project.executed else None
        if value is not None:
            right = any(same(value, one.get(name)) for one in first for name in names.split())
            yield Given(f"executed.{key}", str(value), right, _said(plan, f"executed.{key}"))


def _row(rows: Sequence[Mapping[str, Any]], plan: Plan, one: Indicator) -> Iterator[Given]:
    named = [r for r in rows if r.get("level3") and bare(r["level3"]) == bare(one.name)]
    near = [
        r for r in rows if r.get("level3") and len(bare(one.name)) > 3
        and (bare(r["level3"]) in bare(one.name) or bare(one.name) in bare(r["level3"]))
    ]  # fmt: skip
    here = named or near
    yield Given("name", one.name, bool(here), _said(plan, "name", one.id))
    for key in _LEVELS:
        if value := getattr(one, key):
            right = any(
                bare(r.get(key) or r.get(f"{key}_inferred"))[:2] == bare(value)[:2] for r in here
            )
            yield Given(key, value, right, _said(plan, key, one.id))
    if one.target.raw:
        right = any(_is_target(r, one) for r in here)
        unclear = one.target.kind == "unclear" or _said(plan, "target", one.id)
        yield Given("target", one.target.raw, right, unclear)
    for key in _VALUES:
        if (value := getattr(one, key)) not in (None, ""):
            yield Given(
                key,
                str(value),
                any(same(r.get(key), value) for r in here),
                _said(plan, key, one.id),
            )


def _said(plan: Plan, field: str, indicator: str | None = None) -> bool:
    """Whether a finding names this cell."""
    return any(
        f.where.field in (field, field.rpartition(".")[2])
        and (
            indicator is None
            or indicator == f.where.indicator
            or indicator in (f.where.indicators or ())
        )
        for f in plan.findings
    )

"""A department's registers: what each is for, who keeps it, what there is of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jixiao.measures.catalogue import measures
from jixiao.measures.measure import Measure
from jixiao.registers.catalogue import registers as built_in
from jixiao.registers.declaration import Register
from jixiao.registers.seals import BrokenStoreError
from jixiao.registers.store import Import, Store
from jixiao.web import access, evidence


@dataclass(frozen=True)
class Line:
    """A register in the list; ``rows`` is ``None`` before its first take-in, or where it is ``broken``."""

    register: Register
    measures: list[Measure]
    rows: int | None
    last: Import | None
    own: bool
    made_up: bool
    broken: str = ""


def page(request: HttpRequest, department_id: int) -> HttpResponse:
    member = access.membership(request, department_id)
    lines = _lines(access.store(member))
    return render(request, "registers.html", {
        "member": member, "department": member.department, "tab": "registers",
        "lines": lines, "made_up": any(line.made_up for line in lines),
    })  # fmt: skip


def _lines(store: Store) -> list[Line]:
    """Those with rows first, then the others; the department's own among them."""
    taken, uses = defaultdict(list), used_by(store)
    for one in store.readable():
        taken[one.register_name].append(one)
    lines = [_line(store, one, uses[name], taken[name]) for name, one in store.registers().items()]
    return sorted(lines, key=lambda line: (line.rows is None and not line.broken, not line.own))


def _line(store: Store, one: Register, uses: list[Measure], taken: list[Import]) -> Line:
    """One that is broken says so; the others are as ever."""
    rows, broken = None, ""
    try:
        rows = evidence.rows_of(store, one.name)
    except BrokenStoreError as wrong:
        broken = f"{wrong.about}：{wrong.fault}"
    return Line(
        one, uses, rows, taken[-1] if taken else None, one.name not in built_in(),
        any(map(evidence.is_made_up, taken)), broken,
    )  # fmt: skip


def used_by(store: Store) -> dict[str, list[Measure]]:
    """Register → the measures that are computed from it."""
    known, found = measures(store.folder), defaultdict(list)
    for one in known.values():
        for base in [known[name] for name in one.of] or [one]:
            if one not in found[base.register]:
                found[base.register].append(one)
    return found

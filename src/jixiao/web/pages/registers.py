"""A department's registers: what each is for, who keeps it, what there is of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jixiao.measures.catalogue import measures
from jixiao.measures.measure import Measure
from jixiao.registers.catalogue import registers as built_in
from jixiao.registers.declaration import Register
from jixiao.registers.seals import BrokenStoreError
from jixiao.registers.store import Import, Store
from jixiao.web import access, evidence
from jixiao.web.house.listing import Column, Listing
from jixiao.web.models import Membership
from jixiao.web.templatetags.house import titled


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


def page(request: HttpRequest, department_id: int) -> HttpResponseBase:
    member = access.membership(request, department_id)
    lines = _lines(access.store(member))
    listing = _listing(request, member, lines)
    words = {
        "member": member, "department": member.department, "listing": listing,
        "made_up": any(line.made_up for line in lines),
    }  # fmt: skip
    return listing.file() or render(request, "registers.html", words)


def _listing(request: HttpRequest, member: Membership, lines: list[Line]) -> Listing[Line]:
    columns = (
        Column[Line](
            "name", gettext_lazy("台账"), lambda line: titled(line.register),
            leads=lambda line: reverse("register", args=(member.department_id, line.register.name)),
        ),
        Column[Line]("used", gettext_lazy("用来算"), _used, lack=gettext_lazy("还没有算法用它"), aside=True),
        Column[Line]("keeper", gettext_lazy("谁管"), lambda line: line.register.keeper or None, pick=True),
        Column[Line]("rows", gettext_lazy("现有行数"), lambda line: line.rows, _rows, number=True),
        Column[Line]("until", gettext_lazy("说到哪天"), lambda line: line.last and line.last.speaks_for),
        Column[Line](
            "taken", gettext_lazy("最近入库"), lambda line: line.last and localtime(line.last.when),
            aside=True,
        ),
        Column[Line]("by", gettext_lazy("谁入库"), lambda line: line.last and line.last.who, aside=True),
        Column[Line]("origin", gettext_lazy("来历"), _origin, pick=True),
    )  # fmt: skip
    return Listing(request, lines, columns, _("%(name)s台账") % {"name": member.department.name})


def _rows(line: Line) -> str:
    """How many; none taken in yet is not the same as not to be counted."""
    return "—" if line.broken else _("没有") if line.rows is None else str(line.rows)


def _used(line: Line) -> str | None:
    """The first few measures that are computed from it, and how many there are."""
    few = _("、").join(titled(one) for one in line.measures[:3])
    many = _("%(few)s等 %(count)s 项") % {"few": few, "count": len(line.measures)}
    return (many if len(line.measures) > 3 else few) or None


def _origin(line: Line) -> str | None:
    """Whether it is the department's own, or holds simulated rows, or what was taken in is broken."""
    told = [_("与入库时不一致，不能用：%s") % line.broken] if line.broken else []
    told += [_("本部门自设")] if line.own else []
    return _("、").join([*told, *([_("模拟数据")] if line.made_up else [])]) or None


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

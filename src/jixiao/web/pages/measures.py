"""Every measure there is for this department, one sentence each."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jixiao.measures.catalogue import measures
from jixiao.web import access
from jixiao.web.describe import Described, described, time_law
from jixiao.web.house.listing import Column, Listing
from jixiao.web.models import Membership
from jixiao.web.templatetags.house import titled
from jixiao.web.words import word


def page(request: HttpRequest, department_id: int) -> HttpResponseBase:
    member = access.membership(request, department_id)
    known = measures(access.store(member).folder)
    time = time_law(member.department.newest)
    every = [described(one, known, time) for one in known.values()]
    asked = request.GET.get("register", "")
    registers = {schema.name: schema for one in every for schema in one.registers}
    listing = _listing(request, member, [one for one in every if _fits(one, asked)])
    words = {
        "member": member, "department": member.department, "listing": listing, "asked": asked,
        "registers": sorted(registers.values(), key=lambda schema: schema.label),
    }  # fmt: skip
    return listing.file() or render(request, "measures.html", words)


def _fits(one: Described, asked: str) -> bool:
    return not asked or any(schema.name == asked for schema in one.registers)


def _listing(request: HttpRequest, member: Membership, some: list[Described]) -> Listing[Described]:
    def registers(one: Described) -> str | None:
        return _("、").join(schema.label for schema in one.registers) or None

    columns = (
        Column[Described](
            "name", gettext_lazy("算法"), lambda one: titled(one.measure),
            leads=lambda one: reverse("measure", args=(member.department_id, one.measure.id)),
        ),
        Column[Described]("meaning", gettext_lazy("定义"), lambda one: one.measure.meaning),
        Column[Described]("kind", gettext_lazy("怎样算"), lambda one: word(one.measure.kind), pick=True),
        Column[Described]("of", gettext_lazy("台账"), registers),
        Column[Described]("unit", gettext_lazy("单位"), lambda one: one.measure.unit or None, pick=True),
    )  # fmt: skip
    return Listing(request, some, columns, _("算法目录"))

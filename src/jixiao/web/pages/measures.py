"""Every measure there is for this department, one sentence each."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jixiao.measures.catalogue import measures
from jixiao.web import access
from jixiao.web.describe import Described, described


def page(request: HttpRequest, department_id: int) -> HttpResponse:
    member = access.membership(request, department_id)
    known = measures(access.store(member).folder)
    every = [described(one, known) for one in known.values()]
    asked = request.GET.get("register", "")
    registers = {schema.name: schema for one in every for schema in one.registers}
    return render(request, "measures.html", {
        "member": member, "department": member.department, "tab": "bindings",
        "measures": [one for one in every if _fits(one, asked)], "asked": asked,
        "registers": sorted(registers.values(), key=lambda schema: schema.label),
    })  # fmt: skip


def _fits(one: Described, asked: str) -> bool:
    return not asked or any(schema.name == asked for schema in one.registers)

"""A register of the department's own, without code: a form that the registers room checks."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jixiao.registers.declaration import DeclarationError, FieldType
from jixiao.web import access, evidence
from jixiao.web.models import Membership
from jixiao.web.own_register import MOST_ROWS, Draft, write


def page(request: HttpRequest, department_id: int) -> HttpResponse:
    member = access.editor(request, department_id)
    if request.method != "POST":
        return render(request, "register_new.html", _words(member, Draft()))
    draft = Draft.typed(request.POST)
    if "more" in request.POST:
        return render(request, "register_new.html", _words(member, draft.with_more()))
    try:
        made = write(draft, evidence.folder(department_id))
    except DeclarationError as wrong:
        told = _words(member, draft) | {"wrong": wrong}
        return render(request, "register_new.html", told, status=422)
    messages.success(request, _("已添加台账“%(label)s”。") % {"label": made.label})
    return redirect("register", department_id, made.name)


def _words(member: Membership, draft: Draft) -> dict[str, Any]:
    return {
        "member": member, "department": member.department, "draft": draft,
        "types": list(FieldType),
        "full": len(draft.rows) >= MOST_ROWS,
    }  # fmt: skip

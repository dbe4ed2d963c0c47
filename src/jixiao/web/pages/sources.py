"""The sources a department's files come from: those known, its own ones kept, given away and received."""

from __future__ import annotations

from itertools import count
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jixiao.plan.words import one_line
from jixiao.registers.connecting import added, load, shipped
from jixiao.registers.connector import Connector
from jixiao.registers.declaration import DeclarationError
from jixiao.registers.own_source import NoSourceError, kept, written
from jixiao.registers.store import Store
from jixiao.web import access
from jixiao.web.models import Membership

#: What the files of a department's own sources are called; a number follows.
_NAMED = "own_source_"
_LARGEST = 500_000


def page(request: HttpRequest, department_id: int) -> HttpResponse:
    member = access.membership(request, department_id)
    return render(request, "sources.html", _words(member))


@require_POST
def keep(request: HttpRequest, department_id: int) -> HttpResponse:
    """The columns of a register's newest take-in, as a person mapped them, become a source."""
    member = access.editor(request, department_id)
    store, label = access.store(member), one_line(request.POST.get("label", ""))[:100]
    try:
        if not label:
            raise NoSourceError(_("写明这个来源怎样称呼"))
        name = _free(store)
        text = written(store, request.POST.get("register", ""), name, label)
        return _kept(request, member, name, text)
    except (NoSourceError, DeclarationError) as wrong:
        return _refused(request, member, wrong)


@require_POST
def receive(request: HttpRequest, department_id: int) -> HttpResponse:
    """A source that another county gave away."""
    member = access.editor(request, department_id)
    file = request.FILES.get("file")
    try:
        if file is None or (file.size or 0) > _LARGEST:
            raise NoSourceError(_("选择一份来源说明（.toml），不超过 500 KB"))
        text = file.read().decode("utf-8-sig")
        return _kept(request, member, _free(access.store(member)), text)
    except UnicodeDecodeError:
        return _refused(request, member, NoSourceError(_("来源说明应为 UTF-8 文本")))
    except (NoSourceError, DeclarationError) as wrong:
        return _refused(request, member, wrong)


def give(request: HttpRequest, department_id: int, name: str) -> HttpResponse:
    """One of the department's own, as the file to be given away."""
    member = access.membership(request, department_id)
    found = next((one for one in _own(access.store(member)) if one.name == name), None)
    if found is None:
        raise Http404
    path = access.store(member).folder / "connectors" / f"{name}.toml"
    answer = HttpResponse(path.read_bytes(), content_type="application/toml")
    answer.headers["Content-Disposition"] = content_disposition_header(True, f"{found.label}.toml")
    return answer


def _kept(request: HttpRequest, member: Membership, name: str, text: str) -> HttpResponse:
    store = access.store(member)
    made = load(name, text, f"{name}.toml", store.registers())
    if made.label in {one.label for one in _own(store)}:
        raise NoSourceError(_("已有叫“%(label)s”的来源，请换一个称呼") % {"label": made.label})
    kept(store, name, text)
    messages.success(
        request, _("已收下来源“%(label)s”，同样的文件以后直接认得。") % {"label": made.label}
    )
    return redirect("sources", member.department_id)


def _refused(request: HttpRequest, member: Membership, wrong: Exception) -> HttpResponse:
    said = f"{wrong.key}：{wrong.fault}" if isinstance(wrong, DeclarationError) else str(wrong)
    return render(request, "sources.html", _words(member) | {"wrong": said}, status=422)


def _words(member: Membership) -> dict[str, Any]:
    store = access.store(member)
    registers = store.registers()
    taken = {one.register_name for one in store.imports()}
    return {
        "member": member, "department": member.department,
        "own": [(one, registers[one.register]) for one in _own(store)],
        "known": [(one, registers[one.register]) for one in shipped(registers)],
        "taken": [register for name, register in registers.items() if name in taken],
    }  # fmt: skip


def _own(store: Store) -> tuple[Connector, ...]:
    return added(store.folder, store.registers())


def _free(store: Store) -> str:
    used = {one.name for one in _own(store)}
    return next(name for n in count(1) if (name := f"{_NAMED}{n}") not in used)

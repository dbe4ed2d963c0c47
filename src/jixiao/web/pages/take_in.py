"""One take-in: who, when, of which file, how its headings were read, what was found and refused."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from jixiao.registers.declaration import Register
from jixiao.registers.store import Import
from jixiao.registers.withdrawal import word_on
from jixiao.web import access, evidence
from jixiao.web.cells import cell

_SHOWN = 200


def page(request: HttpRequest, department_id: int, name: str, sha256: str) -> HttpResponse:
    member = access.membership(request, department_id)
    register, taken = access.register(member, name), access.taken(member, name, sha256)
    store = access.store(member)
    findings, refused = store.findings(sha256), store.refused(sha256)
    return render(request, "take_in.html", {
        "member": member, "department": member.department,
        "register": register, "taken": taken, "made_up": evidence.is_made_up(taken),
        "withdrawal": word_on(store, sha256, register.name),
        "mapping": _mapping(register, taken), "findings": findings[:_SHOWN],
        "finding_count": len(findings), **_refused(register, refused),
    })  # fmt: skip


def _mapping(register: Register, taken: Import) -> list[tuple[str, str]]:
    """Heading → label of its field, as it was understood then."""
    known = {f.name: f.label for f in register.fields} | {"-": _("不读这一列")}
    return [(heading, known.get(field, field)) for heading, field in taken.mapping.items()]


def _refused(register: Register, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The refused rows as printed, with their reasons; columns nobody filled in are left out."""
    used = [f for f in register.stored if any(row.get(f.name) for row in rows)]
    shown = [
        {
            "number": row["_row"],
            "reasons": row["_reasons"],
            "cells": [cell(f, row.get(f.name)) for f in used],
        }
        for row in rows[:_SHOWN]
    ]
    return {
        "refused_heads": used,
        "refused": shown,
        "refused_count": len(rows),
    }

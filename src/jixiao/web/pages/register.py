"""One register: its empty ledger, the upload, its fields, and everything that was taken in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jixiao.registers.template import template
from jixiao.web import access, evidence
from jixiao.web.attachment import attachment
from jixiao.web.models import Ledger, Membership
from jixiao.web.pages.registers import used_by
from jixiao.web.reading.ledgers import KEPT

ENDINGS = ("xlsx", "xls", "csv", "txt")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_UPLOADS_SHOWN = 8


class LedgerForm(forms.Form):
    """One file, and the year its dates should lie in."""

    file = forms.FileField(
        label=gettext_lazy("台账文件"),
        max_length=255,
        error_messages={
            "required": gettext_lazy("还没有选择文件；请选择要上传的台账。"),
            "empty": gettext_lazy(
                "应为有内容的文件，实为空文件（0 字节）；请确认文件已保存完整，再重新上传。"
            ),
            "max_length": gettext_lazy("文件名超过 255 字；请改短文件名后再上传。"),
        },
    )
    year = forms.IntegerField(
        label=gettext_lazy("年度"),
        required=False,
        min_value=1990,
        max_value=2100,
        error_messages={"invalid": gettext_lazy("年度应为四位数字，例如 2023。")},
    )


def page(request: HttpRequest, department_id: int, name: str) -> HttpResponse:
    member = access.membership(request, department_id)
    return render(request, "register.html", words(member, name, LedgerForm()))


def words(member: Membership, name: str, form: LedgerForm, **more: Any) -> dict[str, Any]:
    """What the page's template is given."""
    register, store = access.register(member, name), access.store(member)
    taken = list(reversed(store.taken(name)))
    newest = member.department.newest
    uploads = Ledger.objects.filter(department=member.department, register=name)
    return {
        "member": member, "department": member.department,
        "register": register, "form": form, "taken": taken, "measures": used_by(store)[name],
        "withdrawals": store.withdrawals(name),
        "rows": evidence.rows_of(store, name), "year": newest.year if newest else None,
        "superseded": sum(one.superseded for one in taken),
        "made_up": any(map(evidence.is_made_up, taken)),
        "uploads": uploads.select_related("uploaded_by")[:_UPLOADS_SHOWN], "endings": ENDINGS,
        "max_bytes": settings.LEDGER_MAX_BYTES, "kept_hours": int(KEPT.total_seconds() // 3600),
        "limit": settings.LEDGER_MAX_BYTES // 1024 // 1024, "form_year": form["year"].value(),
    } | more  # fmt: skip


def empty(request: HttpRequest, department_id: int, name: str) -> HttpResponse:
    """The empty ledger with headings, notes and drop-downs."""
    register = access.register(access.membership(request, department_id), name)
    file = _("%(register)s-空白.xlsx") % {"register": register.label}
    return workbook(template(register), file)


def workbook(data: bytes, name: str) -> HttpResponse:
    """An Excel file to keep."""
    return attachment(data, name, XLSX)

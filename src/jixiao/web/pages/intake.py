"""Taking in a document: choose it, have it read, or learn why it cannot be."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy

from jixiao.plan.words import one_line
from jixiao.web import access, versions
from jixiao.web.house.jobs import heavy
from jixiao.web.models import Intake, Membership
from jixiao.web.pages import errors
from jixiao.web.reading.reader import Refusal, read_upload

ENDINGS = (
    "docx", "doc", "wps", "odt", "rtf", "xlsx", "xls", "et", "ods", "html", "htm", "pdf", "txt", "csv", "md", "json",
)  # fmt: skip


class UploadForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=gettext_lazy("绩效文本文件"),
        max_length=255,
        error_messages={
            "required": gettext_lazy("还没有选择文件；请选择要收入的绩效文本。"),
            "empty": gettext_lazy(
                "应为有内容的文件，实为空文件（0 字节）；请确认文件已保存完整，再重新上传。"
            ),
            "max_length": gettext_lazy("文件名超过 255 字；请改短文件名后再上传。"),
        },
    )


@heavy("POST")
def page(request: HttpRequest, department_id: int) -> HttpResponse:
    member = access.editor(request, department_id)
    if request.method != "POST":
        return _page(request, member, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    if getattr(request, "upload_too_large", False):
        return errors.too_large(request)
    if not form.is_valid():
        return _page(request, member, form, status=422)
    return _take(request, member, form.cleaned_data["file"])


def _take(request: HttpRequest, member: Membership, file: UploadedFile) -> HttpResponse:
    name = one_line(file.name)[:255] or "file"
    found = read_upload(file, name)
    known = {
        "department": member.department,
        "uploaded_by": request.user,
        "file_name": name,
        "size": file.size,
        "sha256": _digest(file),
    }
    if isinstance(found, Refusal):
        Intake.objects.create(**known, state=Intake.State.FAILED, error=found.as_json())
        return _page(request, member, UploadForm(), status=422, refusal=found, file_name=name)
    file.seek(0)
    kept = Intake.objects.create(
        **known, content=file.read(), plan=versions.content_of(found.plan), document=found.document
    )
    return redirect("preview", department_id=member.department_id, intake_id=kept.pk)


def _digest(file: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def _page(
    request: HttpRequest, member: Membership, form: UploadForm, status: int = 200, **words: Any
) -> HttpResponse:
    past = Intake.objects.filter(department=member.department).defer("content", "plan", "document")
    known: dict[str, Any] = {
        "member": member, "department": member.department, "form": form, "endings": ENDINGS,
        "limit": settings.UPLOAD_MAX_BYTES // 1024 // 1024, "max_bytes": settings.UPLOAD_MAX_BYTES,
        "past": past.select_related("uploaded_by")[:12],
    }  # fmt: skip
    return render(request, "intake.html", known | words, status=status)

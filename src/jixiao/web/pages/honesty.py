"""Self-evaluations given from outside: taken in, held against evidence, whom to re-check first."""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jixiao.forms.self_evaluation.declaration import FORM, HEBEI
from jixiao.forms.self_evaluation.writing import project_grid
from jixiao.plan.money import plain
from jixiao.plan.words import one_line
from jixiao.terms.forms import FormName
from jixiao.web import honesty, versions
from jixiao.web.attachment import attachment
from jixiao.web.house.jobs import heavy
from jixiao.web.marks import mark_form, numbered
from jixiao.web.models import HonestyClaim, Role
from jixiao.web.pages import errors
from jixiao.web.pages.intake import ENDINGS, UploadForm
from jixiao.web.pages.plan_page import PlanPage
from jixiao.web.reading.reader import Refusal, Understood, read_upload

_FORMS = (FormName.SELF_EVALUATION, FormName.HEBEI_SELF_EVALUATION)


@heavy("POST")
def page(request: HttpRequest, department_id: int, year: int) -> HttpResponse:
    """What was given so far, and the way to give another."""
    if request.method == "POST":
        return _give(request, for_checker(request, department_id, year))
    return _list(request, PlanPage.of(request, department_id, year), UploadForm())


def for_checker(request: HttpRequest, department_id: int, year: int) -> PlanPage:
    """The plan, for who may put a claim or a re-check on record: all but who only reads."""
    here = PlanPage.of(request, department_id, year)
    if here.member.role == Role.READER:
        raise PermissionDenied(
            _("核对自评表由绩效专管员、部门负责人或财政审核进行。没有任何改动。")
        )
    return here


def _give(request: HttpRequest, here: PlanPage) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES)
    if getattr(request, "upload_too_large", False):
        return errors.too_large(request)
    if not form.is_valid():
        return _list(request, here, form, status=422)
    file = form.cleaned_data["file"]
    name = one_line(file.name)[:255] or "file"
    found = _checked(here, read_upload(file, name))
    data = _bytes(file)
    known = {
        "record": here.record, "author": request.user, "file_name": name, "size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
    }  # fmt: skip
    if isinstance(found, Refusal):
        HonestyClaim.objects.create(**known, error=found.as_json())
        return _list(request, here, UploadForm(), status=422, refusal=found, file_name=name)
    kept = HonestyClaim.objects.create(
        **known, content=data, plan=versions.content_of(found.plan), document=found.document
    )
    return redirect("honesty-claim", *here.address, kept.pk)


def _bytes(file: UploadedFile) -> bytes:
    file.seek(0)
    return bytes(file.read())


def _checked(here: PlanPage, found: Understood | Refusal) -> Understood | Refusal:
    """A self-evaluation of this department and year, or why it is none."""
    if isinstance(found, Refusal):
        return found
    plan, own = found.plan, here.department
    if plan.form not in _FORMS:
        words = _("这份文件读懂为“%(form)s”，不是自评表；请上传填好的项目支出绩效自评表。")
        return Refusal(words % {"form": plan.form.label if plan.form else _("绩效目标")})
    if plan.year and plan.year != here.record.year:
        words = _("自评表写的是%(found)s年，这里是%(own)s年；请到那一年去上传。")
        return Refusal(words % {"found": plan.year, "own": here.record.year})
    if plan.department.code and own.code and plan.department.code != own.code:
        words = _("自评表的单位编码是 %(found)s，本部门是 %(own)s；请核对文件。")
        return Refusal(words % {"found": plan.department.code, "own": own.code})
    return found


def _list(
    request: HttpRequest, here: PlanPage, form: UploadForm, status: int = 200, **more: Any
) -> HttpResponse:
    past = here.record.claims.defer("content", "plan", "document").select_related("author")
    limit = settings.UPLOAD_MAX_BYTES
    return render(request, "honesty.html", {
        "here": here, "form": form, "endings": ENDINGS, "past": past[:30],
        "limit": limit // 1024 // 1024, "max_bytes": limit,
        "can_check": here.member.role != Role.READER, **more,
    }, status=status)  # fmt: skip


def claim(request: HttpRequest, department_id: int, year: int, claim_id: int) -> HttpResponse:
    """The whole claim: claimed and expected side by side, findings, samples."""
    here = PlanPage.of(request, department_id, year)
    return render(request, "honesty_claim.html", claim_words(here, claim_id))


def claim_words(here: PlanPage, claim_id: int, **more: Any) -> dict[str, Any]:
    """What the claim's template is given."""
    one = honesty.held(honesty.claim(here.record, claim_id), here.version)
    made = one.examination
    claimed = [e.claimed for e in made.projects if e.claimed is not None]
    expected = [e.expected for e in one.with_total.values()]
    return {
        "here": here, "claim": one.claim, "held": one, "rows": one.rows(),
        "claimed": sum(claimed), "expected": sum(expected), "without": len(made.projects) - len(claimed),
        "over": sum(claimed) - sum(expected), "count": len(made.findings), "made_up": one.made_up,
        "first": sum(e.priority > 0 for e in made.projects),
        "names": {p.id: p.short_name or p.name for p in one.plan.projects},
        "samples": [honesty.shown(kept) for kept in one.claim.samples.select_related("author")],
        "can_check": here.member.role != Role.READER, "most": len(one.with_total), **more,
    }  # fmt: skip


def project(
    request: HttpRequest, department_id: int, year: int, claim_id: int, number: int
) -> HttpResponse:
    """One project of a claim: its table with the findings at its cells, evidence beside each row."""
    here = PlanPage.of(request, department_id, year)
    one = honesty.held(honesty.claim(here.record, claim_id), here.version)
    found, examined = one.of(number)
    marks = numbered(examined.findings)
    declared = HEBEI if one.plan.form == FormName.HEBEI_SELF_EVALUATION else FORM
    grid = project_grid(found, one.plan.department, declared)
    seen = one.seen or {}
    return render(request, "honesty_project.html", {
        "here": here, "claim": one.claim, "held": one, "number": number,
        "project": found, "examined": examined, "findings": marks, "made_up": one.made_up,
        "grid": mark_form(grid, marks, set()), "plan": one.plan,
        "rows": [(row, seen.get(row.id), examined.lines.get(row.id)) for row in found.indicators],
        "over": None if examined.claimed is None else plain(examined.claimed - examined.expected),
        "previous": number - 1, "following": number + 1 if number < len(one.plan.projects) else None,
    })  # fmt: skip


def original(request: HttpRequest, department_id: int, year: int, claim_id: int) -> HttpResponse:
    """The file as it was handed in; never shown as a page."""
    here = PlanPage.of(request, department_id, year)
    found = here.record.claims.filter(pk=claim_id).first()
    if found is None or found.content is None:
        raise Http404
    return attachment(bytes(found.content), found.file_name)

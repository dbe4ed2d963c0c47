"""A random re-check of a claim: drawn with size and seed on record, its results, its estimate."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jixiao.acts.kind import ActRefusedError
from jixiao.web import honesty
from jixiao.web.models import HonestySample
from jixiao.web.pages.honesty import claim_words, for_checker
from jixiao.web.pages.plan_page import PlanPage
from jixiao.web.saying import speaker


@require_POST
def draw(request: HttpRequest, department_id: int, year: int, claim_id: int) -> HttpResponse:
    """Draw whom to re-check."""
    here = for_checker(request, department_id, year)
    one = honesty.held(honesty.claim(here.record, claim_id), here.version)
    size, seed = request.POST.get("size", ""), request.POST.get("seed", "")
    try:
        kept = honesty.draw_sample(one, size, seed, request.user)
    except honesty.SamplingError as wrong:
        typed = {"sample_fault": str(wrong), "typed_size": size, "typed_seed": seed}
        return _again(request, here, claim_id, **typed)
    words = _("已抽取 %(size)s 个项目，种子 %(seed)s，已记下。")
    messages.success(request, words % {"size": kept.size, "seed": kept.seed})
    return redirect("honesty-claim", *here.address, claim_id)


@require_POST
def recheck(
    request: HttpRequest, department_id: int, year: int, claim_id: int, sample_id: int
) -> HttpResponse:
    """Keep what the re-check of one project came to."""
    here = for_checker(request, department_id, year)
    one = honesty.claim(here.record, claim_id)
    sample = HonestySample.objects.filter(claim=one, pk=sample_id).first()
    if sample is None:
        raise Http404
    told = {name: request.POST.get(name, "") for name in ("project", "points", "reason")}
    try:
        honesty.record_recheck(
            sample, told["project"], told["points"], told["reason"],
            speaker(request.user, here.department),
        )  # fmt: skip
    except (honesty.SamplingError, ActRefusedError) as wrong:
        typed = {"recheck_fault": str(wrong), "typed": told | {"sample": sample.pk}}
        return _again(request, here, claim_id, **typed)
    messages.success(request, _("已记下复核结果。"))
    return redirect("honesty-claim", *here.address, claim_id)


def _again(request: HttpRequest, here: PlanPage, claim_id: int, **more: object) -> HttpResponse:
    """Nothing was stored; what was typed stands beside the words."""
    return render(request, "honesty_claim.html", claim_words(here, claim_id, **more), status=422)

"""How far heavy work is, and its answer when it is ready."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from jixiao.web.house.jobs import answer_of, is_file, own_address
from jixiao.web.models import Job


def page(request: HttpRequest, token: str) -> HttpResponse:
    """The page asks again by itself; when the work is done it leads to the answer.

    A part of a page that is waited for gets the answer itself, by the script that asks again.
    """
    job = _job(request, token)
    if request.headers.get("HX-Request"):
        return _part(job)
    if job.state == Job.State.DONE and not is_file(job):
        return redirect(own_address(job) or reverse("job-answer", args=[token]))
    told = {"job": job, "seconds": int(job.taken.total_seconds()), "ahead": job.ahead}
    answer = render(request, "job.html", told, status=200 if job.is_over else 202)
    if not job.is_over:  # whoever asks by a program knows that this is not yet the answer
        answer["Retry-After"] = "2"
    return answer


def _part(job: Job) -> HttpResponse:
    made = answer_of(job)
    if made is not None:
        return made
    seconds = int(job.taken.total_seconds())
    if job.is_over:
        said = _("没有做成，没有保存任何改动；请刷新页面再做一次。")
    elif job.state == Job.State.WAITING and job.ahead:
        said = _("正在排队，前面还有 %(ahead)s 件，已用 %(seconds)s 秒。")
    else:
        said = _("计划很大，正在算，已用 %(seconds)s 秒；请不要离开这一页。")
    waiting = HttpResponse(
        said % {"ahead": job.ahead, "seconds": seconds}, status=500 if job.is_over else 202
    )
    waiting["X-Job"] = reverse("job", args=[job.token])
    return waiting


def answer(request: HttpRequest, token: str) -> HttpResponse:
    """What the job process answered, as it answered it."""
    job = _job(request, token)
    made = answer_of(job)
    if made is None:
        return (
            redirect("job", token)
            if not job.is_over
            else render(request, "job.html", {"job": job, "gone": True}, status=410)
        )
    return made


def _job(request: HttpRequest, token: str) -> Job:
    """One of the signed-in user's own, or 404: the token alone opens nothing."""
    job = Job.objects.filter(pk=token, user=request.user).first()
    if job is None:
        raise Http404
    return job

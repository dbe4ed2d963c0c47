"""How far heavy work is, and its answer when it is ready."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from jixiao.web.house.jobs import answer_of, is_file
from jixiao.web.models import Job


def page(request: HttpRequest, token: str) -> HttpResponse:
    """The page asks again by itself; when the work is done it leads to the answer."""
    job = _job(request, token)
    if job.state == Job.State.DONE and not is_file(job):
        return redirect("job-answer", token)
    told = {"job": job, "seconds": int(job.taken.total_seconds()), "ahead": job.ahead}
    answer = render(request, "job.html", told, status=200 if job.is_over else 202)
    if not job.is_over:  # whoever asks by a program knows that this is not yet the answer
        answer["Retry-After"] = "2"
    return answer


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

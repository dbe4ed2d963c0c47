"""Addresses of scores, self-evaluations and their checks, below those of a plan."""

from django.urls import path

from jixiao.web.pages import (
    honesty,
    honesty_sample,
    moved,
    score_documents,
    scores,
    self_evaluation_files,
)

_CLAIM = "honesty/<number:claim_id>/"
urlpatterns = [
    path("", scores.page, name="scores"),
    path("forms.<str:ending>", self_evaluation_files.every, name="self-evaluation-all"),
    path("report.<str:ending>", self_evaluation_files.report, name="score-report"),
    path("department/", score_documents.department, name="score-department"),
    path("department.<str:ending>", score_documents.department_file, name="score-department-file"),
    path("<number:number>/<path:rest>", moved.of_scores, name="scores-moved"),
    path("<number:number>/", moved.of_scores, {"rest": ""}),
    path("honesty/", honesty.page, name="honesty"),
    path(_CLAIM, honesty.claim, name="honesty-claim"),
    path(f"{_CLAIM}original/", honesty.original, name="honesty-original"),
    path(f"{_CLAIM}draw/", honesty_sample.draw, name="honesty-draw"),
    path(
        f"{_CLAIM}samples/<number:sample_id>/recheck/",
        honesty_sample.recheck,
        name="honesty-recheck",
    ),
    path(f"{_CLAIM}projects/<number:number>/", honesty.project, name="honesty-project"),
]

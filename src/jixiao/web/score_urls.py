"""Addresses of scores, self-evaluations and their checks, below those of a plan."""

from django.urls import path

from jixiao.web.pages import (
    honesty,
    honesty_sample,
    judged,
    score,
    score_documents,
    scores,
    self_evaluation,
    self_evaluation_files,
)

urlpatterns = [
    path("", scores.page, name="scores"),
    path("forms.<str:ending>", self_evaluation_files.every, name="self-evaluation-all"),
    path("report.<str:ending>", self_evaluation_files.report, name="score-report"),
    path("department/", score_documents.department, name="score-department"),
    path("department.<str:ending>", score_documents.department_file, name="score-department-file"),
    path("<number:number>/evaluation/", score_documents.evaluation, name="evaluation"),
    path(
        "<number:number>/evaluation.<str:ending>",
        score_documents.evaluation_file,
        name="evaluation-file",
    ),
    path("<number:number>/", score.page, name="score"),
    path("<number:number>/band/", judged.band, name="judged-band"),
    path("<number:number>/aside/", judged.set_aside, name="judged-aside"),
    path("<number:number>/undo/", judged.undo, name="judged-undo"),
    path("<number:number>/form/", self_evaluation.page, name="self-evaluation"),
    path("<number:number>/form/write/", self_evaluation.write, name="self-evaluation-write"),
    path("<number:number>/form/submit/", self_evaluation.submit, name="self-evaluation-submit"),
    path("<number:number>/form/confirm/", self_evaluation.confirm, name="self-evaluation-confirm"),
    path("<number:number>/form/return/", self_evaluation.give_back, name="self-evaluation-return"),
    path(
        "<number:number>/form.<str:ending>", self_evaluation_files.one, name="self-evaluation-file"
    ),
    path(
        "<number:number>/form/steps/<number:step>.<str:ending>",
        self_evaluation_files.signed,
        name="self-evaluation-signed",
    ),
    path("honesty/", honesty.page, name="honesty"),
    path("honesty/<number:claim_id>/", honesty.claim, name="honesty-claim"),
    path("honesty/<number:claim_id>/original/", honesty.original, name="honesty-original"),
    path("honesty/<number:claim_id>/draw/", honesty_sample.draw, name="honesty-draw"),
    path(
        "honesty/<number:claim_id>/samples/<number:sample_id>/recheck/",
        honesty_sample.recheck,
        name="honesty-recheck",
    ),
    path(
        "honesty/<number:claim_id>/projects/<number:number>/",
        honesty.project,
        name="honesty-project",
    ),
]

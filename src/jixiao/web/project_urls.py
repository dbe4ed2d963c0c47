"""Addresses of one project, all below its number in the plan: what is planned, paid, watched, scored."""

from django.urls import include, path

from jixiao.web.pages import (
    bind,
    cell,
    indicator,
    indicator_rows,
    judged,
    mending_acts,
    money_project,
    monitoring_acts,
    monitoring_project,
    monitoring_table,
    project,
    report,
    score,
    score_documents,
    self_evaluation,
    self_evaluation_files,
)

_indicator = [
    path("", indicator.page, name="indicator"),
    path("binding/", bind.save, name="bind"),
    path("report/", report.save, name="report"),
    path("proofs/<word:sha256>/", report.proof, name="proof"),
    path("rows.<str:ending>", indicator_rows.file, name="indicator-rows"),
]
_money = [
    path("", money_project.page, name="money-project"),
    path("add/", money_project.save, name="money-add"),
    path("withdraw/", money_project.take_back, name="money-withdraw"),
    path("proofs/<word:sha256>/", money_project.proof, name="money-proof"),
]
_monitoring = [
    path("", monitoring_project.page, name="monitoring-project"),
    path("table.<str:ending>", monitoring_table.one, name="monitoring-table"),
    path("possibility/", monitoring_acts.possibility, name="monitoring-possibility"),
    path("possibilities/", monitoring_acts.possibilities, name="monitoring-possibilities"),
    path("cause/", monitoring_acts.cause, name="monitoring-cause"),
    path("outcome/", monitoring_acts.outcome, name="monitoring-outcome"),
    path("mend/", mending_acts.from_warning, name="mending-from-warning"),
]
_score = [
    path("", score.page, name="score"),
    path("band/", judged.band, name="judged-band"),
    path("aside/", judged.set_aside, name="judged-aside"),
    path("undo/", judged.undo, name="judged-undo"),
]
_self_evaluation = [
    path("", self_evaluation.page, name="self-evaluation"),
    path("write/", self_evaluation.write, name="self-evaluation-write"),
    path("submit/", self_evaluation.submit, name="self-evaluation-submit"),
    path("confirm/", self_evaluation.confirm, name="self-evaluation-confirm"),
    path("return/", self_evaluation.give_back, name="self-evaluation-return"),
    path(
        "steps/<number:step>.<str:ending>",
        self_evaluation_files.signed,
        name="self-evaluation-signed",
    ),
]
urlpatterns = [
    path("", project.page, name="project"),
    path("cell/", cell.save, name="cell-save"),
    path("cell/check/", cell.check, name="cell-check"),
    path("undo/", cell.undo, name="undo"),
    path("indicators/<number:row>/", include(_indicator)),
    path("money/", include(_money)),
    path("monitoring/", include(_monitoring)),
    path("score/", include(_score)),
    path("self-evaluation/", include(_self_evaluation)),
    path("self-evaluation.<str:ending>", self_evaluation_files.one, name="self-evaluation-file"),
    path("evaluation/", score_documents.evaluation, name="evaluation"),
    path("evaluation.<str:ending>", score_documents.evaluation_file, name="evaluation-file"),
]

"""Addresses of monitoring and mending, below those of a plan."""

from django.urls import path

from jixiao.web.pages import (
    mending,
    mending_acts,
    mending_matter,
    monitoring,
    monitoring_acts,
    monitoring_project,
    monitoring_table,
)

_ONE = "projects/<number:number>/"
_MATTER = "mending/<slug:identity>/"
urlpatterns = [
    path("", monitoring.page, name="monitoring"),
    path("table.<str:ending>", monitoring_table.every, name="monitoring-tables"),
    path("outcomes/", monitoring_acts.outcomes, name="monitoring-outcomes"),
    path(_ONE, monitoring_project.page, name="monitoring-project"),
    path(f"{_ONE}table.<str:ending>", monitoring_table.one, name="monitoring-table"),
    path(f"{_ONE}possibility/", monitoring_acts.possibility, name="monitoring-possibility"),
    path(f"{_ONE}possibilities/", monitoring_acts.possibilities, name="monitoring-possibilities"),
    path(f"{_ONE}cause/", monitoring_acts.cause, name="monitoring-cause"),
    path(f"{_ONE}outcome/", monitoring_acts.outcome, name="monitoring-outcome"),
    path(f"{_ONE}mend/", mending_acts.from_warning, name="mending-from-warning"),
    path("mending/", mending.page, name="mending"),
    path("mending/open/", mending_acts.from_finding, name="mending-open"),
    path(_MATTER, mending_matter.page, name="mending-matter"),
    path(f"{_MATTER}step/", mending_acts.step, name="mending-step"),
    path(f"{_MATTER}proofs/<word:sha256>/", mending_matter.proof, name="mending-proof"),
]

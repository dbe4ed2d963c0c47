"""Addresses of monitoring and mending, below those of a plan."""

from django.urls import path

from jixiao.web.pages import (
    mending,
    mending_acts,
    mending_matter,
    monitoring,
    monitoring_acts,
    monitoring_table,
    moved,
)

_MATTER = "mending/<slug:identity>/"
urlpatterns = [
    path("", monitoring.page, name="monitoring"),
    path("table.<str:ending>", monitoring_table.every, name="monitoring-tables"),
    path("outcomes/", monitoring_acts.outcomes, name="monitoring-outcomes"),
    path("projects/<number:number>/<path:rest>", moved.of_monitoring, name="monitoring-moved"),
    path("projects/<number:number>/", moved.of_monitoring, {"rest": ""}),
    path("mending/", mending.page, name="mending"),
    path("mending/open/", mending_acts.from_finding, name="mending-open"),
    path(_MATTER, mending_matter.page, name="mending-matter"),
    path(f"{_MATTER}step/", mending_acts.step, name="mending-step"),
    path(f"{_MATTER}proofs/<word:sha256>/", mending_matter.proof, name="mending-proof"),
]

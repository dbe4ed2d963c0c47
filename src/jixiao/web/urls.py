"""Addresses. A project is addressed by its number in the plan, as people do."""

from django.contrib import admin
from django.urls import include, path, register_converter
from django.urls.converters import IntConverter

from jixiao.web.pages import (
    about,
    cell,
    department,
    download,
    errors,
    findings,
    history,
    home,
    intake,
    preview,
    project,
    sign_in,
)


class Number(IntConverter):
    """A number that every database takes; a longer one is no address."""

    regex = "[0-9]{1,9}"


register_converter(Number, "number")

plan_pages = [
    path("", department.page, name="department"),
    path("findings/", findings.page, name="findings"),
    path("projects/<number:number>/", project.page, name="project"),
    path("projects/<number:number>/cell/", cell.save, name="cell-save"),
    path("projects/<number:number>/cell/check/", cell.check, name="cell-check"),
    path("projects/<number:number>/undo/", cell.undo, name="undo"),
    path("history/", history.page, name="history"),
    path("history/compare/", history.compare, name="compare"),
    path("history/<number:version_number>/", history.one, name="version"),
    path("history/<number:version_number>/restore/", history.restore, name="restore"),
    path("history/<number:version_number>/download.<str:ending>", download.file, name="download"),
]
urlpatterns = [
    path("", home.page, name="home"),
    path("about/", about.page, name="about"),
    path("sign-in/", sign_in.SignIn.as_view(), name="sign-in"),
    path("sign-out/", sign_in.SignOut.as_view(), name="sign-out"),
    path("password/", sign_in.Password.as_view(), name="password"),
    path("departments/<number:department_id>/", department.newest, name="newest"),
    path("departments/<number:department_id>/intake/", intake.page, name="intake"),
    path(
        "departments/<number:department_id>/intake/<number:intake_id>/",
        preview.page,
        name="preview",
    ),
    path(
        "departments/<number:department_id>/intake/<number:intake_id>/confirm/",
        preview.confirm,
        name="confirm",
    ),
    path(
        "departments/<number:department_id>/intake/<number:intake_id>/discard/",
        preview.discard,
        name="discard",
    ),
    path("departments/<number:department_id>/<number:year>/", include(plan_pages)),
    path("admin/login/", sign_in.of_staff),  # one door, where failures are counted
    path("admin/", admin.site.urls),
]
handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.broken

"""Addresses. A project is addressed by its number in the plan, as people do."""

from django.contrib import admin
from django.urls import include, path, register_converter

from jixiao.web.house.numbers import Number, Word, Year
from jixiao.web.pages import (
    about,
    bindings,
    department,
    download,
    errors,
    finding_acts,
    findings,
    findings_rule,
    first_account,
    history,
    home,
    intake,
    job,
    law,
    ledger,
    ledger_decide,
    library,
    measure,
    measures,
    missing,
    money,
    preview,
    register,
    register_new,
    register_rows,
    registers,
    search,
    sign_in,
    signing,
    sources,
    take_in,
    take_in_rows,
    take_in_withdraw,
    today,
)

register_converter(Number, "number")
register_converter(Year, "year")
register_converter(Word, "word")

plan_pages = [
    path("", department.page, name="department"),
    path("today/", today.page, name="today"),
    path("today/count/", today.count, name="to-do-count"),
    path("today/missing/", missing.page, name="missing"),
    path("today/signing/", signing.page, name="signing"),
    path("search/", search.page, name="search"),
    path("findings/", findings.page, name="findings"),
    path("findings/rules/<slug:rule>/", findings_rule.page, name="findings-rule"),
    path("findings/rules/<slug:rule>/take/", findings_rule.take, name="finding-rule-take"),
    path("library/", library.page, name="library"),
    path("findings/accept/", finding_acts.accept, name="finding-accept"),
    path("findings/dispute/", finding_acts.dispute, name="finding-dispute"),
    path("findings/withdraw/", finding_acts.withdraw, name="finding-withdraw"),
    path("findings/answer/", finding_acts.answer, name="finding-answer"),
    path("projects/<number:number>/", include("jixiao.web.project_urls")),
    path("money/", money.page, name="money"),
    path("monitoring/", include("jixiao.web.monitoring_urls")),
    path("bindings/", bindings.page, name="bindings"),
    path("bindings/confirm/", bindings.confirm, name="bindings-confirm"),
    path("scores/", include("jixiao.web.score_urls")),
    path("history/", history.page, name="history"),
    path("history/compare/", history.compare, name="compare"),
    path("history/<number:version_number>/", history.one, name="version"),
    path("history/<number:version_number>/restore/", history.restore, name="restore"),
    path("history/<number:version_number>/download.<str:ending>", download.file, name="download"),
]
ledger_pages = [
    path("", ledger.page, name="ledger"),
    path("mapping/", ledger.mapping, name="ledger-mapping"),
    path("marked.xlsx", ledger.marked, name="ledger-marked"),
    path("confirm/", ledger_decide.confirm, name="ledger-confirm"),
    path("discard/", ledger_decide.discard, name="ledger-discard"),
]
register_pages = [
    path("", registers.page, name="registers"),
    path("new/", register_new.page, name="register-new"),
    path("<word:name>/", register.page, name="register"),
    path("<word:name>/empty.xlsx", register.empty, name="register-empty"),
    path("<word:name>/rows/", register_rows.page, name="register-rows"),
    path("<word:name>/take-ins/<word:sha256>/", take_in.page, name="take-in"),
    path(
        "<word:name>/take-ins/<word:sha256>/withdraw/",
        take_in_withdraw.act,
        name="take-in-withdraw",
    ),
    path("<word:name>/take-ins/<word:sha256>/rows.csv", take_in_rows.file, name="take-in-rows"),
    path("<word:name>/upload/", ledger.upload, name="ledger-upload"),
    path("<word:name>/ledgers/<number:ledger_id>/", include(ledger_pages)),
]
law_pages = [
    path("", law.page, name="law"),
    path("article/", law.article, name="law-article"),
    path("holidays/", law.holidays, name="law-holidays"),
    path("limit/", law.limit, name="law-limit"),
    path("withdraw/", law.withdraw, name="law-withdraw"),
    path("documents/<word:sha256>/", law.document, name="law-document"),
]
urlpatterns = [
    path("", home.page, name="home"),
    path("about/", about.page, name="about"),
    path("law/", include(law_pages)),
    path("first-account/", first_account.page, name="first-account"),
    path("sign-in/", sign_in.SignIn.as_view(), name="sign-in"),
    path("sign-out/", sign_in.SignOut.as_view(), name="sign-out"),
    path("password/", sign_in.Password.as_view(), name="password"),
    path("jobs/<word:token>/", job.page, name="job"),
    path("jobs/<word:token>/answer/", job.answer, name="job-answer"),
    path("departments/<number:department_id>/", today.newest, name="newest"),
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
    path("departments/<number:department_id>/registers/", include(register_pages)),
    path("departments/<number:department_id>/sources/", sources.page, name="sources"),
    path("departments/<number:department_id>/sources/keep/", sources.keep, name="source-keep"),
    path(
        "departments/<number:department_id>/sources/receive/",
        sources.receive,
        name="source-receive",
    ),
    path(
        "departments/<number:department_id>/sources/<word:name>/", sources.give, name="source-give"
    ),
    path("departments/<number:department_id>/measures/", measures.page, name="measures"),
    path("departments/<number:department_id>/measures/<word:name>/", measure.page, name="measure"),
    path("departments/<number:department_id>/<year:year>/", include(plan_pages)),
    path("admin/login/", sign_in.of_staff),  # one door, where failures are counted
    path("admin/", admin.site.urls),
]
handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.broken

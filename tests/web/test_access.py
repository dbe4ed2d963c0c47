"""Who reaches which page: nobody unknown, nobody of another department, and only the clerk changes."""

from __future__ import annotations

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from jixiao.acts.kinds.reported import ReportedValue
from jixiao.measures.reported import ProofFile, report_value
from jixiao.plan.model import MeasureRef
from jixiao.web import versions
from jixiao.web.bindings import bound
from jixiao.web.models import ActRow, Intake
from tests.web.conftest import Bureau
from tests.web.ledgers import cases, taken, waiting

READ = [
    "",
    "today/?whole=1",
    "today/count/",
    "today/missing/",
    "today/signing/",
    "search/?q=检查",
    "library/",
    "findings/",
    "projects/1/",
    "history/",
    "history/1/",
    "history/compare/?a=1&b=1",
    "history/1/download.json",
    "bindings/",
    "projects/1/indicators/1/",
    "projects/1/indicators/1/rows.csv",
    "projects/1/indicators/1/proofs/{proof}/",
    "scores/",
    "projects/1/score/",
    "projects/1/self-evaluation/",
    "projects/1/self-evaluation.docx",
    "projects/1/evaluation/",
    "projects/1/evaluation.html",
    "scores/department/",
    "scores/department.html",
    "scores/forms.html",
    "scores/report.html",
    "scores/honesty/",
    "money/",
    "projects/1/money/",
    "monitoring/",
    "projects/1/monitoring/",
    "projects/1/monitoring/table.html",
    "monitoring/table.html",
    "monitoring/mending/",
]
CHANGE = [
    "findings/rules/B201/take/",
    "findings/accept/",
    "findings/dispute/",
    "findings/withdraw/",
    "projects/1/indicators/1/binding/",
    "projects/1/indicators/1/report/",
    "bindings/confirm/",
    "projects/1/cell/",
    "projects/1/cell/check/",
    "projects/1/undo/",
    "history/1/restore/",
    "projects/1/score/band/",
    "projects/1/score/aside/",
    "projects/1/score/undo/",
    "projects/1/self-evaluation/write/",
    "projects/1/self-evaluation/submit/",
    "projects/1/money/add/",
    "projects/1/money/withdraw/",
    "projects/1/monitoring/possibility/",
    "projects/1/monitoring/possibilities/",
    "projects/1/monitoring/cause/",
]
DECIDE = ["projects/1/monitoring/outcome/", "monitoring/outcomes/", "findings/answer/"]
ACT = [
    "projects/1/monitoring/mend/",
    "monitoring/mending/open/",
    "monitoring/mending/2023-001/step/",
]
EVIDENCE_READ = [
    "registers/",
    "registers/penalty_cases/",
    "registers/penalty_cases/empty.xlsx",
    "registers/penalty_cases/rows/",
    "registers/penalty_cases/take-ins/{sha256}/",
    "registers/penalty_cases/take-ins/{sha256}/rows.csv",
    "measures/",
    "measures/case_closing_rate/",
    "sources/",
]
LEDGER_READ = [
    "registers/new/",
    "registers/penalty_cases/ledgers/{ledger}/",
    "registers/penalty_cases/ledgers/{ledger}/marked.xlsx",
]
LEDGER_CHANGE = [
    "registers/new/",
    "registers/penalty_cases/upload/",
    "registers/penalty_cases/ledgers/{ledger}/mapping/",
    "registers/penalty_cases/ledgers/{ledger}/confirm/",
    "registers/penalty_cases/ledgers/{ledger}/discard/",
    "registers/penalty_cases/take-ins/{sha256}/withdraw/",
    "sources/keep/",
    "sources/receive/",
]
INTAKE_READ = ["intake/", "intake/{intake}/"]
INTAKE_CHANGE = ["intake/", "intake/{intake}/confirm/", "intake/{intake}/discard/"]
OPEN = {"first-account", "sign-in", "about"}
ELSEWHERE = {
    "home",
    "password",
    "sign-out",
    "newest",
    "job",
    "job-answer",
    "monitoring-moved",
    "scores-moved",
    "law",
    "law-article",
    "law-holidays",
    "law-limit",
    "law-withdraw",
    "law-document",  # tests/web/test_law.py
}  # their own tests say whose they are


@pytest.fixture
def intake(bureau: Bureau) -> Intake:
    return Intake.objects.create(
        department=bureau.department, uploaded_by=bureau.people["clerk"], file_name="文本.docx",
        sha256="0" * 64, size=1, content=b"1", plan=bureau.record.head.content, document="null",
    )  # fmt: skip


def _department_path(bureau: Bureau, intake: Intake, rest: str) -> str:
    return f"/departments/{bureau.department.pk}/{rest.format(intake=intake.pk)}"


def test_every_address_of_the_application_stands_in_this_file() -> None:
    names = {p.name for p in _patterns(get_resolver().url_patterns) if p.name}
    covered = (
        "today to-do-count missing signing search"
        " department findings library project history version compare download bindings indicator"
        " indicator-rows proof registers register register-empty register-rows take-in take-in-rows measures"
        " measure scores score score-report self-evaluation self-evaluation-file"
        " self-evaluation-all self-evaluation-signed score-department score-department-file evaluation evaluation-file"
        " honesty honesty-claim honesty-project honesty-original"
        " monitoring monitoring-project monitoring-table monitoring-tables mending mending-matter"
        " sources source-give mending-proof money money-project money-proof"
    )
    changing = (
        "findings-rule finding-rule-take cell-save cell-check undo restore intake preview confirm discard bind report"
        " bindings-confirm register-new source-keep source-receive ledger ledger-upload ledger-mapping ledger-marked"
        " take-in-withdraw"
        " judged-band judged-aside judged-undo self-evaluation-write self-evaluation-submit"
        " self-evaluation-confirm self-evaluation-return honesty-draw honesty-recheck"
        " monitoring-possibility monitoring-possibilities monitoring-cause monitoring-outcome"
        " monitoring-outcomes"
        " mending-from-warning mending-open mending-step money-add money-withdraw"
        " ledger-confirm ledger-discard finding-accept finding-dispute finding-withdraw finding-answer"
    )
    assert names == {*covered.split(), *changing.split()} | OPEN | ELSEWHERE


def _patterns(patterns: list[URLPattern | URLResolver]) -> list[URLPattern]:
    own = [p for p in patterns if isinstance(p, URLPattern)]
    resolvers = [p for p in patterns if isinstance(p, URLResolver) and p.app_name != "admin"]
    return own + [found for one in resolvers for found in _patterns(one.url_patterns)]


@pytest.fixture
def proof(bureau: Bureau) -> str:
    """The first indicator is bound and reported; the proof's digest."""
    taken(bureau)
    row = bureau.plan.projects[0].indicators[0]
    measure = {row.id: MeasureRef(id="case_closing_rate")}
    versions.bind(bureau.record, 1, lambda plan: bound(plan, measure), bureau.people["clerk"], 1)
    made = ReportedValue(row.id, "1", None, "某人", "2023-12-31", "", "", by="某人")
    file = ProofFile("证明.txt", b"proof")
    return report_value(bureau.store, made, file, "clerk", "", None).proof_sha256


@pytest.mark.parametrize("rest", READ)
def test_pages_of_a_plan(bureau: Bureau, proof: str, rest: str) -> None:
    rest = rest.format(proof=proof)
    for who in ("clerk", "leader", "reviewer", "reader"):
        assert bureau.client(who).get(bureau.path(rest)).status_code == 200, who
    assert bureau.client("outsider").get(bureau.path(rest)).status_code == 404
    _asks_to_sign_in(bureau.client("nobody").get(bureau.path(rest)))


@pytest.mark.parametrize("rest", CHANGE)
def test_changes_of_a_plan_are_the_clerks(bureau: Bureau, rest: str) -> None:
    before = ActRow.objects.count()
    for who in ("leader", "reviewer", "reader"):
        assert bureau.client(who).post(bureau.path(rest)).status_code == 403, who
    assert bureau.client("outsider").post(bureau.path(rest)).status_code == 404
    assert bureau.client("clerk").get(bureau.path(rest)).status_code == 405
    _asks_to_sign_in(bureau.client("nobody").post(bureau.path(rest)))
    assert ActRow.objects.count() == before


@pytest.mark.parametrize("rest", [*DECIDE, *ACT])
def test_what_is_decided_and_what_is_put_on_record(bureau: Bureau, rest: str) -> None:
    """Deciding is the leader's and the reviewer's; whoever only reads puts nothing on record."""
    before = ActRow.objects.count()
    refused = ("clerk", "reader") if rest in DECIDE else ("reader",)
    for who in refused:
        assert bureau.client(who).post(bureau.path(rest)).status_code == 403, who
    assert bureau.client("outsider").post(bureau.path(rest)).status_code == 404
    assert bureau.client("leader").get(bureau.path(rest)).status_code == 405
    _asks_to_sign_in(bureau.client("nobody").post(bureau.path(rest)))
    assert ActRow.objects.count() == before


@pytest.mark.parametrize("rest", EVIDENCE_READ)
def test_evidence_is_read_by_the_department_alone(bureau: Bureau, rest: str) -> None:
    path = bureau.place(rest.format(sha256=taken(bureau)))
    for who in ("clerk", "leader", "reviewer", "reader"):
        assert bureau.client(who).get(path).status_code == 200, who
    assert bureau.client("outsider").get(path).status_code == 404
    _asks_to_sign_in(bureau.client("nobody").get(path))


@pytest.mark.parametrize("rest", LEDGER_READ)
def test_an_uploaded_ledger_is_the_clerks(bureau: Bureau, rest: str) -> None:
    path = bureau.place(rest.format(ledger=waiting(bureau, cases()).pk))
    assert bureau.client("clerk").get(path).status_code == 200
    for who in ("leader", "reviewer", "reader"):
        assert bureau.client(who).get(path).status_code == 403, who
    assert bureau.client("outsider").get(path).status_code == 404
    _asks_to_sign_in(bureau.client("nobody").get(path))


@pytest.mark.parametrize("rest", LEDGER_CHANGE)
def test_deciding_on_a_ledger_is_the_clerks(bureau: Bureau, rest: str) -> None:
    ledger = waiting(bureau, cases())
    path = bureau.place(rest.format(ledger=ledger.pk, sha256="0" * 64))
    for who in ("leader", "reviewer", "reader"):
        assert bureau.client(who).post(path).status_code == 403, who
    assert bureau.client("outsider").post(path).status_code == 404
    _asks_to_sign_in(bureau.client("nobody").post(path))
    ledger.refresh_from_db()
    assert ledger.waits and bureau.store.imports() == ()


@pytest.mark.parametrize("rest", INTAKE_READ)
def test_intake_is_the_clerks(bureau: Bureau, intake: Intake, rest: str) -> None:
    path = _department_path(bureau, intake, rest)
    assert bureau.client("clerk").get(path).status_code == 200
    assert bureau.client("reader").get(path).status_code == 403
    assert bureau.client("outsider").get(path).status_code == 404
    _asks_to_sign_in(bureau.client("nobody").get(path))


@pytest.mark.parametrize("rest", INTAKE_CHANGE)
def test_deciding_on_an_intake_is_the_clerks(bureau: Bureau, intake: Intake, rest: str) -> None:
    path = _department_path(bureau, intake, rest)
    assert bureau.client("leader").post(path).status_code == 403
    assert bureau.client("outsider").post(path).status_code == 404
    _asks_to_sign_in(bureau.client("nobody").post(path))
    intake.refresh_from_db()
    assert intake.state == Intake.State.PENDING


def test_an_intake_is_not_reached_through_another_department(
    bureau: Bureau, intake: Intake
) -> None:
    other = bureau.people["outsider"].memberships.get().department_id
    answer = bureau.client("outsider").get(f"/departments/{other}/intake/{intake.pk}/")
    assert answer.status_code == 404


def test_a_version_is_not_reached_through_another_plan(bureau: Bureau) -> None:
    assert bureau.client("clerk").get(bureau.path("history/99/")).status_code == 404
    assert (
        bureau.client("clerk").get(f"/departments/{bureau.department.pk}/2022/").status_code == 404
    )


def test_a_reader_sees_no_way_to_change(bureau: Bureau) -> None:
    page = bureau.client("reader").get(bureau.path("projects/1/")).content.decode()
    assert "can-edit" not in page and "cell-editor" not in page and "/undo/" not in page


def test_a_part_of_an_expired_page_is_answered_with_words_and_no_redirect(bureau: Bureau) -> None:
    answer = bureau.client("nobody").post(
        bureau.path("projects/1/cell/"), headers={"HX-Request": "true"}
    )
    assert answer.status_code == 401 and answer["HX-Retarget"] == "#said"
    assert "您写的还在" in answer.content.decode()


def test_one_department_is_opened_at_once(bureau: Bureau) -> None:
    answer = bureau.client("clerk").get("/", follow=True)
    assert answer.redirect_chain[-1][0] == bureau.path("today/")


def test_a_department_without_plan_says_how_to_begin(bureau: Bureau) -> None:
    page = bureau.client("outsider").get("/", follow=True).content.decode()
    assert "还没有收入计划" in page and "收入绩效文本" in page


def _asks_to_sign_in(answer: object) -> None:
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/?next=")

"""Pages of a very large plan are made by job processes; what was examined is kept and never examined twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from jixiao.acts.errors import BrokenRecordError
from jixiao.law.packs import packs_at_hand
from jixiao.plan.model import MeasureRef
from jixiao.web import kept_reviews, large, remembered, versions
from jixiao.web.bindings import bound
from jixiao.web.house import job_process, jobs
from jixiao.web.house.kept_folder import KeptFolder
from jixiao.web.models import Job
from tests.web.conftest import Bureau

PAGES = ("", "findings/", "monitoring/", "scores/", "projects/1/", "history/")


@pytest.fixture
def at_jobs(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bureau]:
    """The bureau's plan counts as large, and job processes answer; the test itself is one of them."""
    monkeypatch.setattr(jobs, "AT_ONCE_SECONDS", 0)
    for module in (kept_reviews, large):
        monkeypatch.setattr(module, "LARGE", 1000)
    large._SEEN.clear()
    with override_settings(JOB_PROCESSES=1):
        yield bureau
    large._SEEN.clear()


def _work() -> Job:
    from jixiao.web.wsgi import application

    job = job_process.claim("host:1")
    assert job is not None
    job_process._answer(job, application)
    return job


@pytest.mark.parametrize("rest", PAGES)
def test_a_page_says_how_far_it_is_then_stands_at_its_own_address_once(
    at_jobs: Bureau, rest: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk, path = at_jobs.client("clerk"), f"{at_jobs.path(rest)}?part=1"
    with monkeypatch.context() as server:
        server.setattr(remembered, "loads", None)  # the server itself reads no such plan
        put_down = clerk.get(path)
        where = put_down["Location"]
        assert put_down.status_code == 302 and where.startswith("/jobs/")
        assert "正在排队" in clerk.get(where).content.decode()
    job = _work()
    job.refresh_from_db()
    led = clerk.get(where)["Location"]
    assert led == f"{path}&job={job.pk}"
    answer = clerk.get(led)
    assert answer.status_code == 200 and b"</html>" in b"".join(answer.streaming_content)
    assert clerk.get(led)["Location"] == path, "later the page is made anew, never an old one"
    assert not Job.objects.exists() and not jobs.folder_of(job.pk).exists()


def test_an_answer_is_taken_by_its_asker_at_its_own_address_alone(at_jobs: Bureau) -> None:
    clerk = at_jobs.client("clerk")
    where = clerk.get(at_jobs.path("findings/"))["Location"]
    job = _work()
    job.refresh_from_db()
    for who, path in (
        ("second", "findings/"),
        ("clerk", "scores/"),
        ("clerk", "findings/?level=x"),
    ):
        asked = f"{at_jobs.path(path)}{'&' if '?' in path else '?'}job={job.pk}"
        answer = at_jobs.client(who).get(asked)
        assert answer["Location"] == at_jobs.path(path), asked
    assert clerk.get(clerk.get(where)["Location"]).status_code == 200


def test_to_an_outsider_a_large_plan_is_as_no_plan(at_jobs: Bureau) -> None:
    for year in (2023, 1999):
        there = f"/departments/{at_jobs.department.pk}/{year}/findings/"
        assert at_jobs.client("outsider").get(there).status_code == 404
    assert not Job.objects.exists()


def test_a_part_of_a_page_waits_in_its_place(at_jobs: Bureau) -> None:
    clerk, part = at_jobs.client("clerk"), {"HX-Request": "true"}
    where = clerk.get(at_jobs.path("findings/"), headers=part)["Location"]
    waiting = clerk.get(where, headers=part)
    assert waiting.status_code == 202 and waiting["X-Job"] == where
    assert "正在算" in waiting.content.decode()
    _work()
    made = clerk.get(where, headers=part)
    text = b"".join(made.streaming_content).decode()
    assert made.status_code == 200 and 'id="shown"' in text and "</html>" not in text


def test_a_cell_is_saved_by_way_of_a_job_once(at_jobs: Bureau) -> None:
    project = at_jobs.plan.projects[0]
    row = project.indicators[0]
    told = {
        "indicator": row.id, "field": "target", "value": "≥3000家", "seen": 1,
        "csrfmiddlewaretoken": "a" * 32,
    }  # fmt: skip
    clerk, part = at_jobs.client("clerk"), {"HX-Request": "true"}
    clerk.cookies["csrftoken"] = "a" * 32
    where = clerk.post(at_jobs.path("projects/1/cell/"), told, headers=part)["Location"]
    assert at_jobs.record.head.number == 1
    _work()
    for _ in range(2):
        made = clerk.get(where, headers=part)
        assert "已保存为第2版" in b"".join(made.streaming_content).decode()
    assert at_jobs.record.head.number == 2


def test_a_kept_review_is_what_would_be_found_again(
    at_jobs: Bureau, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    content, among = at_jobs.record.head.content, packs_at_hand()
    examined = remembered._review.__wrapped__(content, "", ())
    assert kept_reviews.found(content, "", among, ()) == examined
    with monkeypatch.context() as never:
        never.setattr(remembered, "examine", None)
        assert remembered._review.__wrapped__(content, "", ()) == examined
    for other in (
        (content + " ", "", ()),
        (content, "sichuan-2025", ()),
        (content, "", (("a", 1, 1),)),
    ):
        assert kept_reviews.found(other[0], other[1], among, other[2]) is None
    (kept,) = (tmp_path / "reviews").iterdir()
    kept.write_bytes(kept.read_bytes()[:-9])
    assert kept_reviews.found(content, "", among, ()) is None, "half of one is examined again"
    monkeypatch.setattr(kept_reviews, "_program", lambda: "a later program")
    assert kept_reviews.found(content, "", among, ()) is None


def test_no_more_reviews_are_kept_than_so_many(
    at_jobs: Bureau, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(kept_reviews, "_KEPT", KeptFolder("reviews", 2))
    made = remembered.review_of(at_jobs.record.head.content)
    for number in range(4):
        kept_reviews.keep("x" * 2000, str(number), (), made)
    assert len(list((tmp_path / "reviews").iterdir())) == 2


@pytest.mark.parametrize("path", ["findings/", "projects/1/", "scores/report.html"])
def test_what_a_job_made_is_answered_by_the_server_until_something_changes(
    at_jobs: Bureau, path: str
) -> None:
    where, clerk = at_jobs.path(path), at_jobs.client("clerk")
    assert clerk.get(where).status_code == 302
    first = clerk.get(_work().path)  # leads to the answer
    again = at_jobs.client("second").get(where)
    assert again.status_code == 200 and not Job.objects.filter(state=Job.State.WAITING).exists()
    assert again["Content-Type"] == "text/html; charset=utf-8"
    assert first is not None and "怀来" in again.content.decode()
    assert at_jobs.client("outsider").get(where).status_code == 404
    assert at_jobs.client("reader").get(where).status_code == 302, "another role has its own"
    Job.objects.all().delete()
    wanted = {at_jobs.plan.projects[0].indicators[0].id: MeasureRef(id="case_count_filed")}
    seen, who = at_jobs.record.head.number, at_jobs.people["clerk"]
    versions.bind(at_jobs.record, seen, lambda plan: bound(plan, wanted), who, 1)
    assert clerk.get(where).status_code == 302


def test_a_record_that_is_broken_is_said_by_the_job(
    at_jobs: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> Any:
        raise BrokenRecordError("某局的记录", "第 1 条", "被改动过")

    monkeypatch.setattr("jixiao.web.page_memory.follows_from", broken)
    assert at_jobs.client("clerk").get(at_jobs.path("findings/")).status_code == 302


def test_a_small_plan_is_answered_by_the_server(bureau: Bureau) -> None:
    large._SEEN.clear()
    with override_settings(JOB_PROCESSES=1):
        assert bureau.client("clerk").get(bureau.path("findings/")).status_code == 200
    assert not Job.objects.exists()

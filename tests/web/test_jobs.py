"""Heavy pages are answered by job processes: at once or by way of a page, by the same rights, whatever happens."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import get_resolver

from jixiao.plan.json import dumps
from jixiao.plan.model import Plan
from jixiao.web.house import job_process, jobs
from jixiao.web.models import Job, Membership
from tests.needs import ROOT
from tests.web.conftest import Bureau
from tests.web.server import Served, served
from tests.web.test_access import _patterns
from tests.web.test_words import TEMPLATES

REPORT = "history/1/download.html"


@pytest.fixture
def queued(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> Job:
    """The reader asked for a file; nobody has answered yet."""
    monkeypatch.setattr(jobs, "AT_ONCE_SECONDS", 0)
    with override_settings(JOB_PROCESSES=1):
        answer = bureau.client("reader").get(bureau.path(REPORT))
    job = Job.objects.get()
    assert answer.status_code == 302 and answer["Location"] == f"/jobs/{job.pk}/"
    return job


def _answered(job: Job) -> None:
    from jixiao.web.wsgi import application

    (claimed,) = [job_process.claim("host:1")]
    assert claimed == job and job_process.claim("host:2") is None, "one worker has it"
    job_process._answer(claimed, application)


def test_the_page_says_how_far_it_is_and_leads_to_the_answer(bureau: Bureau, queued: Job) -> None:
    page = bureau.page(f"/jobs/{queued.pk}/", "reader", 202)
    assert "已收下，正在排队" in page and 'http-equiv="refresh"' in page
    _answered(queued)
    done = bureau.page(f"/jobs/{queued.pk}/", "reader")
    assert "做好了" in done and f"0; url=/jobs/{queued.pk}/answer/" in done
    there = bureau.client("reader").get(f"/jobs/{queued.pk}/answer/")
    whole = bureau.client("reader").get(bureau.path(REPORT))
    assert b"".join(there.streaming_content) == whole.content
    assert there["Content-Disposition"] == whole["Content-Disposition"]
    left = sorted(one.name for one in jobs.folder_of(queued.pk).iterdir())
    assert left == ["answer", "answer.json"], "neither the cookie nor what was sent is kept"


def test_a_job_is_its_askers_alone(bureau: Bureau, queued: Job) -> None:
    for who in ("clerk", "outsider"):
        for rest in ("", "answer/"):
            assert bureau.client(who).get(f"/jobs/{queued.pk}/{rest}").status_code == 404
    assert "sign-in" in bureau.client("nobody").get(f"/jobs/{queued.pk}/")["Location"]


def test_who_signed_out_and_in_again_meanwhile_gets_the_answer_and_stays_signed_in(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "AT_ONCE_SECONDS", 0)
    reader = bureau.client("reader")
    with override_settings(JOB_PROCESSES=1):
        where = reader.get(bureau.path(REPORT))["Location"]
    reader.post("/sign-out/")
    assert "sign-in" in reader.get(where)["Location"]
    reader.force_login(bureau.people["reader"])
    _answered(Job.objects.get())
    assert "做好了" in reader.get(where).content.decode()
    there = reader.get(f"{where}answer/")
    assert there.status_code == 200 and "attachment" in there["Content-Disposition"]
    assert reader.get(bureau.path()).status_code == 200, "and is signed in as before"


def test_an_upload_put_down_before_signing_out_is_taken_in(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch, example_plan: Plan
) -> None:
    monkeypatch.setattr(jobs, "AT_ONCE_SECONDS", 0)
    clerk = Client(enforce_csrf_checks=True)
    clerk.force_login(bureau.people["clerk"])
    page = clerk.get(bureau.place("intake/")).content.decode()
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    sent = SimpleUploadedFile("plan.json", dumps(example_plan).encode())
    told = {"csrfmiddlewaretoken": token[1], "file": sent}
    with override_settings(JOB_PROCESSES=1):
        where = clerk.post(bureau.place("intake/"), told)["Location"]
    clerk.logout()
    clerk.force_login(bureau.people["clerk"])
    _answered(Job.objects.get())
    leads = clerk.get(f"{where}answer/")
    assert re.fullmatch(bureau.place(r"intake/\d+/"), leads["Location"])
    assert clerk.get(leads["Location"]).status_code == 200


def test_an_account_that_was_closed_meanwhile_gets_nothing(bureau: Bureau, queued: Job) -> None:
    type(bureau.people["reader"]).objects.filter(username="reader").update(is_active=False)
    _answered(queued)
    answer = jobs.answer_of(Job.objects.get())
    assert answer is not None and answer.status_code == 302 and "sign-in" in answer["Location"]


def test_rights_are_looked_at_where_it_is_put_down_and_where_the_work_is_done(
    bureau: Bureau, queued: Job
) -> None:
    with override_settings(JOB_PROCESSES=1):
        assert bureau.client("outsider").get(bureau.path(REPORT)).status_code == 404
    assert Job.objects.count() == 1, "nothing is put down for who may not see it"
    Membership.objects.filter(user=bureau.people["reader"]).delete()
    _answered(queued)
    assert bureau.client("reader").get(f"/jobs/{queued.pk}/answer/").status_code == 404


def test_what_was_cut_off_is_begun_again_and_twice_is_enough(bureau: Bureau, queued: Job) -> None:
    for _ in range(2):
        assert job_process.claim(job_process.name_of(1)) == queued
        job_process.begin_again()
    queued.refresh_from_db()
    assert queued.state == Job.State.FAILED
    page = bureau.page(f"/jobs/{queued.pk}/", "reader")
    assert "没有做成" in page and bureau.path(REPORT) in page


def test_a_job_that_fails_is_said_and_the_next_one_is_done(bureau: Bureau, queued: Job) -> None:
    shutil.rmtree(jobs.folder_of(queued.pk))
    _answered(queued)
    assert "没有做成" in bureau.page(f"/jobs/{queued.pk}/", "reader")


def test_one_account_cannot_fill_the_queue(
    bureau: Bureau, queued: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "MOST_OF_ONE", 1)
    with override_settings(JOB_PROCESSES=1):
        again = bureau.client("reader").get(bureau.path(REPORT))
        other = bureau.client("leader").get(bureau.path(REPORT))
    assert (again.status_code, other.status_code) == (429, 302)
    assert "排队" in again.content.decode() and Job.objects.count() == 2


def test_old_answers_go(bureau: Bureau, queued: Job) -> None:
    _answered(queued)
    Job.objects.update(finished="2023-01-01T00:00:00Z")
    jobs.sweep()
    assert not Job.objects.exists() and not jobs.folder_of(queued.pk).exists()


def test_no_link_to_heavy_work_saves_whatever_comes_as_the_file() -> None:
    """With ``download`` on the link a browser would keep the page of the job under the file's name."""
    heavy = {
        pattern.name for pattern in _patterns(get_resolver().url_patterns)
        if "GET" in getattr(pattern.callback, "heavy", ())
    }  # fmt: skip
    assert {"download", "score-report", "ledger-marked"} <= heavy
    for path in TEMPLATES:
        for name, rest in re.findall(r"{% url '([a-z-]+)'([^>]*)>", path.read_text()):
            assert name not in heavy or not rest.endswith(" download"), (path.name, name)
        assert not re.search(r"{% url files[^>]* download>", path.read_text())


# ---- the real server


def _ask(site: Served, method: str, path: str, body: object = None, **headers: str):
    connection = HTTPConnection("127.0.0.1", site.port, timeout=120)
    connection.request(method, path, body=body, headers=headers)
    answer = connection.getresponse()
    cookies = "; ".join(one.split(";")[0] for one in answer.headers.get_all("Set-Cookie") or ())
    return answer.status, answer.headers, answer.read(), cookies


def _token(page: bytes) -> str:
    found = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page.decode())
    assert found
    return found[1]


def _signed_in(site: Served) -> str:
    _, _, page, cookies = _ask(site, "GET", "/sign-in/")
    told = {
        "username": "clerk", "password": "jixiao-demo-2023", "csrfmiddlewaretoken": _token(page),
    }  # fmt: skip
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    return _ask(site, "POST", "/sign-in/", urlencode(told), Cookie=cookies, **kind)[3]


def _upload(site: Served, cookies: str, data: bytes) -> tuple[int, str]:
    _, _, page, _ = _ask(site, "GET", "/departments/1/intake/", Cookie=cookies)
    body = (
        f'--b\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{_token(page)}\r\n'
        '--b\r\nContent-Disposition: form-data; name="file"; filename="plan.json"\r\n\r\n'
    ).encode() + data + b"\r\n--b--\r\n"  # fmt: skip
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    status, headers, _, _ = _ask(
        site, "POST", "/departments/1/intake/", body, Cookie=cookies, **kind
    )
    return status, headers["Location"]


def _final(site: Served, cookies: str, where: str) -> str:
    """Where a job leads in the end."""
    for _ in range(1200):
        if not where.startswith("/jobs/"):
            return where
        status, headers, _, _ = _ask(site, "GET", where, Cookie=cookies)
        if status == 202 and not headers["Location"]:
            time.sleep(0.05)  # only to leave the processor to the work
        where = headers["Location"] or where
    raise AssertionError(f"{where} is never ready: {site.log.read_text()[-3000:]}")


@pytest.mark.skipif("JIXIAO_DATABASE" in os.environ, reason="与数据库无关")
def test_uploads_at_a_real_server_and_after_a_restart(tmp_path: Path) -> None:
    data = (ROOT / "examples" / "huailai-2023" / "plan.json").read_bytes()
    with served(tmp_path) as site:
        cookies = _signed_in(site)
        status, where = _upload(site, cookies, data)
        assert status == 302 and re.search(
            r"/departments/1/intake/\d+/", _final(site, cookies, where)
        )
        _stop_workers(site)
        waiting = [_upload(site, cookies, data)[1] for _ in range(3)]
        assert all(one.startswith("/jobs/") for one in waiting)
        assert _ask(site, "GET", "/about/", Cookie=cookies)[0] == 200, "short pages have room"
    with served(tmp_path) as site:  # the whole group was killed; the same folder again
        for where in waiting:
            assert re.search(r"/departments/1/intake/\d+/", _final(site, cookies, where))
    with sqlite3.connect(tmp_path / "data" / "jixiao.sqlite3") as kept:
        assert kept.execute("SELECT count(*) FROM jixiao_intake").fetchone() == (4,)


def _stop_workers(site: Served) -> None:
    """Job processes that take nothing on, as if all were at long work."""
    listed = subprocess.run(
        ["ps", "-ww", "--ppid", str(site.process), "-o", "pid=,args="], capture_output=True, text=True, check=True
    )  # fmt: skip
    found = [line.split()[0] for line in listed.stdout.splitlines() if "job_process" in line]
    assert len(found) == 2
    for one in found:
        os.kill(int(one), signal.SIGSTOP)


@pytest.mark.skipif("JIXIAO_DATABASE" in os.environ, reason="与数据库无关")
def test_no_worker_outlives_its_server(tmp_path: Path) -> None:
    code = (
        "import time; from jixiao.web.house.job_process import _die_with_parent; "
        "_die_with_parent(); print(1, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", (
            "import subprocess, sys, time\n"
            f"p = subprocess.Popen([sys.executable, '-c', {code!r}], stdout=subprocess.PIPE)\n"
            "p.stdout.readline(); print(p.pid, flush=True); time.sleep(60)"
        )],
        stdout=subprocess.PIPE, text=True, env=os.environ | {"DJANGO_SETTINGS_MODULE": "jixiao.web.settings"},
    )  # fmt: skip
    assert parent.stdout
    worker = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    for _ in range(100):
        if not Path(f"/proc/{worker}").exists() or "Z" in Path(f"/proc/{worker}/stat").read_text():
            return
        time.sleep(0.05)  # only for the system to tell it
    raise AssertionError("it goes on")

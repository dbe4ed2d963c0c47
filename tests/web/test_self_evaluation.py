"""The self-evaluation form: filled by scoring, causes written in place, submitted, confirmed, fallen."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from jixiao.forms.reading import read_plan
from jixiao.grids.reading import read
from jixiao.terms.acts import FormStep
from jixiao.web.acts import record_of
from jixiao.web.self_evaluation_steps import content_of, steps_of_all
from tests.needs import ROOT
from tests.web.conftest import Bureau
from tests.web.ledgers import cases, taken
from tests.web.postgresql import postgresql
from tests.web.scored_year import (
    CASES,
    EFFECT,
    PLEASED,
    TRAINING,
    act,
    evidence,
    load,
    pay,
    pick,
    plan_of,
    report,
    rows,
    text,
)

FORM = "projects/1/self-evaluation/"
CAUSE = "立案集中在四季度；2024年起按月督办，6月底前办结率到95%"


@pytest.fixture
def year(bureau: Bureau) -> Bureau:
    """The small plan with its year; everything scored: 90% of a band, 95% pleased."""
    load(bureau, plan_of())
    evidence(bureau)
    report(bureau, PLEASED, "95", "%")
    pick(bureau, "90")
    return bureau


def write(
    bureau: Bureau, value: str, indicator: str = CASES, who: str = "clerk", **told: Any
) -> Any:
    """Write into a cell, as the editor on the page sends it."""
    told = {
        "indicator": indicator, "field": "deviation", "value": value,
        "seen": len(bureau.said(*FormStep)), **told,
    }  # fmt: skip
    path = bureau.path(f"{FORM}write/")
    return bureau.client(who).post(path, told, headers={"HX-Request": "true"})


def sign(bureau: Bureau, what: str, who: str, **told: Any) -> str:
    """Submit, confirm or return what the page shows now; the page afterwards."""
    page = bureau.page(bureau.path(FORM), who)
    seen, digest = (
        page.split(f'name="{name}" value="')[1].split('"')[0] if f'name="{name}" value="' in page else ""
        for name in ("seen", "hash")
    )  # fmt: skip
    told = {"seen": seen, "hash": digest, **told}
    answer = bureau.client(who).post(bureau.path(f"{FORM}{what}/"), told, follow=True)
    assert answer.status_code == 200, answer.status_code
    return text(answer)


def complete(bureau: Bureau) -> None:
    """Everything written that the form asks for."""
    write(bureau, CAUSE)
    write(bureau, "上级加办一期；下年目标定为3次", TRAINING)
    write(bureau, "效率提升的九成落实，余下流程2024年上线", EFFECT)
    write(bureau, "案件按期办结，群众满意", "p", field="results")


def kinds(bureau: Bureau) -> list[str]:
    return [one.act.kind.removeprefix("self_evaluation_") for one in bureau.said(*FormStep)]


# ---- the form


def test_the_form_prints_what_was_scored(year: Bureau) -> None:
    page = year.page(year.path(FORM), "reader")
    for cell in ("10.00", "9.00", "90.00%", "66.67%", "29.63", "3次", "27.00", "95%", "85.63"):
        assert f'<span class="text">{cell}</span>' in page, cell
    assert "达成年度指标" in page and "草稿" in page


def test_ministry_and_hebei_call_the_budget_differently(year: Bureau) -> None:
    assert "调整预算数" in year.page(year.path(FORM)), "hebei's pack: Hebei's words"
    page = year.page(year.path(f"{FORM}?form=self-evaluation"))
    assert "全年预算数" in page and "调整预算数" not in page
    for rest, words in (("", "调整预算数"), ("?form=self-evaluation", "全年预算数")):
        for name in ("projects/1/self-evaluation", "scores/forms"):
            answer = year.client("reader").get(year.path(f"{name}.html{rest}"))
            assert words in text(answer), (name, rest)


def test_what_is_open_is_blank_in_the_form_and_wanting_below(bureau: Bureau) -> None:
    load(bureau, plan_of())
    page = bureau.page(bureau.path(FORM))
    assert "提交之前还缺" in page and "没有全年执行数，执行率待补" in page
    assert "“群众满意度”：目标≥90%，没有报送实际值" in page
    assert 'class="button" disabled' in page
    answer = bureau.client("clerk").post(bureau.path(f"{FORM}submit/"), follow=True)
    assert "没有执行" in text(answer) and kinds(bureau) == []


@pytest.mark.parametrize("ending", ["docx", "xlsx", "pdf", "html"])
def test_the_file_read_back_is_the_form(year: Bureau, ending: str) -> None:
    complete(year)
    answer = year.client("reader").get(
        year.path(f"projects/1/self-evaluation.{ending}?form=self-evaluation")
    )
    name = unquote(answer["Content-Disposition"])
    assert f"执法办案2023年项目支出绩效自评表.{ending}" in name and "模拟数据" not in name
    (project,) = read_plan(read(answer.content, f"x.{ending}")).projects
    assert project.executed is not None and str(project.executed.score) == "9.00"
    assert [str(row.score) for row in project.indicators] == ["29.63", "10.00", "27.00", "10.00"]
    assert project.indicators[0].deviation == CAUSE
    whole = year.client("reader").get(year.path(f"scores/forms.{ending}"))
    assert whole.status_code == 200
    assert year.client("reader").get(year.path("projects/1/self-evaluation.exe")).status_code == 404


def test_the_results_are_printed(year: Bureau) -> None:
    complete(year)
    page = text(year.client("reader").get(year.path("projects/1/self-evaluation.html")))
    assert "案件按期办结，群众满意" in page


def test_simulated_data_is_marked_in_the_file_and_its_name(bureau: Bureau) -> None:
    load(bureau, plan_of())
    evidence(bureau, who="模拟数据")
    answer = bureau.client("reader").get(bureau.path("projects/1/self-evaluation.html"))
    assert "模拟数据-" in unquote(answer["Content-Disposition"]) and "模拟数据" in text(answer)


def test_a_pack_that_does_not_know_the_form_says_so(
    year: Bureau, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "没有列出这张自评表" not in year.page(year.path(FORM))
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "county.toml").write_text(
        'extends = "hebei"\nname = "county"\nlabel = "某县"\nin_force_from = 2020-01-01\n'
        'source = "测试用"\ndivisions = ["130730"]\nforms = ["某县绩效目标申报表"]\n'
        '[basis.forms]\nsource = "测试用"\nverified = "general-knowledge"\n',
        "utf-8",
    )
    monkeypatch.setenv("JIXIAO_PACKS", str(tmp_path / "packs"))
    page = year.page(year.path(FORM))
    assert "政策包 某县 没有列出这张自评表" in page and "29.63" in page


# ---- writing


def test_a_cause_is_kept_with_who_wrote_it_and_what_stood_there(year: Bureau) -> None:
    answer = text(write(year, CAUSE))
    assert CAUSE in answer and "已记下" in answer
    write(year, "改写过的原因", who="second")
    last = year.said(*FormStep)[-1]
    said = (last.says["before"], last.says["after"], last.who)
    assert said == (CAUSE, "改写过的原因", "second")
    assert f"<del>{CAUSE}</del>" in year.page(year.path(FORM), "reader")
    assert "没有改动" in text(write(year, "改写过的原因"))
    assert kinds(year) == ["text", "text"]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"value": "长" * 1001}, "最多写 1000 字，现有 1001 字"),
        ({"value": "x", "indicator": "p/99"}, "这一格已不在表中"),
        ({"value": "x", "field": "score"}, "这一格已不在表中"),
        ({"value": "x", "field": "results"}, "这一格已不在表中"),
    ],
)
def test_what_cannot_be_written_is_said_beside_what_was_typed(
    year: Bureau, told: dict[str, str], words: str
) -> None:
    answer = write(year, **told)
    assert answer.status_code == 422 and words in text(answer)
    assert answer["HX-Retarget"] == ".editor-answer" and kinds(year) == []


def test_two_who_write_the_same_cell_lose_nothing(year: Bureau) -> None:
    write(year, "甲写的", seen=0)
    answer = write(year, "乙写的", who="second", seen=0)
    assert (
        answer.status_code == 409 and "甲写的" in text(answer) and 'data-seen="1"' in text(answer)
    )
    assert write(year, "另一格", TRAINING, who="second", seen=0).status_code == 200
    assert write(year, "乙写的", who="second", seen=2).status_code == 200


def test_who_may_not_write_sees_no_cell_to_write_in(year: Bureau) -> None:
    for who in ("leader", "reviewer", "reader"):
        page = year.page(year.path(FORM), who)
        assert "can-edit" not in page and "提交给部门负责人" not in page
        assert write(year, "x", who=who).status_code == 403
    assert kinds(year) == []


# ---- honest with oneself


def test_what_the_checks_find_stands_beside_and_hinders_nothing(year: Bureau) -> None:
    """Every indicator full, but only 3 of 10 spent; 满意度 without a sample."""
    taken(year, cases(closed=6))
    pick(year, "100")
    pay(year, "3.00")
    complete(year)
    page = year.page(year.path(FORM), "leader")
    assert "核对提示" in page and "预算执行率30.00%" in page and "4条指标却全部满分" in page
    assert "已提交" in sign(year, "submit", "clerk")


# ---- submitted, confirmed, fallen


def test_what_deviates_must_be_explained_before_it_is_submitted(year: Bureau) -> None:
    page = sign(year, "submit", "clerk")
    assert (
        "还不能提交：“案件办结率”没有写偏差原因和改进措施" in page and "提交之前还缺 4 项" in page
    )
    complete(year)
    assert "可以提交了" in year.page(year.path(FORM))


def test_from_draft_to_confirmed(year: Bureau) -> None:
    complete(year)
    assert "已提交，等待部门负责人确认" in sign(year, "submit", "clerk")
    assert "我已看过，确认" not in year.page(year.path(FORM), "reviewer")
    page = sign(year, "confirm", "leader")
    assert "部门负责人已确认" in page and "已确认" in year.page(year.path("scores/"), "reader")
    last = steps_of_all(year.record)["p"][-1]
    assert last.kind is FormStep.CONFIRMED and last.who == "leader"
    assert '"score": "29.63"' in content_of(last) and len(last.content_hash) == 64
    assert [note.split("\n")[1] for note in record_of(year.department.pk).back.notes()][-1:] == [
        str(last.told.act.seq)
    ], "a signature is followed by a checkpoint"


def test_only_the_leader_confirms_and_only_what_was_submitted(year: Bureau) -> None:
    complete(year)
    for who in ("clerk", "reviewer", "reader"):
        for what in ("confirm", "return"):
            path = year.path(f"{FORM}{what}/")
            assert year.client(who).post(path).status_code == 403, (who, what)
    form = {"seen": 4, "hash": ""}
    answer = year.client("leader").post(year.path(f"{FORM}confirm/"), form, follow=True)
    assert "没有执行：表的内容刚刚变了" in text(answer) and "confirmed" not in kinds(year)


def test_a_leader_returns_with_a_reason(year: Bureau) -> None:
    complete(year)
    sign(year, "submit", "clerk")
    assert "请写明退回的理由" in sign(year, "return", "leader", reason=" ")
    sign(year, "return", "leader", reason="办结率的原因写得太泛")
    page = year.page(year.path(FORM))
    assert "退回：办结率的原因写得太泛" in page and "草稿" in page
    assert "已提交" in sign(year, "submit", "clerk")


def test_a_change_after_confirmation_is_a_draft_again_on_record(year: Bureau) -> None:
    complete(year)
    sign(year, "submit", "clerk")
    sign(year, "confirm", "leader")
    write(year, "另一个原因")
    assert kinds(year)[-2:] == ["text", "reopened"]
    page = year.page(year.path(FORM), "leader")
    assert "改写了偏差原因" in page and "我已看过，确认" not in page and "草稿" in page


def test_a_band_picked_anew_makes_it_a_draft_again_on_record(year: Bureau) -> None:
    complete(year)
    sign(year, "submit", "clerk")
    pick(year, "85")
    assert kinds(year)[-1] == "reopened"
    assert "已记下“提升工作效率”的分档和理由" in year.page(year.path(FORM))


def test_evidence_that_changes_fells_the_confirmation_and_says_what(year: Bureau) -> None:
    """All six cases closed now: 100% instead of 66.67%, so 40.00 points instead of 29.63."""
    complete(year)
    sign(year, "submit", "clerk")
    sign(year, "confirm", "leader")
    taken(year, cases(closed=6))
    page = year.page(year.path(FORM), "reader")
    assert "之后，台账、计划或评定改变了表的内容，所以又是草稿" in page
    assert "<del>66.67%</del> → <ins>100.00%</ins>" in page
    assert "<del>29.63</del> → <ins>40.00</ins>" in page
    assert "<del>85.63</del> → <ins>96.00</ins>" in page
    assert "草稿" in year.page(year.path("scores/"), "reader")


def test_what_was_confirmed_can_be_had_as_it_was(year: Bureau) -> None:
    complete(year)
    sign(year, "submit", "clerk")
    sign(year, "confirm", "leader")
    taken(year, cases(closed=6))
    write(year, "另一个原因")
    steps = {kind: number for number, kind in enumerate(kinds(year), 1)}
    client = year.client("reader")
    then = text(client.get(year.path(f"{FORM}steps/{steps['confirmed']}.html")))
    assert "29.63" in then and CAUSE in then and "案件按期办结" in then and "另一个原因" not in then
    assert "40.00" in text(client.get(year.path("projects/1/self-evaluation.html")))
    for step in (steps["text"], 99):
        assert client.get(year.path(f"{FORM}steps/{step}.html")).status_code == 404
    assert f"{FORM}steps/{steps['confirmed']}.docx" in year.page(year.path(FORM), "reader")


def test_a_change_of_the_plan_that_the_form_does_not_print_fells_nothing(year: Bureau) -> None:
    complete(year)
    sign(year, "submit", "clerk")
    load(year, plan_of(use="用于办案", spending_plan=[{"by": "06-30", "percent": "50"}]))
    assert "已提交" in year.page(year.path(FORM))
    load(year, plan_of(rows(r1={"target": "≥95%"})))
    page = year.page(year.path(FORM))
    assert "<del>≥90%</del> → <ins>≥95%</ins>" in page and "草稿" in page


def test_the_leader_confirms_what_was_seen_and_nothing_else(year: Bureau) -> None:
    complete(year)
    sign(year, "submit", "clerk")
    page = year.page(year.path(FORM), "leader")
    told = {n: page.split(f'name="{n}" value="')[1].split('"')[0] for n in ("seen", "hash")}
    taken(year, cases(closed=5))
    answer = year.client("leader").post(year.path(f"{FORM}confirm/"), told, follow=True)
    assert "表的内容刚刚变了" in text(answer)
    act(year, "undo", EFFECT)
    answer = year.client("leader").post(year.path(f"{FORM}confirm/"), told, follow=True)
    assert "您打开之后又有动作（clerk：改动后回到草稿）" in text(answer)
    assert "confirmed" not in kinds(year)


def test_what_does_not_apply_says_so_in_the_form(year: Bureau) -> None:
    act(year, "aside", PLEASED, reason="没有服务对象")
    assert "不适用，不计入" in year.page(year.path(FORM))


def test_the_report_takes_the_causes_along(year: Bureau) -> None:
    complete(year)
    assert CAUSE in text(year.client("reader").get(year.path("scores/report.html")))


_TOGETHER = """
import sys, threading
from jixiao.web.start import start
start(None)
from django.contrib.auth.models import User
from django.db import connections
from jixiao.law.packs import pack
from jixiao.terms.plans import Reason
from jixiao.web import judged, self_evaluation, self_evaluation_steps, versions
from jixiao.web.acts import record_of
from jixiao.web.models import Department, Membership, PlanRecord
from jixiao.web.saying import speaker
from jixiao.acts.record import StaleActError
from jixiao.web.score import scored
from tests.web.scored_year import plan_of
user = User.objects.create_user("clerk")
bureau = Department.objects.create(name="x")
Membership.objects.create(user=user, department=bureau, role="clerk")
versions.start(bureau, 2023, plan_of(), user, Reason.LOADED)
record = PlanRecord.objects.get()
project = plan_of().projects[0]
form = self_evaluation.Form.of(scored(record, record.head), project, ())
said = speaker(user, record.department)
together, told = threading.Barrier(8), []
def act(number):
    together.wait()
    try:
        if number % 2:
            about = judged.Subject(record, project.indicators[2], said, None)
            judged.pick_band(about, "met", "90", f"理由{number}", pack("hebei").scoring)
        else:
            self_evaluation_steps.write(record, form, ("p/1", "deviation"), f"原因{number}", 0, said)
        told.append("kept")
    except (StaleActError, self_evaluation_steps.StaleStepError):
        told.append("stale")
    finally:
        connections.close_all()
threads = [threading.Thread(target=act, args=(n,)) for n in range(8)]
[t.start() for t in threads]; [t.join() for t in threads]
assert sorted(told) == ["kept"] * 2 + ["stale"] * 6, told
book = record_of(record.department_id).reading()
assert (len(book.of_kinds(["band"])), len(book.of_kinds(["self_evaluation_text"]))) == (1, 1)
"""


def _race(**environment: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        known = {k: v for k, v in os.environ.items() if k != "JIXIAO_DATABASE"}
        done = subprocess.run(
            [sys.executable, "-c", _TOGETHER], cwd=ROOT, capture_output=True, text=True,
            env=known | {"JIXIAO_DATA": folder} | environment, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_eight_at_the_same_moment_keep_one_of_each() -> None:
    _race()


def test_eight_at_the_same_moment_on_postgresql() -> None:
    with postgresql() as address:
        _race(JIXIAO_DATABASE=address)

"""Mending: from a warning or a finding with one click, step by step, closed when the rule passes again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from jixiao.acts.matter import Matter, State, Step, StepKind
from jixiao.acts.matters import opening, taking
from jixiao.acts.recheck import Looked
from jixiao.monitoring.records import records_of
from jixiao.web.disputes import digest_of
from jixiao.web.remembered import review_of
from tests.acts.saying import say
from tests.web.conftest import Bureau
from tests.web.monitored import NUMBER, ROW, cases, take, watched

LIST = "monitoring/mending/"
ONE = f"{LIST}2023-001/"


@pytest.fixture
def seen(bureau: Bureau) -> Bureau:
    return watched(bureau)


def _later(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def _open(bureau: Bureau, who: str = "clerk") -> Any:
    told = {"as_of": "2023-06-30", "warning": f"W202-{ROW}"}
    return bureau.client(who).post(
        bureau.path(f"projects/{NUMBER}/monitoring/mend/"), told, follow=True
    )


def _step(bureau: Bureau, kind: str, who: str = "leader", **told: Any) -> Any:
    matter = records_of(bureau.store.record).matter("2023-001")
    seen = matter.head if matter else ""
    return bureau.client(who).post(
        bureau.path(f"{ONE}step/"), {"kind": kind, "seen": seen, **told}, follow=True
    )


def _file(name: str = "办结清单.txt", content: bytes = b"done") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def _demanded(bureau: Bureau) -> None:
    _open(bureau)
    _step(bureau, "demand", text="限期办结", due=_later(30))


def _matter(bureau: Bureau) -> Matter:
    return _matters(bureau)[0]


def _matters(bureau: Bureau) -> tuple[Matter, ...]:
    return records_of(bureau.store.record).matters


def test_one_click_on_a_warning_opens_a_matter_and_the_same_one_stays_one(seen: Bureau) -> None:
    words = _open(seen).content.decode()
    assert "已列入整改 2023-001" in words and "截至 2023-06-30，预计年底达不到目标" in words
    assert "这个问题已在整改中：2023-001" in _open(seen, "leader").content.decode()
    assert len(_matters(seen)) == 1
    page = seen.page(seen.path(f"projects/{NUMBER}/monitoring/?as_of=2023-06-30"))
    own = page[page.index(f'id="w-W202-{ROW}"') :].split('id="i-')[0]
    assert "整改 2023-001" in own


def test_one_click_on_a_finding_of_the_review(bureau: Bureau) -> None:
    finding = review_of(bureau.record.head.content).findings[0]
    assert "列入整改" in bureau.page(bureau.path("findings/"), "reviewer")
    assert "列入整改" not in bureau.page(bureau.path("findings/"), "reader")
    path = bureau.path(f"{LIST}open/")
    answer = bureau.client("reviewer").post(path, {"finding": digest_of(finding)}, follow=True)
    assert finding.fault.split("“")[0] in answer.content.decode()
    gone = bureau.client("reviewer").post(path, {"finding": "0" * 64})
    assert gone.status_code == 422 and "这条提示已经不在" in gone.content.decode()


def test_from_problem_to_acceptance(seen: Bureau) -> None:
    _demanded(seen)
    _step(seen, "measure", "clerk", text="抽调两人专办")
    _step(seen, "evidence", "clerk", text="清单", proof=_file())
    take(seen, "penalty_cases", cases(50, 50), spoken=date(2023, 12, 31))
    page = seen.page(seen.path(ONE), "leader")
    assert "截至 2023-12-31 的数据：规则 W202 已不再发现这个问题" in page
    assert "已记录：销号" in _step(seen, "close").content.decode()
    matter = _matter(seen)
    assert matter.state is State.CLOSED and [s.by for s in matter.steps] == [
        "leader", "clerk", "clerk", "leader",
    ]  # fmt: skip
    assert "已销号 1" in seen.page(seen.path(LIST))


def test_what_the_rule_still_finds_is_not_closed_by_any_word(seen: Bureau) -> None:
    _demanded(seen)
    page = seen.page(seen.path(ONE), "leader")
    assert "规则 W202 仍然发现" in page and "现在不能销号" in page
    for told in ({}, {"text": "不想改"}, {"text": "已改", "result": "not_found", "proof": _file()}):
        refused = _step(seen, "close", **told)
        words = refused.content.decode()
        assert refused.status_code == 422 and "规则 W202 仍然发现" in words
        assert "请先改正，或者由部门负责人、财政审核写明理由，决定不再整改" in words
    assert _matter(seen).is_open and not (seen.store.folder / "mending").exists()


def test_to_leave_it_unmended_is_a_decision_with_a_state_of_its_own(seen: Bureau) -> None:
    _demanded(seen)
    assert "要写内容" in _step(seen, "set_aside", text=" ").content.decode()
    assert _step(seen, "set_aside", "clerk", text="目标已按程序调整").status_code == 403
    _step(seen, "set_aside", text="目标已按程序调整")
    assert _matter(seen).state is State.SET_ASIDE and not _matter(seen).is_open
    page = seen.page(seen.path(ONE))
    assert "已决定不再整改" in page and "目标已按程序调整" in page
    listed = seen.page(seen.path(LIST))
    assert "决定不再整改 1" in listed and "已销号 0" in listed
    assert "已决定不再整改" in seen.page(seen.path(f"{LIST}?show=set_aside"))
    assert "没有符合条件" in seen.page(seen.path(f"{LIST}?show=closed"))


def test_a_matter_opened_by_mistake_is_withdrawn_with_its_reason(seen: Bureau) -> None:
    _open(seen)
    _step(seen, "withdraw", text="点错了")
    assert _matter(seen).state is State.WITHDRAWN
    assert "已列入整改 2023-002" in _open(seen).content.decode()  # numbers are never used twice
    _step(seen, "demand")
    assert [m.state for m in _matters(seen)] == [State.WITHDRAWN, State.FOUND]


def test_a_warning_whose_mending_was_withdrawn_waits_for_a_decision_again(seen: Bureau) -> None:
    told = {"as_of": "2023-06-30", "warning": f"W202-{ROW}", "seen": "", "outcome": "mend"}
    path = seen.path(f"projects/{NUMBER}/monitoring/outcome/")
    seen.client("leader").post(path, {**told, "reason": "限期"})
    undecided = seen.path("monitoring/?as_of=2023-06-30&level=return&open=1")
    project = f"projects/{NUMBER}/monitoring/?as_of=2023-06-30#w-W202-{ROW}"
    assert project not in seen.page(undecided, "leader")
    _step(seen, "withdraw", text="点错了")
    assert project in seen.page(undecided, "leader")


def test_the_closing_says_what_was_looked_at(seen: Bureau) -> None:
    _demanded(seen)
    take(seen, "penalty_cases", cases(50, 50), spoken=date(2023, 12, 31))
    _step(seen, "close", proof=_file())
    looked = _matter(seen).steps[-1].recheck
    assert looked and looked.result is Looked.NOT_FOUND and len(looked.evidence) == 64
    page = seen.page(seen.path(ONE))
    assert looked.evidence[:12] in page and "已不再发现这个问题" in page


def test_the_rule_passes_but_nothing_was_handed_in(seen: Bureau) -> None:
    _demanded(seen)
    take(seen, "penalty_cases", cases(50, 50), spoken=date(2023, 12, 31))
    assert "还没有佐证；请先提交佐证" in _step(seen, "close").content.decode()
    _step(seen, "close", proof=_file())
    assert not _matter(seen).is_open


def test_a_proof_is_kept_by_its_content_and_given_back(seen: Bureau) -> None:
    _demanded(seen)
    _step(seen, "evidence", "clerk", proof=_file("办结 清单.txt", b"<script>"))
    page = seen.page(seen.path(ONE), "reader")
    link = page.split("proofs/")[1].split('"')[0]
    answer = seen.client("reader").get(seen.path(f"{ONE}proofs/{link}"))
    assert answer.content == b"<script>" and answer["Content-Type"] == "application/octet-stream"
    assert "attachment" in answer["Content-Disposition"]
    (seen.store.folder / "mending" / link.strip("/")).write_bytes(b"other")
    changed = seen.client("reader").get(seen.path(f"{ONE}proofs/{link}"))
    assert changed.status_code == 422 and "已被改动" in changed.content.decode()
    nothing = seen.client("reader").get(seen.path(f"{ONE}proofs/{'0' * 64}/"))
    assert nothing.status_code == 404


def test_more_time_is_asked_for_and_granted_or_not(seen: Bureau) -> None:
    _demanded(seen)
    _step(seen, "ask", "clerk", text="等检验报告", due=_later(60))
    assert f"申请延到 {_later(60)}" in seen.page(seen.path(LIST), "leader")
    assert f'value="{_later(60)}"' in seen.page(seen.path(ONE), "leader")
    _step(seen, "extend", due=_later(45))
    assert _matter(seen).due == timezone.localdate() + timedelta(days=45)
    _step(seen, "ask", "clerk", text="再等", due=_later(90))
    _step(seen, "refuse_extension", text="不再延")
    assert _matter(seen).due == timezone.localdate() + timedelta(days=45)


def test_what_is_overdue_is_seen_at_once(seen: Bureau) -> None:
    day = timezone.localdate() - timedelta(days=10)
    project = seen.plan.projects[NUMBER - 1]
    late = Matter(
        "2023-001", "W202", project.id, project.name, "慢", 2023, day,
        project.indicators[ROW - 1].id,
    )  # fmt: skip
    say(seen.store.record, opening(late, "clerk", "clerk", ""))
    step = Step(StepKind.DEMAND, day, "leader", "限期办结", day + timedelta(days=5))
    say(seen.store.record, taking(late, step, "leader", ""))
    assert "逾期 1" in seen.page(seen.path("monitoring/"), "leader")
    page = seen.page(seen.path(f"{LIST}?show=overdue"))
    assert "2023-001" in page and ">逾期</span>" in page
    assert "没有符合条件的行" in seen.page(seen.path(f"{LIST}?show=closed"))


def test_last_years_problem_that_came_back_is_seen(seen: Bureau) -> None:
    project = seen.plan.projects[NUMBER - 1]
    old = Matter(
        "2022-004", "W202", "去年的编码", project.short_name or project.name, "去年的问题", 2022,
        date(2022, 11, 1), "去年的编码/2", "案件办结率",
    )  # fmt: skip
    say(seen.store.record, opening(old, "clerk", "clerk", ""))
    words = _open(seen).content.decode()
    assert "同一问题往年也有" in words and "去年的问题" in words
    page = seen.page(seen.path(LIST))
    assert "往年也有：2022-004" in page and "往年没有销号的" in page


@pytest.mark.parametrize(
    ("kind", "who", "told", "why"),
    [
        ("demand", "leader", {"text": "限期", "due": ""}, "要写不早于当天的期限"),
        ("demand", "leader", {"text": "限期", "due": "2001-01-01"}, "要写不早于当天的期限"),
        ("demand", "leader", {"text": " ", "due": "2999-01-01"}, "要写内容"),
        ("demand", "leader", {"text": "限期", "due": "下月"}, "日期应写成"),
        ("demand", "leader", {"text": "长" * 501, "due": "2999-01-01"}, "最多写 500 字"),
        ("measure", "clerk", {"text": "抽人"}, "已发现，不能整改措施"),
    ],
)
def test_a_step_that_cannot_be_is_refused_and_what_was_typed_stays(
    seen: Bureau, kind: str, who: str, told: dict[str, str], why: str
) -> None:
    _open(seen)
    answer = _step(seen, kind, who, **told)
    words = answer.content.decode()
    assert answer.status_code == 422 and why in words
    assert kind == "measure" or told["text"].strip() in words
    assert _matter(seen).steps == ()


def test_evidence_needs_a_file_that_holds_something(seen: Bureau) -> None:
    _demanded(seen)
    assert "提交佐证要附文件" in _step(seen, "evidence", "clerk", text="见附件").content.decode()
    empty = _step(seen, "evidence", "clerk", proof=_file("空.txt", b""))
    assert empty.status_code == 422 and "是空的" in empty.content.decode()
    assert len(_matter(seen).steps) == 1
    assert (
        _step(seen, "close", proof=_file()).status_code == 422
    )  # still found: the file is not kept
    assert not (seen.store.folder / "mending").exists()


def test_who_comes_second_is_told_and_keeps_what_was_typed(seen: Bureau) -> None:
    _open(seen)
    _step(seen, "demand", text="先到的要求", due=_later(30))
    told = {"text": "后到的理由"}
    path, client = seen.path(f"{ONE}step/"), seen.client("reviewer")
    opened = seen.store.record.reading().of_kinds(["matter_opened"])[0].act.hash
    answer = client.post(path, {"kind": "set_aside", "seen": opened, **told})
    words = answer.content.decode()
    assert answer.status_code == 409 and "leader 刚在这里作了记录" in words
    assert ">后到的理由</textarea>" in words and "先到的要求" in words
    assert len(_matter(seen).steps) == 1


@pytest.mark.parametrize(
    ("kind", "who"),
    [("demand", "clerk"), ("close", "clerk"), ("measure", "leader"), ("evidence", "reviewer")],
)
def test_each_step_has_its_role(seen: Bureau, kind: str, who: str) -> None:
    _open(seen)
    answer = _step(seen, kind, who, text="好", due=_later(30))
    assert answer.status_code == 403 and "这一步不由您的角色来做" in answer.content.decode()
    assert _matter(seen).steps == ()


def test_a_matter_or_a_step_that_is_not_there(seen: Bureau) -> None:
    assert seen.client("leader").get(seen.path(f"{LIST}2023-099/")).status_code == 404
    _open(seen)
    assert _step(seen, "celebrate").status_code == 404


def test_before_any_matter_the_page_says_how_one_comes_about(bureau: Bureau) -> None:
    page = bureau.page(bureau.path(LIST), "reader")
    assert "还没有整改事项" in page and "列入整改" in page

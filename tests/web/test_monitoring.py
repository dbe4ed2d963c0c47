"""Double monitoring: a department at a checkpoint, a project with forecast and form, decisions on record."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from urllib.parse import unquote

import pytest
from django.utils import translation

from jixiao.acts.kinds import cause, outcome, possibility
from jixiao.forms.monitoring_table import tables_in
from jixiao.grids.reading import read
from jixiao.law.monitoring import Reason
from jixiao.monitoring.records import Records, records_of
from jixiao.web import monitoring
from tests.web.conftest import Bureau
from tests.web.monitored import NUMBER, ROW, cases, payments, take, typed_money, watched

JUNE = "?as_of=2023-06-30"
PROJECT = f"projects/{NUMBER}/monitoring/"


@pytest.fixture
def seen(bureau: Bureau) -> Bureau:
    return watched(bureau, closed=26)  # neither sure nor lost by the forecast


def _post(bureau: Bureau, what: str, who: str = "clerk", **told: Any) -> Any:
    path = bureau.path(f"{PROJECT}{what}/")
    return bureau.client(who).post(path, {"as_of": "2023-06-30", "seen": "", **told})


def _known(bureau: Bureau) -> Records:
    return records_of(bureau.store.record)


def _saw(bureau: Bureau, kind: str) -> str:
    """What a page that is opened now has seen of row and warning."""
    row = bureau.plan.projects[NUMBER - 1].indicators[ROW - 1].id
    about = {
        "possibility": possibility.subject_of(2023, row),
        "cause": cause.subject_of(2023, row, Reason.STAFF),
        "outcome": outcome.subject_of(2023, "W203", bureau.plan.projects[NUMBER - 1].id, row),
    }
    return _known(bureau).seen(kind, about[kind]) or ""


# -- the department ---------------------------------------------------------------------------------


def test_a_leader_sees_money_goals_and_warnings_at_once(seen: Bureau) -> None:
    page = seen.page(seen.path(f"monitoring/{JUNE}"), "leader")
    assert "截至 <" not in page and "2023年双监控" in page
    assert "已支付 4.96" in page and "<strong>25.00%</strong>" in page  # 4.96 ÷ 19.84
    assert "黄色预警" in page and "年底达到目标的可能性不到一半" in page
    assert "财预〔2019〕136号" in page and "预算法实施条例第五十三条" in page
    assert page.count("的条文不在手边") == 1
    assert "自评口径：已支付 ÷ 全年预算数。评价框架口径：已支付 ÷ 到位资金" in page
    assert "执行率（评价框架口径）" in page and "本时点由人确认了 0 项" in page


def test_the_checkpoints_are_the_packs_and_the_usual_one_is_what_the_evidence_reaches(
    seen: Bureau,
) -> None:
    page = seen.page(seen.path("monitoring/"), "reader")
    for day in ("03-31", "06-30", "07-31", "10-31", "12-31"):
        assert f"?as_of=2023-{day}" in page
    assert 'value="2023-10-31"' in page  # the take-ins speak for that day


def test_a_free_day_and_one_that_is_none(seen: Bureau) -> None:
    assert 'value="2023-02-15"' in seen.page(seen.path("monitoring/?as_of=2023-02-15"))
    for odd in ("2023-02-30", "明天", "2022-12-31"):
        page = seen.page(seen.path(f"monitoring/?as_of={odd}"))
        assert f"“{odd}”不是2023年的日期" in page
    assert "台账只说到 2023-10-31" in seen.page(seen.path("monitoring/?as_of=2023-12-31"))


def test_warnings_by_level_and_those_nobody_decided(seen: Bureau) -> None:
    yellow = seen.page(seen.path(f"monitoring/{JUNE}&level=improve"))
    listed = yellow[yellow.index('id="warnings"') :]
    red = seen.page(seen.path(f"monitoring/{JUNE}&level=return"))
    assert "W203 ·" in listed and "W203 ·" not in red
    assert "没有符合条件的预警" in seen.page(seen.path(f"monitoring/{JUNE}&level=green"))
    _decide(seen, outcome="postpone", reason="等法制审核")
    undone = seen.page(seen.path(f"monitoring/{JUNE}&level=improve&open=1"))
    assert f"{PROJECT}{JUNE}#w-W203-{ROW}" not in undone and "等法制审核" not in undone


def test_without_any_evidence_everything_is_missing_and_nothing_is_made_up(bureau: Bureau) -> None:
    page = bureau.page(bureau.path(f"monitoring/{JUNE}"))
    assert "还没有台账入库" in page and 'class="value none"' in page
    assert "13 个项目的支付或预算未知，没有计入" in page
    assert "没有资金支付台账，也没有填报支付；累计支付未知" in page
    one = bureau.page(bureau.path(f"{PROJECT}{JUNE}"))
    for drawn in ("line-paid", "fan-band", ">0.00%"):
        assert drawn not in one, drawn


def test_before_the_first_evidence(seen: Bureau) -> None:
    page = seen.page(seen.path("monitoring/?as_of=2023-01-31"))
    assert "2023-01-31 早于支付台账的第一笔，累计支付未知" in page


def test_two_budgets_on_one_day(seen: Bureau) -> None:
    project = seen.plan.projects[NUMBER - 1].id
    typed_money(
        seen.store, project,
        budgets=[("2023-01-01", "19.84", "甲号"), ("2023-01-01", "20", "乙号")],
    )  # fmt: skip
    page = seen.page(seen.path(f"{PROJECT}{JUNE}"))
    assert "2023-01-01 有两个预算数，不能判断以哪个为准，执行率不算" in page and "M001" in page
    assert "line-paid" not in page and "<strong>25.00%" not in page


def test_more_came_back_than_was_paid(bureau: Bureau) -> None:
    take(bureau, "payments", payments(("2023-02-10", "10000"), ("2023-03-10", "-20000")))
    page = bureau.page(bureau.path(f"{PROJECT}{JUNE}"))
    assert "退回的钱多于付出的钱，累计支付为负数" in page and "M003" in page
    assert "line-paid" not in page


def test_adjustments_and_both_rates_by_their_names(seen: Bureau) -> None:
    project = seen.plan.projects[NUMBER - 1].id
    typed_money(
        seen.store, project,
        adjustments=[("2023-05-01", "-9.92", "怀财字〔2023〕50号")],
        received=[("2023-01-10", "6.20", "到账通知")],
    )  # fmt: skip
    page = seen.page(seen.path(f"{PROJECT}{JUNE}"))
    assert "怀财字〔2023〕50号" in page and "9.92 万元" in page
    assert "<strong>50.00%</strong>" in page  # 4.96 ÷ (19.84 − 9.92)
    assert "<strong>80.00%</strong>" in page  # 4.96 ÷ 6.20


# -- one project ------------------------------------------------------------------------------------


def test_each_indicator_with_progress_forecast_and_the_way_to_its_rows(seen: Bureau) -> None:
    page = seen.page(seen.path(f"{PROJECT}{JUNE}"), "reader")
    own = page[page.index(f'id="i-{ROW}"') : page.index(f'id="i-{ROW + 1}"')]
    assert "86.67%" in own and "26 ÷ 30" in own and "fan-band" in own and "line-target" in own
    assert f"{seen.path(f'projects/{NUMBER}/indicators/{ROW}/')}{JUNE}" in own
    assert "年底：中位" in own and "只预测年底" in own and "程序建议" in own
    assert own.count("<circle") == 6  # six month ends


def test_the_earlier_years_of_a_forecast_lead_to_their_rows(seen: Bureau) -> None:
    """The year before, by June and whole; a click shows the rows of that very year."""
    before = cases(50, 45).replace("2023", "2022")
    take(seen, "penalty_cases", before, spoken=date(2022, 12, 31))
    page = seen.page(seen.path(f"{PROJECT}{JUNE}"), "reader")
    own = page[page.index(f'id="i-{ROW}"') : page.index(f'id="i-{ROW + 1}"')]
    assert "依据往年 1 年" in own and "45 ÷ 50" in own and "30 ÷ 30" in own
    there = seen.path(f"projects/{NUMBER}/indicators/{ROW}/")
    assert f"{there}?as_of=2022-06-30#rows" in own
    last = seen.page(f"{there}?as_of=2022-12-31", "reader")
    assert "这是 2022 年的数" in last and "45 ÷ 50" in last and "〔2022〕" in last
    assert "〔2023〕" not in last and 'id="report-title"' not in last
    assert "依据往年" not in seen.page(seen.path(f"{PROJECT}?as_of=2023-12-31"))


def test_what_is_paid_is_the_sum_of_the_payments_listed_under_it(seen: Bureau) -> None:
    page = seen.page(seen.path(f"{PROJECT}{JUNE}"), "reader")
    paid = page[page.index('id="paid"') :].split("</details>")[0]
    assert "已支付由这 2 笔相加" in paid and "30,000.00 元" in paid and "19,600.00 元" in paid
    assert "Z1" in paid and "registers/payments/rows/" in paid
    typed_money(
        seen.store, seen.plan.projects[0].id, payments=[("2023-03-01", "1.5", "凭证9号")]
    )  # fmt: skip
    assert "凭证9号" not in seen.page(
        seen.path(f"projects/1/monitoring/{JUNE}")
    )  # the register stands


def test_when_the_year_is_over_nothing_is_forecast(seen: Bureau) -> None:
    page = seen.page(seen.path(f"{PROJECT}?as_of=2023-12-31"))
    assert "fan-band" not in page and "一年已过" in page


def test_the_official_table_is_shown_as_it_is_printed(seen: Bureau) -> None:
    _confirm(seen)
    page = seen.page(seen.path(f"{PROJECT}{JUNE}"))
    table = page[page.index('class="official"') :]
    for words in ("1—6月执行率", "偏差原因分析", "硬件条件保障", "25.00%", "√"):
        assert words in table, words


@pytest.mark.parametrize("ending", ["docx", "xlsx", "pdf", "html"])
def test_the_form_as_a_file_of_one_and_of_all(seen: Bureau, ending: str) -> None:
    _confirm(seen)
    for path, count in ((f"{PROJECT}table", 1), ("monitoring/table", 13)):
        answer = seen.client("reader").get(seen.path(f"{path}.{ending}{JUNE}"))
        found = tables_in(read(answer.content, f"x.{ending}"))
        assert answer.status_code == 200 and len(found) == count
        own = found[0 if count == 1 else NUMBER - 1].table
        assert own.rows[ROW - 1].possibility == "2" and own.total.rate == "25.00%"
    assert "执行监控表-截至2023-06-30" in unquote(answer["Content-Disposition"])


def test_a_file_of_no_known_shape(seen: Bureau) -> None:
    assert seen.client("reader").get(seen.path(f"{PROJECT}table.exe")).status_code == 404


def test_simulated_data_are_marked_wherever_they_go(bureau: Bureau) -> None:
    watched(bureau, who="模拟数据")
    for rest in (f"monitoring/{JUNE}", f"{PROJECT}{JUNE}"):
        assert 'class="made-up"' in bureau.page(bureau.path(rest))
    answer = bureau.client("reader").get(bureau.path(f"{PROJECT}table.docx{JUNE}"))
    assert 'class="made-up"' in bureau.page(bureau.path("monitoring/mending/"))
    assert unquote(answer["Content-Disposition"]).count("模拟数据") == 1
    blocks = read(answer.content, "x.docx").blocks
    assert any("模拟数据" in getattr(block, "text", "") for block in blocks)


def test_simulated_payments_alone_are_marked_too(bureau: Bureau) -> None:
    take(bureau, "payments", payments(("2023-02-10", "30000")), "模拟数据")
    assert 'class="made-up"' in bureau.page(bureau.path(f"{PROJECT}{JUNE}"))
    answer = bureau.client("reader").get(bureau.path(f"{PROJECT}table.html{JUNE}"))
    assert "模拟数据" in answer.content.decode() and "模拟数据" in unquote(
        answer["Content-Disposition"]
    )


# -- decisions --------------------------------------------------------------------------------------


def _confirm(bureau: Bureau, **told: Any) -> Any:
    return _post(bureau, "possibility", row=ROW, possibility="2", **told)


def _decide(bureau: Bureau, who: str = "leader", **told: Any) -> Any:
    return _post(bureau, "outcome", who, **{"warning": f"W203-{ROW}", **told})


def test_a_clerk_confirms_a_possibility_of_that_day(seen: Bureau) -> None:
    answer = _confirm(seen)
    assert answer.status_code == 302 and answer["Location"].endswith(f"{JUNE}#i-{ROW}")
    page = seen.page(seen.path(f"{PROJECT}{JUNE}"))
    assert "clerk 按截至 2023-06-30 的情况确认" in page
    (kept,) = _known(seen).decisions.confirmations
    assert (kept.by, kept.on) == ("clerk", date(2023, 6, 30)) and kept.recorded is not None
    later = seen.page(seen.path(f"{PROJECT}?as_of=2023-10-31"))
    assert "本时点还没有确认" in later
    assert "√" not in later[later.index('class="official"') :]  # June's word is not October's
    assert "还没有确认" in seen.page(seen.path(f"{PROJECT}?as_of=2023-03-31"))


def test_what_was_confirmed_before_stays_on_record(seen: Bureau) -> None:
    _confirm(seen)
    _post(seen, "possibility", row=ROW, possibility="3", seen=_saw(seen, "possibility"))
    assert len(_known(seen).decisions.confirmations) == 2
    page = seen.page(seen.path(f"{PROJECT}{JUNE}"))
    history = page[page.index('id="history"') :]
    assert history.index("完全不可能") < history.index("有可能")


def test_all_proposals_of_a_project_confirmed_as_they_were_shown(seen: Bureau) -> None:
    page = seen.page(seen.path(f"{PROJECT}{JUNE}"))
    shown = page.split('name="proposal" value="')[1].split('"')[0]
    assert shown.startswith(f"{ROW}-")
    answer = seen.client("clerk").post(
        seen.path(f"{PROJECT}possibilities/"),
        {"as_of": "2023-06-30", "proposal": [shown, f"{ROW}-9-", "x"]}, follow=True,
    )  # fmt: skip
    words = answer.content.decode()
    assert "已按建议确认 1 项" in words and "有 2 项没有确认" in words
    again = seen.client("clerk").post(
        seen.path(f"{PROJECT}possibilities/"), {"as_of": "2023-06-30", "proposal": shown}, follow=True
    )  # fmt: skip
    assert "已按建议确认 0 项" in again.content.decode()


def test_a_cause_under_the_forms_category_and_taken_back(seen: Bureau) -> None:
    _post(seen, "cause", row=ROW, category="staff", text="两人借调 <b>")
    page = seen.page(seen.path(f"{PROJECT}{JUNE}"))
    assert "两人借调 &lt;b&gt;" in page
    form = seen.client("clerk").get(seen.path(f"{PROJECT}table.html{JUNE}")).content
    (found,) = tables_in(read(form, "x.html"))
    assert found.table.rows[ROW - 1].causes[2] == "两人借调 <b>"
    _post(seen, "cause", row=ROW, category="staff", text="", seen=_saw(seen, "cause"))
    page = seen.page(seen.path(f"{PROJECT}{JUNE}"))
    assert "撤回" in page[page.index('id="history"') :]
    assert "两人借调" not in page[: page.index('id="history"')]


def test_a_leader_accepts_a_deviation_until_a_day_after_which_it_lapses(seen: Bureau) -> None:
    done = _decide(seen, outcome="no_problem", reason="数据补录中", until="2023-07-05")
    assert done.status_code == 302
    june = seen.page(seen.path(f"{PROJECT}{JUNE}"))
    assert "无问题" in june and "认可到 2023-07-05，到期失效" in june
    later = seen.page(seen.path(f"{PROJECT}?as_of=2023-07-10"))
    assert "认可到 2023-07-05，已失效，须重新决定" in later


def test_what_is_to_be_mended_is_put_on_the_list_with_the_decision(seen: Bureau) -> None:
    answer = _decide(seen, "reviewer", outcome="mend", reason="限期办结")
    assert answer["Location"] == seen.path("monitoring/mending/2023-001/")
    page = seen.page(seen.path(f"{PROJECT}{JUNE}"))
    assert "限期办结" in page and "monitoring/mending/2023-001/" in page


def _entries(bureau: Bureau, rule: str) -> list[str]:
    """The warnings of a rule as the department's page offers them for one decision."""
    page = bureau.page(bureau.path(f"monitoring/{JUNE}"), "leader")
    group = page[page.index(f'id="g-{rule}"') :].split("</section>")[0]
    return re.findall(r'name="warning" value="([^"]+)"', group)


def test_one_reason_for_all_undecided_warnings_of_a_rule(seen: Bureau) -> None:
    entries = _entries(seen, "W203")
    assert len(entries) > 1
    told = {"as_of": "2023-06-30", "outcome": "mend", "reason": "统一限期办结"}
    path = seen.path("monitoring/outcomes/")
    answer = seen.client("leader").post(path, {**told, "warning": entries}, follow=True)
    assert f"已记录对 {len(entries)} 条预警的处理" in answer.content.decode()
    known = _known(seen)
    assert len(known.decisions.outcomes) == len(known.matters) == len(entries)
    assert _entries(seen, "W203") == []
    again = seen.client("reviewer").post(path, {**told, "warning": entries}, follow=True)
    assert f"有 {len(entries)} 条没有记录" in again.content.decode()
    assert len(_known(seen).decisions.outcomes) == len(entries)


def test_one_reason_for_all_is_wanted(seen: Bureau) -> None:
    told = {"as_of": "2023-06-30", "outcome": "no_problem", "reason": "年底一并调查"}
    told |= {"warning": _entries(seen, "W203")}
    answer = seen.client("leader").post(seen.path("monitoring/outcomes/"), told)
    words = answer.content.decode()
    assert answer.status_code == 422 and "要写截止日期" in words and ">年底一并调查<" in words
    assert _known(seen).decisions.outcomes == ()


@pytest.mark.parametrize(
    ("what", "who", "told", "why"),
    [
        ("possibility", "clerk", {"row": ROW, "possibility": "9"}, "请选一种可能性"),
        ("cause", "clerk", {"row": ROW, "category": "staff", "text": " "}, "请写明原因"),
        ("cause", "clerk", {"row": ROW, "category": "", "text": "缺人"}, "请选一类原因"),
        ("cause", "clerk", {"row": ROW, "category": "staff", "text": "长" * 501}, "最多写 500 字"),
        ("outcome", "leader", {"outcome": "", "reason": "好"}, "请选一种处理结果"),
        ("outcome", "leader", {"outcome": "mend", "reason": " "}, "要写理由"),
        ("outcome", "leader", {"outcome": "no_problem", "reason": "好"}, "要写截止日期"),
        (
            "outcome", "leader",
            {"outcome": "no_problem", "reason": "好", "until": "2023-06-01"}, "早于决定日期",
        ),
        (
            "outcome", "leader",
            {"outcome": "no_problem", "reason": "好", "until": "八月"}, "日期应写成",
        ),
    ],
)  # fmt: skip
def test_what_is_wanting_is_said_and_what_was_typed_stays(
    seen: Bureau, what: str, who: str, told: dict[str, Any], why: str
) -> None:
    told = {"warning": f"W203-{ROW}", **told}
    answer = _post(seen, what, who, **told)
    words = answer.content.decode()
    assert answer.status_code == 422 and why in words
    typed = str(told.get("text") or told.get("reason") or "").strip()
    assert typed in words
    decisions = _known(seen).decisions
    assert not (decisions.outcomes or decisions.confirmations or decisions.causes)


def test_who_comes_second_is_told_and_nothing_is_lost(seen: Bureau) -> None:
    _decide(seen, outcome="postpone", reason="先到的理由")
    answer = _decide(seen, "reviewer", outcome="adjust", reason="后到的理由")
    words = answer.content.decode()
    assert answer.status_code == 409 and "leader 刚在这里作了记录" in words
    assert "先到的理由" in words and ">后到的理由</textarea>" in words
    again = _decide(
        seen, "reviewer", outcome="adjust", reason="后到的理由", seen=_saw(seen, "outcome")
    )
    assert again.status_code == 302
    kept = _known(seen).decisions.outcomes
    assert [d.reason for d in kept] == ["先到的理由", "后到的理由"]


def test_a_warning_or_a_row_that_is_not_there(seen: Bureau) -> None:
    assert _decide(seen, outcome="mend", reason="好", warning="W999-1").status_code == 404
    assert _post(seen, "cause", row="99", category="staff", text="好").status_code == 404
    assert seen.client("clerk").get(seen.path("projects/99/monitoring/")).status_code == 404


def test_a_clerk_does_not_decide_and_a_leader_does_not_confirm(seen: Bureau) -> None:
    answer = _decide(seen, "clerk", outcome="mend", reason="好")
    assert answer.status_code == 403
    assert "由部门负责人或财政审核决定" in answer.content.decode()
    assert _confirm(seen, who="leader").status_code == 403
    page = seen.page(seen.path(f"{PROJECT}{JUNE}"), "reader")
    for button in ("记录处理结果", "记录原因", "列入整改", 'name="possibility"'):
        assert button not in page


@pytest.mark.parametrize("name", ["monitoring.json", "money.json"])
def test_a_spoiled_file_of_an_earlier_version_is_said_and_stays(seen: Bureau, name: str) -> None:
    file = seen.store.folder / name
    file.write_text("{", "utf-8")
    for path in ("monitoring/", "monitoring/mending/", "money/", "scores/"):
        answer = seen.client("clerk").get(seen.path(path))
        assert answer.status_code == 422 and name in answer.content.decode(), path
    assert _confirm(seen).status_code == 422 and file.read_text() == "{"


# -- speed ------------------------------------------------------------------------------------------


def test_a_report_is_made_once_until_evidence_or_plan_change(
    seen: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    true = monitoring.monitor
    monkeypatch.setattr(monitoring, "monitor", lambda *a, **k: made.append(a) or true(*a, **k))
    path = seen.path(f"{PROJECT}?as_of=2023-05-31")
    seen.page(path)
    seen.page(path, "reader")
    assert len(made) == 1
    _post(seen, "possibility", row=ROW, possibility="1", as_of="2023-05-31")
    assert "clerk 按截至 2023-05-31 的情况确认" in seen.page(path)  # a decision is never stale
    assert len(made) == 1
    typed_money(
        seen.store, seen.plan.projects[NUMBER - 1].id, received=[("2023-01-10", "6.20", "到账通知")]
    )
    seen.page(path)
    assert len(made) == 2


def test_the_pages_speak_english(seen: Bureau) -> None:
    with translation.override("en"):
        page = seen.page(seen.path(f"{PROJECT}{JUNE}"))
    for words in ("Execution rate", "Forecast", "possibly", "Money"):
        assert words in page, words

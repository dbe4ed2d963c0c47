"""Scores: every point with its arithmetic and its article; bands picked by a person, never by default."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from jixiao.terms.acts import FormStep, JudgedAs
from jixiao.web.server import say_broken_packs
from tests.web.conftest import Bureau
from tests.web.scored_year import (
    CASES,
    EFFECT,
    PLEASED,
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


@pytest.fixture
def year(bureau: Bureau) -> Bureau:
    """The small plan with its year of evidence."""
    load(bureau, plan_of())
    evidence(bureau)
    return bureau


def shown(page: str) -> str:
    """A page's words, blanks folded."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def line(page: str, row: int) -> str:
    """What the page says of one indicator."""
    return shown(re.split(r'<tbody id="i-\d+"', page)[row].split("</tbody>")[0])


# ---- a project


def test_every_point_with_its_arithmetic(year: Bureau) -> None:
    page = year.page(year.path("projects/1/score/"), "reader")
    assert "9.00×" not in page and "10.00×9.00÷10.00=9.00分" in page
    assert "全年执行数9.00万元÷全年预算数10.00万元=90.00%" in page
    closing = line(page, 1)
    assert "66.67%" in closing and "由台账计算 4÷6 · 依据 6 行" in closing
    assert "为什么是 29.63 分" in closing and "40.00×66.67÷90=29.63分" in closing
    training = line(page, 2)
    assert "李科长 报送，截至 2023-12-31" in training and "得满分10.00分" in training
    assert "超额较多" in training and "完成150%，超过130%" in training
    assert "9.00+29.63+10.00=48.63分" in page and ">48.63<" in page


def test_the_article_stands_beside_with_how_far_it_was_read(year: Bureau) -> None:
    page = shown(year.page(year.path("projects/1/score/"), "reader"))
    assert "财预〔2020〕10号 部分佐证 定量指标完成的得满分" in page
    assert "财预〔2020〕10号 一般业务知识，未核对原文 实际大大超过目标的要说明原因" in page
    assert "财预〔2020〕10号 部分佐证 自评的执行率是全年执行数除以全年预算数" in page
    assert "预算法第五十七条 已读原文或其转载" in page, "the statute that was read stands beside"
    assert "=29.63分（财预〔2020〕10号、预算法第五十七条）" in page
    assert page.count("财预〔2020〕10号的条文不在手边，只引文号") == 1


def test_what_is_open_is_open_with_its_reason_and_has_no_grade(year: Bureau) -> None:
    page = year.page(year.path("projects/1/score/"), "reader")
    assert "待定" in line(page, 3) and "由人按三档评定，程序不代替" in line(page, 3)
    assert "没有报送实际值" in line(page, 4) and "缺" in line(page, 4)
    assert "还有2项待报或待评，不定等级" in page


def test_an_actual_value_leads_to_its_trace(year: Bureau) -> None:
    page = year.page(year.path("projects/1/score/"), "reader")
    for row in (1, 2):
        assert f'href="{year.path(f"projects/1/indicators/{row}/")}?as_of=2023-12-31"' in page
    assert year.path("projects/1/indicators/2/proofs/") in page
    back = year.page(year.path("projects/1/indicators/1/"), "reader")
    assert f'href="{year.path("projects/1/score/")}#i-1"' in back


def test_points_shared_out_by_rule_say_so(bureau: Bureau) -> None:
    bare = [{k: v for k, v in row.items() if k != "weight"} for row in rows()]
    load(bureau, plan_of(bare))
    page = bureau.page(bureau.path("projects/1/score/"), "reader")
    assert "没有写分值，产出50分由2条平分" in page and "25.00 按规则分" in line(page, 1)


# ---- the department


def test_the_department_has_points_by_type(year: Bureau) -> None:
    page = shown(year.page(year.path("scores/"), "reader"))
    assert "9.00 /10.00" in page and "39.63 /50.00" in page
    assert "— /30.00 1 项待定" in page and "— /10.00 1 项待定" in page and "48.63 待定 草稿" in page
    assert "1.3 提升工作效率 定性指标“有效提升”" in page
    assert "1.4 群众满意度 目标≥90%，没有报送实际值" in page


def test_another_pack_beside(year: Bureau) -> None:
    """9.00 + 29.63 + 10.00 + 30.00×95%=28.50 + 10.00 = 87.13: 良 from 80 on, under both packs."""
    pick(year, "95")
    report(year, PLEASED, "95", "%")
    page = shown(year.page(year.path("scores/?compare=sichuan-2025")))
    assert (
        "由 河北省（暂用中央规定） 换成 四川省：川财绩〔2025〕5号、10号，1 个项目里 0 个的等级会变"
        in page
    )
    assert "执法办案 87.13 87.13 不变 · 良" in page
    same = shown(year.page(year.path("scores/?compare=hebei")))
    assert "选的就是现在这个政策包" in same


def test_a_grade_that_changes_is_told(year: Bureau) -> None:
    """9.00 + 29.63 + 10.00 + 30.00×30%=9.00 + 10.00 = 67.63: 中 from 60 on, in Sichuan from 70."""
    pick(year, "30", "unmet")
    report(year, PLEASED, "95", "%")
    page = shown(year.page(year.path("scores/?compare=sichuan-2025")))
    assert (
        "由 河北省（暂用中央规定） 换成 四川省：川财绩〔2025〕5号、10号，1 个项目里 1 个的等级会变"
        in page
    )
    assert "67.63 67.63 中 → 差" in page and "等级下限（含）为优90、良80、中70、差0" in page


def test_a_pack_of_ones_own_that_is_broken_is_named(
    year: Bureau, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "county.toml").write_text("优 = 85")
    monkeypatch.setenv("JIXIAO_PACKS", str(tmp_path / "packs"))
    page = year.page(year.path("scores/"), status=500)
    assert "county.toml：不是 UTF-8 的 TOML 文件" in page and "请交给维护人员改正" in page
    assert "本地的政策包有错" in page and "不按别的政策代为计分" in page
    for needs_none in (year.path("history/"), year.place("registers/")):
        assert "政策包有错" not in year.page(needs_none), needs_none


def test_a_broken_pack_is_said_when_the_server_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JIXIAO_PACKS", str(tmp_path))
    say_broken_packs()
    assert capsys.readouterr().err == ""  # an empty folder is no fault
    (tmp_path / "county.toml").write_text("name = \nlabel = 1\n")
    say_broken_packs()
    said = capsys.readouterr().err
    assert "county.toml：不是 UTF-8 的 TOML 文件" in said and str(tmp_path) in said
    assert "line 1" in said and "请改正后再用" in said and "不必重新启动" in said


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (
            "policy=nobody",
            "没有名为“nobody”的政策；有：中央：财预〔2015〕88号、财预〔2020〕10号（central-2020）",
        ),
        ("policy=sichuan-2025&on=2024-03-01", "2024-03-01 不在施行期内"),
        ("on=1999-01-01", "早于所有政策的施行日"),
        ("on=昨天", "应写成 2024-03-01 这样，写的是“昨天”"),
    ],
)
def test_a_pack_or_day_that_is_none_is_said_and_scores_nothing(
    year: Bureau, query: str, words: str
) -> None:
    for rest in ("scores/", "projects/1/score/"):
        page = year.page(year.path(f"{rest}?{query}"), status=422)
        assert words in page and "48.63" not in page, rest


def test_a_comparison_with_a_pack_not_in_force_leaves_the_scores_standing(year: Bureau) -> None:
    page = year.page(year.path("scores/?on=2024-03-01&compare=sichuan-2025"))
    assert "不在施行期内" in page and "48.63" in page


# ---- bad input


def test_without_evidence_nothing_is_scored(bureau: Bureau) -> None:
    load(bureau, plan_of())
    for rest in ("scores/", "projects/1/score/"):
        page = bureau.page(bureau.path(rest), "reader")
        assert "还没有台账，也没有报送值" in page, rest
    assert "没有全年执行数，执行率待补" in page and "还没有一项有得分" in page
    assert line(page, 1).count("缺") == 1


def test_weights_that_do_not_sum_are_a_finding_and_no_grade(year: Bureau) -> None:
    load(year, plan_of(rows(r1={"weight": "30"})))
    for rest in ("scores/", "projects/1/score/"):
        page = year.page(year.path(rest))
        assert "指标分值合计80分，加预算执行率10分为90分，不是100分" in page, rest
    pick(year)
    report(year, PLEASED, "95", "%")
    assert "有必须修改的问题，不定等级" in year.page(year.path("projects/1/score/"))


def test_an_actual_value_without_a_target_and_one_without_an_indicator(year: Bureau) -> None:
    load(year, plan_of(rows(r2={"target": ""})))
    report(year, "p/99", "8")
    assert "没有指标值，只有实际值3次，不能计分" in line(
        year.page(year.path("projects/1/score/")), 2
    )
    page = year.page(year.path("scores/"))
    assert "报送了指标“p/99”的实际情况，计划里没有这条指标" in page


def test_money_known_later_is_seen_at_once(year: Bureau) -> None:
    assert "=9.00分" in year.page(year.path("projects/1/score/"))
    pay(year, "8.005")
    assert "10.00×80050÷100000=8.01分" in year.page(year.path("projects/1/score/")), (
        "the half goes up"
    )


def test_simulated_data_is_marked(bureau: Bureau) -> None:
    load(bureau, plan_of())
    evidence(bureau, who="模拟数据")
    for rest in ("scores/", "projects/1/score/", "projects/1/self-evaluation/"):
        assert 'class="made-up"' in bureau.page(bureau.path(rest)), rest


# ---- a band is a person's


def test_no_band_is_picked_by_default(year: Bureau) -> None:
    page = year.page(year.path("projects/1/score/"))
    assert page.count('type="radio"') == 3 and " checked" not in page
    assert 'type="radio"' not in line(page, 1), "a number is never judged"
    for who in ("leader", "reviewer", "reader"):
        assert 'type="radio"' not in year.page(year.path("projects/1/score/"), who)


def test_a_band_with_its_reason_gives_the_points_inside_it(year: Bureau) -> None:
    answer = text(pick(year, "90"))
    assert "评分人定为“达成年度指标”，给90%：30.00×90%=27.00分" in answer
    assert "9.00+29.63+10.00+27.00=75.63分" in answer and "已记下“提升工作效率”" in answer
    (kept,) = year.said("band")
    assert (kept.who, kept.says["band"], kept.says["percent"]) == ("clerk", "met", "90")
    for who in ("leader", "reader"):
        page = year.page(year.path("projects/1/score/"), who)
        assert "案件平均用时由40天降到30天" in page and "27.00" in page and "clerk" in page


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"band": ""}, "请先选一档"),
        ({"band": "perfect"}, "请先选一档"),
        ({"percent": "79.99"}, "“达成年度指标”应在80%—100%之间，最多两位小数，写的是“79.99”"),
        ({"percent": "80", "band": "partly"}, "应在60%—80%（不含80%）之间"),
        ({"percent": "100.01"}, "应在80%—100%之间"),
        ({"percent": "85.555"}, "最多两位小数"),
        ({"percent": "九成"}, "写的是“九成”"),
        ({"percent": "NaN"}, "写的是“NaN”"),
        ({"reason": "  "}, "请写明定这一档的理由"),
        ({"reason": "长" * 501}, "理由最多写 500 字，现有 501 字"),
    ],
)
def test_a_band_that_wants_something_is_not_kept(
    year: Bureau, told: dict[str, str], words: str
) -> None:
    answer = pick(year, **{"percent": "90", **told})
    assert answer.status_code == 422 and words in text(answer)
    assert answer["HX-Retarget"] == "#said", "what was typed stays where it was typed"
    assert not year.said("band", "not_applicable")


def test_a_number_cannot_be_judged(year: Bureau) -> None:
    answer = act(year, "band", CASES, band="met", percent="100", reason="差一点")
    assert answer.status_code == 422 and "按数计分，不能由人定档" in text(answer)
    assert not year.said("band", "not_applicable")


def test_two_people_at_once_lose_nothing(year: Bureau) -> None:
    pick(year, "90")
    answer = pick(year, "65", "partly", who="second", seen="")
    assert answer.status_code == 409
    assert "clerk 刚在这里作了记录，请先看过再决定；您写的还在" in text(answer)
    assert len(year.said("band")) == 1 and "27.00" in year.page(year.path("projects/1/score/"))
    assert "30.00×65%=19.50分" in text(pick(year, "65", "partly", who="second"))


def test_a_decision_is_taken_back_by_a_later_row(year: Bureau) -> None:
    pick(year, "90")
    pick(year, "65", "partly")
    assert "30.00×90%=27.00分" in text(act(year, "undo", EFFECT)), "the one before stands again"
    answer = text(act(year, "undo", EFFECT))
    assert "由人按三档评定" in answer and "48.63分" in answer
    again = act(year, "undo", EFFECT)
    assert again.status_code == 422 and "没有可以撤销的评定" in text(again)
    assert [one.act.kind for one in year.said(*JudgedAs)] == [
        "band", "band", "judgement_withdrawn", "judgement_withdrawn",
    ]  # fmt: skip
    assert "评定记录 4 条" in year.page(year.path("projects/1/score/"), "reader")


def test_what_does_not_apply_is_left_out_of_the_hundred(year: Bureau) -> None:
    pick(year, "90")
    answer = text(act(year, "aside", PLEASED, reason="没有服务对象，已报批"))
    assert "75.63÷(100-10.00)×100=84.03分" in answer and "定为“良”" in answer
    assert "不适用，其分值不计入满分" in line(answer, 4) and "没有服务对象，已报批" in answer
    assert act(year, "aside", EFFECT, reason="").status_code == 422


def test_a_decision_falls_with_the_target_it_was_about(year: Bureau) -> None:
    pick(year, "90")
    load(year, plan_of(rows(r3={"target": "显著提升"})))
    page = year.page(year.path("projects/1/score/"))
    assert "评定时的指标值是“有效提升”，现在改了" in page and "27.00" not in line(page, 3)
    load(year, plan_of())
    assert "30.00×90%=27.00分" in year.page(year.path("projects/1/score/"))


def test_bands_are_picked_under_the_plans_own_pack_only(year: Bureau) -> None:
    page = year.page(year.path("projects/1/score/?policy=central-2021"))
    assert 'type="radio"' not in page and "现按政策包 中央：财预〔2021〕101号" in page


def test_an_indicator_of_another_project_is_not_reached(year: Bureau) -> None:
    for wanted in ("p/99", "", "x"):
        assert act(year, "aside", wanted, reason="不适用").status_code == 404
    outsider = year.people["outsider"].memberships.get().department_id
    path = f"/departments/{outsider}/2023/projects/1/score/undo/"
    assert year.client("outsider").post(path, {"indicator": EFFECT}).status_code == 404


def test_the_files_carry_the_points_and_the_mark(bureau: Bureau) -> None:
    load(bureau, plan_of())
    evidence(bureau, who="模拟数据")
    for ending in ("docx", "pdf"):
        answer = bureau.client("reader").get(bureau.path(f"scores/report.{ending}"))
        assert answer.status_code == 200 and len(answer.content) > 10_000
        assert "%E6%A8%A1%E6%8B%9F%E6%95%B0%E6%8D%AE-" in answer["Content-Disposition"]
    whole = bureau.client("reader").get(bureau.path("scores/report.html"))
    assert "40.00×66.67÷90=29.63分" in text(whole)
    assert bureau.client("reader").get(bureau.path("scores/report.exe")).status_code == 404
    assert not bureau.said(*FormStep), "looking writes nothing"


@pytest.mark.parametrize("who", ["leader", "reviewer", "reader"])
def test_only_the_clerk_decides(year: Bureau, who: str) -> None:
    answers: list[Any] = [pick(year, who=who), act(year, "undo", EFFECT, who)]
    assert [one.status_code for one in answers] == [403, 403] and not year.said(
        "band", "not_applicable"
    )


# ---- the department as a whole, and the evaluation frame


def test_the_evaluation_frame_takes_what_the_indicators_earned(year: Bureau) -> None:
    """质量达标率: one indicator got 29.63 of 40, so 7.50×29.63÷40.00 = 5.56 of the item's 7.50."""
    page = shown(year.page(year.path("projects/1/evaluation/"), "reader"))
    assert "7.50×29.63÷40.00=5.56分" in page and "立项依据充分性" in page and "【待评】" in page
    assert "没有可用的到位资金，预算执行率算不出" in page, "spent ÷ received is the other rate"
    for ending in ("docx", "html"):
        answer = year.client("reader").get(year.path(f"projects/1/evaluation.{ending}"))
        assert answer.status_code == 200, ending
    assert "7.50×29.63÷40.00=5.56分" in text(answer)


def test_the_department_has_no_rate_without_its_basic_spending(year: Bureau) -> None:
    page = shown(year.page(year.path("scores/department/"), "reader"))
    assert "项目支出 10.00 10.00 9.00 — 90.00%" in page and "【待填写：基本支出】" in page
    assert "jixiao " not in page
    answer = year.client("reader").get(year.path("scores/department.html"))
    assert "【待填写：基本支出】" in text(answer)
    for rest in ("scores/department.exe", "projects/1/evaluation.exe"):
        assert year.client("reader").get(year.path(rest)).status_code == 404


def test_the_department_without_evidence_is_blank(bureau: Bureau) -> None:
    load(bureau, plan_of())
    for rest in ("scores/department/", "projects/1/evaluation/"):
        assert "还没有台账，也没有报送值" in bureau.page(bureau.path(rest)), rest

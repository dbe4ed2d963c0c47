"""What a clerk does about a finding: its proposal taken with one click, or disputed with a reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jixiao.findings.finding import Finding
from jixiao.web.disputes import digest_of
from jixiao.web.marks import acceptable
from jixiao.web.remembered import review_of
from tests.web.conftest import Bureau

Do = Callable[..., Any]
Edit = Callable[..., Any]
BUTTON = "采用："
COUNTY = """name = "huailai"
extends = "hebei"
label = "怀来县"
divisions = ["130730"]
source = "示例"
[levels.B201]
level = "off"
reason = "县里一律按“等于”理解"
"""


@pytest.fixture
def do(bureau: Bureau) -> Do:
    """Act on a finding as somebody: ``do("accept", finding, page="1")``."""

    def post(act: str, finding: Finding | None = None, who: str = "clerk", **told: Any) -> Any:
        told = {"page": "1", "seen": bureau.record.head.number, **told}
        told |= {"finding": digest_of(finding)} if finding else {}
        path = bureau.path(f"findings/{act}/")
        return bureau.client(who).post(path, told, headers={"HX-Request": "true"})

    return post


def _plain(page: str) -> str:
    """A page as it is read."""
    return " ".join(re.sub("<[^>]+>", "", page).split())


def _finding(bureau: Bureau, rule: str) -> Finding:
    return next(f for f in review_of(bureau.record.head.content).findings if f.rule == rule)


def test_a_proposal_is_written_into_its_cell_as_a_version(bureau: Bureau, do: Do) -> None:
    finding = _finding(bureau, "B203")
    answer = do("accept", finding, page="2")
    words = answer.content.decode()
    assert "已采用 B203 的建议“≥50人次”。已保存为第2版；新增 0 条提示，消除 1 条。" in words
    assert 'id="work"' in words
    row = next(r for _, r in bureau.plan.indicators() if r.id == finding.where.indicator)
    assert (row.target.raw, row.target.unit) == ("≥50人次", "人次")
    (change,) = bureau.record.head.changes
    assert (bureau.record.head.rule, change.field, change.before, change.after) == (
        "B203", "target", "≥50", "≥50人次",
    )  # fmt: skip
    for rest in ("history/", "history/2/"):
        assert "采用 B203 的建议" in bureau.page(bureau.path(rest))


def test_every_proposal_with_a_button_can_be_taken(bureau: Bureau, do: Do) -> None:
    taken = 0
    while found := [f for f in review_of(bureau.record.head.content).findings if acceptable(f)]:
        before = bureau.record.head.number
        answer = do("accept", found[0])
        assert "已采用" in answer.content.decode() and bureau.record.head.number == before + 1
        taken += 1
        assert taken < 60
    assert taken > 25


def test_taking_a_proposal_can_be_undone(bureau: Bureau, do: Do) -> None:
    first = bureau.record.head
    do("accept", _finding(bureau, "B203"))
    bureau.client("clerk").post(bureau.path("projects/1/undo/"), {"seen": 2})
    assert bureau.record.head.content_hash == first.content_hash
    assert bureau.record.head.number == 3


def test_a_proposal_on_a_version_somebody_replaced_is_not_taken(
    bureau: Bureau, do: Do, edit: Edit
) -> None:
    finding = _finding(bureau, "B203")
    edit("≥31家", who="second")
    assert "没有采用：第2版已由他人保存" in do("accept", finding, seen=1).content.decode()
    assert bureau.record.head.number == 2
    assert "已采用" in do("accept", finding, seen=2).content.decode()


def test_a_finding_that_is_gone_or_proposes_nothing_is_answered_in_words(
    bureau: Bureau, do: Do
) -> None:
    slogan = _finding(bureau, "C110")  # what to write instead is for a person to say
    for told in ({"finding": slogan}, {}):
        assert "没有可以采用的建议" in do("accept", **told).content.decode()
    assert bureau.record.head.number == 1


def test_the_list_of_findings_is_drawn_anew_as_it_was_filtered(bureau: Bureau, do: Do) -> None:
    words = do("accept", _finding(bureau, "B203"), page="", rule="B203").content.decode()
    assert 'id="shown"' in words and "没有符合条件的提示" in words and "已采用 B203" in words


def test_a_button_says_what_it_writes_and_only_to_the_clerk(bureau: Bureau) -> None:
    for rest in ("findings/", "projects/2/"):
        assert BUTTON in bureau.page(bureau.path(rest))
        assert BUTTON not in bureau.page(bureau.path(rest), "reviewer")
    assert "采用：≥50人次" in bureau.page(bureau.path("findings/"))


def test_the_reason_of_a_dispute_is_read_by_all_of_the_department(bureau: Bureau, do: Do) -> None:
    finding = _finding(bureau, "B201")
    answer = do("dispute", finding, reason=" 合同写明恰好30家 <b> ").content.decode()
    assert (
        "已记下不同意的理由" in answer and "clerk 认为不适用：合同写明恰好30家 &lt;b&gt;" in answer
    )
    for who in ("clerk", "leader", "reviewer", "reader"):
        for rest in ("findings/", "projects/1/", "findings/?disputed=1"):
            page = bureau.page(bureau.path(rest), who)
            assert "clerk 认为不适用：合同写明恰好30家" in page, (who, rest)
            assert ("撤回异议" in page) == (who == "clerk")
    assert "列出 1 条" in bureau.page(bureau.path("findings/?disputed=1"), "reviewer")
    assert bureau.record.head.number == 1  # the plan is as it was


@pytest.mark.parametrize(
    ("reason", "why"), [("  ", "请写明不同意的理由"), ("长" * 501, "最多写 500 字")]
)
def test_a_dispute_needs_a_reason(bureau: Bureau, do: Do, reason: str, why: str) -> None:
    answer = do("dispute", _finding(bureau, "B201"), reason=reason)
    assert answer.status_code == 422 and why in answer.content.decode()
    assert answer["HX-Retarget"] == "#said" and not bureau.said("dispute")


def test_what_no_longer_stands_cannot_be_disputed(bureau: Bureau, do: Do) -> None:
    answer = do("dispute", reason="不对", finding=None)
    assert answer.status_code == 422 and "已经不在" in answer.content.decode()


def test_a_dispute_is_taken_back_by_a_later_row(bureau: Bureau, do: Do) -> None:
    do("dispute", _finding(bureau, "B201"), reason="不对")
    finding = _finding(bureau, "B201")
    (first,) = bureau.said("dispute")
    answer = do("withdraw", finding, who="second", dispute=first.act.hash).content.decode()
    assert "已撤回这条异议" in answer and "认为不适用" not in answer
    (later,) = bureau.said("dispute_withdrawn")
    assert (later.says, later.who) == ({"dispute": first.act.hash}, "second")
    for again in (first.act.hash, later.act.hash, "x", "9" * 30):
        assert "已经撤回了" in do("withdraw", finding, dispute=again).content.decode()
    assert len(bureau.said("dispute", "dispute_withdrawn")) == 2


def test_who_reviews_answers_a_dispute_and_the_clerk_reads_it(bureau: Bureau, do: Do) -> None:
    finding = _finding(bureau, "B201")
    do("dispute", finding, reason="县里一律按等于理解")
    (said,) = bureau.said("dispute")
    told = {"dispute": said.act.hash, "text": "附件二写明要带符号"}
    assert do("answer", finding, who="clerk", **told).status_code == 403
    assert (
        "请写明" in do("answer", finding, who="reviewer", **told | {"text": " "}).content.decode()
    )
    page = do("answer", finding, who="reviewer", agrees="no", **told).content.decode()
    assert "reviewer 答复" in page and "附件二写明要带符号" in page
    assert "附件二写明要带符号" in bureau.page(bureau.path("projects/1/"), "clerk")
    do("withdraw", finding, dispute=said.act.hash)
    assert (
        "已经撤回了" in do("answer", finding, who="leader", agrees="yes", **told).content.decode()
    )


def test_a_dispute_goes_with_the_words_it_is_about(bureau: Bureau, do: Do, edit: Edit) -> None:
    do("dispute", _finding(bureau, "B201"), reason="不对")
    edit("31家")  # the same fault, said of another text
    assert "认为不适用" not in bureau.page(bureau.path("projects/1/"))
    edit("30家")
    assert "认为不适用" in bureau.page(bureau.path("projects/1/"))


def test_a_dispute_of_another_plan_is_out_of_reach(bureau: Bureau, do: Do) -> None:
    do("dispute", _finding(bureau, "B201"), reason="不对")
    (kept,) = bureau.said("dispute")
    other = bureau.people["outsider"].memberships.get().department_id
    path = f"/departments/{other}/2023/findings/withdraw/"
    assert bureau.client("outsider").post(path, {"dispute": kept.act.hash}).status_code == 404
    assert len(bureau.said("dispute", "dispute_withdrawn")) == 1


def test_a_row_of_another_class_moves_to_the_rows_of_that_class(bureau: Bureau, do: Do) -> None:
    finding = _finding(bureau, "C202")
    said = do("accept", finding, page="4").content.decode()
    assert "已采用 C202 的建议“质量指标”" in said
    project = bureau.plan.project(finding.where.project or "")
    assert project is not None
    assert [(r.level1, r.level2, r.name) for r in project.indicators][1:3] == [
        ("产出指标", "质量指标", "执法办案行为投诉率"),
        ("产出指标", "质量指标", "案件办结率"),
    ]
    (level2,) = [one for one in bureau.record.head.changes if one.field == "level2"]
    assert level2.after == "质量指标"


def test_a_project_name_is_mended_and_taken_apart_anew(bureau: Bureau, do: Do) -> None:
    finding = _finding(bureau, "A404")
    do("accept", finding, page="6")
    project = bureau.plan.projects[5]
    assert project.name == "【13073023X000004000094】怀财字〔2023〕7号 执法办案"
    assert (project.short_name, project.funding_document) == ("执法办案", "怀财字〔2023〕7号")


def test_a_goal_is_mended(bureau: Bureau, do: Do) -> None:
    found = review_of(bureau.record.head.content).findings
    finding = next(f for f in found if f.rule == "C104" and f.where.field == "goals")
    do("accept", finding, page="8")
    (goal,) = bureau.plan.projects[7].goals
    assert "我县" in goal and "我省" not in goal


def test_a_pack_is_looked_through_and_nothing_can_be_taken_by_it(bureau: Bureau) -> None:
    own = bureau.page(bureau.path("findings/"))
    assert "按哪里的规定：河北省" in _plain(own) and ">hebei<" not in own
    assert "这个政策包没有停用规则" in own and BUTTON in own
    other = bureau.page(bureau.path("findings/?policy=sichuan-2025"))
    assert "按哪里的规定：四川省" in _plain(other) and "按另一个政策包试看" in other
    assert BUTTON not in other
    assert "河北省" in _plain(bureau.page(bureau.path("findings/?policy=nowhere")))


def test_rules_a_county_switched_off_are_shown_with_its_reason(
    bureau: Bureau, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "huailai.toml").write_text(COUNTY, "utf-8")
    monkeypatch.setenv("JIXIAO_PACKS", str(tmp_path))
    page = bureau.page(bureau.path("findings/"))
    assert "按哪里的规定：怀来县" in _plain(page) and "不用。理由：县里一律按“等于”理解" in page
    assert "只能按“等于”理解" not in page


def test_all_of_a_rule_are_looked_through_and_taken_together(bureau: Bureau) -> None:
    path, client = bureau.path("findings/rules/B201/"), bureau.client("clerk")
    page = client.get(path).content.decode()
    digests = re.findall(r'name="picked" value="([0-9a-f]+)" checked', page)
    assert len(digests) > 2 and bureau.record.head.number == 1, "looking changes nothing"
    stale = client.post(f"{path}take/", {"seen": 9, "picked": digests}, follow=True)
    assert "没有采用" in stale.content.decode() and bureau.record.head.number == 1
    none = client.post(f"{path}take/", {"seen": 1}, follow=True).content.decode()
    assert "没有勾选任何一条" in none and bureau.record.head.number == 1

    done = client.post(f"{path}take/", {"seen": 1, "picked": digests[:2]}, follow=True)
    assert "已采用 2 条建议，存到第3版" in done.content.decode()
    taken = bureau.record.versions[1:]
    assert [one.rule for one in taken] == ["B201", "B201"], "each names its rule"
    again = client.get(path).content.decode()
    left = re.findall(r'name="picked" value="([0-9a-f]+)" checked', again)
    assert len(left) == len(digests) - 2


def test_the_table_is_searched_and_exported_with_remedy_and_article(bureau: Bureau) -> None:
    found = bureau.page(bureau.path("findings/?q=计量单位"))
    assert 0 < found.count('<tr id="f-') < 10
    answer = bureau.client("reader").get(bureau.path("findings/?rule=B203&export=csv"))
    head, *lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert head == "轻重,规则,项目,指标,问题,改法,依据,规则编号"
    assert lines and all(line.endswith(",B203") and "预算法" in line for line in lines)

"""What holds of the examination of any plan."""

from __future__ import annotations

import json
import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.findings.catalogue import UnknownCodeError
from jixiao.findings.finding import Finding, Where
from jixiao.law.packs import UnknownPolicyError, packs
from jixiao.plan.model import Indicator, Plan, Project, Spending
from jixiao.plan.target_grammar import parse_target
from jixiao.review.catalogue import rule, rules
from jixiao.review.examine import examine
from jixiao.terms.findings import Kind, Level
from tests.plans import plans
from tests.review.vocabulary import plan_of

#: Rules whose anchor is the earlier or the more alike of two projects.
BY_ORDER = {"E104"}
KINDS = {
    "A": Kind.STRUCTURE,
    "B": Kind.NUMBER,
    "C": Kind.TEXT,
    "D": Kind.INDICATORS,
    "E": Kind.PROJECTS,
    "G": Kind.YEARS,
    "H": Kind.RESULTS,
    "K": Kind.RESULTS,
    "J": Kind.PEERS,
}


@given(plans())
def test_never_raises_and_points_to_what_is_there(plan: Plan) -> None:
    review = examine(plan)
    projects = {p.id for p in plan.projects}
    rows = {i.id: p.id for p, i in plan.indicators()}
    for finding in review.findings:
        for where in (finding.where, *finding.also):
            assert where.project is None or where.project in projects
            assert where.indicator is None or rows[where.indicator] == where.project
        assert finding.fault.endswith("。") and finding.remedy.endswith("。")
        assert len(finding.fault) < 400 and finding.cites
    json.dumps(review.to_json(), ensure_ascii=False)


@given(plans(), st.sampled_from([None, *packs()]))
def test_the_same_plan_is_found_the_same(plan: Plan, policy: str | None) -> None:
    assert examine(plan, policy=policy) == examine(plan, policy=policy)


@given(plans())
def test_order_of_projects_does_not_matter(plan: Plan) -> None:
    turned = plan.model_copy(update={"projects": tuple(reversed(plan.projects))})
    assert _signatures(plan) == _signatures(turned)


def _signatures(plan: Plan) -> set[tuple[str, frozenset[Where]]]:
    found = (f for f in examine(plan).findings if f.rule not in BY_ORDER)
    return {(f.rule, frozenset(_plain(w) for w in (f.where, *f.also))) for f in found}


def _plain(where: Where) -> Where:
    """The place without the list of all rows, which stands at whichever row is printed first."""
    return where.model_copy(update={"indicators": None})


@given(plans())
def test_heaviest_first_then_as_printed(plan: Plan) -> None:
    order = {p.id: n for n, p in enumerate(plan.projects)}
    keys = [(f.level.rank, order.get(f.where.project or "", -1)) for f in examine(plan).findings]
    assert keys == sorted(keys)


def test_an_empty_plan() -> None:
    review = examine(Plan())
    assert review.findings == () and review.form.grade is None
    assert review.to_json()["schema"] == "jixiao/review/1"


def test_projects_with_everything_missing() -> None:
    row = Indicator(id="x/1", name="", target=parse_target(""))
    points = (Spending(by="12-31"),)
    plan = Plan(projects=(Project(id="x", name="", indicators=(row,), spending_plan=points),))
    assert {f.rule for f in examine(plan).findings} == {"A204", "B102"}


def test_five_thousand_rows_and_very_long_texts() -> None:
    long = "检验不合格产品处置情况" * 10_000
    names = ("及时率", "案件个数", "完成时间", "群众满意度", "总成本", "抽检批次")
    rows = tuple(
        Indicator(
            id=f"p/{n}", level1="产出指标", level2="数量指标", name=names[n % 6], basis="问卷调查",
            description=f"{n % 700}号事项" if n % 50 else long, target=parse_target("≥100个"),
        )
        for n in range(5_000)
    )  # fmt: skip
    whole = Project(id="p", name=long, use=long, goals=(long, "1、" + long), indicators=rows)
    few = tuple(
        Project(id=f"q{n}", name="抽检", use="用于抽检的支出", goals=("完成抽检任务",))
        for n in range(2_000)
    )
    began = time.perf_counter()
    review = examine(Plan(projects=(whole, *few)))
    assert time.perf_counter() - began < 20  # a quarter of a second in the usual case of 79 rows
    assert max(len(f.fault) for f in review.findings) < 600


def test_doubling_the_rows_does_not_square_the_time() -> None:
    def seconds(rows: int) -> float:
        plan = plan_of(
            {
                "指标": [
                    {
                        "二级指标": "数量指标",
                        "三级指标": f"案件个数{n % 9}",
                        "绩效指标描述": "办理",
                        "指标值": "≥100个",
                    }
                    for n in range(rows)
                ]
            }
        )
        return min(_timed(plan) for _ in range(3))

    assert seconds(8_000) < 30 * seconds(1_000)  # eight times the rows; squared would be 64


def _timed(plan: Plan) -> float:
    began = time.perf_counter()
    examine(plan)
    return time.perf_counter() - began


def test_the_readers_findings_are_kept_once() -> None:
    plan = plan_of({"章节": [{"标题": "三、工作保障措施"}], "资金支出计划": [25, None, 75, 100]})
    said = [
        _finding("F102", Where(field="sections")),
        _finding("F104", Where(project="project-1", field="spending_plan.06-30")),
    ]
    found = [f.rule for f in examine(plan.model_copy(update={"findings": tuple(said)})).findings]
    assert "A101" in found and "F102" not in found
    assert "F104" in found and "B102" not in found


def _finding(code: str, where: Where) -> Finding:
    return Finding(rule=code, level=Level.NOTE, where=where, fault="不清楚。", remedy="请核对。")


def test_policy_by_division_year_and_tree() -> None:
    assert examine(plan_of({"行政区划": "130730"})).policy == "hebei"
    assert examine(plan_of({"行政区划": "510124", "年度": 2023})).policy == "central-2021"
    assert examine(plan_of({"行政区划": "510124", "年度": 2021})).policy == "central-2020"
    assert examine(Plan()).policy == "central-2021"
    assert examine(Plan(year=1999)).policy == "central-2020"


@pytest.mark.parametrize(
    ("policy", "on"),
    [("nowhere", None), ("central-2021", date(2020, 1, 1)), (None, date(2001, 1, 1))],
)
def test_a_policy_that_is_not_there_says_which_are(policy: str | None, on: date | None) -> None:
    with pytest.raises(UnknownPolicyError, match=r"central-2020|起施行"):
        examine(Plan(), policy=policy, on=on)


def test_law_has_dates() -> None:
    plan = plan_of({"指标": {"三级指标": "抽检批次", "指标值": "≥255"}})
    old = next(f for f in examine(plan, on=date(2019, 1, 1)).findings if f.rule == "B203")
    new = next(f for f in examine(plan, on=date(2023, 1, 1)).findings if f.rule == "B203")
    assert [c.law for c in old.cites] == ["财预〔2015〕88号", "预算法"]
    assert [c.law for c in new.cites] == [
        "财预〔2015〕88号", "预算法", "财预〔2021〕101号", "预算法实施条例",
    ]  # fmt: skip


def test_levels_of_a_pack() -> None:
    pack = packs()["hebei"]
    assert not pack.levels and not pack.off


def test_every_kind_occurs_and_a_code_says_its_kind() -> None:
    assert len(rules()) >= 40
    assert {one.kind for one in rules().values()} == set(Kind)
    assert all(one.kind is KINDS[code[0]] for code, one in rules().items())
    assert rules()["B203"].title() == "指标值缺计量单位"
    with pytest.raises(UnknownCodeError, match="B203"):
        rule("Z999")


def test_the_form_leaves_to_people_what_people_judge() -> None:
    plan = plan_of({"指标": {"二级指标": "数量指标", "三级指标": "抽检批次", "指标值": "≥255"}})
    form = examine(plan).form
    points = {i.item.name: i.points for i in form.items}
    assert points["目标相关性"] is None and points["资金匹配性"] is None
    # A201, A202–A204 structure: 缺效益、缺目标各扣2分，缺质量扣1分
    assert points["规范完整性"] == Decimal(5)
    assert form.grade is None and form.total == sum(p for p in points.values() if p is not None)
    assert sum(i.item.points for i in form.items) == 100
    said = form.to_json()["items"][0]
    assert said["open"] is False and said["reasons"][0]["rule"] == "A201"

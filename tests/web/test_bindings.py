"""Which measure computes an indicator: proposed, confirmed by a person, kept as a version."""

from __future__ import annotations

from typing import Any

import pytest

from jixiao.measures.binding import bind
from jixiao.plan.model import MeasureRef, Plan
from jixiao.terms.plans import Reason
from jixiao.web import versions
from jixiao.web.bindings import bound, carried_over
from tests.web import hostile
from tests.web.conftest import Bureau
from tests.web.ledgers import taken
from tests.web.test_intake import _decide
from tests.web.test_intake import taken as document


def _post(bureau: Bureau, rest: str, told: dict[str, Any], who: str = "clerk") -> Any:
    return bureau.client(who).post(
        bureau.path(rest), {"seen": bureau.record.head.number} | told, follow=True
    )


def _measures(plan: Plan) -> dict[str, str]:
    return {row.id: row.measure.id for _p, row in plan.indicators() if row.measure}


def test_proposals_stand_with_their_reasons(bureau: Bureau) -> None:
    page = bureau.page(bureau.path("bindings/"))
    plan, proposed = bind(bureau.plan)
    sole = [one for one in proposed if one.reference]
    assert f"有建议 {len(sole)}" in page and "已绑定 0" in page
    assert "由人报送" in page and "分管领导签字的情况说明" in page
    assert page.count('name="indicator"') == len(sole)
    reader = bureau.page(bureau.path("bindings/"), "reader")
    assert 'name="indicator"' not in reader and "<form method" not in reader.split("<main")[1]
    assert len(_measures(plan)) == len(sole)


def test_confirming_all_makes_one_version_with_its_changes(bureau: Bureau) -> None:
    page = _post(bureau, "bindings/confirm/", {"all": "yes"}).content.decode()
    head = bureau.record.head
    expected = _measures(bind(bureau.record.versions[0].plan)[0])
    assert (head.number, head.reason, head.who) == (2, Reason.EDITED, "clerk")
    assert _measures(head.plan) == expected and f"绑定了 {len(expected)} 项指标" in page
    changes = head.changes
    assert {change.field for change in changes} == {"measure"} and len(changes) == len(expected)
    assert all(change.before is None for change in changes)
    assert "算法" in bureau.page(bureau.path("history/2/"), "reader")


def test_confirming_what_is_ticked(bureau: Bureau) -> None:
    sole = [one.indicator for one in bind(bureau.plan)[1] if one.reference][:2]
    _post(bureau, "bindings/confirm/", {"indicator": [*sole, "made/up"]})
    assert list(_measures(bureau.plan)) == sole
    assert "没有选中" in _post(bureau, "bindings/confirm/", {}).content.decode()
    assert bureau.record.head.number == 2


def test_one_indicator_is_bound_with_its_condition_and_unbound(bureau: Bureau) -> None:
    told = {"measure": "case_closing_rate", "where": "category = '食品'"}
    page = _post(bureau, "projects/1/indicators/1/binding/", told).content.decode()
    assert "已保存为第2版：绑定了 1 项指标" in page
    assert bureau.plan.projects[0].indicators[0].measure == MeasureRef(
        id="case_closing_rate", where="category = '食品'"
    )
    (change,) = bureau.record.head.changes
    assert change.after == "case_closing_rate（category = '食品'）"
    _post(bureau, "projects/1/indicators/1/binding/", {"measure": ""})
    assert bureau.plan.projects[0].indicators[0].measure is None
    assert "没有改动" in _post(
        bureau, "projects/1/indicators/1/binding/", {"measure": "", "to_bindings": "yes"}
    ).content.decode()  # fmt: skip


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"measure": "nothing"}, "没有测度"),
        ({"measure": "case_closing_rate", "where": "nothing = 1"}, "nothing"),
        ({"measure": "case_closing_rate", "where": "1; DROP TABLE x"}, "限定条件"),
        ({"measure": "case_closing_rate", "where": "read_csv('/etc/passwd')"}, "限定条件"),
        ({"measure": "case_closing_rate", "where": "x" * 2500}, "太长"),
    ],
)
def test_a_wrong_binding_is_said_and_what_was_typed_stays(
    bureau: Bureau, told: dict[str, str], words: str
) -> None:
    answer = _post(bureau, "projects/1/indicators/1/binding/", told)
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page, page[-3000:]
    assert told.get("where", "")[:9].replace("'", "&#x27;") in page
    assert bureau.record.head.number == 1


def test_a_version_saved_meanwhile_is_not_overwritten(bureau: Bureau) -> None:
    _post(bureau, "bindings/confirm/", {"all": "yes"})
    page = _post(
        bureau, "projects/1/indicators/1/binding/", {"measure": "payments_total", "seen": 1}
    ).content.decode()
    assert "没有保存：第2版刚由他人保存" in page and bureau.record.head.number == 2


def test_two_projects_that_count_the_same_rows(bureau: Bureau) -> None:
    taken(bureau, who="模拟数据")
    rows = [project.indicators[0].id for project in bureau.plan.projects[:2]]
    both = {row: MeasureRef(id="case_count_filed") for row in rows}
    versions.bind(bureau.record, 1, lambda plan: bound(plan, both), bureau.people["clerk"], 2)
    page = bureau.page(bureau.path("bindings/"), "reviewer")
    assert "共同的有 6 行" in page and "M101" in page and 'class="made-up"' in page


def test_a_new_document_keeps_the_bindings(bureau: Bureau) -> None:
    _post(bureau, "bindings/confirm/", {"all": "yes"})
    before = _measures(bureau.plan)
    intake = document(bureau, hostile.of_plan(bureau.plan))
    page = bureau.page(f"/departments/{bureau.department.pk}/intake/{intake.pk}/")
    assert "与现行第2版相比，0 处不同" in page
    _decide(bureau, intake, "confirm")
    assert bureau.record.head.number == 3 and _measures(bureau.plan) == before


def test_an_indicator_that_became_another_loses_its_binding(example_plan: Plan) -> None:
    first = example_plan.projects[0].indicators[0]
    old = bound(example_plan, {first.id: MeasureRef(id="payments_total")})
    renamed = first.model_copy(update={"name": "另一个指标"})
    project = example_plan.projects[0].model_copy(update={"indicators": (renamed,)})
    new = example_plan.model_copy(update={"projects": (project,)})
    assert _measures(carried_over(old, example_plan)) == {first.id: "payments_total"}
    assert _measures(carried_over(old, new)) == {}

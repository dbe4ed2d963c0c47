"""A document that was not read whole: its leftovers told once, what seems missing asked and not ordered."""

from __future__ import annotations

from jixiao.findings.finding import Finding, Where
from jixiao.findings.place import Place
from jixiao.plan.model import Plan
from jixiao.review.examine import examine
from jixiao.terms.findings import Level
from tests.review.vocabulary import plan_of

GIVEN = {
    "资金用途": "用于流通领域商品抽检的支出",
    "指标": [{"二级指标": "数量指标", "三级指标": "抽检批次", "指标值": "≥255批次"}],
}


def _left_out(lines: int) -> Plan:
    """The plan of :data:`GIVEN` as the reader leaves it, with lines it could not place."""
    leftovers = tuple(
        Finding(
            rule="F106", level=Level.NOTE, where=Where(place=Place(line=n)),
            fault=f"这一行“第{n}行”不是本表的内容，没有读入", remedy="请核对这一行，或删去",
        )
        for n in range(1, lines + 1)
    )  # fmt: skip
    return plan_of(GIVEN).model_copy(update={"findings": leftovers})


def _of(plan: Plan, rule: str) -> list[Finding]:
    return [f for f in examine(plan).findings if f.rule == rule]


def test_what_seems_missing_may_only_be_unread() -> None:
    (sure,) = _of(plan_of(GIVEN), "A204")
    (doubted,) = _of(_left_out(2), "A204")
    assert sure.level is Level.RETURN and "没有读进来" not in sure.remedy
    assert doubted.level is Level.IMPROVE
    assert doubted.remedy.startswith("文件里有2处没有读进来，请先核对是不是写了而没有读到")


def test_many_leftovers_are_told_once_with_every_place() -> None:
    assert len(_of(_left_out(3), "F106")) == 3
    (one,) = _of(_left_out(27), "F106")
    assert "同样没有读入的还有26处" in one.fault
    assert [w.place.line for w in one.also if w.place] == list(range(2, 28))

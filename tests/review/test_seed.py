"""What the examination finds in the bureau's true text of 2023."""

from __future__ import annotations

import time
from collections import Counter

import pytest

from jixiao.findings.finding import Finding
from jixiao.plan.model import Plan
from jixiao.review.examine import Review, examine

#: How often each rule finds; every one of them was read and judged.
COUNTS = {
    "A101": 1, "A102": 1, "A205": 12, "A206": 1, "A307": 2, "A402": 1, "A403": 1, "A404": 1, "A405": 1,
    "B201": 6, "B202": 1, "B203": 1, "B209": 1, "B210": 1, "B212": 1, "B220": 5,
    "C101": 11, "C102": 14, "C103": 9, "C104": 2, "C105": 1, "C106": 2, "C108": 2, "C110": 5, "C116": 6,
    "C201": 7, "C202": 1, "C203": 3, "C301": 4, "C302": 3, "C305": 1,
    "D102": 2, "D103": 1, "D106": 1, "D108": 4,
    "E101": 1, "E102": 2, "E103": 1, "E104": 1, "E105": 1, "E106": 3, "E107": 1, "E108": 2, "E110": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def review(seed_plan: Plan) -> Review:
    return examine(seed_plan)


def _at(plan: Plan, finding: Finding) -> tuple[int | None, str | None]:
    numbers = {p.id: n for n, p in enumerate(plan.projects, start=1)}
    names = {i.id: i.name for _, i in plan.indicators()}
    return numbers.get(finding.where.project or ""), names.get(finding.where.indicator or "")


def _found(plan: Plan, review: Review, code: str) -> list[tuple[int | None, str | None]]:
    return [_at(plan, f) for f in review.findings if f.rule == code]


def test_counts(review: Review) -> None:
    assert Counter(f.rule for f in review.findings) == COUNTS
    assert review.policy == "hebei" and review.must_be_mended


def test_unit_missing(seed_plan: Plan, review: Review) -> None:
    assert _found(seed_plan, review, "B203") == [(5, "培训参加人次")]


def test_unit_odd(seed_plan: Plan, review: Review) -> None:
    assert _found(seed_plan, review, "B202") == [(7, "监督检查次数")]


def test_signs_missing(seed_plan: Plan, review: Review) -> None:
    assert [n for n, _ in _found(seed_plan, review, "B201")] == [1, 2, 4, 8, 10, 11]


def test_the_same_hundred_cases_twice(seed_plan: Plan, review: Review) -> None:
    (finding,) = (f for f in review.findings if f.rule == "E101")
    assert _at(seed_plan, finding) == (6, "案件个数")
    assert [w.indicator for w in finding.also] == [seed_plan.projects[8].indicators[0].id]
    assert finding.where.place and finding.also[0].place
    assert "19.84万元、156.70万元" in finding.fault


def test_closing_rate_in_three_senses(seed_plan: Plan, review: Review) -> None:
    finding = next(f for f in review.findings if f.rule == "E102" and "案件办结率" in f.fault)
    projects = [finding.where.project, *(w.project for w in finding.also)]
    assert projects == [seed_plan.projects[n - 1].id for n in (4, 6, 9)]


def test_the_lost_digit(seed_plan: Plan, review: Review) -> None:
    (finding,) = (f for f in review.findings if f.rule == "A403")
    assert _at(seed_plan, finding) == (10, None) and "末尾应补“1”" in finding.remedy


def test_document_number(seed_plan: Plan, review: Review) -> None:
    assert _found(seed_plan, review, "A404") == [(6, None)]
    assert _found(seed_plan, review, "A405") == [(1, None)]


def test_sections(review: Review) -> None:
    words = {f.rule: f.fault for f in review.findings if f.rule in ("A101", "A102", "F101", "F102")}
    assert set(words) == {"A101", "A102"}
    assert "工作保障措施" in words["A101"] and "分项绩效目标" in words["A102"]


def test_duties_without_a_project(review: Review) -> None:
    said = "".join(f.fault for f in review.findings if f.rule == "E106")
    assert all(duty in said for duty in ("商标广告", "质量兴县", "地理标志"))


def test_every_finding_has_its_place(review: Review) -> None:
    assert all(f.where.place for f in review.findings)


def test_it_is_quick(seed_plan: Plan) -> None:
    examine(seed_plan)
    began = time.perf_counter()
    examine(seed_plan)
    assert time.perf_counter() - began < 1

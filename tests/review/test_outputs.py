"""The output graph and the likeness of texts."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from jixiao.law.packs import pack
from jixiao.review.examination import Examination
from jixiao.review.likeness import FOLLOWED, alike, grams, share
from jixiao.review.outputs import Claim, claims, outputs_of
from tests.review.vocabulary import plan_of


def _claims(*rows: dict[str, str]) -> list[Claim]:
    projects = [
        {"项目名称": f"项目{n}", "指标": {"二级指标": "数量指标", **row}}
        for n, row in enumerate(rows)
    ]
    plan = plan_of({"项目": projects})
    return list(claims(outputs_of(Examination(plan, pack("hebei")))))


def test_the_same_measure_is_the_same_output_whatever_it_is_called() -> None:
    (claim,) = _claims(
        {"三级指标": "办理案件数", "指标值": "≥100件", "测算": "case_count_filed"},
        {"三级指标": "查办违法行为", "指标值": "≥60起", "测算": "case_count_filed"},
    )
    assert "case_count_filed" in claim.why


def test_another_measure_is_another_output_though_the_words_are_the_same() -> None:
    words = {"三级指标": "抽检批次", "绩效指标描述": "抽检的批次数量", "指标值": "≥255批次"}
    assert (
        _claims(
            words | {"测算": "food_sampling_batches"}, words | {"测算": "product_sampling_batches"}
        )
        == []
    )


def test_by_description_by_name_and_by_likeness_each_says_how() -> None:
    described = {"绩效指标描述": "实际办理的案件", "指标值": "≥100件"}
    (claim,) = _claims({"三级指标": "甲", **described}, {"三级指标": "乙", **described})
    assert claim.why == "描述都是“实际办理的案件”"
    (claim,) = _claims(
        {"三级指标": "办理案件个数", "指标值": "≥100件"}, {"三级指标": "案件数", "指标值": "≥100个"}
    )
    assert claim.why == "名称说的都是“案件”"
    (claim,) = _claims(
        {
            "三级指标": "甲",
            "绩效指标描述": "全县范围内当年完成检验的食品样品批次",
            "指标值": "≥300批次",
        },
        {
            "三级指标": "乙",
            "绩效指标描述": "全县范围内当年完成检验的各类食品样品批次",
            "指标值": "≥300批次",
        },
    )
    assert "%相同" in claim.why


def test_another_number_or_another_scope_is_another_output() -> None:
    assert (
        _claims(
            {"三级指标": "案件数", "指标值": "≥100件"}, {"三级指标": "案件数", "指标值": "≥60件"}
        )
        == []
    )
    assert (
        _claims(
            {"三级指标": "案件数", "绩效指标描述": "一般程序的处罚案件", "指标值": "≥50件"},
            {"三级指标": "案件数", "绩效指标描述": "简易程序当场处罚", "指标值": "≥50件"},
        )
        == []
    )


def test_a_group_is_claimed_once() -> None:
    row = {"三级指标": "案件数", "绩效指标描述": "案件数", "指标值": "≥100件"}
    (claim,) = _claims(row, row, row)
    assert len(claim.outputs) == 3


@given(
    st.lists(st.text(alphabet="办理案件抽检批次合格率数量", min_size=2, max_size=12), max_size=12)
)
def test_alike_finds_every_like_pair_of_a_few(texts: list[str]) -> None:
    unique = list(dict.fromkeys(texts))
    found = {frozenset(p.texts) for p in alike([(t, t) for t in unique], 0.75)}
    truly = {
        frozenset((a, b))
        for n, a in enumerate(unique) for b in unique[n + 1 :]
        if share(grams(a), grams(b)) >= 0.75
    }  # fmt: skip
    assert found == truly or len(unique) > FOLLOWED


def test_very_many_alike_texts_do_not_square_the_time() -> None:
    def seconds(many: int) -> float:
        things = [(n, f"第{n}个乡镇当年完成检验的食品样品批次") for n in range(many)]
        began = time.perf_counter()
        for _ in alike(things, 0.6):
            pass
        return time.perf_counter() - began

    seconds(100)
    assert seconds(8_000) < 30 * max(seconds(1_000), 0.001)

"""A plan in traditional script is examined as the same plan in simplified script."""

from __future__ import annotations

import pytest

from jixiao.review.examine import examine
from jixiao.review.script import simplified
from tests.review.vocabulary import plan_of

PAIRS = [
    (
        {
            "指标": {
                "一级指标": "產出指標",
                "二级指标": "時效指標",
                "三级指标": "工作安排時間",
                "指标值": "按月安排",
            }
        },
        {
            "指标": {
                "一级指标": "产出指标",
                "二级指标": "时效指标",
                "三级指标": "工作安排时间",
                "指标值": "按月安排",
            }
        },
    ),
    (
        {
            "指标": {
                "一级指标": "產出指標",
                "二级指标": "質量指標",
                "三级指标": "救助覆蓋率",
                "指标值": "≥100%",
            }
        },
        {
            "指标": {
                "一级指标": "产出指标",
                "二级指标": "质量指标",
                "三级指标": "救助覆盖率",
                "指标值": "≥100%",
            }
        },
    ),
    (
        {"绩效目标": "做好涉案、價格認定工作", "项目名称": "價格認證"},
        {"绩效目标": "做好涉案、价格认定工作", "项目名称": "价格认证"},
    ),
]


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_both_scripts_are_found_alike(old: dict[str, object], new: dict[str, object]) -> None:
    found = [(f.rule, f.fault) for f in examine(plan_of(old)).findings]
    assert found == [(f.rule, f.fault) for f in examine(plan_of(new)).findings] and found


def test_a_plan_in_simplified_script_is_not_copied() -> None:
    plan = plan_of(PAIRS[0][1])
    assert simplified(plan) is plan

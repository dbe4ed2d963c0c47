"""A marked blank is printed, and read back as nothing written yet."""

from __future__ import annotations

import pytest

from jixiao.forms.blanks import TO_JUDGE, TO_REPORT, blank, written


@pytest.mark.parametrize(
    "text", [blank(), blank("执行数"), TO_JUDGE, TO_REPORT, f" {blank()} ", "", None]
)
def test_nothing_is_written(text: str | None) -> None:
    assert written(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "疫情停工",
        "见【附件】",
        f"{blank('执行数')}3.00",
        f"已办结；{blank('佐证')}",
        "【待填写：甲】【乙】",
    ],
)
def test_what_a_person_wrote_stays(text: str) -> None:
    assert written(text) == text

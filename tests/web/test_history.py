"""All versions: what each changed, one beside another, and the way back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from jixiao.web.pages import history
from tests.web.conftest import Bureau


def test_every_change_is_listed_with_before_and_after(
    bureau: Bureau, edit: Callable[..., Any]
) -> None:
    edit("≥30家")
    page = bureau.client("reader").get(bureau.path("history/")).content.decode()
    assert page.index('id="v-2"') < page.index('id="v-1"'), "the newest stands first"
    assert "<del>30家</del>" in page and "<ins>≥30家</ins>" in page and "检查注册企业数量" in page


def test_going_back_keeps_the_versions_between(bureau: Bureau, edit: Callable[..., Any]) -> None:
    edit("≥30家")
    edit("≥31家")
    client = bureau.client("clerk")
    page = client.post(bureau.path("history/1/restore/"), {"seen": 3}, follow=True).content.decode()
    assert "已回到第1版的内容，存为第4版" in page
    assert [v.number for v in bureau.record.versions] == [1, 2, 3, 4]
    assert bureau.plan.projects[0].indicators[0].target.raw == "30家"


def test_going_back_over_an_unseen_version_is_not_done(
    bureau: Bureau, edit: Callable[..., Any]
) -> None:
    edit("≥30家")
    page = bureau.client("clerk").post(bureau.path("history/1/restore/"), {"seen": 1}, follow=True)
    assert "没有回到旧版" in page.content.decode()
    assert bureau.record.head.number == 2


def test_two_versions_beside_each_other(bureau: Bureau, edit: Callable[..., Any]) -> None:
    edit("≥30家")
    edit("2022年工作计划", field="basis")
    for order in ("a=1&b=3", "a=3&b=1"):
        page = (
            bureau.client("leader").get(bureau.path(f"history/compare/?{order}")).content.decode()
        )
        assert "第1版 → 第3版" in page
    assert "<del>30家</del>" in page and "<ins>2022年工作计划</ins>" in page
    assert bureau.client("leader").get(bureau.path("history/compare/?a=x")).status_code == 404


def test_a_long_history_comes_in_parts(
    bureau: Bureau, edit: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "_MOST", 2)
    for number in range(3):
        edit(f"第{number}句说明", field="description")
    first, second = (bureau.page(bureau.path(f"history/{rest}")) for rest in ("", "?part=2"))
    shown = [re.findall(r'id="v-(\d)"', page) for page in (first, second)]
    assert shown == [["4", "3"], ["2", "1"]]
    assert "<option>1</option>" in first, "any two versions are compared from any part"

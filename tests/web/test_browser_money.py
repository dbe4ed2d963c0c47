"""A cut and a payment typed by the clerk in a real browser, on a desk and on a telephone."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.browsing import opened
from tests.web.monitored import NUMBER
from tests.web.server import Served, served

pytestmark = pytest.mark.skipif("JIXIAO_DATABASE" in os.environ, reason="页面与数据库无关")

PLAN = "/departments/1/2023/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("money")) as running:
        yield running


def _type(page: Page, kind: str, on: str, amount: str, proof: str) -> None:
    page.select_option("#id_kind", kind)
    for name, text in (("on", on), ("amount", amount), ("proof", proof)):
        page.fill(f"#id_{name}", text)
    page.get_by_role("button", name="记录").click()


def _fits(page: Page, name: str) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{name} is {wide} px too wide"


@pytest.mark.parametrize(("width", "number"), [(1280, NUMBER), (390, NUMBER + 1)])
def test_a_clerk_types_money(site: Served, browser: Browser, width: int, number: int) -> None:
    wrong: list[str] = []
    page = opened(browser, site, width)
    page.goto(f"{site.address}{PLAN}projects/{number}/")
    page.locator(".project-tabs").get_by_text("资金").click()
    _type(page, "adjustments", "5月1日", "-1", "怀财字〔2023〕50号")
    expect(page.locator(".told.error")).to_contain_text("日期写的是“5月1日”")
    expect(page.locator("#id_proof")).to_have_value("怀财字〔2023〕50号")
    page.on("pageerror", lambda error: wrong.append(str(error)))
    _type(page, "adjustments", "2023-05-01", "-1", "怀财字〔2023〕50号")
    _type(page, "payments", "2023-06-20", "10,000元", "Z-0001")
    expect(page.locator(".facts")).to_contain_text("怀财字〔2023〕50号")
    page.locator("summary", has_text="撤回").first.click()
    _fits(page, f"money-project-{width}")
    page.goto(f"{site.address}{PLAN}money/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("2023年度项目资金")
    _fits(page, f"money-{width}")
    assert wrong == []

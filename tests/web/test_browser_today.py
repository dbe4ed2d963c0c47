"""The head of every page and 今天 in a real browser: what matters is above, nothing scrolls sideways."""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.browsing import opened
from tests.web.server import Served

pytestmark = pytest.mark.skipif("JIXIAO_DATABASE" in os.environ, reason="页面与数据库无关")
YEAR = "/departments/1/2023/"
LISTS = (
    f"{YEAR}today/?whole=1",
    YEAR,
    f"{YEAR}findings/",
    f"{YEAR}money/",
    "/departments/1/registers/",
)


def _first_row(page: Page) -> float:
    found = page.locator("main table tbody tr").first.bounding_box()
    assert found is not None
    return found["y"]


def test_the_first_row_stands_in_the_upper_half(browser: Browser, site: Served) -> None:
    page = opened(browser, site, 1366)
    page.set_viewport_size({"width": 1366, "height": 768})
    for path in LISTS:
        page.goto(site.address + path)
        assert _first_row(page) < 768 / 2, path


@pytest.mark.parametrize("width", [390, 1366])
def test_no_page_scrolls_sideways(browser: Browser, site: Served, width: int) -> None:
    wrong: list[str] = []
    page = opened(browser, site, width, wrong)
    for path in (*LISTS, f"{YEAR}search/?q=投诉", f"{YEAR}today/missing/", f"{YEAR}projects/6/"):
        page.goto(site.address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert wrong == []


def test_search_by_a_stroke_and_the_year_from_the_head(browser: Browser, site: Served) -> None:
    page = opened(browser, site)
    page.goto(f"{site.address}{YEAR}history/")
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("执法办案")
    page.keyboard.press("Enter")
    page.locator("#main").get_by_role("link", name="执法办案", exact=True).first.click()
    expect(page).to_have_url(f"{site.address}{YEAR}projects/6/")
    expect(page.locator(".to-do b")).to_have_text("4")


def test_today_fills_itself_and_leads_to_the_work(browser: Browser, site: Served) -> None:
    page = opened(browser, site)
    page.goto(f"{site.address}/")
    expect(page.locator("#to-do")).to_contain_text("审核提示里必须修改的：1 条")
    page.locator("#to-do").get_by_role("link", name="审核提示里必须修改的：1 条").first.click()
    expect(page.locator("#shown-count")).to_contain_text("列出 1 条")


def test_typing_after_a_mark_goes_into_its_cell(browser: Browser, site: Served) -> None:
    page = opened(browser, site)
    page.goto(f"{site.address}{YEAR}projects/1/")
    page.locator("td.can-edit .cell-mark").first.click()
    page.keyboard.type("9")
    expect(page.locator(".editor textarea")).to_have_value("9")

"""An administrator enters the law in a real browser, on a desk and on a telephone."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.browsing import opened
from tests.web.server import Served, served

pytestmark = pytest.mark.skipif("JIXIAO_DATABASE" in os.environ, reason="页面与数据库无关")

#: Where pictures for people to look at go, where somebody wants them.
PICTURES = os.environ.get("JIXIAO_PICTURES")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("law")
    with served(folder) as running:
        with sqlite3.connect(next(folder.rglob("*.sqlite3"))) as database:
            database.execute("UPDATE auth_user SET is_staff = 1 WHERE username = 'clerk'")
        yield running


@pytest.fixture(scope="module")
def notice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("notice") / "原文.txt"
    path.write_text("文件的原文（虚构）", "utf-8")
    return path


def _looked_at(page: Page, name: str) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{name} is {wide} px too wide"
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


@pytest.mark.parametrize(
    ("width", "number", "year"), [(1366, "第五条", 2027), (390, "第六条", 2027)]
)
def test_an_administrator_enters_the_law(
    site: Served, browser: Browser, notice: Path, width: int, number: str, year: int
) -> None:
    wrong: list[str] = []
    page = opened(browser, site, width)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.locator("details.who summary").click()
    page.get_by_role("link", name="法规、节假日、时限").click()
    _looked_at(page, f"law-{width}")
    form = page.locator("#article")
    form.locator("summary").click()
    form.locator("#a-law").select_option("财预〔2015〕88号")
    form.locator("#a-article").fill("五")
    form.locator("#a-words").fill("绩效目标应当指向明确、细化量化（虚构的录入）")
    form.get_by_role("button", name="录入").click()
    expect(page.locator(".told.error")).to_contain_text("应照原文写")
    expect(page.locator("#a-words")).to_have_value("绩效目标应当指向明确、细化量化（虚构的录入）")
    _looked_at(page, f"law-refused-{width}")
    page.locator("#a-article").fill(number)
    if width > 1000:
        page.locator("#a-matter").select_option("绩效目标设定要求")
    page.locator("#a-document").set_input_files(notice)
    page.locator("#article").get_by_role("button", name="录入").click()
    expect(page.locator(".told.success")).to_contain_text(number)
    _enter_holidays(page, notice, year, again=width < 1000)
    _enter_limit(page, notice, "2026-12-01" if width > 1000 else "2027-01-01")
    _looked_at(page, f"law-entered-{width}")
    page.goto(f"{site.address}/departments/1/2023/findings/")
    expect(page.locator("main")).to_contain_text("财预〔2015〕88号第五条")
    _looked_at(page, f"law-findings-{width}")
    assert wrong == []


def _enter_holidays(page: Page, notice: Path, year: int, *, again: bool) -> None:
    form = page.locator("#holidays")
    if not form.evaluate("one => one.open"):
        form.locator("summary").click()
    form.locator("#h-year").fill(str(year))
    form.locator("#h-off").fill(
        "1月1日、2月5日至2月11日、4月5日、5月3日至5月5日、6月9日、9月15日、10月1日至10月7日"
    )
    form.locator("#h-worked").fill("2月13日")
    form.locator("#h-notice").fill("国办发明电〔2026〕1号（虚构）")
    form.locator("#h-document").set_input_files(notice)
    form.get_by_role("button", name="录入").click()
    if again:
        expect(page.locator(".told.error")).to_contain_text("内容一样，不用再录")
    else:
        expect(page.locator(".told.success")).to_contain_text(f"{year}年节假日")


def _enter_limit(page: Page, notice: Path, since: str) -> None:
    form = page.locator("#limit")
    form.locator("summary").click()
    form.locator("#l-place").select_option("hebei")
    form.locator("#l-limit").select_option("complaint-acceptance")
    form.locator("#l-since").fill(since)
    form.locator("#l-number").fill("3")
    form.locator("#l-source").fill("某局〔2026〕9号第三条（虚构）")
    form.locator("#l-document").set_input_files(notice)
    form.get_by_role("button", name="录入").click()
    expect(page.locator(".told.success")).to_contain_text("投诉：决定是否受理并告知")

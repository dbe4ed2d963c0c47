"""The main path as a clerk walks it, in a real browser, at a desk and on a phone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from jixiao.cli.commands.demo import example
from jixiao.plan.json import loads
from tests.web import hostile
from tests.web.browsing import opened
from tests.web.server import Served

pytestmark = pytest.mark.skipif("JIXIAO_DATABASE" in os.environ, reason="页面与数据库无关")


def test_the_main_path(browser: Browser, site: Served, tmp_path: Path) -> None:
    wrong: list[str] = []
    page = opened(browser, site, wrong=wrong)
    text = tmp_path / "怀来县市场监管局2023年绩效文本.docx"
    text.write_bytes(hostile.of_plan(example()))

    page.get_by_label("本年工作").get_by_role("link", name="编制与审核").click()
    page.get_by_label("本栏").get_by_role("link", name="收文").click()
    page.set_input_files("#id_file", text)
    page.get_by_role("button", name="上传并读取").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "读懂为：怀来县市场监督管理局 2023年度"
    )

    page.locator(".finding-card", has_text="“30家”没有写符号").locator("[data-finding]").click()
    expect(page.locator(".source-doc td.lit")).to_contain_text("30家")
    expect(page.locator(".official td.lit")).to_contain_text("30家")
    expect(page.locator(".source-doc td.lit")).to_be_in_viewport()
    expect(page.locator(".official td.lit")).to_be_in_viewport()

    page.get_by_role("button", name="确认收入").click()
    expect(page.locator("main > .told")).to_contain_text("存为2023年第2版")

    page.get_by_role("link", name="注册监管", exact=True).first.click()
    expect(page.locator("#chart canvas")).to_be_visible()
    expect(page.locator(".finding-card", has_text="“30家”没有写符号")).to_be_visible()
    page.locator("td.can-edit[data-field=target]").first.click()
    page.locator(".editor textarea").fill("≥30家")
    expect(page.locator(".editor-check")).to_contain_text("≥30家，数量，越高越好")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("已保存为第3版；新增 0 条提示，消除 1 条")
    expect(page.locator(".finding-card", has_text="“30家”没有写符号")).to_have_count(0)

    page.get_by_label("本栏").get_by_role("link", name="版本").click()
    expect(page.locator("#v-3")).to_contain_text("30家 → ≥30家")
    page.locator("#v-2").get_by_role("button", name="回到此版本").click()
    expect(page.locator("main > .told")).to_contain_text("已回到第2版的内容，存为第4版")

    page.locator("#v-3").get_by_text("下载").click()
    with page.expect_download() as coming:
        page.locator("#v-3").get_by_role("link", name="json").click()
    assert coming.value.suggested_filename == "怀来县市场监督管理局2023年绩效目标-第3版.json"
    down = loads(Path(coming.value.path()).read_bytes())
    assert down.projects[0].indicators[0].target.raw == "≥30家"
    assert wrong == []


def test_by_keyboard_alone(browser: Browser, site: Served) -> None:
    page = opened(browser, site)
    page.goto(f"{site.address}/departments/1/2023/projects/1/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    cells = page.locator("td.can-edit")
    cells.nth(2).focus()
    page.keyboard.press("F2")
    expect(page.locator(".editor textarea")).to_be_focused()
    page.keyboard.type("作废")
    page.keyboard.press("Escape")
    expect(page.locator(".editor")).to_have_count(0)
    expect(cells.nth(2)).to_be_focused()
    page.keyboard.press("Enter")
    page.locator(".editor textarea").fill("≥30家")
    page.keyboard.press("Tab")
    expect(page.locator("#said")).to_contain_text("已保存为第2版")
    expect(cells.nth(3)).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    expect(cells.nth(2)).to_be_focused()
    page.get_by_role("button", name="撤销第2版").press("Enter")
    expect(page.locator("#said")).to_contain_text("已保存为第3版")


def test_two_clerks_at_one_cell(browser: Browser, site: Served) -> None:
    first, second = opened(browser, site), opened(browser, site)
    for page in (first, second):
        page.goto(f"{site.address}/departments/1/2023/projects/1/")
    for page, value in ((second, "≥31家"), (first, "≥32家")):
        page.locator("td.can-edit[data-field=target]").first.click()
        page.locator(".editor textarea").fill(value)
        page.keyboard.press("Enter")
        if page is second:
            expect(page.locator("#said")).to_contain_text("已保存为第2版")
    expect(first.locator(".stale")).to_contain_text("别人已保存到第2版")
    expect(first.locator(".editor textarea")).to_have_value("≥32家")
    first.get_by_role("button", name="在第2版上保存我写的").click()
    expect(first.locator("#said")).to_contain_text("已保存为第3版")


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_its_window(browser: Browser, site: Served, width: int) -> None:
    wrong: list[str] = []
    page = opened(browser, site, width, wrong)
    for rest in (
        "",
        "projects/1/",
        "projects/12/",
        "findings/",
        "history/",
        "history/1/",
        "history/compare/?a=1&b=1",
    ):
        page.goto(f"{site.address}/departments/1/2023/{rest}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, rest
    for path in ("/departments/1/intake/", "/about/", "/password/"):
        page.goto(site.address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert wrong == []


def test_on_paper_there_is_the_table_alone(browser: Browser, site: Served) -> None:
    page = opened(browser, site)
    page.goto(f"{site.address}/departments/1/2023/projects/1/")
    page.emulate_media(media="print")
    expect(page.locator("table.official")).to_be_visible()
    for chrome in (".top", ".work-bar", ".found", ".spending", ".cell-mark >> nth=0"):
        expect(page.locator(chrome)).to_be_hidden()


@pytest.mark.parametrize("width", [390, 1366])
def test_which_way_is_better_is_asked_once_in_the_cell(
    browser: Browser, site: Served, width: int
) -> None:
    page = opened(browser, site, width)
    page.goto(f"{site.address}/departments/1/2023/projects/1/")
    for field, text, version in (("name", "违法案件数", 2), ("target", "30件", 3)):
        page.locator(f"td.can-edit[data-field={field}]").first.click()
        page.locator(".editor textarea").fill(text)
        page.keyboard.press("Enter")
        expect(page.locator("#said")).to_contain_text(f"已保存为第{version}版")
    target = page.locator("td.can-edit[data-field=target]").first
    expect(target).to_contain_text("哪一头更好？")

    target.click()
    asked = page.get_by_role("group", name="哪一头更好")
    boxes = [asked.get_by_role("button").nth(n).bounding_box() for n in range(3)]
    assert len({box["y"] for box in boxes if box}) == 1
    assert all(box and box["x"] + box["width"] <= width for box in boxes)
    asked.get_by_role("button", name="越低越好").click()
    expect(page.locator("#said")).to_contain_text("已保存为第4版")
    expect(target).not_to_contain_text("哪一头更好？")

    target.click()
    expect(page.locator(".editor-check")).to_contain_text("=30件，数量，越低越好")
    expect(asked.get_by_role("button", name="越低越好")).to_have_attribute("aria-pressed", "true")

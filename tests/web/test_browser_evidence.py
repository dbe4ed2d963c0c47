"""From a ledger to an indicator's value and back to its rows, in a real browser."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from jixiao.registers.intake import take_in
from jixiao.registers.store import Store
from tests.web.browsing import downloaded, opened
from tests.web.ledgers import CASES, cases, with_faults
from tests.web.server import Served, served

pytestmark = pytest.mark.skipif("JIXIAO_DATABASE" in os.environ, reason="页面与数据库无关")

REGISTER = "/departments/1/registers/penalty_cases/"
#: 执法办案, whose second indicator (案件办结率) the library proposes to compute from the cases.
INDICATOR = "/departments/1/2023/projects/6/indicators/2/"


def _confirmed(page: Page, address: str) -> None:
    """All proposals confirmed by the clerk."""
    page.goto(f"{address}/departments/1/2023/bindings/")
    page.get_by_role("button", name="我已看过，确认全部").click()
    expect(page.locator("main > .told")).to_contain_text("已保存为第2版")


def test_the_main_path(browser: Browser, site: Served, tmp_path: Path) -> None:
    wrong: list[str] = []
    page = opened(browser, site, wrong=wrong)
    ledger = tmp_path / "案件台账.csv"
    ledger.write_text(with_faults().replace("案由", "办的什么"))

    page.get_by_label("本年工作").get_by_role("link", name="台账与资料").click()
    page.get_by_role("link", name="行政处罚案件台账").click()
    page.set_input_files("#id_file", ledger)
    page.get_by_role("button", name="上传并检查").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("案件台账.csv")
    expect(page.locator(".faulty td.at.return", has_text="2023.13.1")).to_be_visible()
    expect(page.locator(".mapping li.left-out")).to_contain_text("办的什么")

    page.select_option("#column-B", label="案件类型")
    page.get_by_role("button", name="按此重新检查").click()
    expect(page.locator(".mapping li", has_text="办的什么")).to_contain_text("由您指明")
    marked = downloaded(page, page.get_by_role("link", name="下载标好的文件"))
    assert marked.suggested_filename == "案件台账-标记.xlsx"

    page.fill("#id_speaks_for", "2023-12-31")
    page.get_by_role("button", name="退回有误的 3 行，其余入库").click()
    expect(page.locator("main > .told")).to_contain_text("已入库“案件台账.csv”：2 行")

    _confirmed(page, site.address)
    page.locator("tr", has_text="案件办结率").first.get_by_role("link").first.click()
    page.goto(site.address + INDICATOR)
    expect(page.locator(".indicator-title")).to_contain_text("案件办结率")
    expect(page.locator(".figure .value").first).to_contain_text("100.00")
    expect(page.locator("#chart canvas")).to_be_visible()
    expect(page.locator("#rows tbody tr")).to_have_count(2)
    expect(page.locator("#rows")).to_contain_text("怀市监案〔2023〕1号")
    with page.expect_download() as coming:
        page.locator("#rows").get_by_role("link", name="导出 csv").click()
    rows = list(csv.reader(Path(coming.value.path()).read_text("utf-8-sig").splitlines()))
    assert len(rows) == 3
    page.locator("#rows tbody a").first.click()
    expect(page.get_by_text("原件摘要（SHA-256）")).to_be_visible()
    assert wrong == []


def test_a_reported_value_by_keyboard(browser: Browser, site: Served, tmp_path: Path) -> None:
    page = opened(browser, site)
    page.goto(f"{site.address}/departments/1/2023/projects/1/indicators/5/")
    proof = tmp_path / "情况说明.txt"
    proof.write_text("情况属实")
    page.focus("#id_value")
    page.keyboard.type("有所提升")
    page.focus("#id_person")
    page.keyboard.type("李科长")
    page.fill("#id_speaks", "2023-12-31")
    page.set_input_files("#id_proof", proof)
    page.focus("#id_value")
    page.keyboard.press("Enter")
    expect(page.locator("main > .told")).to_contain_text("已记录报送值")
    expect(page.locator(".figure .value").first).to_contain_text("有所提升")


@pytest.fixture
def simulated(tmp_path: Path) -> Iterator[Served]:
    """The demonstration with a year of simulated cases, corrected once."""
    store = Store(tmp_path / "evidence")
    for text in (cases(40, closed=30), cases(40, closed=30, fine="0.6")):
        take_in(
            store.register(CASES), text.replace("2023-00", "2023-09").encode(), store=store,
            who="模拟数据", speaks_for=date(2023, 12, 31), name="案件.csv", accept_partial=True,
        )  # fmt: skip
    with served(tmp_path, store.folder) as running:
        yield running


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_its_window(
    browser: Browser,
    simulated: Served,
    width: int,
) -> None:
    wrong: list[str] = []
    page = opened(browser, simulated, width, wrong)
    _confirmed(page, simulated.address)
    for path in (
        "/departments/1/registers/", REGISTER, f"{REGISTER}rows/", f"{REGISTER}rows/?show=superseded",
        "/departments/1/registers/new/", "/departments/1/measures/",
        "/departments/1/measures/case_on_time_rate/", "/departments/1/2023/bindings/",
        "/departments/1/2023/projects/6/", "/departments/1/2023/projects/1/indicators/5/", INDICATOR,
    ):  # fmt: skip
        page.goto(simulated.address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    expect(page.locator(".made-up")).to_be_visible()
    assert wrong == []


def test_the_printed_page_keeps_the_mark_and_loses_the_buttons(
    browser: Browser,
    simulated: Served,
) -> None:
    page = opened(browser, simulated)
    _confirmed(page, simulated.address)
    page.goto(simulated.address + INDICATOR)
    page.emulate_media(media="print")
    expect(page.locator(".made-up")).to_be_visible()
    expect(page.locator("#rows tbody tr").first).to_be_visible()
    for chrome in (".top", "#rows .page-acts", "#id_as_of", ".report-form", "details >> nth=0"):
        expect(page.locator(chrome)).to_be_hidden()

"""A checkpoint from the clerk's confirmation to a mended problem, in a real browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from jixiao.registers.intake import take_in
from jixiao.registers.store import Store
from tests.web.browsing import downloaded, opened
from tests.web.monitored import NUMBER, ROW, cases, payments
from tests.web.server import Served, served

pytestmark = pytest.mark.skipif("JIXIAO_DATABASE" in os.environ, reason="页面与数据库无关")

PLAN = "/departments/1/2023/"
MONITORING = f"{PLAN}monitoring/"
PROJECT = f"{MONITORING}projects/{NUMBER}/?as_of=2023-06-30"


@pytest.fixture
def monitored(tmp_path: Path) -> Iterator[Served]:
    """The demonstration with half a year of simulated cases and payments, few cases closed."""
    store = Store(tmp_path / "evidence")
    paid = payments(("2023-02-10", "30000"), ("2023-06-20", "19600"))
    for register, text in (("penalty_cases", cases(50, 6)), ("payments", paid)):
        take_in(
            store.register(register), text.encode(), store=store, who="模拟数据",
            speaks_for=date(2023, 6, 30), name=f"{register}.csv",
        )  # fmt: skip
    with served(tmp_path, store.folder) as running:
        yield running


def _bound(page: Page, site: Served) -> None:
    """All proposals confirmed by the clerk: 案件办结率 is then computed from the cases."""
    page.goto(f"{site.address}{PLAN}bindings/")
    page.get_by_role("button", name="我已看过，确认全部").click()
    expect(page.locator("main > .told")).to_contain_text("已保存为第2版")


def test_from_the_clerks_word_to_a_closed_matter(
    browser: Browser, monitored: Served, tmp_path: Path
) -> None:
    wrong: list[str] = []
    clerk = opened(browser, monitored, wrong=wrong)
    _bound(clerk, monitored)
    clerk.get_by_label("本年工作").get_by_role("link", name="监控").click()
    expect(clerk.get_by_role("heading", level=1)).to_contain_text("2023年双监控 截至 2023-06-30")
    expect(clerk.locator(".made-up")).to_be_visible()
    clerk.locator(".watched").get_by_role("link", name="执法办案").click()

    own = clerk.locator(f"#i-{ROW}")
    expect(own.locator(".fan-band")).to_be_visible()
    own.get_by_role("button", name="案件办结率：有可能").click()
    expect(clerk.locator("#said")).to_contain_text("已确认“案件办结率”：有可能")
    expect(own).to_contain_text("按截至 2023-06-30 的情况确认")
    own.get_by_text("写偏差原因").click()
    own.get_by_label("类别").select_option(label="人员保障")
    own.get_by_label("原因", exact=True).fill("两名办案人员借调")
    own.get_by_role("button", name="记录原因").click()
    expect(own.locator(".causes")).to_contain_text("两名办案人员借调")
    table = clerk.locator(".official")
    expect(table).to_contain_text("两名办案人员借调")
    expect(table).to_contain_text("√")
    clerk.get_by_text("下载监控表").click()
    table = downloaded(clerk, clerk.get_by_role("link", name="Word 文档"))
    assert table.suggested_filename == "模拟数据-执法办案-执行监控表-截至2023-06-30.docx"

    leader = opened(browser, monitored, wrong=wrong, who="leader")
    leader.goto(monitored.address + PROJECT)
    warning = leader.locator(f"#w-W202-{ROW}")
    warning.get_by_text("决定处理结果").click()
    warning.get_by_label("处理结果", exact=True).select_option(label="整改")
    warning.get_by_label("理由").fill("限期办结积压案件")
    warning.get_by_role("button", name="记录处理结果").click()
    expect(leader.get_by_role("heading", level=1)).to_contain_text("2023-001")
    leader.get_by_label("内容").first.fill("十月底前办结")
    leader.get_by_label("期限").first.fill((date.today() + timedelta(days=60)).isoformat())
    leader.get_by_role("button", name="提出要求").click()
    expect(leader.locator(".steps")).to_contain_text("十月底前办结")

    _mended_by_the_clerk(clerk, monitored, tmp_path)
    leader.reload()
    leader.locator("summary", has_text="销号").click()
    expect(leader.get_by_text("规则 W202 仍然发现")).to_be_visible()
    expect(leader.get_by_role("button", name="销号")).to_be_disabled()
    _all_cases_closed(tmp_path)
    leader.reload()
    leader.locator("summary", has_text="销号").click()
    leader.get_by_role("button", name="销号").click()
    expect(leader.locator(".steps")).to_contain_text("规则 W202 已不再发现这个问题")
    expect(leader.locator(".state.confirmed")).to_contain_text("已销号")
    assert wrong == []


def _all_cases_closed(folder: Path) -> None:
    """A newer export of the same cases, taken in past the pages."""
    store = Store(folder / "data" / "evidence" / "1")
    take_in(
        store.register("penalty_cases"), cases(50, 50).encode(), store=store, who="模拟数据",
        speaks_for=date(2023, 12, 31), name="penalty_cases.csv",
    )  # fmt: skip


def test_what_is_not_mended_is_left_by_decision(browser: Browser, monitored: Served) -> None:
    wrong: list[str] = []
    _bound(opened(browser, monitored), monitored)
    leader = opened(browser, monitored, wrong=wrong, who="leader")
    leader.goto(monitored.address + PROJECT)
    leader.locator(f"#w-W202-{ROW} .to-mend summary").click()
    leader.locator(f"#w-W202-{ROW}").get_by_role("button", name="列入整改").click()
    leader.locator("summary", has_text="决定不再整改").click()
    leader.locator("#set_aside-text").fill("项目已经并入明年")
    leader.get_by_role("button", name="决定不再整改").click()
    expect(leader.locator(".steps")).to_contain_text("项目已经并入明年")
    expect(leader.locator(".state").first).to_contain_text("已决定不再整改")
    assert wrong == []


def _mended_by_the_clerk(page: Page, site: Served, folder: Path) -> None:
    page.goto(f"{site.address}{MONITORING}mending/")
    page.get_by_role("link", name="2023-001").click()
    page.get_by_label("内容").first.fill("抽调两人专办")
    page.get_by_role("button", name="整改措施").click()
    expect(page.locator(".steps")).to_contain_text("抽调两人专办")
    proof = folder / "办结清单.txt"
    proof.write_text("共六件", "utf-8")
    page.locator("summary", has_text="提交佐证").click()
    page.set_input_files("#evidence-proof", proof)
    page.get_by_role("button", name="提交佐证").click()
    expect(page.locator(".steps")).to_contain_text("办结清单.txt")


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_its_window(browser: Browser, monitored: Served, width: int) -> None:
    wrong: list[str] = []
    _bound(opened(browser, monitored), monitored)
    page = opened(browser, monitored, width, wrong, "leader")
    page.goto(monitored.address + PROJECT)
    page.locator(f"#w-W202-{ROW} .to-mend summary").click()
    page.locator(f"#w-W202-{ROW}").get_by_role("button", name="列入整改").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2023-001")
    for path in (
        f"{MONITORING}?as_of=2023-06-30", f"{MONITORING}?as_of=2023-12-31", PROJECT,
        f"{MONITORING}projects/8/", f"{MONITORING}mending/", f"{MONITORING}mending/2023-001/",
        f"{PLAN}projects/{NUMBER}/", f"{PLAN}projects/{NUMBER}/indicators/{ROW}/", PLAN,
    ):  # fmt: skip
        page.goto(monitored.address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert wrong == []


def test_on_paper_the_marks_stay_and_the_buttons_go(browser: Browser, monitored: Served) -> None:
    _bound(opened(browser, monitored), monitored)
    page = opened(browser, monitored, who="leader")
    page.goto(monitored.address + PROJECT)
    page.emulate_media(media="print")
    expect(page.locator(".made-up")).to_be_visible()
    expect(page.locator(f"#i-{ROW} .drawn")).to_be_visible()
    for chrome in (".top", ".days", ".warning-acts >> nth=0", ".acting >> nth=0"):
        expect(page.locator(chrome)).to_be_hidden()

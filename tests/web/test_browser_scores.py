"""A year scored, explained, written up and confirmed, in a real browser on the made-up year."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from jixiao.cli.commands.demo import example
from jixiao.measures.binding import bind
from jixiao.measures.made_up import write
from tests.web.browsing import downloaded, opened
from tests.web.server import Served, served

pytestmark = pytest.mark.skipif("JIXIAO_DATABASE" in os.environ, reason="页面与数据库无关")

YEAR = "/departments/1/2023/"
#: 注册监管: seven indicators, of which 提升工作效率 (15.00 points) is a person's to judge.
SCORE, FORM = f"{YEAR}projects/1/score/", f"{YEAR}projects/1/self-evaluation/"


@pytest.fixture
def year(tmp_path: Path, browser: Browser) -> Iterator[Served]:
    """The demonstration with its made-up year, every proposal confirmed."""
    plan, _ = bind(example())
    write(tmp_path / "evidence", plan, None, 2023)
    with served(tmp_path, tmp_path / "evidence") as running:
        page = opened(browser, running)
        page.goto(f"{running.address}{YEAR}bindings/")
        page.get_by_role("button", name="我已看过，确认全部").click()
        expect(page.locator("main > .told")).to_contain_text("已保存为第2版")
        page.context.close()
        yield running


def as_leader(browser: Browser, site: Served) -> Page:
    """A page signed in as the leader."""
    page = browser.new_context(viewport={"width": 1280, "height": 860}, locale="zh-CN").new_page()
    page.goto(f"{site.address}/sign-in/")
    page.fill("#id_username", "leader")
    page.fill("#id_password", "jixiao-demo-2023")
    page.press("#id_password", "Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("今天")
    return page


def write_cause(page: Page, wanting: str, text: str) -> None:
    """From what is wanting to its cell, by the keyboard from there on."""
    page.locator(".wanting").get_by_role("button", name=wanting).click()
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("已记下")
    expect(page.locator(".wanting", has_text=wanting)).to_have_count(0)


def test_from_a_band_to_the_leaders_confirmation(browser: Browser, year: Served) -> None:
    wrong: list[str] = []
    page = opened(browser, year, wrong=wrong)
    page.get_by_label("本年工作").get_by_role("link", name="自评").click()
    page.locator(".scores").get_by_role("link", name="注册监管").click()

    line = page.locator("#i-5")
    expect(page.locator("#total")).to_have_text("84.56")
    expect(line.locator("[name=band]:checked")).to_have_count(0)
    line.get_by_label("部分达成年度指标").check()
    line.get_by_label("给分值的百分之几").fill("90")
    expect(line.locator(".preview")).to_have_text("")
    line.get_by_label("理由").fill("注册时间由3天减到1天，见大厅叫号记录")
    line.get_by_role("button", name="记下", exact=True).click()
    expect(page.locator("#said")).to_contain_text("应在60%—80%（不含80%）之间")
    expect(line.get_by_label("理由")).to_have_value("注册时间由3天减到1天，见大厅叫号记录")

    line.get_by_label("达成年度指标 80%").check()
    line.get_by_label("给分值的百分之几").fill("")
    line.get_by_label("给分值的百分之几").press_sequentially("90")
    expect(line.locator(".preview")).to_have_text("即 13.50 分")
    line.get_by_role("button", name="记下", exact=True).click()
    expect(line).to_contain_text("15.00×90%=13.50分")
    expect(page.locator("#total")).to_have_text("98.06")
    expect(page.locator(".figures")).to_contain_text("定为“优”")

    page.get_by_label("本项目").get_by_role("link", name="自评表").click()
    expect(page.get_by_role("button", name="提交给部门负责人")).to_be_disabled()
    page.locator(".wanting").get_by_role("button", name="“检查注册企业数量”没有写").click()
    expect(page.locator(".editor-for")).to_have_text("检查注册企业数量")
    page.keyboard.press("Escape")
    write_cause(page, "“检查注册企业数量”没有写", "双随机检查并入，下年目标按275家定")
    write_cause(page, "“提升工作效率”没有写", "两项流程未上线，2024年3月上线")
    write_cause(page, "“工作成本节约”没有写", "集中采购降价，下年目标定为5%")
    write_cause(page, "没有写年度总体目标的实际完成情况", "检查275家，当年问题当年整改")
    expect(page.locator("td", has_text="集中采购降价")).to_be_visible()
    page.get_by_role("button", name="提交给部门负责人").click()
    expect(page.locator(".form-state")).to_have_text("已提交")

    leader = as_leader(browser, year)
    leader.goto(year.address + FORM)
    leader.get_by_role("button", name="我已看过，确认").click()
    expect(leader.locator(".form-state")).to_have_text("已确认")

    page.goto(year.address + SCORE)
    page.locator("#i-5").get_by_role("button", name="撤销").click()
    expect(page.locator("#total")).to_have_text("84.56")
    leader.reload()
    expect(leader.locator(".form-state")).to_have_text("草稿")
    assert [one for one in wrong if "422" not in one] == [], "but for the band refused above"


def test_a_claim_is_checked_and_a_sample_drawn(
    browser: Browser, year: Served, tmp_path: Path
) -> None:
    wrong: list[str] = []
    page = opened(browser, year, wrong=wrong)
    page.goto(f"{year.address}{YEAR}scores/")
    page.get_by_text("下载", exact=True).click()
    claim = tmp_path / "自评表.docx"
    downloaded(page, page.get_by_role("link", name="全部自评表 docx")).save_as(claim)
    page.get_by_role("link", name="核对收来的自评表").click()
    page.set_input_files("#id_file", claim)
    page.get_by_role("button", name="上传并核对").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("自评表.docx")
    expect(page.locator(".claims tbody tr")).to_have_count(13)
    page.get_by_label("抽取几个").fill("1")
    page.get_by_label("种子").fill("7")
    page.get_by_role("button", name="抽取").click()
    expect(page.locator(".sample h3")).to_contain_text("2 个项目里抽取 1 个，种子 7")
    page.get_by_label("复核得分").fill("90")
    page.get_by_label("看了什么，差在哪里").fill("台账逐行看过")
    page.get_by_role("button", name="记下", exact=True).click()
    expect(page.locator(".sample .told")).to_contain_text("抽查发现 1 个得分偏高的项目")
    assert wrong == []


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_its_window(browser: Browser, year: Served, width: int) -> None:
    wrong: list[str] = []
    page = opened(browser, year, width, wrong)
    for path in (
        f"{YEAR}scores/", f"{YEAR}scores/?compare=sichuan-2025", SCORE, FORM,
        f"{FORM}?form=self-evaluation", f"{YEAR}scores/honesty/",
    ):  # fmt: skip
        page.goto(year.address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.goto(year.address + SCORE)
    for summary in page.locator("details:not([open]) > summary").all():
        if summary.is_visible():
            summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.locator(".made-up")).to_be_visible()
    assert wrong == []


def test_the_printed_form_is_the_form_alone(browser: Browser, year: Served) -> None:
    page = opened(browser, year)
    page.goto(year.address + FORM)
    page.emulate_media(media="print")
    expect(page.locator(".official")).to_be_visible()
    expect(page.locator(".made-up")).to_be_visible()
    for chrome in (".top", ".work-bar", ".form-next", ".how", ".crumbs"):
        expect(page.locator(chrome)).to_be_hidden()

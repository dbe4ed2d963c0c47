"""A finding's proposal taken and a finding disputed, in a real browser, by mouse and by keyboard."""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import Browser, expect

from tests.web.browsing import opened
from tests.web.server import Served

pytestmark = pytest.mark.skipif("JIXIAO_DATABASE" in os.environ, reason="页面与数据库无关")


def test_a_proposal_is_taken_and_a_finding_disputed(browser: Browser, site: Served) -> None:
    wrong: list[str] = []
    page = opened(browser, site, wrong=wrong)
    page.goto(f"{site.address}/departments/1/2023/projects/1/")
    page.get_by_role("button", name="采用：≥30家").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("已采用 B201 的建议“≥30家”。已保存为第2版")
    expect(page.locator("td.can-edit[data-field=target]").first).to_contain_text("≥30家")
    expect(page.get_by_role("button", name="采用：≥30家")).to_have_count(0)
    assert page.evaluate(
        "document.activeElement.closest('.found') !== null"
    )  # the reader stays there

    card = page.locator(".finding-card").first
    card.get_by_text("不同意，说明理由").press("Enter")
    card.get_by_label("不同意的理由").fill("文件另有规定")
    card.get_by_role("button", name="提交理由").press("Enter")
    expect(card.locator(".dispute")).to_contain_text("演示甲 认为不适用：文件另有规定")
    expect(card).to_be_focused()

    page.goto(f"{site.address}/departments/1/2023/findings/?disputed=1")
    expect(page.locator("#shown-count")).to_contain_text("列出 1 条")
    page.get_by_role("button", name="撤回异议").click()
    expect(page.locator("#shown-count")).to_contain_text("列出 0 条")
    page.select_option("#by-dispute", "")
    page.get_by_role("button", name="采用：≥50人次").click()
    expect(page.locator("#said")).to_contain_text("已采用 B203 的建议")
    assert wrong == []


def test_what_is_being_typed_is_not_lost_to_a_proposal(browser: Browser, site: Served) -> None:
    page = opened(browser, site)
    page.goto(f"{site.address}/departments/1/2023/projects/1/")
    page.locator("td.can-edit[data-field=basis]").last.click()
    page.locator(".editor textarea").fill("正在写")
    page.get_by_role("button", name="采用：≥30家").evaluate("button => button.click()")
    expect(page.locator(".editor textarea")).to_be_focused()
    expect(page.locator(".editor textarea")).to_have_value("正在写")
    expect(page.locator("td.can-edit[data-field=target]").first).to_contain_text("30家")


@pytest.mark.parametrize("width", [390, 1366])
def test_what_was_not_at_hand_is_said_once_below_the_findings(
    browser: Browser, site: Served, width: int
) -> None:
    page = opened(browser, site, width)
    page.goto(f"{site.address}/departments/1/2023/findings/")
    expect(page.locator(".unread-laws")).to_have_count(1)
    expect(page.locator(".unread-laws")).to_contain_text("财预〔2015〕88号")
    expect(page.locator("main")).not_to_contain_text("未核原文")
    expect(page.locator(".cites").first).to_contain_text("预算法")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [390, 1280])
def test_reasons_fit_the_window(browser: Browser, site: Served, width: int) -> None:
    page = opened(browser, site, width)
    for rest in ("projects/1/", "findings/"):
        page.goto(f"{site.address}/departments/1/2023/{rest}")
        card = page.locator("[id^=f-]", has_text="采用：").first
        card.get_by_text("不同意，说明理由").click()
        card.get_by_label("不同意的理由").fill("长" * 120)
        card.get_by_role("button", name="提交理由").click()
        expect(card.locator(".dispute").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, rest


def test_an_indicator_is_found_by_its_meaning_and_a_class_explained(
    browser: Browser, site: Served
) -> None:
    wrong: list[str] = []
    page = opened(browser, site, wrong=wrong)
    page.goto(f"{site.address}/departments/1/2023/projects/4/")
    page.get_by_role("button", name="质量指标考什么").click()
    expect(page.locator("#why-quality")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#why-quality")).to_be_hidden()

    page.locator("td.can-edit[data-field=name] .text").first.click()
    page.locator(".editor textarea").fill("老百姓投诉多不多")
    page.locator(".near-one summary").first.click()
    page.get_by_role("button", name="用这个名称").click()
    expect(page.locator(".editor textarea")).to_have_value("投诉举报接收数")
    expect(page.locator(".editor textarea")).to_be_focused()
    page.keyboard.press("Escape")

    page.get_by_role("button", name="采用：质量指标").click()
    expect(page.locator("#said")).to_contain_text("已采用 C202 的建议“质量指标”")

    page.goto(f"{site.address}/departments/1/2023/library/")
    page.get_by_label("名称或者意思").fill("投诉办得快不快")
    expect(page.locator(".entry h2").first).to_contain_text("投诉举报按时办结率")
    page.select_option("#library-class", "quality")
    expect(page.locator(".entry h2").first).to_contain_text("投诉举报办结率")
    assert wrong == []

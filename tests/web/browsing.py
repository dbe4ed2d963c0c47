"""A real browser, signed in at a served demonstration."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Browser, Download, Locator, Page, expect, sync_playwright

from tests.needs import program
from tests.web.server import Served

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


expect.set_options(timeout=30_000)  # a busy machine answers late, and by way of the page of a job


def launched() -> Iterator[Browser]:
    """Chromium without a window."""
    chromium = program("chromium", "chromium-browser", "google-chrome", package="chromium")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium, args=FLAGS)


def opened(
    browser: Browser,
    site: Served,
    width: int = 1280,
    wrong: list[str] | None = None,
    who: str = "clerk",
) -> Page:
    """A page signed in as the clerk or another; what its console says against the page goes into ``wrong``."""
    context = browser.new_context(
        viewport={"width": width, "height": 860}, locale="zh-CN", accept_downloads=True
    )
    page = context.new_page()
    if wrong is not None:
        page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{site.address}/sign-in/")
    page.fill("#id_username", who)
    page.fill("#id_password", "jixiao-demo-2023")
    page.press("#id_password", "Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("今天")
    return page


def downloaded(page: Page, link: Locator) -> Download:
    """What a link gives to keep; the page is where it was, also where the work took long."""
    here = page.url
    with page.expect_download(timeout=90_000) as coming:
        link.click()
    got = coming.value
    if "/jobs/" in page.url:
        page.goto(here)
    return got

"""``make readme-pictures``: the demonstration started, looked at in Chromium, and photographed."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).resolve().parent
_QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
_PLAN = "/departments/1/2023/"
#: Picture → (page, width, height).
_SHOTS = {
    "department": (_PLAN, 1280, 1000),
    "project": (f"{_PLAN}projects/5/", 1280, 1000),
    "phone": (f"{_PLAN}findings/", 390, 844),
}


def main() -> None:
    """Take every picture."""
    browser = next(
        (b for n in ("chromium", "chromium-browser", "google-chrome") if (b := shutil.which(n))),
        None,
    )
    if browser is None:
        sys.exit("需要 Chromium：apt-get install chromium")
    (HERE / "pictures").mkdir(exist_ok=True)
    with _demo() as address, sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=browser, args=_QUIET)
        for name, (path, width, height) in _SHOTS.items():
            page = chromium.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
            _sign_in(page, address)
            page.goto(address + path, wait_until="networkidle")
            page.screenshot(path=HERE / f"pictures/{name}.png", animations="disabled")
        chromium.close()


def _sign_in(page: Page, address: str) -> None:
    page.goto(address)
    page.fill("input[name=username]", "clerk")
    page.fill("input[name=password]", "jixiao-demo-2023")
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")


@contextmanager
def _demo() -> Iterator[str]:
    """The demonstration on a free port, in a home of its own."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port = tried.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, "-m", "jixiao.cli", "demo", "--no-browser", "--port", str(port)]
        server = subprocess.Popen(command, env=os.environ | {"HOME": home, "XDG_DATA_HOME": home})
        try:
            _wait(address)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait(address: str) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(address).close()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.5)
        else:
            return
    sys.exit("演示没有启动")


if __name__ == "__main__":
    main()

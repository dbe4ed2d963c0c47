"""``make bench-hold`` — pages: how soon a page is there, first after an edit and then remembered.

Through the real server, on the demonstration's data, one signed-in session on one kept connection. The
floor is the about page behind the same session, rights and server. Ratios are of paired rounds, so what
else the machine does hits both alike.
"""

from __future__ import annotations

import json
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

from bench.table import Result
from tests.web.server import Served, served

TITLE = "页面"
HOW = (
    "演示的数据，真的服务器，一个登录的会话。“改后第一次”：改一句指标说明以后第一次打开，"
    "后面是同一轮里再开一次的几倍；“记住的”：再开，是同一会话空页（关于）的几倍。"
)
PLAN = "/departments/1/2023/"
#: Page → how many times the floor it may take once remembered; ``None`` where nothing was promised.
PAGES: Mapping[str, int | None] = {
    "projects/6/": 6, "monitoring/": 12, "projects/6/monitoring/": 12, "scores/": 12, "projects/6/score/": 12,
    "scores/department/": 12, "money/": 12, "findings/": 12, "bindings/": 12, "history/": 12, "": 12,
    "scores/report.docx": 12,
}  # fmt: skip
FLOOR = "/about/"
FIRST_VIEW, PEOPLE_P95 = 1000.0, 300.0
_READ = [page for page in PAGES if "." not in page]


class Browser:
    """One person: a session on a connection that is kept."""

    def __init__(self, site: Served, who: str = "clerk") -> None:
        self._port, self._cookies = site.port, dict[str, str]()
        self._connection = HTTPConnection("127.0.0.1", site.port, timeout=120)
        page = self.get("/sign-in/")
        token = _token(page)
        told = {"username": who, "password": "jixiao-demo-2023", "csrfmiddlewaretoken": token}
        self.post("/sign-in/", told)
        plan = json.loads(self.get(PLAN + "history/1/download.json"))
        self._rows = [one["indicators"][0]["id"] for one in plan["projects"]]

    def beside(self) -> Browser:
        """The same session on a connection of its own."""
        made = copy(self)
        made._connection = HTTPConnection("127.0.0.1", self._port, timeout=120)
        return made

    def get(self, path: str) -> str:
        """A page, its job looked at until it is done."""
        return self._ask("GET", path, None)

    def post(self, path: str, told: Mapping[str, str]) -> str:
        """A form sent."""
        return self._ask("POST", path, urlencode(told))

    def _ask(self, how: str, path: str, body: str | None) -> str:
        head = {"Cookie": "; ".join(f"{k}={v}" for k, v in self._cookies.items())}
        if body is not None:
            head["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self._connection.request(how, path, body, head)
            answer = self._connection.getresponse()
        except (HTTPException, ConnectionError):  # the server closed what was long idle
            self._connection.close()
            self._connection.request(how, path, body, head)
            answer = self._connection.getresponse()
        data = answer.read()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        if answer.status >= 400 and answer.status != 409:
            raise RuntimeError(f"{how} {path}: {answer.status}")
        if answer.status == 202:
            time.sleep(0.1)
            return self._ask("GET", path, None)
        if (where := answer.headers.get("Location") or "") and "/jobs/" in where + path:
            return self._ask("GET", where, None)
        text = data.decode("utf-8", "replace")
        if path.startswith("/jobs/") and (leads := re.search(r"0; url=(/jobs/\w+/answer/)", text)):
            return self._ask("GET", leads[1], None)
        return text

    def edit(self, said: str, project: int = 6) -> None:
        """Change the description of a project's first indicator."""
        page = self.get(f"{PLAN}projects/{project}/")
        version = re.search(r'data-seen="(\d+)"', page)
        if version is None:
            raise RuntimeError("页面上找不到现行版本")
        self.post(f"{PLAN}projects/{project}/cell/", {
            "indicator": self._rows[project - 1], "field": "description", "value": said, "seen": version[1],
            "csrfmiddlewaretoken": _token(page),
        })  # fmt: skip


def _token(page: str) -> str:
    found = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page)
    return found[1] if found else ""


def run() -> list[Result]:
    """Every page, first after an edit and remembered; then fifty people at once."""
    with tempfile.TemporaryDirectory() as folder, _demonstration(folder) as site:
        return [*_pages(Browser(site)), people(site)]


def failing(results: Sequence[Result]) -> list[str]:
    """What is not as it should be."""
    found = []
    for one in results:
        most = re.search(r"不超过 (\d+)", one.what)
        late = "改后第一次" in one.what and one.milliseconds >= FIRST_VIEW
        slow = "人同时" in one.what and one.milliseconds >= PEOPLE_P95
        if late or slow or (most and one.times and one.times > int(most[1])):
            found.append(one.what)
    return found


@contextmanager
def _demonstration(folder: str) -> Iterator[Served]:
    """The demonstration with its simulated year: every indicator that a measure computes is bound."""
    made = Path(folder) / "demo"
    command = [sys.executable, "-m", "jixiao.cli", "demo", "--data", str(made)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with served(Path(folder), made / "evidence", plan=made / "plan.json") as site:
        yield site


def _pages(browser: Browser, rounds: int = 5) -> list[Result]:
    for page in (*PAGES, ""):
        browser.get(PLAN + page)
    results = []
    for page, most in PAGES.items():
        first, again, floor = [], [], []
        for number in range(rounds):
            browser.edit(f"{page} 第{number}次 {time.monotonic_ns()}")
            first.append(_timed(browser, PLAN + page))
            again.append(_timed(browser, PLAN + page))
            floor.append(_timed(browser, FLOOR))
        name = page or "(计划)"
        results.append(_line(f"{name}：改后第一次", first, again, "记住的"))
        results.append(_line(f"{name}：记住的（不超过 {most}）", again, floor, "空页"))
    return results


def _line(what: str, times: Sequence[float], floor: Sequence[float], of: str) -> Result:
    ratio = statistics.median(a / b for a, b in zip(times, floor, strict=True))
    spread = f"{min(times):.0f}–{max(times):.0f}"
    return Result(what, statistics.median(times), spread, of, ratio)


def _timed(browser: Browser, path: str) -> float:
    start = time.perf_counter()
    browser.get(path)
    return (time.perf_counter() - start) * 1000


def people(site: Served, count: int = 50, seconds: int = 60) -> Result:
    """So many people, each opening a page every five seconds and saving every minute."""
    times: list[float] = []
    sessions = [Browser(site) for _ in range(4)]  # signing in is slow on purpose
    end = time.monotonic() + seconds

    def one(number: int) -> None:
        mine, turn = sessions[number % 4].beside(), number
        time.sleep(number * 5 / count)
        while time.monotonic() < end:
            start = time.monotonic()
            times.append(_timed(mine, PLAN + _READ[turn % len(_READ)]))
            if turn % 12 == 0:
                mine.edit(f"第{number}人 {time.monotonic_ns()}", 1 + number % 13)
            turn += 1
            time.sleep(max(start + 5 - time.monotonic(), 0))

    threads = [threading.Thread(target=one, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times.sort()
    p95 = times[int(len(times) * 0.95)]
    spread = f"{times[0]:.0f}–{times[-1]:.0f}，{len(times)} 页"
    return Result(f"{count} 人同时：第 95 百分位（小于 {PEOPLE_P95:.0f}）", p95, spread)

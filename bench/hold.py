"""Whether the server holds: many slow connections and many uploads at once, while other people open pages.

``make bench-hold`` (``--slow 400 --uploads 50``); then how soon pages are there (:mod:`bench.hold_pages`).
A server of its own in a folder of its own; the uploads come from several accounts, so that all of them are
taken. Fails where a figure is not reached.
"""

from __future__ import annotations

import argparse
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from bench import hold_pages
from bench.table import Result, keep, machine, section
from tests.needs import ROOT
from tests.web.server import Served, served

TITLE = "撑得住：慢连接、上传、页面"
HOW = f"`make bench-hold` 的最近一次结果。{hold_pages.HOW}"
_LONGEST = 1.0
_LOOKED_AT_EVERY = 2.0  # as the page of a job asks by itself
_OF_ONE = 10  # uploads of one account
_ADD = """
import sys
from jixiao.web.start import set_up
set_up()
from jixiao.web.demo import _person
from jixiao.web.demo_accounts import DemoAccount
from jixiao.web.models import Department, Role
for name in sys.argv[1:]:
    _person(DemoAccount(name, name, Role.CLERK, ""), Department.objects.get())
"""
_SLOW = b"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\nuser"


class Person:
    """Somebody with a browser."""

    def __init__(self, site: Served, name: str = "clerk") -> None:
        self.site, self.cookies = site, ""
        page = self.ask("GET", "/sign-in/")[1]
        told = {
            "username": name,
            "password": "jixiao-demo-2023",
            "csrfmiddlewaretoken": token(page),
        }
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        self.ask("POST", "/sign-in/", urlencode(told).encode(), form)

    def ask(
        self, method: str, path: str, body: bytes | None = None, heads: dict[str, str] | None = None
    ) -> tuple[int, str]:
        """Status of one answer, and its text or where it leads."""
        asked = HTTPConnection("127.0.0.1", self.site.port, timeout=170)
        asked.request(method, path, body, {"Cookie": self.cookies, **(heads or {})})
        told = asked.getresponse()
        set_now = told.headers.get_all("Set-Cookie") or []
        if set_now:
            known = dict(one.split("=", 1) for one in self.cookies.split("; ") if one)
            known |= dict(one.split(";")[0].split("=", 1) for one in set_now)
            self.cookies = "; ".join(f"{key}={value}" for key, value in known.items())
        text = told.read().decode(errors="replace")
        return told.status, told.headers.get("Location") or text

    def upload(self, data: bytes) -> str:
        """What became of an upload, its job looked at as a browser does until it is done."""
        page = self.ask("GET", "/departments/1/intake/")[1]
        head = (
            f'--b\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token(page)}\r\n'
            '--b\r\nContent-Disposition: form-data; name="file"; filename="plan.json"\r\n\r\n'
        )
        body = head.encode() + data + b"\r\n--b--\r\n"
        kind = {"Content-Type": "multipart/form-data; boundary=b"}
        status, where = self.ask("POST", "/departments/1/intake/", body, kind)
        while status in (202, 302) and where.startswith("/jobs/"):
            page = where if status == 302 else page
            status, where = self.ask("GET", page)
            if status == 202:
                time.sleep(_LOOKED_AT_EVERY)
                where = page
        return "taken" if re.fullmatch(r"/departments/1/intake/\d+/", where) else str(status)


def token(page: str) -> str:
    """The token of a page's forms."""
    found = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)
    assert found, page[:500]
    return found[1]


def held(site: Served, slow: int, uploads: int) -> dict[str, object]:
    """What others had to wait while so many sent slowly and so many uploaded; threads and memory with it."""
    data = (ROOT / "examples" / "huailai-2023" / "plan.json").read_bytes()
    person, senders = Person(site), clerks(site, -(-uploads // _OF_ONE))
    for path in _PATHS:
        person.ask("GET", path)
    before = (_threads(site), _memory(site))
    answered: list[str] = []
    with ExitStack() as opened:
        for _ in range(slow):
            one = opened.enter_context(
                socket.create_connection(("127.0.0.1", site.port), timeout=60)
            )
            one.sendall(_SLOW)
        connected = (_threads(site), _memory(site))
        sending = [
            threading.Thread(
                target=lambda one: answered.append(one.upload(data)), args=[senders[n // _OF_ONE]]
            )
            for n in range(uploads)
        ]
        for thread in sending:
            thread.start()
        took = []
        while any(thread.is_alive() for thread in sending) or len(took) < 12:
            took.append(_seconds(person, _PATHS[len(took) % len(_PATHS)]))
        after = (_threads(site), _memory(site))
    taken = sorted(took)
    return {
        "pages": len(took), "median": median(took), "p95": taken[int(0.95 * (len(took) - 1))],
        "longest": taken[-1], "threads": (before[0], connected[0], after[0]),
        "memory": (before[1], connected[1], after[1]),
        "uploads": {status: answered.count(status) for status in set(answered)},
    }  # fmt: skip


def clerks(site: Served, count: int) -> list[Person]:
    """So many more clerks of the department, signed in."""
    names = [f"clerk{n}" for n in range(1, count + 1)]
    known = os.environ | {"JIXIAO_DATA": str(site.log.parent / "data"), "JIXIAO_DEMO": "1"}
    subprocess.run([sys.executable, "-c", _ADD, *names], check=True, cwd=ROOT, env=known)
    return [Person(site, name) for name in names]


_PLAN = "/departments/1/2023/"
_PATHS = (
    "/about/", _PLAN, *(f"{_PLAN}{page}/" for page in ("projects/1", "findings", "monitoring", "scores")),
)  # fmt: skip


def _seconds(person: Person, path: str) -> float:
    began = time.perf_counter()
    status, _ = person.ask("GET", path)
    assert status == 200, (path, status)
    return time.perf_counter() - began


def _threads(site: Served) -> int:
    return sum(1 for _ in Path(f"/proc/{site.process}/task").iterdir())


def _memory(site: Served) -> int:
    """MB that the server itself holds."""
    pages = int(Path(f"/proc/{site.process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024**2


def main() -> int:
    """Measure, print, and fail where it does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--slow", type=int, default=400)
    parser.add_argument("--uploads", type=int, default=50)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as site:
        found = held(site, args.slow, args.uploads)
    print(f"{args.slow} slow connections, {args.uploads} uploads at once")
    for name, value in found.items():
        print(f"  {name:8} {value:.3f} s" if isinstance(value, float) else f"  {name:8} {value}")
    pages = hold_pages.run()
    results = [_waited(found, args.slow, args.uploads), *pages]
    print(section(TITLE, HOW, results))
    keep(TITLE, f"{HOW}{machine()}", results)
    failing = hold_pages.failing(pages)
    if float(str(found["longest"])) >= _LONGEST or found["uploads"] != {"taken": args.uploads}:
        failing.insert(0, "慢连接和上传")
    print("没有做到：" + "；".join(failing) if failing else "都做到了")
    return 1 if failing else 0


def _waited(found: dict[str, object], slow: int, uploads: int) -> Result:
    """The longest wait of others as a line of the kept results."""
    middle, longest = (float(str(found[name])) * 1000 for name in ("median", "longest"))
    what = f"{slow} 个慢连接、{uploads} 份上传同时，别人开一页（最久小于 {_LONGEST * 1000:.0f}）"
    return Result(what, middle, f"最久 {longest:.0f}，{found['pages']} 页")


if __name__ == "__main__":
    sys.exit(main())

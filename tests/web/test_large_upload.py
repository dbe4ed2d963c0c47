"""200 MB sent to a real server: answered with words, memory bounded, and the server goes on."""

from __future__ import annotations

import os
import re
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.web.server import Served, served

pytestmark = pytest.mark.skipif("JIXIAO_DATABASE" in os.environ, reason="与数据库无关")

SIZE = 200 * 1024 * 1024
PIECE = b"x" * (1024 * 1024)


def _ask(
    site: Served, method: str, path: str, body: object = None, **headers: str
) -> tuple[int, str, str]:
    connection = HTTPConnection("127.0.0.1", site.port, timeout=120)
    connection.request(method, path, body=body, headers=headers)
    answer = connection.getresponse()
    cookies = "; ".join(one.split(";")[0] for one in answer.headers.get_all("Set-Cookie") or ())
    return answer.status, answer.read().decode(), cookies


def _signed_in(site: Served) -> tuple[str, str]:
    """(cookies, form token) of the clerk."""
    _, page, cookies = _ask(site, "GET", "/sign-in/")
    told = urlencode(
        {"username": "clerk", "password": "jixiao-demo-2023", "csrfmiddlewaretoken": _token(page)}
    )
    _, _, cookies = _ask(
        site,
        "POST",
        "/sign-in/",
        told,
        Cookie=cookies,
        **{"Content-Type": "application/x-www-form-urlencoded"},
    )
    _, page, _ = _ask(site, "GET", "/departments/1/intake/", Cookie=cookies)
    return cookies, _token(page)


def _token(page: str) -> str:
    found = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)
    assert found
    return found[1]


def test_200_mb(tmp_path: Path) -> None:
    with served(tmp_path) as site:
        cookies, token = _signed_in(site)
        before = site.memory()
        head = (
            f'--b\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'
            '--b\r\nContent-Disposition: form-data; name="file"; filename="x.docx"\r\n\r\n'
        ).encode()
        body = (piece for piece in (head, *[PIECE] * 200, b"\r\n--b--\r\n"))
        status, page, _ = _ask(
            site, "POST", "/departments/1/intake/", body, Cookie=cookies,
            **{"Content-Type": "multipart/form-data; boundary=b", "Content-Length": str(len(head) + SIZE + 9)},
        )  # fmt: skip
        assert status == 413 and "文件太大" in page
        assert site.memory() - before < 64 * 1024 * 1024
        assert _ask(site, "GET", "/departments/1/2023/", Cookie=cookies)[0] == 200
        assert "Traceback" not in site.log.read_text()

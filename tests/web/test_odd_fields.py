"""Every field of every form and every word of an address, filled with what nobody should: never a fault of ours.

The pages are walked from the first one as each role; each form found is sent with one field odd and the
others as the page has them. Django's test browser raises whatever a page would answer with 500.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.html
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import resolve

import jixiao.web
from jixiao.web.house import first_account
from jixiao.web.pages.findings import FILTERS
from tests.web.conftest import Bureau
from tests.web.monitored import watched

ODD: Mapping[str, Any] = {
    "NUL": "a\0b",
    "五千位数": "9" * 5000,
    "表情": "\U0001f600" * 50,
    "从右往左": "\u202e\u200f2023年\u2066",
    "半个字": "\udce4",
    "两个值": ["1", "2"],
    "很长": "超" * 60_000,
    "不是数": "NaN",
    "负": "-1",
    "全角": "１２％",
    "±": "±-3批次",
    "空": "",
}
#: What comes where a file is asked for: a name and what is in it, or words in its place.
ODD_FILES: Mapping[str, Any] = {
    "空文件": ("plan.json", b""),
    "名里有NUL": ("a\0b.docx", b"PK\x03\x04"),
    "名是路径": ("../../../etc/passwd", b"root:x:0:0"),
    "名很长": (f"{'超' * 300}.xlsx", b"PK\x03\x04" + b"\0" * 40),
    "没有扩展名": ("文本", b"%PDF-1.7\n%%EOF"),
    "内容不是它": ("台账.csv", bytes(range(256)) * 4),
    "一半": ("plan.json", b'{"department": {"name": "\xe6\x9f'),
    "是字不是文件": "a\0b",
}
_MOST_PAGES = 60


@dataclass(frozen=True)
class Form:
    """A form of a page: which view it goes to, where, how, and what stands in its fields."""

    view: str
    action: str
    method: str
    fields: tuple[tuple[str, str], ...]
    files: tuple[str, ...] = ()


def _forms(client: Client, begin: str) -> Iterator[Form]:
    """Every form on the pages that links lead to, one of each kind."""
    waiting, seen, kinds = deque([begin]), {begin}, set[tuple[str, tuple[str, ...]]]()
    counted: dict[str, int] = {}
    while waiting and len(seen) < _MOST_PAGES:
        at = waiting.popleft()
        answer = client.get(at, follow=True)
        if answer.streaming or "html" not in answer["Content-Type"] or not answer.content:
            continue
        page = lxml.html.fromstring(answer.content.decode())
        for link in page.xpath("//a/@href"):
            there = urlsplit(urljoin(at, link)).path
            if there.startswith(begin) and there not in seen:
                view = resolve(there).view_name if there.endswith("/") else ""
                counted[view] = counted.get(view, 0) + 1
                if view and counted[view] <= 1:
                    seen.add(there)
                    waiting.append(there)
        for element in page.xpath("//form"):
            form = _form(at, element)
            kind = (form.view, (*(name for name, _ in form.fields), *form.files))
            if kind not in kinds:
                kinds.add(kind)
                yield form


def _form(at: str, element: Any) -> Form:
    told = element.get("hx-post") or element.get("hx-get") or element.get("action") or at
    action = urlsplit(urljoin(at, told)).path
    method = "POST" if element.get("hx-post") or element.get("method") == "post" else "GET"
    fields = tuple(
        (one.get("name"), one.get("value") or one.text or "")
        for one in element.xpath(".//input|.//select|.//textarea|.//button")
        if one.get("name") and one.get("type") != "file"
    )
    files = tuple(element.xpath(".//input[@type='file']/@name"))
    return Form(resolve(action).view_name, action, method, fields, files)


def _sent(client: Client, form: Form, field: str, odd: Any) -> None:
    told = {**dict(form.fields), field: odd}
    send = client.post if form.method == "POST" else client.get
    try:
        answer = send(form.action, told)
    except UnicodeEncodeError as wrong:  # the test's own browser cannot send half a letter
        if odd != ODD["半个字"]:
            raise AssertionError(f"{form.view} {field}") from wrong
        return
    assert answer.status_code < 500, (form.view, field, str(odd)[:20], answer.status_code)


@pytest.mark.parametrize(("who", "least"), [("clerk", 8), ("leader", 4), ("reviewer", 4)])
def test_no_field_of_a_form_makes_a_fault(bureau: Bureau, who: str, least: int) -> None:
    watched(bureau)
    client = bureau.client(who)
    forms = list(_forms(client, f"/departments/{bureau.department.pk}/"))
    assert len({form.view for form in forms}) >= least, forms
    _try_each(client, forms)


@pytest.mark.parametrize("begin", ["/sign-in/", "/password/"])
def test_no_field_of_a_door_makes_a_fault(bureau: Bureau, begin: str) -> None:
    client = bureau.client("clerk" if begin == "/password/" else "nobody")
    forms = [form for form in _forms(client, begin) if form.method == "POST"]
    assert forms
    _try_each(client, forms)


def test_no_field_of_the_first_account_makes_a_fault(forgotten: None) -> None:
    (form,) = _forms(Client(), "/first-account/")
    told = {name: first_account.code() if name == "code" else value for name, value in form.fields}
    assert "code" in told
    _try_each(Client(), [replace(form, fields=tuple(told.items()))])


def _try_each(client: Client, forms: list[Form]) -> None:
    tried: set[tuple[str, str]] = set()
    for form in forms:
        for field, _value in form.fields:
            if (form.view, field) not in tried and field != "csrfmiddlewaretoken":
                tried.add((form.view, field))
                for odd in ODD.values():
                    _sent(client, form, field, odd)


def test_no_file_makes_a_fault(bureau: Bureau) -> None:
    """Where a file is asked for anything may come, under any name; the page says what is wrong with it."""
    watched(bureau)
    client = bureau.client("clerk")
    asking = [
        form for form in _forms(client, f"/departments/{bureau.department.pk}/") if form.files
    ]
    assert {form.view for form in asking} >= {"intake", "ledger-upload"}, asking
    for form in asking:
        for kind, odd in ODD_FILES.items():
            sent = odd if isinstance(odd, str) else SimpleUploadedFile(*odd)
            answer = client.post(
                form.action, {**dict(form.fields), **dict.fromkeys(form.files, sent)}
            )
            assert answer.status_code < 500, (form.view, kind, answer.status_code)


def _words() -> set[str]:
    """Every word that a page looks for in its address."""
    sources = Path(jixiao.web.__file__).parent.rglob("*.py")
    asked = re.compile(r'GET(?:\.get\(|\[)"(\w+)"')
    said = {word for path in sources for word in asked.findall(path.read_text("utf-8"))}
    return {*said, *FILTERS, "part", "projects", "findings", "source"}


@pytest.mark.parametrize(("kind", "odd"), [one for one in ODD.items() if one[0] != "半个字"])
def test_no_word_of_an_address_makes_a_fault(bureau: Bureau, kind: str, odd: Any) -> None:
    watched(bureau)
    client, words = bureau.client("clerk"), _words()
    assert {"level", "policy", "on"} <= words
    for rest in _PAGES:
        answer = client.get(bureau.path(rest), dict.fromkeys(sorted(words), odd))
        assert answer.status_code < 500, (rest, kind)


_PAGES = (
    "", "findings/", "library/", "monitoring/", "scores/", "money/", "bindings/", "history/",
    "history/compare/", "projects/1/", "projects/1/indicators/1/", "projects/1/score/", "projects/1/self-evaluation/",
)  # fmt: skip

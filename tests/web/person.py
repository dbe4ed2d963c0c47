"""Somebody at a served application, without a browser: signs in, looks, sends forms and files."""

from __future__ import annotations

import re
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from dataclasses import dataclass, field
from http.cookiejar import CookieJar

from jixiao.web.demo_accounts import PASSWORD


@dataclass
class Person:
    """``said`` of an answer: its status and its text without marks."""

    address: str
    token: str = ""
    _opener: urllib.request.OpenerDirector = field(init=False)

    def __post_init__(self) -> None:
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.look("/sign-in/")

    def sign_in(self, name: str = "clerk") -> tuple[int, str]:
        return self.send("/sign-in/", username=name, password=PASSWORD)

    def look(self, path: str) -> tuple[int, str]:
        return self._said(urllib.request.Request(self.address + path))

    def send(self, path: str, **told: str) -> tuple[int, str]:
        body = urllib.parse.urlencode(told | {"csrfmiddlewaretoken": self.token}).encode()
        return self._said(self._request(path, body, "application/x-www-form-urlencoded"))

    def upload(self, path: str, name: str, content: bytes) -> tuple[int, str]:
        mark = uuid.uuid4().hex
        head = 'Content-Disposition: form-data; name="{}"'.format
        body = (
            f"--{mark}\r\n{head('csrfmiddlewaretoken')}\r\n\r\n{self.token}\r\n"
            f"--{mark}\r\n{head('file')}; filename=\"{name}\"\r\n\r\n"
        ).encode() + content + f"\r\n--{mark}--\r\n".encode()  # fmt: skip
        return self._said(self._request(path, body, f"multipart/form-data; boundary={mark}"))

    def _request(self, path: str, body: bytes, kind: str) -> urllib.request.Request:
        told = {"Content-Type": kind, "Referer": self.address + path}
        return urllib.request.Request(self.address + path, body, told)

    def _said(self, request: urllib.request.Request) -> tuple[int, str]:
        try:
            with self._opener.open(request) as answer:
                status, text, at = answer.status, answer.read().decode(), answer.url
            if status == 202:  # a job's page: a browser asks again until the job is done
                time.sleep(0.2)
                return self._said(urllib.request.Request(at))
        except urllib.error.HTTPError as wrong:
            status, text = wrong.code, wrong.read().decode()
        if found := re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text):
            self.token = found[1]
        return status, " ".join(re.sub("<[^>]+>", " ", text).split())

"""The front: slow senders hold nobody up, strangers cannot send much, and what is too slow is let go."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPConnection

import pytest

from jixiao.web.house import front as fronts
from jixiao.web.house.front import UNKNOWN_BYTES, Front, Parser, front
from tests.web.server import free_port

_HEAD = b"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
_THREADS = 2


def _echo(environ: dict[str, object], start_response: object) -> list[bytes]:
    body = environ["wsgi.input"].read()  # type: ignore[attr-defined]
    start_response("200 OK", [("Content-Length", str(len(body)))])  # type: ignore[operator]
    return [body]


@pytest.fixture
def served() -> Iterator[Front]:
    """A front with two workers before an application that answers with what it was sent."""
    made = front(_echo, "127.0.0.1", free_port(), _THREADS)
    running = threading.Thread(target=made.run, daemon=True)
    running.start()
    yield made
    made.task_dispatcher.shutdown()
    made.asyncore.close_all(made._map)
    running.join(timeout=10)


def _sender(served: Front, opened: ExitStack) -> socket.socket:
    return opened.enter_context(socket.create_connection(served.address, timeout=20))


def _answer(served: Front, body: bytes = b"") -> tuple[int, bytes]:
    asked = HTTPConnection(*served.address, timeout=20)
    asked.request("POST", "/", body)
    told = asked.getresponse()
    return told.status, told.read()


def test_bodies_that_never_come_hold_no_worker(served: Front) -> None:
    with ExitStack() as opened:
        for _ in range(_THREADS * 50):
            _sender(served, opened).sendall(_HEAD % 5000 + b"a")
        assert _answer(served, b"abc") == (200, b"abc")


def test_half_a_head_holds_no_worker(served: Front) -> None:
    with ExitStack() as opened:
        for _ in range(_THREADS * 50):
            _sender(served, opened).sendall(b"GET / HTTP/1.1\r\nHost:")
        assert _answer(served, b"abc") == (200, b"abc")


def test_who_has_not_signed_in_sends_no_more_than_a_form(served: Front) -> None:
    assert _answer(served, b"a" * UNKNOWN_BYTES)[0] == 200
    with ExitStack() as opened:
        sender = _sender(served, opened)
        sender.sendall(_HEAD % (UNKNOWN_BYTES + 1))
        answer = b"".join(iter(lambda: sender.recv(4096), b"")).decode()  # until it is closed
        assert answer.startswith("HTTP/1.1 413 ") and "请先登录" in answer


def test_a_body_in_pieces_of_unknown_number_is_bounded_too(served: Front) -> None:
    with ExitStack() as opened:
        sender = _sender(served, opened)
        sender.sendall(b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
        piece = b"8000\r\n" + b"a" * 0x8000 + b"\r\n"
        for _ in range(3):
            sender.sendall(piece)
        assert sender.recv(4096).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize(
    "sent, seconds, slow",
    [
        (b"GET / HTTP/1.1\r\n", fronts._HEAD_SECONDS - 1, False),
        (b"GET / HTTP/1.1\r\n", fronts._HEAD_SECONDS + 1, True),
        (_HEAD % 5000 + b"a" * 100, fronts._GRACE_SECONDS - 1, False),
        (_HEAD % 5000 + b"a" * 100, fronts._GRACE_SECONDS + 1, True),
        (_HEAD % 60_000 + b"a" * 59_999, 14, False),
        (_HEAD % 60_000 + b"a" * 59_999, fronts._LONGEST_SECONDS + 1, True),
    ],
)
def test_how_long_a_request_may_take(
    served: Front, sent: bytes, seconds: float, slow: bool
) -> None:
    parser = Parser(served.adj)
    while sent:
        sent = sent[parser.received(sent) :]
    assert parser.too_slow(parser.began + seconds) is slow


def test_what_is_too_slow_is_let_go(served: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fronts, "_GRACE_SECONDS", -1)
    monkeypatch.setattr(served.adj, "cleanup_interval", 0)
    with ExitStack() as opened:
        sender = _sender(served, opened)
        sender.sendall(_HEAD % 5000)
        assert sender.recv(1) == b""

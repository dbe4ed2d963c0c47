"""The front: takes whole requests in before a worker is asked, and bounds their time and size.

Waitress reads every connection in one thread and hands a request on when its body has come. What is
added here: a body may not take for ever, nobody unknown may send much, what is beyond all limits
is counted and thrown away, so that its sender still gets a page that says so, and many requests of
one asker never stand before one of another.
"""

from __future__ import annotations

import resource
import time
from copy import copy
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from waitress.adjustments import Adjustments
from waitress.buffers import OverflowableBuffer
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.receiver import FixedStreamReceiver
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher
from waitress.utilities import RequestEntityTooLarge

from jixiao.web.house.callers import session_key, signed_in
from jixiao.web.house.turns import Turns

#: What somebody who has not signed in may send: a sign-in form is far smaller.
UNKNOWN_BYTES = 64 * 1024
#: Beyond the largest file taken, up to here, a body is read and thrown away; beyond it nothing is read.
THROWN_AWAY_BYTES = 1024 * 1024 * 1024
_AROUND_FILE = 64 * 1024
_HEAD_SECONDS = 20  # for request line and headers
_GRACE_SECONDS = 30  # after this a body must have come at the least rate, on the average
_LEAST_RATE = 4 * 1024  # bytes a second: a slow line sends a document of 2 MB in eight minutes
_LONGEST_SECONDS = 3600
_KEPT_FREE = 128  # open files for the database, ledgers, spooled bodies


class _Thrown(FixedStreamReceiver):
    """Counts a body and keeps nothing of it."""

    def __init__(self, length: int) -> None:
        super().__init__(length, OverflowableBuffer(1))

    def received(self, data: bytes) -> int:
        taken = min(self.remain, len(data))
        self.remain -= taken
        self.completed = self.remain == 0
        return taken


class _Refused(RequestEntityTooLarge):
    """Too large, in the user's words."""

    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        status = f"{self.code} {self.reason}"
        return status, [("Content-Type", "text/plain; charset=utf-8")], self.body.encode()


class Parser(HTTPRequestParser):
    """One request; ``began`` is when its first byte came."""

    def __init__(self, adj: Adjustments) -> None:
        super().__init__(adj)
        self.began = time.monotonic()

    def parse_header(self, header_plus: bytes) -> None:
        """As waitress does; then what the body may be, by who asks."""
        super().parse_header(header_plus)
        large = self.chunked or self.content_length > UNKNOWN_BYTES
        if large and not signed_in(self.headers.get("COOKIE", "")):
            self.adj = copy(self.adj)
            self.adj.max_request_body_size = UNKNOWN_BYTES + 1
        elif self.content_length > settings.LEDGER_MAX_BYTES + _AROUND_FILE:
            self.body_rcv = _Thrown(self.content_length)

    def received(self, data: bytes) -> int:
        """As waitress does; a refusal is said in the pages' language."""
        consumed: int = super().received(data)
        if isinstance(self.error, RequestEntityTooLarge) and not isinstance(self.error, _Refused):
            self.error = _Refused(_("发来的内容太大，没有收下。没有登录的，请先登录再上传。"))
        return consumed

    def too_slow(self, now: float) -> bool:
        """Whether it has had its time."""
        taken = now - self.began
        if not self.headers_finished:
            return taken > _HEAD_SECONDS
        late = taken > _GRACE_SECONDS and self.body_bytes_received < taken * _LEAST_RATE
        return late or taken > _LONGEST_SECONDS


class Channel(HTTPChannel):
    """One connection."""

    parser_class = Parser


class Front(TcpWSGIServer):
    """The server; connections that have had their time are closed every few seconds."""

    channel_class = Channel

    def maintenance(self, now: float) -> None:
        """Close what is idle, as waitress does, and what is too slow."""
        super().maintenance(now)
        today = time.monotonic()
        for channel in self.active_channels.values():
            request = channel.request  # None between two requests
            if request is not None and request.too_slow(today):
                channel.will_close = True

    @cached_property
    def address(self) -> tuple[str, int]:
        """Where it listens."""
        return self.effective_host, int(self.effective_port)


def front(application: Any, host: str, port: int, threads: int) -> Front:
    """A server that listens already; ``run()`` serves until interrupted."""
    adjustments = Adjustments(
        listen=f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        threads=threads,
        ident=None,
        connection_limit=_connections(),
        backlog=4096,
        channel_timeout=60,
        cleanup_interval=5,
        asyncore_use_poll=True,
        recv_bytes=64 * 1024,
        inbuf_overflow=32 * 1024,
        outbuf_high_watermark=THROWN_AWAY_BYTES,  # a slow reader's answer waits on disk, not in a thread
        max_request_body_size=THROWN_AWAY_BYTES,
        clear_untrusted_proxy_headers=False,  # X-Forwarded-Proto is read where JIXIAO_HTTPS says so
    )
    dispatcher = ThreadedTaskDispatcher()
    dispatcher.queue = Turns(_asker)
    dispatcher.set_thread_count(threads)
    return Front(application, map={}, dispatcher=dispatcher, adj=adjustments)


def _asker(channel: HTTPChannel) -> str:
    """By the session, else by the address: people behind one proxy have each a session of their own."""
    heads = channel.requests[0].headers if channel.requests else {}
    return session_key(heads.get("COOKIE", "")) or str(channel.addr[0])


def _connections() -> int:
    """As many as the system lets this process have files open, less what it needs for itself."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard > soft:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        soft = hard
    return max(64, (soft - _KEPT_FREE) // 2)  # every body may need a file of its own on disk

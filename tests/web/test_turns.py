"""Each asker in turn: a burst of one never stands before a single request of another."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from http.client import HTTPConnection
from typing import Any

import pytest

from jixiao.web.house.front import front
from jixiao.web.house.turns import Turns


def test_everybody_has_one_place_and_their_own_stay_in_order() -> None:
    turns: Turns[str] = Turns(lambda one: one[0])
    for one in ("a1", "a2", "a3", "b1", "a4", "c1", "b2"):
        turns.append(one)
    assert len(turns) == 7
    assert [turns.popleft() for _ in range(7)] == ["a1", "b1", "c1", "a2", "b2", "a3", "a4"]
    assert not turns
    with pytest.raises(IndexError):
        turns.popleft()


def test_a_single_request_passes_a_burst_of_somebody_else_at_the_server() -> None:
    free, answered = threading.Event(), []

    def application(environ: dict[str, Any], begin: Callable[..., object]) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/first":
            free.wait(30)
        answered.append(environ["PATH_INFO"])
        begin("200 OK", [("Content-Length", "0")])
        return []

    server = front(application, "127.0.0.1", 0, 1)
    running = threading.Thread(target=server.run, daemon=True)
    running.start()
    try:
        asked = [_ask(server.address[1], "/first", "many")]
        asked += [_ask(server.address[1], f"/{n}", "many") for n in range(5)]
        _wait_for(lambda: len(server.task_dispatcher.queue) == 5)
        asked.append(_ask(server.address[1], "/single", "another"))
        _wait_for(lambda: len(server.task_dispatcher.queue) == 6)
        free.set()
        assert [one.getresponse().status for one in asked] == [200] * 7
    finally:
        free.set()
        server.task_dispatcher.shutdown()
        server.asyncore.close_all(server._map)
        running.join(timeout=10)
    assert answered.index("/single") <= 2, answered


def _ask(port: int, path: str, session: str) -> HTTPConnection:
    asked = HTTPConnection("127.0.0.1", port, timeout=30)
    asked.request("GET", path, headers={"Cookie": f"sessionid={session}"})
    return asked


def _wait_for(there: Callable[[], bool]) -> None:
    for _ in range(500):
        if there():
            return
        threading.Event().wait(0.01)
    raise AssertionError("the requests never came")

"""The server: Django's pages behind a front that takes bodies in, nothing asked of the network."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import threading
import time
import webbrowser
from pathlib import Path

from jixiao.law.packs import ENVIRONMENT, PackError, folder_named, packs
from jixiao.web.start import start


def serve(
    host: str = "127.0.0.1",
    port: int = 8000,
    data_dir: Path | None = None,
    *,
    demo: bool = False,
    open_browser: bool = False,
) -> None:
    """Serve until interrupted.

    Raises:
        jixiao.web.node_modules.FrontEndMissingError: the front-end packages are not installed.
    """
    if host not in ("127.0.0.1", "localhost", "::1", "0.0.0.0", "::"):
        os.environ["JIXIAO_HOSTS"] = ",".join(filter(None, [os.environ.get("JIXIAO_HOSTS"), host]))
    start(data_dir, demo=demo)
    from jixiao.web.node_modules import node_modules

    node_modules()
    address = f"http://{'localhost' if host in ('0.0.0.0', '::', '127.0.0.1') else host}:{port}/"
    say_broken_packs()
    _greet(address)
    if open_browser:
        threading.Thread(target=_open_once_up, args=(host, port, address), daemon=True).start()
    _run(host, port)


def say_broken_packs() -> None:
    """A pack of one's own that cannot be taken is said at the start, before a clerk meets it."""
    folder = folder_named(None)
    try:
        packs(folder)
    except PackError as wrong:
        print(
            f"本地的政策包有错（{ENVIRONMENT}={folder}）：{wrong}\n"
            "审核和计分的页面在改正以前只显示这句话，其他页面照常；改正后不必重新启动。",
            file=sys.stderr, flush=True,
        )  # fmt: skip


def _open_once_up(host: str, port: int, address: str) -> None:
    """A browser that comes before the server shows an error page and stays there."""
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    for _ in range(120):
        with contextlib.suppress(OSError), socket.create_connection((here, port), timeout=1):
            webbrowser.open(address)
            return
        time.sleep(0.25)


def _run(host: str, port: int) -> None:
    from jixiao.web.house.front import front
    from jixiao.web.wsgi import application

    front(application, host, port, int(os.environ.get("JIXIAO_THREADS", "4"))).run()


def _greet(address: str) -> None:
    from django.contrib.auth import get_user_model

    print(f"绩效：{address}（按 Ctrl-C 停止）", file=sys.stderr, flush=True)
    if not get_user_model().objects.exists():
        print(
            "还没有账号。添加第一个：python -m jixiao.web add_account 账号 部门名称 --staff",
            file=sys.stderr, flush=True,
        )  # fmt: skip

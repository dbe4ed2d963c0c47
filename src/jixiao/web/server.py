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

from jixiao.law.packs import ENVIRONMENT, PackError, packs_at_hand
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
        DemoAccountsError: accounts of the demonstration, whose password all know, would be let in.
        ServedError: a backup is being restored there.
    """
    if host not in ("127.0.0.1", "localhost", "::1", "0.0.0.0", "::"):
        os.environ["JIXIAO_HOSTS"] = ",".join(filter(None, [os.environ.get("JIXIAO_HOSTS"), host]))
    start(data_dir, demo=demo)
    if not demo:
        refuse_known_passwords()
    from jixiao.web.node_modules import node_modules

    node_modules()
    address = f"http://{'localhost' if host in ('0.0.0.0', '::', '127.0.0.1') else host}:{port}/"
    say_broken_packs()
    _greet(address)
    if open_browser:
        threading.Thread(target=_open_once_up, args=(host, port, address), daemon=True).start()
    _run(host, port)


class DemoAccountsError(Exception):
    """A demonstration's accounts where people are to work; the text names them and what to do."""


def refuse_known_passwords() -> None:
    """Raises:
    DemoAccountsError: an account lets anybody in who has read the demonstration's page.
    """
    from django.contrib.auth import get_user_model

    from jixiao.web.demo_accounts import ACCOUNTS, PASSWORD

    names = [one.name for one in ACCOUNTS]
    known = get_user_model().objects.filter(username__in=names, is_active=True)
    open_to_all = "、".join(one.username for one in known if one.check_password(PASSWORD))
    if open_to_all:
        raise DemoAccountsError(
            f"这里有演示的账号（{open_to_all}），密码人人知道，不能用来办公。"
            "看演示请用 jixiao demo；办公请用 --data 换一个文件夹（或换一个数据库），"
            "或者先在“人员与部门”里停用这些账号、改掉密码"
        )


def say_broken_packs() -> None:
    """A pack of one's own that cannot be taken is said at the start, before a clerk meets it."""
    folders = "、".join(f"{name}={os.environ[name]}" for name in ENVIRONMENT if name in os.environ)
    try:
        packs_at_hand()
    except PackError as wrong:
        print(
            f"本地的政策包有错（{folders}）：{wrong}\n"
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
    from django.conf import settings

    from jixiao.web.house.front import front
    from jixiao.web.house.job_process import Keeper
    from jixiao.web.house.serving import serving
    from jixiao.web.wsgi import application

    settings.JOB_PROCESSES = int(os.environ.get("JIXIAO_JOB_PROCESSES") or 2)
    keeper = Keeper(settings.JOB_PROCESSES)
    with serving(Path(settings.DATA)):
        keeper.start()
        try:
            front(application, host, port, int(os.environ.get("JIXIAO_THREADS", "4"))).run()
        finally:
            keeper.stop()


def _greet(address: str) -> None:
    from jixiao.web.house import first_account

    print(f"绩效：{address}（按 Ctrl-C 停止）", file=sys.stderr, flush=True)
    if first_account.wanted():
        print(
            f"还没有账号。请在浏览器打开 {address}first-account/ ，"
            f"用一次性代码 {first_account.code()} 添加第一个。",
            file=sys.stderr, flush=True,
        )  # fmt: skip

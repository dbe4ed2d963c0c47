"""``jixiao serve``: the web application."""

from __future__ import annotations

import argparse
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jixiao.cli.database import database
from jixiao.cli.exits import Exit, UsageError
from jixiao.grids.errors import MissingProgramError

#: How many ports after the asked one are tried where it is taken.
_TRIED = 20


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("serve", help="打开网页应用")
    add_address(parser)
    parser.add_argument("--data", metavar="文件夹", type=Path, help="存放数据的文件夹")
    parser.set_defaults(run=run)


def add_address(parser: argparse.ArgumentParser) -> None:
    """Where the server listens."""
    parser.add_argument("--host", default="127.0.0.1", metavar="地址", help="默认只允许本机访问")
    parser.add_argument(
        "--port", type=_port, default=8000, metavar="端口", help="默认 8000，被占用时顺延"
    )


def _port(text: str) -> int:
    if text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}”不是端口号（1–65535）")


def free_port(host: str, first: int) -> int:
    """The first port from ``first`` on that nobody listens at.

    Raises:
        UsageError: none of the next twenty, or an address that is not this machine's.
    """
    for port in range(first, min(first + _TRIED, 65536)):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind((host, port))
            except socket.gaierror as wrong:
                raise UsageError(f"“{host}”不是本机的地址；请用 127.0.0.1 或 0.0.0.0") from wrong
            except OSError:
                continue
            return port
    raise UsageError(f"{host} 的端口 {first}–{first + _TRIED - 1} 都不能用；请用 --port 换一个")


@contextmanager
def serving() -> Iterator[None]:
    """What can keep a server from starting, as errors of the command line."""
    from django.core.exceptions import ImproperlyConfigured  # Django takes half a second to load
    from django.db.utils import Error

    from jixiao.registers.addresses import sealed
    from jixiao.web.node_modules import FrontEndMissingError

    try:
        with database():
            yield
    except FrontEndMissingError as wrong:
        raise MissingProgramError(str(wrong)) from wrong
    except ImproperlyConfigured as wrong:
        raise UsageError(str(wrong)) from wrong
    except Error as wrong:
        said = sealed(str(wrong).strip()).splitlines()[0][:200]
        raise MissingProgramError(
            f"数据库不能用：{said}；请核对 JIXIAO_DATABASE 和数据库服务"
        ) from wrong


def run(args: argparse.Namespace) -> int:
    """Serve until interrupted."""
    from jixiao.web.house.serving import ServedError
    from jixiao.web.server import DemoAccountsError, serve

    try:
        with serving():
            serve(args.host, free_port(args.host, args.port), args.data)
    except (DemoAccountsError, ServedError) as known:
        raise UsageError(str(known)) from known
    return Exit.DONE

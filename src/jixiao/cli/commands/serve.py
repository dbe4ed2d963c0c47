"""``jixiao serve``: the web application."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jixiao.cli.exits import Exit, UsageError


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


@contextmanager
def serving() -> Iterator[None]:
    """What can keep a server from starting, as errors of the command line."""
    from jixiao.web.server import CannotServeError  # Django takes half a second to load

    try:
        yield
    except CannotServeError as wrong:
        raise UsageError(str(wrong)) from wrong


def run(args: argparse.Namespace) -> int:
    """Serve until interrupted."""
    from jixiao.web.server import serve

    with serving():
        serve(args.host, args.port, args.data)
    return Exit.DONE

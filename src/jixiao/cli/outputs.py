"""Results to standard output, or to a file that is either the old one or the whole new one."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

from jixiao.cli.exits import UsageError
from jixiao.registers.whole_file import put_whole


def add_output(parser: argparse.ArgumentParser) -> None:
    """The options every command with a result has."""
    parser.add_argument("--json", action="store_true", help="给程序用的 JSON")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="给人看的文字用哪种语言")
    parser.add_argument("-o", "--output", metavar="文件", help="写入文件，而不是标准输出")


def put_json(value: Any, args: argparse.Namespace) -> None:
    """One JSON document."""
    put(json.dumps(value, ensure_ascii=False, indent=2) + "\n", args)


def put(text: str, args: argparse.Namespace) -> None:
    """Text to standard output or to ``-o``."""
    if args.output and args.output != "-":
        replace_file(args.output, text.encode())
    else:
        sys.stdout.write(text)
        sys.stdout.flush()


def replace_file(name: str, data: bytes) -> None:
    """Write a file whole, as every file of this user.

    Raises:
        UsageError: the folder is not there or cannot be written, or the disk is full.
    """
    try:
        put_whole(Path(name), data, 0o666 & ~_umask())
    except OSError as wrong:
        raise UsageError(f"不能写入 {name}：{wrong.strerror}；请换一个位置或检查磁盘") from wrong


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current

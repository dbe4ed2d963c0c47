"""``jixiao backup -o FILE``: the whole installation at one moment, while it runs."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from jixiao.cli.database import database
from jixiao.cli.exits import Exit, UsageError


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("backup", help="把网页应用的全部数据备份成一个文件")
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="文件")
    parser.add_argument("--data", metavar="文件夹", type=Path, help="存放数据的文件夹")
    parser.set_defaults(run=run)


@database()
def run(args: argparse.Namespace) -> int:
    """Back up; nothing is said but what it holds."""
    if not args.output.parent.is_dir():
        raise UsageError(f"没有文件夹 {args.output.parent}；请先建好，或换一个位置")
    if args.data is not None:
        if not args.data.is_dir():
            raise UsageError(f"没有数据文件夹 {args.data}；请核对位置")
        os.environ["JIXIAO_DATA"] = str(args.data.resolve())
    from jixiao.web.start import EarlierTablesError, need_tables, set_up

    set_up()
    try:
        need_tables()
    except EarlierTablesError as wrong:
        raise UsageError(str(wrong)) from wrong
    from jixiao.web.installation.backup import CHECKPOINT, back_up

    made = back_up(args.output.resolve())
    size = f"{made.size / 1024 / 1024:.1f} MB"
    print(f"已备份到 {made.path}：{made.acts} 条记录，{made.files} 个文件，{size}。")
    print(
        f"检查点另写在 {made.path}{CHECKPOINT}，没有秘密，请存到别处：凭它看得出整个被退回到以前。"
    )
    print("备份里有全部数据和密钥，请像数据一样保管；用 jixiao verify 备份文件 可随时核对。")
    return Exit.DONE

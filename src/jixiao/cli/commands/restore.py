"""``jixiao restore FILE``: a backup back into an installation, verified before and after."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from jixiao.cli.database import database
from jixiao.cli.exits import Exit
from jixiao.grids.errors import ReadError


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("restore", help="从备份恢复网页应用的全部数据")
    parser.add_argument("file", metavar="备份", type=Path)
    parser.add_argument("--data", metavar="文件夹", type=Path, help="恢复到哪个文件夹")
    parser.add_argument(
        "--replace", action="store_true", help="那里已有一套数据时，把原有的移到旁边"
    )
    parser.set_defaults(run=run)


@database()
def run(args: argparse.Namespace) -> int:
    """Restore, whole or not at all."""
    from jixiao.web.data_folder import named_folder
    from jixiao.web.installation.restore import restore

    folder = (args.data or named_folder()).expanduser().resolve()
    if not args.file.is_file():
        raise ReadError(str(args.file), "备份文件", "没有这个文件", "核对位置")
    made = restore(args.file, folder, os.environ.get("JIXIAO_DATABASE"), replace=args.replace)
    print(
        f"已恢复 {made.made} 的备份到 {made.folder}：{made.acts} 条记录，{made.files} 个文件，核对无误。"
    )
    if made.before:
        print(f"原有的数据移到了 {made.before}，确认无误后可以删除。")
    return Exit.DONE

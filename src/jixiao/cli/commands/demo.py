"""``jixiao demo``: the county bureau's plan of 2023 in the application, or as files."""

from __future__ import annotations

import argparse
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

from jixiao.cli.commands.serve import add_address, free_port, serving
from jixiao.cli.exits import Exit, UsageError
from jixiao.cli.outputs import replace_file
from jixiao.plan.json import dumps, loads
from jixiao.plan.model import Plan

_INSTALLED = "examples/huailai-2023/plan.json"
_CHECKOUT = Path(__file__).resolve().parents[4] / _INSTALLED


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("demo", help="打开演示：怀来县市场监督管理局2023年计划")
    parser.add_argument("--data", metavar="文件夹", type=Path, help="只写出 plan.json，不打开应用")
    add_address(parser)
    parser.add_argument("--no-browser", action="store_true", help="不自动打开浏览器")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the plan's file, or serve the application with the plan in it."""
    plan = example()
    if args.data:
        return _files_only(args.data, plan)
    return _serve(args, plan)


def _serve(args: argparse.Namespace, plan: Plan) -> int:
    """The application with the plan in it, in a data folder of the demonstration's own."""
    from jixiao.web.data_folder import data_folder
    from jixiao.web.demo import prepare
    from jixiao.web.server import serve

    folder = data_folder() / "demo"
    port = free_port(args.host, args.port)
    with serving():
        accounts: list[Any] = prepare(folder, plan)
        for one in accounts:
            print(f"演示账号 {one.name}  密码 {one.password}  {one.does}", file=sys.stderr)
        serve(args.host, port, folder, demo=True, open_browser=not args.no_browser)
    return Exit.DONE


def example() -> Plan:
    """The plan of ``examples/huailai-2023``: facts as published, longer sentences reworded."""
    if _CHECKOUT.exists():
        return loads(_CHECKOUT.read_bytes())
    return loads((files("jixiao") / _INSTALLED).read_bytes())


def _files_only(folder: Path, plan: Plan) -> int:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as wrong:
        raise UsageError(f"不能建立 {folder}：{wrong.strerror}；请换一个位置") from wrong
    replace_file(str(folder / "plan.json"), dumps(plan).encode())
    return Exit.DONE

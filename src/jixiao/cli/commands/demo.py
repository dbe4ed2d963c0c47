"""``jixiao demo``: the county bureau's plan of 2023 and a made-up year, in the application or as files."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import Any

from jixiao.cli.commands.serve import add_address, free_port, serving
from jixiao.cli.exits import Exit, UsageError
from jixiao.cli.outputs import replace_file
from jixiao.cli.progress import working
from jixiao.measures.binding import bind
from jixiao.measures.made_up import write
from jixiao.plan.json import dumps, loads
from jixiao.plan.model import Plan

#: Addresses that no other machine reaches.
_THIS_MACHINE = ("127.0.0.1", "localhost", "::1")
_MAKING = ".made-up-"
_INSTALLED = "examples/huailai-2023/plan.json"
_CHECKOUT = Path(__file__).resolve().parents[4] / _INSTALLED


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("demo", help="打开演示：怀来县市场监督管理局2023年计划")
    parser.add_argument(
        "--data", metavar="文件夹", type=Path, help="只写出 plan.json 和 evidence，不打开应用"
    )
    parser.add_argument(
        "--rows", type=_count, metavar="行数", help="模拟台账共约多少行；不写则与这个局的业务量相当"
    )
    parser.add_argument("--seed", type=int, default=2023, metavar="种子", help="同一种子得同一年")
    add_address(parser)
    parser.add_argument("--no-browser", action="store_true", help="不自动打开浏览器")
    parser.set_defaults(run=run)


def _count(text: str) -> int:
    if text.isdigit() and 0 < int(text) <= 10**9:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}”不是行数（1–1000000000）")


def run(args: argparse.Namespace) -> int:
    """Write plan and evidence, or serve the application with both in it."""
    plan, _ = bind(example())
    if args.data:
        return _files_only(args, plan)
    return _serve(args, plan)


def _serve(args: argparse.Namespace, plan: Plan) -> int:
    """The application with the plan in it, in a data folder of the demonstration's own."""
    from jixiao.web.data_folder import data_folder
    from jixiao.web.server import serve

    _alone(args.host)
    folder = data_folder() / "demo"
    port = free_port(args.host, args.port)
    with serving():
        accounts = _prepared(folder, plan, args)
        for one in accounts:
            print(f"演示账号 {one.name}  密码 {one.password}  {one.does}", file=sys.stderr)
        serve(args.host, port, folder, demo=True, open_browser=not args.no_browser)
    return Exit.DONE


def _alone(host: str) -> None:
    """A demonstration lets anybody in, so it is for this machine and its own folder only."""
    if os.environ.get("JIXIAO_DATABASE"):
        raise UsageError(
            "演示的账号人人知道密码，不写进 JIXIAO_DATABASE 的数据库；请去掉这一项再打开演示"
        )
    if host not in _THIS_MACHINE:
        raise UsageError(
            f"演示只给本机看，不能开在 {host}；请去掉 --host。要给别的机器用，请用 jixiao serve"
        )


def _prepared(folder: Path, plan: Plan, args: argparse.Namespace) -> list[Any]:
    """The demonstration's people, plan and evidence; what an earlier start made is kept."""
    from jixiao.web.demo import prepare, sweep

    sweep(folder, _MAKING)
    for left in folder.glob(".made-up-*"):  # of a demonstration that was killed
        shutil.rmtree(left)
    if (folder / "evidence").exists():
        with working("打开上次的演示"):
            return prepare(folder, plan)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=folder, prefix=_MAKING) as beside:
        _make_up(Path(beside) / "evidence", plan, args)
        with working("建数据库，放进计划和账号"):
            return prepare(folder, plan, Path(beside) / "evidence")


def example() -> Plan:
    """The plan of ``examples/huailai-2023``: facts as published, longer sentences reworded."""
    if _CHECKOUT.exists():
        return loads(_CHECKOUT.read_bytes())
    return loads((files("jixiao") / _INSTALLED).read_bytes())


def _files_only(args: argparse.Namespace, plan: Plan) -> int:
    """``DIR/plan.json`` and ``DIR/evidence``; evidence that is there already is never touched."""
    folder: Path = args.data
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as wrong:
        raise UsageError(f"不能建立 {folder}：{wrong.strerror}；请换一个位置") from wrong
    if (folder / "evidence").exists():
        raise UsageError(f"{folder} 里已有 evidence；请换一个文件夹，或先把它移走")
    _make_up(folder / "evidence", plan, args)
    replace_file(str(folder / "plan.json"), dumps(plan).encode())
    return Exit.DONE


def _make_up(target: Path, plan: Plan, args: argparse.Namespace) -> None:
    """The made-up year, whole or not at all: written beside its place, then moved there."""
    beside_it = tempfile.TemporaryDirectory(dir=target.parent, prefix=".evidence-")
    with beside_it as beside, working("编一年的模拟台账，逐行检查后入库"):
        made = write(Path(beside) / "evidence", plan, args.rows, args.seed)
        (Path(beside) / "evidence").rename(target)
    print(f"模拟数据：{made['rows']} 行台账，种子 {args.seed}，与任何人和单位无关", file=sys.stderr)

"""``jixiao trace PLAN --evidence DIR --indicator ID --as-of DATE``: the very rows behind one value."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from typing import Any

from jixiao.cli.commands.review import day
from jixiao.cli.evidence import add_known_on, own_declarations, store_of
from jixiao.cli.exits import Exit, UsageError
from jixiao.cli.inputs import load_plan
from jixiao.cli.outputs import add_output, put, put_json, replace_file
from jixiao.law.calendar import NoCalendarError
from jixiao.measures.bound import BindingError
from jixiao.measures.export import TooManyRowsError, export
from jixiao.measures.marks import Marked, UnknownMarkError, resolve
from jixiao.measures.tracing import (
    MAX_PAGE_SIZE,
    PAGE_SIZE,
    NoTraceError,
    Table,
    Trace,
    plain_value,
    trace,
)
from jixiao.plan.model import Plan
from jixiao.registers.store import Store


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("trace", help="一个数值从哪些行算出来")
    parser.add_argument("plan", metavar="计划", help="绑好测度的计划 json；- 为标准输入")
    parser.add_argument("--evidence", required=True, metavar="文件夹", help="证据库")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--indicator", metavar="编号", help="指标编号，见计划 json")
    which.add_argument(
        "--mark", metavar="记号", help="印在数后面的八位记号，查它是哪个数、由什么算出"
    )
    parser.add_argument(
        "--as-of", type=day, metavar="日期", help="算到哪一天；用记号时不写则到年底"
    )
    add_known_on(parser)
    parser.add_argument("--page", type=_page, default=1, metavar="页", help="第几页，从 1 起")
    parser.add_argument(
        "--size",
        type=_page,
        default=PAGE_SIZE,
        metavar="行数",
        help=f"每页几行，至多 {MAX_PAGE_SIZE}",
    )
    add_output(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Show one page, or write every row where ``-o`` ends in csv or xlsx."""
    plan, store = load_plan(args.plan), store_of(args.evidence, args.known_on)
    marked = _marked(plan, store, args)
    ending = (args.output or "").rpartition(".")[2].lower()
    try:
        with own_declarations():
            if ending in ("csv", "xlsx"):
                replace_file(args.output, export(plan, store, args.indicator, args.as_of, ending))
                return Exit.DONE
            found = trace(plan, store, args.indicator, args.as_of, page=args.page, size=args.size)
    except (NoTraceError, BindingError, NoCalendarError, TooManyRowsError) as wrong:
        raise UsageError(str(wrong)) from wrong
    if args.json:
        put_json(found.to_json() | _marked_json(marked), args)
    else:
        said = [marked.sentence()] if marked else []
        put("\n".join([*said, *_text(found)]) + "\n", args)
    return Exit.DONE


def _marked(plan: Plan, store: Store, args: argparse.Namespace) -> Marked | None:
    """What the mark stands for; its indicator and day are then what is traced."""
    if args.mark is None:
        if args.as_of is None:
            raise UsageError("请用 --as-of 写明算到哪一天，例如 --as-of 2023-06-30")
        return None
    try:
        with own_declarations():
            marked = resolve(plan, store, args.mark)
    except UnknownMarkError as unknown:
        raise UsageError(str(unknown)) from unknown
    args.indicator = marked.indicator.id
    args.as_of = args.as_of or date(plan.year or date.today().year, 12, 31)
    return marked


def _marked_json(marked: Marked | None) -> dict[str, Any]:
    if marked is None:
        return {}
    return {
        "mark": marked.mark,
        "imports": [one.sha256 for one in marked.imports],
        "imports_since": [one.sha256 for one in marked.since],
        "imports_withdrawn": [one.sha256 for one in marked.withdrawn],
        "also": [one.id for one in marked.also],
    }


def _page(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 10**9:
        raise argparse.ArgumentTypeError(f"“{text}”应为从 1 起的整数")
    return int(text)


def _text(found: Trace) -> Iterator[str]:
    measure = found.bound.measure
    yield f"{found.indicator.name}  {measure.label}（{measure.id}）  截至 {found.as_of}"
    if found.known:
        yield f"按 {found.known} 所知"
    yield measure.meaning
    if found.bound.where_text:
        yield f"限定条件：{found.bound.where_text}"
    for table in found.tables:
        yield from _table(table, found)


def _table(table: Table, found: Trace) -> Iterator[str]:
    counted = "" if table.counted is None else f"，其中计入分子 {table.counted} 行"
    yield f"\n{table.label}：共 {table.total} 行{counted}；第 {found.page} 页"
    labels = [c.label for c in table.columns]
    for row in table.rows:
        cells = [
            f"{n}={plain_value(v)}" for n, v in zip(labels, row[:-1], strict=True) if v is not None
        ]
        mark = {True: "✓", False: "✗", None: "·"}[row[-1]]
        yield f"  {mark} " + "  ".join(cells)

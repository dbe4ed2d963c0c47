"""``jixiao read FILE…``: documents → plans; ``jixiao read DIR``: a folder of them → JSON lines."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from jixiao.cli.exits import Exit, UsageError
from jixiao.cli.folder.page import sentence
from jixiao.cli.folder.reading import read_folder
from jixiao.cli.inputs import load_all
from jixiao.cli.outputs import add_output, put, put_json
from jixiao.cli.words import Words
from jixiao.grids.errors import ReadError
from jixiao.plan.json import to_json
from jixiao.plan.model import Plan
from jixiao.plan.money import plain
from jixiao.terms.findings import Level


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("read", help="把绩效文件读成计划")
    parser.add_argument(
        "files",
        nargs="+",
        metavar="文件",
        help="docx、doc、wps、odt、rtf、xlsx、xls、et、ods、pdf、html、csv、txt 或计划 json；- 为标准输入；"
        "也可以是一个文件夹：其中的文件逐个读成一行 JSON，-o 的文件已有的行不重读",
    )
    parser.add_argument(
        "--page", metavar="文件", help="读文件夹时，另写一个网页，列出哪些没有读全、为什么"
    )
    add_output(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read every file; one unreadable file keeps its place as ``null`` and makes the exit code 3."""
    if len(args.files) == 1 and Path(args.files[0]).is_dir():
        return _run_folder(Path(args.files[0]), args)
    if args.page:
        raise UsageError("--page 只用于读一个文件夹；请只给出一个文件夹")
    results = list(load_all(args.files))
    for wrong in results:
        if isinstance(wrong, ReadError):
            print(wrong, file=sys.stderr)
    plans = [r for r in results if isinstance(r, Plan)]
    if args.json:
        values = [to_json(r) if isinstance(r, Plan) else None for r in results]
        if plans or len(values) > 1:
            put_json(values[0] if len(args.files) == 1 else values, args)
    elif plans:
        put("\n".join(summary(plan, Words(args.lang)) for plan in plans), args)
    if len(plans) < len(results):
        return Exit.UNREADABLE
    return Exit.MUST_MEND if any(_must_mend(p) for p in plans) else Exit.DONE


def _run_folder(folder: Path, args: argparse.Namespace) -> int:
    """JSON lines to ``-o`` or standard output; 3 where a file was refused, 1 where something must be mended."""
    sums = read_folder(folder, args.output, args.page)
    print(sentence(sums), file=sys.stderr)
    if sums["refused"]:
        return Exit.UNREADABLE
    return Exit.MUST_MEND if sums["partial"] or sums["must mend"] else Exit.DONE


def _must_mend(plan: Plan) -> bool:
    """Something must be mended, or nothing was there to be read: an empty form is no success."""
    if not any(p.indicators for p in plan.projects) and not plan.duty_goals:
        return True
    return any(f.level is Level.RETURN for f in plan.findings)


def summary(plan: Plan, words: Words) -> str:
    """What was read, for a person."""
    count = sum(1 for _ in plan.indicators())
    head = [
        f"{plan.department.name or words('单位未写明', 'department not named')}"
        f"  {plan.year or words('年度未写明', 'year not said')}",
        words(
            f"总体目标 {len(plan.overall_goals)} 条，职责目标 {len(plan.duty_goals)} 条，"
            f"项目 {len(plan.projects)} 个，指标 {count} 条，预算合计 {plain(plan.total)}",
            f"{len(plan.overall_goals)} overall goals, {len(plan.duty_goals)} duties, "
            f"{len(plan.projects)} projects, {count} indicators, budgets sum to {plain(plan.total)}",
        ),
    ]
    rows = [
        f"  {n:>3}  {_amount(p.budget.total):>10} {p.unit or ''}  "
        f"{p.short_name or p.name}  ({len(p.indicators)})"
        for n, p in enumerate(plan.projects, start=1)
    ]
    notes = [f"  [{words.level(f.level)}] {_place(f)}{f.fault}；{f.remedy}" for f in plan.findings]
    return "\n".join([*head, *rows, *notes]) + "\n"


def _amount(value: Any) -> str:
    return "—" if value is None else plain(value)


def _place(finding: Any) -> str:
    return f"{finding.where.place.words()}：" if finding.where.place else ""

"""``jixiao bind PLAN -o PLAN``: proposes the measure that computes each indicator, with the reason."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from jixiao.cli.commands.review import day
from jixiao.cli.evidence import own_declarations, store_of
from jixiao.cli.exits import Exit
from jixiao.cli.inputs import load_plan
from jixiao.cli.outputs import put, put_json, replace_file
from jixiao.findings.finding import Finding
from jixiao.measures.binding import Proposal, bind
from jixiao.measures.claims import double_claims
from jixiao.plan.json import dumps
from jixiao.plan.model import Plan


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("bind", help="为每条指标提出能算出它的测度，已定的不改")
    parser.add_argument(
        "plan", metavar="计划", help="计划 json，或任何能读的绩效文件；- 为标准输入"
    )
    parser.add_argument(
        "-o", "--output", metavar="计划", help="把绑好的计划写到这里；不写则写到标准输出"
    )
    parser.add_argument("--json", action="store_true", help="只输出各项提议及理由，不写计划")
    parser.add_argument(
        "--evidence", metavar="文件夹", help="证据库：用其中自己的测度，并查出两个项目算同样的行"
    )
    parser.add_argument("--as-of", type=day, metavar="日期", help="查重复时台账算到哪一天")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Bind what only one measure fits; say on standard error what was proposed and why."""
    plan = load_plan(args.plan)
    store = store_of(args.evidence) if args.evidence else None
    with own_declarations():
        bound, found = bind(plan, Path(args.evidence) if args.evidence else None)
        claims = double_claims(bound, store, _last_day(bound, args)) if store else ()
    if args.json:
        put_json({"proposals": [_json(p) for p in found],
                  "findings": [f.model_dump(mode="json") for f in claims]}, args)  # fmt: skip
        return Exit.DONE
    for line in _text(bound, found, claims):
        print(line, file=sys.stderr)
    if args.output and args.output != "-":
        replace_file(args.output, dumps(bound).encode())
    else:
        put(dumps(bound) + "\n", args)
    return Exit.DONE


def _last_day(plan: Plan, args: argparse.Namespace) -> date:
    chosen: date | None = args.as_of
    return chosen or date(plan.year or date.today().year, 12, 31)


def _json(one: Proposal) -> dict[str, Any]:
    return {
        "indicator": one.indicator,
        "measure": one.reference.model_dump() if one.reference else None,
        "reason": one.reason,
        "candidates": [
            {"measure": f.measure.id, "points": f.points, "why": list(f.why)} for f in one.fits
        ],
    }


def _text(plan: Plan, found: tuple[Proposal, ...], claims: tuple[Finding, ...]) -> Iterator[str]:
    names = {i.id: f"{p.short_name or p.name} / {i.name}" for p, i in plan.indicators()}
    for one in found:
        measure = one.reference.id if one.reference else "—"
        yield f"{names[one.indicator]}  →  {measure}  {one.reason}"
    bound = sum(1 for one in found if one.reference)
    yield f"提出 {bound} 条，另有 {len(found) - bound} 条要由人定或由人报送；请逐条核对"
    for claim in claims:
        yield f"[{claim.level.label}] {claim.rule}  {claim.fault}；{claim.remedy}"

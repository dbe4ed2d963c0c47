"""``jixiao measure PLAN --evidence DIR --as-of DATE``: actual values with what they are made of."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import Any

from jixiao.cli.commands.review import day
from jixiao.cli.evidence import add_known_on, own_declarations, store_of
from jixiao.cli.exits import Exit, UsageError
from jixiao.cli.inputs import load_plan
from jixiao.cli.outputs import add_output, put, put_json
from jixiao.findings.finding import Finding
from jixiao.measures.claims import double_claims
from jixiao.measures.engines import EngineError, open_engine
from jixiao.measures.kinds import Status
from jixiao.measures.observation import Observation
from jixiao.measures.observing import observe
from jixiao.plan.model import Plan


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("measure", help="由台账算出各指标的实际值")
    parser.add_argument("plan", metavar="计划", help="绑好测度的计划 json；- 为标准输入")
    parser.add_argument("--evidence", required=True, metavar="文件夹", help="证据库")
    parser.add_argument("--as-of", required=True, type=day, metavar="日期", help="算到哪一天")
    add_known_on(parser)
    parser.add_argument(
        "--engine", metavar="地址", help="postgresql://…、spark://…、spark:local[2]；不写则用内置的"
    )
    add_output(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """One observation an indicator, in the plan's order; double claims go to standard error."""
    plan = load_plan(args.plan)
    store = store_of(args.evidence, args.known_on)
    if plan.year and args.as_of.year < plan.year:
        raise UsageError(f"{args.as_of} 早于计划的年度 {plan.year}")
    try:
        with own_declarations(), open_engine(args.engine) as engine:
            seen = observe(plan, store, args.as_of, engine)
            claims = double_claims(plan, store, args.as_of)
    except EngineError as wrong:
        raise UsageError(str(wrong)) from wrong
    for claim in claims:
        print(f"[{claim.level.label}] {claim.rule}  {claim.fault}", file=sys.stderr)
    if args.json:
        put_json([one.to_json() for one in seen], args)
    else:
        put("\n".join(_text(plan, seen, claims)) + "\n", args)
    return Exit.DONE


def _text(plan: Plan, seen: tuple[Observation, ...], claims: tuple[Finding, ...]) -> Iterator[str]:
    by_id = {one.indicator: one for one in seen}
    if known := next((one.known for one in seen if one.known), None):
        yield f"按 {known} 所知"
    if any(one.made_up for one in seen):
        yield "模拟数据：以下数值出自虚构的台账"
    for project in plan.projects:
        yield f"\n{project.short_name or project.name}"
        for indicator in project.indicators:
            yield f"  {indicator.name}  {indicator.target.raw}  {_value(by_id[indicator.id])}"
    counts = {status: sum(one.status is status for one in seen) for status in Status}
    yield "\n" + "，".join(f"{status.label} {count}" for status, count in counts.items())
    if claims:
        yield f"另有 {len(claims)} 处两个项目算了同样的行，见标准错误输出"


def _value(one: Observation) -> str:
    if one.status is Status.MISSING:
        return f"缺：{one.reason}"
    over = f"（{one.numerator}÷{one.denominator}）" if one.denominator else ""
    unit = "" if one.unit == "日期" else one.unit or ""
    told = f"，{one.reported['person']}报送，凭{one.reported['proof_name']}" if one.reported else ""
    marked = f"  记号 {one.mark}" if one.mark else ""
    day = f"，截至 {one.as_of}" if one.mark else ""
    return f"→ {one.value}{unit}{over}{day}{told}{marked}" + (
        f"  注意：{one.reason}" if one.reason else ""
    )

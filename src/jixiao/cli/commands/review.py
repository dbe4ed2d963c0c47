"""``jixiao review FILE…``: plan or document → findings and the review form's proposal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

from jixiao.cli.exits import Exit, UsageError
from jixiao.cli.inputs import load_all
from jixiao.cli.outputs import add_output, put, put_json
from jixiao.cli.words import Words
from jixiao.grids.errors import ReadError
from jixiao.law.packs import UnknownPolicyError
from jixiao.plan.finding import Finding
from jixiao.plan.model import Plan
from jixiao.review.examine import Review, examine
from jixiao.terms.findings import Level


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("review", help="审核绩效目标，列出问题、依据和改法")
    parser.add_argument(
        "files", nargs="+", metavar="文件", help="绩效文件或计划 json；- 为标准输入"
    )
    parser.add_argument(
        "--policy", metavar="政策包", help="见 jixiao policies；不写则按地区和年度选定"
    )
    parser.add_argument(
        "--on", type=day, metavar="日期", help="按哪一天有效的规定，例如 2023-10-01"
    )
    add_output(parser)
    parser.set_defaults(run=run)


def day(text: str) -> date:
    """A date of the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，应写成 2023-10-01") from wrong


def run(args: argparse.Namespace) -> int:
    """Examine every file; 1 where anything must be mended, 3 where a file could not be read."""
    results = list(load_all(args.files))
    for wrong in results:
        if isinstance(wrong, ReadError):
            print(wrong, file=sys.stderr)
    reviews = [_examined(r, args) if isinstance(r, Plan) else None for r in results]
    done = [(r, v) for r, v in zip(results, reviews, strict=True) if isinstance(r, Plan) and v]
    if args.json and (done or len(results) > 1):
        values = [v.to_json() if v else None for v in reviews]
        put_json(values[0] if len(args.files) == 1 else values, args)
    elif done:
        put("\n".join("\n".join(_text(p, v, Words(args.lang))) for p, v in done) + "\n", args)
    if len(done) < len(results):
        return Exit.UNREADABLE
    must = any(f.level is Level.RETURN for _, v in done for f in v.findings)
    return Exit.MUST_MEND if must else Exit.DONE


def _examined(plan: Plan, args: argparse.Namespace) -> Review:
    try:
        return examine(plan, policy=args.policy, on=args.on)
    except UnknownPolicyError as unknown:
        raise UsageError(str(unknown)) from unknown


def _text(plan: Plan, review: Review, words: Words) -> Iterator[str]:
    counts = {level: sum(f.level is level for f in review.findings) for level in Level}
    yield f"{plan.department.name or ''}  {plan.year or ''}  {words('政策包', 'policy')} {review.policy}"
    yield "，".join(f"{words.level(level)} {count}" for level, count in counts.items())
    names = {p.id: p.short_name or p.name for p in plan.projects}
    indicators = {i.id: i.name for _, i in plan.indicators()}
    for finding in review.findings:
        yield from _finding(finding, names, indicators, words)


def _finding(
    finding: Finding, projects: dict[str, str], indicators: dict[str, str], words: Words
) -> Iterator[str]:
    where = finding.where
    subject = " / ".join(
        part
        for part in (projects.get(where.project or ""), indicators.get(where.indicator or ""))
        if part
    )
    place = where.place.words() if where.place else ""
    yield f"\n[{words.level(finding.level)}] {finding.rule}  {subject}  {place}".rstrip()
    yield f"  {finding.fault}"
    yield f"  {words('改法', 'mend')}：{finding.remedy}"
    for cite in finding.cites:
        seen = words("", "") if cite.verified else words("（未核原文）", " (text not verified)")
        yield f"  {words('依据', 'under')}：{cite.law}{cite.article or ''}{seen}"

"""``jixiao review FILE…``: plan or document → findings and the review form's proposal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from jixiao.cli.exits import Exit, UsageError
from jixiao.cli.inputs import load_all, load_plan
from jixiao.cli.outputs import add_output, put, put_json, replace_file
from jixiao.cli.words import Words, called
from jixiao.findings.catalogue import UnknownCodeError
from jixiao.findings.finding import Finding, unread
from jixiao.grids.errors import ReadError
from jixiao.grids.writing import ENDINGS, write
from jixiao.law.packs import PackError, Packs, UnknownPolicyError, packs_at_hand
from jixiao.plan.model import Plan
from jixiao.review.examine import Review, examine, policy_of
from jixiao.review.form_document import review_document
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
    add_packs(parser)
    parser.add_argument(
        "--last-year", metavar="文件", help="上一年度（或本年度较早一版）的计划，用来前后对照"
    )
    parser.add_argument(
        "--peers", nargs="+", default=[], metavar="文件", help="同类单位的计划，用来比单价和指标值"
    )
    parser.add_argument(
        "--form-output", metavar="文件", help="印出每个项目的审核表：docx、xlsx、pdf 或 html"
    )
    add_output(parser)
    parser.set_defaults(run=run)


def add_packs(parser: argparse.ArgumentParser) -> None:
    """The option for policy packs of one's own."""
    parser.add_argument(
        "--packs", metavar="文件夹", help="放各地规定的文件夹；也可以用环境变量 JIXIAO_PLACES 指定"
    )


def known_packs(args: argparse.Namespace) -> Packs:
    """The packs there are, with those of the folder the command line or the environment names.

    Raises:
        UsageError: the folder is not there, or a file of it is not a pack.
    """
    try:
        return packs_at_hand(args.packs)
    except PackError as wrong:
        raise UsageError(str(wrong)) from wrong


def day(text: str) -> date:
    """A date of the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，应写成 2023-10-01") from wrong


def run(args: argparse.Namespace) -> int:
    """Examine every file; 1 where anything must be mended, 3 where a file could not be read."""
    ending = _ending(args)
    known = known_packs(args)
    last = load_plan(args.last_year) if args.last_year else None
    peers = [load_plan(name) for name in args.peers]
    results = list(load_all(args.files))
    for wrong in results:
        if isinstance(wrong, ReadError):
            print(wrong, file=sys.stderr)
    reviews = [
        _examined(r, args, known, last, peers) if isinstance(r, Plan) else None for r in results
    ]
    done = [(r, v) for r, v in zip(results, reviews, strict=True) if isinstance(r, Plan) and v]
    if ending and done:
        plan, review = done[0]
        document = review_document(plan, review, policy_of(review, known))
        replace_file(args.form_output, write(document, ending))
    if args.json and (done or len(results) > 1):
        values = [v.to_json() if v else None for v in reviews]
        put_json(values[0] if len(args.files) == 1 else values, args)
    elif done and not (ending and not args.output):
        put("\n".join("\n".join(_text(p, v, Words(args.lang))) for p, v in done) + "\n", args)
    if len(done) < len(results):
        return Exit.UNREADABLE
    must = any(f.level is Level.RETURN for _, v in done for f in v.findings)
    return Exit.MUST_MEND if must else Exit.DONE


def _ending(args: argparse.Namespace) -> str | None:
    """The container of the printed form, checked before any work is done."""
    if not args.form_output:
        return None
    ending = Path(args.form_output).suffix.removeprefix(".").lower()
    if ending not in ENDINGS:
        raise UsageError(
            f"--form-output 不认识“{args.form_output}”的后缀；可用：{'、'.join(ENDINGS)}"
        )
    if len(args.files) > 1:
        raise UsageError("--form-output 一次只印一份文件的审核表；请逐份运行")
    return ending


def _examined(
    plan: Plan, args: argparse.Namespace, known: Packs, last: Plan | None, peers: list[Plan]
) -> Review:
    try:
        return examine(
            plan, policy=args.policy, on=args.on, among=known, last_year=last, corpus=peers
        )
    except (UnknownPolicyError, UnknownCodeError) as unknown:
        raise UsageError(str(unknown)) from unknown


def _text(plan: Plan, review: Review, words: Words) -> Iterator[str]:
    counts = {level: sum(f.level is level for f in review.findings) for level in Level}
    yield f"{plan.department.name or ''}  {plan.year or ''}  {words('政策包', 'policy')} {called(review.policy)}"
    yield f"{words('选定的理由', 'chosen because')}：{review.reason}"
    yield from (f"{words('规则', 'rule')} {code} {said}" for code, said in review.changed.items())
    yield "，".join(f"{words.level(level)} {count}" for level, count in counts.items())
    names = {p.id: p.short_name or p.name for p in plan.projects}
    indicators = {i.id: i.name for _, i in plan.indicators()}
    for finding in review.findings:
        yield from _finding(finding, names, indicators, words)
    if laws := unread(cite for finding in review.findings for cite in finding.cites):
        yield f"\n{words.unread(laws)}"


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
    if finding.cites:
        cited = "；".join(dict.fromkeys(cite.words() for cite in finding.cites))
        yield f"  {words('依据', 'under')}：{cited}"

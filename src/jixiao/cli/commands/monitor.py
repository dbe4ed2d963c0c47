"""``jixiao monitor PLAN --evidence DIR --as-of DATE``: money and goals against plan (contract §7)."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jixiao.cli.commands.review import day
from jixiao.cli.evidence import add_known_on, store_of
from jixiao.cli.exits import Exit, UsageError
from jixiao.cli.inputs import load_plan
from jixiao.cli.outputs import add_output, put, put_json
from jixiao.cli.words import Words, called
from jixiao.law.packs import UnknownPolicyError, packs_at_hand
from jixiao.plan.money import amount_text


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("monitor", help="双监控：资金和目标的进度、年底预测、预警")
    parser.add_argument("plan", metavar="计划", help="计划 json 或绩效文件；- 为标准输入")
    parser.add_argument("--evidence", required=True, metavar="文件夹", help="台账所在的文件夹")
    parser.add_argument("--as-of", required=True, type=day, metavar="日期", help="看到哪一天为止")
    add_known_on(parser)
    parser.add_argument("--policy", metavar="政策包", help="见 jixiao policies；不写则选定")
    parser.add_argument("--packs", metavar="文件夹", help="自备的政策包")
    parser.add_argument("--table", metavar="文件", help="另写出执行监控表：docx、xlsx、pdf、html")
    add_output(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Monitor; 1 where a red warning stands or the money itself is wrong."""
    report = _report(args)
    if args.table:
        _put_table(report, args.table)
    if args.json:
        put_json(report.to_json(), args)
    else:
        put("\n".join(_text(report, Words(args.lang))) + "\n", args)
    return Exit.MUST_MEND if report.must_be_mended else Exit.DONE


def _report(args: argparse.Namespace) -> Any:
    from jixiao.cli.monitoring import monitored

    store, plan = store_of(args.evidence, args.known_on), load_plan(args.plan)
    try:
        among = packs_at_hand(args.packs)
    except UnknownPolicyError as wrong:
        raise UsageError(str(wrong)) from wrong
    return monitored(plan, store, args.as_of, args.policy, among)


def _put_table(report: Any, name: str) -> None:
    from jixiao.cli.outputs import replace_file
    from jixiao.grids.writing import ENDINGS, write
    from jixiao.monitoring.table import printed

    ending = Path(name).suffix.lower().lstrip(".")
    if ending not in ENDINGS:
        raise UsageError(f"不能写成“{ending or name}”；请用这些结尾之一：{'、'.join(ENDINGS)}")
    replace_file(name, write(printed(report), ending))


def _text(report: Any, words: Words) -> Iterator[str]:
    name = report.plan.department.name or ""
    policy = f"{words('政策包', 'policy')} {called(report.policy)}"
    yield f"{name}  {report.year}  {words('截至', 'as of')} {report.as_of}  {policy}"
    if report.known:
        yield words(f"按 {report.known} 所知", f"as known on {report.known}")
    if report.made_up:
        yield words("数据是虚构的，只供演示", "the data are made up, for demonstration only")
    for one in report.projects:
        yield from _project(one, report, words)
    for finding in report.findings:
        yield f"\n[{words.level(finding.level)}] {finding.rule}  {finding.fault}；{finding.remedy}"


def _project(one: Any, report: Any, words: Words) -> Iterator[str]:
    sheet = one.sheet
    yield f"\n{sheet.project.short_name or sheet.project.name}"
    now, account = sheet.point, sheet.account
    yield (
        f"  {words('预算', 'budget')} {_n(account.full_year(report.as_of))}{account.unit}，"
        f"{words('已支付', 'paid')} {_n(now.paid)}（{_n(now.share)}%），"
        f"{words('计划', 'planned')} {_n(now.planned)}%，{words('序时', 'time line')} {_n(now.timeline)}%，"
        f"{words('产出', 'output')} {_n(sheet.output)}%"
    )
    for line in sheet.lines:
        yield f"  {line.indicator.name}：{line.progress.why}"
        if line.forecast.p_meet is not None:
            said = line.forecast.possibility
            chosen = (said.english if words.lang == "en" else said.label) if said else ""
            yield f"    {words('预测', 'forecast')}：{line.forecast.why}（{chosen}）"
    yield from (_warning(w, report, words) for w in one.warnings)


def _warning(warning: Any, report: Any, words: Words) -> str:
    from jixiao.law.monitoring import COLOURS

    colour = COLOURS[warning.level] if words.lang != "en" else warning.level.english
    decided = report.decisions.outcome(warning, report.as_of)
    after = f"（已处理：{decided.outcome.label}，{decided.reason}）" if decided else ""
    due = f"；{words('处理期限', 'to be decided by')} {warning.due}" if warning.due else ""
    return f"  [{colour}] {warning.rule} {warning.title}：{warning.cause}{due}{after}"


def _n(value: Any) -> str:
    return "—" if value is None else amount_text(value)

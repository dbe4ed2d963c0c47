"""``jixiao mend WHAT …``: problems found, until they are mended (整改), and what was decided."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any

from jixiao.cli.commands.review import day
from jixiao.cli.evidence import own_declarations, store_of
from jixiao.cli.exits import Exit, UsageError
from jixiao.cli.files import file_bytes
from jixiao.cli.inputs import load_plan
from jixiao.cli.outputs import add_output, put, put_json
from jixiao.grids.errors import ReadError
from jixiao.law.packs import UnknownPolicyError

_STEPS = {
    "demand": "向责任单位提出整改要求",
    "measure": "写明采取的措施",
    "ask": "申请延期",
    "extend": "同意延期",
    "refuse_extension": "不同意延期",
    "evidence": "提交佐证",
    "return": "退回重办",
}


def add(subparsers: Any) -> None:
    """Declare the command and what it can do."""
    parser = subparsers.add_parser("mend", help="整改：问题、要求、措施、佐证、销号；记录处理结果")
    inner = parser.add_subparsers(title="做什么", metavar="做什么", required=True)
    _add_list(inner.add_parser("list", help="列出整改事项"))
    _add_new(inner.add_parser("add", help="登记问题：从监控或审核结果，或者逐项写明"))
    for name, words in _STEPS.items():
        _add_step(inner.add_parser(name.replace("_", "-"), help=words), name)
    _add_close(inner.add_parser("close", help="销号：规则再次通过，或者写明理由"))
    _add_decide(inner.add_parser("decide", help="记录对一条预警的处理结果"))


def _folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--in", dest="folder", required=True, metavar="文件夹", help="证据库文件夹")
    add_output(parser)


def _who(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--by", required=True, metavar="人", help="由谁")
    parser.add_argument("--on", type=day, default=date.today(), metavar="日期", help="不写则为今天")


def _add_list(parser: argparse.ArgumentParser) -> None:
    _folder(parser)
    parser.add_argument(
        "--on", type=day, default=date.today(), metavar="日期", help="按哪天算是否逾期"
    )
    parser.set_defaults(run=run_list)


def _add_new(parser: argparse.ArgumentParser) -> None:
    _folder(parser)
    parser.add_argument("--from", dest="found", metavar="文件", help="jixiao monitor --json 的结果")
    for name, words in (
        ("rule", "规则编号"), ("project", "项目编号"), ("name", "项目名称"), ("fault", "问题"),
        ("indicator", "指标编号"), ("indicator-name", "指标名称"),
    ):  # fmt: skip
        parser.add_argument(f"--{name}", metavar=words, default="")
    parser.add_argument("--year", type=int, metavar="年度")
    parser.add_argument(
        "--on", type=day, default=date.today(), metavar="日期", help="哪天发现；不写则为今天"
    )
    parser.set_defaults(run=run_add)


def _add_step(parser: argparse.ArgumentParser, kind: str) -> None:
    parser.add_argument("id", metavar="编号")
    _folder(parser)
    _who(parser)
    parser.add_argument("--text", default="", metavar="内容")
    parser.add_argument("--due", type=day, metavar="日期", help="期限")
    parser.add_argument("--evidence", metavar="文件", help="佐证文件")
    parser.set_defaults(run=run_step, kind=kind)


def _add_close(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="编号")
    _folder(parser)
    _who(parser)
    parser.add_argument("--evidence", metavar="文件", help="佐证文件")
    parser.add_argument("--plan", metavar="计划", help="用它复核发现问题的规则")
    parser.add_argument("--as-of", type=day, metavar="日期", help="按哪天的数据复核监控预警")
    parser.add_argument("--why", default="", metavar="理由", help="规则没有通过时为什么销号")
    parser.set_defaults(run=run_close)


def _add_decide(parser: argparse.ArgumentParser) -> None:
    _folder(parser)
    _who(parser)
    parser.add_argument("--rule", required=True, metavar="预警编号")
    parser.add_argument("--project", required=True, metavar="项目编号")
    parser.add_argument("--indicator", metavar="指标编号")
    parser.add_argument(
        "--outcome",
        required=True,
        metavar="结果",
        help="整改、预算调整、停止拨款、暂缓实施、无问题",
    )
    parser.add_argument("--reason", required=True, metavar="理由")
    parser.add_argument("--until", type=day, metavar="日期", help="认可偏差到哪天为止，到期失效")
    parser.set_defaults(run=run_decide)


# -- doing it -------------------------------------------------------------------------------------


def _alone(run: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """Nobody else writes between the reading and the writing of a command."""

    @wraps(run)
    def done(args: argparse.Namespace) -> int:
        from jixiao.monitoring.store import alone

        with alone(store_of(args.folder).folder):
            return run(args)

    return done


def run_list(args: argparse.Namespace) -> int:
    """Every matter with state, due day and whether it is overdue; 1 where any is overdue."""
    from jixiao.monitoring.mending_json import shown, words_of

    records = _records(args)
    if args.json:
        put_json([shown(m, args.on) for m in records.matters], args)
    else:
        put("".join(f"{words_of(m, args.on)}\n" for m in records.matters) or "没有整改事项\n", args)
    return Exit.MUST_MEND if any(m.overdue(args.on) for m in records.matters) else Exit.DONE


@_alone
def run_add(args: argparse.Namespace) -> int:
    """Put problems on the list; what is on it already (same rule, project, indicator) stays one."""
    from jixiao.monitoring.mending_json import from_report, matter_of, with_new
    from jixiao.monitoring.store import save

    records = _records(args)
    if args.found:
        new = from_report(_json(args.found), args.on)
    elif args.rule and args.project and args.fault:
        new = [matter_of(vars(args), args.on)]
    else:
        raise UsageError("请用 --from 给出监控结果，或者写明 --rule、--project、--fault")
    records, added = with_new(records, new)
    save(Path(args.folder), records)
    return _said(added, args)


@_alone
def run_step(args: argparse.Namespace) -> int:
    """One more step of a matter."""
    from jixiao.monitoring.mending import MendingError, Step, StepKind, add_step

    records, matter = _matter(args)
    try:
        step = Step(
            StepKind[args.kind.upper()], args.on, args.by, args.text, args.due, _proof(args)
        )
        changed = add_step(matter, step)
    except MendingError as refused:
        raise UsageError(str(refused)) from refused
    return _saved(records, changed, args)


@_alone
def run_close(args: argparse.Namespace) -> int:
    """Close a matter: the rule that found it is looked at again where a plan is given."""
    from jixiao.monitoring.mending import MendingError, Step, StepKind, close

    records, matter = _matter(args)
    passes = _passes(matter, args) if args.plan else None
    try:
        step = Step(StepKind.CLOSE, args.on, args.by, args.why, None, _proof(args))
        changed = close(matter, step, passes)
    except MendingError as refused:
        raise UsageError(str(refused)) from refused
    return _saved(records, changed, args)


@_alone
def run_decide(args: argparse.Namespace) -> int:
    """Record what was decided on a warning."""
    from dataclasses import replace

    from jixiao.law.monitoring import Outcome
    from jixiao.monitoring.decisions import Decision, DecisionError
    from jixiao.monitoring.store import save

    outcome = next((o for o in Outcome if args.outcome in (o.value, o.label)), None)
    if outcome is None:
        raise UsageError(f"没有“{args.outcome}”这种结果；有：{'、'.join(o.label for o in Outcome)}")
    records = _records(args)
    try:
        made = Decision(
            args.rule,
            args.project,
            args.indicator,
            outcome,
            args.reason,
            args.by,
            args.on,
            args.until,
        )
    except DecisionError as refused:
        raise UsageError(str(refused)) from refused
    decisions = replace(records.decisions, outcomes=(*records.decisions.outcomes, made))
    save(Path(args.folder), replace(records, decisions=decisions))
    put(f"已记录：{args.rule} {outcome.label}\n", args)
    return Exit.DONE


# -- inputs and outputs ---------------------------------------------------------------------------


def _records(args: argparse.Namespace) -> Any:
    from jixiao.monitoring.store import StoreError, load

    try:
        return load(store_of(args.folder).folder)
    except StoreError as wrong:
        raise ReadError(wrong.file, "整改记录", str(wrong), "按提示修改", wrong.place) from wrong


def _matter(args: argparse.Namespace) -> tuple[Any, Any]:
    records = _records(args)
    found = records.matter(args.id)
    if found is None:
        known = "、".join(m.id for m in records.matters) or "无"
        raise UsageError(f"没有整改事项“{args.id}”；现有：{known}")
    return records, found


def _saved(records: Any, changed: Any, args: argparse.Namespace) -> int:
    from jixiao.monitoring.store import save

    save(Path(args.folder), records.with_matter(changed))
    return _said([changed], args)


def _said(matters: list[Any], args: argparse.Namespace) -> int:
    from jixiao.monitoring.mending_json import shown, words_of

    if args.json:
        put_json([shown(m, args.on) for m in matters], args)
    else:
        put("".join(f"{words_of(m, args.on)}\n" for m in matters) or "没有新的问题\n", args)
    return Exit.DONE


def _proof(args: argparse.Namespace) -> str | None:
    """The evidence file by name and hash: it is named by its content, and stays where it is."""
    import hashlib

    if not args.evidence:
        return None
    return (
        f"{Path(args.evidence).name} sha256:{hashlib.sha256(file_bytes(args.evidence)).hexdigest()}"
    )


def _json(name: str) -> Any:
    try:
        return json.loads(file_bytes(name))
    except (ValueError, RecursionError) as wrong:
        raise ReadError(
            name, "jixiao monitor --json 的结果", "不是 JSON", "重新生成后再登记"
        ) from wrong


def _passes(matter: Any, args: argparse.Namespace) -> bool:
    """Whether the rule that found the matter is silent now about the same project and indicator."""
    return (matter.rule, matter.project, matter.indicator) not in set(_found_now(matter, args))


def _found_now(
    matter: Any, args: argparse.Namespace
) -> Iterator[tuple[str, str | None, str | None]]:
    from jixiao.monitoring.monitor import monitor
    from jixiao.monitoring.report import MonitoringError
    from jixiao.review.examine import examine

    plan = load_plan(args.plan)
    try:
        if matter.rule[:1] in "WM":
            with own_declarations():
                report = monitor(plan, Path(args.folder), args.as_of or args.on)
            yield from ((w.rule, w.project, w.indicator) for w in report.warnings())
            yield from ((f.rule, f.where.project, f.where.indicator) for f in report.findings)
        else:
            for f in examine(plan).findings:
                yield f.rule, f.where.project, f.where.indicator
    except (MonitoringError, UnknownPolicyError) as wrong:
        raise UsageError(str(wrong)) from wrong

"""``jixiao mend WHAT …``: problems found, until they are mended (整改), and what was decided."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from jixiao.cli.acting import add_folder, add_proof, add_who, proof_of
from jixiao.cli.commands.review import day
from jixiao.cli.evidence import store_of
from jixiao.cli.exits import Exit, UsageError
from jixiao.cli.files import file_bytes
from jixiao.cli.outputs import put, put_json
from jixiao.grids.errors import ReadError
from jixiao.terms.roles import Role

_STEPS = {
    "demand": "向责任单位提出整改要求",
    "measure": "写明采取的措施",
    "ask": "申请延期",
    "extend": "同意延期",
    "refuse_extension": "不同意延期",
    "evidence": "提交佐证",
    "return": "退回重办",
    "set_aside": "决定不再整改，写明理由",
    "withdraw": "列错了的，撤回，写明理由",
}
_CLERKS = ("measure", "ask", "evidence")
_ABOUT = (
    ("name", "项目名称"), ("fault", "问题"), ("indicator-name", "指标名称"),
)  # fmt: skip


def add(subparsers: Any) -> None:
    """Declare the command and what it can do."""
    parser = subparsers.add_parser("mend", help="整改：问题、要求、措施、佐证、销号；记录处理结果")
    inner = parser.add_subparsers(title="做什么", metavar="做什么", required=True)
    _add_list(inner.add_parser("list", help="列出整改事项"))
    _add_new(inner.add_parser("add", help="登记问题：从监控或审核结果，或者逐项写明"))
    for name, words in _STEPS.items():
        _add_step(inner.add_parser(name.replace("_", "-"), help=words), name)
    _add_close(inner.add_parser("close", help="销号：发现问题的规则再看一遍，已不再发现"))
    _add_decide(inner.add_parser("decide", help="记录对一条预警的处理结果；整改的列入整改"))


def _add_list(parser: argparse.ArgumentParser) -> None:
    add_folder(parser)
    parser.add_argument(
        "--by", help=argparse.SUPPRESS
    )  # as the other parts take it; looking is anybody's
    parser.add_argument(
        "--on", type=day, default=date.today(), metavar="日期", help="按哪天算是否逾期"
    )
    parser.set_defaults(run=run_list)


def _add_new(parser: argparse.ArgumentParser) -> None:
    add_folder(parser)
    add_who(parser, Role.CLERK)
    parser.add_argument("--from", dest="found", metavar="文件", help="jixiao monitor --json 的结果")
    for name, words in (("rule", "规则编号"), ("project", "项目编号"), ("indicator", "指标编号")):
        parser.add_argument(f"--{name}", metavar=words, default="")
    _add_about(parser)
    parser.set_defaults(run=run_add)


def _add_about(parser: argparse.ArgumentParser) -> None:
    for name, words in _ABOUT:
        parser.add_argument(f"--{name}", metavar=words, default="")
    parser.add_argument("--year", type=int, metavar="年度", help="不写则为当天的年度")


def _add_step(parser: argparse.ArgumentParser, kind: str) -> None:
    parser.add_argument("id", metavar="编号")
    add_folder(parser)
    add_who(parser, Role.CLERK if kind in _CLERKS else Role.LEADER)
    for name in ("--text", "--why"):
        parser.add_argument(name, dest="text", default="", metavar="内容")
    parser.add_argument("--due", type=day, metavar="日期", help="期限")
    add_proof(parser)
    parser.set_defaults(run=run_step, kind=kind)


def _add_close(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="编号")
    add_folder(parser)
    add_who(parser, Role.LEADER)
    add_proof(parser)
    _add_plan(parser, "用它复核发现问题的规则", "复核看到哪一天；不写则为台账说到的最后一天")
    parser.add_argument("--why", dest="text", default="", metavar="内容", help="补充说明")
    parser.set_defaults(run=run_close)


def _add_plan(parser: argparse.ArgumentParser, plan: str, as_of: str) -> None:
    parser.add_argument("--plan", metavar="计划", help=plan)
    parser.add_argument("--as-of", type=day, metavar="日期", help=as_of)


def _add_decide(parser: argparse.ArgumentParser) -> None:
    add_folder(parser)
    add_who(parser, Role.LEADER)
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
    _add_about(parser)
    _add_plan(parser, "从它的监控结果取问题和名称", "按哪天的监控结果；不写则为处理的那一天")
    parser.set_defaults(run=run_decide)


# -- doing it -------------------------------------------------------------------------------------


def run_list(args: argparse.Namespace) -> int:
    """Every matter with state, due day and whether it is overdue; 1 where any is overdue."""
    matters = _records(args).matters
    _said(matters, args, "没有整改事项\n")
    return Exit.MUST_MEND if any(m.overdue(args.on) for m in matters) else Exit.DONE


def run_add(args: argparse.Namespace) -> int:
    """Put problems on the list; what is on it already (same rule, project, indicator) stays one."""
    from jixiao.acts.mending import put_on_list
    from jixiao.monitoring.mending_json import from_report, matter_of

    if args.found:
        new = from_report(_json(args.found), args.on)
    elif args.rule and args.project and args.fault:
        new = [matter_of(vars(args), args.on)]
    else:
        raise UsageError("请用 --from 给出监控结果，或者写明 --rule、--project、--fault")
    with store_of(args.folder).record.writing() as writer:
        done = [put_on_list(writer, one, args.by, args.role, "") for one in new]
    return _said([matter for matter, is_new in done if is_new], args)


def run_step(args: argparse.Namespace) -> int:
    """One more step of a matter."""
    return _taken(args, _matter(args), None)


def run_close(args: argparse.Namespace) -> int:
    """Close a matter: monitoring looks again with the rule that found it; it must find nothing."""
    matter = _matter(args)
    if not args.plan:
        raise UsageError(
            f"{matter.id} 没有复核，不能销号；请用 --plan 给出计划，由规则 {matter.rule} 再看一遍。"
            "不再整改的，由部门负责人或财政审核用 jixiao mend set-aside 写明理由决定"
        )
    args.kind = "close"
    return _taken(args, matter, _looked_at(matter, args))


def _taken(args: argparse.Namespace, matter: Any, looked: Any) -> int:
    from jixiao.acts.matter import Step, StepKind
    from jixiao.monitoring.mending import take

    proof, data = proof_of(args)
    due = getattr(args, "due", None)
    step = Step(StepKind.of(args.kind), args.on, args.by, args.text, due, proof, looked)
    store = store_of(args.folder)
    with store.record.writing() as writer:
        take(writer, store, matter, step, data, args.role, "", matter.head)
    return _said([_matter(args)], args)


def run_decide(args: argparse.Namespace) -> int:
    """Record what was decided on a warning; what is to be mended is put on the list."""
    from jixiao.acts.kinds.outcome import Decision, decided
    from jixiao.acts.mending import decide
    from jixiao.law.monitoring import Outcome

    outcome = next((o for o in Outcome if args.outcome in (o.value, o.label)), None)
    if outcome is None:
        raise UsageError(f"没有“{args.outcome}”这种结果；有：{'、'.join(o.label for o in Outcome)}")
    opens = _opening(args)
    made = Decision(
        args.rule, args.project, opens.indicator, outcome, args.reason, args.by, args.on, args.until
    )
    with store_of(args.folder).record.writing() as writer:
        seen = writer.head(decided(made, opens.year, args.role, ""))
        matter = decide(writer, made, opens, args.role, "", seen)
    put(f"已记录：{args.rule} {outcome.label}{f'，列为 {matter.id}' if matter else ''}\n", args)
    return Exit.DONE


# -- what it is about -----------------------------------------------------------------------------


def _opening(args: argparse.Namespace) -> Any:
    """The matter a warning is: as monitoring finds it on the plan, else as it is written, or as its rule says."""
    from jixiao.law.packs import packs_at_hand
    from jixiao.monitoring.mending_json import matter_of

    if args.plan:
        return _warned(args)
    titles = (one.monitoring.title(args.rule) for one in packs_at_hand().values())
    fault = args.fault or next(filter(None, titles), None)
    if not fault:
        raise UsageError(
            f"没有规则“{args.rule}”的预警；请用 --fault 写明问题，或者用 --plan 给出计划"
        )
    return matter_of(vars(args) | {"fault": fault}, args.on)


def _warned(args: argparse.Namespace) -> Any:
    from dataclasses import replace

    from jixiao.cli.inputs import load_plan
    from jixiao.cli.monitoring import monitored
    from jixiao.monitoring.opening import of_warning

    report = monitored(load_plan(args.plan), store_of(args.folder), args.as_of or args.on)
    about = args.rule, args.project, args.indicator or None
    warning = next((one for one in report.warnings() if one.about == about), None)
    if warning is None:
        raise UsageError(
            f"截至 {report.as_of}，没有 {args.rule} 这条预警；请核对项目、指标和 --as-of"
        )
    found = of_warning(warning, report, args.on)
    return replace(found, fault=args.fault) if args.fault else found


def _looked_at(matter: Any, args: argparse.Namespace) -> Any:
    """What the rule that found the matter says now."""
    from jixiao.cli.inputs import load_plan
    from jixiao.cli.monitoring import monitored
    from jixiao.monitoring.rechecking import grounds_of, recheck
    from jixiao.review.catalogue import rules
    from jixiao.review.examine import examine

    plan, store = load_plan(args.plan), store_of(args.folder)
    grounds = grounds_of(plan, store)
    report = monitored(plan, store, args.as_of or grounds.spoken or args.on)
    reviewed = examine(plan).findings if matter.rule in rules() else ()
    return recheck(matter, report, reviewed, rules().keys(), grounds)


# -- inputs and outputs ---------------------------------------------------------------------------


def _records(args: argparse.Namespace) -> Any:
    from jixiao.monitoring.records import records_of

    return records_of(store_of(args.folder).record)


def _matter(args: argparse.Namespace) -> Any:
    records = _records(args)
    found = records.matter(args.id)
    if found is None:
        known = "、".join(m.id for m in records.matters) or "无"
        raise UsageError(f"没有整改事项“{args.id}”；现有：{known}")
    return found


def _said(matters: Sequence[Any], args: argparse.Namespace, none: str = "没有新的问题\n") -> int:
    from jixiao.monitoring.mending_json import shown, words_of

    if args.json:
        put_json([shown(m, args.on) for m in matters], args)
    else:
        put("".join(f"{words_of(m, args.on)}\n" for m in matters) or none, args)
    return Exit.DONE


def _json(name: str) -> Any:
    try:
        return json.loads(file_bytes(name))
    except (ValueError, RecursionError) as wrong:
        raise ReadError(
            name, "jixiao monitor --json 的结果", "不是 JSON", "重新生成后再登记"
        ) from wrong

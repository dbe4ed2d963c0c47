"""``jixiao judge``: the band of an indicator that is not a number, and what does not apply, by a person."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from typing import Any

from jixiao.cli.acting import add_folder, add_who
from jixiao.cli.evidence import store_of
from jixiao.cli.exits import Exit, UsageError
from jixiao.cli.inputs import load_plan
from jixiao.cli.outputs import put, put_json
from jixiao.law.packs import UnknownPolicyError, packs_at_hand
from jixiao.terms.roles import Role


def add(subparsers: Any) -> None:
    """Declare the command and what it can do."""
    parser = subparsers.add_parser("judge", help="评定：定性指标由人定档，不适用，撤销")
    inner = parser.add_subparsers(title="做什么", metavar="做什么", required=True)
    band = _add_about(inner.add_parser("band", help="定档，写明给分值的百分之几和理由"))
    band.add_argument(
        "--band", required=True, metavar="档", help="met、partly、unmet，或者档的名称"
    )
    band.add_argument(
        "--percent", required=True, metavar="百分比", help="在这一档之内，最多两位小数"
    )
    band.add_argument("--reason", required=True, metavar="理由")
    band.add_argument("--policy", metavar="政策包", help="按它的分档；不写则选定")
    band.add_argument("--packs", metavar="文件夹", help="自备的政策包")
    band.set_defaults(run=run_band)
    aside = _add_about(inner.add_parser("not-applicable", help="这条指标今年不适用，写明理由"))
    aside.add_argument("--reason", required=True, metavar="理由")
    aside.set_defaults(run=run_aside)
    back = _add_about(inner.add_parser("withdraw", help="撤销最后一次评定"))
    back.set_defaults(run=run_withdraw)
    listing = inner.add_parser("list", help="列出现在的评定")
    add_folder(listing)
    listing.add_argument("--plan", required=True, metavar="计划")
    listing.set_defaults(run=run_list)


def _add_about(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--indicator", required=True, metavar="指标编号")
    add_folder(parser)
    add_who(parser, Role.CLERK)
    parser.add_argument("--plan", required=True, metavar="计划")
    return parser


def run_band(args: argparse.Namespace) -> int:
    """Keep a band with the percentage of the points inside it."""
    from jixiao.acts.judging import band_says
    from jixiao.scoring.score import score
    from jixiao.terms.acts import JudgedAs

    plan, row = _row(args)
    try:
        among = packs_at_hand(args.packs)
        made = score(plan, policy=args.policy, among=among)
    except UnknownPolicyError as unknown:
        raise UsageError(str(unknown)) from unknown
    rules = among[made.policy].scoring
    named = next((key for key, one in rules.bands.items() if one.label == args.band), args.band)
    says = band_says(row, named, args.percent, args.reason, rules)
    return _kept(args, JudgedAs.BAND, plan, row, says)


def run_aside(args: argparse.Namespace) -> int:
    """Keep that an indicator does not apply."""
    from jixiao.acts.judging import aside_says
    from jixiao.terms.acts import JudgedAs

    plan, row = _row(args)
    return _kept(args, JudgedAs.NOT_APPLICABLE, plan, row, aside_says(row, args.reason))


def run_withdraw(args: argparse.Namespace) -> int:
    """Take the last decision back by a later act."""
    from jixiao.acts.judging import about, last_standing
    from jixiao.acts.record import on_subject
    from jixiao.terms.acts import JudgedAs

    plan, row = _row(args)
    told = on_subject(store_of(args.folder).record.reading(), about(_year(plan), row))
    last = last_standing(told)
    return _kept(args, JudgedAs.WITHDRAWN, plan, row, {"undoes": last.hash if last else None})


def run_list(args: argparse.Namespace) -> int:
    """Every indicator about which a decision stands."""
    plan = load_plan(args.plan)
    return _said(args, plan, _standing(args, plan))


def _row(args: argparse.Namespace) -> tuple[Any, Any]:
    plan = load_plan(args.plan)
    found = next((row for _, row in plan.indicators() if row.id == args.indicator), None)
    if found is None:
        raise UsageError(f"计划里没有指标“{args.indicator}”；请核对编号")
    return plan, found


def _year(plan: Any) -> int:
    if plan.year is None:
        raise UsageError("计划没有写年度；评定要说明是哪一年的")
    return int(plan.year)


def _kept(args: argparse.Namespace, kind: Any, plan: Any, row: Any, says: Mapping[str, Any]) -> int:
    from jixiao.acts.judging import about
    from jixiao.acts.kind import Draft

    subject = about(_year(plan), row)
    draft = Draft(kind.value, subject, says, args.by, args.role, "", args.on)
    with store_of(args.folder).record.writing() as writer:
        writer.say(draft)
    known = _standing(args, plan)
    return _said(args, plan, {key: one for key, one in known.items() if key == row.id})


def _standing(args: argparse.Namespace, plan: Any) -> Mapping[str, Any]:
    from jixiao.scoring.judgements import recorded

    return recorded(plan, store_of(args.folder), _year(plan))


def _said(args: argparse.Namespace, plan: Any, known: Mapping[str, Any]) -> int:
    if args.json:
        put_json(list(_shown(known)), args)
        return Exit.DONE
    names = {row.id: row.name for _, row in plan.indicators()}
    lines = [_words(names[key], one) for key, one in known.items()]
    put("".join(f"{line}\n" for line in lines) or "没有评定\n", args)
    return Exit.DONE


def _shown(known: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for key, one in known.items():
        made = one.stands
        yield {
            "indicator": key, "kind": made.kind.value if made else None,
            "band": made.band if made else None,
            "percent": str(made.percent) if made and made.percent is not None else None,
            "reason": made.reason if made else None, "by": made.who if made else None,
            "outdated": one.outdated is not None,
        }  # fmt: skip


def _words(name: str, one: Any) -> str:
    made = one.stands
    if made is None:
        return f"{name}：{'指标值改过，以前的评定不再算数' if one.outdated else '没有评定'}"
    share = f"，给分值的 {made.percent}%" if made.percent is not None else ""
    return f"{name}：{made.kind.label}{share}，{made.reason}（{made.who}）"

"""``jixiao money add|withdraw|list``: a project's money, typed with its proof."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from jixiao.cli.acting import add_folder, add_proof, add_who, proof_of
from jixiao.cli.evidence import store_of
from jixiao.cli.exits import Exit, UsageError
from jixiao.cli.inputs import load_plan
from jixiao.cli.outputs import put, put_json
from jixiao.terms.roles import Role

_KINDS = "budgets 年初预算数、adjustments 预算调整（减少写负数）、received 到位资金、payments 支付（退款写负数）"


def add(subparsers: Any) -> None:
    """Declare the command and what it can do."""
    parser = subparsers.add_parser("money", help="资金填报：预算、调整、到位、支付；撤回")
    inner = parser.add_subparsers(title="做什么", metavar="做什么", required=True)
    _add_add(inner.add_parser("add", help="填报一笔，写明凭据"))
    _add_withdraw(inner.add_parser("withdraw", help="撤回一笔，写明原因"))
    listing = inner.add_parser("list", help="列出填报的资金，已撤回的也在内")
    add_folder(listing)
    listing.add_argument("--project", metavar="项目编号")
    listing.set_defaults(run=run_list)


def _add_add(parser: argparse.ArgumentParser) -> None:
    add_folder(parser)
    add_who(parser, Role.CLERK, "钱是哪一天的")
    _add_project(parser)
    parser.add_argument("--kind", required=True, metavar="哪一种", help=_KINDS)
    parser.add_argument(
        "--amount", required=True, metavar="金额", help="按项目的单位，也可以带单位，例如 3.5万元"
    )
    parser.add_argument("--proof", default="", metavar="凭据", help="文号、支付凭证号")
    add_proof(parser)
    parser.set_defaults(run=run_add)


def _add_withdraw(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="编号", help="见 jixiao money list；写开头几位也可以")
    add_folder(parser)
    add_who(parser, Role.CLERK)
    _add_project(parser)
    parser.add_argument("--reason", required=True, metavar="原因")
    parser.set_defaults(run=run_withdraw)


def _add_project(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--plan", required=True, metavar="计划")
    parser.add_argument("--project", required=True, metavar="项目编号")


def run_list(args: argparse.Namespace) -> int:
    """Every entry, in the order of recording."""
    from jixiao.monitoring.accounts import typed_money

    known = typed_money(store_of(args.folder))
    return _said([one for one in known if args.project in (None, one.project)], args)


def run_add(args: argparse.Namespace) -> int:
    """Add an entry."""
    from jixiao.acts.typed_money import Entry, Part, typing
    from jixiao.monitoring.accounts import unit_of
    from jixiao.monitoring.mending_proofs import keep
    from jixiao.monitoring.money_typed import add as add_entry
    from jixiao.monitoring.money_typed import amount_in

    part = next((one for one in Part if args.kind in (one.value, one.label)), None)
    if part is None:
        raise UsageError(f"没有“{args.kind}”这一种；有：{_KINDS}")
    project, year = _project(args)
    file, data = proof_of(args)
    amount = amount_in(args.amount, unit_of(project))
    made = Entry(project.id, part, args.on, amount, None, args.proof.strip(), args.by, file)
    store = store_of(args.folder)
    with store.record.writing() as writer:
        seen = writer.head(typing(made, args.role, ""))
        add_entry(writer, store, project, year, made, args.role, "", seen)
        if file is not None and data is not None:
            keep(store.folder, file, data)
    return _said(_entries(args)[-1:], args)


def run_withdraw(args: argparse.Namespace) -> int:
    """Withdraw an entry; it stays in the list."""
    from jixiao.acts.typed_money import taking_back
    from jixiao.monitoring.money_typed import withdraw

    project, year = _project(args)
    entry = _entry(args)
    with store_of(args.folder).record.writing() as writer:
        draft = taking_back(project.id, entry, args.reason, args.by, args.role, "", args.on)
        withdraw(writer, project, year, draft, writer.head(draft))
    return _said([one for one in _entries(args) if one.id == entry], args)


def _project(args: argparse.Namespace) -> tuple[Any, int]:
    plan = load_plan(args.plan)
    project = plan.project(args.project)
    if project is None:
        raise UsageError(
            f"计划里没有项目“{args.project}”；有：{'、'.join(p.id for p in plan.projects)}"
        )
    return project, plan.year or args.on.year


def _entries(args: argparse.Namespace) -> Sequence[Any]:
    from jixiao.monitoring.money_typed import entries

    return entries(store_of(args.folder), args.project)


def _entry(args: argparse.Namespace) -> str:
    """The one entry whose id begins as asked for."""
    found = [one.id for one in _entries(args) if one.id.startswith(args.id)]
    if len(found) != 1:
        why = "不止一笔，请多写几位" if found else "没有这一笔；见 jixiao money list"
        raise UsageError(f"{args.id}：{why}")
    return str(found[0])


def _said(entries: Sequence[Any], args: argparse.Namespace) -> int:
    if args.json:
        put_json([_shown(one) for one in entries], args)
    else:
        put("".join(f"{_words(one)}\n" for one in entries) or "没有填报的资金\n", args)
    return Exit.DONE


def _shown(one: Any) -> dict[str, Any]:
    gone = one.withdrawn
    return {
        "id": one.id, "project": one.project, "kind": one.part.value, "on": one.on.isoformat(),
        "amount": str(one.amount), "unit": one.unit, "proof": one.proof,
        "file": str(one.file) if one.file else None, "by": one.by,
        "recorded": one.recorded.isoformat() if one.recorded else None,
        "withdrawn": {"by": gone.by, "reason": gone.reason} if gone else None,
    }  # fmt: skip


def _words(one: Any) -> str:
    gone = f"（{one.withdrawn.by}撤回：{one.withdrawn.reason}）" if one.withdrawn else ""
    proof = f"，{one.proof}" if one.proof else ""
    return (
        f"{one.id[:12]}  {one.project}  {one.on} {one.part.label} {one.amount}{one.unit or ''}"
        f"{proof}，{one.by or '没有写是谁'}{gone}"
    )

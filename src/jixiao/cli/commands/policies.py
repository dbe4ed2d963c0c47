"""``jixiao policies [NAME] [--on DATE]``: the policy packs, with where they come from."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from typing import Any

from jixiao.cli.commands.review import day
from jixiao.cli.exits import Exit, UsageError
from jixiao.cli.outputs import add_output, put, put_json
from jixiao.law.packs import Pack, UnknownPolicyError, pack, packs
from jixiao.plan.money import plain


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("policies", help="政策包：权重、等级、审核表分值")
    parser.add_argument("name", nargs="?", metavar="政策包", help="看其中一个")
    parser.add_argument("--on", type=day, metavar="日期", help="哪一天有效的")
    add_output(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """List the packs, or show one whole."""
    try:
        shown = [pack(args.name, args.on)] if args.name else _in_force(args.on)
    except UnknownPolicyError as unknown:
        raise UsageError(str(unknown)) from unknown
    if args.json:
        described = [_described(one) for one in shown]
        put_json(described[0] if args.name else described, args)
    elif args.name:
        put("\n".join(_text(shown[0])) + "\n", args)
    else:
        put("".join(f"{one.name}  {one.label}  自 {one.in_force_from} 起\n" for one in shown), args)
    return Exit.DONE


def _in_force(on: date | None) -> list[Pack]:
    return [one for one in packs().values() if on is None or one.in_force(on)]


def _described(one: Pack) -> dict[str, Any]:
    return {
        "name": one.name,
        "label": one.label,
        "in_force_from": one.in_force_from.isoformat(),
        "in_force_to": one.in_force_to.isoformat() if one.in_force_to else None,
        "divisions": list(one.divisions),
        "weights": {key: plain(points) for key, points in one.weights.items()},
        "grades": {grade: plain(bound) for grade, bound in one.grades.items()},
        "items": [{"block": i.block, "name": i.name, "points": plain(i.points)} for i in one.items],
        "levels": {code: level.value for code, level in one.levels.items()},
        "off": sorted(one.off),
        "source": one.source,
    }


def _text(one: Pack) -> Iterator[str]:
    yield f"{one.name}  {one.label}  自 {one.in_force_from} 起"
    yield f"来源：{' '.join(one.source.split())}"
    yield "权重：" + "，".join(f"{key} {plain(points)}" for key, points in one.weights.items())
    yield "等级：" + "，".join(f"{grade} ≥{plain(bound)}" for grade, bound in one.grades.items())
    yield "审核表："
    yield from (f"  {i.block} {i.name} {plain(i.points)} 分：{i.question}" for i in one.items)

"""``jixiao policies [NAME] [--on DATE]`` and ``--diff A B``: the policy packs and how they differ."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from typing import Any

from jixiao.cli.commands.review import add_packs, day, known_packs
from jixiao.cli.exits import Exit, UsageError
from jixiao.cli.outputs import add_output, put, put_json
from jixiao.law.packs import Pack, Packs, UnknownPolicyError, pack
from jixiao.law.packs_differences import TYPES, differences, frame_of
from jixiao.law.packs_differences import day as day_words
from jixiao.law.packs_values import Basis, FinanceEvaluation, Timer
from jixiao.law.places.telling import told
from jixiao.plan.money import plain

_PARTS = {
    "frame": "指标分类", "weights": "权重", "grades": "等级", "deductions": "建议扣分",
    "items": "审核表", "outcomes": "等级的结果", "forms": "表格",
}  # fmt: skip


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("policies", help="政策包：权重、等级、审核表、界限、监控时点")
    parser.add_argument("name", nargs="?", metavar="政策包", help="看其中一个")
    parser.add_argument("--on", type=day, metavar="日期", help="哪一天有效的")
    parser.add_argument(
        "--diff", nargs=2, metavar=("甲", "乙"), help="两个政策包有哪些不同，逐条说明"
    )
    add_packs(parser)
    add_output(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """List the packs, show one whole, or say how two differ."""
    known = known_packs(args)
    try:
        if args.diff:
            return _diff(args, known)
        shown = [pack(args.name, args.on, known)] if args.name else _in_force(args.on, known)
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


def _diff(args: argparse.Namespace, known: Packs) -> int:
    first, second = (pack(name, args.on, known) for name in args.diff)
    said = differences(first, second)
    if args.json:
        put_json({"first": first.name, "second": second.name, "differences": said}, args)
    else:
        put("\n".join(said or [f"{first.name} 和 {second.name} 没有不同。"]) + "\n", args)
    return Exit.DONE


def _in_force(on: date | None, known: Packs) -> list[Pack]:
    return [one for one in known.values() if on is None or one.in_force(on)]


def _described(one: Pack) -> dict[str, Any]:
    return {
        "name": one.name,
        "label": one.label,
        "in_force_from": one.in_force_from.isoformat(),
        "in_force_to": one.in_force_to.isoformat() if one.in_force_to else None,
        "divisions": list(one.divisions),
        "cost": one.cost,
        "weights": {key: plain(points) for key, points in one.weights.items()},
        "grades": {grade: plain(bound) for grade, bound in one.grades.items()},
        "outcomes": dict(one.outcomes),
        "items": [{"block": i.block, "name": i.name, "points": plain(i.points)} for i in one.items],
        "thresholds": {
            t.key: {
                "value": plain(t.value),
                "unit": t.unit,
                "words": t.words,
                "borrowed": t.borrowed or None,
                **_seen(t.basis),
            }
            for t in one.thresholds.values()
        },
        "checkpoints": [
            {"name": c.name, "covers": c.covers, "by": c.by, "words": c.words, **_seen(c.basis)}
            for c in one.checkpoints
        ],
        "warnings": [
            {"by": w.by, "execution": plain(w.execution), "words": w.words, **_seen(w.basis)}
            for w in one.warnings
        ],
        "timers": [_timer(t) for t in one.timers],
        "finance": _finance(one.finance),
        "states": {title: dict(said) for title, said in told(one).items()},
        "forms": list(one.forms),
        "levels": {code: level.value for code, level in one.levels.items()},
        "off": sorted(one.off),
        "reasons": dict(one.reasons),
        "source": one.source,
        "basis": {key: _seen(basis) for key, basis in one.basis.items()},
    }


def _timer(one: Timer) -> dict[str, Any]:
    return {
        "name": one.name, "warnings": list(one.warnings), "days": one.days,
        "unit": "working" if one.working else "calendar", "outcome": one.outcome,
        "words": one.words, **_seen(one.basis),
    }  # fmt: skip


def _finance(one: FinanceEvaluation | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "factors": [plain(factor) for factor in one.factors],
        "departments": plain(one.departments), "cover_years": one.cover_years,
        "again": [
            {"grades": list(a.grades), "share": plain(a.share), "years": a.years, "words": a.words}
            for a in one.again
        ],
        **_seen(one.basis),
    }  # fmt: skip


def _seen(basis: Basis) -> dict[str, str]:
    return {"source": basis.source, "verified": basis.verified.value}


def _text(one: Pack) -> Iterator[str]:
    yield f"{one.name}  {one.label}  自 {one.in_force_from} 起"
    yield f"来源：{' '.join(one.source.split())}"
    yield f"\n指标分类：{frame_of(one)}"
    yield "权重：" + "，".join(f"{TYPES.get(k, k)} {plain(p)}" for k, p in one.weights.items())
    yield "等级：" + "，".join(f"{grade} ≥{plain(bound)}" for grade, bound in one.grades.items())
    yield from (f"  {grade}：{words}" for grade, words in one.outcomes.items())
    yield "审核表："
    yield from (f"  {i.block} {i.name} {plain(i.points)} 分：{i.question}" for i in one.items)
    yield "\n界限："
    yield from (f"  {t.words}：{t.said}{_mark(t.basis)}" for t in one.thresholds.values())
    yield "监控时点："
    yield from (
        f"  {c.name}，{day_words(c.by)}：{c.words}{_mark(c.basis)}" for c in one.checkpoints
    )
    yield from (f"  预警：{w.words}{_mark(w.basis)}" for w in one.warnings)
    for title, said in told(one).items():
        if said:
            yield f"\n{title}："
            yield from (f"  {key}：{words}" for key, words in said.items())
    yield f"\n表格：{'、'.join(one.forms)}"
    yield from (f"规则 {code}：{reason}" for code, reason in one.reasons.items())
    yield "\n各部分的来源："
    yield from (
        f"  {_PARTS.get(k, k)}：{b.source}（{b.verified.label}）" for k, b in one.basis.items()
    )


def _mark(basis: Basis) -> str:
    return f"（{basis.verified.label}：{basis.source.rstrip('。')}）"

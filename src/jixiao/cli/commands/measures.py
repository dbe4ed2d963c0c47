"""``jixiao measures [ID]``: the measures there are, with definition, register and traps."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jixiao.cli.exits import Exit, UsageError
from jixiao.cli.outputs import add_output, put, put_json
from jixiao.cli.words import Words
from jixiao.measures.catalogue import UnknownMeasureError, measure, measures
from jixiao.measures.loading import MeasureError
from jixiao.measures.measure import Measure
from jixiao.measures.observation import definition_hash, definition_of
from jixiao.registers.declaration import DeclarationError


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("measures", help="能由台账算出的测度及其定义")
    parser.add_argument(
        "name", nargs="?", metavar="测度", help="看其中一个，例如 case_closing_rate"
    )
    parser.add_argument(
        "--evidence", metavar="文件夹", help="证据库，其中 measures/*.toml 是本单位自己的测度"
    )
    add_output(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """List the measures, or show one whole."""
    extra = Path(args.evidence) if args.evidence else None
    try:
        known = measures(extra)
        shown = [measure(args.name, extra)] if args.name else list(known.values())
    except (UnknownMeasureError, MeasureError, DeclarationError) as wrong:
        raise UsageError(str(wrong)) from wrong
    if args.json:
        described = [_described(one, known) for one in shown]
        put_json(described[0] if args.name else described, args)
        return Exit.DONE
    words = Words(args.lang)
    lines = _whole(shown[0], words) if args.name else (_line(m, words) for m in shown)
    put("\n".join(lines) + "\n", args)
    return Exit.DONE


def _described(one: Measure, known: Mapping[str, Measure]) -> dict[str, Any]:
    definition = definition_of(one, None, known)
    return {
        "id": one.id,
        "label": one.label,
        "english": one.english,
        "kind": one.kind.value,
        "register": one.register or None,
        "of": list(one.of),
        "unit": one.unit,
        "better": one.better.value,
        "meaning": one.meaning,
        "source": one.source,
        "traps": list(one.traps),
        "declared": dict(one.declared),
        "definition_sha256": definition_hash(definition),
    }


def _line(one: Measure, words: Words) -> str:
    register = one.schema.label if one.schema else "、".join(one.of)
    return f"{one.id}  [{words(one.kind.label, one.kind.english)}] {words(one.label, one.english)}  {register}"


def _whole(one: Measure, words: Words) -> Iterator[str]:
    yield _line(one, words)
    yield one.meaning
    for key, value in one.declared.items():
        if key not in ("label", "english", "meaning", "traps", "purpose", "source"):
            yield f"  {key} = {value}"
    if one.source:
        yield f"{words('依据', 'source')}：{one.source}"
    yield from (f"{words('注意', 'mind')}：{trap}" for trap in one.traps)

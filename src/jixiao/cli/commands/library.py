"""``jixiao library [WORDS]``: the indicator library, searched by the meaning of words."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jixiao.cli.exits import Exit, UsageError
from jixiao.cli.outputs import add_output, put, put_json
from jixiao.plan.money import plain
from jixiao.review.library import Entry, LibraryError, classes, entries
from jixiao.review.library_search import Hit, search


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("library", help="指标库：名称、口径、公式、取数、常见的指标值")
    parser.add_argument("words", nargs="*", metavar="词", help="要找的指标，例如：抽检 及时")
    parser.add_argument("--library", metavar="文件夹", help="本单位自己的指标库文件（TOML）")
    parser.add_argument("--limit", type=int, default=10, metavar="条数", help="最多列出几条")
    add_output(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Search, show the one entry of that id, or list all."""
    folder = Path(args.library) if args.library else None
    text = " ".join(args.words)
    try:
        known = entries(folder)
        hits = search(text, folder, max(args.limit, 1)) if text else []
    except LibraryError as wrong:
        raise UsageError(str(wrong)) from wrong
    if text in known:
        hits = [Hit(known[text], 0.0, "代码相同")]
    if args.json:
        found = (
            [_json(h.entry, h.why) for h in hits] if text else [_json(e) for e in known.values()]
        )
        put_json(found, args)
    elif not text:
        put("".join(f"{e.id}  [{e.level2.label}] {e.name}\n" for e in known.values()), args)
    else:
        put("\n".join(_blocks(hits)) or f"指标库里没有与“{text}”相近的指标。\n", args)
    return Exit.DONE


def _blocks(hits: list[Hit]) -> Iterator[str]:
    for hit in hits:
        e = hit.entry
        yield f"{e.id}  [{e.level2.label}] {e.name}  {e.target}"
        yield f"  口径：{e.definition}"
        yield f"  公式：{e.formula}"
        yield f"  取数：{e.source}{f'（测算 {e.measure}）' if e.measure else ''}；佐证：{e.evidence}"
        yield f"  依据：{e.basis}；计分：{e.scoring}"
        if e.typical:
            t = e.typical
            yield (
                f"  见过{t.count}处：{plain(t.low)}–{plain(t.high)}{t.unit}，"
                f"中间一半在{plain(t.q1)}–{plain(t.q3)}{t.unit}"
            )
        yield f"  这一类考：{classes()[e.level2].asks}{classes()[e.level2].tells}"
        yield f"  {hit.why}\n"


def _json(e: Entry, why: str | None = None) -> dict[str, Any]:
    t = e.typical
    return {
        "id": e.id, "name": e.name, "aliases": list(e.aliases), "level2": e.level2.value,
        "level2_label": e.level2.label, "unit": e.unit, "better": e.better.value,
        "definition": e.definition, "formula": e.formula, "basis": e.basis, "source": e.source,
        "evidence": e.evidence, "scoring": e.scoring, "target": e.target,
        "duties": list(e.duties), "instead_of": list(e.instead_of), "measure": e.measure,
        "register": e.register, "own": e.own,
        "valid_from": e.valid_from.isoformat() if e.valid_from else None,
        "valid_to": e.valid_to.isoformat() if e.valid_to else None,
        "typical": t and {
            "count": t.count, "unit": t.unit, "low": plain(t.low), "q1": plain(t.q1),
            "median": plain(t.median), "q3": plain(t.q3), "high": plain(t.high),
        },
        **({"why": why} if why else {}),
    }  # fmt: skip

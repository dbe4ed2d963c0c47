"""``jixiao forms [NAME]``: the official forms there are, their labels, and the plan's schema."""

from __future__ import annotations

import argparse
from typing import Any

from jixiao.cli.exits import Exit, UsageError
from jixiao.cli.outputs import add_output, put, put_json
from jixiao.cli.words import Words
from jixiao.forms.declaration import Label
from jixiao.forms.official import Official
from jixiao.forms.shelf import shelf
from jixiao.grids.writing import ENDINGS
from jixiao.plan.json import schema


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("forms", help="认识的官方表样")
    parser.add_argument("name", nargs="?", metavar="表样", help="看其中一个")
    parser.add_argument("--schema", action="store_true", help="计划的 JSON Schema（jixiao/plan/1）")
    add_output(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """List the forms, show one, or print the schema."""
    if args.schema:
        put_json(schema(), args)
        return Exit.DONE
    shown = [_described(one) for one in shelf().values() if args.name in (None, one.name.value)]
    if not shown:
        raise UsageError(f"没有名为“{args.name}”的表样；现有：{'、'.join(shelf())}")
    if args.json:
        put_json(shown[0] if args.name else shown, args)
    else:
        put("\n".join(_text(form, Words(args.lang)) for form in shown), args)
    return Exit.DONE


def _described(one: Official) -> dict[str, Any]:
    name, form = one.name, one.form
    printed = [p.text for row in form.rows for p in row.parts if isinstance(p, Label)]
    labels = list(dict.fromkeys(text for text in printed if text.strip("—")))
    return {
        "name": name.value,
        "label": name.label,
        "english": name.english,
        "labels": labels,
        "columns": [{"label": c.label.text, "field": c.field} for c in form.columns],
        "containers": list(ENDINGS),
        "source": one.source,
    }


def _text(form: dict[str, Any], words: Words) -> str:
    columns = "、".join(c["label"] for c in form["columns"])
    return "\n".join(
        [
            f"{form['name']}  {words(form['label'], form['english'])}",
            f"  {words('栏目', 'labels')}：{'、'.join(form['labels'])}",
            f"  {words('指标栏', 'columns')}：{columns}",
            f"  {words('可写成', 'written as')}：{'、'.join(form['containers'])}",
            f"  {words('来源', 'source')}：{form['source']}\n",
        ]
    )

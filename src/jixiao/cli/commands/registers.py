"""``jixiao registers [NAME]``: the registers there are, one whole, or an empty ledger of it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from jixiao.cli.exits import Exit, UsageError
from jixiao.cli.outputs import add_output, put, put_json, replace_file
from jixiao.cli.words import Words
from jixiao.registers.catalogue import UnknownRegisterError, register, registers
from jixiao.registers.declaration import DeclarationError, Field, Register
from jixiao.registers.store import Store
from jixiao.registers.template import template
from jixiao.registers.words import coded, codes_of


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("registers", help="认识的台账，及其空白表")
    parser.add_argument("name", nargs="?", metavar="台账", help="看其中一个，例如 penalty_cases")
    parser.add_argument("--template", action="store_true", help="写出空白台账（xlsx），须同时给 -o")
    parser.add_argument(
        "--evidence", metavar="文件夹", help="证据库，其中 registers/*.toml 是本单位自己的台账"
    )
    add_output(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """List the registers, show one whole, or write its template."""
    extra = Path(args.evidence) if args.evidence else None
    try:
        shown = [register(args.name, extra)] if args.name else list(registers(extra).values())
    except (UnknownRegisterError, DeclarationError) as wrong:
        raise UsageError(str(wrong)) from wrong
    if args.template:
        return _template(args, shown)
    if args.json:
        described = [_described(one) | remembered(one, extra) for one in shown]
        put_json(described[0] if args.name else described, args)
        return Exit.DONE
    words = Words(args.lang)
    put(
        _whole(shown[0], words, extra) if args.name else "".join(_line(r, words) for r in shown),
        args,
    )
    return Exit.DONE


def _template(args: argparse.Namespace, shown: list[Register]) -> int:
    if not args.name or not args.output or not args.output.lower().endswith(".xlsx"):
        raise UsageError("写空白台账要指明是哪一个，并用 -o 文件.xlsx 指明写到哪里")
    replace_file(args.output, template(shown[0]))
    return Exit.DONE


def _described(one: Register) -> dict[str, Any]:
    return {
        "name": one.name,
        "label": one.label,
        "english": one.english,
        "keeper": one.keeper,
        "source": one.source,
        "key": list(one.key),
        "otherwise": list(one.otherwise),
        "order": [list(pair) for pair in one.order],
        "year_of": one.year_of,
        "unit": one.unit,
        "project": one.project,
        "fields": [_field(f) for f in one.fields],
    }


def _field(one: Field) -> dict[str, Any]:
    return {
        "name": one.name,
        "label": one.label,
        "english": one.english,
        "type": one.type.value,
        "required": one.required,
        "event": one.event,
        "personal": one.personal.value if one.personal else None,
        "codes": {c.value: [c.label, *c.spellings] for c in one.codes},
        "open": one.open,
        "note": one.note,
        "synonyms": list(one.synonyms),
    }


def _line(one: Register, words: Words) -> str:
    return f"{one.name:<24}{words(one.label, one.english)}  {words(one.keeper, '')}".rstrip() + "\n"


def remembered(one: Register, folder: Path | None) -> dict[str, Any]:
    """What a person said of a system's columns and words, kept with the take-ins of this folder."""
    if folder is None:
        return {}
    store = Store(folder)
    said = {
        heading: field
        for taken in store.imports(one.name)
        for heading, field in taken.mapping.items()
    }
    return {"remembered": {"columns": said, "words": store.words(one.name)}}


def _said(one: Register, folder: Path | None, words: Words) -> list[str]:
    """The remembered words and columns in lines."""
    told = remembered(one, folder).get("remembered")
    if not told:
        return []
    codes = {f.name: {c.value: c.label for c in codes_of(f)} for f in one.fields if coded(f)}
    lines = [
        f"  {one.field(name).label}：{word} → {codes[name].get(code, code)}"
        for name, every in told["words"].items()
        if name in codes
        for word, code in every.items()
    ]
    lines += [
        f"  {words('列', 'column')}“{heading}” → {one.field(field).label}"
        for heading, field in told["columns"].items()
        if field in one
    ]
    return ["", words("已记住的列名和词", "columns and words remembered"), *lines] if lines else []


def _whole(one: Register, words: Words, folder: Path | None) -> str:
    head = [
        f"{one.name}  {words(one.label, one.english)}",
        f"  {words('保管', 'kept by')}：{one.keeper}",
        f"  {words('来源', 'source')}：{one.source}",
        f"  {words('编号', 'key')}：{'、'.join(one.field(k).label for k in one.key)}",
        "",
    ]
    return (
        "\n".join([*head, *(_about(f, words) for f in one.fields), *_said(one, folder, words)])
        + "\n"
    )


def _about(one: Field, words: Words) -> str:
    marks = [
        words("必填", "required") if one.required else "",
        {"drop": words("不留存", "not kept"), "hash": words("只留摘要", "hashed")}.get(
            one.personal or "", ""
        ),
        "、".join(c.label for c in one.codes),
        one.note,
    ]
    said = "；".join(m for m in marks if m)
    kind = words(one.type.label, one.type.english)
    return f"  {one.name:<20}{words(one.label, one.english)}（{kind}）{'  ' + said if said else ''}"

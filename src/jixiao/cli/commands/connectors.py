"""``jixiao connectors [NAME]``: the sources known, one whole; what a person mapped, written and kept."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from jixiao.cli.exits import Exit, UsageError
from jixiao.cli.outputs import add_output, put, put_json
from jixiao.registers.catalogue import registers
from jixiao.registers.connector import Connector
from jixiao.registers.declaration import DeclarationError, Register
from jixiao.registers.own_source import NoSourceError, kept, written
from jixiao.registers.store import Store


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("connectors", help="认识的来源（各系统的导出），及本单位自己的")
    parser.add_argument("name", nargs="?", metavar="来源", help="看其中一个，例如 credit_penalties")
    parser.add_argument(
        "--evidence", metavar="文件夹", help="证据库，其中 connectors/*.toml 是自己的"
    )
    parser.add_argument(
        "--from", dest="register", metavar="台账", help="把这个台账最近一次导入写成来源说明（TOML）"
    )
    parser.add_argument("--label", metavar="文字", help="来源怎样称呼，与 --from 同用")
    parser.add_argument("--add", metavar="文件", help="把一份来源说明收进证据库，名称是文件名")
    add_output(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """List, show, write or keep."""
    try:
        if args.register or args.add:
            return _own(args)
        found = {c.name: (c, r) for r in _registers(args).values() for c in r.connectors}
    except (NoSourceError, DeclarationError) as wrong:
        raise UsageError(str(wrong)) from wrong
    if args.name and args.name not in found:
        raise UsageError(f"没有名为“{args.name}”的来源；有：{'、'.join(found)}")
    shown = [found[args.name]] if args.name else list(found.values())
    if args.json:
        described = [_described(c) for c, _ in shown]
        put_json(described[0] if args.name else described, args)
    elif args.name:
        put(_whole(*shown[0]), args)
    else:
        put("".join(f"{c.name}  {c.label}（{c.version}）→ {r.label}\n" for c, r in shown), args)
    return Exit.DONE


def _registers(args: argparse.Namespace) -> dict[str, Register]:
    return dict(registers(Path(args.evidence) if args.evidence else None))


def _own(args: argparse.Namespace) -> int:
    if not args.evidence:
        raise UsageError("同时写明证据库：--evidence 文件夹")
    store = Store(args.evidence)
    if args.add:
        path = Path(args.add)
        try:
            kept(store, path.stem, path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError) as wrong:
            raise UsageError(f"{path}：读不出，或不是 UTF-8 文本") from wrong
        put(f"收下了 {path.stem}\n", args)
        return Exit.DONE
    if not args.name or not args.label:
        raise UsageError(
            "写明来源的名称和 --label，例如 jixiao connectors my_system --from payments --label 我县系统"
        )
    put(written(store, args.register, args.name, args.label), args)
    return Exit.DONE


def _described(one: Connector) -> dict[str, Any]:
    return {
        "name": one.name,
        "label": one.label,
        "version": one.version,
        "register": one.register,
        "source": one.source,
        "needed": list(one.needed),
        "lacks": one.lacks,
        "columns": [
            {"headings": list(s.headings), "group": s.group or None, "field": s.field}
            for s in one.slots
        ],
    }


def _whole(one: Connector, register: Register) -> str:
    lines = [f"{one.label}（{one.version}）→ {register.label}", one.source, one.lacks, ""]
    for slot in one.slots:
        what = register.field(slot.field).label if slot.read else _NOT_READ[slot.field]
        lines.append(f"  {slot.label}  {what}")
    return "\n".join(lines) + "\n"


_NOT_READ = {"-": "（不读入）", "personal": "（个人信息，不留存）"}

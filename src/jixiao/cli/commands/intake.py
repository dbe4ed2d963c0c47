"""``jixiao intake REGISTER FILE…``: ledger files → evidence store, with row-level findings."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from jixiao.cli.exits import Exit, UsageError
from jixiao.cli.outputs import add_output, put, put_json, replace_file
from jixiao.cli.progress import progress
from jixiao.cli.words import Words as Spoken
from jixiao.grids.errors import ReadError
from jixiao.measures.loading import MeasureError
from jixiao.measures.reading import fields_read
from jixiao.registers.catalogue import UnknownRegisterError
from jixiao.registers.declaration import DeclarationError, Register
from jixiao.registers.given import NotInFileError
from jixiao.registers.intake import Outcome, preview, take_in
from jixiao.registers.marked import marked
from jixiao.registers.speaking import Said, said
from jixiao.registers.store import Store
from jixiao.registers.withdrawal import WithdrawalError, withdraw
from jixiao.registers.words import UnknownWordError, Words, in_codes, with_words


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("intake", help="把台账收进证据库，逐行检查")
    parser.add_argument("register", nargs="?", metavar="台账", help="见 jixiao registers")
    parser.add_argument(
        "files",
        nargs="*",
        metavar="文件",
        help="csv、xlsx、xls（可写 文件#工作表），或 postgresql://…#表、文件.db#表；- 为标准输入",
    )
    parser.add_argument("--evidence", required=True, metavar="文件夹", help="证据库")
    parser.add_argument(
        "--speaks-for",
        type=_said,
        default=Said(),
        metavar="日期",
        help="内容截至哪一天，或从哪天到哪天（2023-01-01..2023-06-30）；两次导入以截至日期较晚的为准",
    )
    parser.add_argument(
        "--full", action="store_true", help="这是该期间的全部；以前有而这份没有的行不再计数"
    )
    parser.add_argument(
        "--withdraw", metavar="摘要", help="撤回一次导入（入库文件摘要或其前几位）；要写 --reason"
    )
    parser.add_argument("--reason", metavar="文字", help="为什么撤回")
    parser.add_argument("--who", metavar="姓名", help="谁导入的，默认为登录名")
    parser.add_argument("--year", type=int, metavar="年度", help="提示不在这一年的日期")
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="列=字段",
        help="指明某列是哪个字段，列用列名或字母；列=- 不读这一列",
    )
    parser.add_argument(
        "--map-word",
        action="append",
        default=[],
        metavar="字段:词=代码",
        help="指明系统中的某个词是哪个代码，例如 案件状态:待归档=已结案；以后一直照此理解",
    )
    parser.add_argument(
        "--preview", action="store_true", help="只看列名怎样理解、有什么问题，不入库"
    )
    parser.add_argument(
        "--accept-partial", action="store_true", help="有必须修改的行时，其余的行照样入库"
    )
    parser.add_argument("--marked", metavar="文件", help="把问题标在单元格上，写成 xlsx")
    add_output(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Take every file in, in order; one that cannot be read keeps its place as ``null``."""
    if args.withdraw or args.reason:
        return _withdraw(args)
    if not args.register or not args.files:
        raise UsageError("写明台账和文件，例如 jixiao intake payments 支付.xlsx --evidence 证据库")
    if args.marked and (len(args.files) > 1 or not args.marked.lower().endswith(".xlsx")):
        raise UsageError("--marked 一次标一个文件，写成 xlsx")
    store = Store(args.evidence)
    try:
        register = store.register(args.register)
    except (UnknownRegisterError, DeclarationError) as wrong:
        raise UsageError(str(wrong)) from wrong
    asked = Asked(
        _mapping(register, args.map), _words(register, args.map_word), _read(register, store)
    )
    if len(args.files) > 1 and (args.map or args.map_word):
        _said_of_all(args, store, register, asked)
    results = [_one(args, store, register, asked, file) for file in progress(args.files, "导入")]
    outcomes = [r for r in results if isinstance(r, Outcome)]
    if args.json:
        values = [r.to_json() if isinstance(r, Outcome) else None for r in results]
        if outcomes or len(values) > 1:
            put_json(values[0] if len(values) == 1 else values, args)
    elif outcomes:
        words = Spoken(args.lang)
        put("".join(_text(o, register, words) for o in outcomes), args)
    if len(outcomes) < len(results):
        return Exit.UNREADABLE
    return Exit.MUST_MEND if any(o.must_mend for o in outcomes) else Exit.DONE


@dataclass(frozen=True)
class Asked:
    """What the person says of the file, heading → field and field → word → code; the fields measures read."""

    mapping: Mapping[str, str]
    words: Words
    read: Collection[str]


def _one(
    args: argparse.Namespace,
    store: Store,
    register: Register,
    asked: Asked,
    file: str,
) -> Outcome | ReadError:
    data: str | bytes = sys.stdin.buffer.read() if file == "-" else file
    try:
        if args.preview:
            outcome = preview(
                register,
                data,
                store=store,
                mapping=asked.mapping,
                words=asked.words,
                read=asked.read,
                year=args.year,
            )
        else:
            outcome = take_in(
                register,
                data,
                store=store,
                who=args.who or getpass.getuser(),
                speaks_for=replace(args.speaks_for, full=args.full),
                mapping=asked.mapping,
                words=asked.words,
                read=asked.read,
                year=args.year,
                accept_partial=args.accept_partial,
            )
        if args.marked:
            replace_file(args.marked, marked(register, data, outcome))
        return outcome
    except NotInFileError as wrong:
        raise UsageError(str(wrong)) from wrong
    except ReadError as wrong:
        print(str(wrong).replace("\n", " "), file=sys.stderr)
        return wrong
    except OSError as wrong:
        found = ReadError(
            args.evidence,
            "可以写入的证据库",
            f"系统拒绝（{wrong.strerror}）",
            "检查磁盘和权限；库和导入前一样",
        )
        print(found, file=sys.stderr)
        return found


def _said_of_all(args: argparse.Namespace, store: Store, register: Register, asked: Asked) -> None:
    """Before the first file is taken in: what was said must hold of every file, else of each by itself."""
    for file in args.files:
        if file == "-":
            continue
        try:
            preview(register, file, store=store, mapping=asked.mapping, words=asked.words)
        except NotInFileError as wrong:
            raise UsageError(f"{wrong}；各文件说的不一样的，分开导入") from wrong
        except ReadError:
            continue  # told in its turn, when it is taken in


def _withdraw(args: argparse.Namespace) -> int:
    """Take one take-in back."""
    if not args.withdraw or not args.reason:
        raise UsageError("撤回要同时写 --withdraw 摘要 和 --reason 理由")
    if args.files:
        raise UsageError("撤回时不能同时导入文件；先撤回，再导入")
    try:
        made = withdraw(
            Store(args.evidence),
            args.withdraw,
            who=args.who or getpass.getuser(),
            reason=args.reason,
        )
    except WithdrawalError as wrong:
        raise UsageError(str(wrong)) from wrong
    if args.json:
        put_json(made.to_json(), args)
    else:
        put(
            f"已撤回 {made.take_in[:12]}：{made.reason}；它的行不再计数，它更正过的行恢复原样\n",
            args,
        )
    return Exit.DONE


def _mapping(register: Register, asked: list[str]) -> dict[str, str]:
    """``列=字段`` pairs, the field by its English name or its Chinese label."""
    labels = (
        {f.label: f.name for f in register.fields}
        | {f.name: f.name for f in register.fields}
        | {"-": "-"}
    )
    found = {}
    for pair in asked:
        heading, sign, field = pair.rpartition("=")
        if not sign or not heading:
            raise UsageError(f"--map 应写成 列=字段，不是“{pair}”")
        if field not in labels:
            raise UsageError(
                f"{register.label}没有字段“{field}”；有：{'、'.join(f.name for f in register.fields)}"
            )
        found[heading] = labels[field]
    return found


def _read(register: Register, store: Store) -> Collection[str]:
    try:
        return fields_read(register.name, store.folder)
    except MeasureError as wrong:
        raise UsageError(str(wrong)) from wrong


def _words(register: Register, asked: list[str]) -> dict[str, dict[str, str]]:
    """``字段:词=代码``: field and code by name or Chinese label."""
    names = {f.label: f.name for f in register.fields}
    found: dict[str, dict[str, str]] = {}
    for one in asked:
        before, sign, code = one.rpartition("=")
        field, colon, word = before.replace("：", ":", 1).partition(":")
        if not (sign and colon and field and word and code):
            raise UsageError(f"--map-word 应写成 字段:词=代码，不是“{one}”")
        found.setdefault(names.get(field, field), {})[word] = code
    try:
        in_codes(with_words(register, found), found)
    except UnknownWordError as wrong:
        raise UsageError(str(wrong)) from wrong
    return found


def _said(text: str) -> Said:
    try:
        return said(text)
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(str(wrong)) from wrong


def _text(outcome: Outcome, register: Register, words: Spoken) -> str:
    lines = [f"{outcome.name}  {words(register.label, register.english)}", _state(outcome, words)]
    for column in outcome.headings.columns:
        if column.field:
            label = words(register.field(column.field).label, column.field)
            lines.append(
                f"  {column.heading} → {label}{f'（{column.unit}）' if column.unit else ''}"
            )
    for one in outcome.findings:
        place = (
            words(f"第{one.row}行", f"row {one.row}") if one.row else words("全文", "whole file")
        )
        where = "" if one.place else f"{place}："
        lines.append(f"  [{words.level(one.level)}] {where}{one.fault}；{one.remedy}")
    return "\n".join(lines) + "\n"


def _state(outcome: Outcome, words: Spoken) -> str:
    if outcome.already:
        return words("  已经导入过，没有变化", "  taken in before; nothing changed")
    if outcome.preview:
        return words(f"  {outcome.rows} 行，只看不入库", f"  {outcome.rows} rows, looked at only")
    if outcome.sha256 is None:
        return words(
            f"  {outcome.rows} 行，有必须修改的行，没有入库",
            f"  {outcome.rows} rows; some must be mended, nothing was stored",
        )
    return words(
        f"  {outcome.rows} 行，入库 {outcome.accepted} 行，退回 {outcome.refused} 行  {outcome.sha256[:12]}",
        f"  {outcome.rows} rows, {outcome.accepted} accepted, {outcome.refused} refused  {outcome.sha256[:12]}",
    )

"""``jixiao law article|holidays|limit|withdraw|list``: what an administrator enters of the law, with its document."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from jixiao.cli.commands.review import day
from jixiao.cli.exits import Exit, UsageError
from jixiao.cli.files import file_bytes
from jixiao.cli.outputs import add_output, put, put_json


def add(subparsers: Any) -> None:
    """Declare the command and what it can do."""
    parser = subparsers.add_parser(
        "law", help="录入手边的条文、新一年的节假日、本地的时限，连同文件"
    )
    inner = parser.add_subparsers(title="做什么", metavar="做什么", required=True)
    _add_article(inner.add_parser("article", help="录入一条条文；从此各处引用它的都印它"))
    _add_holidays(inner.add_parser("holidays", help="录入一年的节假日；从此按它数工作日"))
    _add_limit(inner.add_parser("limit", help="录入一个地方的时限；从此按它算按时率"))
    _add_withdraw(inner.add_parser("withdraw", help="撤回一条录入，写明理由"))
    listing = inner.add_parser("list", help="列出录入的；撤回的、被代替的也在内")
    _add_folder(listing)
    listing.set_defaults(run=run_list)


def _add_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--in", dest="folder", required=True, metavar="文件夹",
        help="记在哪个文件夹；各命令用 JIXIAO_LAW 指明同一个文件夹，或者它就是 --evidence 的证据库",
    )  # fmt: skip
    add_output(parser)


def _add_who(parser: argparse.ArgumentParser) -> None:
    _add_folder(parser)
    parser.add_argument("--by", required=True, metavar="人", help="由谁")
    parser.add_argument("--on", type=day, default=date.today(), metavar="日期", help="不写则为今天")
    parser.add_argument("--reason", default="", metavar="理由", help="代替以前录入的，写明为什么")


def _add_document(parser: argparse.ArgumentParser) -> None:
    _add_who(parser)
    parser.add_argument("--document", metavar="文件", help="写着它的文件；按内容摘要保存")


def _add_article(parser: argparse.ArgumentParser) -> None:
    _add_document(parser)
    parser.add_argument(
        "--law", required=True, metavar="文号", help="照引用的写，例如 财预〔2015〕88号"
    )
    parser.add_argument(
        "--title", default="", metavar="名称", help="还没有引用的文件，写明它的名称"
    )
    parser.add_argument("--article", required=True, metavar="条号", help="例如 第五条")
    parser.add_argument("--words", required=True, metavar="内容", help="条文；写 - 则从标准输入读")
    parser.add_argument(
        "--matter",
        default="",
        metavar="事项",
        help="它就是哪个还缺条号的事项，例如 绩效目标设定要求",
    )
    parser.set_defaults(run=run_article)


def _add_holidays(parser: argparse.ArgumentParser) -> None:
    _add_document(parser)
    parser.add_argument("--year", required=True, metavar="年份")
    parser.add_argument(
        "--off", required=True, metavar="日子", help="放假的，例如 01-01、10月1日至10月7日"
    )
    parser.add_argument("--worked", default="", metavar="日子", help="周六周日里上班的")
    parser.add_argument("--notice", required=True, metavar="通知", help="通知的名称和文号")
    parser.add_argument("--place", default="china", metavar="地方", help="不写则为全国")
    parser.set_defaults(run=run_holidays)


def _add_limit(parser: argparse.ArgumentParser) -> None:
    _add_document(parser)
    parser.add_argument("--place", required=True, metavar="地方", help="见 jixiao policies")
    parser.add_argument("--limit", required=True, metavar="时限", help="例如 complaint-acceptance")
    parser.add_argument("--since", required=True, metavar="日期", help="从哪一天来件起")
    parser.add_argument("--number", required=True, metavar="天数", help="规定没有期限的写 没有期限")
    parser.add_argument(
        "--unit", default="working", metavar="天", help="working 或 calendar；不写为工作日"
    )
    parser.add_argument("--source", required=True, metavar="出处", help="哪个文件哪一条")
    parser.set_defaults(run=run_limit)


def _add_withdraw(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="编号", help="见 jixiao law list；写开头几位也可以")
    _add_who(parser)
    parser.set_defaults(run=run_withdraw)


def run_article(args: argparse.Namespace) -> int:
    """Enter an article."""
    from jixiao.acts.law_entries import ARTICLE
    from jixiao.acts.law_typed import article_says

    words = args.words
    if words == "-":
        words = file_bytes("-").decode("utf-8", errors="replace")
    says = article_says(args.law, args.article, words, args.matter, args.reason, args.title)
    return _entered(ARTICLE, says, args)


def run_holidays(args: argparse.Namespace) -> int:
    """Enter the holidays of a year."""
    from jixiao.acts.law_entries import HOLIDAYS
    from jixiao.acts.law_typed import holidays_say

    says = holidays_say(args.place, args.year, args.off, args.worked, args.notice, args.reason)
    return _entered(HOLIDAYS, says, args)


def run_limit(args: argparse.Namespace) -> int:
    """Enter a time limit of a place."""
    from jixiao.acts.law_entries import LIMIT
    from jixiao.acts.law_typed import limit_says

    says = limit_says(
        args.place, args.limit, args.since, args.number, args.unit, args.source, args.reason
    )
    return _entered(LIMIT, says, args)


def run_withdraw(args: argparse.Namespace) -> int:
    """Take an entry back."""
    folder = _folder(args)
    found = [one.id for one in folder.entries() if one.id.startswith(args.id)]
    if len(found) != 1:
        why = "不止一条，请多写几位" if found else "没有这一条；见 jixiao law list"
        raise UsageError(f"{args.id}：{why}")
    folder.withdraw(found[0], args.reason, _by(args), folder.seen())
    return _said([one for one in folder.entries() if one.id == found[0]], args)


def run_list(args: argparse.Namespace) -> int:
    """Everything entered, in the order of recording."""
    return _said(_folder(args).entries(), args)


def _entered(kind: str, says: dict[str, Any], args: argparse.Namespace) -> int:
    from jixiao.registers.law_folder import Document

    document = None
    if args.document:
        document = Document(Path(args.document).name, file_bytes(args.document))
    folder = _folder(args)
    made = folder.enter(kind, says, _by(args), document, folder.seen())
    return _said([made], args)


def _folder(args: argparse.Namespace) -> Any:
    from jixiao.registers.law_folder import LawFolder

    return LawFolder(Path(args.folder).resolve())


def _by(args: argparse.Namespace) -> Any:
    from jixiao.registers.law_folder import Administrator

    return Administrator(args.by, "", args.on)


def _said(entries: Sequence[Any], args: argparse.Namespace) -> int:
    from jixiao.acts.law_entries import told_in_json, told_in_words

    if args.json:
        put_json([told_in_json(one) for one in entries], args)
    else:
        put("".join(f"{told_in_words(one)}\n" for one in entries) or "没有录入\n", args)
    return Exit.DONE

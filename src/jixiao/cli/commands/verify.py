"""``jixiao verify DIR|FILE``: whether everything that is kept is what was recorded, offline."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jixiao.cli.database import database
from jixiao.cli.exits import Exit, UsageError
from jixiao.cli.outputs import add_output, put, put_json
from jixiao.grids.errors import ReadError

if TYPE_CHECKING:
    from jixiao.acts.kept_notes import Kept
    from jixiao.acts.note import Verifier
    from jixiao.acts.record import Record
    from jixiao.acts.verification import Fault, Verified

_SHOWN = 50


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("verify", help="核对存下的一切与当时记录的是否一致")
    parser.add_argument(
        "place", nargs="?", metavar="证据库|备份", type=Path, help="证据库文件夹，或者备份文件"
    )
    parser.add_argument("--data", metavar="文件夹", type=Path, help="网页应用存放数据的文件夹")
    parser.add_argument(
        "--key",
        metavar="文件",
        type=Path,
        help="核对签名用的公钥，应是另外保存的那份；不写则用记录旁边的",
    )
    parser.add_argument(
        "--checkpoint",
        metavar="文件",
        type=Path,
        help="另外保存的检查点，例如备份旁边的那个；整个被退回到以前的、分了叉的，凭它说得出来",
    )
    add_output(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Verify one place; exit code 1 where something is not what was recorded."""
    if (args.place is None) == (args.data is None):
        raise UsageError("写明证据库或备份，或者用 --data 写明网页应用的数据文件夹，只写一个")
    held = Held(_verifier(args.key), _kept(args.checkpoint))
    if args.data is not None:
        found = _installation(args.data, held)
    elif args.place.is_file():
        found = _backup(args.place, held)
    else:
        found = _folder(args.place, held)
    if args.json:
        put_json(found.to_json(), args)
    else:
        put(_text(found), args)
    return Exit.MUST_MEND if found.faults else Exit.DONE


@dataclass(frozen=True)
class Held:
    """What was kept elsewhere: the public key, and checkpoints."""

    verifier: Verifier | None
    checkpoints: tuple[Kept, ...]


def _kept(file: Path | None) -> tuple[Kept, ...]:
    """The checkpoints in the file that was named."""
    from jixiao.acts.errors import NoteError
    from jixiao.acts.kept_notes import kept_in

    if file is None:
        return ()
    try:
        return kept_in(file.read_bytes().decode("utf-8", errors="replace"))
    except OSError as wrong:
        raise ReadError(str(file), "检查点文件", str(wrong.strerror), "核对位置") from wrong
    except NoteError as wrong:
        raise ReadError(
            str(file), "签名的检查点", str(wrong), "换成备份旁边的 .checkpoint 文件"
        ) from wrong


def _verifier(key: Path | None) -> Verifier | None:
    """Of the public key that was named."""
    from jixiao.acts.key import verifier_of

    if key is None:
        return None
    if not key.is_file():
        raise ReadError(str(key), "公钥文件", "没有这个文件", "核对位置")
    return verifier_of(key)


def _folder(folder: Path, held: Held) -> Verified:
    from jixiao.acts.key import PUBLIC, verifier_of
    from jixiao.acts.verification import Verified, verify
    from jixiao.measures.verifying import verify_evidence
    from jixiao.registers.store import Store

    if not folder.is_dir():
        raise ReadError(str(folder), "证据库的文件夹", "没有这个文件夹", "核对位置")
    if (folder / "jixiao.sqlite3").exists():
        return _installation(folder, held)
    store = Store(folder)
    verifier, public = held.verifier, folder / "acts" / PUBLIC
    if verifier is None and public.is_file():
        verifier = verifier_of(public)
    record = store.record
    acts = verify(record.back, verifier, kept=held.checkpoints)
    acts += Verified(faults=tuple(_strange(record, held.checkpoints)))
    return acts + verify_evidence(store, None if acts.faults else record, held.checkpoints)


def _strange(record: Record, kept: Sequence[Kept]) -> Iterator[Fault]:
    from jixiao.acts.verification import Fault

    for one in kept:
        if one.told.origin != record.back.origin:
            yield Fault("checkpoint", f"另外保存的检查点是“{one.told.origin}”的，不是这一份记录的")


@database()
def _installation(folder: Path, held: Held, *, earlier: bool = False) -> Verified:
    """``earlier``: a copy of an earlier version's data is brought to this one's first."""
    if not folder.is_dir():
        raise ReadError(str(folder), "数据文件夹", "没有这个文件夹", "核对位置")
    os.environ["JIXIAO_DATA"] = str(folder.resolve())
    from jixiao.web.start import EarlierTablesError, need_tables, set_up, start

    try:
        start(None) if earlier else set_up()
        need_tables()
    except EarlierTablesError as wrong:
        raise ReadError(str(folder), "这个版本的数据", str(wrong), "启动以后再核对") from wrong
    from jixiao.web.installation.verifying import verify_installation

    return verify_installation(held.verifier, held.checkpoints)


def _backup(file: Path, held: Held) -> Verified:
    import tempfile

    from jixiao.web.installation.archive import DATABASE, extract

    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        extract(file, folder)
        (folder / DATABASE).rename(folder / "jixiao.sqlite3")
        os.environ.pop("JIXIAO_DATABASE", None)
        return _installation(folder, held, earlier=True)


def _text(found: Verified) -> str:
    if not found.faults:
        return f"核对无误：{found.acts} 条记录，{found.files} 个文件。\n"
    lines = [f"{one.at}：{one.fault}\n" for one in found.faults[:_SHOWN]]
    left = len(found.faults) - _SHOWN
    more = f"……另有 {left} 处\n" if left > 0 else ""
    return f"有 {len(found.faults)} 处与记录不符，第一处：\n{''.join(lines)}{more}"

"""Bytes of a text file → its text, in the encodings offices export."""

from __future__ import annotations

from jixiao.grids.errors import ReadError
from jixiao.grids.limits import MAX_TEXT_CHARS


def decode(data: bytes, name: str) -> str:
    """The text of a file in UTF-8, UTF-16 with its mark, or GB 18030.

    Raises:
        ReadError: nothing in it, too much in it, or bytes of none of these encodings.
    """
    if not data.strip():
        raise ReadError(name, "有内容的文件", "空文件", "检查导出是否完成后重新提交")
    if len(data) > MAX_TEXT_CHARS:
        limit = MAX_TEXT_CHARS // 1024 // 1024
        raise ReadError(
            name,
            f"不超过 {limit} MB 的文本",
            f"{len(data) / 1048576:.0f} MB",
            "按单位或年度拆分后提交",
        )
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text.removeprefix("\ufeff")
    raise ReadError(
        name,
        "UTF-8 或 GB 18030 编码的文本",
        "无法辨认的编码或二进制内容",
        "另存为 UTF-8 文本后提交",
    )


def _candidates(data: bytes) -> tuple[str, ...]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    return ("utf-8", "gb18030")

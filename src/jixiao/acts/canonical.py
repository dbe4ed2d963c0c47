"""JSON with one spelling for one meaning (RFC 8785), for what an act holds: no fractions, no floats."""

from __future__ import annotations

import json
from typing import Any

#: What may stand in an act: texts, whole numbers, yes and no, nothing, lists and objects of these.
Json = None | bool | int | str | list["Json"] | dict[str, "Json"]

_LARGEST = 2**53 - 1  # beyond it a number is not the same number in every program (RFC 7493)


class NotCanonicalError(ValueError):
    """A value, or a text, that is not what RFC 8785 would write."""


def encoded(value: Any) -> bytes:
    """The canonical bytes of a value.

    Raises:
        NotCanonicalError: something an act cannot hold: a float, a large number, a lone surrogate.
    """
    _look(value)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as lone:
        raise NotCanonicalError("文字里有不成对的代理字符") from lone


def decoded(data: bytes) -> Any:
    """The value that canonical bytes hold.

    Raises:
        NotCanonicalError: not JSON, or JSON spelled in another way.
    """
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as wrong:
        raise NotCanonicalError(f"不能解析：{wrong}") from wrong
    if encoded(value) != data:
        raise NotCanonicalError("不是规定的写法")
    return value


def _look(value: Any) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            # Names of members are ASCII, so that they sort alike by letters and by code units.
            if not (isinstance(key, str) and key.isascii()):
                raise NotCanonicalError(f"项名应为英文：{key!r}")
            _look(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _look(inner)
    elif isinstance(value, int):
        if abs(value) > _LARGEST:
            raise NotCanonicalError(f"整数太大：{value}")
    elif value is not None and not isinstance(value, str):
        raise NotCanonicalError(f"不能记录这样的值：{value!r}")

"""JSON with one spelling for one meaning (RFC 8785), for what an act holds: no fractions, no floats."""

from __future__ import annotations

import json
from typing import Any

#: What may stand in an act: texts, whole numbers, yes and no, nothing, lists and objects of these.
Json = None | bool | int | str | list["Json"] | dict[str, "Json"]

_LARGEST = 2**53 - 1  # beyond it a number is not the same number in every program (RFC 7493)


class NotCanonicalError(ValueError):
    """A value, or a text, that is not what RFC 8785 would write."""


_WRITER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False
)


def encoded(value: Any) -> bytes:
    """The canonical bytes of a value.

    Raises:
        NotCanonicalError: something an act cannot hold: a float, a large number, a lone surrogate.
    """
    _look(value)
    return _written(value)


def decoded(data: bytes) -> Any:
    """The value that canonical bytes hold.

    Raises:
        NotCanonicalError: not JSON, or JSON spelled in another way.
    """
    value = _parsed(data)
    if (
        not data.isascii()
    ):  # else no name of a member can be anything but ASCII, and numbers were looked at
        _look(value)
    if _written(value) != data:
        raise NotCanonicalError("不是规定的写法")
    return value


def _parsed(data: bytes) -> Any:
    try:
        value, _end = _READER.raw_decode(data.decode("utf-8"))
    except NotCanonicalError:
        raise
    except (ValueError, RecursionError) as wrong:
        raise NotCanonicalError(f"不能解析：{wrong}") from wrong
    return value


def _written(value: Any) -> bytes:
    try:
        return _WRITER.encode(value).encode("utf-8")
    except UnicodeEncodeError as lone:
        raise NotCanonicalError("文字里有不成对的代理字符") from lone


def _whole(digits: str) -> int:
    # By its length first: reading a number of a million digits takes long.
    return _bounded(int(digits) if len(digits) < 18 else _LARGEST + 1)


def _bounded(number: int) -> int:
    if abs(number) > _LARGEST:
        raise NotCanonicalError(f"整数太大：{number}")
    return number


def _no_number(printed: str) -> Any:
    raise NotCanonicalError(f"不能记录这样的值：{printed}")


_READER = json.JSONDecoder(parse_int=_whole, parse_float=_no_number, parse_constant=_no_number)


def _look(value: Any) -> None:
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return
    if kind is int:
        _bounded(value)
    elif kind is dict:
        for key, inner in value.items():
            # Names of members are ASCII, so that they sort alike by letters and by code units.
            if not (isinstance(key, str) and key.isascii()):
                raise NotCanonicalError(f"项名应为英文：{key!r}")
            _look(inner)
    elif kind is list or kind is tuple:
        for inner in value:
            _look(inner)
    else:
        raise NotCanonicalError(f"不能记录这样的值：{value!r}")

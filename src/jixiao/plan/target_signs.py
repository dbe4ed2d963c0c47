"""Comparison signs of target values: printed signs, their words before and after the number."""

from __future__ import annotations

import re

from jixiao.terms.targets import Operator

_SIGNS = {
    "≥": Operator.AT_LEAST, "≧": Operator.AT_LEAST, "⩾": Operator.AT_LEAST, "≯": Operator.AT_MOST,
    ">=": Operator.AT_LEAST, "=>": Operator.AT_LEAST, "》=": Operator.AT_LEAST,
    "≤": Operator.AT_MOST, "≦": Operator.AT_MOST, "⩽": Operator.AT_MOST, "≮": Operator.AT_LEAST,
    "<=": Operator.AT_MOST, "=<": Operator.AT_MOST, "《=": Operator.AT_MOST,
    "〉=": Operator.AT_LEAST, "〈=": Operator.AT_MOST,
    ">": Operator.MORE_THAN, "》": Operator.MORE_THAN, "〉": Operator.MORE_THAN,
    "<": Operator.LESS_THAN, "《": Operator.LESS_THAN, "〈": Operator.LESS_THAN,
    "=": Operator.EXACTLY, "═": Operator.EXACTLY,
}  # fmt: skip
_BEFORE = {
    "大于或等于": Operator.AT_LEAST, "大于等于": Operator.AT_LEAST, "高于或等于": Operator.AT_LEAST,
    "高于等于": Operator.AT_LEAST, "不得低于": Operator.AT_LEAST, "不得少于": Operator.AT_LEAST,
    "不能低于": Operator.AT_LEAST, "不应低于": Operator.AT_LEAST, "不能少于": Operator.AT_LEAST,
    "最少": Operator.AT_LEAST, "最低": Operator.AT_LEAST, "多于或等于": Operator.AT_LEAST,
    "不低于": Operator.AT_LEAST, "不少于": Operator.AT_LEAST, "不小于": Operator.AT_LEAST,
    "不下于": Operator.AT_LEAST, "至少": Operator.AT_LEAST, "达到": Operator.AT_LEAST,
    "小于或等于": Operator.AT_MOST, "小于等于": Operator.AT_MOST, "低于或等于": Operator.AT_MOST,
    "低于等于": Operator.AT_MOST, "不得超过": Operator.AT_MOST, "不得高于": Operator.AT_MOST,
    "不能超过": Operator.AT_MOST, "不应超过": Operator.AT_MOST, "不得突破": Operator.AT_MOST,
    "最高": Operator.AT_MOST, "不得多于": Operator.AT_MOST, "不得大于": Operator.AT_MOST,
    "不超过": Operator.AT_MOST, "不高于": Operator.AT_MOST, "不大于": Operator.AT_MOST,
    "不多于": Operator.AT_MOST, "不超出": Operator.AT_MOST, "最多": Operator.AT_MOST,
    "至多": Operator.AT_MOST, "控制在": Operator.AT_MOST, "不超": Operator.AT_MOST,
    "不突破": Operator.AT_MOST, "大于": Operator.MORE_THAN, "高于": Operator.MORE_THAN,
    "超过": Operator.MORE_THAN, "多于": Operator.MORE_THAN, "小于": Operator.LESS_THAN,
    "超": Operator.MORE_THAN, "逾": Operator.MORE_THAN,
    "低于": Operator.LESS_THAN, "少于": Operator.LESS_THAN, "等于": Operator.EXACTLY,
}  # fmt: skip
_AFTER = {
    "以上(含)": Operator.AT_LEAST, "(及)以上": Operator.AT_LEAST, "含以上": Operator.AT_LEAST,
    "以下(含)": Operator.AT_MOST, "(及)以下": Operator.AT_MOST, "以内(含)": Operator.AT_MOST,
    "(含)以内": Operator.AT_MOST, "及以内": Operator.AT_MOST,
    "及以上": Operator.AT_LEAST, "(含)以上": Operator.AT_LEAST, "或以上": Operator.AT_LEAST,
    "以上": Operator.AT_LEAST, "及以下": Operator.AT_MOST, "(含)以下": Operator.AT_MOST,
    "以下": Operator.AT_MOST, "以内": Operator.AT_MOST, "之内": Operator.AT_MOST, "内": Operator.AT_MOST,
}  # fmt: skip


def _any(words: dict[str, Operator]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


SIGN = _any(_SIGNS)
_LEADING = re.compile(rf"\s*(?:(?P<sign>{SIGN})|(?P<word>{_any(_BEFORE)}))\s*")
_BEFORE_NUMBER = re.compile(rf"(?:{SIGN}|{_any(_BEFORE)})+$")
_TRAILING = re.compile(rf"(?P<word>{_any(_AFTER)})$")


def take_leading(text: str) -> tuple[list[Operator], str]:
    """All signs (or their words) at the head of a text, in order, and what is left."""
    found: list[Operator] = []
    while match := _LEADING.match(text):
        found.append(_SIGNS[match["sign"]] if match["sign"] else _BEFORE[match["word"]])
        text = text[match.end() :]
    return found, text


def without_sign(before: str) -> str:
    """What stands before a number, without the sign right before the number."""
    return _BEFORE_NUMBER.sub("", before)


def take_trailing(text: str) -> tuple[Operator | None, str]:
    """A sign in words at the end (``以上``, ``以内``), and what is left."""
    match = _TRAILING.search(text)
    return (_AFTER[match["word"]], text[: match.start()]) if match else (None, text)


def settle(signs: list[Operator]) -> tuple[Operator | None, bool]:
    """The one sign several printed ones mean, and whether it was printed twice.

    ``≥≥`` is ``≥``; ``控制在≤`` is ``≤``. Signs that contradict give ``None``.
    """
    kinds = set(signs)
    if len(kinds) <= 1:
        return (signs[0] if signs else None), len(signs) > 1
    for stronger in (Operator.AT_LEAST, Operator.AT_MOST):
        if stronger in kinds and kinds <= {stronger, Operator.EXACTLY, _STRICT[stronger]}:
            return stronger, True
    return None, True


_STRICT = {Operator.AT_LEAST: Operator.MORE_THAN, Operator.AT_MOST: Operator.LESS_THAN}

"""Passwords that meet every rule of length and are guessed at the first try all the same."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_FEWEST_CHARACTERS = 5  # different ones
_FEWEST_OF_ONES_OWN = 6  # left when the program's name, the account's and all digits are taken out
_PROGRAM = re.compile("jixiao|admin|password", re.IGNORECASE)


class LongEnough(MinimumLengthValidator):
    """Django's own rule of length, refused in the words of these pages."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises:
        ValidationError: the password is shorter than it must be.
        """
        if len(password) < self.min_length:
            told = _("密码太短：至少 %(least)s 个字符，现有 %(found)s 个。")
            raise ValidationError(told % {"least": self.min_length, "found": len(password)})


class NotGuessed:
    """Refuses one or two characters repeated, a short word repeated, and names with a year behind."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises:
        ValidationError: the password is of one of these kinds; says which.
        """
        if len(set(password.casefold())) < _FEWEST_CHARACTERS:
            raise ValidationError(_("密码里不同的字符太少；至少要有五个不同的字符。"))
        if _repeats(password.casefold()):
            raise ValidationError(_("密码不能由一小段重复而成。"))
        if len(_own(password, getattr(user, "username", ""))) < _FEWEST_OF_ONES_OWN:
            raise ValidationError(_("密码不能只是账号、程序的名字或常用词加上数字。"))

    def get_help_text(self) -> str:
        """What a good one is."""
        return _("密码不要用重复的字符，也不要用账号或程序的名字加数字。")


def _repeats(text: str) -> bool:
    """Whether it is a shorter text again and again: found in itself twice before its end."""
    return text in (text + text)[1:-1]


def _own(password: str, account: str) -> str:
    bare = _PROGRAM.sub("", password)
    if account:
        bare = re.sub(re.escape(account), "", bare, flags=re.IGNORECASE)
    return re.sub(r"[\d\W_]", "", bare) if bare != password else bare

"""Enumerations whose members carry the word printed in Chinese documents."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Labelled(StrEnum):
    """A string enumeration with a Chinese ``label`` and an English ``english`` for each member.

    The member's value is what JSON carries; the label is what documents and pages print.
    """

    label: str
    english: str

    def __new__(cls, value: str, label: str, english: str = "") -> Labelled:
        """Make a member from its JSON value, its Chinese label and its English name."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.english = english or value
        return member

    @classmethod
    def of(cls, value: str) -> Self:
        """The member that JSON carries as ``value``.

        Raises:
            KeyError: there is none.
        """
        for member in cls:
            if member.value == value:
                return member
        raise KeyError(value)

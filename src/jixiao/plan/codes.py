"""Project codes, the code before a project's name, unit codes and funding document numbers.

Source: field guide §7.2 and §7.4. The check character was found by calculation on 14 published
codes of two provinces (14 of 14); no official statement is known, so a failure is a warning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

#: The 31 characters of GB 32100-2015: no I, O, S, V, Z.
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 21
_CODE = re.compile(
    r"(?P<division>\d{6})(?P<year>\d{2})(?P<letter>[A-Z])(?P<serial>\d{6})(?P<block>\d{5})(?P<check>[0-9A-Z])"
)
_SOURCE = re.compile(r"【\s*(?P<code>\d{6,}[A-Z]\d+)\s*】")
_DOCUMENT = re.compile(
    r"(?P<issuer>[\u4e00-\u9fff]{1,8}?字?)\s*[【〔\[［(（]\s*(?P<year>\d{4})\s*[】〕\]］)）]"
    r"\s*(?P<slip>年?)\s*(?P<number>\d{1,5})\s*号"
)
_LIBRARY_TAIL = re.compile(r"\s*绩效目标表$")
SOURCE_LENGTH = 21


@dataclass(frozen=True)
class ProjectCode:
    """A project code taken apart: division (GB/T 2260), year of set-up, serial, check character."""

    text: str
    division: str
    year: int
    letter: str
    serial: str
    block: str
    check: str

    @property
    def check_holds(self) -> bool | None:
        """Whether the check character fits; ``None`` where a character is outside the alphabet."""
        expected = check_character(self.text[:-1])
        return None if expected is None else expected == self.check


def check_character(code20: str) -> str | None:
    """The 21st character for the first 20, or ``None`` where one lies outside the alphabet."""
    if any(c not in ALPHABET for c in code20):
        return None
    total = sum(ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(code20))
    return ALPHABET[(30 - total) % 31]


def parse_code(text: str | None) -> ProjectCode | None:
    """A 21-character project code taken apart, or ``None`` where the text has not that shape."""
    found = _CODE.fullmatch((text or "").strip())
    if not found:
        return None
    year = 2000 + int(found["year"])
    division, _, letter, serial, block, check = found.groups()
    return ProjectCode(found.group(), division, year, letter, serial, block, check)


@dataclass(frozen=True)
class FundingDocument:
    """A funding document number (指标文号) and how it was printed."""

    printed: str
    issuer: str
    year: int
    number: int
    well_formed: bool

    @property
    def normal(self) -> str:
        """The number with the brackets of GB/T 9704: ``怀财字〔2023〕7号``."""
        return f"{self.issuer}〔{self.year}〕{self.number}号"


def parse_document(text: str | None) -> FundingDocument | None:
    """The first funding document number in a text, or ``None``.

    ``well_formed`` is false for a slip such as ``怀财字【2023】年7号``.
    """
    found = _DOCUMENT.search(text or "")
    if not found:
        return None
    return FundingDocument(
        found.group(), found["issuer"], int(found["year"]), int(found["number"]), not found["slip"]
    )


@dataclass(frozen=True)
class ProjectName:
    """A printed project name taken apart."""

    printed: str
    short: str
    document: FundingDocument | None
    source_code: str | None

    @property
    def source_truncated(self) -> bool:
        """Whether the code before the name is shorter than the usual 21 characters."""
        return self.source_code is not None and len(self.source_code) != SOURCE_LENGTH


def parse_name(printed: str) -> ProjectName:
    """Take ``【13073023X000004000082】怀财字【2023】7号注册监管`` apart.

    Where nothing but the number is left (冀财行【2022】104号 alone), the short name is the whole.
    """
    source = _SOURCE.match(printed.strip())
    rest = printed.strip()[source.end() :] if source else printed.strip()
    document = parse_document(rest)
    short = (
        rest.replace(document.printed, "", 1).strip()
        if document and rest.startswith(document.printed)
        else rest
    )
    return ProjectName(printed, short or printed, document, source["code"] if source else None)


_UNIT_LINE = re.compile(r"(?P<code>\d{6,9})\s*(?P<name>[^\d\s].*)")


def parse_unit(text: str | None) -> tuple[str | None, str | None]:
    """``414001怀来县市场监督管理局`` → (code, name); without a code, (``None``, the text)."""
    bare = (text or "").strip()
    found = _UNIT_LINE.fullmatch(bare)
    return (found["code"], found["name"].strip()) if found else (None, bare or None)

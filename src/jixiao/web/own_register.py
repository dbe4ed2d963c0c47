"""A department's own register, from a form to the declaration the registers room reads and checks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from jixiao.plan.words import one_line
from jixiao.registers.catalogue import common_fields, registers
from jixiao.registers.declaration import DeclarationError, FieldType, Register
from jixiao.registers.loading import load
from jixiao.registers.whole_file import write_whole

FEWEST_ROWS, MORE_ROWS, MOST_ROWS = 8, 8, 40
#: What the names begin with that a register and its fields are given; a number follows.
_REGISTER, _FIELD = "own_", "field_"
_SPLIT = "，,、;；\n"


@dataclass(frozen=True)
class FieldRow:
    """One line of the form, as typed; an empty label is an empty line."""

    label: str = ""
    type: str = FieldType.TEXT.value
    key: bool = False
    required: bool = False
    event: bool = False
    personal: str = ""
    codes: str = ""
    synonyms: str = ""


@dataclass(frozen=True)
class Draft:
    """The whole form, as typed."""

    label: str = ""
    keeper: str = ""
    source: str = ""
    rows: tuple[FieldRow, ...] = (FieldRow(),) * FEWEST_ROWS

    @classmethod
    def typed(cls, told: Mapping[str, str]) -> Draft:
        """What a form says; lines are numbered from 1."""
        texts = {key: one_line(told.get(key, ""))[:500] for key in _HEAD}
        return cls(**texts, rows=tuple(_rows(told)))

    def with_more(self) -> Draft:
        """The same with further empty lines."""
        more = min(MORE_ROWS, MOST_ROWS - len(self.rows))
        return Draft(self.label, self.keeper, self.source, self.rows + (FieldRow(),) * more)

    def filled(self) -> list[tuple[str, FieldRow]]:
        """Field names with their lines, empty lines left out: a number each, which nobody has to see."""
        lines = [row for row in self.rows if row.label]
        return [(f"{_FIELD}{n}", row) for n, row in enumerate(lines, 1)]


_HEAD = ("label", "keeper", "source")


def _rows(told: Mapping[str, str]) -> Iterator[FieldRow]:
    try:
        count = min(int(told.get("lines", "")), MOST_ROWS)
    except ValueError:
        count = FEWEST_ROWS
    for n in range(1, count + 1):
        text = {key: one_line(told.get(f"{key}-{n}", ""))[:2000] for key in _TEXTS}
        flags = {key: f"{key}-{n}" in told for key in ("key", "required", "event")}
        yield FieldRow(**text, **flags)


_TEXTS = ("label", "type", "personal", "codes", "synonyms")


def toml_of(draft: Draft) -> str:
    """The declaration. Texts are quoted as JSON quotes them, which TOML reads the same."""
    named = draft.filled()
    keys = [name for name, row in named if row.key]
    head = [f"{key} = {_text(getattr(draft, key))}" for key in ("label", "keeper", "source")]
    return "\n".join([
        *head, f"key = {_list(keys)}", *_year(named), "", "[fields]",
        *(f"{name} = {{ {', '.join(_field(row))} }}" for name, row in named), "",
    ])  # fmt: skip


def _year(named: list[tuple[str, FieldRow]]) -> list[str]:
    """The first event is what puts a row into a year."""
    first = next((name for name, row in named if row.event), None)
    return [f"year_of = {_text(first)}"] if first else []


def _field(row: FieldRow) -> Iterator[str]:
    yield f"label = {_text(row.label)}"
    yield f"type = {_text(row.type)}"
    for flag in ("required", "event"):
        if getattr(row, flag):
            yield f"{flag} = true"
    if row.personal:
        yield f"personal = {_text(row.personal)}"
    if row.type == FieldType.CODE:
        codes = (f"code_{n} = {_list([word])}" for n, word in enumerate(_words(row.codes), 1))
        yield f"codes = {{ {', '.join(codes)} }}"
    if row.synonyms:
        yield f"synonyms = {_list(_words(row.synonyms))}"


def _words(text: str) -> list[str]:
    for sign in _SPLIT[1:]:
        text = text.replace(sign, _SPLIT[0])
    return list(dict.fromkeys(word.strip() for word in text.split(_SPLIT[0]) if word.strip()))


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "")


def _list(texts: list[str]) -> str:
    return f"[{', '.join(map(_text, texts))}]"


def checked(draft: Draft, folder: Path) -> Register:
    """The register a draft declares, by the registers room's own checks.

    Raises:
        DeclarationError: what is wrong, and in the form's own words where.
    """
    there = registers(folder)
    if draft.label in {one.label for one in there.values()}:
        raise DeclarationError("", _("台账名称"), _("已有这个名称的台账，请换一个"))
    free = next(n for n in count(1) if f"{_REGISTER}{n}" not in there)
    name = f"{_REGISTER}{free}"
    try:
        return load(name, toml_of(draft), _file(name), common_fields())
    except DeclarationError as wrong:
        raise DeclarationError("", _said(draft, wrong.key), _said(draft, wrong.fault)) from wrong


def _said(draft: Draft, words: str) -> str:
    """A declaration's words as the form has them: labels for names."""
    for name, row in reversed(draft.filled()):
        words = words.replace(f"fields.{name}", f"“{row.label}”").replace(name, f"“{row.label}”")
    for key, said in _KEYS.items():
        words = re.sub(rf"(?<![a-z_]){key}(?![a-z_])", str(said), words)
    return words


#: A declaration's keys as the form calls them.
_KEYS = {
    "label": _later("台账名称"), "key": _later("区分各行"), "fields": _later("各栏"),
    "codes": _later("可选的词"), "type": _later("内容"), "synonyms": _later("别的写法"),
    "personal": _later("个人信息"), "event": _later("事件日期"), "required": _later("必填"),
}  # fmt: skip


def write(draft: Draft, folder: Path) -> Register:
    """Check a draft and put it among the department's own registers; one that is there stays.

    Raises:
        DeclarationError: as :func:`checked`.
    """
    register = checked(draft, folder)
    place = folder / "registers"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(place / _file(register.name), toml_of(draft).encode())
    return register


def _file(name: str) -> str:
    return f"{name}.toml"

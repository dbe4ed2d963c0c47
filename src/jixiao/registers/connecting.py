"""The connectors there are: those shipped here, and a department's own; every fault with file and key."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jixiao.registers.connector import PERSONAL, UNUSED, Connector, Slot
from jixiao.registers.declaration import DeclarationError, Register
from jixiao.registers.heading_words import UNITS, canonical
from jixiao.registers.words import UnknownWordError, in_codes

_TEXTS = ("label", "version", "register", "source")
_KEYS = {
    *_TEXTS, "needed", "columns", "groups", "units", "words", "one_of", "question", "lacks"
}  # fmt: skip
_MOST_COLUMNS = 500


def load(name: str, text: str, file: str, registers: Mapping[str, Register]) -> Connector:
    """A connector from its TOML text.

    Raises:
        DeclarationError: not TOML, or something in it that a connector of its register cannot be.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise DeclarationError(file, "全文", f"不是 TOML：{wrong}") from wrong
    return _Loader(file, registers).connector(name, data)


class _Loader:
    """Checks and builds; knows the file for messages."""

    def __init__(self, file: str, registers: Mapping[str, Register]) -> None:
        self.file, self.registers = file, registers

    def fail(self, key: str, fault: str) -> DeclarationError:
        return DeclarationError(self.file, key, fault)

    def connector(self, name: str, data: dict[str, Any]) -> Connector:
        for key in data:
            if key not in _KEYS:
                raise self.fail(key, f"不认识；可写：{'、'.join(sorted(_KEYS))}")
        for key in _TEXTS:
            self.text(key, data.get(key))
        if data["register"] not in self.registers:
            raise self.fail("register", f"没有名为“{data['register']}”的台账")
        register = self.registers[data["register"]]
        slots = tuple(self.slots(data, register))
        return Connector(
            name=name,
            **{key: data[key] for key in _TEXTS},
            needed=self.needed(data.get("needed"), slots),
            slots=slots,
            units=tuple(self.units(data.get("units", {}), register)),
            meant=tuple(self.words(data.get("words", {}), register)),
            one_of=tuple(self.fields("one_of", data.get("one_of", []), register)),
            question=self.text("question", data.get("question", "无")),
            lacks=self.text("lacks", data.get("lacks", "无")),
        )

    def text(self, key: str, value: Any) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self.fail(key, "应为文字，不能空")
        return value

    def slots(self, data: Mapping[str, Any], register: Register) -> list[Slot]:
        found = self.of("columns", data.get("columns", {}), register, "")
        for group, columns in self.table("groups", data.get("groups", {})).items():
            found += self.of(f"groups.{group}", columns, register, group)
        if not found or len(found) > _MOST_COLUMNS:
            raise self.fail(
                "columns", f'写出各列，例如 "案件编号" = "case_no"；不超过 {_MOST_COLUMNS} 列'
            )
        return found

    def of(self, key: str, columns: Any, register: Register, group: str) -> list[Slot]:
        found, seen = [], dict[str, str]()
        for printed, field in self.table(key, columns).items():
            headings = tuple(h.strip() for h in printed.split("|") if h.strip())
            where = f"{key}.{printed}"
            if not headings:
                raise self.fail(where, "写出列名")
            if field not in (UNUSED, PERSONAL) and field not in register:
                raise self.fail(
                    where,
                    f"{register.label}没有字段 {field}；不读的写 {UNUSED}，个人信息写 {PERSONAL}",
                )
            for word in dict.fromkeys(map(canonical, headings)):
                if word in seen:
                    raise self.fail(where, f"与“{seen[word]}”是同一个列名；分组写在 groups 里")
                seen[word] = printed
            found.append(Slot(headings, field, group))
        return found

    def table(self, key: str, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self.fail(key, "应为一张表")
        return value

    def needed(self, value: Any, slots: tuple[Slot, ...]) -> tuple[str, ...]:
        if not isinstance(value, list) or len(value) < 2:
            raise self.fail("needed", "至少写两个列名，凭它们认出这个来源")
        there = {word for slot in slots for word in slot.words}
        for heading in value:
            if canonical(str(heading)) not in there:
                raise self.fail("needed", f"“{heading}”不在 columns 和 groups 中")
        return tuple(map(str, value))

    def fields(self, key: str, value: Any, register: Register) -> list[str]:
        if not isinstance(value, list):
            raise self.fail(key, "应为字段的列表")
        for name in value:
            if name not in register:
                raise self.fail(key, f"{register.label}没有字段 {name}")
        return value

    def units(self, value: Any, register: Register) -> list[tuple[str, str]]:
        for field, unit in self.table("units", value).items():
            self.fields(f"units.{field}", [field], register)
            if unit not in UNITS:
                raise self.fail(f"units.{field}", f"“{unit}”应为 {'、'.join(UNITS)} 之一")
        return list(value.items())

    def words(self, value: Any, register: Register) -> list[tuple[str, str, str]]:
        for field in self.table("words", value):
            self.fields(f"words.{field}", [field], register)
            self.table(f"words.{field}", value[field])
        try:
            codes = in_codes(register, value)
        except UnknownWordError as wrong:
            raise self.fail("words", str(wrong)) from wrong
        return [(field, word, code) for field, said in codes.items() for word, code in said.items()]


@lru_cache(maxsize=1)
def _texts() -> tuple[tuple[str, str], ...]:
    folder = files("jixiao.registers") / "connectors"
    named = sorted(f.name for f in folder.iterdir() if f.name.endswith(".toml"))
    return tuple((name.removesuffix(".toml"), (folder / name).read_text("utf-8")) for name in named)


def shipped(registers: Mapping[str, Register]) -> tuple[Connector, ...]:
    """The connectors that come with the program."""
    return tuple(load(name, text, f"{name}.toml", registers) for name, text in _texts())


def added(folder: Path, registers: Mapping[str, Register]) -> tuple[Connector, ...]:
    """A department's own, in the ``connectors`` of its evidence folder; they go before the shipped.

    Raises:
        DeclarationError: one of them breaks the rules.
    """
    found = []
    for path in sorted((folder / "connectors").glob("*.toml")):
        try:
            text = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as wrong:
            raise DeclarationError(str(path), "全文", "读不出，或不是 UTF-8 文本") from wrong
        found.append(load(path.stem, text, str(path), registers))
    return tuple(found)

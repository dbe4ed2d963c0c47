"""From the TOML text of a declaration to a :class:`Register`, every fault named with file and key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields as dataclass_fields
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from jixiao.registers.declaration import (
    Code,
    DeclarationError,
    Effect,
    Field,
    FieldType,
    Grain,
    Personal,
    Recheck,
    Register,
)

NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_FIELD_KEYS = {f.name for f in dataclass_fields(Field)} - {"name"} | {"common"}
_KEYS = {f.name for f in dataclass_fields(Register) if f.init} - {"connectors", "strangers"} | {
    "name"
}
_TEXTS = ("label", "english", "note", "unless", "lacking")
_LISTS = ("synonyms", "patterns", "if_fits", "instead", "unfinished")
_FLAGS = ("required", "event", "deadline", "open", "read", "scrub")
_MOST_FIELDS = 200
_RESERVED = ("filename", "file_row_number", "file_index")  # DuckDB's own columns of a Parquet file


def load(name: str, text: str, file: str, common: Mapping[str, Any] | None = None) -> Register:
    """A register from the text of its declaration; ``common`` holds fields taken by ``common = true``.

    Raises:
        DeclarationError: not TOML, or anything in it that a register cannot be.
    """
    return _Loader(file, common or {}).register(name, _parsed(text, file))


def widened(
    register: Register, text: str, file: str, common: Mapping[str, Any] | None = None
) -> Register:
    """A register with the fields that a department adds to it, behind its own; nothing else of it changes.

    Raises:
        DeclarationError: not TOML, more than fields, or a field that the register has already.
    """
    return _Loader(file, common or {}).widened(register, _parsed(text, file))


def _parsed(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise DeclarationError(file, "全文", f"不是 TOML：{wrong}") from wrong


class _Loader:
    """Checks and builds; knows the file for messages."""

    def __init__(self, file: str, common: Mapping[str, Any]) -> None:
        self.file, self.common = file, common

    def fail(self, key: str, fault: str) -> DeclarationError:
        return DeclarationError(self.file, key, fault)

    def register(self, name: str, data: dict[str, Any]) -> Register:
        self._known("", data, _KEYS)
        if not NAME.fullmatch(name):
            raise self.fail("name", f"“{name}”应为小写英文字母、数字和下划线，以字母开头")
        if data.get("name", name) != name:
            raise self.fail("name", f"应与文件名一致（{name}）")
        found = self._fields(data.get("fields"))
        names = {f.name: f for f in found}
        label = self._text("label", data.get("label"), needed=True)
        register = Register(
            name=name,
            label=label,
            english=self._text("english", data.get("english")) or name,
            keeper=self._text("keeper", data.get("keeper")),
            source=self._text("source", data.get("source")),
            fields=found,
            key=self._names("key", data.get("key", []), names),
            otherwise=self._names("otherwise", data.get("otherwise", []), names, star=True),
            order=self._order(data.get("order", []), names),
            year_of=self._name("year_of", data.get("year_of"), names),
            unit=self._name("unit", data.get("unit"), names),
            project=self._name("project", data.get("project"), names),
            effect=self._effect(data.get("effect"), names),
            grain=self._grain(data.get("grain"), names),
            aside=self._strings("aside", data.get("aside", [])),
            period=self._names("period", data.get("period", []), names),
        )
        self._agree(register)
        return register

    def widened(self, register: Register, data: dict[str, Any]) -> Register:
        self._known("", data, {"fields"})
        there = {word: f.label for f in register.fields for word in (f.label, *f.synonyms)}
        more = self._fields(data.get("fields"))
        for one in more:
            key = f"fields.{one.name}"
            if one.name in register:
                raise self.fail(key, f"{register.label}已有字段 {one.name}，请换一个名称")
            for word in (one.label, *one.synonyms):
                if word in there:
                    raise self.fail(key, f"“{word}”已是{register.label}“{there[word]}”的列名")
        return replace(register, fields=(*register.fields, *more))

    def _agree(self, register: Register) -> None:
        if not register.key:
            raise self.fail("key", "至少写一个字段，用来区分各行")
        for field in register.fields:
            for name in field.instead:
                if name not in register:
                    raise self.fail(f"fields.{field.name}.instead", f"没有字段 {name}")
        for name in register.key:
            if not register.field(name).stored:
                raise self.fail("key", f"字段 {name} 不留存，不能作编号")
        if register.otherwise and (
            len(register.key) > 1 or register.field(register.key[0]).type is not FieldType.TEXT
        ):
            raise self.fail("otherwise", "只有一个文字字段作编号时才能这样写")
        kinds = [register.field(name).type for name in register.period]
        if kinds and kinds != [FieldType.DATE, FieldType.DATE, FieldType.TEXT]:
            raise self.fail("period", "依次写起日、止日（日期）和写期间的文字三个字段")
        if register.year_of and register.field(register.year_of).type is not FieldType.DATE:
            raise self.fail("year_of", f"{register.year_of} 不是日期")

    def _fields(self, data: Any) -> tuple[Field, ...]:
        if not isinstance(data, dict) or not data:
            raise self.fail(
                "fields", '写出各字段，例如 case_no = { label = "案件编号", type = "text" }'
            )
        if len(data) > _MOST_FIELDS:
            raise self.fail("fields", f"不超过 {_MOST_FIELDS} 个字段")
        found = tuple(self._field(name, value) for name, value in data.items())
        labels: dict[str, str] = {}
        for one in found:
            if one.label in labels:
                raise self.fail(
                    f"fields.{one.name}.label", f"“{one.label}”已用于 {labels[one.label]}"
                )
            labels[one.label] = one.name
        return found

    def _field(self, name: str, data: Any) -> Field:
        key = f"fields.{name}"
        if not NAME.fullmatch(name) or name in _RESERVED:
            raise self.fail(key, "字段名应为小写英文字母、数字和下划线，以字母开头")
        if not isinstance(data, dict):
            raise self.fail(key, "应为 { label = …, type = … }")
        self._known(f"{key}.", data, _FIELD_KEYS)
        if data.get("common"):
            data = self._with_common(key, name, data)
        kind = self._type(key, data.get("type"))
        values: dict[str, Any] = {
            t: self._text(f"{key}.{t}", data.get(t), t == "label") for t in _TEXTS
        }
        values |= {flag: self._flag(f"{key}.{flag}", data.get(flag, False)) for flag in _FLAGS}
        values |= {t: self._strings(f"{key}.{t}", data.get(t, [])) for t in _LISTS}
        for pattern in values["patterns"]:
            self._pattern(f"{key}.patterns", pattern)
        values["codes"] = self._codes(key, kind, data.get("codes"))
        values["rules"] = self._rules(f"{key}.rules", data.get("rules", []), values["codes"])
        values["personal"] = self._personal(key, data.get("personal"))
        values |= {
            bound: self._bound(f"{key}.{bound}", data.get(bound), kind) for bound in ("min", "max")
        }
        if values["event"] and kind is not FieldType.DATE:
            raise self.fail(f"{key}.event", "只有日期能是事件")
        if values["personal"] is Personal.HASH and kind is not FieldType.TEXT:
            raise self.fail(f"{key}.personal", "只有文字字段能取摘要（hash）；其他用 drop")
        return Field(name=name, type=kind, **values)

    def _with_common(self, key: str, name: str, data: dict[str, Any]) -> dict[str, Any]:
        base = self.common.get(name)
        if base is None:
            raise self.fail(
                f"{key}.common", f"没有名为 {name} 的公共字段；有：{'、'.join(self.common)}"
            )
        return {**base, **{k: v for k, v in data.items() if k != "common"}}

    def _type(self, key: str, value: Any) -> FieldType:
        found = next((kind for kind in FieldType if kind == value), None)
        if found is None:
            raise self.fail(f"{key}.type", f"“{value}”应为 {'、'.join(FieldType)} 之一")
        return found

    def _codes(self, key: str, kind: FieldType, data: Any) -> tuple[Code, ...]:
        if kind not in (FieldType.CODE, FieldType.BOOLEAN):
            if data is not None:
                raise self.fail(f"{key}.codes", "只有代码和是否字段有代码表")
            return ()
        if kind is FieldType.CODE and not data:
            raise self.fail(f"{key}.codes", '写出代码表，例如 { closed = ["已结案", "结案"] }')
        codes, seen = [], dict[str, str]()
        for value, spellings in (data or {}).items():
            where = f"{key}.codes.{value}"
            words = self._strings(where, spellings)
            if not words:
                raise self.fail(where, "至少写一个中文名称")
            if kind is FieldType.BOOLEAN and value not in ("true", "false"):
                raise self.fail(where, "是否字段只有 true 和 false")
            for word in words:
                if seen.setdefault(word, value) != value:
                    raise self.fail(where, f"“{word}”已是 {seen[word]} 的名称")
            codes.append(Code(str(value), words[0], words[1:]))
        return tuple(codes)

    def _rules(self, key: str, data: Any, codes: tuple[Code, ...]) -> tuple[tuple[str, str], ...]:
        if not isinstance(data, list) or not all(
            isinstance(p, list) and len(p) == 2 and all(isinstance(s, str) for s in p) for p in data
        ):
            raise self.fail(key, '应为一对一对的代码和正则表达式，例如 [["closed", ".*结案"]]')
        for value, pattern in data:
            if value not in {c.value for c in codes} | {"true", "false"}:
                raise self.fail(key, f"代码表中没有 {value}")
            self._pattern(key, pattern)
        return tuple((value, pattern) for value, pattern in data)

    def _pattern(self, key: str, pattern: str) -> None:
        try:
            re.compile(pattern)
        except re.error as wrong:
            raise self.fail(key, f"“{pattern}”不是正则表达式：{wrong}") from wrong

    def _effect(self, data: Any, names: Mapping[str, Field]) -> Effect | None:
        if data is None:
            return None
        if not isinstance(data, dict) or {"amount", "stated"} - set(data):
            raise self.fail("effect", "写出 amount、stated，和 nothing、back 中的字段和代码")
        said = ("nothing", "back", "undone", "either")
        self._known("effect.", data, {"amount", "stated", "less", "less_words", *said})
        for part in ("amount", "stated"):
            self._name(f"effect.{part}", data[part], names)
        sides = {
            side: {
                str(self._name(f"effect.{side}", name, names)): self._strings(
                    f"effect.{side}.{name}", codes
                )
                for name, codes in data.get(side, {}).items()
            }
            for side in said
        }
        less = self._name("effect.less", data.get("less"), names) or ""
        words = self._text("effect.less_words", data.get("less_words", ""))
        return Effect(data["amount"], data["stated"], **sides, less=less, less_words=words)

    def _grain(self, data: Any, names: Mapping[str, Field]) -> Grain | None:
        if data is None:
            return None
        if not isinstance(data, dict):
            raise self.fail("grain", "写出 each 和 remedy")
        self._known("grain.", data, {"each", "remedy", "parts", "unless", "recheck"})
        return Grain(
            self._text("grain.each", data.get("each"), needed=True),
            self._text("grain.remedy", data.get("remedy"), needed=True),
            self._strings("grain.parts", data.get("parts", [])),
            self._name("grain.unless", data.get("unless"), names) or "",
            self._recheck(data.get("recheck"), names),
        )

    def _recheck(self, data: Any, names: Mapping[str, Field]) -> Recheck | None:
        if data is None:
            return None
        key = "grain.recheck"
        if not isinstance(data, dict):
            raise self.fail(key, "写出 first、again、result、retest、flag")
        self._known(f"{key}.", data, {"first", "again", "result", "retest", "flag"})
        result, retest, flag = (
            self._name(f"{key}.{one}", data.get(one, ""), names) or ""
            for one in ("result", "retest", "flag")
        )
        first, again = (
            self._strings(f"{key}.{one}", data.get(one, [])) for one in ("first", "again")
        )
        return Recheck(first, again, result, retest, flag)

    def _personal(self, key: str, value: Any) -> Personal | None:
        if value is None:
            return None
        if value not in list(Personal):
            raise self.fail(f"{key}.personal", "应为 drop（不留存）或 hash（取摘要）")
        return Personal(value)

    def _bound(self, key: str, value: Any, kind: FieldType) -> Decimal | None:
        if value is None:
            return None
        if not kind.is_number:
            raise self.fail(key, "只有数有界限")
        try:
            return Decimal(str(value))
        except InvalidOperation as wrong:
            raise self.fail(key, f"“{value}”不是数") from wrong

    def _order(self, data: Any, names: Mapping[str, Field]) -> tuple[tuple[str, str], ...]:
        if not isinstance(data, list) or not all(isinstance(p, list) and len(p) == 2 for p in data):
            raise self.fail("order", '应为一对一对的日期，例如 [["filed_on", "closed_on"]]')
        pairs = []
        for first, second in data:
            for name in self._names("order", [first, second], names):
                if names[name].type is not FieldType.DATE:
                    raise self.fail("order", f"{name} 不是日期")
            pairs.append((first, second))
        return tuple(pairs)

    def _names(
        self, key: str, data: Any, names: Mapping[str, Field], star: bool = False
    ) -> tuple[str, ...]:
        listed = self._strings(key, data)
        if star and listed == ("*",):
            return listed
        for name in listed:
            self._name(key, name, names)
        return listed

    def _name(self, key: str, value: Any, names: Mapping[str, Field]) -> str | None:
        if value is None:
            return None
        if value not in names:
            raise self.fail(key, f"没有字段 {value}；有：{'、'.join(names)}")
        return str(value)

    def _strings(self, key: str, data: Any) -> tuple[str, ...]:
        if not isinstance(data, list) or not all(isinstance(s, str) and s.strip() for s in data):
            raise self.fail(key, "应为文字的列表")
        return tuple(data)

    def _text(self, key: str, value: Any, needed: bool = False) -> str:
        if value is None and not needed:
            return ""
        if not isinstance(value, str) or (needed and not value.strip()) or len(value) > 2000:
            raise self.fail(key, "应为文字" + ("，不能空" if needed else ""))
        return value

    def _flag(self, key: str, value: Any) -> bool:
        if not isinstance(value, bool):
            raise self.fail(key, "应为 true 或 false")
        return value

    def _known(self, prefix: str, data: Mapping[str, Any], known: set[str]) -> None:
        for name in data:
            if name not in known:
                raise self.fail(f"{prefix}{name}", f"不认识；可写：{'、'.join(sorted(known))}")

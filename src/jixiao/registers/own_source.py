"""A source that a person mapped once, written as a connector that the next county can use."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from jixiao.registers.connecting import load
from jixiao.registers.connector import UNUSED
from jixiao.registers.import_record import Import
from jixiao.registers.loading import NAME
from jixiao.registers.store import Store
from jixiao.registers.whole_file import write_whole


class NoSourceError(ValueError):
    """What was taken in cannot become a connector, or a connector cannot be kept; the text says why."""


def written(store: Store, register: str, name: str, label: str) -> str:
    """The newest take-in of a register as the TOML of a connector: its columns and its words.

    Raises:
        NoSourceError: nothing was taken in, headings repeat, or the name will not do.
        DeclarationError: what came of it breaks the rules of a connector.
    """
    taken = store.imports(register)
    if not taken:
        raise NoSourceError(f"{register} 还没有导入过，没有可写的来源")
    _named(name)
    text = "\n".join(_lines(taken[-1], label)) + "\n"
    load(name, text, f"{name}.toml", store.registers())
    return text


def kept(store: Store, name: str, text: str) -> None:
    """Keep a connector among the department's own.

    Raises:
        NoSourceError: the name will not do, or another is kept under it.
        DeclarationError: it breaks the rules.
    """
    _named(name)
    load(name, text, f"{name}.toml", store.registers())
    path = store.folder / "connectors" / f"{name}.toml"
    if path.exists() and path.read_text("utf-8") != text:
        raise NoSourceError(f"{name} 已有另一份来源说明；换一个名称，或先删去 {path.name}")
    write_whole(path, text.encode())


def _named(name: str) -> None:
    if not NAME.fullmatch(name):
        raise NoSourceError(f"名称“{name}”应为小写英文字母、数字和下划线，以字母开头")


def _lines(one: Import, label: str) -> Iterator[str]:
    repeated = [h for h in one.mapping if h.endswith("列）") and "（第" in h]
    if repeated:
        raise NoSourceError(
            f"列名重复（{'、'.join(repeated)}），要在 groups 里按区写，不能由一次导入写成"
        )
    known = [h for h, field in one.mapping.items() if field != UNUSED]
    yield f"label = {_text(label)}"
    yield f"version = {_text(one.when.date().isoformat())}"
    yield f"register = {_text(one.register_name)}"
    yield f"source = {_text('由本单位指明的各列写成')}"
    yield f"needed = [{', '.join(map(_text, known))}]"
    yield from _table("columns", one.mapping)
    for field, words in one.words.items():
        yield from _table(f"words.{field}", words)


def _table(name: str, pairs: Mapping[str, str]) -> Iterator[str]:
    yield ""
    yield f"[{name}]"
    yield from (f"{_text(key)} = {_text(value)}" for key, value in pairs.items())


def _text(value: str) -> str:
    """A string of TOML: that of JSON is one."""
    return json.dumps(value, ensure_ascii=False)

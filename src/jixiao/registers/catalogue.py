"""The registers there are: those declared here, and those a department added to its evidence folder."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jixiao.registers.connecting import added, shipped
from jixiao.registers.connector import Connector
from jixiao.registers.declaration import DeclarationError, Register
from jixiao.registers.loading import load, widened

_COMMON = "common"
_MOST_BYTES = 1 << 20


class UnknownRegisterError(LookupError):
    """No register of that name; the text says which there are."""


def register(name: str, extra: Path | None = None) -> Register:
    """The register of that name.

    Raises:
        UnknownRegisterError: there is none of that name.
        DeclarationError: a declaration in ``extra`` breaks the rules.
    """
    found = registers(extra)
    if name not in found:
        raise UnknownRegisterError(f"没有名为“{name}”的台账；有：{'、'.join(found)}")
    return found[name]


def registers(extra: Path | None = None) -> Mapping[str, Register]:
    """Every register by its name; ``extra`` is an evidence folder, whose own come last.

    A register of ``extra`` may not take the name of one declared here; what it adds to one of these
    stands in its ``columns``.

    Raises:
        DeclarationError: a declaration in ``extra`` breaks the rules.
    """
    if extra is None:
        return _own()
    more, wider = _added(extra), widened_registers(extra)
    own = {**_bare(), **wider}
    theirs = added(extra, {**own, **more})
    if not (more or wider or theirs):
        return _own()
    return _with_connectors({**own, **more}, theirs)


@lru_cache(maxsize=1)
def _own() -> Mapping[str, Register]:
    return _with_connectors(_bare(), ())


def _with_connectors(
    known: Mapping[str, Register], own: tuple[Connector, ...]
) -> Mapping[str, Register]:
    """The registers, each with its sources and those of others; an own one in place of one of its name."""
    names = {one.name for one in own}
    every = (*own, *(one for one in _shipped() if one.name not in names))
    return MappingProxyType(
        {
            name: replace(
                register,
                connectors=tuple(c for c in every if c.register == name),
                strangers=tuple(c for c in every if c.register != name),
            )
            for name, register in known.items()
        }
    )


@lru_cache(maxsize=1)
def _shipped() -> tuple[Connector, ...]:
    return shipped(_bare())


@lru_cache(maxsize=1)
def _bare() -> Mapping[str, Register]:
    folder = files("jixiao.registers") / "declarations"
    texts = {
        f.name.removesuffix(".toml"): f.read_text("utf-8")
        for f in folder.iterdir()
        if f.name.endswith(".toml")
    }
    common = tomllib.loads(texts.pop(_COMMON))
    return MappingProxyType(
        {name: load(name, texts[name], f"{name}.toml", common) for name in sorted(texts)}
    )


@lru_cache(maxsize=1)
def common_fields() -> Mapping[str, Any]:
    """The fields declared once for many registers, as their TOML says."""
    text = (files("jixiao.registers") / "declarations" / f"{_COMMON}.toml").read_text("utf-8")
    return tomllib.loads(text)


def _added(folder: Path) -> dict[str, Register]:
    found = {}
    for path in sorted((folder / "registers").glob("*.toml")):
        name = path.stem
        if name in _bare():
            raise DeclarationError(str(path), "name", f"{name} 已是内置台账的名称，请换一个")
        found[name] = load(name, _text(path), str(path), common_fields())
    return found


def widened_registers(folder: Path) -> Mapping[str, Register]:
    """The registers declared here that an evidence folder adds columns to, by ``columns/<register>.toml``.

    Raises:
        DeclarationError: one of the files breaks the rules, or is named after no register declared here.
    """
    found = {}
    for path in sorted((folder / "columns").glob("*.toml")):
        if path.stem not in _bare():
            told = f"{path.stem} 不是内置台账；有：{'、'.join(_bare())}；自己的台账，栏目写在 registers 里"
            raise DeclarationError(str(path), "name", told)
        found[path.stem] = widened(_bare()[path.stem], _text(path), str(path), common_fields())
    return found


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
        if len(data) > _MOST_BYTES:
            raise DeclarationError(str(path), "全文", "超过 1 MB")
        return data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        raise DeclarationError(str(path), "全文", "不是 UTF-8 文本") from wrong
    except OSError as wrong:
        raise DeclarationError(str(path), "全文", f"读不出（{wrong.strerror}）") from wrong

"""Every measure there is: those declared here, and those a department added to its evidence folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from jixiao.measures.loading import MeasureError, load_measure
from jixiao.measures.measure import Measure
from jixiao.measures.registers import schema_of
from jixiao.registers.catalogue import widened_registers
from jixiao.registers.declaration import DeclarationError


class UnknownMeasureError(LookupError):
    """No measure of that name; the text says which there are."""


def measures(extra: Path | None = None) -> Mapping[str, Measure]:
    """Every measure by its name; ``extra`` is an evidence folder, whose own come last.

    Raises:
        MeasureError: a declaration of ``extra`` breaks the rules.
    """
    if extra is None or not any((extra / part).is_dir() for part in ("measures", "columns")):
        return _own()
    return _checked({**_own(), **_wider(extra), **_added(extra)})


def measure(name: str, extra: Path | None = None) -> Measure:
    """The measure of that name.

    Raises:
        UnknownMeasureError: there is none of that name.
        MeasureError: a declaration of ``extra`` breaks the rules.
    """
    found = measures(extra).get(name)
    if found is None:
        raise UnknownMeasureError(f"没有测度“{name}”；有：{'、'.join(measures(extra))}")
    return found


@lru_cache(maxsize=1)
def _own() -> Mapping[str, Measure]:
    folder = files("jixiao.measures") / "declarations"
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".toml"))
    texts = {n.removesuffix(".toml"): (folder / n).read_text("utf-8") for n in names}
    return _checked(
        {name: load_measure(name, text, f"{name}.toml") for name, text in texts.items()}
    )


def _wider(folder: Path) -> dict[str, Measure]:
    """Measures declared here over registers that the department adds columns to, which conditions may name.

    Raises:
        MeasureError: what the department adds breaks the rules of a register.
    """
    try:
        schemas = {name: schema_of(one) for name, one in widened_registers(folder).items()}
    except DeclarationError as wrong:
        raise MeasureError(wrong.file, wrong.key, wrong.fault) from wrong
    return {
        name: replace(one, schema=schemas[one.register])
        for name, one in _own().items()
        if one.register in schemas
    }


def _added(folder: Path) -> dict[str, Measure]:
    found = {}
    for path in sorted((folder / "measures").glob("*.toml")):
        if path.stem in _own():
            raise MeasureError(str(path), "全文", f"{path.stem} 已是内置测度的名称，请换一个")
        try:
            text = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as wrong:
            raise MeasureError(str(path), "全文", "应为 UTF-8 文本") from wrong
        found[path.stem] = load_measure(path.stem, text, str(path), folder)
    return found


def _checked(found: Mapping[str, Measure]) -> Mapping[str, Measure]:
    """Measures made of others name such as are there, and are not made of themselves."""
    for one in found.values():
        for name in one.of:
            if name not in found or found[name].of:
                raise MeasureError(f"{one.id}.toml", "of", f"“{name}”应是一个直接由台账计算的测度")
    return MappingProxyType(dict(found))

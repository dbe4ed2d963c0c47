"""Pack files → the values of packs; what is wrong in a file is said with file, place and remedy."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from importlib.resources.abc import Traversable
from typing import Any

from jixiao.law.packs_values import Basis, Checkpoint, Item, Threshold, Warning
from jixiao.law.shelf import Verified
from jixiao.terms.findings import Level

Raw = Mapping[str, dict[str, Any]]

#: Tables of a pack that add to those of the pack it extends; any other is replaced whole.
_ADDING = ("levels", "thresholds", "basis")
_KEYS = {
    "name", "label", "extends", "in_force_from", "in_force_to", "cost", "source", "divisions",
    "forms", "weights", "grades", "deductions", "items", "levels", "thresholds", "checkpoints",
    "warnings", "outcomes", "basis",
}  # fmt: skip
_NEEDED = ("label", "in_force_from", "cost", "source", "weights", "grades", "deductions", "items")
_COST = ("under-output", "own-level-1", "either")


class PackError(ValueError):
    """A pack file that cannot be taken: the file, what is wrong, and what to do."""

    def __init__(self, file: str, what: str) -> None:
        """Say it in one line."""
        super().__init__(f"{file}：{what}")


def read_folder(folder: Traversable, known: Raw, *, raw: bool = False) -> dict[str, dict[str, Any]]:
    """The packs of a folder by name: their values, or with ``raw`` their tables as written.

    Raises:
        PackError: a file is no TOML, lacks what a pack needs, or has what no pack knows.
    """
    named = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    own = {f.name.removesuffix(".toml"): _table(f) for f in named}
    if raw:
        return own
    every = {**known, **own}
    return {name: _pack(name, every) for name in own}


def _pack(name: str, every: Raw) -> dict[str, Any]:
    file = f"{name}.toml"
    try:
        return _checked(file, _extended(name, every, ()))
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as wrong:
        if isinstance(wrong, PackError):
            raise
        raise PackError(file, f"有一处写得不对（{wrong}）；请对照自带的政策包改正") from wrong


def _table(file: Traversable) -> dict[str, Any]:
    try:
        table = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise PackError(file.name, f"不是 UTF-8 的 TOML 文件（{wrong}）；请改正后再用") from wrong
    unknown = sorted(set(table) - _KEYS)
    if unknown:
        raise PackError(
            file.name, f"不认识 {'、'.join(unknown)}；可以写：{'、'.join(sorted(_KEYS))}"
        )
    return {"name": file.name.removesuffix(".toml")} | table


def _extended(name: str, every: Raw, seen: tuple[str, ...]) -> dict[str, Any]:
    """A pack's tables over those of the pack it extends."""
    table = every[name]
    base = table.get("extends")
    if base is None:
        return dict(table)
    if base in seen or base not in every or base == name:
        raise PackError(
            f"{name}.toml", f"extends 的“{base}”不存在，或者绕成了圈；有：{'、'.join(every)}"
        )
    below = _extended(base, every, (*seen, name))
    below.pop("divisions", None)  # a pack speaks for its own place, not for its model's
    added = {key: below.get(key, {}) | table.get(key, {}) for key in _ADDING}
    return below | table | added


def _checked(file: str, table: dict[str, Any]) -> dict[str, Any]:
    missing = [key for key in _NEEDED if key not in table]
    if missing:
        raise PackError(file, f'缺少 {"、".join(missing)}；请补上，或者写 extends = "central-2021"')
    if table["cost"] not in _COST:
        raise PackError(file, f"cost 应为 {'、'.join(_COST)} 之一，写的是“{table['cost']}”")
    if not isinstance(table["in_force_from"], date):
        raise PackError(file, "in_force_from 应为日期，例如 in_force_from = 2025-01-01")
    return _values(file, table)


def _values(file: str, table: dict[str, Any]) -> dict[str, Any]:
    levels = dict(_levels(file, table.get("levels", {})))
    return {
        "name": table["name"],
        "label": table["label"],
        "in_force_from": table["in_force_from"],
        "in_force_to": table.get("in_force_to"),
        "cost": table["cost"],
        "source": table["source"],
        "weights": _hundred(file, "weights", _decimals(table["weights"])),
        "grades": _falling(file, _decimals(table["grades"])),
        "deductions": {Level[k.upper()]: v for k, v in _decimals(table["deductions"]).items()},
        "items": tuple(Item(**(i | {"points": Decimal(i["points"])})) for i in table["items"]),
        "levels": {
            code: Level[level.upper()] for code, (level, _) in levels.items() if level != "off"
        },
        "off": frozenset(code for code, (level, _) in levels.items() if level == "off"),
        "reasons": {code: reason for code, (_, reason) in levels.items()},
        "divisions": tuple(table.get("divisions", ())),
        "forms": tuple(table.get("forms", ())),
        "outcomes": dict(table.get("outcomes", {})),
        "thresholds": {k: _threshold(k, v) for k, v in table.get("thresholds", {}).items()},
        "checkpoints": tuple(_based(Checkpoint, c) for c in table.get("checkpoints", ())),
        "warnings": tuple(
            _based(Warning, w | {"execution": Decimal(w["execution"])})
            for w in table.get("warnings", ())
        ),
        "basis": {key: _basis(value) for key, value in table.get("basis", {}).items()},
    }


def _levels(file: str, table: dict[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Rule code → level (or ``off``) and the reason, which must be there to be shown."""
    for code, said in table.items():
        if not isinstance(said, dict) or not str(said.get("reason", "")).strip():
            raise PackError(
                file,
                f'[levels.{code}] 改变规则的轻重要写理由，例如 level = "off" 和 reason = "……"',
            )
        if said.get("level") not in {*(level.value for level in Level), "off"}:
            raise PackError(file, f"[levels.{code}] 的 level 应为 return、improve、note 或 off")
        yield code.upper(), (said["level"], " ".join(said["reason"].split()))


def _threshold(key: str, table: dict[str, Any]) -> Threshold:
    return Threshold(key, Decimal(table["value"]), table["unit"], table["words"], _basis(table))


def _based(make: Callable[..., Any], table: dict[str, Any]) -> Any:
    given = {k: v for k, v in table.items() if k not in ("source", "verified")}
    return make(basis=_basis(table), **given)


def _basis(table: dict[str, Any]) -> Basis:
    return Basis(" ".join(table["source"].split()), Verified(table["verified"]))


def _decimals(table: Mapping[str, str]) -> dict[str, Decimal]:
    return {key: Decimal(value) for key, value in table.items()}


def _hundred(file: str, key: str, values: dict[str, Decimal]) -> dict[str, Decimal]:
    if sum(values.values()) != 100:
        raise PackError(file, f"{key} 合计应为100，现在是{sum(values.values())}")
    return values


def _falling(file: str, grades: dict[str, Decimal]) -> dict[str, Decimal]:
    bounds = list(grades.values())
    if not bounds or bounds != sorted(bounds, reverse=True) or bounds[-1] != 0:
        raise PackError(file, "grades 应由高到低排列，最后一档下限为0")
    return grades

"""Units found by looking through their folder, and families of them put together: no list to keep."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import TypeVar

from jixiao.findings.coded import Coded
from jixiao.findings.retired import RETIRED

U = TypeVar("U", bound=Coded)


class UnknownCodeError(LookupError):
    """Nothing bears that code."""


class CodeTakenError(ValueError):
    """A code is borne twice, or was retired: codes are never used again."""


def units_in(folder: ModuleType, kind: type[U]) -> Mapping[str, type[U]]:
    """Every unit of a kind in a folder by its code, in the order of codes.

    Raises:
        CodeTakenError: two files bear one code, or a retired one.
    """
    found: dict[str, type[U]] = {}
    for stem in stems_in(folder):
        module = import_module(f"{folder.__name__}.{stem}")
        for _, one in inspect.getmembers(module, inspect.isclass):
            if issubclass(one, kind) and one.__module__ == module.__name__ and "code" in vars(one):
                _claim(one, found)
                found[one.code] = one
    return dict(sorted(found.items()))


def stems_in(folder: ModuleType) -> list[str]:
    """The names the files of a folder share with cases and pages, in order."""
    return sorted(m.name for m in pkgutil.iter_modules(folder.__path__))


def together(*families: Mapping[str, type[Coded]]) -> Mapping[str, type[Coded]]:
    """Several families as one catalogue, in the order of codes.

    A fault that two rooms can find is one unit: the later family may bear its code again only with
    the very unit, or one that ``extends`` it.
    """
    every: dict[str, type[Coded]] = {}
    for code, one in (pair for family in families for pair in family.items()):
        if code not in every or every[code] not in (one, one.extends):
            _claim(one, every)
            every[code] = one
    return dict(sorted(every.items()))


def unit(code: str, among: Mapping[str, type[U]]) -> type[U]:
    """The unit of that code (upper or lower case).

    Raises:
        UnknownCodeError: there is none; says which there are, or what says now what a retired one said.
    """
    wanted = code.strip().upper()
    if wanted in among:
        return among[wanted]
    if wanted in RETIRED:
        raise UnknownCodeError(f"{wanted}已经废止，不再使用；现在由{RETIRED[wanted]}说")
    raise UnknownCodeError(f"没有代码“{code}”；有：{'、'.join(among)}")


def _claim(one: type[Coded], taken: Mapping[str, type[Coded]]) -> None:
    if one.code in RETIRED:
        raise CodeTakenError(f"{one.__module__}：代码{one.code}已经废止，请另取一个")
    if one.code in taken:
        other = taken[one.code].__module__
        raise CodeTakenError(f"{one.__module__}：代码{one.code}已经由{other}使用，请另取一个")

"""Every rule there is: found by looking through the folder, no list to keep."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module

from jixiao.review import rules as folder
from jixiao.review.rule import Rule


class UnknownRuleError(LookupError):
    """No rule of that code."""


@lru_cache(maxsize=1)
def rules() -> Mapping[str, type[Rule]]:
    """Every rule by its code, in the order of codes."""
    found: dict[str, type[Rule]] = {}
    for stem in stems():
        module = import_module(f"{folder.__name__}.{stem}")
        for _, one in inspect.getmembers(module, inspect.isclass):
            if issubclass(one, Rule) and one.__module__ == module.__name__:
                found[one.code] = one
    return dict(sorted(found.items()))


def rule(code: str) -> type[Rule]:
    """The rule of that code (upper or lower case).

    Raises:
        UnknownRuleError: there is none; says which there are.
    """
    found = rules().get(code.upper())
    if found is None:
        raise UnknownRuleError(f"没有规则“{code}”；有：{'、'.join(rules())}")
    return found


def stems() -> list[str]:
    """The name code, cases and page of each rule share, in order."""
    return sorted(m.name for m in pkgutil.iter_modules(folder.__path__))


def stem_of(one: type[Rule]) -> str:
    """The name a rule shares with its cases and its page."""
    return one.__module__.rpartition(".")[2]

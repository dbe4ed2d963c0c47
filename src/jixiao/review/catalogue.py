"""Every rule there is: found by looking through the folder, no list to keep."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module

from jixiao.law.packs import Pack
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


def rules_changed(pack: Pack) -> dict[str, str]:
    """Each rule a pack switches off or weighs otherwise: how and why, in a sentence.

    Raises:
        UnknownRuleError: the pack names a rule that is not there.
    """
    unknown = sorted(set(pack.reasons) - set(rules()))
    if unknown:
        raise UnknownRuleError(f"政策“{pack.name}”改了没有的规则：{'、'.join(unknown)}；请核对代码")
    return {code: _change(pack, code) for code in pack.reasons}


def _change(pack: Pack, code: str) -> str:
    how = "不用" if code in pack.off else f"改为“{pack.levels[code].label}”"
    return f"{rules()[code].title()}：{how}。理由：{pack.reasons[code].rstrip('。')}。"


def stems() -> list[str]:
    """The name code, cases and page of each rule share, in order."""
    return sorted(m.name for m in pkgutil.iter_modules(folder.__path__))


def stem_of(one: type[Rule]) -> str:
    """The name a rule shares with its cases and its page."""
    return one.__module__.rpartition(".")[2]

"""Every rule there is: found by looking through the folder, no list to keep."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from jixiao.findings.catalogue import UnknownCodeError, unit, units_in
from jixiao.findings.retired import RETIRED
from jixiao.law.packs import Pack
from jixiao.review import rules as folder
from jixiao.review.rule import Rule


@lru_cache(maxsize=1)
def rules() -> Mapping[str, type[Rule]]:
    """Every rule by its code, in the order of codes."""
    return units_in(folder, Rule)


def rule(code: str) -> type[Rule]:
    """The rule of that code (upper or lower case).

    Raises:
        UnknownCodeError: there is none; says which there are.
    """
    return unit(code, rules())


def rules_changed(pack: Pack) -> dict[str, str]:
    """Each rule a pack switches off or weighs otherwise: how and why, in a sentence.

    Raises:
        UnknownCodeError: the pack names a rule that is not there, or no longer.
    """
    unknown = sorted(set(pack.reasons) - set(rules()))
    if unknown:
        now = [f"{code}已废止，现为{RETIRED[code]}" for code in unknown if code in RETIRED]
        said = f"政策“{pack.label}”（{pack.name}）改了没有的规则：{'、'.join(unknown)}；请核对代码"
        raise UnknownCodeError("；".join([said, *now]))
    return {code: _change(pack, code) for code in pack.reasons}


def _change(pack: Pack, code: str) -> str:
    how = "不用" if code in pack.off else f"改为“{pack.levels[code].label}”"
    return f"{rules()[code].title()}：{how}。理由：{pack.reasons[code].rstrip('。')}。"

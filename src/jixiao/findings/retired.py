"""Codes that were in use once and never will be again, with what says the same fault now."""

from __future__ import annotations

from collections.abc import Mapping

RETIRED: Mapping[str, str] = {
    "H101": "K101",
    "H102": "K102、K107",
    "H103": "K115",
    "H104": "K116",
    "H105": "K118",
    "H106": "K113、K114",
    "H108": "K106、K131",
    "H109": "K105",
    "H110": "K132",
    "H111": "K125",
    "H112": "K128",
    "H113": "K110、K111",
    "H114": "K105",
    "H125": "K127",
    "S105": "K109",
}


def heirs(code: str) -> tuple[str, ...]:
    """The codes that say now what this one said: itself, where it is in use."""
    return tuple(RETIRED.get(code, code).split("、"))

"""The official forms there are: every package of this room that names one."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from functools import cache

import jixiao.forms as room
from jixiao.forms.official import Official
from jixiao.grids.document import Document
from jixiao.plan.model import Plan
from jixiao.terms.forms import FormName

Reader = Callable[[Document], Plan | None]


@cache
def shelf() -> Mapping[FormName, Official]:
    """Every official form by name, in the order of the names' own list."""
    found = {one.name: one for name in _packages() for one in _named(name)}
    return {name: found[name] for name in FormName if name in found}


def readers(*, by_their_own: bool) -> tuple[Reader, ...]:
    """The forms' readers, each once: those with more columns first, which claim less by chance."""
    forms = [one for one in shelf().values() if one.read and one.by_its_own is by_their_own]
    forms.sort(key=lambda one: -len(one.form.columns))
    return tuple(dict.fromkeys(one.read for one in forms if one.read))


def _packages() -> list[str]:
    return [one.name for one in pkgutil.iter_modules(room.__path__) if one.ispkg]


def _named(package: str) -> tuple[Official, ...]:
    module = importlib.import_module(f"{room.__name__}.{package}")
    return tuple(getattr(module, "OFFICIAL", ()))

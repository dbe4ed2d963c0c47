"""The words forms print, from ``vocabulary.toml``: field → the wordings that name it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    text = files("jixiao.forms.loose").joinpath("vocabulary.toml").read_text("utf-8")
    return tomllib.loads(text)


def words(table: str, name: str) -> frozenset[str]:
    """The wordings of one entry."""
    return frozenset(_tables()[table][name].split())


def fields_by_word(table: str) -> dict[str, str]:
    """Wording → field, over a whole table; the first field that has a wording keeps it."""
    pairs = [(word, field) for field, said in _tables()[table].items() for word in said.split()]
    return dict(reversed(pairs))

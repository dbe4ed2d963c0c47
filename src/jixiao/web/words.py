"""The field's terms in the language of the page."""

from __future__ import annotations

from django.utils.translation import get_language

from jixiao.terms.label import Labelled


def is_chinese() -> bool:
    """Whether the page is in Chinese."""
    return (get_language() or "").startswith("zh")


def word(term: Labelled | None) -> str:
    """The term's word in the language of the page; of none, nothing."""
    if term is None:
        return ""
    return term.label if is_chinese() else term.english

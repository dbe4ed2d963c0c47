"""What a form's page had seen of what people said, and what is told to who comes second.

A form carries the hash of the last act about its subject; where there was none yet, nothing.
"""

from __future__ import annotations

import re

from django.http import HttpRequest
from django.utils.translation import gettext as _

from jixiao.acts.record import StaleActError

_HASH = re.compile(r"[0-9a-f]{64}")
#: No act has this hash: whoever says it is answered as having seen an old page.
_UNKNOWN = "0" * 64


def seen_act(request: HttpRequest, name: str = "seen") -> str | None:
    """The hash as the form carries it; ``None`` where the page said that there was no act yet."""
    return seen_in(request.POST.get(name))


def seen_in(typed: str | None) -> str | None:
    """As :func:`seen_act`, of what stands in a longer field."""
    if typed == "":
        return None
    return typed if typed and _HASH.fullmatch(typed) else _UNKNOWN


def somebody_was_first(stale: StaleActError) -> str:
    """What is said to who comes second."""
    who = stale.newest.who if stale.newest else ""
    if not who:
        return _("没有保存：这里刚有改动，请先看过再决定；您写的还在。")
    told = _("没有保存：%(who)s 刚在这里作了记录，请先看过再决定；您写的还在。")
    return told % {"who": who}

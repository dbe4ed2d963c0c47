"""What a form's page had seen: the hash of the last act about its subject, or that there was none."""

from __future__ import annotations

import re

from django.http import HttpRequest

_HASH = re.compile(r"[0-9a-f]{64}")
#: No act has this hash: whoever says it is answered as having seen an old page.
_UNKNOWN = "0" * 64


def seen_act(request: HttpRequest, name: str = "seen") -> str | None:
    """The hash as the form carries it; ``None`` where the page said that there was no act yet."""
    typed = request.POST.get(name)
    if typed == "":
        return None
    return typed if typed and _HASH.fullmatch(typed) else _UNKNOWN

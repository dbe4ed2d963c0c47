"""How a version of a plan came to be."""

from __future__ import annotations

from jixiao.terms.label import Labelled


class Reason(Labelled):
    """How a version came to be; the values are what acts carry."""

    TAKEN_IN = "taken-in", "收文", "taken in"
    EDITED = "edited", "修改", "edited"
    RESTORED = "restored", "回到旧版", "restored"
    LOADED = "loaded", "载入", "loaded"

"""列入整改: a fault that somebody puts on the list of what is to be mended."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.acts.kind import Draft, Kind, Told
from jixiao.acts.matter import Matter
from jixiao.acts.matters import ABOUT, OPENED, latest_of, matters_of
from jixiao.terms.roles import DECIDING, Role


class MatterOpenedKind(Kind[tuple[Matter, ...]]):
    """Titled by the fault. ``id`` numbers the matters of a year; ``again`` is an earlier year's like it."""

    name, label = OPENED, "列入整改"
    about = ABOUT
    words = frozenset({"fault", "project_name", "indicator_name"})
    facts = frozenset({"id", "again"})
    may = DECIDING | {Role.CLERK.value}

    def sentence(self, told: Told) -> str:
        """What happened."""
        return f"列入整改 {told.says['id']}：{told.says['fault']}"

    def refuse(self, draft: Draft, before: Sequence[Told]) -> str:
        """A fault is named, and asked to be mended once: a matter that is open is not opened again."""
        if not str(draft.says["fault"]).strip() or not draft.subject["rule"]:
            return "列入整改要写明问题和发现它的规则"
        known = latest_of(before)
        return f"这个问题已在整改中：{known.id}" if known and known.is_open else ""

    def fold(self, told: Sequence[Told]) -> tuple[Matter, ...]:
        """The matters about the fault."""
        return matters_of(told)

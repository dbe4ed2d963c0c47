"""An act: what somebody said about something, once, bound to the content it speaks of (contract §9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from jixiao.acts.canonical import NotCanonicalError, decoded, encoded
from jixiao.acts.tree import leaf_hash

_KEYS = {"seq", "kind", "subject", "says", "by", "on", "recorded", "seen", "binds"}
_BY = {"who", "role", "organisation"}


class ForeignActError(ValueError):
    """A record that is no act: not canonical, keys missing or too many, values of the wrong kind."""


@dataclass(frozen=True)
class By:
    """Whose act it is. ``who`` is the salted hash of a name; role and organisation stand as they are."""

    who: str
    role: str
    organisation: str


@dataclass(frozen=True)
class Act:
    """One act; ``seq`` counts from 1.

    ``subject`` names what it is about, ``says`` what it says of it: free text in it is a salted hash.
    ``on`` is the day it speaks of, ``recorded`` the moment it was written (UTC). ``seen`` is the hash
    of the last act on the same subject that its author had seen, ``binds`` the SHA-256 of the content
    it speaks of.
    """

    seq: int
    kind: str
    subject: Mapping[str, Any]
    says: Mapping[str, Any]
    by: By
    on: date
    recorded: datetime
    seen: str | None = None
    binds: str | None = None

    @cached_property
    def leaf(self) -> bytes:
        """The bytes that are hashed and kept."""
        return encoded(
            {
                "seq": self.seq,
                "kind": self.kind,
                "subject": dict(self.subject),
                "says": dict(self.says),
                "by": {
                    "who": self.by.who,
                    "role": self.by.role,
                    "organisation": self.by.organisation,
                },
                "on": self.on.isoformat(),
                "recorded": moment_text(self.recorded),
                "seen": self.seen,
                "binds": self.binds,
            }
        )

    @cached_property
    def hash(self) -> str:
        """By which a later act says that it was seen."""
        return leaf_hash(self.leaf).hex()

    @property
    def about(self) -> str:
        """The subject as one text: acts on the same subject have the same."""
        return subject_text(self.subject)


def subject_text(subject: Mapping[str, Any]) -> str:
    """A subject as one text."""
    return encoded(dict(subject)).decode()


def moment_text(moment: datetime) -> str:
    """A moment as acts write it: UTC, milliseconds, Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def act_of(leaf: bytes) -> Act:
    """The act that a leaf holds.

    Raises:
        ForeignActError: it holds none.
    """
    try:
        told = decoded(leaf)
        if not isinstance(told, dict) or told.keys() != _KEYS or told["by"].keys() != _BY:
            raise ForeignActError("不是一条记录：项名不对")
        made = Act(
            seq=told["seq"], kind=told["kind"], subject=told["subject"], says=told["says"],
            by=By(**told["by"]), on=date.fromisoformat(told["on"]),
            recorded=datetime.fromisoformat(told["recorded"]), seen=told["seen"], binds=told["binds"],
        )  # fmt: skip
    except (NotCanonicalError, AttributeError, TypeError, ValueError) as wrong:
        if isinstance(wrong, ForeignActError):
            raise
        raise ForeignActError(f"不是一条记录：{wrong}") from wrong
    if not _spelled_so(made, told):
        raise ForeignActError("不是一条记录：写法不对")
    vars(made)["leaf"] = leaf  # it is what would be written again
    return made


def _spelled_so(act: Act, told: Mapping[str, Any]) -> bool:
    """Whether its day and moment, all that is not kept as it was read, would be written so again."""
    mappings = isinstance(act.subject, dict) and isinstance(act.says, dict)
    days = act.on.isoformat() == told["on"] and moment_text(act.recorded) == told["recorded"]
    return mappings and days

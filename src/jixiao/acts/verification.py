"""Verifying a record from nothing: every line, every checkpoint, everything bound; remembers nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from jixiao.acts.act import Act, ForeignActError
from jixiao.acts.back import Back
from jixiao.acts.errors import NoteError
from jixiao.acts.kept_notes import Kept, beyond, opened, unlike
from jixiao.acts.line import read_line
from jixiao.acts.note import Checkpoint, Verifier
from jixiao.acts.tree import EMPTY, Frontier

SCHEMA = "jixiao/verify/1"

#: Why the content an act binds to is not there as it says; empty where it is.
Bound = Callable[[Act], str]


@dataclass(frozen=True)
class Fault:
    """Where something is not what was recorded, and what is wrong with it."""

    at: str
    fault: str


@dataclass(frozen=True)
class Verified:
    """What was looked at and what was found."""

    acts: int = 0
    files: int = 0
    faults: tuple[Fault, ...] = ()

    def __add__(self, other: Verified) -> Verified:
        """Both together."""
        return Verified(
            self.acts + other.acts, self.files + other.files, self.faults + other.faults
        )

    def to_json(self) -> dict[str, Any]:
        """Contract §9."""
        return {
            "schema": SCHEMA,
            "ok": not self.faults,
            "acts": self.acts,
            "files": self.files,
            "faults": [{"at": one.at, "fault": one.fault} for one in self.faults],
        }


def nothing_bound(_act: Act) -> str:
    """Looks at nothing an act binds to."""
    return ""


def verify(
    back: Back, verifier: Verifier | None, bound: Bound = nothing_bound, kept: Iterable[Kept] = ()
) -> Verified:
    """Check lines, order, checkpoints signed by ``verifier``, content bound to.

    Without a verifier signatures are not looked at, and that is a fault where there are checkpoints.
    ``kept``: checkpoints of this record that were kept elsewhere.
    """
    wanted, faults = _checkpoints(back, verifier)
    told = list(opened(kept, verifier))
    faults += [
        Fault("checkpoint", f"另外保存的检查点：{one}") for one in told if isinstance(one, str)
    ]
    signed = [one for one in told if isinstance(one, Checkpoint)]
    count, found = _acts(back, _Wanted(wanted, signed), bound)
    return Verified(count, 0, (*faults, *found))


@dataclass(frozen=True)
class _Wanted:
    """Size → the record's own checkpoint of it; and those kept elsewhere."""

    own: dict[int, Checkpoint]
    kept: list[Checkpoint]

    def wrong(self, grown: Frontier) -> Iterator[str]:
        """Where a record grown so far is another than was signed."""
        if (signed := self.own.get(grown.size)) and signed.root != grown.root:
            yield "与签名的检查点不符：以前的记录被换过"
        yield from filter(None, (unlike(one, grown) for one in self.kept))

    def beyond(self, size: int) -> Iterator[str]:
        """Where a record of that size ends too early."""
        for signed, one in sorted(self.own.items()):
            if signed > size or (signed == 0 and one.root != EMPTY):
                yield f"检查点签的是 {signed} 条，现在只有 {size} 条"
        yield from filter(None, (beyond(one, size) for one in self.kept))


def _checkpoints(
    back: Back, verifier: Verifier | None
) -> tuple[dict[int, Checkpoint], list[Fault]]:
    """Size → checkpoint."""
    found: dict[int, Checkpoint] = {}
    faults, size = [], 0
    for number, note in enumerate(back.notes(), start=1):
        if verifier is None:
            return {}, [Fault("checkpoint 1", "没有公钥，签名没有核对；请用 --key 指明公钥文件")]
        try:
            one = _opened(note, verifier, back.origin, size)
            found[one.size], size = one, one.size
        except NoteError as wrong:
            faults.append(Fault(f"checkpoint {number}", str(wrong)))
    return found, faults


def _opened(note: str, verifier: Verifier, origin: str, size: int) -> Checkpoint:
    one = verifier.opened(note)
    if one.origin != origin:
        raise NoteError(f"是“{one.origin}”的检查点，这里是“{origin}”：别处的记录")
    if one.size < size:
        raise NoteError(f"签的是 {one.size} 条，前一个已是 {size} 条：换了位置")
    return one


def _acts(back: Back, wanted: _Wanted, bound: Bound) -> tuple[int, list[Fault]]:
    grown = Frontier()
    faults: list[Fault] = []
    for line in back.lines():
        number = grown.size + 1
        try:
            taken = read_line(line, number)
        except ForeignActError as wrong:
            return grown.size, [*faults, Fault(f"act {number}", str(wrong))]
        grown.add(taken.leaf_hash)
        faults += [Fault(f"act {number}", why) for why in _wrong(taken.act, grown, wanted, bound)]
    faults += [Fault(f"act {grown.size + 1}", why) for why in wanted.beyond(grown.size)]
    return grown.size, faults


def _wrong(act: Act, grown: Frontier, wanted: _Wanted, bound: Bound) -> Iterator[str]:
    if why := bound(act):
        yield why
    yield from wanted.wrong(grown)

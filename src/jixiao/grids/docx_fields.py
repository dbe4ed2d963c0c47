"""Word fields: their code is not text, their result is; a table of contents is neither."""

from __future__ import annotations

from dataclasses import dataclass, field

_DEEPEST = 20


@dataclass
class _Field:
    code: str = ""
    in_result: bool = False

    @property
    def is_contents(self) -> bool:
        return self.code.split()[:1] == ["TOC"]


@dataclass
class Fields:
    """The fields open at this moment, outermost first; ``silent`` while their text is not shown."""

    open: list[_Field] = field(default_factory=list)
    silent: bool = False

    def mark(self, kind: str) -> None:
        """A field character: ``begin``, ``separate`` or ``end``."""
        if kind == "begin" and len(self.open) < _DEEPEST:
            self.open.append(_Field())
        elif kind == "separate" and self.open:
            self.open[-1].in_result = True
        elif kind == "end" and self.open:
            self.open.pop()
        self._settle()

    def begin_simple(self, code: str) -> None:
        """A field in one element, its result inside."""
        self.open.append(_Field(code, in_result=True))
        self._settle()

    def end_simple(self) -> None:
        """The end of a field in one element."""
        self.mark("end")

    def code(self, words: str) -> None:
        """Characters outside text: a field's code, where one is open."""
        if self.open and not self.open[-1].in_result and len(self.open[-1].code) < 1000:
            self.open[-1].code += words

    def abandon_contents(self) -> bool:
        """Give up a table of contents that has not ended; whether there was one."""
        kept = [one for one in self.open if not one.is_contents]
        found = len(kept) < len(self.open)
        self.open = kept
        self._settle()
        return found

    def _settle(self) -> None:
        self.silent = any(not one.in_result or one.is_contents for one in self.open)

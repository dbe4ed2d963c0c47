"""Where the form's own words stand among the words of a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jixiao.forms.loose.heading_rows import JOINED
from jixiao.forms.loose.headings import column_of, is_end
from jixiao.forms.loose.labels import Label, label_in
from jixiao.forms.loose.words import Export, Word


@dataclass(frozen=True)
class LabelWords:
    """The labels among the words of a text."""

    words: Sequence[Word]
    export: Export

    def at(self, at: int) -> tuple[Label | None, int]:
        for length in range(JOINED[self.export], 0, -1):
            taken = self.words[at : at + length]
            if len(taken) == length and all(w.text for w in taken):
                if length > 1 and any(label_in(w.text) for w in taken[1:]):
                    continue
                if label := label_in("".join(w.text for w in taken)):
                    return label, length
        return None, 1

    def begin(self, at: int) -> bool:
        if self.at(at)[0] is not None or is_end(self.words[at].text):
            return True
        return column_of(self.words[at].text) in ("level1", "level2", "name")

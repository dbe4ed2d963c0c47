"""What came of a take-in, and what stands between looking at a ledger and storing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jixiao.registers.findings import RowFinding
from jixiao.registers.headings import Headings
from jixiao.registers.import_record import Import
from jixiao.registers.questions import Question
from jixiao.registers.source import Ledger, Span
from jixiao.registers.speaking import Said
from jixiao.registers.staging import Staged
from jixiao.registers.versions import Against
from jixiao.registers.word_questions import WordQuestion
from jixiao.registers.words import Words
from jixiao.terms.findings import Level

SCHEMA = "jixiao/intake/1"


@dataclass(frozen=True)
class Outcome:
    """What came of a take-in.

    ``sha256`` is that of the stored Parquet file, ``None`` where nothing was stored. ``rows`` are the
    data rows of the file; ``accepted`` those now in the store, ``unchanged`` of which were there
    before; ``refused`` and ``repeated`` are the others.
    """

    register: str
    name: str
    headings: Headings
    sha256: str | None = None
    rows: int = 0
    accepted: int = 0
    unchanged: int = 0
    superseded: int = 0
    repeated: int = 0
    refused: int = 0
    already: bool = False
    preview: bool = False
    findings: tuple[RowFinding, ...] = ()
    questions: tuple[Question, ...] = ()
    words: tuple[WordQuestion, ...] = ()

    @property
    def must_mend(self) -> bool:
        """Whether a finding of level ``return`` was made."""
        return any(f.level is Level.RETURN for f in self.findings)

    def to_json(self) -> dict[str, Any]:
        """The document of contract §5, with what else there is to say."""
        return {
            "schema": SCHEMA,
            "import": self.sha256,
            "register": self.register,
            "rows": self.rows,
            "accepted": self.accepted,
            "findings": [f.to_json() for f in self.findings],
            "questions": [q.to_json() for q in self.questions],
            "words": [w.to_json() for w in self.words],
            "file": self.name,
            "already": self.already,
            "unchanged": self.unchanged,
            "superseded": self.superseded,
            "repeated": self.repeated,
            "refused": self.refused,
            "mapping": [
                {
                    "column": c.index + 1,
                    "heading": c.heading,
                    "field": c.field,
                    "how": c.how,
                    "unit": c.unit,
                }
                for c in self.headings.columns
                if c.heading
            ],
        }


@dataclass(frozen=True)
class Examined:
    """A staged ledger and what was found; ``key`` is the store's for personal fields.

    ``words`` are those a person gave with it: field → word → code. ``said`` is what its bringer says of
    it, ``compared`` what the store says of its rows. ``spans``: where its rows stand in a workbook's sheets.
    """

    staged: Staged
    ledger: Ledger
    outcome: Outcome
    key: bytes
    words: Words
    said: Said
    compared: Against
    spans: Sequence[Span] = ()


def again(ledger: Ledger, headings: Headings, before: Import) -> Outcome:
    """The outcome of a file that was taken in before: nothing changes."""
    return Outcome(
        before.register_name,
        ledger.original.name,
        headings,
        sha256=before.sha256,
        rows=before.rows,
        accepted=before.accepted,
        unchanged=before.unchanged,
        superseded=before.superseded,
        repeated=before.repeated,
        refused=before.refused,
        already=True,
    )

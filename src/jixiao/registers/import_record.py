"""What is kept of one take-in beside its rows, and of its withdrawal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict

from jixiao.registers.source import Span, placed_by


class Withdrawal(BaseModel):
    """That a take-in was taken back, and when: ``withdrawn/<sha256>.json``, written once.

    Who and why stand in the act that binds to it; earlier versions wrote them here.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    sha256: str
    when: datetime
    who: str = ""
    reason: str = ""

    def to_bytes(self) -> bytes:
        """As it is kept: no name and no words of anybody."""
        return self.model_dump_json(indent=1, include={"sha256", "when"}).encode()


class Import(BaseModel):
    """One take-in, as its ``.json`` says. ``accepted`` = ``stored`` + ``unchanged`` rows.

    ``repeated`` rows stood twice in the file with the same content, ``unchanged`` ones were in the
    store already with the same content. ``mapping``: heading → field, ``headings`` the hash of the
    file's headings. ``layout``: column → SQL type of the Parquet file.
    ``sheet``: the one sheet of the file that was asked for. ``words``: field → word → code, as a person
    said what the words of a system mean.

    ``printed``: the day the file prints above its headings, where nobody said one.
    ``speaks_for``: the day up to which its content is true, ``first_day`` to ``last_day`` the span it
    covers (said, or from its rows). ``full``: every row of that span is in it. ``made_key``: its key
    was made from other fields, for the file had none. ``met``: so many of its rows stood in the store
    with other content, newer or older. ``files``: what lies beside it (``repeats.parquet``,
    ``findings.json``, ``refused/``) → SHA-256; the rows themselves are named by theirs. ``sheets``: where
    its rows stand in the sheets of a workbook. ``sealed``: it has its line in the seals; where these are
    gone, somebody took them away.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    sha256: str
    order: int
    register_name: str
    original_sha256: str
    original_name: str
    who: str
    when: datetime
    speaks_for: date | None
    rows: int
    accepted: int
    stored: int
    unchanged: int
    repeated: int
    refused: int
    superseded: int
    findings: int
    headings: str
    mapping: Mapping[str, str]
    layout: Mapping[str, str]
    sheet: str | None = None
    words: Mapping[str, Mapping[str, str]] = {}
    first_day: date | None = None
    last_day: date | None = None
    full: bool = False
    printed: date | None = None
    made_key: bool = False
    met: int = 0
    sheets: tuple[Span, ...] = ()
    files: Mapping[str, str] = {}
    sealed: bool = False

    @property
    def known_from(self) -> date:
        """The day from which its content was known: that it speaks for, else prints, else came in."""
        return self.speaks_for or self.printed or self.when.date()

    @property
    def newness(self) -> tuple[date, int]:
        """Of two take-ins the one with the greater newness holds."""
        return self.known_from, self.order

    def place(self, row: int) -> tuple[str, int] | None:
        """The sheet and its row of a row taken in; ``None`` where the ledger was no workbook."""
        return placed_by(self.sheets, row)

    def covers(self, first: date, last: date) -> bool:
        """Whether it speaks for every day from ``first`` to ``last``."""
        begins, ends = self.first_day, self.last_day
        return begins is not None and ends is not None and begins <= first and last <= ends

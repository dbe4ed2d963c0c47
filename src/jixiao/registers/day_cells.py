"""A date cell as SQL: plain days by a cast, the others by patterns; a moment by its day in Beijing."""

from __future__ import annotations

from jixiao.registers.cells import BLANKS, Cell, Layers, either, narrowed, printed

BLANK_DATES = (
    "0000-00-00",
    "0000-00-00 00:00:00",
    "1900-01-00",
    "0",
    "00:00:00",
    "1899-12-30 00:00:00",
)
#: After the day only its weekday and the time of day: any other word changes what the date says.
_TIME = (
    r"(?:[\s,]*\(?(?:星期|周)[一二三四五六日天]\)?)?(?:\s*(?:上午|下午|晚上|中午))?"
    r"(?:[\sT,]*(?:上午|下午|早上|晚上|中午|凌晨|[AaPp][Mm])?\s*\d{1,2}[:点时](?:\d{1,2})?"
    r"(?:[:分](?:\d{1,2}(?:\.\d+)?)?秒?)?(?:\s*[AaPp][Mm])?)?"
)
_DATE = (
    r"^((?:19|20|21)\d{2})\s*[-/.年,、]\s*(\d{1,2})\s*[-/.月,、]\s*(\d{1,2})\s*[日号]?"
    + _TIME
    + r"$"
)
_PACKED = r"^((?:19|20|21)\d{2})(\d{2})(\d{2})(?:\d{4}|\d{6}|\d{9}| \d{1,2}:\d{2}(?::\d{2})?)?$"
_MOMENT = r"^ *\d{4}[-/]\d{1,2}[-/]\d{1,2}[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)? *$"
_OFFSET = (
    r"^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*(?:Z|([-+])(\d{2}):?(\d{2})?)$"
)
#: Spreadsheet serials of 1954 to 2119; below and above, a bare number in a date cell is refused.
SERIAL = r"^[2-7]\d{4}(?:\.\d+)?$"
#: Milliseconds since 1970, as some systems export their dates.
MILLISECONDS = r"^1[0-9]{12}$"


def day_layers(cell: Cell, since: str) -> Layers:
    """The expressions of a date; ``since`` is day 0 of the workbook's calendar."""
    t = cell.t
    # The cast passes over an offset from universal time, so nothing longer than a plain day goes this
    # way but the midnight that workbooks write behind it; a year of five digits is no day. (Looking at
    # the fifth sign took twice as long as the cast.)
    day = f"TRY_CAST({t} AS DATE)"
    usual = (
        f"CASE WHEN {t} >= '1900' AND {t} < '22'"
        f" AND (strlen({t}) <= 10 OR (strlen({t}) = 19 AND suffix({t}, ' 00:00:00')))"
        f" AND {day} < DATE '2200-01-01' THEN {day} END"
    )
    n = narrowed(t)
    parted = "TRY_CAST({0}.y || '-' || {0}.m || '-' || {0}.d AS DATE)"
    parts = f"regexp_extract({n}, '{_DATE}', ['y', 'm', 'd'])"
    packed = f"regexp_extract({n}, '{_PACKED}', ['y', 'm', 'd'])"
    serial = f"DATE '{since}' + CAST(floor(CAST({n} AS DOUBLE)) AS INTEGER)"
    millis = f"CAST(make_timestamp(CAST({n} AS BIGINT) * 1000) + INTERVAL 8 HOUR AS DATE)"
    slow = (
        f"CASE WHEN {t} IS NULL THEN NULL"
        f" WHEN regexp_matches({t}, '{_MOMENT}') THEN TRY_CAST({t} AS DATE)"
        f" WHEN regexp_matches({n}, '{SERIAL}') THEN {serial}"
        f" WHEN regexp_matches({n}, '{_PACKED}') THEN {parted.format(packed)}"
        f" WHEN regexp_matches({n}, '{MILLISECONDS}') THEN {millis}"
        f" WHEN regexp_matches({n}, '{_OFFSET}') THEN {_in_beijing(n)}"
        f" ELSE {parted.format(parts)} END"
    )
    odd = f"regexp_matches({n}, '{SERIAL}') OR regexp_matches({n}, '{MILLISECONDS}')"
    worth = f"({cell.v} IS NULL OR {odd})"
    return Layers(usual, either(cell, cell.u, slow), printed(cell, worth, (*BLANKS, *BLANK_DATES)))


def _in_beijing(n: str) -> str:
    """The day in Beijing of a moment printed with its offset from universal time."""
    found = f"regexp_extract({n}, '{_OFFSET}', ['d', 't', 's', 'h', 'm'])"
    hours, minutes = (f"coalesce(TRY_CAST({found}.{part} AS INTEGER), 0)" for part in "hm")
    offset = f"({hours} * 60 + {minutes}) * CASE WHEN {found}.s = '-' THEN -1 ELSE 1 END"
    moment = f"TRY_CAST({found}.d || ' ' || {found}.t AS TIMESTAMP)"
    return f"CAST({moment} + to_minutes(480 - ({offset})) AS DATE)"

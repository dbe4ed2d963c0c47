"""How much a document may be: beyond these a file is refused before memory is spent on it.

A department's whole year with 300 projects is about 3 MB of docx and 20,000 cells; the limits leave
a factor of twenty and more.
"""

from __future__ import annotations

MAX_FILE_BYTES = 64 * 1024 * 1024
MAX_UNPACKED_BYTES = 256 * 1024 * 1024
MAX_UNPACK_RATIO = 200
MAX_ZIP_ENTRIES = 4_000
MAX_CELLS = 500_000
MAX_TEXT_CHARS = 32 * 1024 * 1024
MAX_PAGES = 2_000

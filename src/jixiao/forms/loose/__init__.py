"""Any published performance table → plan, whatever its wording, order and container.

Form by form the official tables differ in wording, in the order of their columns and in what a text
export left of their borders. Here nothing of that is presumed: words become loose rows
(:mod:`.words`), headings propose what a column holds (:mod:`.headings`), contents decide
(:mod:`.contents`, :mod:`.columns`), rows are aligned to columns by the least cost with a margin
(:mod:`.aligning`), and a gate says what was not read soundly (:mod:`.gate`).
"""

from __future__ import annotations

from jixiao.forms.loose.reading import is_loose, read

__all__ = ["is_loose", "read"]

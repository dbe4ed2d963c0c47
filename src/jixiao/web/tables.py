"""Tables with their findings, as html.

Written here and not as a template: the preview of a large department has 60,000 cells, and plain
strings are several times quicker at that.
"""

from __future__ import annotations

from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from jixiao.grids.document import Role
from jixiao.web.field_words import field_word
from jixiao.web.marks import MarkedCell, MarkedGrid, Numbered
from jixiao.web.words import word


def form_table(grid: MarkedGrid) -> SafeString:
    """The official table: as on paper, cells that can be changed within reach of the keyboard."""
    columns = "".join(f'<col width="{share}">' for share in grid.shares)
    body = "\n".join(f"<tr>{''.join(map(_form_cell, row))}</tr>" for row in grid.rows)
    return mark_safe(
        f'<table class="official"><colgroup>{columns}</colgroup><tbody>{body}</tbody></table>'
    )


def source_table(grid: MarkedGrid) -> SafeString:
    """A table of the source: plain, with marks."""
    body = "\n".join(f"<tr>{''.join(map(_source_cell, row))}</tr>" for row in grid.rows)
    return mark_safe(f'<table class="source"><tbody>{body}</tbody></table>')


def _form_cell(marked: MarkedCell) -> str:
    cell = marked.cell
    tag = "th" if cell.role is Role.LABEL else "td"
    looks = [cell.role.value, *_edge(marked), *(["can-edit"] if marked.editable else [])]
    told = {
        "id": marked.id,
        "class": " ".join(looks),
        **_spans(marked),
        **_findings(marked),
        **_editing(marked),
    }
    return f"<{tag}{_attributes(told)}>{_inside(marked)}</{tag}>"


def _source_cell(marked: MarkedCell) -> str:
    told = {
        "id": marked.id,
        "class": " ".join(_edge(marked)),
        **_spans(marked),
        **_findings(marked),
    }
    return f"<td{_attributes(told)}>{_inside(marked)}</td>"


def _edge(marked: MarkedCell) -> list[str]:
    return ["at", marked.level] if marked.marks else []


def _spans(marked: MarkedCell) -> dict[str, str]:
    spans = {"rowspan": marked.cell.row_span, "colspan": marked.cell.column_span}
    return {name: str(span) for name, span in spans.items() if span > 1}


def _findings(marked: MarkedCell) -> dict[str, str]:
    return {"data-findings": " ".join(str(one.number) for one in marked.marks)}


def _editing(marked: MarkedCell) -> dict[str, str]:
    if not marked.editable:
        return {}
    cell = marked.cell
    return {
        "tabindex": "0", "data-indicator": cell.subject or "", "data-field": cell.field or "",
        "data-label": field_word(cell.field), "aria-describedby": "how-to-edit",
    }  # fmt: skip


def _attributes(told: dict[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in told.items() if value)


def _inside(marked: MarkedCell) -> str:
    text = f'<span class="text">{escape(marked.cell.text)}</span>{_lead(marked)}{_why(marked)}{_asks(marked)}'
    return text + (
        f'<span class="cell-marks">{_marks(marked.marks)}</span>' if marked.marks else ""
    )


def _lead(marked: MarkedCell) -> str:
    """From an indicator's name to its page."""
    if not marked.leads_to:
        return ""
    word, name = escape(_("实际值")), escape(marked.cell.text)
    return f'<a class="leads" href="{escape(marked.leads_to)}" title="{name}">{word} →</a>'


def _why(marked: MarkedCell) -> str:
    """From a class to what it asks; the words stand once on the page."""
    if not marked.explains:
        return ""
    name = _("%(kind)s考什么") % {"kind": marked.cell.text}
    told = {
        "type": "button", "class": "why", "popovertarget": f"why-{marked.explains}",
        "title": name, "aria-label": name,
    }  # fmt: skip
    return f"<button{_attributes(told)}>?</button>"


def _asks(marked: MarkedCell) -> str:
    """What only a person can say of this target: the cell's editor has the answers."""
    return f'<span class="asks">{escape(_("哪一头更好？"))}</span>' if marked.asks else ""


def _marks(marks: tuple[Numbered, ...]) -> str:
    """One mark a level, with how many. For the mouse: the keyboard has the list of findings instead."""
    levels = dict.fromkeys(one.finding.level for one in marks)
    return "".join(_mark([one for one in marks if one.finding.level is level]) for level in levels)


def _mark(few: list[Numbered]) -> str:
    first = few[0]
    many = f" {len(few)}" if len(few) > 1 else ""
    faults = escape("\n".join(one.finding.fault for one in few))
    return (
        f'<a class="cell-mark {first.finding.level.value}" href="#f-{first.number}" data-finding="{first.number}" '
        f'tabindex="-1" title="{faults}">{escape(word(first.finding.level))}{many}</a>'
    )

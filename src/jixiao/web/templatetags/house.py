"""How the terms of the field are shown: in the page's language, money and shares aligned."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django import template
from django.utils.translation import gettext as _

from jixiao.findings.finding import Cite, Where, unread
from jixiao.findings.place import Place
from jixiao.law.packs import label_of
from jixiao.plan.model import Plan
from jixiao.plan.money import amount_text, half_up, money_words, plain
from jixiao.plan.target import Target
from jixiao.registers.declaration import Register
from jixiao.terms.findings import Level
from jixiao.terms.targets import TargetKind, TargetNote
from jixiao.web.disputes import digest_of
from jixiao.web.field_words import field_word
from jixiao.web.marks import acceptable, place_id
from jixiao.web.tables import form_table, source_table
from jixiao.web.words import is_chinese, word

#: What the library puts between the clauses of a reason.
_CLAUSE = "\uff1b"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")

register = template.Library()
for shown in (acceptable, digest_of, field_word, word, form_table, source_table):
    register.filter(shown.__name__, shown)


@register.filter
def amount(value: Decimal | None) -> str:
    """``1234.50`` → ``1,234.50``, to two places; nothing printed is a dash, never a zero."""
    return "—" if value is None else _grouped(amount_text(value))


@register.filter
def exact_amount(value: Decimal) -> str:
    """One entry of a list with all its places: thirty 元 are not 0.00 万元."""
    return _grouped(plain(value))


@register.filter
def as_entry(value: Decimal, unit: str) -> str:
    """One entry of a list to two places: of 万元 in 元, so that thirty 元 are not 0.00 万元."""
    if unit != "万元":
        return f"{exact_amount(value)} {unit}"
    return f"{half_up(value * 10_000):,.2f} {_('元')}"


def _grouped(printed: str) -> str:
    sign, digits = ("-", printed[1:]) if printed.startswith("-") else ("", printed)
    whole, dot, rest = digits.partition(".")
    return f"{sign}{int(whole):,}{dot}{rest}"


@register.filter
def target_words(target: Target) -> str:
    """How a target is understood: ``≥ 95%，比率，越高越好``."""
    if target.kind is TargetKind.NONE:
        return _("没有填写")
    if target.kind is TargetKind.UNCLEAR:
        return _("未能理解，按原文保留")
    says = [target.canonical or target.raw, _what(target), word(target.better)]
    return _("，").join(part for part in says if part)


def _what(target: Target) -> str:
    numeric = target.kind in (TargetKind.NUMBER, TargetKind.RANGE)
    return word(target.dimension) if numeric else word(target.kind)


@register.filter
def target_notes(target: Target) -> list[str]:
    """What was noticed while a target was read, and what of it was not."""
    left = "".join(f"“{piece}”" for piece in target.unread)
    named = {TargetNote.PARTLY_READ: _("没有读懂%(left)s") % {"left": left}} if left else {}
    return [named.get(note) or word(TargetNote(note)) for note in target.notes]


@register.filter
def place_label(name: str) -> str:
    """What a place, or its policy pack, is called."""
    return label_of(name)


@register.filter
def project_name(plan: Plan, project_id: str | None) -> str:
    """The project's short name."""
    found = plan.project(project_id) if project_id else None
    return (found.short_name or found.name) if found else ""


@register.filter
def indicator_name(plan: Plan, where: Where) -> str:
    """The name of the indicator a finding is about."""
    project = plan.project(where.project) if where.project else None
    rows = project.indicators if project else (row for _p, row in plan.indicators())
    return (
        next((row.name for row in rows if row.id == where.indicator), "") if where.indicator else ""
    )


@register.filter
def item(mapping: dict, key: str) -> object:
    """A value of a mapping by a key that a template computed."""
    return mapping.get(key, "")


@register.simple_tag(takes_context=True)
def cited(context: template.Context, cites: Iterable[Cite]) -> list[str]:
    """Citations as they are printed, each once; which texts were not at hand is kept for the page's end."""
    listed = list(cites)
    _told(context).update(dict.fromkeys(unread(listed)))
    return list(dict.fromkeys(cite.words() for cite in listed))


@register.inclusion_tag("unread_laws.html", takes_context=True)
def unread_laws(context: template.Context) -> dict[str, list[str]]:
    """Once a page or part of it: the laws cited above whose text was not at hand."""
    told = _told(context)
    laws = list(told)
    told.clear()
    return {"laws": laws}


def _told(context: template.Context) -> dict[str, None]:
    """The laws cited so far in the answer to this request."""
    request = context.get("request")
    if request is None:
        return {}
    if not hasattr(request, "unread_laws"):
        request.unread_laws = {}
    return request.unread_laws


@register.filter
def place_address(place: Place | None) -> str:
    """Where on the preview page a place of the source is shown."""
    return place_id(place)


@register.filter
def titled(named: object) -> str:
    """What a register, a field or a measure is called in the page's language."""
    label = getattr(named, "label", "")
    return label if is_chinese() else getattr(named, "english", "") or label


@register.filter
def field_label(of: Register, name: str) -> str:
    """A field's name in the page's language."""
    return titled(of.field(name)) if name in of else name


@register.filter
def is_personal(of: Register, name: str) -> bool:
    """Whether a field is dropped or hashed at intake."""
    return name in of and of.field(name).personal is not None


@register.filter
def level_word(level: str) -> str:
    """``return`` → 必须修改."""
    return word(Level(level))


@register.filter
def unit_behind(told: object) -> str:
    """The unit to print behind an observed or reported value; a day has none."""
    return "" if _DAY.fullmatch(told.value or "") else told.unit or ""


@register.filter
def value_said(told: object) -> str:
    """A value with its unit as people read it: money to two places, the 元 behind it."""
    return money_words(f"{told.value}{unit_behind(told)}", exact=True)


@register.filter
def moment(text: str) -> datetime:
    """A recorded moment, which ``date`` then shows in local time."""
    return datetime.fromisoformat(text)


@register.filter
def any_proposed(lines: Iterable[object]) -> bool:
    """Whether any of a project's indicators has the one proposal to confirm."""
    return any(line.state == "proposed" for line in lines)


@register.filter
def off_command_line(text: str | None) -> str:
    """A reason without the clauses that name a command: on a page there are buttons."""
    clauses = (text or "").split(_CLAUSE)
    return _("；").join(one for one in clauses if "jixiao " not in one and "--map" not in one)

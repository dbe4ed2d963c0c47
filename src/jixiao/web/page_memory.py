"""Pages made once: a page's own part is remembered by all that it follows from.

Its frame (who is signed in, what waits for whom, messages) is made anew each time. What is remembered is
shared by all who have the same role in a department, and holds nothing of who asked.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template import Context, RequestContext, Template
from django.template.loader import get_template
from django.template.loader_tags import BlockNode, ExtendsNode
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe

from jixiao.law.packs import stamp
from jixiao.web import evidence
from jixiao.web.acts import record_of
from jixiao.web.house.within import Memory
from jixiao.web.pages.plan_page import PlanPage

#: Characters of pages held at once.
_MOST = 24_000_000
#: Words that somebody had deleted from the record are gone from every page after so many seconds.
_KEPT_SECONDS = 300.0
#: Stands where a form's token goes: that is of who asks.
_TOKEN = secrets.token_hex(32)


@dataclass(frozen=True)
class Made:
    """A page without its frame: its blocks by name, its tab, the laws cited that were not at hand."""

    blocks: Mapping[str, SafeString]
    tab: str
    unread: tuple[str, ...]
    until: float


_MADE: Memory[Made] = Memory(_MOST)


def page(
    request: HttpRequest, here: PlanPage, template: str, words: Callable[[], dict[str, Any]]
) -> HttpResponse:
    """The page of a plan: ``words`` are worked out, and its template filled, where it is not remembered.

    A page may be shown so if it follows from nothing but its address, the role of who asks, the record of
    acts, the evidence, the places' files, and the day; and changes nothing.
    """
    key = (template, request.get_full_path(), *follows_from(here))
    made = _remembered(key)
    if made is None:
        made = _made(request, template, words())
        _MADE.keep(key, made, sum(map(len, made.blocks.values())))
    return _framed(request, here, made)


def _remembered(key: tuple[Hashable, ...]) -> Made | None:
    made = _MADE.get(key)
    return made if made and made.until > time.monotonic() else None


def follows_from(here: PlanPage) -> tuple[Hashable, ...]:
    """What every page of a plan follows from, beside its address."""
    department, store = here.department, evidence.store_of(here.department.pk)
    return (
        str(connection.settings_dict["NAME"]), department.pk, department.name, department.code,
        department.division, here.member.role, here.record.year, here.version.number,
        record_of(department.pk).reading().edge, evidence.files(store), str(settings.DATA), stamp(),
        timezone.localdate(), translation.get_language(),
    )  # fmt: skip


def _made(request: HttpRequest, name: str, words: dict[str, Any]) -> Made:
    template: Template = get_template(name).template
    context = RequestContext(request, words)
    request.unread_laws = {}
    with context.bind_template(template):
        context["csrf_token"] = _TOKEN
        blocks = {node.name: _block(node, context) for node in _blocks(template)}
    until = time.monotonic() + _KEPT_SECONDS
    return Made(blocks, words.get("tab", ""), tuple(request.unread_laws), until)


def _blocks(template: Template) -> list[BlockNode]:
    """What a page puts into its frame."""
    (whole,) = template.nodelist.get_nodes_by_type(ExtendsNode)
    return [node for node in whole.nodelist if isinstance(node, BlockNode)]


def _block(node: BlockNode, context: Context) -> SafeString:
    with context.render_context.push_state(context.template, isolated_context=False):
        return mark_safe(node.render(context))


def _framed(request: HttpRequest, here: PlanPage, made: Made) -> HttpResponse:
    request.unread_laws = dict.fromkeys(made.unread)
    shown = {name: _with_token(request, one) for name, one in made.blocks.items()}
    return render(request, "remembered.html", {"here": here, "tab": made.tab, "made": shown})


def _with_token(request: HttpRequest, block: SafeString) -> SafeString:
    return mark_safe(block.replace(_TOKEN, get_token(request))) if _TOKEN in block else block

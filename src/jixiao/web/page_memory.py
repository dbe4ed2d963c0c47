"""Pages made once: a page's own part is remembered by all that it follows from.

Its frame (who is signed in, what waits for whom, messages) is made anew each time. What is remembered is
shared by all who have the same role in a department, and holds nothing of who asked.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
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
from jixiao.web.house.kept_folder import KeptFolder
from jixiao.web.house.program import program
from jixiao.web.house.within import Memory
from jixiao.web.kept_reviews import is_large
from jixiao.web.pages.plan_page import PlanPage

#: Characters of pages held at once.
_MOST = 24_000_000
#: Words that somebody had deleted from the record are gone from every page after so many seconds.
_KEPT_SECONDS = 300.0
#: Stands where a form's token goes: that is of who asks.
_TOKEN = secrets.token_hex(32)


#: Where the job processes put what they made; the server then answers by itself.
_KEPT = KeptFolder("answers", most=200, most_bytes=400_000_000, seconds=_KEPT_SECONDS)


@dataclass(frozen=True)
class Made:
    """A page without its frame: its blocks by name, the laws cited that were not at hand.

    ``made_up`` says that it shows made-up data, which the frame marks.
    """

    blocks: Mapping[str, SafeString]
    made_up: bool
    unread: tuple[str, ...]
    until: float

    @classmethod
    def of(cls, blocks: Mapping[str, str], made_up: bool, unread: Iterable[str]) -> Made:
        """Made now."""
        safe = {name: mark_safe(one) for name, one in blocks.items()}
        return cls(safe, made_up, tuple(unread), time.monotonic() + _KEPT_SECONDS)

    def words(self) -> bytes:
        """As a file."""
        told = {
            "blocks": self.blocks, "made_up": self.made_up, "unread": self.unread,
        }  # fmt: skip
        return json.dumps(told).encode()


_MADE: Memory[Made] = Memory(_MOST)


def page(
    request: HttpRequest, here: PlanPage, template: str, words: Callable[[], dict[str, Any]]
) -> HttpResponse:
    """The page of a plan: ``words`` are worked out, and its template filled, where it is not remembered.

    A page may be shown so if it follows from nothing but its address, the role of who asks, the record of
    acts, the evidence, the places' files, and the day; and changes nothing.
    """
    key = _key(request, here)
    made = _remembered(key)
    if made is None:
        made = _made(request, template, words())
        _MADE.keep(key, made, sum(map(len, made.blocks.values())))
        if is_large(here.version.content):
            _KEPT.keep(b"page\n" + made.words(), *_named(key))
    return _framed(request, here, made)


def listed(
    request: HttpRequest, here: PlanPage, template: str, words: Callable[[], dict[str, Any]]
) -> HttpResponseBase:
    """As :func:`page`, of a page that is a ``listing``; asked for the list as a file, that is given."""
    if any(name.endswith("export") for name in request.GET):
        told = words()
        return told["listing"].file() or render(request, template, told)
    return page(request, here, template, words)


def file(request: HttpRequest, here: PlanPage, make: Callable[[], HttpResponse]) -> HttpResponse:
    """A file of a plan that follows from the same, and is made where it is not remembered."""
    key = _named(_key(request, here))
    known = _answered(request, here, key)
    if known is not None:
        return known
    made = make()
    if made.status_code == 200 and made.has_header("Content-Disposition"):
        heads = json.dumps([made["Content-Type"], made["Content-Disposition"]])
        _KEPT.keep(f"file\n{heads}\n".encode() + made.content, *key)
    return made


def known(request: HttpRequest, where: Mapping[str, Any]) -> HttpResponse | None:
    """What a job process made at this address and still holds; ``None`` where it has to be asked.

    Raises:
        Http404: no such plan, or not theirs.
    """
    if request.method != "GET" or request.headers.get("HX-Request") or "year" not in where:
        return None
    here = PlanPage.of(request, where["department_id"], where["year"])
    return _answered(request, here, _named(_key(request, here)))


def _answered(request: HttpRequest, here: PlanPage, key: tuple[str, ...]) -> HttpResponse | None:
    kind, _, rest = (_KEPT.get(*key) or b"").partition(b"\n")
    if kind == b"page":
        return _framed(request, here, Made.of(**json.loads(rest)))
    if kind == b"file":
        heads, _, data = rest.partition(b"\n")
        content_type, disposition = json.loads(heads)
        return HttpResponse(data, content_type, headers={"Content-Disposition": disposition})
    return None


def _remembered(key: tuple[Hashable, ...]) -> Made | None:
    made = _MADE.get(key)
    return made if made and made.until > time.monotonic() else None


def _key(request: HttpRequest, here: PlanPage) -> tuple[Hashable, ...]:
    return (request.get_full_path(), *follows_from(here))


def _named(key: tuple[Hashable, ...]) -> tuple[str, ...]:
    return program(), repr(key)


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
    return Made.of(blocks, bool(words.get("made_up")), request.unread_laws)


def _blocks(template: Template) -> list[BlockNode]:
    """What a page puts into its frame."""
    (whole,) = template.nodelist.get_nodes_by_type(ExtendsNode)
    return [node for node in whole.nodelist if isinstance(node, BlockNode)]


def _block(node: BlockNode, context: Context) -> str:
    with context.render_context.push_state(context.template, isolated_context=False):
        return node.render(context)


def _framed(request: HttpRequest, here: PlanPage, made: Made) -> HttpResponse:
    request.unread_laws = dict.fromkeys(made.unread)
    shown = {name: _with_token(request, one) for name, one in made.blocks.items()}
    words = {"here": here, "made_up": made.made_up, "made": shown}
    return render(request, "remembered.html", words)


def _with_token(request: HttpRequest, block: SafeString) -> SafeString:
    return mark_safe(block.replace(_TOKEN, get_token(request))) if _TOKEN in block else block

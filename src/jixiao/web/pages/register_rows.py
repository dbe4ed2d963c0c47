"""The rows of a register: those in force, those that were corrected, and one row's whole history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from jixiao.measures.engines.duckdb import walled
from jixiao.measures.gaps import MADE_UP
from jixiao.registers.declaration import Field, Register
from jixiao.registers.relation import IMPORT, ROW, Relation, literal, quoted
from jixiao.registers.store import Store
from jixiao.web import access, evidence
from jixiao.web.cells import ShownRows, cell, shown_rows
from jixiao.web.house import numbers
from jixiao.web.house.row_files import MOST_IN_A_WORKBOOK, answer_with
from jixiao.web.pages import errors
from jixiao.web.row_search import Asked

SIZE = 50
_AT_ONCE = 1000
_MOST_PAGES = 1_000_000


def page(request: HttpRequest, department_id: int, name: str) -> HttpResponseBase:
    member = access.membership(request, department_id)
    register, store = access.register(member, name), access.store(member)
    key, show = request.GET.getlist("key"), request.GET.get("show", "")
    asked = Asked.of(request, register)
    if request.GET.get("export") in ("csv", "xlsx") and not key:
        return _file(request, store, register, show, asked)
    number = page_number(request)
    rows, total, current = (
        _history(store, register, key) if key else _some(store, register, show, asked, number)
    )
    return render(request, "register_rows.html", {
        "asked": asked, "heads": [] if key else _heads(request, rows, asked), "q": " ".join(asked.words),
        "query": _query(request, "page"), "files": _query(request, "page", "export"),
        "member": member, "department": member.department,
        "register": register, "rows": rows, "total": total, "current": current, "key": key,
        "show": show if show == "superseded" else "", "page": number, "size": SIZE,
        "pages": max(-(-total // SIZE), 1),
        "made_up": any(map(evidence.is_made_up, store.imports(name))),
    })  # fmt: skip


def page_number(request: HttpRequest) -> int:
    """The page asked for, from 1."""
    return numbers.page(request, _MOST_PAGES)


Found = tuple[ShownRows, int, list[bool]]


def _some(store: Store, register: Register, show: str, asked: Asked, number: int) -> Found:
    relation = store.relation(register.name)
    sql, values = asked.sql(_rows_of(relation, show), register)
    imports = {one.sha256: one for one in store.imports(register.name)}
    with walled(relation, None) as connection:
        counted = connection.execute(f"SELECT count(*) FROM ({sql})", values).fetchall()
        found = connection.execute(f"{sql} LIMIT {SIZE} OFFSET {(number - 1) * SIZE}", values)
        names = [column[0] for column in found.description]
        rows = shown_rows(register, names, found.fetchall(), imports)
    return rows, int(counted[0][0]), []


def _rows_of(relation: Relation, show: str) -> str:
    return _superseded(relation) if show == "superseded" else relation.sql()


@dataclass(frozen=True)
class Head:
    """A heading; a click sorts by its column, a second one the other way round."""

    field: Field
    address: str
    direction: str


def _heads(request: HttpRequest, rows: ShownRows, asked: Asked) -> list[Head]:
    kept = _query(request, "page", "sort")
    return [_head(kept, field, asked) for field in rows.columns]


def _head(kept: str, field: Field, asked: Asked) -> Head:
    mine = field.name == asked.column
    turned = f"-{field.name}" if mine and not asked.backwards else field.name
    direction = ("descending" if asked.backwards else "ascending") if mine else ""
    return Head(field, f"?{kept}sort={turned}#rows", direction)


def _query(request: HttpRequest, *without: str) -> str:
    kept = request.GET.copy()
    for name in without:
        kept.pop(name, None)
    return f"{kept.urlencode()}&" if kept else ""


def _file(
    request: HttpRequest, store: Store, register: Register, show: str, asked: Asked
) -> HttpResponseBase:
    """Every row that fits, as the page words it; named as simulated where it is."""
    ending = request.GET["export"]
    relation = store.relation(register.name)
    sql, values = asked.sql(_rows_of(relation, show), register)
    if ending == "xlsx" and (many := _count(relation, sql, values)) > MOST_IN_A_WORKBOOK:
        told = _("共 %(count)s 行，超过 Excel 导出的上限 %(most)s 行；请改为导出 csv，一行不少。")
        return errors.cannot(request, told % {"count": many, "most": MOST_IN_A_WORKBOOK})
    made_up = any(map(evidence.is_made_up, store.imports(register.name)))
    name = f"{MADE_UP}-{register.label}" if made_up else register.label
    headings = [*(field.label for field in register.stored), _("来源行号")]
    return answer_with(headings, _exported(relation, register, sql, values), name, ending)


def _count(relation: Relation, sql: str, values: list[Any]) -> int:
    with walled(relation, None) as connection:
        return int(connection.execute(f"SELECT count(*) FROM ({sql})", values).fetchall()[0][0])


def _exported(
    relation: Relation, register: Register, sql: str, values: list[Any]
) -> Iterator[list[Any]]:
    columns = ", ".join(quoted(field.name) for field in register.stored)
    with walled(relation, None) as connection:
        found = connection.execute(f"SELECT {columns}, {ROW} FROM ({sql})", values)
        while some := found.fetchmany(_AT_ONCE):
            for row in some:
                pairs = zip(register.stored, row, strict=False)
                yield [*(_plain(field, value) for field, value in pairs), row[-1]]


def _plain(field: Field, value: Any) -> Any:
    """A number as a number, a missing value as nothing, all else as the page words it."""
    if value is None or (isinstance(value, int | Decimal) and not isinstance(value, bool)):
        return value
    return cell(field, value)


def _superseded(relation: Relation) -> str:
    """The rows that a later take-in corrected; without any, none."""
    every = f"SELECT * FROM ({relation.sql(history=True)})"
    if not relation.superseded:
        return f"{every} WHERE false"
    files = ", ".join(literal(str(file)) for file in relation.superseded)
    gone = f"SELECT {IMPORT}, {ROW} FROM read_parquet([{files}])"
    return f"{every} SEMI JOIN ({gone}) USING ({IMPORT}, {ROW}) ORDER BY {IMPORT}, {ROW}"


def _history(store: Store, register: Register, key: list[str]) -> Found:
    """Every version of one row, oldest first; which of them holds."""
    if len(key) != len(register.key):
        raise Http404
    try:
        versions: list[dict[str, Any]] = store.history(register.name, key)
    except duckdb.ConversionException as odd:  # “abc” asked for where a day is the key
        raise Http404 from odd
    if not versions:
        raise Http404
    names = [name for name in versions[0] if name != "_current"]
    imports = {one.sha256: one for one in store.imports(register.name)}
    values = [[version[name] for name in names] for version in versions]
    rows = shown_rows(register, names, values, imports)
    return rows, len(versions), [bool(version["_current"]) for version in versions]

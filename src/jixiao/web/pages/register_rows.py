"""The rows of a register: those in force, those that were corrected, and one row's whole history."""

from __future__ import annotations

from typing import Any

import duckdb
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from jixiao.measures.engines.duckdb import walled
from jixiao.registers.declaration import Register
from jixiao.registers.relation import IMPORT, ROW, Relation, literal
from jixiao.registers.store import Store
from jixiao.web import access, evidence
from jixiao.web.cells import ShownRows, shown_rows
from jixiao.web.house import numbers

SIZE = 50
_MOST_PAGES = 1_000_000


def page(request: HttpRequest, department_id: int, name: str) -> HttpResponse:
    member = access.membership(request, department_id)
    register, store = access.register(member, name), access.store(member)
    key, asked = request.GET.getlist("key"), request.GET.get("show", "")
    number = page_number(request)
    rows, total, current = (
        _history(store, register, key) if key else _some(store, register, asked, number)
    )
    return render(request, "register_rows.html", {
        "member": member, "department": member.department, "tab": "registers",
        "register": register, "rows": rows, "total": total, "current": current, "key": key,
        "show": asked if asked == "superseded" else "", "page": number, "size": SIZE,
        "pages": max(-(-total // SIZE), 1),
        "made_up": any(map(evidence.is_made_up, store.imports(name))),
    })  # fmt: skip


def page_number(request: HttpRequest) -> int:
    """The page asked for, from 1."""
    return numbers.page(request, _MOST_PAGES)


Found = tuple[ShownRows, int, list[bool]]


def _some(store: Store, register: Register, asked: str, number: int) -> Found:
    relation = store.relation(register.name)
    sql = _superseded(relation) if asked == "superseded" else relation.sql()
    imports = {one.sha256: one for one in store.imports(register.name)}
    with walled(relation, None) as connection:
        total = int(connection.execute(f"SELECT count(*) FROM ({sql})").fetchall()[0][0])
        found = connection.execute(f"{sql} LIMIT {SIZE} OFFSET {(number - 1) * SIZE}")
        names = [column[0] for column in found.description]
        rows = shown_rows(register, names, found.fetchall(), imports)
    return rows, total, []


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

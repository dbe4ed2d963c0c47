"""The rows one take-in brought, as a file: under the headings they came with, without what is personal."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from jixiao.registers.declaration import Register
from jixiao.registers.duck import connect
from jixiao.registers.relation import ROW, literal, quoted
from jixiao.registers.store import Import, Store
from jixiao.web import access, evidence
from jixiao.web.cells import cell
from jixiao.web.csv_lines import csv_lines

_AT_ONCE = 5_000


def file(request: HttpRequest, department_id: int, name: str, sha256: str) -> StreamingHttpResponse:
    member = access.membership(request, department_id)
    register, taken = access.register(member, name), access.taken(member, name, sha256)
    rows = _rows(access.store(member), register, taken)
    answer = StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = content_disposition_header(True, _name(taken))
    return answer


def _rows(store: Store, register: Register, taken: Import) -> Iterator[list[str]]:
    """The headings as they were printed, then the rows in the order and with the numbers of the file."""
    printed = {field: heading for heading, field in taken.mapping.items()}
    order = {field: place for place, field in enumerate(taken.mapping.values())}
    kept = sorted(taken.layout, key=lambda one: order.get(one, len(order)))
    fields = [register.field(one) for one in kept if one in register]
    yield [_("行"), *(printed.get(f.name, f.label) for f in fields)]
    names = ", ".join(quoted(one) for one in (ROW, *(f.name for f in fields)))
    with connect() as connection:
        path = literal(str(store.file(taken.sha256)))
        found = connection.execute(f"SELECT {names} FROM read_parquet({path}) ORDER BY {ROW}")
        while some := found.fetchmany(_AT_ONCE):
            for number, *values in some:
                cells = zip(fields, values, strict=True)
                yield [str(number), *("" if v is None else cell(f, v) for f, v in cells)]


def _name(taken: Import) -> str:
    """The mark of simulated data comes first: a file leaves its page behind."""
    stem = taken.original_name.rsplit(".", 1)[0]
    named = _("%(file)s-收下的行.csv") % {"file": stem}
    return f"{taken.who}-{named}" if evidence.is_made_up(taken) else named

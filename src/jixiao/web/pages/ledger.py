"""An uploaded ledger: how its headings are understood, what is wrong in it, given back with the marks."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jixiao.plan.words import one_line
from jixiao.registers.declaration import Register
from jixiao.registers.heading_words import letter
from jixiao.registers.words import codes_of, merged
from jixiao.terms.findings import Level
from jixiao.web import access
from jixiao.web.house.jobs import heavy
from jixiao.web.models import Ledger, Membership
from jixiao.web.pages import errors
from jixiao.web.pages.register import LedgerForm, words, workbook
from jixiao.web.reading.ledgers import ask, forget, keep, purge
from jixiao.web.reading.reader import Refusal

_FINDINGS_SHOWN = 200


@heavy("POST")
@require_POST
def upload(request: HttpRequest, department_id: int, name: str) -> HttpResponse:
    """Keep the file, have it read, show what was found; what cannot be read goes at once."""
    member = access.editor(request, department_id)
    register = access.register(member, name)
    form = LedgerForm(request.POST, request.FILES)
    if getattr(request, "upload_too_large", False):
        return errors.too_large(request)
    if not form.is_valid():
        return render(request, "register.html", words(member, name, form), status=422)
    purge()
    ledger = _kept(request, member, register, form.cleaned_data)
    refusal = read(ledger)
    if refusal:
        told = words(member, name, LedgerForm(), refusal=refusal, file_name=ledger.file_name)
        return render(request, "register.html", told, status=422)
    return redirect("ledger", department_id, name, ledger.pk)


upload.most_bytes = lambda: settings.LEDGER_MAX_BYTES


def _kept(
    request: HttpRequest, member: Membership, register: Register, told: dict[str, Any]
) -> Ledger:
    file = told["file"]
    ledger = Ledger.objects.create(
        department=member.department,
        register=register.name,
        uploaded_by=request.user,
        file_name=one_line(file.name)[:255] or "file",
        sha256=_digest(file),
        size=file.size,
        year=told["year"],
    )
    keep(ledger, file)
    return ledger


def _digest(file: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def read(ledger: Ledger) -> Refusal | None:
    """Have it read with its mapping; of one that cannot be read nothing stays but the words."""
    found = ask(ledger, "preview")
    if isinstance(found, Refusal):
        ledger.error = found.as_json()
        ledger.save(update_fields=["error"])
        forget(ledger, Ledger.State.FAILED)
        return found
    ledger.answer = found
    ledger.save(update_fields=["answer"])
    return None


def page(request: HttpRequest, department_id: int, name: str, ledger_id: int) -> HttpResponse:
    member = access.editor(request, department_id)
    ledger = access.ledger(member, name, ledger_id)
    return render(request, template_of(ledger), ledger_words(member, ledger))


def is_unknown(ledger: Ledger) -> bool:
    """Whether a person first has to say what its columns are."""
    return bool(ledger.answer) and "unknown" in ledger.answer


def template_of(ledger: Ledger) -> str:
    """Its page: of its findings, or of columns that nobody knows yet."""
    return "ledger_unknown.html" if is_unknown(ledger) else "ledger.html"


@heavy("POST")
@require_POST
def mapping(request: HttpRequest, department_id: int, name: str, ledger_id: int) -> HttpResponse:
    """The headings as the clerk corrects them; then everything is looked at again."""
    member = access.editor(request, department_id)
    register, ledger = access.register(member, name), access.ledger(member, name, ledger_id)
    if not ledger.waits or not ledger.answer:
        return redirect("ledger", department_id, name, ledger_id)
    before = ledger.mapping, ledger.words
    ledger.mapping = _given(request, register, ledger)
    ledger.words = _words(request, register, ledger)
    found = ask(ledger, "preview")
    if isinstance(found, Refusal):
        ledger.mapping, ledger.words = before
        told = ledger_words(member, ledger) | {"refusal": found}
        return render(request, template_of(ledger), told, status=422)
    ledger.answer = found
    ledger.save(update_fields=["mapping", "words", "answer"])
    return redirect("ledger", department_id, name, ledger_id)


def _given(request: HttpRequest, register: Register, ledger: Ledger) -> dict[str, str]:
    """Column letter → field, or ``-`` for a column that is left out; what was not asked stays as it is.

    A column that nobody knew and the form shows as not read is not thereby said to be left out.
    """
    if is_unknown(ledger):
        letters = [one["letter"] for one in ledger.answer["unknown"]]
        said = {one: request.POST.get(f"column-{one}", "") for one in letters}
        return {one: field for one, field in said.items() if field in register or field == "-"}
    given, asked = dict(ledger.mapping), {q["column"] for q in ledger.answer.get("questions", ())}
    for one in ledger.answer["mapping"]:
        column = letter(one["column"] - 1)
        typed = request.POST.get(f"column-{column}", "")
        as_before = typed == "-" and not one["field"] and column not in asked
        if typed and not as_before:
            given[column] = typed if typed in register else "-"
    return given


def _words(request: HttpRequest, register: Register, ledger: Ledger) -> dict[str, dict[str, str]]:
    """What was said before of words, and what is said now: field → word → code."""
    said: dict[str, dict[str, str]] = {}
    for number, one in enumerate(ledger.answer.get("words", ())):
        code = request.POST.get(f"word-{number}", "")
        if code in {c.value for c in codes_of(register.field(one["field"]))}:
            said.setdefault(one["field"], {})[one["word"]] = code
    return merged(ledger.words, said)


@heavy("GET")
def marked(request: HttpRequest, department_id: int, name: str, ledger_id: int) -> HttpResponse:
    """The ledger given back with the faulty cells marked, to who may upload one."""
    member = access.editor(request, department_id)
    ledger = access.ledger(member, name, ledger_id)
    if not ledger.waits or is_unknown(ledger):
        return errors.not_found(request)
    found = ask(ledger, "marked")
    if isinstance(found, Refusal):
        return errors.cannot(request, found.message)
    stem = ledger.file_name.rsplit(".", 1)[0]
    return workbook(found, _("%(file)s-标记.xlsx") % {"file": stem})


@dataclass(frozen=True)
class Row:
    """A faulty row: its cells with the weight of what is wrong in each, and the words below."""

    number: int
    cells: list[tuple[str, str]]
    findings: list[dict[str, Any]]


def ledger_words(member: Membership, ledger: Ledger) -> dict[str, Any]:
    """What the page's template is given."""
    register, store = access.register(member, ledger.register), access.store(member)
    known = {
        "member": member, "department": member.department,
        "register": register, "ledger": ledger, "today": timezone.localdate(),
    }  # fmt: skip
    if not ledger.waits or not ledger.answer:
        return known
    answer = ledger.answer
    if is_unknown(ledger):
        said = [one | {"said": ledger.mapping.get(one["letter"], "")} for one in answer["unknown"]]
        return known | {"columns": said, "expected": answer["expected"]}
    same = (i for i in store.imports(register.name) if i.original_sha256 == ledger.sha256)
    return known | {
        "answer": answer, **_asked(register, answer), "already": next(same, None),
        "columns": _columns(answer),
        "levels": _levels(answer), **_shown(answer),
        "must_mend": any(f["level"] == Level.RETURN for f in answer["findings"]),
    }  # fmt: skip


def _columns(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """The columns with their letters; those that a question of its own asks about stand there."""
    asked = {one["column"] for one in answer.get("questions", ())}
    named = (one | {"letter": letter(one["column"] - 1)} for one in answer["mapping"])
    return [one for one in named if one["letter"] not in asked]


def _asked(register: Register, answer: dict[str, Any]) -> dict[str, Any]:
    """What the clerk is asked: of columns which field they are, of words which code they mean."""
    filled = {one["field"] for one in answer["mapping"]}
    columns = []
    for one in answer.get("questions", ()):
        likely = [register.field(name) for name in one["fields"]]
        others = [f for f in register.fields if f not in likely and f.name not in filled]
        columns.append(one | {"likely": likely, "others": others})
    words = [
        one
        | {"label": register.field(one["field"]), "codes": codes_of(register.field(one["field"]))}
        for one in answer.get("words", ())
    ]
    return {"asked_columns": columns, "asked_words": words}


def _levels(answer: dict[str, Any]) -> list[tuple[Level, int]]:
    counted = defaultdict(int)
    for finding in answer["findings"]:
        counted[finding["level"]] += finding["count"]
    return [(level, counted[level]) for level in Level]


def _shown(answer: dict[str, Any]) -> dict[str, Any]:
    """Findings with their rows; those about the whole file, and those too many to list, apart."""
    by_row, whole, cells = defaultdict(list), [], answer["row_cells"]
    for finding in answer["findings"]:
        at = str(finding["row"])
        (by_row[at] if at in cells else whole).append(finding)
    rows = [_row(answer, number, by_row[number]) for number in cells if by_row[number]]
    return {
        "heads": [head for _letter, head, _field in answer["row_columns"]], "faulty": rows,
        "whole": whole[:_FINDINGS_SHOWN], "more": max(len(whole) - _FINDINGS_SHOWN, 0),
    }  # fmt: skip


def _row(answer: dict[str, Any], number: str, findings: list[dict[str, Any]]) -> Row:
    heaviest = sorted(findings, key=lambda f: Level(f["level"]).rank, reverse=True)
    levels = {finding["field"]: finding["level"] for finding in heaviest}
    fields = [field for _letter, _head, field in answer["row_columns"]]
    texts = answer["row_cells"][number]
    cells = [(text, levels.get(field, "")) for field, text in zip(fields, texts, strict=True)]
    return Row(int(number), cells, findings)

"""A ledger from the server's side: kept while it waits, read by a bounded child, gone afterwards."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _

from jixiao.web import evidence
from jixiao.web.models import Ledger
from jixiao.web.reading.bounded import MAX_ANSWER_BYTES, BusyError, Limits, run, turn
from jixiao.web.reading.child import UNREADABLE
from jixiao.web.reading.reader import Refusal, busy, refused, stopped

#: A waiting upload is kept so long, then cleared away: personal data must not stay.
KEPT = timedelta(days=1)
_WAITING = (Ledger.State.PENDING, Ledger.State.TAKING)
_FOLDER = "uploads"


def file_of(ledger: Ledger) -> Path:
    """Where a waiting upload lies; its name says nothing of it."""
    return Path(settings.DATA) / _FOLDER / str(ledger.department_id) / str(ledger.pk)


def keep(ledger: Ledger, file: UploadedFile) -> None:
    """Keep an upload while it waits, readable by its owner alone."""
    path = file_of(ledger)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as out:
        for chunk in file.chunks():
            out.write(chunk)


def forget(ledger: Ledger, state: Ledger.State) -> None:
    """Settle it: the file goes, and what was read of it."""
    file_of(ledger).unlink(missing_ok=True)
    ledger.state, ledger.answer = state, None
    ledger.save(update_fields=["state", "answer"])


def start_again() -> None:
    """At start nothing is being taken in: what says so was interrupted, and waits again.

    What was still arriving goes; what waits without its file, after a restore, no longer waits.
    """
    for left in Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir():
        left.unlink(missing_ok=True)
    Ledger.objects.filter(state=Ledger.State.TAKING).update(state=Ledger.State.PENDING)
    for one in Ledger.objects.filter(state=Ledger.State.PENDING):
        if not file_of(one).exists():
            forget(one, Ledger.State.EXPIRED)
    purge()


def purge() -> None:
    """Clear away what has waited too long, and files that nothing waits for."""
    for late in Ledger.objects.filter(state__in=_WAITING, created__lt=timezone.now() - KEPT):
        forget(late, Ledger.State.EXPIRED)
    waiting = {file_of(one) for one in Ledger.objects.filter(state__in=_WAITING)}
    for path in (Path(settings.DATA) / _FOLDER).glob("*/*"):
        if path not in waiting:
            path.unlink(missing_ok=True)


def ask(ledger: Ledger, action: str, **more: Any) -> Any:
    """What the child says: a dictionary, the marked workbook, or a :class:`Refusal`."""
    told = {
        "action": action, "register": ledger.register, "file": str(file_of(ledger)),
        "evidence": str(evidence.folder(ledger.department_id)), "name": ledger.file_name,
        "mapping": ledger.mapping, "words": ledger.words, "year": ledger.year, **more,
    }  # fmt: skip
    limits = Limits(
        settings.LEDGER_READ_MEMORY, settings.LEDGER_READ_SECONDS, settings.LEDGER_MOST_WRITTEN
    )
    with tempfile.TemporaryFile() as source:
        source.write(json.dumps(told, ensure_ascii=False).encode())
        source.seek(0)
        try:
            with turn():
                code, answer = run("jixiao.web.reading.ledger_child", [], source, limits)
        except BusyError:
            return busy()
    return _explained(code, answer, action)


def _explained(code: int | None, answer: bytes, action: str) -> Any:
    ended = stopped(code, settings.LEDGER_READ_SECONDS)
    if ended:
        return ended
    if code == UNREADABLE:
        return _on_a_page(refused(json.loads(answer)))
    if len(answer) >= MAX_ANSWER_BYTES:  # cut off there: half an answer is none
        return Refusal(_("问题太多，这里列不下；请先按模板整理台账，再上传"))
    return answer if action == "marked" else json.loads(answer)


def _on_a_page(found: Refusal) -> Refusal:
    """What the registers room advises on the command line has another name here."""
    if "--map" not in found.remedy:
        return found
    remedy = _("对照空白台账改列名、补上缺的列，再上传")
    words = {"expected": found.expected, "found": found.found, "remedy": remedy}
    message = _("应为%(expected)s，实为%(found)s；请%(remedy)s") % words
    return replace(found, remedy=remedy, message=message)

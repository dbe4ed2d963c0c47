"""What the installation's administrators entered of the law: where it is kept, and that all processes follow it."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.utils import timezone

from jixiao.law import entered
from jixiao.registers.law_folder import Administrator, LawFolder
from jixiao.web.acts import signer
from jixiao.web.saying import name_of

#: The folder's name among the installation's data.
NAME = "law"


def folder() -> LawFolder:
    """The installation's folder of the law."""
    return LawFolder(Path(settings.DATA) / NAME, signer)


def follow() -> None:
    """This process follows what was entered, also by another process, from now on."""
    entered.use(lambda: folder().entered())


def administrator(user: object) -> Administrator:
    """Somebody who enters, today."""
    return Administrator(name_of(user), "", timezone.localdate())

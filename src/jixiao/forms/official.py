"""What an official form is: its declaration, how it is written and read, what it has cells for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jixiao.forms.declaration import Form
from jixiao.grids.document import Document
from jixiao.plan.model import Plan
from jixiao.terms.forms import FormName


@dataclass(frozen=True)
class Official:
    """One official form. Its package names it in ``OFFICIAL``; nothing else lists it.

    ``source`` says in Chinese what the layout follows and whether the blank form was seen. ``read`` is
    ``None`` where the engine of :mod:`jixiao.forms.loose` reads it; ``by_its_own`` where sections or
    columns that no other table has make it known. ``holds`` are those of the plan's parts that
    :mod:`jixiao.forms.writing` looks for and this form has cells for.
    """

    name: FormName
    form: Form
    source: str
    write: Callable[[Plan], Document]
    read: Callable[[Document], Plan | None] | None = None
    by_its_own: bool = False
    holds: frozenset[str] = frozenset()

"""Where every page stands: five sections in the order of the year, each with its few pages.

A page is found by the name of its address; what stands below it (a project, one version, one
register) names it as the page it belongs to, so that the way back is on every page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class Page:
    """A page of a section. ``view`` is the name of its address, ``below`` those of what belongs to it.

    ``yearly``: it is of one year's plan. ``for_editor``: only who changes the plan is offered it.
    """

    view: str
    label: str | Promise
    below: Sequence[str] = ()
    yearly: bool = True
    for_editor: bool = False


@dataclass(frozen=True)
class Section:
    """A stretch of the year; it opens on its first page."""

    label: str | Promise
    pages: Sequence[Page]

    @property
    def first(self) -> Page:
        """Where it opens."""
        return self.pages[0]


SECTIONS: tuple[Section, ...] = (
    Section(gettext_lazy("今天"), (Page("today", gettext_lazy("今天"), ("search", "missing", "signing")),)),
    Section(gettext_lazy("编制与审核"), (
        Page("department", gettext_lazy("部门与项目"), ("project", "indicator", "newest")),
        Page("findings", gettext_lazy("审核提示"), ("findings-rule",)),
        Page("library", gettext_lazy("指标库")),
        Page("history", gettext_lazy("版本"), ("version", "compare")),
        Page("intake", gettext_lazy("收文"), ("preview",), yearly=False, for_editor=True),
    )),
    Section(gettext_lazy("监控"), (
        Page("monitoring", gettext_lazy("双监控"), ("monitoring-project",)),
        Page("money", gettext_lazy("资金"), ("money-project",)),
        Page("mending", gettext_lazy("整改"), ("mending-matter",)),
    )),
    Section(gettext_lazy("自评"), (
        Page("scores", gettext_lazy("计分与自评"), ("score", "self-evaluation", "evaluation")),
        Page("score-department", gettext_lazy("部门整体")),
        Page("honesty", gettext_lazy("核对别处的自评"), ("honesty-claim", "honesty-project")),
    )),
    Section(gettext_lazy("台账与资料"), (
        Page(
            "registers", gettext_lazy("台账"),
            ("register", "register-new", "register-rows", "take-in", "ledger"), yearly=False,
        ),
        Page("bindings", gettext_lazy("指标由什么算")),
        Page("measures", gettext_lazy("算法"), ("measure",), yearly=False),
        Page(
            "sources", gettext_lazy("认得的来源"), ("source-give", "source-keep", "source-receive"),
            yearly=False,
        ),
    )),
)  # fmt: skip


def standing(view: str) -> tuple[Section, Page] | None:
    """The section and the page that an address belongs to, by its name; of none, ``None``."""
    return _STANDING.get(view)


_STANDING = {
    view: (section, page)
    for section in SECTIONS
    for page in section.pages
    for view in (page.view, *page.below)
}

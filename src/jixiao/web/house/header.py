"""The header of a page: whose bureau, which year, which section, found by the page's own address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from jixiao.web import access
from jixiao.web.house.navigation import SECTIONS, Page, Section, standing
from jixiao.web.house.numbers import expected_year
from jixiao.web.house.numbers import year as year_in
from jixiao.web.models import Membership, PlanRecord

#: Keeps the year somebody looks at while they are on pages of no year; nothing else rests on it.
COOKIE = "jixiao-year"
_COOKIE = re.compile(r"([0-9]{1,9})-([0-9]{4})")


@dataclass(frozen=True)
class Link:
    """A way from the header. ``here``: it is where one stands."""

    label: object
    address: str
    here: bool


@dataclass(frozen=True)
class Header:
    """What the header says. ``year`` is ``None`` where the department has no plan yet."""

    member: Membership
    year: int | None
    year_list: tuple[int, ...]
    view: str
    whole_years: bool
    path: str

    @cached_property
    def stands(self) -> tuple[Section, Page] | None:
        """Its section and page."""
        return standing(self.view)

    @property
    def sections(self) -> list[Link]:
        """The sections, each opening on its first page; without a plan, only those that need none."""
        found = []
        for section in SECTIONS:
            opens = next((page for page in section.pages if self._reachable(page)), None)
            if opens:
                here = bool(self.stands and self.stands[0] is section)
                found.append(Link(section.label, self._address(opens), here))
        return found

    @property
    def pages(self) -> list[Link]:
        """The pages of the section one stands in, where it has several."""
        if self.stands is None or len(self.stands[0].pages) == 1:
            return []
        section, now = self.stands
        few = filter(self._reachable, section.pages)
        return [Link(one.label, self._address(one), one is now) for one in few]

    @property
    def years(self) -> list[Link]:
        """The same page in every year there is a plan of, the newest first."""
        return [Link(one, self._in_year(one), one == self.year) for one in self.year_list]

    def _reachable(self, page: Page) -> bool:
        return (self.year is not None or not page.yearly) and (
            self.member.can_edit or not page.for_editor
        )

    def _address(self, page: Page) -> str:
        where = [self.member.department_id, *([self.year] if page.yearly else [])]
        return reverse(page.view, args=where)

    def _in_year(self, year: int) -> str:
        """Of another year: the same page, where that is one of the whole year; else the page it is below."""
        if self.stands is None:
            return reverse("today", args=[self.member.department_id, year])
        page = self.stands[1]
        if not page.yearly:
            return f"{self.path}?year={year}"
        view = self.view if self.whole_years else page.view
        return reverse(view, args=[self.member.department_id, year])


def header_of(request: HttpRequest) -> Header | None:
    """The header of what a request asks for; ``None`` to whoever belongs to no department, or to several
    where the address names none.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    match = request.resolver_match
    named = match.kwargs if match else {}
    members = access.memberships_of(user)
    department = named.get("department_id")
    mine = [one for one in members if department in (None, one.department_id)]
    if len(mine) != 1:
        return None
    years = _years(mine[0])
    return Header(
        mine[0], _year(request, mine[0], years), years, match.view_name if match else "",
        bool(match and set(named) == {"department_id", "year"}), request.path,
    )  # fmt: skip


def _years(member: Membership) -> tuple[int, ...]:
    found = PlanRecord.objects.filter(department=member.department_id)
    return tuple(sorted(found.values_list("year", flat=True), reverse=True))


def _year(request: HttpRequest, member: Membership, years: tuple[int, ...]) -> int | None:
    """The year of the address; else the one looked at last; else the newest that is likely."""
    asked = _asked(request, member.department_id)
    likely = (one for one in years if one <= expected_year(timezone.localdate()))
    wanted = (*asked, *likely, *years)
    return next((one for one in wanted if one in years), None)


def _asked(request: HttpRequest, department: int) -> Iterator[int]:
    match = request.resolver_match
    if match and "year" in match.kwargs:
        yield match.kwargs["year"]
    if (told := year_in(request.GET.get("year"))) is not None:
        yield told
    kept = _COOKIE.fullmatch(request.COOKIES.get(COOKIE, ""))
    if kept and int(kept[1]) == department:
        yield int(kept[2])


def keep_year(request: HttpRequest, answer: HttpResponse) -> None:
    """Note in the browser which year was looked at, where an address names one."""
    match = request.resolver_match
    named = match.kwargs if match else {}
    year = named.get("year") or year_in(request.GET.get("year"))
    if "department_id" not in named or year is None or answer.status_code != 200:
        return
    told = f"{named['department_id']}-{year}"
    if request.COOKIES.get(COOKIE) != told:
        answer.set_cookie(COOKIE, told, httponly=True, samesite="Lax", secure=request.is_secure())

"""How many things wait for who looks, at the head of every page."""

from __future__ import annotations

from typing import Any

from django import template

from jixiao.web import desk, large
from jixiao.web.house.header import Header
from jixiao.web.models import PlanRecord

register = template.Library()


@register.inclusion_tag("to_do_head.html")
def to_do_head(header: Header) -> dict[str, Any]:
    """The number where it is remembered; else it is fetched beside the page, of a large plan it is not."""
    where = {"department": header.member.department_id, "year": header.year}
    record = PlanRecord.objects.filter(**where).first()
    count = desk.waiting(header.member, record) if record else None
    fetched = count is None and not large.is_large_year(where["department"], header.year or 0)
    return {"header": header, "count": count, "fetched": fetched}

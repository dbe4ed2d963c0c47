"""The made-up accounts of a demonstration: known to all, so made in a demonstration alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from jixiao.web.models.department import Role

PASSWORD = "jixiao-demo-2023"


@dataclass(frozen=True)
class DemoAccount:
    """An account of the demonstration."""

    name: str
    person: str
    role: Role
    does: object
    password: str = PASSWORD


ACCOUNTS = (
    DemoAccount("clerk", "演示甲", Role.CLERK, _("收文、修改、评定、填自评表")),
    DemoAccount("leader", "演示乙", Role.LEADER, _("确认自评表、决定监控的处理")),
    DemoAccount("reviewer", "演示丙", Role.REVIEWER, _("核对自评表、决定监控的处理")),
)

"""Who somebody is when they say something."""

from __future__ import annotations

from jixiao.terms.label import Labelled


class Role(Labelled):
    """A role in a department; the values are what acts and memberships carry."""

    CLERK = "clerk", "绩效专管员", "clerk"
    LEADER = "leader", "部门负责人", "leader"
    REVIEWER = "reviewer", "财政审核", "finance reviewer"
    READER = "reader", "查阅", "reader"
    #: Who looks after the installation; of no department.
    ADMINISTRATOR = "administrator", "系统管理员", "administrator"


#: Who decides: on warnings, on mending, on closing without it.
DECIDING = frozenset({Role.LEADER.value, Role.REVIEWER.value})

"""Plans and their reviews, kept for a while: the same content is read and examined once.

Content never changes (a version is append-only), so its text is a safe key.
"""

from __future__ import annotations

from functools import lru_cache

from jixiao.law.packs import folder_named, packs
from jixiao.plan.json import loads
from jixiao.plan.model import Plan
from jixiao.review.examine import Review, examine


@lru_cache(maxsize=32)
def plan_of(content: str) -> Plan:
    """The plan that a stored text holds."""
    return loads(content)


@lru_cache(maxsize=32)
def review_of(content: str) -> Review:
    """The review of the plan that a stored text holds, by the pack that fits it."""
    return examine(plan_of(content), among=packs(folder_named(None)))


@lru_cache(maxsize=8)
def trial_of(content: str, policy: str) -> Review:
    """The same by a pack chosen by hand, to look at only.

    Raises:
        jixiao.law.packs.UnknownPolicyError: there is no pack of that name.
    """
    return examine(plan_of(content), policy=policy, among=packs(folder_named(None)))

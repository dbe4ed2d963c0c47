"""Plans and their reviews, kept for a while: the same content is read and examined once.

Content never changes (a version is append-only), so its text is a safe key; a review hangs on the places'
own files too.
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache

from jixiao.law.packs import packs_at_hand, stamp
from jixiao.plan.json import loads
from jixiao.plan.model import Plan
from jixiao.review.examine import Review, examine


@lru_cache(maxsize=32)
def plan_of(content: str) -> Plan:
    """The plan that a stored text holds."""
    return loads(content)


def review_of(content: str) -> Review:
    """The review of the plan that a stored text holds, by the pack that fits it."""
    return _review(content, stamp())


def trial_of(content: str, policy: str) -> Review:
    """The same by a pack chosen by hand, to look at only.

    Raises:
        jixiao.law.packs.UnknownPolicyError: there is no pack of that name.
    """
    return _trial(content, policy, stamp())


@lru_cache(maxsize=32)
def _review(content: str, _places: Hashable) -> Review:
    return examine(plan_of(content), among=packs_at_hand())


@lru_cache(maxsize=8)
def _trial(content: str, policy: str, _places: Hashable) -> Review:
    return examine(plan_of(content), policy=policy, among=packs_at_hand())

"""Plans and their reviews, kept for a while: the same content is read and examined once.

Content never changes (a version is append-only), so its text is a safe key; a review hangs on the places'
own files too.
"""

from __future__ import annotations

from collections.abc import Hashable

from jixiao.law.packs import packs_at_hand, stamp
from jixiao.plan.json import loads, loads_with, read_project
from jixiao.plan.model import Plan, Project
from jixiao.review.examine import Review, examine
from jixiao.web import kept_reviews
from jixiao.web.house.within import within

#: So many characters of plans are held at once; a plan takes about twelve bytes a character, its review as much.
_MOST = 12_000_000


@within(_MOST)
def plan_of(content: str) -> Plan:
    """The plan that a stored text holds; projects that read as in another plan are the same records."""
    try:
        return loads_with(content, _project)
    except (ValueError, IndexError):  # said in full
        return loads(content)


@within(_MOST)
def _project(text: str) -> Project:
    return read_project(text)


def review_of(content: str) -> Review:
    """The review of the plan that a stored text holds, by the pack that fits it."""
    return _review(content, "", stamp())


def trial_of(content: str, policy: str) -> Review:
    """The same by a pack chosen by hand, to look at only.

    Raises:
        jixiao.law.packs.UnknownPolicyError: there is no pack of that name.
    """
    return _review(content, policy, stamp())


@within(_MOST)
def _review(content: str, policy: str, places: Hashable) -> Review:
    among = packs_at_hand()
    kept = kept_reviews.found(content, policy, among, places)
    if kept is None:
        kept = examine(plan_of(content), policy=policy or None, among=among)
        kept_reviews.keep(content, policy, places, kept)
    return kept

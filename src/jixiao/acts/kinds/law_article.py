"""录入条文: an article from the text somebody owns, printed from then on wherever it is cited."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.acts.kind import Draft, Kind, Told
from jixiao.acts.law_entries import (
    ABOUT,
    ARTICLE,
    LONGEST,
    Entry,
    entered_of,
    entries_of,
    entry_of,
    refusal,
)
from jixiao.law.entered import EnteredArticle, is_number
from jixiao.law.packs import packs_at_hand
from jixiao.law.shelf import Regulation, Verified, shelf
from jixiao.terms.roles import Role


class LawArticleKind(Kind[tuple[Entry, ...]]):
    """``law`` and ``article`` as cited, ``words`` what it says; ``matter`` the heading it is the article of,
    ``title`` what a regulation is called that nothing cites yet.

    It binds to the SHA-256 of the document, whose name is ``file``.
    """

    name, label = ARTICLE, "录入条文"
    about = ABOUT
    facts = frozenset({"law", "article", "matter", "title"})
    words = frozenset({"words", "file", "reason"})
    may = frozenset({Role.ADMINISTRATOR.value})
    signs = True

    def sentence(self, told: Told) -> str:
        """What happened."""
        return f"录入 {told.says['law']} {told.says['article']}：{told.says['words']}"

    def refuse(self, draft: Draft, before: Sequence[Told]) -> str:
        """An article of a regulation that is cited, with its words, once; its heading not settled yet."""
        says = entry_of(draft)
        assert isinstance(says, EnteredArticle)
        return (
            _unknown_law(says, before)
            or _fault(says)
            or _settled(says, before)
            or refusal(draft, says, before)
        )

    def fold(self, told: Sequence[Told]) -> tuple[Entry, ...]:
        """Everything entered."""
        return entries_of(told)


def _unknown_law(says: EnteredArticle, before: Sequence[Told]) -> str:
    """A regulation that is cited has its title already; one that is not needs number and title."""
    cited = laws_cited()
    if says.law in cited:
        there = cited[says.law].title
        if says.title and says.title != there:
            return f"“{says.law}”已经有了，名称是《{there}》；请从“哪个文件”里选它，不用写名称"
        return ""
    earlier = {one.law: one.title for one in entered_of(entries_of(before)).articles if one.title}
    if not says.law or not says.title:
        return (
            f"没有引用“{says.law}”这个文件；要录入还没有引用的文件的条文，请写明文号和名称；"
            f"引用的有：{'、'.join(cited)}"
        )
    if earlier.get(says.law, says.title) != says.title:
        return f"“{says.law}”以前录入的名称是《{earlier[says.law]}》；请核对，以前写错的请先撤回"
    return ""


def _fault(says: EnteredArticle) -> str:
    known = laws_cited()
    if not is_number(says.number):
        return f"条号写的是“{says.number[:20]}”，应照原文写，例如“第五条”“第二十三条第一款”“附件1”"
    if not says.words.strip():
        return "没有写条文的内容；请照原文录入"
    if len(says.words) > LONGEST:
        return f"条文最多 {LONGEST} 字，现有 {len(says.words)} 字；请只录这一条"
    open_ = headings(known[says.law]) if says.law in known else ()
    if says.matter and says.matter not in open_:
        there = "、".join(open_) or "没有"
        return f"“{says.law}”没有“{says.matter}”这个还缺条号的事项；有：{there}"
    return ""


def _settled(says: EnteredArticle, before: Sequence[Told]) -> str:
    stand = entered_of(entries_of(before)).articles if says.matter else ()
    for one in stand:
        if (one.law, one.matter) == (says.law, says.matter) and one.number != says.number:
            return (
                f"“{says.matter}”已经录为{one.number}（{one.by.who} {one.by.on}）；"
                "要改的，请先撤回那一条"
            )
    return ""


def laws_cited() -> dict[str, Regulation]:
    """Every regulation that can be cited, those of places too, by name."""
    own = {name: one for pack in packs_at_hand().values() for name, one in pack.regulations.items()}
    return {**shelf(), **own}


def headings(law: Regulation) -> tuple[str, ...]:
    """Matters of a regulation that stand on the shelf without the number of their article."""
    return tuple(
        one.number
        for one in law.articles.values()
        if one.verified is not Verified.FULL and not is_number(one.number)
    )

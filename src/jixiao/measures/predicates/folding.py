"""What a predicate says once some dates are not known yet, in the simplest form.

A checkpoint knows only what had happened by then: an event date after it counts as no value. So a
condition over k such dates is one of at most 2^k plainer conditions, one for each set of dates known.
"""

from __future__ import annotations

from collections.abc import Mapping

from jixiao.measures.predicates.tree import (
    FALSE,
    NULL,
    TRUE,
    And,
    Arithmetic,
    Choice,
    Coalesce,
    Column,
    Compare,
    Days,
    HolidayStart,
    IsNull,
    Literal,
    Node,
    Not,
    Null,
    OneOfValues,
    Or,
    Reached,
    Shift,
    TextTest,
    WorkDay,
)
from jixiao.measures.schema import ColumnType

#: More dates than this in one condition are refused when a measure is loaded.
MAX_MOMENTS = 4


def moments(tree: Node, hidden: frozenset[str]) -> tuple[Reached, ...]:
    """What the tree waits for: its hidden dates, and what it compares with the checkpoint."""
    found = {
        Reached(n): None
        for n in tree.walk()
        if isinstance(n, Column) and not n.raw and n.name in hidden
    } | {n: None for n in tree.walk() if isinstance(n, Reached)}
    return tuple(found)


def settled(tree: Node, known: Mapping[Reached, bool]) -> Node:
    """The tree with every moment reached or not: a date not reached is no value."""
    if isinstance(tree, Reached):
        seen = all(known.get(Reached(c), True) for c in tree.walk() if isinstance(c, Column))
        return TRUE if known[tree] and seen else FALSE
    if isinstance(tree, Column) and known.get(Reached(tree)) is False:
        return NULL
    if isinstance(tree, IsNull) and known.get(Reached(tree.value)):
        return FALSE  # a date that is reached is there
    return simplified(tree.with_children(lambda child: settled(child, known)))


def simplified(tree: Node) -> Node:
    """One node in simpler form where a part of it is no value or a known truth."""
    if isinstance(tree, IsNull):
        return TRUE if isinstance(tree.value, Null) else tree
    if isinstance(tree, Not):
        return _negated(tree)
    if isinstance(tree, And):
        return _joined(tree.items, stops=FALSE, passes=TRUE, join=And)
    if isinstance(tree, Or):
        return _joined(tree.items, stops=TRUE, passes=FALSE, join=Or)
    if isinstance(tree, Coalesce):
        return _first(tree)
    if isinstance(tree, Choice):
        return _chosen(tree)
    return NULL if _lacks_value(tree) else tree


def truth(tree: Node) -> Node:
    """The tree where only "true" counts: no value is as good as false."""
    if isinstance(tree, Null):
        return FALSE
    if isinstance(tree, And):
        return _joined(tuple(map(truth, tree.items)), stops=FALSE, passes=TRUE, join=And)
    if isinstance(tree, Or):
        return _joined(tuple(map(truth, tree.items)), stops=TRUE, passes=FALSE, join=Or)
    return tree


def _negated(tree: Not) -> Node:
    value = tree.value
    if isinstance(value, Null):
        return NULL
    if isinstance(value, Literal):
        return FALSE if value.value else TRUE
    return value.value if isinstance(value, Not) else tree


def _joined(items: tuple[Node, ...], stops: Node, passes: Node, join: type[And | Or]) -> Node:
    flat = [i for item in items for i in (item.items if isinstance(item, join) else (item,))]
    kept = tuple(dict.fromkeys(i for i in flat if i != passes))
    if stops in kept:
        return stops
    if not kept:
        return passes
    return kept[0] if len(kept) == 1 else join(kept)


def _first(tree: Coalesce) -> Node:
    items = tuple(i for i in tree.items if not isinstance(i, Null))
    if not items:
        return NULL
    return items[0] if len(items) == 1 or isinstance(items[0], Literal) else Coalesce(items)


def _chosen(tree: Choice) -> Node:
    if isinstance(tree.condition, Null):
        return tree.no
    if isinstance(tree.condition, Literal):
        return tree.yes if tree.condition.value else tree.no
    return tree


def _lacks_value(tree: Node) -> bool:
    strict = (Compare, OneOfValues, Arithmetic, Days, Shift, TextTest, WorkDay, HolidayStart)
    return isinstance(tree, strict) and any(c.type is ColumnType.NULL for c in tree.children())

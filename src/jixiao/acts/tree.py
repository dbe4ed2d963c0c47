"""The Merkle tree of RFC 6962 §2.1 over leaves in their order: SHA-256, leaf 0x00, node 0x01."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

#: Root of a tree without leaves.
EMPTY = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """Hash of one leaf."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of a node over two."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Frontier:
    """The right edge of a growing tree: enough to add a leaf and to tell the root, in log2(n) hashes."""

    def __init__(self) -> None:
        """A tree without leaves."""
        self.size = 0
        self._edge: list[bytes] = []  # roots of the perfect trees, largest first

    def add(self, leaf: bytes) -> None:
        """Add the hash of the next leaf."""
        self._edge.append(leaf)
        size = self.size
        while size & 1:
            right, left = self._edge.pop(), self._edge.pop()
            self._edge.append(node_hash(left, right))
            size >>= 1
        self.size += 1

    def edge(self) -> bytes:
        """The edge as bytes: with the size enough to go on from."""
        return b"".join(self._edge)

    @classmethod
    def at(cls, size: int, edge: bytes) -> Frontier:
        """The frontier of a tree of that size, from its :meth:`edge`."""
        made = cls()
        made.size, made._edge = size, [edge[i : i + 32] for i in range(0, len(edge), 32)]
        return made

    @property
    def root(self) -> bytes:
        """Root of the tree so far."""
        if not self._edge:
            return EMPTY
        root = self._edge[-1]
        for left in reversed(self._edge[:-1]):
            root = node_hash(left, root)
        return root


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Root over hashes of leaves."""
    grown = Frontier()
    for leaf in leaves:
        grown.add(leaf)
    return grown.root

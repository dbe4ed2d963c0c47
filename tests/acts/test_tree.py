"""The Merkle tree is RFC 6962's: its roots over the known eight leaves are the published ones."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from jixiao.acts.tree import EMPTY, Frontier, leaf_hash, node_hash, root_of

#: Leaves and roots of the reference implementation of Certificate Transparency.
LEAVES = [
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]  # fmt: skip
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def test_known_roots() -> None:
    hashes = [leaf_hash(bytes.fromhex(one)) for one in LEAVES]
    assert [root_of(hashes[: n + 1]).hex() for n in range(8)] == ROOTS
    assert root_of([]) == EMPTY == hashlib.sha256(b"").digest()


def _by_definition(hashes: list[bytes]) -> bytes:
    """RFC 6962 §2.1, word by word."""
    if len(hashes) <= 1:
        return hashes[0] if hashes else EMPTY
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    return node_hash(_by_definition(hashes[:k]), _by_definition(hashes[k:]))


@given(st.lists(st.binary(max_size=8), max_size=70), st.integers(0, 70))
def test_a_growing_tree_is_the_defined_one_and_goes_on_from_its_edge(
    leaves: list[bytes], cut: int
) -> None:
    hashes = [leaf_hash(one) for one in leaves]
    grown = Frontier()
    for one in hashes[:cut]:
        grown.add(one)
    again = Frontier.at(grown.size, grown.edge())
    for one in hashes[cut:]:
        again.add(one)
    assert again.root == _by_definition(hashes)

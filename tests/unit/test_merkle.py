"""The tree of RFC 9162, against the vectors of Certificate Transparency and against itself."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.petitions.merkle import (
    EMPTY_ROOT,
    Node,
    Peaks,
    consistency_proof,
    folded,
    includes,
    inclusion_proof,
    is_consistent,
    leaf_hash,
    node_hash,
    root_of,
)

LEAVES = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]
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
"""The input and the roots that the implementations of RFC 6962 and 9162 are tested with."""


class Kept:
    """A log that keeps its complete subtrees, as the database does."""

    def __init__(self, count: int, salt: bytes = b"") -> None:
        self.leaves = [leaf_hash(salt + str(n).encode()) for n in range(count)]
        self.nodes: dict[Node, bytes] = {}
        self.peaks = Peaks()
        for place, leaf in enumerate(self.leaves):
            self.nodes[0, place] = leaf
            self.peaks, complete = self.peaks.append(leaf)
            self.nodes.update(complete)

    def proof(self, index: int, size: int) -> list[bytes]:
        return inclusion_proof(index, size, self.nodes.__getitem__)


def naive(leaves: list[bytes]) -> bytes:
    """MTH as section 2.1.1 words it."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(naive(leaves[:split]), naive(leaves[split:]))


def test_the_roots_are_those_that_everybody_has() -> None:
    leaves = [leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES]
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    for size, root in enumerate(ROOTS, start=1):
        assert root_of(leaves[:size]).hex() == root


@pytest.mark.parametrize("size", range(66))
def test_the_root_of_any_size_is_that_of_the_definition(size: int) -> None:
    kept = Kept(size)
    assert kept.peaks.root == naive(kept.leaves)
    assert Peaks.unpacked(size, kept.peaks.packed) == kept.peaks


@pytest.mark.parametrize("size", range(1, 40))
def test_every_leaf_of_every_size_is_proven(size: int) -> None:
    kept = Kept(40)
    root = naive(kept.leaves[:size])
    for index in range(size):
        proof = kept.proof(index, size)
        assert includes(index, size, kept.leaves[index], proof, root)
        assert not includes(index, size, leaf_hash(b"another"), proof, root)
        assert not includes(index, size, kept.leaves[index], [*proof, root], root)
        assert not includes((index + 1) % (size + 1), size, kept.leaves[index], proof, root)


@pytest.mark.parametrize("size", range(1, 34))
def test_every_earlier_size_is_proven_to_be_a_beginning(size: int) -> None:
    kept = Kept(34)
    root = naive(kept.leaves[:size])
    for old in range(1, size + 1):
        proof = consistency_proof(old, size, kept.nodes.__getitem__)
        old_root = naive(kept.leaves[:old])
        assert is_consistent(old, size, old_root, root, proof)
        assert not is_consistent(old, size, leaf_hash(b"another"), root, proof)
        if old < size:
            assert not is_consistent(old, size, old_root, root, proof[:-1])


@given(st.integers(1, 300), st.data())
def test_a_changed_leaf_is_found(size: int, data: st.DataObject) -> None:
    kept = Kept(size)
    index = data.draw(st.integers(0, size - 1))
    proof = kept.proof(index, size)
    changed = [*kept.leaves]
    changed[index] = leaf_hash(b"changed")
    assert root_of(changed) != kept.peaks.root
    assert not includes(index, size, changed[index], proof, kept.peaks.root)
    for at in range(len(proof)):
        broken = [*proof[:at], bytes(32), *proof[at + 1 :]]
        assert not includes(index, size, kept.leaves[index], broken, kept.peaks.root)


def test_what_is_not_there_is_refused() -> None:
    kept = Kept(5)
    for index, size in ((5, 5), (-1, 5)):
        with pytest.raises(ValueError, match="no such leaf"):
            kept.proof(index, size)
    for old, size in ((0, 5), (6, 5)):
        with pytest.raises(ValueError, match="only grows"):
            consistency_proof(old, size, kept.nodes.__getitem__)
    with pytest.raises(ValueError, match="one peak"):
        Peaks.unpacked(5, b"")
    assert folded([]) == EMPTY_ROOT

"""The tree of RFC 9162 (section 2): roots, proofs of inclusion and of consistency.

Pure, and fit for a log that lies in a database: a proof names the complete subtrees that it needs,
and whoever keeps them hands over their hashes. Complete subtrees never change, so a log of a
million leaves is proven with some twenty rows. (``pymerkle`` is GPL, and reads whole logs: see
``docs/decisions/019-our-own-merkle-tree.md``.)
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256().digest()
Node: TypeAlias = tuple[int, int]
"""(level, place): the complete subtree over the leaves ``place << level`` up to the next one."""
Hashes: TypeAlias = Callable[[Node], bytes]


def leaf_hash(leaf: bytes) -> bytes:
    """MTH({d(0)}) of RFC 9162, 2.1.1."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node (RFC 9162, 2.1.1)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Peaks:
    """The roots of the complete subtrees that a log of ``size`` leaves is made of, left to right.

    All that is needed to append and to tell the root: 32 bytes for each bit set in ``size``.
    """

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if len(self.hashes) != self.size.bit_count():
            raise ValueError("There is one peak for each bit that is set in the size.")

    @classmethod
    def unpacked(cls, size: int, packed: bytes) -> Peaks:
        """As ``packed`` wrote them. ValueError when they do not fit the size."""
        if len(packed) != HASH_BYTES * size.bit_count():
            raise ValueError("There is one peak for each bit that is set in the size.")
        return cls(
            size, tuple(packed[at : at + HASH_BYTES] for at in range(0, len(packed), HASH_BYTES))
        )

    @property
    def packed(self) -> bytes:
        """For one column of a row."""
        return b"".join(self.hashes)

    @property
    def root(self) -> bytes:
        """MTH of all leaves."""
        return folded(self.hashes)

    def append(self, leaf: bytes) -> tuple[Peaks, list[tuple[Node, bytes]]]:
        """With one more leaf hash; beside it the inner nodes that are complete from now on."""
        complete = []
        place, level, top, hashes = self.size, 0, leaf, list(self.hashes)
        while place & 1:
            top = node_hash(hashes.pop(), top)
            place, level = place >> 1, level + 1
            complete.append(((level, place), top))
        return Peaks(self.size + 1, (*hashes, top)), complete


def folded(peaks: Sequence[bytes]) -> bytes:
    """The root over complete subtrees of falling size; of none, that of the empty tree."""
    if not peaks:
        return EMPTY_ROOT
    top = peaks[-1]
    for peak in reversed(peaks[:-1]):
        top = node_hash(peak, top)
    return top


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over these leaf hashes, counted anew."""
    peaks = Peaks()
    for leaf in leaves:
        peaks, _complete = peaks.append(leaf)
    return peaks.root


def complete_nodes(start: int, end: int) -> Iterator[Node]:
    """The complete subtrees that make up the leaves ``start`` to ``end``, left to right."""
    while start < end:
        level = min(
            (start & -start).bit_length() - 1 if start else end.bit_length() - 1,
            (end - start).bit_length() - 1,
        )
        yield level, start >> level
        start += 1 << level


def _inclusion_spans(index: int, start: int, end: int) -> Iterator[tuple[int, int]]:
    """PATH(m, D[n]) of RFC 9162, 2.1.3.1: spans of leaves, from the leaf up."""
    spans = []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            spans.append((middle, end))
            end = middle
        else:
            spans.append((start, middle))
            start = middle
    return reversed(spans)


def _consistency_spans(old: int, size: int) -> Iterator[tuple[int, int]]:
    """PROOF(m, D[n]) of RFC 9162, 2.1.4.1."""
    spans, start, end, is_whole = [], 0, size, True
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            spans.append((middle, end))
            end = middle
        else:
            spans.append((start, middle))
            start, is_whole = middle, False
    if not is_whole:
        spans.append((start, end))
    return reversed(spans)


def _split(count: int) -> int:
    """The largest power of two that is smaller than ``count``."""
    return 1 << ((count - 1).bit_length() - 1)


def nodes_for_inclusion(index: int, size: int) -> list[Node]:
    """Which hashes a proof of this leaf in a log of ``size`` needs. ValueError: no such leaf."""
    if not 0 <= index < size:
        raise ValueError("There is no such leaf.")
    return [node for span in _inclusion_spans(index, 0, size) for node in complete_nodes(*span)]


def nodes_for_consistency(old: int, size: int) -> list[Node]:
    """Which hashes a proof that ``size`` leaves begin with the ``old`` ones needs."""
    if not 0 < old <= size:
        raise ValueError("A log only grows.")
    return [node for span in _consistency_spans(old, size) for node in complete_nodes(*span)]


def inclusion_proof(index: int, size: int, hashes: Hashes) -> list[bytes]:
    """The audit path of the leaf, from the bottom up."""
    nodes_for_inclusion(index, size)
    return _hashed(_inclusion_spans(index, 0, size), hashes)


def consistency_proof(old: int, size: int, hashes: Hashes) -> list[bytes]:
    """That the first ``old`` leaves are still what they were."""
    nodes_for_consistency(old, size)
    return _hashed(_consistency_spans(old, size), hashes)


def _hashed(spans: Iterator[tuple[int, int]], hashes: Hashes) -> list[bytes]:
    return [folded([hashes(node) for node in complete_nodes(*span)]) for span in spans]


def includes(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the leaf hash is at this place of the log with this root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    first, last, top = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if first & 1 or first == last:
            top = node_hash(step, top)
            while not first & 1 and first:
                first, last = first >> 1, last >> 1
        else:
            top = node_hash(top, step)
        first, last = first >> 1, last >> 1
    return last == 0 and top == root


def is_consistent(
    old: int, size: int, old_root: bytes, root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the log with ``root`` begins with the one of ``old_root`` (RFC 9162, 2.1.4.2)."""
    if not 0 < old <= size:
        return False
    if old == size:
        return not proof and old_root == root
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if not path:
        return False
    first, last = old - 1, size - 1
    while first & 1:
        first, last = first >> 1, last >> 1
    of_old = of_new = path[0]
    for step in path[1:]:
        if last == 0:
            return False
        if first & 1 or first == last:
            of_old, of_new = node_hash(step, of_old), node_hash(step, of_new)
            while not first & 1 and first:
                first, last = first >> 1, last >> 1
        else:
            of_new = node_hash(of_new, step)
        first, last = first >> 1, last >> 1
    return last == 0 and of_old == old_root and of_new == root

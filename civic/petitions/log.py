"""Writing a line into a petition's log, and proving that a line is in it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.petitions import merkle
from civic.petitions.events import Counting, Event, Line, LogBroken, Tally
from civic.petitions.merkle import Node, Peaks
from storage import petition_logs
from storage.petition_logs import StoredLine, StoredLog

TURN_AFTER = 500
"""Lines that are counted anew before other tasks get their turn."""


def tally_of(log: StoredLog) -> Tally:
    """The count as the log's row has it."""
    return Tally(log.supports, log.withdrawals, log.invalidations, log.outside)


def line_of(stored: StoredLine) -> Line:
    """The line as it is hashed."""
    return Line(
        stored.petition_id,
        stored.seq,
        Event(stored.event),
        stored.subject,
        stored.day,
        stored.inside,
    )


async def write(
    conn: AsyncConnection,
    log: StoredLog,
    event: Event,
    subject: str,
    day: date,
    *,
    inside: bool = True,
) -> StoredLog:
    """One line more; ``log`` must be held. What the log is after it."""
    return await write_all(conn, log, event, day, [(subject, inside)])


async def write_all(
    conn: AsyncConnection,
    log: StoredLog,
    event: Event,
    day: date,
    about: Sequence[tuple[str, bool]],
) -> StoredLog:
    """A line for each (subject, inside), in this order; ``log`` must be held."""
    peaks, told = Peaks.unpacked(log.size, log.peaks), tally_of(log)
    lines: list[StoredLine] = []
    nodes: list[tuple[int, int, bytes]] = []
    for subject, inside in about:
        line = Line(log.petition_id, peaks.size, event, subject, day, inside)
        peaks, complete = peaks.append(line.leaf)
        told = told.after(event, inside=inside)
        nodes += [(level, place, hashed) for (level, place), hashed in complete]
        stored = StoredLine(
            petition_id=log.petition_id,
            seq=line.seq,
            event=event.value,
            subject=subject,
            day=day,
            inside=inside,
        )
        lines.append(stored)
    after = replace(
        log,
        size=peaks.size,
        peaks=peaks.packed,
        supports=told.supports,
        withdrawals=told.withdrawals,
        invalidations=told.invalidations,
        outside=told.outside,
    )
    await petition_logs.append(conn, after, lines, nodes)
    return after


@dataclass(frozen=True, slots=True)
class Inclusion:
    """That a line is in the log of this size and root, and the path that shows it."""

    line: Line
    size: int
    root: bytes
    path: tuple[bytes, ...]

    @property
    def holds(self) -> bool:
        """Whether the path leads from the line to the root."""
        return merkle.includes(self.line.seq, self.size, self.line.leaf, self.path, self.root)


async def prove(conn: AsyncConnection, petition_id: str, seq: int, size: int) -> Inclusion | None:
    """The proof of a line in the log as it was when it had ``size`` lines.

    Reads some twenty rows, however long the log is. ``None`` when there is no such line, or when
    rows of the tree are missing.
    """
    if not 0 <= seq < size:
        return None
    of_leaf = merkle.nodes_for_inclusion(seq, size)
    of_root = list(merkle.complete_nodes(0, size))
    hashes = await _hashes(conn, petition_id, {*of_leaf, *of_root, (0, seq)})
    lines = await petition_logs.some_lines(conn, petition_id, [seq])
    if hashes is None or seq not in lines:
        return None
    path = merkle.inclusion_proof(seq, size, hashes.__getitem__)
    root = merkle.folded([hashes[node] for node in of_root])
    return Inclusion(line_of(lines[seq]), size, root, tuple(path))


async def root_at(conn: AsyncConnection, petition_id: str, size: int) -> bytes | None:
    """The root that the log had when it had ``size`` lines."""
    nodes = list(merkle.complete_nodes(0, size))
    hashes = await _hashes(conn, petition_id, set(nodes))
    return None if hashes is None else merkle.folded([hashes[node] for node in nodes])


async def extends(conn: AsyncConnection, log: StoredLog, size: int, root: bytes) -> bool:
    """Whether the log still begins with the ``size`` lines that had this root: it only grew."""
    if size > log.size:
        return False
    if size == 0:
        return root == merkle.EMPTY_ROOT
    nodes = merkle.nodes_for_consistency(size, log.size)
    hashes = await _hashes(conn, log.petition_id, set(nodes))
    if hashes is None:
        return False
    proof = merkle.consistency_proof(size, log.size, hashes.__getitem__)
    new_root = Peaks.unpacked(log.size, log.peaks).root
    return merkle.is_consistent(size, log.size, root, new_root, proof)


async def _hashes(
    conn: AsyncConnection, petition_id: str, nodes: set[Node]
) -> Mapping[Node, bytes] | None:
    """These subtrees: inner ones as they are kept, leaves hashed from their lines."""
    inner = [node for node in nodes if node[0] > 0]
    leaves = [place for level, place in nodes if level == 0]
    found = await petition_logs.some_nodes(conn, petition_id, inner)
    lines = await petition_logs.some_lines(conn, petition_id, leaves)
    found |= {(0, seq): line_of(stored).leaf for seq, stored in lines.items()}
    return found if len(found) == len(nodes) else None


@dataclass(frozen=True, slots=True)
class Recount:
    """What the lines say, and what the log's row says."""

    counted: Tally
    kept: Tally
    root: bytes
    kept_root: bytes
    size: int
    kept_size: int

    @property
    def agrees(self) -> bool:
        """Whether the row says what the lines say."""
        return (self.counted, self.root, self.size) == (self.kept, self.kept_root, self.kept_size)


async def recount(conn: AsyncConnection, petition_id: str) -> Recount | None:
    """Everything from the first line; ``None``: there is no log. ``LogBroken`` when lines lie.

    Line by line, with turns for others: a petition may have a million.
    """
    log = await petition_logs.get(conn, petition_id)
    if log is None:
        return None
    counting, peaks, beyond = Counting(), Peaks(), None
    async for stored in petition_logs.lines(conn, petition_id):
        if stored.seq >= log.size:
            beyond = stored.seq
            break
        line = line_of(stored)
        counting.add(line)
        peaks, _complete = peaks.append(line.leaf)
        if counting.size % TURN_AFTER == 0:
            await asyncio.sleep(0)
    if beyond is not None:  # given while this counted, or put there by somebody who is no supporter
        later = await petition_logs.get(conn, petition_id)
        if later is None or later.size <= beyond:
            raise LogBroken(f"Line {beyond} is not in the count.")
    kept_root = Peaks.unpacked(log.size, log.peaks).root
    return Recount(counting.told, tally_of(log), peaks.root, kept_root, counting.size, log.size)


__all__ = [
    "Inclusion",
    "LogBroken",
    "Recount",
    "extends",
    "line_of",
    "prove",
    "recount",
    "root_at",
    "tally_of",
    "write",
    "write_all",
]

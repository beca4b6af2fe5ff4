"""Writing a line into a petition's log, and proving that a line is in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.petitions import merkle
from civic.petitions.events import Event, Line, LogBroken, Tally, tally
from civic.petitions.merkle import Node, Peaks
from storage import petition_logs
from storage.petition_logs import StoredLine, StoredLog


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
    line = Line(log.petition_id, log.size, event, subject, day, inside)
    peaks, complete = Peaks.unpacked(log.size, log.peaks).append(line.leaf)
    told = tally_of(log).after(event, inside=inside)
    after = replace(
        log,
        size=peaks.size,
        peaks=peaks.packed,
        supports=told.supports,
        withdrawals=told.withdrawals,
        invalidations=told.invalidations,
        outside=told.outside,
    )
    stored = StoredLine(
        petition_id=log.petition_id,
        seq=line.seq,
        event=event.value,
        subject=subject,
        day=day,
        inside=inside,
    )
    nodes = [(level, place, hashed) for (level, place), hashed in complete]
    await petition_logs.append(conn, after, stored, nodes)
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
    """Everything from the first line; ``None``: there is no log. ``LogBroken`` when lines lie."""
    log = await petition_logs.get(conn, petition_id)
    if log is None:
        return None
    lines = [line_of(line) async for line in petition_logs.lines(conn, petition_id)]
    counted = tally(lines)
    root = merkle.root_of(line.leaf for line in lines)
    kept_root = Peaks.unpacked(log.size, log.peaks).root
    return Recount(counted, tally_of(log), root, kept_root, len(lines), log.size)


__all__ = [
    "Inclusion",
    "LogBroken",
    "Recount",
    "line_of",
    "prove",
    "recount",
    "root_at",
    "tally_of",
    "write",
]

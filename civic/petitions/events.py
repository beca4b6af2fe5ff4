"""What stands in the log of a petition, byte by byte, and how the count follows from it.

Anybody can recount: each line names no one, only a keyed hash that is another one in each petition.
The same few lines are read by ``azamat petitions verify`` and by whoever writes a verifier of their
own, so their form is fixed here and told in ``docs/petitions-log.md``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from civic.petitions.merkle import leaf_hash

LAYOUT = "azamat-petition-log/1"


class LogBroken(Exception):  # noqa: N818 - it says what is wrong
    """The log contradicts itself; the text names the line."""


class Event(StrEnum):
    """What a line of the log says."""

    TEXT = "text"
    """The text was frozen; ``subject`` is its hash."""
    SUPPORT = "support"
    WITHDRAWAL = "withdrawal"
    INVALIDATION = "invalidation"


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``subject`` is the keyed hash of who it is about, in hex; ``day`` a day in
    Kazakhstan; ``inside`` whether they declared to live where the petition is for.
    """

    petition: str
    seq: int
    event: Event
    subject: str
    day: date
    inside: bool

    @property
    def told(self) -> bytes:
        """What is hashed."""
        where = "inside" if self.inside else "outside"
        parts = (
            LAYOUT,
            self.petition,
            str(self.seq),
            self.event.value,
            self.subject,
            self.day.isoformat(),
            where,
        )
        return "\n".join(parts).encode()

    @property
    def leaf(self) -> bytes:
        """Its leaf hash."""
        return leaf_hash(self.told)


@dataclass(frozen=True, slots=True)
class Tally:
    """``count`` is what is shown: supports less withdrawals less invalidations."""

    supports: int = 0
    withdrawals: int = 0
    invalidations: int = 0
    outside: int = 0
    """Of those that count, how many are from elsewhere."""

    @property
    def count(self) -> int:
        """How many supports stand."""
        return self.supports - self.withdrawals - self.invalidations

    @property
    def inside(self) -> int:
        """Of those that count, how many live where the petition is for."""
        return self.count - self.outside

    def after(self, event: Event, *, inside: bool) -> Tally:
        """With one more line."""
        supports, withdrawals = self.supports, self.withdrawals
        invalidations, outside = self.invalidations, self.outside
        match event:
            case Event.TEXT:
                return self
            case Event.SUPPORT:
                supports, by = supports + 1, 1
            case Event.WITHDRAWAL:
                withdrawals, by = withdrawals + 1, -1
            case Event.INVALIDATION:
                invalidations, by = invalidations + 1, -1
        return Tally(supports, withdrawals, invalidations, outside if inside else outside + by)


class Counting:
    """The count, recounted line by line. ``LogBroken`` when a line cannot be true."""

    def __init__(self) -> None:
        self.told = Tally()
        self.size = 0
        self._counted: dict[str, bool] = {}

    def add(self, line: Line) -> None:
        """The next line."""
        seq = self.size
        if line.seq != seq:
            raise LogBroken(f"Line {seq} says that it is line {line.seq}.")
        if line.event is Event.SUPPORT:
            if line.subject in self._counted:
                raise LogBroken(f"Line {seq} counts a support that is counted already.")
            self._counted[line.subject] = line.inside
        elif (
            line.event is not Event.TEXT
            and self._counted.pop(line.subject, None) is not line.inside
        ):
            raise LogBroken(f"Line {seq} takes back a support that is not counted so.")
        self.told = self.told.after(line.event, inside=line.inside)
        self.size = seq + 1


def tally(lines: Iterable[Line]) -> Tally:
    """The count, recounted from the first line. ``LogBroken`` when a line cannot be true."""
    counting = Counting()
    for line in lines:
        counting.add(line)
    return counting.told

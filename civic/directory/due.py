"""What administrators have to check next: a pure look at the rows, no list to keep in step.

Entries fade after ninety days, two reports hide one, a call may have reached nobody: without this
list the directory would quietly become as false as the lists it replaces.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.directory.entry import FADES_AFTER, Standing, standing
from storage import directory
from storage.directory import Centre

NO_REGION = ""
"""Stands for the region of entries whose region no source tells."""


class Why(StrEnum):
    """Why an entry must be checked, the most pressing first."""

    REPORTED = "reported"
    """Two people found nobody there: it is hidden until somebody looks."""
    OLD = "old"
    """Its last good check has faded."""
    NO_ANSWER = "no_answer"
    """It was tried since, and nobody answered."""
    NEVER = "never"
    """A draft."""


@dataclass(frozen=True, slots=True)
class Due:
    """``since`` is when the reason arose (UTC); ``None`` for a draft."""

    centre: Centre
    why: Why
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many wait for each reason; drafts by region (ISO, or ``NO_REGION``)."""

    reported: int = 0
    old: int = 0
    no_answer: int = 0
    never: dict[str, int] = field(default_factory=dict)

    @property
    def pressing(self) -> int:
        """Those that people trusted and should not any more: what a letter is written about."""
        return self.reported + self.old

    def of(self, why: Why) -> int:
        """How many wait for this reason."""
        return {
            Why.REPORTED: self.reported,
            Why.OLD: self.old,
            Why.NO_ANSWER: self.no_answer,
            Why.NEVER: sum(self.never.values()),
        }[why]


def why_due(centre: Centre, now: datetime) -> Why | None:
    """The most pressing reason to check this centre now, if there is one."""
    match standing(centre):
        case Standing.CLOSED:
            return None
        case Standing.DRAFT:
            return Why.NEVER
        case Standing.HIDDEN:
            return Why.REPORTED
    assert centre.checked_at is not None, "a draft has been told apart"
    if now - centre.checked_at >= FADES_AFTER:
        return Why.OLD
    return Why.NO_ANSWER if centre.status == "no_answer" else None


async def tally(connection: AsyncConnection, now: datetime) -> Tally:
    """How much there is to check."""
    counts = await directory.count_due(connection, now - FADES_AFTER)
    return Tally(**counts, never=await directory.count_never_checked(connection))


async def due(
    connection: AsyncConnection,
    now: datetime,
    why: Why,
    at_most: int,
    *,
    begin: int = 0,
    region: str = NO_REGION,
) -> list[Due]:
    """Entries due for this reason, the longest waiting first; drafts are those of ``region``."""
    if why is Why.NEVER:
        ids = await directory.never_checked(connection, region, begin, at_most)
    else:
        ids = await directory.due_for_checking(
            connection, now - FADES_AFTER, why.value, begin, at_most
        )
    centres = await directory.centres_with_ids(connection, ids)
    return [Due(centre, why, _since(centre, why)) for centre in centres]


def _since(centre: Centre, why: Why) -> datetime | None:
    match why:
        case Why.REPORTED:
            return centre.hidden_at
        case Why.OLD:
            assert centre.checked_at is not None, "only a check fades"
            return centre.checked_at + FADES_AFTER
        case Why.NO_ANSWER:
            return centre.checked_at
        case Why.NEVER:
            return None

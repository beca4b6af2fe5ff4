"""What administrators have to check next: a pure look at the rows, no list to keep in step.

Entries fade after ninety days, two reports hide one, a call may have reached nobody: without this
list the directory would quietly become as false as the lists it replaces.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.directory.entry import FADES_AFTER, Entry, Standing, entry
from storage import directory


class Why(StrEnum):
    """Why an entry must be checked."""

    REPORTED = "reported"
    NO_ANSWER = "no_answer"
    OLD = "old"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Due:
    """``since`` is when the reason arose (UTC); ``None`` for a draft."""

    entry: Entry
    why: Why
    since: datetime | None


async def due_for_checking(
    connection: AsyncConnection, now: datetime, at_most: int = 20
) -> list[Due]:
    """Checked entries that need it again: reported ones first, then the longest unchecked."""
    ids = await directory.due_for_checking(connection, now - FADES_AFTER, at_most)
    due = []
    for centre in await directory.centres_with_ids(connection, ids):
        assert centre.checked_at is not None, "a draft is not due again"
        shown = entry(centre)
        if shown.standing is Standing.HIDDEN:
            due.append(Due(shown, Why.REPORTED, centre.hidden_at))
        elif now - centre.checked_at >= FADES_AFTER:
            due.append(Due(shown, Why.OLD, centre.checked_at + FADES_AFTER))
        else:
            due.append(Due(shown, Why.NO_ANSWER, centre.checked_at))
    return due


async def drafts_to_check(connection: AsyncConnection, at_most: int = 20) -> list[Due]:
    """Entries that nobody has checked yet, the best sourced first."""
    ids = await directory.never_checked(connection, at_most)
    centres = await directory.centres_with_ids(connection, ids)
    return [Due(entry(centre), Why.NEVER, None) for centre in centres]

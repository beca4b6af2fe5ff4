"""When a person may be written to about their ticket: one pure rule for answers and for notices.

A phone that lights up at the wrong moment may be seen by the person somebody is afraid of. So what
they said about it is asked before every letter, when it is put and again when it leaves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from enum import StrEnum

from storage.tickets import StoredTicket

MINUTES_OF_A_DAY = 24 * 60


class Waits(StrEnum):
    """Why an answer waits until its person opens the ticket themselves."""

    CODE = "code"
    """It opens with its code phrase."""
    UNSAFE = "unsafe"
    """They marked that it is not safe now."""
    NOT_WANTED = "not_wanted"
    """They did not want to be written to: they look themselves."""


@dataclass(frozen=True, slots=True)
class Reach:
    """``at``: from when on (UTC) it may leave; None with a reason: not before they open it."""

    at: datetime | None
    why: Waits | None = None


def reach(ticket: StoredTicket, now: datetime, zone: tzinfo) -> Reach:
    """When the next word may go to the person."""
    if ticket.opened_until is not None and now < ticket.opened_until:
        return Reach(now)  # they are looking at it
    if ticket.heavy:
        return Reach(None, Waits.CODE)
    if ticket.unsafe_since is not None:
        return Reach(None, Waits.UNSAFE)
    if not ticket.may_write:
        return Reach(None, Waits.NOT_WANTED)
    return Reach(next_safe(ticket.safe_from, ticket.safe_until, now, zone))


def next_safe(
    safe_from: int | None, safe_until: int | None, now: datetime, zone: tzinfo
) -> datetime:
    """``now``, or the next beginning (UTC) of the hours that the person named.

    Minutes of the day on clocks of this zone; a span may go over midnight.
    """
    if safe_from is None or safe_until is None or safe_from == safe_until:
        return now
    local = now.astimezone(zone)
    minute = local.hour * 60 + local.minute
    inside = (
        safe_from <= minute < safe_until
        if safe_from < safe_until
        else minute >= safe_from or minute < safe_until
    )
    if inside:
        return now
    day = local.date() if minute < safe_from else local.date() + timedelta(days=1)
    begins = time(*divmod(safe_from % MINUTES_OF_A_DAY, 60))
    return datetime.combine(day, begins, zone).astimezone(UTC)

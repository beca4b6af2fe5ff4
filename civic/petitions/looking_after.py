"""The clock looks after petitions: reminders, terms that end, bodies that are late.

A petition says itself when it must be looked at (``look_at``); every move sets that to now. Each is
looked at in a transaction of its own, and looked at twice nothing happens twice.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.petitions import log, telling
from civic.petitions.agenda import Due, agenda, due, next_day
from civic.petitions.law import petition_law
from civic.petitions.moving import held
from civic.petitions.states import State
from civic.working_days import Calendar, calendar
from storage import petition_logs, petition_promises, petition_tellings, petitions
from storage.petitions import StoredPetition
from storage.vault import KeyRing

AT_ONCE = 100
"""Petitions that one tick looks at."""
_AGAIN = timedelta(minutes=1)
_OF_MODERATORS = frozenset({"moderate", "send", "late", "promise"})
_OF_AUTHOR = frozenset({"first", "closing", "late"})


async def look_after(
    conn: AsyncConnection,
    ring: KeyRing,
    petition_id: str,
    administrators: Collection[int],
    now: datetime,
    zone: tzinfo,
    days: Calendar | None = None,
) -> None:
    """Do what is due for it, and say when to look again."""
    petition = await held(conn, petition_id)
    if petition is None or petition.look_at is None or petition.look_at > now:
        return  # somebody was quicker
    today = now.astimezone(zone).date()
    await telling.tell_state(conn, ring, petition, now, zone)
    its_agenda = agenda(
        petition,
        _day(petition.state_at, zone),
        _day(petition.published_at, zone) if petition.published_at else None,
        days or calendar(),
        await petition_promises.of(conn, petition_id),
    )
    for it in due(its_agenda, today):
        if it.kind == "expire":
            if await _expired(conn, ring, petition, now, zone):
                return
            # the count is there, it is only not counted together yet
            await petitions.change(conn, petition_id, look_at=now + _AGAIN)
            return
        await _tell(conn, ring, petition, it, administrators, now, zone)
    onward = next_day(its_agenda, today)
    await petitions.change(conn, petition_id, look_at=_midnight(onward, zone) if onward else None)


async def _tell(
    conn: AsyncConnection,
    ring: KeyRing,
    petition: StoredPetition,
    it: Due,
    administrators: Collection[int],
    now: datetime,
    zone: tzinfo,
) -> None:
    if it.kind in _OF_AUTHOR:
        await telling.author(conn, ring, petition, it.what, now, zone)
    if it.kind in _OF_MODERATORS:
        await telling.moderators(conn, ring, administrators, petition, it.what, now, zone)
    if it.what == "late:1":
        await petition_tellings.begin(conn, petition.id, "late", now)
    if it.kind == "promise":
        months = int(it.what.partition(":")[2])
        await petition_promises.asked(conn, petition.id, months, now)


async def _expired(
    conn: AsyncConnection, ring: KeyRing, petition: StoredPetition, now: datetime, zone: tzinfo
) -> bool:
    """Its time ran out, unless the supports that it needed came before that."""
    counted = await petition_logs.get(conn, petition.id)
    tally = log.tally_of(counted) if counted else None
    needed = petition_law().first_votes
    if tally is not None:
        if petition.state == State.GATHERING and tally.count >= needed:
            return False
        if petition.state == State.OPEN and tally.inside >= petition.threshold:
            return False
    await telling.step(conn, ring, petition, State.EXPIRED, now, zone, look_at=None)
    return True


def _day(moment: datetime, zone: tzinfo) -> date:
    return moment.astimezone(zone).date()


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)

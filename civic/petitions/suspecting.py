"""What looks odd about the supports of a petition: marked for a moderator, with the reason.

A village that shares a link in one evening looks like a machine. So nothing is refused or taken out
by a rule: a person looks, with the numbers before them, and decides.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.act import Act
from civic.desk.roles import Right, must
from civic.petitions.states import TAKES_SUPPORT, State
from civic.phrases import Phrase, Refusal, _
from civic.regions import DATA
from storage import audit, petition_flags, petition_logs, petition_windows, petitions
from storage.petition_windows import Window
from storage.petitions import StoredPetition

HOUR = timedelta(hours=1)
USUAL_OVER = timedelta(days=7)
"""The days before, from which the usual pace is told."""
KNOWN_AFTER = timedelta(days=1)
"""A petition that is younger has no usual pace."""
BURST_TIMES, BURST_LEAST, BURST_LEAST_WHEN_NEW = 10, 50, 500
"""A burst: so many times the usual of an hour, and at least so many."""
YOUNG_LEAST, YOUNG_SHARE = 20, 2
"""Young accounts: so many within an hour, and at least one in so many of all."""


class Suspicion(StrEnum):
    """Why a moderator should look."""

    BURST = "burst"
    YOUNG = "young_accounts"


class Decision(StrEnum):
    """What a moderator made of it."""

    FINE = "fine"
    SWEPT = "swept"


@dataclass(frozen=True, slots=True)
class YoungAccounts:
    """Telegram ids from ``from_id`` on are thought to be younger than ``since``: a guess."""

    from_id: int
    since: date


@dataclass(frozen=True, slots=True)
class Odd:
    """What was found in one hour. ``usual``: of an hour of the days before."""

    suspicion: Suspicion
    since: datetime
    found: int
    usual: int | None


SUSPICIONS: dict[Suspicion, Phrase] = {
    Suspicion.BURST: _("far more than usual within an hour"),
    Suspicion.YOUNG: _("many young accounts"),
}
DECIDED = _("Somebody has decided about this already.")


@cache
def young_accounts() -> YoungAccounts:
    """The dated guess (``data/petitions``)."""
    with (DATA / "petitions" / "young_accounts.toml").open("rb") as file:
        row = tomllib.load(file)
    return YoungAccounts(int(row["from_id"]), row["since"])


def hour_of(moment: datetime) -> datetime:
    """When the hour of this moment began."""
    return moment.replace(minute=0, second=0, microsecond=0)


async def odd_things(conn: AsyncConnection, petition: StoredPetition, now: datetime) -> list[Odd]:
    """What is odd in the hour that runs and in the one before."""
    found = []
    for since in (hour_of(now) - HOUR, hour_of(now)):
        hour = Window(petition.id, since, since + HOUR)
        given = await petition_windows.given(conn, hour)
        if given < YOUNG_LEAST:
            continue
        usual = await _usual(conn, petition, since)
        least = BURST_LEAST_WHEN_NEW if usual is None else max(BURST_LEAST, BURST_TIMES * usual)
        if given >= least:
            found.append(Odd(Suspicion.BURST, since, given, usual))
        by_young = Window(petition.id, since, since + HOUR, young_accounts().from_id)
        young = await petition_windows.given(conn, by_young)
        if young >= YOUNG_LEAST and young * YOUNG_SHARE >= given:
            found.append(Odd(Suspicion.YOUNG, since, young, None))
    return found


async def _usual(conn: AsyncConnection, petition: StoredPetition, before: datetime) -> int | None:
    """Supports of an hour, rounded up; ``None``: it is too new to know."""
    began = petition.published_at or petition.state_at
    since = max(hour_of(began), before - USUAL_OVER)
    if before - since < KNOWN_AFTER:
        return None
    given = await petition_windows.given(conn, Window(petition.id, since, before))
    return -(-given // int((before - since) / HOUR))


async def look_around(conn: AsyncConnection, now: datetime) -> list[tuple[StoredPetition, Odd]]:
    """What is odd in the petitions that were supported of late; nothing is marked yet."""
    found = []
    for petition_id in await petition_logs.shown_since(conn, hour_of(now) - HOUR):
        petition = await petitions.get(conn, petition_id)
        if petition is not None and State(petition.state) in TAKES_SUPPORT:
            found += [(petition, odd) for odd in await odd_things(conn, petition, now)]
    return found


async def mark(
    conn: AsyncConnection, found: Sequence[tuple[StoredPetition, Odd]], now: datetime
) -> list[tuple[StoredPetition, Odd]]:
    """Mark it for the moderators; what was not marked before."""
    fresh = []
    for petition, odd in found:
        until = odd.since + HOUR
        is_new = await petition_flags.put_up(
            conn, petition.id, odd.suspicion, odd.since, until, odd.found, odd.usual, now
        )
        if is_new:
            await audit.note(conn, now, f"petition.suspected.{odd.suspicion}", None, petition.id)
            fresh.append((petition, odd))
    return fresh


async def call_fine(act: Act, administrators: tuple[int, ...], flag_id: int) -> None:
    """A moderator looked and found nothing wrong. ``Refusal`` when somebody was quicker."""
    await decide(act, administrators, flag_id, Decision.FINE)


async def decide(
    act: Act, administrators: tuple[int, ...], flag_id: int, decision: Decision
) -> None:
    """What came of it, with its line in the audit."""
    await must(act, administrators, Right.MODERATE)
    flag = await petition_flags.get(act.connection, flag_id)
    if flag is None or not await petition_flags.decide(
        act.connection, flag_id, decision, act.person.id, act.now
    ):
        raise Refusal(DECIDED)
    subject = f"{flag.petition_id}:flag:{flag_id}"
    what = f"petition.flag.{decision}"
    await audit.note(act.connection, act.now, what, act.person.id, subject)

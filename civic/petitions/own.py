"""A petition as its author and its moderators see it: where it is and how it goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.petitions import log
from civic.petitions.answers import days_late
from civic.petitions.events import Tally
from civic.petitions.forecast import Forecast, Pace, forecast
from civic.petitions.moderating import taken_by
from civic.petitions.states import State
from civic.petitions.supporting import case_id
from civic.working_days import calendar
from storage import petition_clocks, petition_logs, petition_promises, petitions
from storage.cases import case_of, in_hand
from storage.errors import CaseShredded, CaseUnknown
from storage.petition_promises import StoredPromise
from storage.petitions import StoredPetition, StoredStep
from storage.vault import KeyRing


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """``late``: working days that the body is late; ``note``: a moderator's last words."""

    petition: StoredPetition
    steps: tuple[StoredStep, ...]
    tally: Tally
    forecast: Forecast | None
    late: int
    promises: tuple[StoredPromise, ...]
    author_name: str | None
    note: str | None
    taken_by: int | None
    today: date

    @property
    def state(self) -> State:
        """Where it is."""
        return State(self.petition.state)

    @property
    def reason(self) -> str | None:
        """The code of its last step."""
        return self.steps[-1].reason if self.steps else None


async def own(
    conn: AsyncConnection, ring: KeyRing, petition_id: str, now: datetime, zone: tzinfo
) -> Own | None:
    """All of it; whose it is was asked before."""
    petition = await petitions.get(conn, petition_id)
    if petition is None:
        return None
    today = now.astimezone(zone).date()
    counted = await petition_logs.get(conn, petition_id)
    tally = log.tally_of(counted) if counted else Tally()
    name, note = await _sealed(conn, ring, petition_id)
    return Own(
        petition=petition,
        steps=tuple(await petitions.steps_of(conn, petition_id)),
        tally=tally,
        forecast=await forecast_of(conn, petition, tally, now, today),
        late=days_late(petition, today, calendar()),
        promises=tuple(await petition_promises.of(conn, petition_id)),
        author_name=name,
        note=note,
        taken_by=await taken_by(conn, petition_id),
        today=today,
    )


async def _sealed(
    conn: AsyncConnection, ring: KeyRing, petition_id: str
) -> tuple[str | None, str | None]:
    """The author's name and the moderator's last words; nothing where its key is gone."""
    try:
        case = await case_of(conn, ring, case_id(petition_id))
    except (CaseShredded, CaseUnknown):
        return None, None
    with in_hand(case):
        name = await petitions.author_name(conn, petition_id)
        return name, await petitions.last_note(conn, petition_id)


async def forecast_of(
    conn: AsyncConnection, petition: StoredPetition, tally: Tally, now: datetime, today: date
) -> Forecast | None:
    """What may come until it closes; ``None``: too little data, or it is not collecting."""
    if petition.state != State.OPEN or petition.opened_at is None or petition.closes_on is None:
        return None
    day = await petition_clocks.counted_since(conn, petition.id, now - timedelta(days=1))
    week = await petition_clocks.counted_since(conn, petition.id, now - timedelta(days=7))
    pace = Pace(
        count=tally.inside,
        threshold=petition.threshold,
        last_day=day,
        last_week=week,
        opened_at=petition.opened_at,
        closes_on=petition.closes_on,
    )
    return forecast(pace, now, today)

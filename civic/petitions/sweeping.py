"""Many supports found false together: looked at first, then done in portions, and undone if wrong.

Nothing is ever taken out of a log. A sweep writes lines of invalidation, its undoing lines of
support; the count and with it the threshold follow by themselves (``civic.petitions.counting``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.act import Act
from civic.desk.roles import Right, must
from civic.petitions import log
from civic.petitions.events import Event
from civic.petitions.states import TAKES_SUPPORT, State
from civic.phrases import Refusal, _
from storage import (
    audit,
    petition_logs,
    petition_supports,
    petition_sweeps,
    petition_windows,
    petitions,
)
from storage.petition_supports import StoredSupport
from storage.petition_sweeps import StoredSweep
from storage.petition_windows import Window

AT_ONCE = 200
"""Supports of one portion: who supports meanwhile waits for no more than these."""
MAY_BE_SWEPT = TAKES_SUPPORT | {State.STOPPED}
CLOSED = _("This petition no longer collects support: what was counted stays as it is.")
NOTHING = _("No support that counts was given then.")
DECIDED = _("Somebody has decided about this already.")


@dataclass(frozen=True, slots=True)
class Preview:
    """What a sweep would take: how many, by hour, and of how many that count."""

    window: Window
    found: int
    by_hour: Sequence[tuple[datetime, int]]
    of: int


async def preview(conn: AsyncConnection, window: Window) -> Preview:
    """Looked at, nothing done."""
    by_hour = await petition_windows.standing_by_hour(conn, window)
    kept = await petition_logs.get(conn, window.petition_id)
    of = log.tally_of(kept).count if kept else 0
    return Preview(window, sum(count for _hour, count in by_hour), by_hour, of)


async def start(act: Act, administrators: tuple[int, ...], window: Window, reason: str) -> int:
    """A moderator has it done; the number of the sweep. The clock does it.

    ``Refusal`` when the petition is closed, when there is nothing to take, when the same is under
    way already.
    """
    await must(act, administrators, Right.MODERATE)
    await petition_logs.get(act.connection, window.petition_id, hold=True)
    petition = await petitions.get(act.connection, window.petition_id)
    if petition is None or State(petition.state) not in MAY_BE_SWEPT:
        raise Refusal(CLOSED)
    for other in await petition_sweeps.of_petition(act.connection, petition.id):
        if other.is_at_work and (other.since, other.until) == (window.since, window.until):
            raise Refusal(DECIDED)
    found = await petition_windows.standing(act.connection, window)
    if not found:
        raise Refusal(NOTHING)
    sweep_id = await petition_sweeps.add(
        act.connection,
        petition_id=petition.id,
        since=window.since,
        until=window.until,
        youngest_id=window.youngest_id,
        reason=reason,
        found=found,
        made_by=act.person.id,
        made_at=act.now,
        started_at=act.now,
    )
    await _note(act.connection, act.now, "started", act.person.id, petition.id, sweep_id)
    return sweep_id


async def undo(act: Act, administrators: tuple[int, ...], sweep_id: int) -> StoredSweep:
    """It was wrong: stop it, and let the clock give back what it took."""
    await must(act, administrators, Right.MODERATE)
    sweep = await petition_sweeps.get(act.connection, sweep_id, hold=True)
    if sweep is None or sweep.started_at is None or sweep.undo_started_at is not None:
        raise Refusal(DECIDED)
    petition = await petitions.get(act.connection, sweep.petition_id)
    if petition is None or State(petition.state) not in MAY_BE_SWEPT:
        raise Refusal(CLOSED)
    await petition_sweeps.change(act.connection, sweep_id, undo_started_at=act.now)
    await _note(act.connection, act.now, "undo_started", act.person.id, sweep.petition_id, sweep_id)
    again = await petition_sweeps.get(act.connection, sweep_id)
    assert again is not None, "it is held"
    return again


async def go_on(
    conn: AsyncConnection, sweep_id: int, now: datetime, zone: tzinfo, at_once: int = AT_ONCE
) -> bool:
    """One portion; False when nothing of it is left to do."""
    # in the order of every other act: first the log, then what is counted in it
    unheld = await petition_sweeps.get(conn, sweep_id)
    if unheld is None:
        return False
    kept = await petition_logs.get(conn, unheld.petition_id, hold=True)
    sweep = await petition_sweeps.get(conn, sweep_id, hold=True)
    if sweep is None or kept is None or not sweep.is_at_work:
        return False
    undoing = sweep.undo_started_at is not None
    petition = await petitions.get(conn, sweep.petition_id)
    is_open = petition is not None and State(petition.state) in MAY_BE_SWEPT
    some = await _portion(conn, sweep, at_once) if is_open else []
    if some:
        event = Event.SUPPORT if undoing else Event.INVALIDATION
        about = [(one.subject, one.inside) for one in some]
        day = now.astimezone(zone).date()
        after = await log.write_all(conn, kept, event, day, about)
        first = after.size - len(some)
        for seq, one in enumerate(some, first):
            changed = (
                {"invalidated_at": None, "sweep_id": None, "seq": seq}
                if undoing
                else {"invalidated_at": now, "sweep_id": sweep.id}
            )
            await petition_supports.change(conn, one.id, **changed)
        swept = sweep.swept - len(some) if undoing else sweep.swept + len(some)
        await petition_sweeps.change(conn, sweep.id, swept=swept)
    if len(some) < at_once:
        ended = {"undone_at": now} if undoing else {"done_at": now}
        await petition_sweeps.change(conn, sweep.id, **ended)
        await _note(conn, now, "undone" if undoing else "done", None, sweep.petition_id, sweep.id)
        return False
    return True


async def _portion(
    conn: AsyncConnection, sweep: StoredSweep, at_once: int
) -> Sequence[StoredSupport]:
    if sweep.undo_started_at is not None:
        return await petition_supports.swept_by(conn, sweep.id, at_once)
    return await petition_supports.between(
        conn, sweep.petition_id, sweep.since, sweep.until, sweep.youngest_id, at_once
    )


async def _note(
    conn: AsyncConnection,
    now: datetime,
    what: str,
    by: int | None,
    petition_id: str,
    sweep_id: int,
) -> None:
    await audit.note(conn, now, f"petition.sweep_{what}", by, f"{petition_id}:sweep:{sweep_id}")

"""A centre has said that it has no room: people are told, until the next day, and then no longer.

The word of yesterday is worse than none: it would keep somebody from a bed that is free tonight.
So it expires by itself.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from civic.act import Act
from civic.directory.checking import refuse_others
from civic.directory.entry import Standing, standing
from civic.phrases import Refusal, _
from storage import audit, directory
from storage.directory import CentreChange

LASTS = timedelta(hours=24)


async def say_no_room(act: Act, centre_id: str, *, administrators: Collection[int]) -> None:
    """It has no room for a day from now. Raises ``Refusal``."""
    await _say(act, centre_id, act.now + LASTS, administrators)


async def say_room_again(act: Act, centre_id: str, *, administrators: Collection[int]) -> None:
    """There is room again. Raises ``Refusal``."""
    await _say(act, centre_id, None, administrators)


async def _say(
    act: Act, centre_id: str, until: datetime | None, administrators: Collection[int]
) -> None:
    refuse_others(act, administrators)
    connection = act.connection
    await directory.lock_centre(connection, centre_id)
    centre = await directory.centre(connection, centre_id)
    if centre is None or standing(centre) is not Standing.CHECKED:
        raise Refusal(_("Only of a checked entry can this be said."))
    if centre.full_until != until:
        told = [it.isoformat() if it else None for it in (centre.full_until, until)]
        change = CentreChange(centre_id, act.now, act.person.id, "full_until", *told)
        await directory.note_changes(connection, [change])
    await directory.say_full(connection, centre_id, until)
    what = "centre.full" if until else "centre.has_room"
    await audit.note(connection, act.now, what, act.person.id, f"centre:{centre_id}")

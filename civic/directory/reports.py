"""Two people say that a centre does not answer or has moved: nobody is sent there any more.

One report may be a wrong number dialled, or somebody who wants the entry gone; two are a reason to
look before the next person sets out in the night.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from storage import directory

SENDS_IN_VAIN = ("silent", "moved")
"""What a report must say to count: nobody answers, it has moved or closed."""
REPORTERS_THAT_HIDE = 2


async def hide_when_two_say_so(connection: AsyncConnection, centre_id: str, now: datetime) -> bool:
    """Hide a checked centre that two different people reported since its last check.

    The caller holds the centre's lock. A draft is shown as "ask 111" anyway and is never hidden.
    """
    centre = await directory.centre(connection, centre_id)
    if centre is None or centre.checked_at is None or centre.hidden_at is not None:
        return False
    reporters = await directory.count_reporters(
        connection, "centre", centre_id, SENDS_IN_VAIN, centre.checked_at
    )
    if reporters < REPORTERS_THAT_HIDE:
        return False
    await directory.hide_centre(connection, centre_id, now)
    return True

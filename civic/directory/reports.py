"""Two people say that a centre does not answer or has moved: nobody is sent there any more.

One report may be a wrong number dialled, or somebody who wants the entry gone; two are a reason to
look before the next person sets out in the night. It is said with one tap, by somebody whom the bot
need not know: only a mark is kept, which tells two of them apart until the next check.
"""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.phrases import Refusal, _
from storage import directory
from storage.vault import KeyRing

SENDS_IN_VAIN = ("silent", "moved")
"""What a report must say to count: nobody answers, it has moved or closed."""
REPORTERS_THAT_HIDE = 2


async def say_in_vain(
    connection: AsyncConnection,
    ring: KeyRing,
    telegram_id: int,
    centre_id: str,
    what: str,
    now: datetime,
) -> None:
    """Keep that somebody was sent to this checked centre in vain (one of ``SENDS_IN_VAIN``).

    The same person again changes nothing. Raises ``Refusal`` where there is nothing to report.
    """
    assert what in SENDS_IN_VAIN, "the buttons say nothing else"
    since = await _checked_since(connection, centre_id)
    mark = await directory.reporter_mark(connection, ring, telegram_id, "centre", centre_id, now)
    if await directory.has_reported(connection, "centre", centre_id, mark, SENDS_IN_VAIN, since):
        return
    report_id = secrets.token_urlsafe(9)
    await directory.report_mistake(
        connection, ring, report_id, "centre", centre_id, mark, what, None, now
    )
    await hide_when_two_say_so(connection, centre_id, now)


async def take_it_back(
    connection: AsyncConnection, ring: KeyRing, telegram_id: int, centre_id: str, now: datetime
) -> None:
    """The person tapped it by mistake; an entry that it hid is shown again."""
    since = await _checked_since(connection, centre_id)
    mark = await directory.reporter_mark(connection, ring, telegram_id, "centre", centre_id, now)
    await directory.take_back(connection, "centre", centre_id, mark, SENDS_IN_VAIN, since)
    if await _reporters(connection, centre_id, since) < REPORTERS_THAT_HIDE:
        await directory.show_centre(connection, centre_id)


async def hide_when_two_say_so(connection: AsyncConnection, centre_id: str, now: datetime) -> bool:
    """Hide a checked centre that two different people reported since its last check.

    The caller holds the centre's lock. A draft is shown as "ask 111" anyway and is never hidden.
    """
    centre = await directory.centre(connection, centre_id)
    if centre is None or centre.checked_at is None or centre.hidden_at is not None:
        return False
    if await _reporters(connection, centre_id, centre.checked_at) < REPORTERS_THAT_HIDE:
        return False
    await directory.hide_centre(connection, centre_id, now)
    return True


async def _checked_since(connection: AsyncConnection, centre_id: str) -> datetime:
    """When it was last found open; its row is held until the transaction ends."""
    await directory.lock_centre(connection, centre_id)
    centre = await directory.centre(connection, centre_id)
    if centre is None or centre.checked_at is None:
        raise Refusal(_("This entry is no longer in the directory."))
    return centre.checked_at


async def _reporters(connection: AsyncConnection, centre_id: str, since: datetime) -> int:
    return await directory.count_reporters(connection, "centre", centre_id, SENDS_IN_VAIN, since)

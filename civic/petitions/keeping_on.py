"""Supporters, and those who follow a companion, hear how it goes on, if they wish it: milestones,
the author's words, the answer, the end.

Some hundreds of letters at a time, with a cursor: a kill in the middle repeats nobody's letter and
leaves nobody out. Nothing of it happens in the act of a support.
"""

from __future__ import annotations

from datetime import datetime, tzinfo

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.petitions.kinds import Kind
from civic.petitions.states import SHOWN, State
from civic.quiet_hours import put_off
from storage import (
    outbox,
    petition_follows,
    petition_supports,
    petition_tellings,
    petitions,
)
from storage.outbox import Delivery, Lane, Letter
from storage.petition_tellings import Telling
from storage.vault import KeyRing

AT_ONCE = 500
"""Letters put in one transaction."""


async def tell_some(
    conn: AsyncConnection, ring: KeyRing, now: datetime, zone: tzinfo, at_most: int = AT_ONCE
) -> int | None:
    """Go on with the oldest telling; how many letters were put. ``None``: nothing is to be told."""
    telling = await petition_tellings.next_open(conn)
    if telling is None:
        return None
    petition = await petitions.get(conn, telling.petition_id)
    if petition is None or State(petition.state) not in SHOWN - {State.STOPPED}:
        # what was removed or withdrawn meanwhile is told of no more
        await petition_tellings.advance(conn, telling, telling.cursor, now)
        return 0
    whom = petition_follows if petition.kind == Kind.COMPANION else petition_supports
    found = await whom.to_tell(conn, telling.petition_id, telling.cursor, at_most)
    for _row, telegram_id in found:
        await outbox.put(conn, ring, _letter(telling, telegram_id, now, zone), now)
    is_over = len(found) < at_most
    cursor = found[-1][0] if found else telling.cursor
    await petition_tellings.advance(conn, telling, cursor, now if is_over else None)
    return len(found)


def _letter(telling: Telling, telegram_id: int, now: datetime, zone: tzinfo) -> Letter:
    return Letter(
        dedupe_key=f"petition_news:{telling.petition_id}:{telling.what}:{telegram_id}",
        chat_id=telegram_id,
        view="petition_news",
        args={"petition": telling.petition_id, "what": telling.what},
        lane=Lane.BROADCAST,
        delivery=Delivery.AT_MOST_ONCE,
        not_before=put_off(now, zone),
        quiet_hours=True,
    )

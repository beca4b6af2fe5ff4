"""What the clock says of complaints, as letters: put in the act that also says when to look next.

Killed in between, the row still says that it is to be looked at, and the letter's key is the same.
"""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.complaints.following import prepare_following
from civic.complaints.kept import Listed, case_id, listed, opened
from civic.complaints.looking import News, What, news
from civic.complaints.rows import look_next
from civic.complaints.steps import next_documents
from storage import complaints, outbox
from storage.cases import case_of
from storage.complaints import StoredComplaint
from storage.outbox import Delivery, Lane, Letter
from storage.vault import KeyRing

AT_ONCE = 50
"""Complaints that one act looks at: others want to write too."""
VIEW = "complaint_news"


async def tell_what_is_due(
    connection: AsyncConnection, ring: KeyRing, zone: tzinfo, now: datetime, not_before: datetime
) -> int:
    """Put the letters of up to ``AT_ONCE`` complaints; how many were looked at.

    ``not_before`` is when letters may leave, by the person's clock.
    """
    found = await complaints.due(connection, now, AT_ONCE)
    events = await complaints.events_of(connection, [row.id for row, _telegram_id in found])
    for row, telegram_id in found:
        complaint = listed(row, events[row.id])
        await _tell(connection, ring, row, complaint, telegram_id, zone, now, not_before)
    return len(found)


async def _tell(
    connection: AsyncConnection,
    ring: KeyRing,
    row: StoredComplaint,
    complaint: Listed,
    telegram_id: int,
    zone: tzinfo,
    now: datetime,
    not_before: datetime,
) -> None:
    today = now.astimezone(zone).date()
    assert row.look_at is not None, "it is due"
    after = row.look_at.astimezone(zone).date() - timedelta(days=1)
    said = news(complaint, after, today, zone)
    if said is not None:
        following = None
        if said.what is What.OVERDUE and said.step.document in next_documents(said.step):
            assert said.step.document is not None, "it is one of them"
            kept = await opened(connection, row, await case_of(connection, ring, case_id(row.id)))
            following = await prepare_following(
                connection, ring, kept, said.step, said.step.document, now, zone
            )
        letter = Letter(
            dedupe_key=f"{case_id(row.id)}:{said.what}:{said.step.kind}:{said.on:%Y-%m-%d}",
            chat_id=telegram_id,
            view=VIEW,
            args=letter_args(row.id, said, following),
            lane=Lane.NOTICE,
            delivery=Delivery.AT_LEAST_ONCE,
            not_before=not_before,
            quiet_hours=True,
        )
        await outbox.put(connection, ring, letter, now)
    await look_next(connection, complaint, today, zone)


def letter_args(complaint_id: str, said: News, following: str | None) -> dict[str, Any]:
    """What the view needs to find out whether it is still so: ids, codes and days."""
    return {
        "complaint": complaint_id,
        "what": said.what.value,
        "on": said.on.isoformat(),
        "step": said.step.kind.value,
        "by": said.step.by.isoformat() if said.step.by else None,
        "following": following,
    }


def is_still_so(args: dict[str, Any], now_said: News) -> bool:
    """Whether the news of today is what the letter was written about."""
    fresh = letter_args(args["complaint"], now_said, args["following"])
    return fresh == args

"""Who did what and when, in ids only.

Written in the act's own transaction: a line without its act, or an act without its line, would make
the record useless on the day somebody asks.
"""

from datetime import datetime

from sqlalchemy import bindparam, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.swift import Swift
from storage.tables import audit

_NOTE = Swift(
    insert(audit)
    .inline()
    .values(
        at=bindparam("at"),
        act=bindparam("act"),
        person_id=bindparam("person_id"),
        subject=bindparam("subject"),
    )
)


async def note(
    conn: AsyncConnection, now: datetime, act: str, person_id: int | None, subject: str | None
) -> None:
    """Add a line; `person_id` None is the house itself, `subject` an id: `draft:ab12cd34`."""
    line = {"at": now, "act": act, "person_id": person_id, "subject": subject}
    await _NOTE.change(conn, line)

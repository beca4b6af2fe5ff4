"""A complaint's row: when it is first kept, and when the clock looks at it again.

Below everything that a person does with a complaint (``keeping.py``) and the documents that go on
from it (``following.py``), which both need it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.complaints.facts import ComplaintFacts
from civic.complaints.kept import KeptFile, Listed, case_id, listed
from civic.complaints.looking import next_look
from storage import complaints
from storage.cases import in_hand, open_case
from storage.complaints import StoredComplaint, Words
from storage.vault import KeyRing


@dataclass(frozen=True, slots=True)
class Learned:
    """Since when the time to complain runs, and whether the act told how it can be complained of.

    ``None``: nobody told.
    """

    on: date | None = None
    explained: bool | None = None


async def keep_new(
    connection: AsyncConnection,
    ring: KeyRing,
    person_id: int,
    complaint_id: str,
    facts: ComplaintFacts,
    files: Sequence[KeptFile],
    now: datetime,
    zone: tzinfo,
    parent_id: str | None = None,
    learned: Learned | None = None,
) -> bool:
    """Add it with its own key; False when it was there already."""
    learned = learned or Learned()
    row = StoredComplaint(
        id=complaint_id,
        person_id=person_id,
        kind=facts.kind.value,
        topic=facts.topic.value,
        region=facts.region,
        prepared_at=now,
        touched_at=now,
        parent_id=parent_id,
        learned_on=learned.on,
        explained=learned.explained,
    )
    today = now.astimezone(zone).date()
    row = replace(row, look_at=next_look(listed(row, []), today, zone))
    with in_hand(await open_case(connection, ring, case_id(complaint_id), now)):
        words = Words(facts.to_json(), [file.to_json() for file in files], None)
        return await complaints.add(connection, row, words)


async def look_next(
    connection: AsyncConnection, complaint: Listed, today: date, zone: tzinfo
) -> None:
    """Write down when the clock looks at it again."""
    await complaints.change(connection, complaint.id, look_at=next_look(complaint, today, zone))

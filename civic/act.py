"""One act of one person: the transaction that it stands in and what is known of it.

Use-cases take an ``Act`` so that what a person did, its audit line and the letters it causes can
only be committed together.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from storage.people import Person
from storage.vault import KeyRing


@dataclass(frozen=True, slots=True)
class Act:
    """``person`` is locked until the act is over; ``now`` is an aware UTC time."""

    connection: AsyncConnection
    ring: KeyRing
    person: Person
    now: datetime
    update_id: int

    @property
    def proof(self) -> str:
        """Where Telegram's own record of this act is found."""
        return f"update:{self.update_id}"

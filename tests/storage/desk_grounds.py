"""Acts of people of the desk, for tests of what each may do."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from civic.act import Act
from civic.desk.roles import Role
from storage import people, staff
from storage.database import Database
from storage.tables import audit
from storage.vault import KeyRing

CHIEF = 9001
"""The one administrator of the settings."""
ADMINISTRATORS = (CHIEF,)


@dataclass(frozen=True)
class House:
    """The database with its clock; everybody in it goes by a Telegram id."""

    database: Database
    ring: KeyRing
    now: datetime

    def after(self, passed: timedelta) -> "House":
        """The same house, later."""
        return replace(self, now=self.now + passed)

    @asynccontextmanager
    async def act(self, telegram_id: int) -> AsyncIterator[Act]:
        async with self.database.act() as conn:
            person = await people.meet(conn, telegram_id, "kk", self.now)
            yield Act(conn, self.ring, person, self.now, 1)

    async def does(
        self, telegram_id: int, act: Callable[..., Awaitable[Any]], *told: Any, **more: Any
    ) -> Any:
        """Somebody does something that asks for rights."""
        async with self.act(telegram_id) as one:
            return await act(one, ADMINISTRATORS, *told, **more)

    async def id_of(self, telegram_id: int) -> int:
        async with self.act(telegram_id) as one:
            return one.person.id

    async def hires(self, telegram_id: int, *roles: Role) -> int:
        """The person holds these roles; their id."""
        person_id = await self.id_of(telegram_id)
        async with self.database.act() as conn:
            for role in roles:
                await staff.grant(conn, person_id, role, None, self.now)
        return person_id

    async def noted(self, *acts: str) -> list[tuple[str, str | None]]:
        """The lines of the audit with these names: act and subject."""
        async with self.database.look() as conn:
            lines = await conn.execute(
                select(audit.c.act, audit.c.subject)
                .where(audit.c.act.in_(acts))
                .order_by(audit.c.id)
            )
            return [(line.act, line.subject) for line in lines]

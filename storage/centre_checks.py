"""What volunteers learned when they phoned or visited a centre.

A check outlives every later load of the file: a phone that somebody dialled yesterday is worth more
than one printed years ago. Callers reach these through `storage.directory`.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import centre_checks, centres

CHECKED_COLUMNS = ("status", "phones", "hours")
"""What a check can settle; the file never overwrites these of a checked centre.

Address and publish level are not among them: when a file makes a place secret, that must win.
"""


@dataclass(frozen=True, slots=True)
class CentreCheck:
    centre_id: str
    checked_at: datetime
    checked_by: int | None
    """Person id; None once that person is forgotten."""
    way: str
    """How it was checked: `phone`, `visit`, `letter`."""
    outcome: str
    """The centre's status from then on, such as `confirmed`, `changed` or `closed`."""
    note: str | None


_ADD = (
    insert(centre_checks)
    .inline()
    .values({name: bindparam(name) for name in CentreCheck.__dataclass_fields__})
)
_SETTLE = {
    column: update(centres)
    .where(centres.c.id == bindparam("centre"))
    .values({column: bindparam("to")})
    for column in CHECKED_COLUMNS
}
_OF_CENTRE = (
    select(*(centre_checks.c[name] for name in CentreCheck.__dataclass_fields__))
    .where(centre_checks.c.centre_id == bindparam("centre"))
    .order_by(centre_checks.c.checked_at.desc(), centre_checks.c.id.desc())
)


async def add_check(
    conn: AsyncConnection,
    centre_id: str,
    checked_at: datetime,
    checked_by: int,
    way: str,
    outcome: str,
    note: str | None = None,
    *,
    phones: str | None = None,
    hours: str | None = None,
) -> None:
    """Note the check; the centre takes its outcome as status, and what else was learned.

    `phones` are separated by semicolons. IntegrityError when there is no such centre.
    """
    made = CentreCheck(centre_id, checked_at, checked_by, way, outcome, note)
    await conn.execute(_ADD, {name: getattr(made, name) for name in made.__dataclass_fields__})
    for column, value in (("status", outcome), ("phones", phones), ("hours", hours)):
        if value is not None:
            await conn.execute(_SETTLE[column], {"centre": centre_id, "to": value})


async def checks_of(conn: AsyncConnection, centre_id: str) -> list[CentreCheck]:
    """Newest first."""
    return [CentreCheck(*row) for row in await conn.execute(_OF_CENTRE, {"centre": centre_id})]

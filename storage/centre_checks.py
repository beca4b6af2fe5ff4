"""What people learned when they phoned or visited a centre, and every change that came of it.

A check outlives every later load of the file: a phone that somebody dialled yesterday is worth more
than one printed years ago. Callers reach these through `storage.directory`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import centre_changes, centre_checks, centres

FOUND_OPEN = ("confirmed", "changed")
"""Outcomes that make an entry a checked one from that moment on."""
SETTLED_BY_CHECK = (
    "status",
    "phones",
    "hours",
    "conditions",
    "services",
    "address",
    "languages",
    "publish_level",
)
"""What a check settles; no file overwrites these of a checked centre.

Except that a file may make a place more secret than it was: see `storage.directory_files`.
"""
_TELLS_WHERE = ("address", "latitude", "longitude")


@dataclass(frozen=True, slots=True)
class CentreCheck:
    centre_id: str
    checked_at: datetime
    checked_by: int | None
    """Person id; None once that person is forgotten."""
    way: str
    """How it was checked: `phone`, `visit`, `letter`, `site`."""
    outcome: str
    """The centre's status from then on: `confirmed`, `changed`, `no_answer` or `closed`."""
    note: str | None


@dataclass(frozen=True, slots=True)
class CentreChange:
    centre_id: str
    at: datetime
    changed_by: int | None
    """Person id; None for a file, or once that person is forgotten."""
    what: str
    """The column's name."""
    was: str | None
    became: str | None
    """Both None where the place became secret after: what it was is not kept."""


_ADD = (
    insert(centre_checks)
    .inline()
    .values({name: bindparam(name) for name in CentreCheck.__dataclass_fields__})
)
_NOTE_CHANGE = (
    insert(centre_changes)
    .inline()
    .values({name: bindparam(name) for name in CentreChange.__dataclass_fields__})
)
_OF_CENTRE = (
    select(*(centre_checks.c[name] for name in CentreCheck.__dataclass_fields__))
    .where(centre_checks.c.centre_id == bindparam("centre"))
    .order_by(centre_checks.c.checked_at.desc(), centre_checks.c.id.desc())
)
_CHANGES = (
    select(*(centre_changes.c[name] for name in CentreChange.__dataclass_fields__))
    .where(centre_changes.c.centre_id == bindparam("centre"))
    .order_by(centre_changes.c.at.desc(), centre_changes.c.id.desc())
)
_FORGET_WHERE = (
    update(centre_changes)
    .where(
        centre_changes.c.centre_id == bindparam("centre"), centre_changes.c.what.in_(_TELLS_WHERE)
    )
    .values(was=None, became=None)
)
_HIDE = (
    update(centres)
    .where(centres.c.id == bindparam("centre"), centres.c.hidden_at.is_(None))
    .values(hidden_at=bindparam("now"))
)
_SHOW = update(centres).where(centres.c.id == bindparam("centre")).values(hidden_at=None)
_LOCK = select(centres.c.id).where(centres.c.id == bindparam("centre")).with_for_update()
_DUE = (
    select(centres.c.id)
    .where(
        centres.c.checked_at.is_not(None),
        centres.c.retired_at.is_(None),
        centres.c.status != "closed",
        or_(
            centres.c.checked_at <= bindparam("before"),
            centres.c.hidden_at.is_not(None),
            centres.c.status == "no_answer",
        ),
    )
    .order_by(centres.c.hidden_at.is_(None), centres.c.checked_at, centres.c.id)
    .limit(bindparam("at_most"))
)
_NEVER_CHECKED = (
    select(centres.c.id)
    .where(
        centres.c.checked_at.is_(None),
        centres.c.retired_at.is_(None),
        centres.c.status != "closed",
    )
    .order_by(centres.c.tier, centres.c.position, centres.c.id)
    .limit(bindparam("at_most"))
)


async def add_check(
    conn: AsyncConnection, check: CentreCheck, becomes: Mapping[str, Any] | None = None
) -> None:
    """Note the check and what it changed; the centre takes the outcome as its status.

    `becomes`: column to its new value, as the tables have it. An outcome of `FOUND_OPEN` ends the
    hiding. IntegrityError when there is no such centre.
    """
    await conn.execute(_ADD, {name: getattr(check, name) for name in check.__dataclass_fields__})
    values = {**(becomes or {}), "status": check.outcome}
    columns = [centres.c[name] for name in values]
    found = await conn.execute(select(*columns).where(centres.c.id == check.centre_id))
    old = found.mappings().one()
    changes = [
        CentreChange(
            check.centre_id, check.checked_at, check.checked_by, name, _text(was), _text(new)
        )
        for name, new in values.items()
        if (was := old[name]) != new and name != "codes"
    ]
    await note_changes(conn, changes)
    if check.outcome in FOUND_OPEN:
        values |= {"checked_at": check.checked_at, "hidden_at": None}
    await conn.execute(update(centres).where(centres.c.id == check.centre_id).values(values))


async def note_changes(conn: AsyncConnection, changes: list[CentreChange]) -> None:
    """Keep them; what the tables hold is changed by the caller."""
    if changes:
        rows = [{name: getattr(it, name) for name in it.__dataclass_fields__} for it in changes]
        await conn.execute(_NOTE_CHANGE, rows)


async def forget_where(conn: AsyncConnection, centre_id: str) -> None:
    """The place has become secret: the history tells no more where it is or was."""
    await conn.execute(_FORGET_WHERE, {"centre": centre_id})


async def checks_of(conn: AsyncConnection, centre_id: str) -> list[CentreCheck]:
    """Newest first."""
    return [CentreCheck(*row) for row in await conn.execute(_OF_CENTRE, {"centre": centre_id})]


async def changes_of(conn: AsyncConnection, centre_id: str) -> list[CentreChange]:
    """Newest first."""
    return [CentreChange(*row) for row in await conn.execute(_CHANGES, {"centre": centre_id})]


async def lock_centre(conn: AsyncConnection, centre_id: str) -> bool:
    """Hold the centre's row until the transaction ends; False when there is none."""
    return (await conn.execute(_LOCK, {"centre": centre_id})).first() is not None


async def hide_centre(conn: AsyncConnection, centre_id: str, now: datetime) -> None:
    """Show the centre to nobody until it is checked again; when it was hidden first stays."""
    await conn.execute(_HIDE, {"centre": centre_id, "now": now})


async def show_centre(conn: AsyncConnection, centre_id: str) -> None:
    """End the hiding: a report that hid it was taken back."""
    await conn.execute(_SHOW, {"centre": centre_id})


async def due_for_checking(conn: AsyncConnection, before: datetime, at_most: int) -> list[str]:
    """Ids of checked centres that must be checked again: the hidden first, then the oldest."""
    return list((await conn.execute(_DUE, {"before": before, "at_most": at_most})).scalars())


async def never_checked(conn: AsyncConnection, at_most: int) -> list[str]:
    """Ids of drafts, the best sourced first."""
    return list((await conn.execute(_NEVER_CHECKED, {"at_most": at_most})).scalars())


def _text(value: object) -> str | None:
    return None if value is None else str(value)

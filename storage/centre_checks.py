"""What people learned when they phoned or visited a centre, and every change that came of it.

A check outlives every later load of the file: a phone that somebody dialled yesterday is worth more
than one printed years ago. Its note is sealed: whoever wrote it had just spoken with a shelter.
Callers reach these through `storage.directory`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import centre_changes, centre_checks, centres
from storage.vault import KeyRing

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


@dataclass(frozen=True, slots=True)
class KeptCheck(CentreCheck):
    id: int
    has_note: bool
    """There is a sealed note; `open_check_note` reads it."""


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
    .values({name: bindparam(name) for name in CentreCheck.__dataclass_fields__})
    .returning(centre_checks.c.id)
)
_SEAL_NOTE = (
    update(centre_checks)
    .where(centre_checks.c.id == bindparam("check"))
    .values(note=bindparam("sealed"))
)
_NOTE = select(centre_checks.c.note).where(centre_checks.c.id == bindparam("check"))
_NOTE_CHANGE = (
    insert(centre_changes)
    .inline()
    .values({name: bindparam(name) for name in CentreChange.__dataclass_fields__})
)
_OF_CENTRE: Select[Any] = (
    select(
        *(centre_checks.c[name] for name in CentreCheck.__dataclass_fields__),
        centre_checks.c.id,
        centre_checks.c.note.is_not(None),
    )
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
_FULL = (
    update(centres).where(centres.c.id == bindparam("centre")).values(full_until=bindparam("until"))
)
_LOCK = select(centres.c.id).where(centres.c.id == bindparam("centre")).with_for_update()


async def add_check(
    conn: AsyncConnection, check: CentreCheck, becomes: Mapping[str, Any] | None = None
) -> int:
    """Note the check and what it changed; the centre takes the outcome as its status. Its id.

    `becomes`: column to its new value, as the tables have it. An outcome of `FOUND_OPEN` ends the
    hiding and the word that there is no room. IntegrityError when there is no such centre.
    """
    row = {name: getattr(check, name) for name in check.__dataclass_fields__}
    check_id: int = (await conn.execute(_ADD, row)).scalar_one()
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
        values |= {"checked_at": check.checked_at, "hidden_at": None, "full_until": None}
    await conn.execute(update(centres).where(centres.c.id == check.centre_id).values(values))
    return check_id


async def seal_check_note(conn: AsyncConnection, ring: KeyRing, check_id: int, note: str) -> None:
    """Keep what the checker noted, sealed."""
    sealed = ring.seal(note.encode(), _context(check_id))
    await conn.execute(_SEAL_NOTE, {"check": check_id, "sealed": sealed})


async def note_changes(conn: AsyncConnection, changes: list[CentreChange]) -> None:
    """Keep them; what the tables hold is changed by the caller."""
    if changes:
        rows = [{name: getattr(it, name) for name in it.__dataclass_fields__} for it in changes]
        await conn.execute(_NOTE_CHANGE, rows)


async def forget_where(conn: AsyncConnection, centre_id: str) -> None:
    """The place has become secret: the history tells no more where it is or was."""
    await conn.execute(_FORGET_WHERE, {"centre": centre_id})


async def checks_of(conn: AsyncConnection, centre_id: str) -> list[KeptCheck]:
    """Newest first, no note opened."""
    return [KeptCheck(*row) for row in await conn.execute(_OF_CENTRE, {"centre": centre_id})]


async def open_check_note(conn: AsyncConnection, ring: KeyRing, check_id: int) -> str | None:
    """What was noted; None when nothing. KeyLost or SealBroken when it cannot be had."""
    sealed = (await conn.execute(_NOTE, {"check": check_id})).scalar_one_or_none()
    return ring.open(sealed, _context(check_id)).decode() if sealed else None


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


async def say_full(conn: AsyncConnection, centre_id: str, until: datetime | None) -> None:
    """It has no room until then; None: there is room again."""
    await conn.execute(_FULL, {"centre": centre_id, "until": until})


def _context(check_id: int) -> str:
    return f"check:{check_id}"


def _text(value: object) -> str | None:
    return None if value is None else str(value)

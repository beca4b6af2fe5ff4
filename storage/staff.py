"""Who of the people works at the desk: the roles that they hold, invitations, breaks, names.

A role is a row that is held until it is taken, so that who could do what, and when, can be told
later. Whoever asks what somebody may do holds the rows: a role that is being taken away meanwhile
is either still there for the whole act or gone for it.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialects import for_database, insert_or_update, insert_unless_there
from storage.tables import people, staff_invitations, staff_roles, volunteers
from storage.vault import KeyRing


@dataclass(frozen=True, slots=True)
class HeldRole:
    """One role that somebody holds."""

    person_id: int
    telegram_id: int
    role: str
    granted_at: datetime
    granted_by: int | None
    """Person id; None is the house."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """``used_at`` None: nobody has accepted it."""

    id: int
    role: str
    made_by: int
    expires_at: datetime
    used_at: datetime | None
    used_by: int | None


@dataclass(frozen=True, slots=True)
class Volunteer:
    """``last_was_heavy``: of all tickets that they took, the newest was a heavy one."""

    person_id: int
    on_break_since: datetime | None
    last_taken_at: datetime | None
    last_heavy_at: datetime | None

    @property
    def last_was_heavy(self) -> bool:
        """Whether it is somebody else's turn to take a heavy one."""
        return self.last_heavy_at is not None and self.last_heavy_at == self.last_taken_at


_is_held = staff_roles.c.taken_at.is_(None)
_of_person = staff_roles.c.person_id == bindparam("person")
_ROLES = select(staff_roles.c.role).where(_of_person, _is_held)
_HOLD_ROLES = _ROLES.with_for_update(read=True)
_GRANT = insert_unless_there(staff_roles, ("person_id", "role", "granted_at", "granted_by"))
_TAKE = (
    update(staff_roles)
    .where(_of_person, staff_roles.c.role == bindparam("which"), _is_held)
    .values(taken_at=bindparam("now"), taken_by=bindparam("by"))
)
_HELD = (
    select(
        staff_roles.c.person_id,
        people.c.telegram_id,
        staff_roles.c.role,
        staff_roles.c.granted_at,
        staff_roles.c.granted_by,
    )
    .join(people, people.c.id == staff_roles.c.person_id)
    .where(_is_held, staff_roles.c.role.in_(bindparam("some", expanding=True)))
    .order_by(staff_roles.c.granted_at, staff_roles.c.id)
)
_INVITE = insert(staff_invitations).values(
    {name: bindparam(name) for name in ("token_hash", "role", "made_at", "made_by", "expires_at")}
)
_INVITATION = select(
    staff_invitations.c.id,
    staff_invitations.c.role,
    staff_invitations.c.made_by,
    staff_invitations.c.expires_at,
    staff_invitations.c.used_at,
    staff_invitations.c.used_by,
).where(staff_invitations.c.token_hash == bindparam("hashed"))
_USE = (
    update(staff_invitations)
    .where(staff_invitations.c.id == bindparam("invitation"), staff_invitations.c.used_at.is_(None))
    .values(used_at=bindparam("now"), used_by=bindparam("by"))
)
_VOLUNTEER = select(
    *(volunteers.c[name] for name in Volunteer.__dataclass_fields__),
).where(volunteers.c.person_id == bindparam("person"))
_NAME = select(volunteers.c.shown_name).where(volunteers.c.person_id == bindparam("person"))


async def roles_of(conn: AsyncConnection, person_id: int, *, hold: bool = False) -> frozenset[str]:
    """The roles that the person holds now. ``hold``: none of them is taken before the act ends."""
    rows = await conn.execute(_HOLD_ROLES if hold else _ROLES, {"person": person_id})
    return frozenset(rows.scalars())


async def grant(
    conn: AsyncConnection, person_id: int, role: str, by: int | None, now: datetime
) -> bool:
    """Let the person hold the role; False when they hold it already."""
    row = {"person_id": person_id, "role": role, "granted_at": now, "granted_by": by}
    return (await conn.execute(for_database(conn, _GRANT), row)).rowcount == 1


async def take(
    conn: AsyncConnection, person_id: int, role: str, by: int | None, now: datetime
) -> bool:
    """The person holds it no more; False when they did not."""
    asked = {"person": person_id, "which": role, "by": by, "now": now}
    return (await conn.execute(_TAKE, asked)).rowcount == 1


async def holders(conn: AsyncConnection, *roles: str) -> list[HeldRole]:
    """Everybody who holds one of these, those who have had theirs longest first."""
    return [HeldRole(*row) for row in await conn.execute(_HELD, {"some": list(roles)})]


async def add_invitation(
    conn: AsyncConnection,
    hashed: str,
    role: str,
    made_by: int,
    now: datetime,
    expires_at: datetime,
) -> None:
    """Keep that there is one; the word itself is not kept."""
    row = {"token_hash": hashed, "role": role, "made_by": made_by}
    await conn.execute(_INVITE, {**row, "made_at": now, "expires_at": expires_at})


async def invitation(conn: AsyncConnection, hashed: str) -> Invitation | None:
    """The one whose word has this SHA-256."""
    row = (await conn.execute(_INVITATION, {"hashed": hashed})).one_or_none()
    return Invitation(*row) if row else None


async def use_invitation(conn: AsyncConnection, invitation_id: int, by: int, now: datetime) -> bool:
    """It is used from now on; False when somebody was first."""
    asked = {"invitation": invitation_id, "by": by, "now": now}
    return (await conn.execute(_USE, asked)).rowcount == 1


async def volunteer(conn: AsyncConnection, person_id: int) -> Volunteer | None:
    """What is known of their work; None for whoever has done nothing yet."""
    row = (await conn.execute(_VOLUNTEER, {"person": person_id})).one_or_none()
    return Volunteer(*row) if row else None


async def set_break(conn: AsyncConnection, person_id: int, since: datetime | None) -> None:
    """They have a break since then; None: they are back."""
    await _set(conn, person_id, on_break_since=since)


async def note_taken(conn: AsyncConnection, person_id: int, now: datetime, *, heavy: bool) -> None:
    """They took a ticket."""
    await _set(conn, person_id, last_taken_at=now, **({"last_heavy_at": now} if heavy else {}))


async def set_shown_name(
    conn: AsyncConnection, ring: KeyRing, person_id: int, name: str | None
) -> None:
    """The first name under which people hear of them; None: the organisation's name alone."""
    sealed = ring.seal(name.encode(), _context(person_id)) if name else None
    await _set(conn, person_id, shown_name=sealed)


async def shown_name(conn: AsyncConnection, ring: KeyRing, person_id: int) -> str | None:
    """KeyLost or SealBroken when it cannot be had."""
    sealed = (await conn.execute(_NAME, {"person": person_id})).scalar_one_or_none()
    return ring.open(sealed, _context(person_id)).decode() if sealed else None


async def _set(conn: AsyncConnection, person_id: int, **values: datetime | bytes | None) -> None:
    statement = insert_or_update(
        volunteers, ("person_id", *values), "person_id", {name: bindparam(name) for name in values}
    )
    await conn.execute(for_database(conn, statement), {"person_id": person_id, **values})


def _context(person_id: int) -> str:
    return f"volunteer:{person_id}"

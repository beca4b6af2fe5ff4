"""Who may do what at the desk, asked in the act that does it, never told by a button.

A right that was taken away a second ago is gone: whoever asks holds the rows of the roles until the
act is over. Nobody gets identities by another role; only a custodian opens them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.act import Act
from civic.phrases import Phrase, Refusal, _
from storage import audit, outbox, people, staff
from storage.outbox import Delivery, Lane, Letter
from storage.people import Person


class Role(StrEnum):
    """What somebody is at the desk. A citizen holds none."""

    VOLUNTEER = "volunteer"
    COORDINATOR = "coordinator"
    CUSTODIAN = "custodian"
    ADMINISTRATOR = "administrator"
    MODERATOR = "moderator"


class Right(StrEnum):
    """What a role lets one do."""

    SEE_TICKETS = "see_tickets"
    TAKE_TICKETS = "take_tickets"
    HAND_OVER_ANY = "hand_over_any"
    MERGE = "merge"
    EXPORT = "export"
    SEE_STATS = "see_stats"
    BAN = "ban"
    SEE_IDENTITY = "see_identity"
    GIVE_ROLES = "give_roles"
    SET_HOURS = "set_hours"
    SET_GROUPS = "set_groups"
    WRITE_ANSWERS = "write_answers"
    APPROVE_ANSWERS = "approve_answers"
    MODERATE = "moderate"


_VOLUNTEER = frozenset({Right.SEE_TICKETS, Right.TAKE_TICKETS, Right.WRITE_ANSWERS})
RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.VOLUNTEER: _VOLUNTEER,
    Role.COORDINATOR: _VOLUNTEER
    | {
        Right.HAND_OVER_ANY,
        Right.MERGE,
        Right.EXPORT,
        Right.SEE_STATS,
        Right.BAN,
        Right.SET_HOURS,
        Right.APPROVE_ANSWERS,
    },
    # identity apart from story: who opens names need not read what was told
    Role.CUSTODIAN: frozenset({Right.SEE_IDENTITY}),
    Role.ADMINISTRATOR: frozenset(
        {
            Right.GIVE_ROLES,
            Right.BAN,
            Right.SET_HOURS,
            Right.SET_GROUPS,
            Right.SEE_STATS,
            Right.WRITE_ANSWERS,
            Right.APPROVE_ANSWERS,
            Right.MODERATE,
        }
    ),
    Role.MODERATOR: frozenset({Right.MODERATE}),
}

ROLE_NAMES: Mapping[Role, Phrase] = {
    Role.VOLUNTEER: _("volunteer"),
    Role.COORDINATOR: _("coordinator"),
    Role.CUSTODIAN: _("custodian of identities"),
    Role.ADMINISTRATOR: _("administrator"),
    Role.MODERATOR: _("moderator"),
}
NOT_YOURS = _("This is not for your role. If it should be, ask an administrator.")
UNKNOWN = _("I do not know this person: they have never written to me.")
OTHERS_OPEN = _(
    "Nobody lets themselves see who people are: another administrator must give you this role."
)
GROUP_ROLES = (Role.VOLUNTEER, Role.COORDINATOR)
"""Held as long as one is in the volunteers' group."""


def may(roles: Iterable[Role], right: Right) -> bool:
    """Whether one of these roles gives the right."""
    return any(right in RIGHTS[role] for role in roles)


async def roles_of(
    conn: AsyncConnection, person: Person, administrators: Collection[int], *, hold: bool = False
) -> frozenset[Role]:
    """What the person is at the desk now. ``administrators``: Telegram ids of the settings.

    ``hold``: no role is taken away before the act is over; needs a transaction that may write.
    """
    held = {Role(role) for role in await staff.roles_of(conn, person.id, hold=hold)}
    if person.telegram_id in administrators:
        held.add(Role.ADMINISTRATOR)
    return frozenset(held)


async def must(act: Act, administrators: Collection[int], right: Right) -> frozenset[Role]:
    """The roles of whoever acts; ``Refusal`` when none of them gives the right."""
    held = await roles_of(act.connection, act.person, administrators, hold=True)
    if not may(held, right):
        raise Refusal(NOT_YOURS)
    return held


async def grant(act: Act, administrators: Collection[int], person_id: int, role: Role) -> bool:
    """An administrator gives a role; False when the person holds it already."""
    await must(act, administrators, Right.GIVE_ROLES)
    if await people.by_id(act.connection, person_id) is None:
        raise Refusal(UNKNOWN)
    if role is Role.CUSTODIAN and person_id == act.person.id:
        known = await telegram_ids_of(act.connection, Role.ADMINISTRATOR, administrators)
        if set(known) != {act.person.telegram_id}:
            raise Refusal(OTHERS_OPEN)
    if not await let_hold(act, person_id, role, act.person.id):
        return False
    await _tell(act, person_id, role, is_given=True)
    return True


async def let_hold(act: Act, person_id: int, role: Role, by: int) -> bool:
    """The person holds the role, with its line in the audit; who may give it was asked before."""
    if not await staff.grant(act.connection, person_id, role, by, act.now):
        return False
    await audit.note(act.connection, act.now, "staff.granted", by, _subject(role, person_id))
    return True


async def take_away(act: Act, administrators: Collection[int], person_id: int, role: Role) -> bool:
    """An administrator takes a role, or somebody lays down their own; False when it was not held.

    Administrators of the settings stay administrators: only whoever runs the bot changes those.
    Tickets of a volunteer are freed by the caller (``civic.desk.taking.release_all``).
    """
    if person_id != act.person.id:
        await must(act, administrators, Right.GIVE_ROLES)
    if not await staff.take(act.connection, person_id, role, act.person.id, act.now):
        return False
    subject = _subject(role, person_id)
    await audit.note(act.connection, act.now, "staff.taken", act.person.id, subject)
    await _tell(act, person_id, role, is_given=False)
    return True


async def left_the_group(conn: AsyncConnection, telegram_id: int, now: datetime) -> int | None:
    """Whoever left the volunteers' group is no volunteer and no coordinator any more.

    The person's id, for what they had in hand; None when they were neither.
    """
    person = await people.look_up(conn, telegram_id)
    if person is None:
        return None
    taken = [role for role in GROUP_ROLES if await staff.take(conn, person.id, role, None, now)]
    for role in taken:
        await audit.note(conn, now, "staff.left_the_group", person.id, _subject(role, person.id))
    return person.id if taken else None


async def telegram_ids_of(
    conn: AsyncConnection, role: Role, administrators: Collection[int]
) -> list[int]:
    """Who holds the role. Where nobody does, the administrators: a late answer must reach someone.

    Those of the settings are always among the administrators.
    """
    held = [one.telegram_id for one in await staff.holders(conn, role)]
    if role is Role.ADMINISTRATOR or not held:
        others = await staff.holders(conn, Role.ADMINISTRATOR)
        held += [*administrators, *(one.telegram_id for one in others)]
    return list(dict.fromkeys(held))


async def _tell(act: Act, person_id: int, role: Role, *, is_given: bool) -> None:
    """Whose role it is hears of it, unless they did it themselves."""
    person = await people.by_id(act.connection, person_id)
    if person is None or person.id == act.person.id:
        return
    letter = Letter(
        dedupe_key=f"staff:{role}:{person_id}:{is_given}:{act.now.timestamp()}",
        chat_id=person.telegram_id,
        view="staff_role",
        args={"role": role.value, "given": is_given},
        lane=Lane.NOTICE,
        delivery=Delivery.AT_LEAST_ONCE,
        not_before=act.now,
        quiet_hours=True,
    )
    await outbox.put(act.connection, act.ring, letter, act.now)


def _subject(role: Role, person_id: int) -> str:
    return f"{role}:{person_id}"

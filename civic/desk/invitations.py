"""A link that makes somebody a member of the staff: once, for two days, as long as its maker may.

Only the SHA-256 of its word is kept: a copy of the tables invites nobody.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import timedelta

from civic.act import Act
from civic.desk.roles import Right, Role, let_hold, may, must, roles_of
from civic.phrases import Refusal, _
from storage import audit, people, staff

LINK = "staff_"
"""What the deep link of an invitation begins with; its word follows."""
STANDS_FOR = timedelta(hours=48)
_BYTES = 24
"""192 bits: 32 letters of the link."""
UNKNOWN = _("This invitation is not known. Ask an administrator for a new link.")
USED = _("This invitation has been used already: each is good for one person, once.")
EXPIRED = _("This invitation has expired: each is good for two days. Ask for a new one.")
TAKEN_BACK = _("This invitation is not good any more. Ask an administrator for a new link.")
HAVE_IT = _("You have this role already. Pass the link on to whom it is meant for.")
OWN = _("This is your own invitation. Pass the link on to whom it is meant for.")


async def invite(act: Act, administrators: Collection[int], role: Role) -> str:
    """The word of a new link; it is told this once and kept nowhere."""
    await must(act, administrators, Right.GIVE_ROLES)
    token = secrets.token_urlsafe(_BYTES)
    expires_at = act.now + STANDS_FOR
    await staff.add_invitation(
        act.connection, _hashed(token), role, act.person.id, act.now, expires_at
    )
    await audit.note(act.connection, act.now, "staff.invited", act.person.id, role)
    return token


async def accept(act: Act, administrators: Collection[int], token: str) -> Role:
    """Whoever acts takes up the role; ``Refusal`` says why not. Of two at once one wins."""
    conn, person = act.connection, act.person
    found = await staff.invitation(conn, _hashed(token))
    if found is None:
        raise Refusal(UNKNOWN)
    role = Role(found.role)
    if found.made_by == person.id:
        raise Refusal(OWN)
    if role in await roles_of(conn, person, administrators):
        if found.used_by == person.id:
            return role  # Telegram repeats what it was not told of: they are to see the end of it
        raise Refusal(HAVE_IT)
    if found.used_at is not None:
        raise Refusal(USED)
    if found.expires_at <= act.now:
        raise Refusal(EXPIRED)
    maker = await people.by_id(conn, found.made_by)
    if maker is None or not may(
        await roles_of(conn, maker, administrators, hold=True), Right.GIVE_ROLES
    ):
        raise Refusal(TAKEN_BACK)
    if not await staff.use_invitation(conn, found.id, person.id, act.now):
        raise Refusal(USED)
    await let_hold(act, person.id, role, found.made_by)
    return role


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

"""Whom the desk does not listen to for a while: openly, or without a word.

An open ban is told when the person writes to the desk next, with its end, and never unasked: the
phone may be in other hands, and a message of ours would tell them of the desk. The rest of the bot,
help above all, stays as it is. Under a quiet ban tickets and messages are taken in as always and
nobody sees them (``tickets.unseen``), so that whoever tries our limits learns nothing.

Who of the staff wrote why is sealed; the person is told that there is a ban, not the reason.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.act import Act
from civic.desk.roles import UNKNOWN, Right, must, roles_of
from civic.phrases import Phrase, Refusal, _
from storage import audit, people
from storage import bans as rows
from storage.bans import StoredBan

LONGEST_REASON = 300
IS_STAFF = _("This person works at the desk. Take their roles away first.")
WHY_PLEASE = _("Please say why, in a few words: whoever lifts the ban will want to know.")
TOO_LONG = _("Please say it shorter: a ban needs a sentence, not a story.")


@dataclass(frozen=True, slots=True)
class Ban:
    """``until`` is UTC; None: until somebody lifts it. ``quiet``: nothing is told to the person."""

    id: int
    person_id: int
    quiet: bool
    until: datetime | None
    made_at: datetime
    made_by: int | None

    def told(self) -> Phrase:
        """What the person is told when they write to the desk; of a quiet ban nothing is told."""
        if self.until is None:
            return _(
                "You cannot write to the volunteers now. Everything else here works as before, "
                "help in danger too."
            )
        return _(
            "You cannot write to the volunteers until {until}. Everything else here works as "
            "before, help in danger too.",
            until=self.until,
        )


async def standing_ban(conn: AsyncConnection, person_id: int, now: datetime) -> Ban | None:
    """The ban that holds for the person at this moment."""
    row = await rows.standing(conn, person_id, now)
    return _ban(row) if row else None


async def standing_bans(conn: AsyncConnection, now: datetime) -> list[Ban]:
    """All that hold, the newest first."""
    return [_ban(row) for row in await rows.all_standing(conn, now)]


async def ban(
    act: Act,
    administrators: Collection[int],
    person_id: int,
    reason: str,
    *,
    quiet: bool = False,
    until: datetime | None = None,
) -> int:
    """Do not listen to the person, from now on; its id. It replaces a ban that stood."""
    await must(act, administrators, Right.BAN)
    person = await people.by_id(act.connection, person_id)
    if person is None:
        raise Refusal(UNKNOWN)
    if await roles_of(act.connection, person, administrators):
        raise Refusal(IS_STAFF)
    reason = " ".join(reason.split())
    if not reason:
        raise Refusal(WHY_PLEASE, "reason")
    if len(reason) > LONGEST_REASON:
        raise Refusal(TOO_LONG, "reason")
    ban_id = await rows.add(
        act.connection,
        act.ring,
        person_id,
        quiet=quiet,
        reason=reason,
        until=until,
        made_by=act.person.id,
        now=act.now,
    )
    what = "person.banned_quietly" if quiet else "person.banned"
    await audit.note(act.connection, act.now, what, act.person.id, f"ban:{ban_id}")
    return ban_id


async def lift(act: Act, administrators: Collection[int], ban_id: int) -> bool:
    """Listen to the person again; False when the ban did not hold any more."""
    await must(act, administrators, Right.BAN)
    if await rows.lift(act.connection, ban_id, act.person.id, act.now) is None:
        return False
    await audit.note(act.connection, act.now, "ban.lifted", act.person.id, f"ban:{ban_id}")
    return True


def _ban(row: StoredBan) -> Ban:
    return Ban(row.id, row.person_id, row.quiet, row.until, row.made_at, row.made_by)

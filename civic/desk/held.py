"""A ticket in hand: locked, with its key, for one act. Every change of one begins here.

What every change owes is paid in one place: the moment at which the clock looks again, and the
card in the group.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

from civic.act import Act
from civic.desk.hours import Hours, hours_of
from civic.desk.house import Desk
from civic.desk.letters import Post
from civic.desk.timetable import look_at
from civic.phrases import Refusal, _
from storage import tickets
from storage.cases import in_hand, open_case
from storage.errors import CaseShredded
from storage.tickets import StoredTicket

GONE = _("This ticket is not there any more: it was deleted, with everything in it.")


@dataclass(slots=True)
class Held:
    """``ticket`` is how its row stands now."""

    act: Act
    desk: Desk
    hours: Hours
    ticket: StoredTicket

    @property
    def post(self) -> Post:
        """Puts letters."""
        return Post.of(self.act)

    async def change(self, **values: Any) -> None:
        """Set these columns; when the clock looks again follows from them."""
        open_columns = {
            name: value for name, value in values.items() if name in StoredTicket.__slots__
        }
        changed = replace(self.ticket, **open_columns, revision=self.ticket.revision + 1)
        look = look_at(changed, self.desk.terms, self.hours)
        await tickets.change(self.act.connection, changed.id, **values, look_at=look)
        self.ticket = replace(changed, look_at=look)

    async def show(self) -> None:
        """The group is to see how it stands."""
        await self.post.card(self.ticket)


@asynccontextmanager
async def held(act: Act, desk: Desk, ticket_id: int) -> AsyncIterator[Held]:
    """The ticket, locked, its key in hand; ``Refusal`` when it was deleted or never was.

    One that was merged into another is that other one.
    """
    ticket = await tickets.get(act.connection, ticket_id, hold=True)
    if ticket is not None and ticket.merged_into is not None:
        ticket = await tickets.get(act.connection, ticket.merged_into, hold=True)
    if ticket is None or ticket.shredded_at is not None:
        raise Refusal(GONE)
    try:
        case = await open_case(act.connection, act.ring, ticket.case_id, act.now)
    except CaseShredded as error:
        raise Refusal(GONE) from error
    with in_hand(case):
        yield Held(act, desk, await hours_of(act.connection, desk.zone), ticket)

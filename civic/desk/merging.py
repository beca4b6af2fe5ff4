"""Two tickets of one person about one thing become one."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.act import Act
from civic.desk.held import held
from civic.desk.house import Desk
from civic.desk.letters import News, Notice
from civic.desk.moving import end, note_act
from civic.desk.roles import Right, must
from civic.desk.telling import tell_person
from civic.desk.ticket import ClosedWhy
from civic.phrases import Refusal, _
from storage import tickets
from storage.tickets import StoredTicket


async def merge(act: Act, desk: Desk, ticket_id: int, into: int) -> StoredTicket:
    """A second ticket of the same person about the same thing becomes part of the first.

    Its words stay under its own key and are read from its own topic.
    """
    await must(act, desk.administrators, Right.MERGE)
    if ticket_id == into:
        raise Refusal(_("This is one and the same ticket."))
    first, second = sorted((ticket_id, into))  # two merges never wait for each other
    for number in (first, second):
        await tickets.get(act.connection, number, hold=True)
    async with held(act, desk, into) as target:
        kept = target.ticket
    async with held(act, desk, ticket_id) as one:
        if one.ticket.id != ticket_id:
            raise Refusal(_("It was merged already."))
        if kept.id == ticket_id:
            raise Refusal(_("That one was merged into this one already."))
        if kept.person_id != one.ticket.person_id:
            raise Refusal(_("These tickets are of two different people: they stay apart."))
        if kept.heavy != one.ticket.heavy:
            raise Refusal(_("One of them opens with a code phrase only: they stay apart."))
        await one.change(owner_id=None)
        await end(one, ClosedWhy.MERGED, merged_into=kept.id)
        await note_act(one, "ticket.merged")
        await one.post.notice(one.ticket, Notice.MERGED, into=kept.id)
        await tell_person(one, News.MERGED, into=kept.id)
    async with held(act, desk, kept.id) as target:
        await target.change()
        await target.post.notice(target.ticket, Notice.MERGED, other=ticket_id)
        await target.show()
        return target.ticket


async def others_of_person(conn: AsyncConnection, ticket_id: int) -> list[StoredTicket]:
    """The other open tickets of whoever asked this one."""
    ticket = await tickets.get(conn, ticket_id)
    if ticket is None:
        return []
    theirs = await tickets.open_of_person(conn, ticket.person_id)
    return [one for one in theirs if one.id != ticket_id]

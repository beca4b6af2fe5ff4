"""Something was passed on that was not for the volunteers: it is taken back."""

from __future__ import annotations

from civic.act import Act
from civic.desk.held import held
from civic.desk.house import Desk
from civic.desk.letters import Notice
from civic.desk.saying import NOT_YOURS
from civic.desk.ticket import Side
from civic.phrases import Refusal
from storage import ticket_words


async def take_back_last(act: Act, desk: Desk, ticket_id: int) -> bool:
    """The person's last words in it; False when the group may have seen them already."""
    async with held(act, desk, ticket_id) as one:
        if one.ticket.person_id != act.person.id:
            raise Refusal(NOT_YOURS)
        said = await ticket_words.of_ticket(act.connection, one.ticket.id)
        last = next((w for w in reversed(said) if w.side == Side.PERSON), None)
        if last is None or last is said[0] or last.withdrawn_at is not None:
            return True
        await ticket_words.change(act.connection, last.id, withdrawn_at=act.now, text=None)
        await one.post.take_back(one.ticket, f"in:{last.id}")
        await one.post.gone_from_group(one.ticket, last)
        was_seen = any(
            copy.is_ours for copy in await ticket_words.copies_of(act.connection, last.id)
        )
        if was_seen:
            await one.post.notice(one.ticket, Notice.TAKEN_BACK, words=last.id)
        return not was_seen

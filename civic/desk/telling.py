"""A word to the person about their ticket, besides answers: only when it may be said."""

from __future__ import annotations

from civic.desk.held import Held
from civic.desk.letters import News
from civic.desk.reaching import reach
from storage import people
from storage.columns import JSON


async def tell_person(one: Held, what: News, **told: JSON) -> None:
    """A word about the ticket, when it may be said; what may not be said they see themselves."""
    way = reach(one.ticket, one.act.now, one.desk.zone)
    person = await people.by_id(one.act.connection, one.ticket.person_id)
    if way.at is not None and person is not None:
        await one.post.news(one.ticket, what, person.telegram_id, way.at, **told)
